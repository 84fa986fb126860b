// Sources and spans: where every word of a rule file, a case or a calendar came from. The first thing on the way from
// text to finding; everything later points back here by byte offsets.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "fadu/config.hpp"

namespace fadu::text {

using FileId = std::uint32_t;

/// A stretch of bytes [begin, end) in one source.
struct Span {
    FileId file = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const Span&, const Span&) = default;
    friend auto operator<=>(const Span&, const Span&) = default;
};

/// The smallest span that covers both, which must be of one file.
constexpr Span join(Span a, Span b) {
    return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// A place as people count it: line and column from 1; columns count characters, not bytes.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// One named text. Its bytes never move while the Sources that holds it lives.
class Source {
  public:
    Source(std::string name, std::string text);

    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    std::string_view slice(Span span) const;

    /// The place of a byte offset; offsets past the end give the end.
    Position position(std::uint32_t offset) const;
    /// The text of a line (from 1) without its line end; empty past the last line.
    std::string_view line(std::uint32_t number) const;
    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

  private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
};

/// All texts of one load, in the order in which they were added; also keeps the normalised spellings of names alive.
class Sources {
  public:
    /// A byte-order mark at the start is dropped. Texts of 4 GiB and more are not representable: callers check the limit.
    FileId add(std::string name, std::string text);
    const Source& operator[](FileId id) const { return sources_[id]; }
    std::size_t size() const { return sources_.size(); }
    std::string_view slice(Span span) const { return sources_[span.file].slice(span); }

    /// Keeps a text (an NFC-normalised name, say) for as long as the sources live.
    std::string_view intern(std::string text);

  private:
    std::deque<Source> sources_;
    std::deque<std::string> interned_;
};

}  // namespace fadu::text

#ifdef FADU_HEADER_ONLY
#include "fadu/text/impl/source_inl.hpp"
#endif
