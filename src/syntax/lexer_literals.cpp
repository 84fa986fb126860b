// How far literals reach: numbers with their units, dates and moments.
#include <array>
#include <chrono>

#include "syntax/lexer_characters.hpp"
#include "syntax/lexer_scan.hpp"

namespace fadu::syntax::lexer {

namespace {

struct Suffix {
    std::string_view text;
    TokenKind kind;
};

/// Longer before shorter where one begins another.
constexpr std::array suffixes{
    Suffix{"日", TokenKind::span},       Suffix{"元", TokenKind::money},      Suffix{"个工作日", TokenKind::span},
    Suffix{"个自然日", TokenKind::span}, Suffix{"个月", TokenKind::span},     Suffix{"个", TokenKind::count},
    Suffix{"人", TokenKind::count},      Suffix{"次", TokenKind::count},      Suffix{"年", TokenKind::span},
    Suffix{"小时", TokenKind::span},     Suffix{"工作日", TokenKind::span},   Suffix{"自然日", TokenKind::span},
    Suffix{"個工作日", TokenKind::span}, Suffix{"個自然日", TokenKind::span}, Suffix{"個月", TokenKind::span},
    Suffix{"個", TokenKind::count},      Suffix{"小時", TokenKind::span},     Suffix{"角", TokenKind::money},
    Suffix{"分", TokenKind::money},      Suffix{"名", TokenKind::count},      Suffix{"件", TokenKind::count},
    Suffix{"份", TokenKind::count},      Suffix{"项", TokenKind::count},      Suffix{"項", TokenKind::count},
    Suffix{"家", TokenKind::count},      Suffix{"处", TokenKind::count},      Suffix{"處", TokenKind::count},
    Suffix{"种", TokenKind::count},      Suffix{"種", TokenKind::count},      Suffix{"倍", TokenKind::count},
};

constexpr std::array english_suffixes{
    Suffix{"working days", TokenKind::span},  Suffix{"working day", TokenKind::span},
    Suffix{"calendar days", TokenKind::span}, Suffix{"calendar day", TokenKind::span},
    Suffix{"days", TokenKind::span},          Suffix{"day", TokenKind::span},
    Suffix{"months", TokenKind::span},        Suffix{"month", TokenKind::span},
    Suffix{"years", TokenKind::span},         Suffix{"year", TokenKind::span},
    Suffix{"hours", TokenKind::span},         Suffix{"hour", TokenKind::span},
    Suffix{"yuan", TokenKind::money},
};

/// Reads on through one literal; every step leaves the cursor where it was if it does not fit.
class Cursor {
  public:
    Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::size_t at() const { return at_; }
    bool plain() const { return plain_; }
    Character peek() const { return character(text_, at_); }
    std::string_view rest() const { return text_.substr(at_); }

    void skip(Character c) {
        plain_ = plain_ && !c.folded;
        at_ += c.bytes;
    }

    bool take(char32_t wanted) {
        const Character c = peek();
        if (c.bytes == 0 || c.value != wanted) return false;
        skip(c);
        return true;
    }

    bool take(std::string_view word) {
        if (!rest().starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    /// As many digits as there are, if they are `least` to `most`; their value, or nothing.
    std::optional<unsigned> digits(std::size_t least, std::size_t most) {
        const Cursor before = *this;
        unsigned value = 0;
        std::size_t count = 0;
        for (Character c = peek(); is_digit(c.value) && count <= most; c = peek(), ++count) {
            value = value * 10 + static_cast<unsigned>(c.value - '0');
            skip(c);
        }
        if (count >= least && count <= most) return value;
        *this = before;
        return std::nullopt;
    }

    void skip_digits() {
        for (Character c = peek(); is_digit(c.value); c = peek()) skip(c);
    }

  private:
    std::string_view text_;
    std::size_t at_;
    bool plain_ = true;
};

bool is_possible(unsigned year, unsigned month, unsigned day) {
    return std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                       std::chrono::day(day))
        .ok();
}

/// 10:30, 10:30:05, 10:30:05.250, each with Z or an offset. False if nothing like it stands here.
bool take_time(Cursor& cursor, bool& possible) {
    Cursor ahead = cursor;
    const auto hour = ahead.digits(1, 2);
    if (!hour || !ahead.take(U':')) return false;
    const auto minute = ahead.digits(2, 2);
    if (!minute) return false;
    possible = (*hour <= 23 && *minute <= 59) || (*hour == 24 && *minute == 0);
    Cursor seconds = ahead;
    if (seconds.take(U':')) {
        if (const auto second = seconds.digits(2, 2)) {
            possible = possible && *second <= 59 && (*hour < 24 || *second == 0);
            ahead = seconds;
            if (seconds.take(U'.') && is_digit(seconds.peek().value)) {
                seconds.skip_digits();
                ahead = seconds;
            }
        }
    }
    if (!ahead.take(U'Z')) {
        Cursor offset = ahead;
        if (offset.take(U'+') || offset.take(U'-')) {
            const auto hours = offset.digits(2, 2);
            if (hours && (!offset.take(U':') || is_digit(offset.peek().value))) {
                if (const auto minutes = offset.digits(2, 2)) {
                    possible = possible && *hours <= 23 && *minutes <= 59;
                    ahead = offset;
                }
            }
        }
    }
    cursor = ahead;
    return true;
}

std::optional<Literal> scan_date(std::string_view text, std::size_t at) {
    Cursor cursor(text, at);
    const auto year = cursor.digits(4, 4);
    if (!year) return std::nullopt;
    const bool hyphens = cursor.take(U'-');
    if (!hyphens && !cursor.take(std::string_view("年"))) return std::nullopt;
    const std::size_t month_begin = cursor.at();
    const auto month = cursor.digits(1, 2);
    const std::size_t month_end = cursor.at();
    if (!month || !(hyphens ? cursor.take(U'-') : cursor.take(std::string_view("月")))) return std::nullopt;
    const std::size_t day_begin = cursor.at();
    const auto day = cursor.digits(1, 2);
    const std::size_t day_end = cursor.at();
    if (!day || !(hyphens || cursor.take(std::string_view("日")))) return std::nullopt;

    Literal date{TokenKind::date, cursor.at(), cursor.plain(), LiteralProblem::none};
    const auto two_digits = [&](std::size_t begin, std::size_t end) {
        const Character first = character(text, begin);
        return begin + first.bytes < end;
    };
    if (hyphens && !(two_digits(month_begin, month_end) && two_digits(day_begin, day_end))) {
        date.problem = LiteralProblem::loose_date;
    }
    if (!is_possible(*year, *month, *day)) date.problem = LiteralProblem::impossible_date;
    if (!hyphens) return date;

    Cursor time = cursor;
    if (!time.take(U'T') && !time.take(U' ')) return date;
    bool possible = true;
    if (!take_time(time, possible)) return date;
    date.kind = TokenKind::moment;
    date.end = time.at();
    date.plain = time.plain();
    if (!possible && date.problem != LiteralProblem::impossible_date) date.problem = LiteralProblem::impossible_time;
    return date;
}

bool ends_english_word(std::string_view text, std::size_t at) {
    const Character c = character(text, at);
    return !is_alphanumeric(c.value) && c.value != '_' && c.value != '-' && !text::is_name_character(c.value);
}

/// Gives the literal the kind of the unit behind its number.
void take_unit(std::string_view text, Cursor& cursor, Literal& literal) {
    const Character c = cursor.peek();
    if (c.value == '%' || c.value == per_mille) {
        cursor.skip(c);
        literal.kind = TokenKind::percent;
    } else if (c.value == ' ' && !c.folded) {
        const std::size_t word = cursor.at() + 1;
        for (const Suffix& suffix : english_suffixes) {
            if (!text.substr(word).starts_with(suffix.text)) continue;
            if (!ends_english_word(text, word + suffix.text.size())) continue;
            cursor = Cursor(text, word + suffix.text.size());
            literal.kind = suffix.kind;
            return;
        }
    } else if (c.value >= 0x4E00 && c.value <= 0x9FFF) {
        for (const Suffix& suffix : suffixes) {
            if (!cursor.rest().starts_with(suffix.text)) continue;
            // 3分之2 is a fraction in words, no money.
            if (suffix.text == "分" && cursor.rest().substr(suffix.text.size()).starts_with("之")) return;
            cursor.take(suffix.text);
            literal.kind = suffix.kind;
            return;
        }
    }
}

}  // namespace

Literal scan_literal(std::string_view text, std::size_t at) {
    if (const auto date = scan_date(text, at)) return *date;
    Cursor cursor(text, at);
    cursor.skip_digits();
    Cursor fraction = cursor;
    // The full stop 。 folds to '.' as well and is no decimal point.
    if (!fraction.rest().starts_with("。") && fraction.take(U'.') && is_digit(fraction.peek().value)) {
        fraction.skip_digits();
        cursor = fraction;
    }
    if (cursor.take(std::string_view("万")) || cursor.take(std::string_view("萬"))) {
        if (!cursor.take(std::string_view("亿"))) cursor.take(std::string_view("億"));
    } else if (!cursor.take(std::string_view("亿"))) {
        cursor.take(std::string_view("億"));
    }
    Literal literal;
    const bool plain = cursor.plain();
    take_unit(text, cursor, literal);
    literal.plain = plain && cursor.plain();
    literal.end = cursor.at();
    return literal;
}

}  // namespace fadu::syntax::lexer
