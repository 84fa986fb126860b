// From bytes to tokens, line by line: every token ends on the line on which it begins.
#include <algorithm>
#include <cstring>
#include <string>

#include "fadu/syntax/token.hpp"
#include "syntax/lexer_characters.hpp"
#include "syntax/lexer_problems.hpp"
#include "syntax/lexer_scan.hpp"

namespace fadu::syntax {

namespace lexer {

namespace {

constexpr std::size_t max_name_bytes = 4096;

bool is_literal(TokenKind kind) { return kind >= TokenKind::number && kind <= TokenKind::moment; }

/// Tabs are harmless; what would turn the line around or hide in it is not.
bool is_control(char32_t c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

/// ASCII, common ideographs and their punctuation: nothing to fold, nothing to compose.
bool is_plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint point = decode(text, at);
        const char32_t c = point.value;
        if (!(c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3011))) return false;
        at += point.bytes;
    }
    return true;
}

/// What of a full-width form is given up: in names only letters and digits, in literals signs as well.
enum class Folding : std::uint8_t { alphanumeric, all };

std::string half_width(std::string_view text, Folding folding) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint point = decode(text, at);
        const char32_t folded = point.value >= 0xFF01 && point.value <= 0xFF5E ? fold(point.value) : point.value;
        const bool given_up =
            folded != point.value && (folding == Folding::all || is_alphanumeric(folded) || folded == '_');
        result += given_up ? text::encode(folded) : std::string(text.substr(at, point.bytes));
        at += point.bytes;
    }
    return result;
}

/// 第(四)项 as statutes write it: 第（四）项.
std::string with_wide_parentheses(std::string_view text) {
    std::string result;
    for (const char c : text) result += c == '(' ? "（" : c == ')' ? "）" : std::string(1, c);
    return result;
}

class Lexer {
  public:
    Lexer(text::Span part, text::Sources& sources, const Limits& limits)
        : sources_(sources),
          limits_(limits),
          file_(part.file),
          all_(sources[part.file].text()),
          position_(std::min<std::size_t>(part.begin, all_.size())),
          end_(std::clamp<std::size_t>(part.end, position_, all_.size())),
          problems_(limits.max_errors) {}

    Tokens run() {
        if (end_ - position_ > limits_.max_file_bytes) {
            problems_.report(Problem::file_too_large, span(position_, position_),
                             std::to_string(limits_.max_file_bytes));
            position_ = end_;
        }
        find_bad_bytes();
        result_.tokens.reserve((end_ - position_) / 10 + 8);
        starts_line_ = position_ == 0 || all_[position_ - 1] == '\n';
        while (position_ < end_) {
            lex_line();
            starts_line_ = true;
        }
        push(TokenKind::end, end_, end_, {});
        result_.diagnostics = problems_.finish();
        return std::move(result_);
    }

  private:
    text::Span span(std::size_t begin, std::size_t end) const {
        return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    std::string_view slice(std::size_t begin, std::size_t end) const { return all_.substr(begin, end - begin); }

    void find_bad_bytes() {
        for (std::size_t at = position_; at < end_;) {
            const std::size_t found = text::find_invalid_utf8(all_.substr(at, end_ - at));
            if (found == std::string_view::npos) return;
            trusted_ = false;
            const std::size_t begin = at + found;
            at = begin;
            while (at < end_ && !text::decode(all_.substr(0, end_), at).valid) ++at;
            problems_.report(Problem::invalid_utf8, span(begin, at));
        }
    }

    void lex_line() {
        const void* line_end = std::memchr(all_.data() + position_, '\n', end_ - position_);
        const std::size_t end =
            line_end == nullptr ? end_ : static_cast<std::size_t>(static_cast<const char*>(line_end) - all_.data());
        line_ = all_.substr(0, end);
        if (end - position_ > limits_.max_line_bytes) {
            problems_.report(Problem::line_too_long, span(position_, position_),
                             std::to_string(limits_.max_line_bytes));
            push_error(position_, position_);
        } else {
            while (position_ < line_.size()) lex_token();
        }
        position_ = std::min(line_.size() + 1, end_);
    }

    void lex_token() {
        if (trusted_ && is_common_ideograph(line_, position_)) return lex_word();
        const Character c = character(line_, position_);
        if (!c.valid) return skip_bad_bytes();
        if (is_blank(c.value)) {
            position_ += c.bytes;
        } else if (is_digit(c.value)) {
            lex_number();
        } else if (is_letter(c.value) || c.value == '_') {
            lex_word();
        } else {
            lex_mark(c);
        }
    }

    void lex_mark(Character c) {
        switch (c.value) {
            case '#': return lex_comment();
            case '"': return lex_quoted_text(c);
            case U'“': return lex_text(c);
            case U'「': return lex_quoted_name(c);
            case U'《': return lex_title(c);
            case '(':
                if (may_be_item() && lex_item()) return;
                return lex_opening(c);
            case '[':
            case '{': return lex_opening(c);
            case ')':
            case ']':
            case '}': return lex_closing(c);
            case '<': return lex_comparison(c, 'L');
            case '>': return lex_comparison(c, 'G');
            case '!': return lex_comparison(c, 'N');
            case less_or_equal: return push_symbol('L', c.bytes);
            case greater_or_equal: return push_symbol('G', c.bytes);
            case not_equal: return push_symbol('N', c.bytes);
            case ':':
            case ',':
            case ';':
            case '.':
            case '|':
            case '+':
            case '-':
            case '*':
            case '/':
            case '=': return push_symbol(static_cast<char>(c.value), c.bytes);
            default: break;
        }
        if (!c.folded && text::is_name_character(c.value)) return lex_word();
        skip_unexpected();
    }

    void push(TokenKind kind, std::size_t begin, std::size_t end, std::string_view text) {
        if (result_.tokens.size() >= limits_.max_tokens && kind != TokenKind::end) {
            problems_.report(Problem::too_many_tokens, span(begin, begin), std::to_string(limits_.max_tokens));
            end_ = position_ = begin;  // nothing behind is read
            line_ = all_.substr(0, begin);
            return;
        }
        Token& token = result_.tokens.emplace_back();
        token.kind = kind;
        token.starts_line = starts_line_;
        token.text = text;
        token.span = span(begin, end);
        starts_line_ = false;
        position_ = end;
    }

    void push_error(std::size_t begin, std::size_t end) { push(TokenKind::error, begin, end, slice(begin, end)); }

    void push_symbol(char symbol, std::size_t bytes) {
        const std::size_t before = result_.tokens.size();
        push(TokenKind::punctuation, position_, position_ + bytes, slice(position_, position_ + bytes));
        if (result_.tokens.size() > before) result_.tokens.back().symbol = symbol;
    }

    void lex_comparison(Character c, char or_equal) {
        const Character next = character(line_, position_ + c.bytes);
        if (next.value == '=') return push_symbol(or_equal, c.bytes + next.bytes);
        if (c.value == '!') return skip_unexpected();
        push_symbol(static_cast<char>(c.value), c.bytes);
    }

    void lex_opening(Character c) {
        ++depth_;
        if (depth_ <= limits_.max_nesting) return push_symbol(static_cast<char>(c.value), c.bytes);
        if (!too_deep_) {
            too_deep_ = true;
            problems_.report(Problem::nested_too_deeply, span(position_, position_ + c.bytes),
                             std::to_string(limits_.max_nesting));
            return push_error(position_, position_ + c.bytes);
        }
        position_ += c.bytes;
    }

    void lex_closing(Character c) {
        if (depth_ > limits_.max_nesting) {
            --depth_;
            position_ += c.bytes;
            return;
        }
        if (depth_ > 0) --depth_;
        if (depth_ == 0) too_deep_ = false;
        push_symbol(static_cast<char>(c.value), c.bytes);
    }

    void lex_comment() {
        std::size_t end = line_.size();
        if (line_[end - 1] == '\r') --end;
        result_.comments.push_back({span(position_, end), starts_line_});
        position_ = line_.size();
    }

    void lex_word() {
        const std::size_t begin = position_;
        if (may_be_article(line_, begin)) {
            if (const auto article = scan_article(line_, begin)) return lex_article(*article);
        }
        Word word = scan_word(line_, begin, trusted_);
        if (word.end < line_.size() && is_lower(static_cast<unsigned char>(line_[begin]))) {
            if (const auto phrase = find_longest(line_.substr(begin))) {
                return push_word(begin, begin + phrase->bytes, slice(begin, begin + phrase->bytes), phrase->keyword);
            }
        }
        if (behind_literal()) word.end = end_behind_literal(begin, word.end);
        if (word.end - begin > max_name_bytes) {
            problems_.report(Problem::name_too_long, span(begin, word.end), std::to_string(max_name_bytes));
            return push_error(begin, word.end);
        }
        const std::string_view text = normalised(begin, word.end, word.plain);
        push_word(begin, word.end, text, find_keyword(text).value_or(Keyword::none_));
    }

    void push_word(std::size_t begin, std::size_t end, std::string_view text, Keyword keyword) {
        const KeywordUse use = use_of(keyword);
        const bool reserved = keyword != Keyword::none_ && use != KeywordUse::local;
        // A new declaration begins: what was left open before it does not count against it.
        if (reserved && use == KeywordUse::head && starts_line_) {
            depth_ = 0;
            too_deep_ = false;
        }
        const std::size_t before = result_.tokens.size();
        push(reserved ? TokenKind::keyword : TokenKind::name, begin, end, text);
        if (result_.tokens.size() > before) result_.tokens.back().keyword = keyword;
    }

    bool behind_literal() const {
        if (result_.tokens.empty()) return false;
        const Token& last = result_.tokens.back();
        return last.span.end == position_ && is_literal(last.kind);
    }

    /// In 1万元以上5万元以下 the word 以上 ends where the next number begins.
    std::size_t end_behind_literal(std::size_t begin, std::size_t end) const {
        for (std::size_t at = begin; at < end;) {
            const Character c = character(line_, at);
            if (is_digit(c.value)) {
                const auto keyword = find_keyword(slice(begin, at));
                return keyword && use_of(*keyword) != KeywordUse::local ? at : end;
            }
            at += std::max(c.bytes, 1u);
        }
        return end;
    }

    /// The half-width, composed form of a word; the source itself where it is that already.
    std::string_view normalised(std::size_t begin, std::size_t end, bool plain,
                                Folding folding = Folding::alphanumeric) {
        const std::string_view written = slice(begin, end);
        if (plain || is_plain(written)) return written;
        std::string folded = half_width(written, folding);
        if (!text::is_nfc(folded)) folded = text::to_nfc(folded);
        return folded == written ? written : sources_.intern(std::move(folded));
    }

    void lex_article(std::size_t end) {
        std::string_view text = normalised(position_, end, false);
        const bool chinese = text.front() != 'a';
        if (chinese && text.find('(') != std::string_view::npos) text = sources_.intern(with_wide_parentheses(text));
        push(TokenKind::article, position_, end, text);
    }

    void lex_number() {
        const std::size_t begin = position_;
        const Literal literal = scan_literal(line_, begin);
        const std::string_view text = normalised(begin, literal.end, literal.plain, Folding::all);
        const text::Span place = span(begin, literal.end);
        if (is_grouped(begin)) {
            const Token& first = *(result_.tokens.end() - 2);
            const std::string both(slice(first.span.begin, literal.end));
            problems_.report(Problem::grouped_digits, {file_, first.span.begin, place.end}, both);
            return push(TokenKind::error, begin, literal.end, text);
        }
        switch (literal.problem) {
            case LiteralProblem::none: break;
            case LiteralProblem::loose_date: problems_.report(Problem::loose_date, place, text); break;
            case LiteralProblem::impossible_date:
                problems_.report(Problem::impossible_date, place, text);
                return push(TokenKind::error, begin, literal.end, text);
            case LiteralProblem::impossible_time:
                problems_.report(Problem::impossible_time, place, text);
                return push(TokenKind::error, begin, literal.end, text);
        }
        push(literal.kind, begin, literal.end, text);
    }

    /// 3,000: read as two numbers it would be quietly wrong.
    bool is_grouped(std::size_t begin) const {
        const auto& tokens = result_.tokens;
        if (tokens.size() < 2) return false;
        const Token& comma = tokens.back();
        const Token& number = *(tokens.end() - 2);
        if (comma.symbol != ',' || comma.text != "," || comma.span.end != begin) return false;
        if (number.kind != TokenKind::number || number.span.end != comma.span.begin) return false;
        std::size_t digits = 0;
        while (is_digit(character(line_, begin + digits).value)) ++digits;
        return digits == 3;
    }

    void lex_text(Character open) {
        constexpr std::string_view close = "”";
        const std::size_t inside = position_ + open.bytes;
        const std::size_t found = line_.find(close, inside);
        if (found == std::string_view::npos) return unterminated(Problem::unterminated_text, open);
        push_text(inside, found, found + close.size(), slice(inside, found));
    }

    /// "…", in which \" and \\ are escapes.
    void lex_quoted_text(Character open) {
        const std::size_t inside = position_ + open.bytes;
        bool escaped = false;
        std::size_t at = inside;
        while (true) {
            const Character c = character(line_, at);
            if (c.bytes == 0) return unterminated(Problem::unterminated_text, open);
            if (c.value == '"' && c.bytes == open.bytes) break;
            const char next = at + 1 < line_.size() ? line_[at + 1] : '\0';
            const bool escape = c.value == '\\' && !c.folded && (next == '"' || next == '\\');
            escaped = escaped || escape;
            at += escape ? 2 : c.bytes;
        }
        std::string_view content = slice(inside, at);
        if (escaped) {
            std::string plain;
            for (std::size_t i = 0; i < content.size(); ++i) {
                const bool escape =
                    content[i] == '\\' && i + 1 < content.size() && (content[i + 1] == '"' || content[i + 1] == '\\');
                plain += content[escape ? ++i : i];
            }
            content = sources_.intern(std::move(plain));
        }
        push_text(inside, at, at + open.bytes, content);
    }

    void push_text(std::size_t inside, std::size_t inside_end, std::size_t end, std::string_view content) {
        const bool sound = is_sound(inside, inside_end);
        push(sound ? TokenKind::text : TokenKind::error, position_, end, content);
    }

    /// Whether quoted content is valid UTF-8 without control characters; reports what it finds.
    bool is_sound(std::size_t begin, std::size_t end) {
        bool sound = true;
        for (std::size_t at = begin; at < end;) {
            if (trusted_ && is_common_ideograph(line_, at)) {
                at += 3;
                continue;
            }
            const text::CodePoint point = decode(line_, at);
            if (!point.valid) {
                sound = false;
            } else if (is_control(point.value)) {
                if (sound) problems_.report(Problem::control_character, span(at, at + point.bytes));
                sound = false;
            }
            at += point.bytes;
        }
        return sound;
    }

    void unterminated(Problem problem, Character open) {
        std::size_t end = line_.size();
        if (line_[end - 1] == '\r') --end;
        problems_.report(problem, span(position_, position_ + open.bytes));
        push_error(position_, end);
    }

    void lex_quoted_name(Character open) {
        constexpr std::string_view close = "」";
        const std::size_t begin = position_;
        const std::size_t inside = begin + open.bytes;
        const std::size_t found = line_.find(close, inside);
        if (found == std::string_view::npos) return unterminated(Problem::unterminated_name, open);
        const std::size_t end = found + close.size();
        if (found == inside) {
            problems_.report(Problem::empty_name, span(begin, end));
            return push_error(begin, end);
        }
        if (found - inside > max_name_bytes) {
            problems_.report(Problem::name_too_long, span(begin, end), std::to_string(max_name_bytes));
            return push_error(begin, end);
        }
        if (!is_sound(inside, found)) return push_error(begin, end);
        const std::size_t before = result_.tokens.size();
        push(TokenKind::name, begin, end, normalised(inside, found, false));
        if (result_.tokens.size() > before) result_.tokens.back().quoted = true;
    }

    void lex_title(Character open) {
        constexpr std::string_view close = "》";
        const std::size_t begin = position_;
        const std::size_t inside = begin + open.bytes;
        const std::size_t found = line_.find(close, inside);
        if (found == std::string_view::npos) return unterminated(Problem::unterminated_title, open);
        const std::size_t end = found + close.size();
        if (found == inside) {
            problems_.report(Problem::empty_title, span(begin, end));
            return push_error(begin, end);
        }
        if (!is_sound(inside, found)) return push_error(begin, end);
        std::string_view title = slice(inside, found);
        if (!is_plain(title) && !text::is_nfc(title)) title = sources_.intern(text::to_nfc(title));
        push(TokenKind::title, begin, end, title);
    }

    bool may_be_item() const {
        if (starts_line_ || result_.tokens.empty()) return true;
        const Token& last = result_.tokens.back();
        if (last.kind == TokenKind::punctuation) return last.symbol == ':' || last.symbol == ',' || last.symbol == ';';
        return last.kind == TokenKind::keyword &&
               (last.keyword == Keyword::any_of_the_following || last.keyword == Keyword::all_of_the_following ||
                last.keyword == Keyword::the_following);
    }

    bool lex_item() {
        const auto item = scan_item(line_, position_);
        if (!item) return false;
        push(TokenKind::item, position_, item->end, normalised(item->inside_begin, item->inside_end, item->plain));
        return true;
    }

    void skip_bad_bytes() {
        const std::size_t begin = position_;
        std::size_t end = begin;
        while (end < line_.size() && !character(line_, end).valid) ++end;
        push_error(begin, end);
    }

    /// One complaint for a run of characters that begin no token.
    void skip_unexpected() {
        const std::size_t begin = position_;
        std::size_t end = begin;
        const std::string first(slice(begin, begin + character(line_, begin).bytes));
        do {
            end += character(line_, end).bytes;
        } while (end < line_.size() && is_unexpected(character(line_, end)));
        problems_.report(Problem::unexpected_character, span(begin, end), first);
        push_error(begin, end);
    }

    static bool is_unexpected(Character c) {
        if (!c.valid || is_blank(c.value) || is_alphanumeric(c.value)) return false;
        constexpr std::u32string_view known = U"#\"“「《()[]{}<>!≤≥≠:,;.|+-*/=_";
        return known.find(c.value) == std::u32string_view::npos && !text::is_name_character(c.value);
    }

    text::Sources& sources_;
    const Limits& limits_;
    text::FileId file_;
    std::string_view all_;
    std::size_t position_;
    std::size_t end_;
    std::string_view line_;  ///< the text up to the end of the present line
    bool starts_line_ = true;
    bool trusted_ = true;  ///< the whole text is valid UTF-8
    bool too_deep_ = false;
    std::size_t depth_ = 0;
    Problems problems_;
    Tokens result_;
};

}  // namespace

}  // namespace lexer

Tokens lex(text::FileId file, text::Sources& sources, const Limits& limits) {
    const std::size_t size = sources[file].text().size();
    return lex(text::Span{file, 0, static_cast<std::uint32_t>(size)}, sources, limits);
}

Tokens lex(text::Span part, text::Sources& sources, const Limits& limits) {
    return lexer::Lexer(part, sources, limits).run();
}

}  // namespace fadu::syntax
