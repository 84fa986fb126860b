// How far articles and items' labels reach: the places of a statute, as it cites itself.
#include <array>

#include "fadu/syntax/keyword.hpp"
#include "syntax/lexer_characters.hpp"
#include "syntax/lexer_scan.hpp"

namespace fadu::syntax::lexer {

namespace {

bool starts_with(std::string_view text, std::size_t at, std::string_view word) {
    return text.substr(at < text.size() ? at : text.size()).starts_with(word);
}

/// The end of a run of numerals, or `at` if there is none.
std::size_t skip_numerals(std::string_view text, std::size_t at) {
    for (Character c = character(text, at); is_numeral(c.value); c = character(text, at)) at += c.bytes;
    return at;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    for (Character c = character(text, at); is_digit(c.value); c = character(text, at)) at += c.bytes;
    return at;
}

/// The end of 之 and a numeral, or `at`.
std::size_t skip_inserted_number(std::string_view text, std::size_t at) {
    constexpr std::string_view inserted = "之";
    if (!starts_with(text, at, inserted)) return at;
    const std::size_t begin = at + inserted.size();
    const std::size_t end = skip_numerals(text, begin);
    return end == begin ? at : end;
}

/// The end of a numeral, which may stand in parentheses, or `at`.
std::size_t skip_ordinal(std::string_view text, std::size_t at) {
    const Character open = character(text, at);
    if (open.value != '(') return skip_numerals(text, at);
    const std::size_t begin = at + open.bytes;
    std::size_t end = skip_numerals(text, begin);
    if (end == begin) return at;
    end = skip_inserted_number(text, end);
    const Character close = character(text, end);
    return close.value == ')' ? end + close.bytes : at;
}

constexpr std::string_view ordinal_mark = "第";

struct Parts {
    std::size_t end = 0;
    std::size_t count = 0;
    bool certain = false;  ///< 条 or 款: hardly ever the beginning of a name
};

constexpr std::array certain_units{std::string_view("条"), std::string_view("條"), std::string_view("款")};
constexpr std::array other_units{std::string_view("项"), std::string_view("項"), std::string_view("目"),
                                 std::string_view("章"), std::string_view("节"), std::string_view("節"),
                                 std::string_view("编"), std::string_view("編")};

template <std::size_t count>
std::size_t skip_one_of(std::string_view text, std::size_t at, const std::array<std::string_view, count>& words) {
    for (const std::string_view word : words) {
        if (starts_with(text, at, word)) return at + word.size();
    }
    return at;
}

/// 第十五条之一第二款第（四）项 …
Parts scan_parts(std::string_view text, std::size_t at) {
    Parts parts{at, 0, false};
    while (starts_with(text, parts.end, ordinal_mark)) {
        const std::size_t number = parts.end + ordinal_mark.size();
        const std::size_t unit = skip_ordinal(text, number);
        if (unit == number) break;
        std::size_t end = skip_one_of(text, unit, certain_units);
        if (end != unit) {
            parts.certain = true;
        } else {
            end = skip_one_of(text, unit, other_units);
            if (end == unit) break;
        }
        parts.end = skip_inserted_number(text, end);
        ++parts.count;
    }
    return parts;
}

/// 前段, 后段, 中段, 但书 or 第一句 behind the parts.
std::size_t skip_tail(std::string_view text, std::size_t at) {
    constexpr std::array tails{std::string_view("前段"), std::string_view("后段"), std::string_view("後段"),
                               std::string_view("中段"), std::string_view("但书"), std::string_view("但書")};
    const std::size_t end = skip_one_of(text, at, tails);
    if (end != at || !starts_with(text, at, ordinal_mark)) return end;
    constexpr std::string_view sentence = "句";
    const std::size_t number = at + ordinal_mark.size();
    const std::size_t unit = skip_ordinal(text, number);
    return unit != number && starts_with(text, unit, sentence) ? unit + sentence.size() : at;
}

/// Whether a new word may begin behind an article that could also be the beginning of a name (第一项目负责人).
bool ends_word(std::string_view text, std::size_t at) {
    const Word rest = scan_word(text, at, false);
    return rest.end == at || find_keyword(text.substr(at, rest.end - at)).has_value();
}

std::optional<std::size_t> scan_chinese(std::string_view text, std::size_t at) {
    const Parts parts = scan_parts(text, at);
    if (parts.count == 0) return std::nullopt;
    const std::size_t end = skip_tail(text, parts.end);
    if (parts.count > 1 || parts.certain || end != parts.end || ends_word(text, end)) return end;
    return std::nullopt;
}

/// 附件一§1.1, 附表3, 附录二第三条.
std::optional<std::size_t> scan_annex(std::string_view text, std::size_t at) {
    constexpr std::array annexes{std::string_view("附件"), std::string_view("附表"), std::string_view("附录"),
                                 std::string_view("附錄")};
    const std::size_t number = skip_one_of(text, at, annexes);
    if (number == at) return std::nullopt;
    std::size_t end = skip_numerals(text, number);
    bool certain = false;
    if (const Character section = character(text, end); section.value == section_sign) {
        std::size_t digits = skip_digits(text, end + section.bytes);
        if (digits == end + section.bytes) return std::nullopt;
        while (character(text, digits).value == '.' && is_digit(character(text, digits + 1).value)) {
            digits = skip_digits(text, digits + 1);
        }
        end = digits;
        certain = true;
    } else if (end == number) {
        return std::nullopt;
    }
    const Parts parts = scan_parts(text, end);
    if (parts.count > 0) return skip_tail(text, parts.end);
    if (certain || ends_word(text, end)) return end;
    return std::nullopt;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    return at;
}

/// art. 15 para. 1 item 4: each word followed by a number, which may stand in parentheses.
std::optional<std::size_t> scan_english(std::string_view text, std::size_t at) {
    constexpr std::array first{std::string_view("art.")};
    constexpr std::array further{std::string_view("art."), std::string_view("para."), std::string_view("item")};
    std::size_t end = at;
    for (std::size_t word = at;;) {
        const std::size_t after = end == at ? skip_one_of(text, word, first) : skip_one_of(text, word, further);
        if (after == word) break;
        const std::size_t number = skip_blanks(text, after);
        std::size_t stop = skip_ordinal(text, number);
        if (stop == number || scan_word(text, stop, false).end != stop) break;
        end = stop;
        word = skip_blanks(text, end);
        if (word == end) break;
    }
    return end == at ? std::nullopt : std::optional<std::size_t>(end);
}

}  // namespace

std::optional<std::size_t> scan_article(std::string_view text, std::size_t at) {
    if (starts_with(text, at, ordinal_mark)) return scan_chinese(text, at);
    if (starts_with(text, at, "附")) return scan_annex(text, at);
    if (starts_with(text, at, "art.")) return scan_english(text, at);
    return std::nullopt;
}

std::optional<Item> scan_item(std::string_view text, std::size_t at) {
    const Character open = character(text, at);
    if (open.value != '(') return std::nullopt;
    constexpr std::size_t most_digits = 3;  // four are a year: （2021）
    constexpr std::size_t most_numerals = 8;
    Item item{at + open.bytes, 0, 0, true};
    std::size_t end = item.inside_begin;
    std::size_t numerals = 0;
    std::size_t digits = 0;
    for (Character c = character(text, end); is_numeral(c.value); c = character(text, end)) {
        item.plain = item.plain && !c.folded;
        digits += is_digit(c.value) ? 1u : 0u;
        ++numerals;
        end += c.bytes;
    }
    if (numerals == 0) {
        const Character letter = character(text, end);
        if (!is_letter(letter.value)) return std::nullopt;
        item.plain = !letter.folded;
        end += letter.bytes;
    } else if (digits > most_digits || numerals > most_numerals) {
        return std::nullopt;
    } else {
        for (std::size_t next = skip_inserted_number(text, end); next != end; next = skip_inserted_number(text, end)) {
            end = next;
        }
    }
    const Character close = character(text, end);
    if (close.value != ')') return std::nullopt;
    item.inside_end = end;
    item.end = end + close.bytes;
    return item;
}

}  // namespace fadu::syntax::lexer
