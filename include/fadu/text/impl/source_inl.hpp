// Bodies of fadu/text/source.hpp.
#pragma once

#include <algorithm>
#include <utility>

#include "fadu/text/source.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::text {

FADU_INLINE Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    line_starts_.push_back(0);
    for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
        line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
}

FADU_INLINE std::string_view Source::slice(Span span) const {
    const std::string_view all = text_;
    if (span.begin >= all.size() || span.end <= span.begin) return {};
    return all.substr(span.begin, span.end - span.begin);
}

FADU_INLINE Position Source::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    Position place{static_cast<std::uint32_t>(after - line_starts_.begin()), 1};
    for (std::size_t at = *(after - 1); at < offset; ++place.column) {
        at += decode(text_, at).bytes;
        if (at > offset) break;  // an offset inside a character stands for that character
    }
    return place;
}

FADU_INLINE std::string_view Source::line(std::uint32_t number) const {
    if (number == 0 || number > line_starts_.size()) return {};
    const std::string_view all = text_;
    const std::size_t begin = line_starts_[number - 1];
    std::string_view line = all.substr(begin, std::min(all.find('\n', begin), all.size()) - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

FADU_INLINE FileId Sources::add(std::string name, std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    sources_.emplace_back(std::move(name), std::move(text));
    return static_cast<FileId>(sources_.size() - 1);
}

FADU_INLINE std::string_view Sources::intern(std::string text) {
    interned_.push_back(std::move(text));
    return interned_.back();
}

}  // namespace fadu::text
