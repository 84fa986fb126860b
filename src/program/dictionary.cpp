#include "program/dictionary.hpp"

#include <fmt/format.h>

#include "fadu/text/unicode.hpp"

namespace fadu::program {
namespace {

/// Can the name stand between quotation marks as it is?
bool is_plain(std::string_view name) {
    for (const char c : name)
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) return false;
    return true;
}

}  // namespace

std::string escaped_spelling(std::string_view name) {
    std::string escaped;
    bool any = false;
    for (std::size_t at = 0; at < name.size();) {
        const text::CodePoint point = text::decode(name, at);
        if (!point.valid || point.bytes == 0) return {};
        const auto value = static_cast<std::uint32_t>(point.value);
        if (value < 0x80) {
            escaped += static_cast<char>(value);
        } else if (value < 0x10000) {
            escaped += fmt::format("\\u{:04x}", value);
            any = true;
        } else {
            escaped += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (value >> 10), 0xDC00 + (value & 0x3FF));
            any = true;
        }
        at += point.bytes;
    }
    return any ? escaped : std::string();
}

void Dictionary::add(std::string_view name, int target) {
    if (!is_plain(name)) return;
    add_spelling(std::string(name), target);
    if (std::string escaped = escaped_spelling(name); !escaped.empty()) add_spelling(std::move(escaped), target);
}

int Dictionary::place_of(std::string_view text) const {
    const Words words = words_of(text.data(), text.size());
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash_of(words, text.size())) & mask;
    while (places_[at] != 0 && !names_[static_cast<std::size_t>(places_[at])].is(text)) at = (at + 1) & mask;
    return places_[at];
}

void Dictionary::add_spelling(std::string name, int target) {
    if (place_of(name) != 0) return;
    const std::string& kept = spellings_.emplace_back(std::move(name));
    Name added;
    added.words = words_of(kept.data(), kept.size());
    added.text = kept.data();
    added.size = static_cast<std::uint32_t>(kept.size());
    added.target = target;
    names_.push_back(added);
    const std::size_t first = names_.size() * 2 > places_.size() ? 1 : names_.size() - 1;
    if (first == 1) places_.assign(places_.size() * 2, 0);
    const std::size_t mask = places_.size() - 1;
    for (std::size_t i = first; i < names_.size(); ++i) {
        std::size_t at = static_cast<std::size_t>(hash_of(names_[i].words, names_[i].size)) & mask;
        while (places_[at] != 0) at = (at + 1) & mask;
        places_[at] = static_cast<std::int32_t>(i);
    }
}

}  // namespace fadu::program
