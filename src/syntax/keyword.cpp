// The keyword table and its look-up: a hash table built by the compiler, which also refuses a spelling that two keywords
// share.
#include "fadu/syntax/keyword.hpp"

#include <algorithm>
#include <array>

#include "fadu/text/unicode.hpp"

namespace fadu::syntax {

namespace {

struct Row {
    std::array<std::string_view, 3> spellings;  ///< by Spelling
    KeywordUse use;
};

constexpr Row rows[] = {
#define FADU_KEYWORD(id, english, simplified, traditional, use) {{english, simplified, traditional}, KeywordUse::use},
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
};
constexpr std::size_t row_count = std::size(rows);

constexpr Keyword keyword_of(std::size_t row) { return static_cast<Keyword>(row + 1); }
constexpr std::size_t row_of(Keyword keyword) { return static_cast<std::size_t>(keyword) - 1; }

constexpr std::uint64_t byte_of(std::string_view word, std::size_t i) { return static_cast<unsigned char>(word[i]); }

/// Eight bytes as a number; compilers turn this into one load.
constexpr std::uint64_t eight_bytes(std::string_view word, std::size_t i) {
    return byte_of(word, i) | byte_of(word, i + 1) << 8 | byte_of(word, i + 2) << 16 | byte_of(word, i + 3) << 24 |
           byte_of(word, i + 4) << 32 | byte_of(word, i + 5) << 40 | byte_of(word, i + 6) << 48 |
           byte_of(word, i + 7) << 56;
}

constexpr std::uint64_t four_bytes(std::string_view word, std::size_t i) {
    return byte_of(word, i) | byte_of(word, i + 1) << 8 | byte_of(word, i + 2) << 16 | byte_of(word, i + 3) << 24;
}

constexpr std::size_t slot_bits = 11;
constexpr std::size_t slot_count = std::size_t{1} << slot_bits;

/// Of the length, the first and the last eight bytes: keywords are short, so that this is nearly all of them.
constexpr std::size_t hash(std::string_view word) {
    const std::size_t size = word.size();
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (size >= 8) {
        head = eight_bytes(word, 0);
        tail = eight_bytes(word, size - 8);
    } else if (size >= 4) {
        head = four_bytes(word, 0);
        tail = four_bytes(word, size - 4);
    } else if (size > 0) {
        head = byte_of(word, 0) | byte_of(word, size / 2) << 8 | byte_of(word, size - 1) << 16;
    }
    std::uint64_t mixed = (head ^ size) * 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 32) ^ tail) * 0xD6E8FEB86659FD93u;
    return static_cast<std::size_t>(mixed >> (64 - slot_bits));
}

struct Slot {
    std::string_view word;
    Keyword keyword = Keyword::none_;
};

struct Table {
    std::array<Slot, slot_count> slots{};
    std::size_t longest = 0;

    constexpr void insert(std::string_view word, Keyword keyword) {
        longest = std::max(longest, word.size());
        std::size_t at = hash(word);
        for (; slots[at].keyword != Keyword::none_; at = (at + 1) % slot_count) {
            if (slots[at].word != word) continue;
            if (slots[at].keyword == keyword) return;
            throw "two keywords share a spelling";
        }
        slots[at] = {word, keyword};
    }
};

constexpr Table make_table() {
    Table table;
    for (std::size_t row = 0; row < row_count; ++row) {
        for (const std::string_view word : rows[row].spellings) table.insert(word, keyword_of(row));
    }
    return table;
}

constexpr Table table = make_table();

constexpr bool has_several_words(std::string_view english) { return english.find(' ') != std::string_view::npos; }

constexpr std::size_t phrase_count = [] {
    std::size_t count = 0;
    for (const Row& row : rows) count += has_several_words(row.spellings[0]) ? 1u : 0u;
    return count;
}();

/// English keywords of several words, by their first letter and longer before shorter.
constexpr auto phrases = [] {
    std::array<Slot, phrase_count> result{};
    std::size_t count = 0;
    for (std::size_t row = 0; row < row_count; ++row) {
        const std::string_view english = rows[row].spellings[0];
        if (has_several_words(english)) result[count++] = {english, keyword_of(row)};
    }
    std::sort(result.begin(), result.end(), [](const Slot& a, const Slot& b) {
        if (a.word[0] != b.word[0]) return a.word[0] < b.word[0];
        if (a.word.size() != b.word.size()) return a.word.size() > b.word.size();
        return a.word < b.word;
    });
    return result;
}();

/// Whether a word runs on at `at`; full-width punctuation ends it as ASCII punctuation does.
bool continues_word(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    const char32_t c = text::decode(text, at).value;
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || c == '-' || text::is_name_character(c);
}

/// Whether the phrase stands at the beginning of the text and ends there with a whole word.
bool begins_with(std::string_view text, std::string_view phrase) {
    if (text.size() < phrase.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (text[i] != phrase[i] && !(phrase[i] == ' ' && text[i] == '\t')) return false;
    }
    return !continues_word(text, phrase.size());
}

}  // namespace

std::string_view spelling(Keyword keyword, Spelling spelling) {
    if (keyword == Keyword::none_) return {};
    return rows[row_of(keyword)].spellings[static_cast<std::size_t>(spelling)];
}

KeywordUse use_of(Keyword keyword) { return keyword == Keyword::none_ ? KeywordUse::local : rows[row_of(keyword)].use; }

std::optional<Keyword> find_keyword(std::string_view word) {
    if (word.empty() || word.size() > table.longest) return std::nullopt;
    for (std::size_t at = hash(word); table.slots[at].keyword != Keyword::none_; at = (at + 1) % slot_count) {
        if (table.slots[at].word == word) return table.slots[at].keyword;
    }
    return std::nullopt;
}

std::optional<KeywordMatch> find_longest(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto first = std::partition_point(phrases.begin(), phrases.end(),
                                            [&](const Slot& phrase) { return phrase.word[0] < text[0]; });
    for (auto phrase = first; phrase != phrases.end() && phrase->word[0] == text[0]; ++phrase) {
        if (begins_with(text, phrase->word)) return KeywordMatch{phrase->keyword, phrase->word.size()};
    }
    return std::nullopt;
}

}  // namespace fadu::syntax
