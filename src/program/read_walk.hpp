// One case's text walked once over the index of simdjson's first stage: every object by its Row of the schema, values to a
// tape of cells, events to a list. What the text is not sure to say makes it stop; nothing of the block is touched by then.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <simdjson.h>

#include "program/read_scalars.hpp"
#include "program/read_schema.hpp"

namespace fadu::program::reading {

struct Happening {
    int kind = -1;
    std::size_t row = 0;  ///< on the tape
    bool dated = false, planned = false;
    std::int64_t begin = 0, end = 0;  ///< packed; valid if dated, and if it ended
    facts::EndKnowledge end_knowledge = facts::EndKnowledge::at;
    int next = -1;  ///< of the same kind
};

class Walk {
  public:
    Walk(Schema& schema, const facts::ReadLimits& limits);

    /// False if the line is not for this reader.
    bool read(std::string_view line, TextPool& texts);

    /// A row's cells, from the head on.
    const Cell* cells(std::size_t row) const { return tape_.data() + row; }
    std::size_t root() const { return root_; }
    const std::vector<Happening>& events() const { return events_; }
    int first_of(int kind) const { return first_[static_cast<std::size_t>(kind)]; }
    /// The cells of an occurrence of which nothing is known.
    const Cell* blank_of(int kind) const {
        const auto at = static_cast<std::size_t>(kind);
        return blank_[at] > 0 ? cells(blank_[at]) : schema_.events[at]->blank.data();
    }
    bool is_closed(int kind) const { return closed_[static_cast<std::size_t>(kind)] != 0; }
    bool in_order() const { return in_order_; }
    const std::string& id() const { return id_; }

  private:
    enum class Read : std::uint8_t { failed, unknown, known };

    /// Which of an object's fields have been seen.
    class Marks {
      public:
        explicit Marks(std::size_t count) {
            for (std::size_t i = 0; i * 64 < count; ++i) words_[i] = 0;
        }
        /// False if it was there already.
        bool add(int at) {
            const std::uint64_t bit = std::uint64_t{1} << (at & 63);
            std::uint64_t& mine = words_[static_cast<std::size_t>(at) >> 6];
            if (mine & bit) return false;
            mine |= bit;
            return true;
        }

      private:
        std::array<std::uint64_t, most_keys / 64> words_;
    };

    // ---- tokens ---------------------------------------------------------------------------------------------------------
    // Behind the last token stands, three times, the first again: an opening brace, which fits nowhere.

    char here() const { return text_[*at_]; }
    static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
    /// From the token at `at` to the next, without the space between; empty behind the last one.
    std::string_view token(const std::uint32_t* at) const {
        const std::size_t begin = at[0];
        std::size_t end = at[1];
        if (end <= begin) return {};
        while (is_space(text_[end - 1])) --end;
        return {text_ + begin, end - begin};
    }
    /// What stands between the quotation marks; false if it is no text.
    bool content(const std::uint32_t* at, std::string_view& raw) const {
        const std::string_view all = token(at);
        if (all.size() < 2 || all.front() != '"' || all.back() != '"') return false;
        raw = all.substr(1, all.size() - 2);
        return true;
    }
    bool has_escape(std::string_view raw) const {
        return escapes_ && std::memchr(raw.data(), '\\', raw.size()) != nullptr;
    }
    /// A key and its colon.
    bool take_key(std::string_view& raw) {
        if (here() != '"' || text_[at_[1]] != ':' || !content(at_, raw)) return false;
        at_ += 2;
        return true;
    }
    /// The name that an escaped text spells, in storage_; none holds a backslash, which only escaped spellings do.
    bool spell(std::string_view raw) {
        return has_escape(raw) && unescape(raw, storage_) && storage_.find('\\') == std::string::npos;
    }
    /// What the next key of an object means; -1 if it is not known.
    int take_target(Dictionary::Order& order);
    /// After a value: is there another? Sets `ended` behind the last; false if it is neither.
    bool take_comma(char close, bool& ended) {
        const char c = here();
        ++at_;
        ended = c == close;
        return ended || c == ',';
    }
    bool take_word(std::string_view word) {
        if (token(at_) != word) return false;
        ++at_;
        return true;
    }

    // ---- objects --------------------------------------------------------------------------------------------------------

    std::size_t new_row(const Row& row);
    std::size_t new_item(const Value& item);
    bool read_case();
    bool read_case_key(int target);
    bool read_record(Row& row, std::size_t at);
    bool read_complete_events();
    bool close(int event);
    bool read_event_list();
    bool read_event_key(int event);
    bool read_occurrence(int event);
    bool read_both_days(Happening& event, bool& both);
    bool read_event_object(int event);
    struct EventTimes {
        bool begin_said = false, end_said = false, end_known = false, planned_said = false;
    };
    bool read_event_member(Row& row, int target, Happening& event, EventTimes& times, Marks& seen, int& required);
    const std::uint32_t* find_kind(int& event) const;
    bool read_time(bool& known, std::int64_t& span);
    bool add_event(Happening& event);
    bool settle();

    // ---- values ---------------------------------------------------------------------------------------------------------

    Read read_value(Value& value, std::size_t row);
    Read read_text(Value& value, std::size_t row);
    Read read_word(Value& value, std::size_t row, int word);
    Read read_plain_text(Value& value, std::size_t row, std::string_view said);
    Read read_number(Value& value, std::size_t row);
    Read read_truth(Value& value, std::size_t row);
    Read read_object(Value& value, std::size_t row);
    Read read_interval(Value& value, std::size_t row);
    Read read_list(Value& value, std::size_t row);
    Read read_element(Value& list, std::size_t row);
    Read convert_text(Value& value, std::size_t row, std::string_view said);
    Read put(Value& value, std::size_t row, const Cell& cell) {
        if (value.slot >= 0) tape_[row + static_cast<std::size_t>(value.slot)] = cell;
        return Read::known;
    }
    Read put_constant(Value& value, std::size_t row, const model::Constant& constant);
    bool read_day(std::string_view raw, std::int64_t& day);

    Schema& schema_;
    facts::ReadLimits limits_;
    facts::Conversion conversion_;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> index_;
    TextPool* texts_ = nullptr;

    const char* text_ = nullptr;
    const std::uint32_t* at_ = nullptr;
    const std::uint32_t* last_ = nullptr;  ///< behind the last token
    bool escapes_ = false;
    std::size_t depth_ = 0, rows_ = 0;
    std::string storage_, composed_;

    std::vector<Cell> tape_;
    std::size_t used_ = 0, root_ = 0;
    std::vector<Happening> events_;
    std::vector<std::size_t> blank_;           ///< of each kind: a row of its own where a default is a text, else 0
    std::vector<int> first_, latest_, times_;  ///< of each kind
    std::vector<std::uint8_t> closed_;
    std::vector<std::string> keys_;
    std::vector<bool> has_key_;
    std::string id_;
    bool in_order_ = false, said_record_ = false, said_order_ = false, said_events_ = false, said_complete_ = false;
};

}  // namespace fadu::program::reading
