// Collects what a reader has to say about its input: FD05xx, each with the record it is about, up to the limit. The codes
// stand here together so that no two readers give one number two meanings.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "fadu/facts/read.hpp"

namespace fadu::facts {

namespace code {
inline constexpr std::string_view unreadable = "FD0501";    ///< a record that is no JSON, no row, no UTF-8: skipped
inline constexpr std::string_view wrong_value = "FD0502";   ///< a value that is not of its field's type
inline constexpr std::string_view unknown_name = "FD0503";  ///< a key, column or name the record does not have
inline constexpr std::string_view duplicate = "FD0504";     ///< a key or column given twice
inline constexpr std::string_view limit = "FD0505";         ///< a limit of ReadLimits was reached
inline constexpr std::string_view missing = "FD0506";       ///< a required field is not there
inline constexpr std::string_view wrong_event = "FD0507";   ///< an event that cannot be read, or not given by a case
inline constexpr std::string_view wrong_time =
    "FD0508";                                          ///< an event's date that is none, or an end before the beginning
inline constexpr std::string_view no_case = "FD0509";  ///< a row or a case that does not say which case or record it is
inline constexpr std::string_view unknown_activity =
    "FD0510";                                                ///< an event log's activity that the mapping does not name
inline constexpr std::string_view contradiction = "FD0511";  ///< two values for one field of a case
inline constexpr std::string_view mapping = "FD0512";   ///< a mapping that cannot be read or names what is not there
inline constexpr std::string_view binding = "FD0513";   ///< a host's struct that does not fit the record
inline constexpr std::string_view repeated = "FD0514";  ///< more than once what the record says happens once
}  // namespace code

/// A stretch of the input's bytes.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Reporter {
  public:
    Reporter(ReadReport& report, text::FileId file, std::size_t limit) : report_(report), file_(file), limit_(limit) {}

    /// What is said from now on is about this record: "第 3 行", "第 2 件".
    void begin_record(std::string_view zh, std::string_view en, std::size_t number);
    void end_record() { number_ = 0; }
    /// Bytes before the text that places are counted from.
    void set_base(std::size_t base) { base_ = base; }

    void add(std::string_view code, text::Level level, Place place, text::Message message, text::Message help = {});
    /// Only the first of these is kept; the key is the code, `what` and nothing else.
    void add_once(const std::string& what, std::string_view code, text::Level level, Place place, text::Message message,
                  text::Message help = {});
    bool full() const { return report_.diagnostics.size() >= limit_; }
    ReadReport& report() { return report_; }
    text::Span span(Place place) const;

  private:
    ReadReport& report_;
    text::FileId file_;
    std::size_t limit_;
    std::size_t base_ = 0;
    std::string_view zh_, en_;
    std::size_t number_ = 0;
    bool said_full_ = false;
    std::set<std::string> said_;
};

}  // namespace fadu::facts
