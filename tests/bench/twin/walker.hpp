// Walks JSON along simdjson's structural index and reads scalars where they stand, without a document in between. The
// twin's decoder is built on it.
//
// It checks the grammar of what it reads and refuses what the generators never write; it is for measuring, not for input
// from outside.
#pragma once

#include <array>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "twin/case.hpp"
#include "twin/dictionary.hpp"

namespace fadu::bench {

class Walker {
  public:
    Walker() {
        for (int year = 0; year < years; ++year)
            for (unsigned month = 1; month <= 12; ++month) {
                const std::chrono::sys_days first{std::chrono::year{first_year + year} / static_cast<int>(month) / 1};
                months_[static_cast<std::size_t>(year) * 16 + month] =
                    static_cast<Day>(first.time_since_epoch().count()) - 1;
            }
    }

    /// Finds the structure of one line.
    bool start(std::string_view line) {
        if (line.size() > capacity_) {
            capacity_ = line.size() * 2;
            const auto made =
                simdjson::get_active_implementation()->create_dom_parser_implementation(capacity_, 64, index_);
            if (made) return false;
        }
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
        if (index_->stage1(bytes, line.size(), simdjson::stage1_mode::regular)) return false;
        text_ = line.data();
        at_ = index_->structural_indexes.get();
        end_ = at_ + index_->n_structural_indexes;
        unescaped_.clear();
        return true;
    }
    bool at_end() const { return at_ == end_; }

  protected:
    char here() const { return text_[*at_]; }

    bool enter(char bracket) {
        if (at_ >= end_ || here() != bracket) return false;
        ++at_;
        first_ = true;
        return true;
    }
    /// Is there another member? Steps over the comma.
    bool more(char bracket) {
        if (at_ >= end_) return false;
        const char c = here();
        if (first_) {
            first_ = false;
            return c != bracket;
        }
        if (c != ',') return false;
        ++at_;
        return true;
    }
    bool leave(char bracket) {
        if (at_ >= end_ || here() != bracket) return false;
        ++at_;
        first_ = false;
        return true;
    }

    struct Token {
        const char* text;
        std::size_t length;
    };
    /// The text that begins here; length is that between the quotes.
    bool text_token(Token& token) {
        if (at_ >= end_ || here() != '"') return false;
        token.text = text_ + *at_ + 1;
        const char* last = text_ + (at_ + 1 < end_ ? at_[1] : *end_) - 1;
        while (*last != '"') --last;
        token.length = static_cast<std::size_t>(last - token.text);
        ++at_;
        return true;
    }

    int read_key(const Dictionary& keys, std::uint8_t guess) {
        Token token;
        if (!text_token(token) || at_ >= end_ || here() != ':') return -1;
        ++at_;
        return keys.is(guess, token.text, token.length) ? guess : keys.find(token.text, token.length);
    }
    int read_word(const Dictionary& words) {
        Token token;
        return text_token(token) ? words.find(token.text, token.length) : -1;
    }
    bool read_choice(const Dictionary& words, Choice& into) {
        const int word = read_word(words);
        into = static_cast<Choice>(word);
        return word >= 0;
    }
    bool skip_text() {
        Token token;
        return text_token(token);
    }
    bool skip_scalar() {
        ++at_;
        return true;
    }
    bool read_text(std::string_view& into) {
        Token token;
        if (!text_token(token)) return false;
        into = {token.text, token.length};
        return !has_escape(token) || unescape(into);
    }

    bool read_text(Text& into) {
        std::string_view text;
        if (!read_text(text)) return false;
        into = Text(text);
        return true;
    }

    bool read_truth(Truth& into) {
        if (at_ >= end_) return false;
        const char* text = text_ + *at_++;
        std::uint32_t word = 0;
        std::memcpy(&word, text, 4);
        const bool is_true = word == word_of("true");
        into = truth(is_true);
        return is_true || (word == word_of("fals") && text[4] == 'e');
    }

    bool read_day(Day& into) {
        Token token;
        return text_token(token) && day_of(token, into);
    }
    bool read_day_or_none(Day& into) {
        Token token;
        if (!text_token(token)) return false;
        if (token.length == 10) return day_of(token, into);
        into = no_day;
        return std::string_view(token.text, token.length) == "无" ||
               std::string_view(token.text, token.length) == "\\u65e0";
    }

    /// Yuan with at most two decimals.
    bool read_money(std::int64_t& into) {
        if (at_ >= end_) return false;
        const char* text = text_ + *at_++;
        std::int64_t value = 0;
        if (!is_digit(*text)) return false;
        for (; is_digit(*text); ++text) value = value * 10 + (*text - '0');
        into = value * 100;
        if (*text != '.') return ends_scalar(*text);
        if (!is_digit(text[1]) || !is_digit(text[2])) return false;
        into += (text[1] - '0') * 10 + (text[2] - '0');
        return ends_scalar(text[3]);
    }
    bool read_count(std::int32_t& into) {
        if (at_ >= end_) return false;
        const char* text = text_ + *at_++;
        std::int32_t value = 0;
        if (!is_digit(*text)) return false;
        for (; is_digit(*text); ++text) value = value * 10 + (*text - '0');
        into = value;
        return ends_scalar(*text);
    }

  private:
    static constexpr int first_year = 1900, years = 200;

    static bool has_escape(const Token& token) {
        if (token.length > 16) return std::memchr(token.text, '\\', token.length) != nullptr;
        // Bytes behind the text count too, which can only send a text the long way.
        std::uint64_t first = 0, second = 0;
        std::memcpy(&first, token.text, 8);
        std::memcpy(&second, token.text + 8, 8);
        const auto zero_byte = [](std::uint64_t word) {
            word ^= 0x5C5C5C5C5C5C5C5CU;
            return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
        };
        return (zero_byte(first) | zero_byte(second)) != 0 && std::memchr(token.text, '\\', token.length) != nullptr;
    }
    static std::uint32_t word_of(const char (&text)[5]) {
        std::uint32_t word = 0;
        std::memcpy(&word, text, 4);
        return word;
    }
    static bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }
    static bool ends_scalar(char c) { return c == ',' || c == '}' || c == ']' || c == ' '; }

    /// 2023-03-01: digits checked and turned into numbers eight at a time.
    bool day_of(const Token& token, Day& into) const {
        if (token.length != 10) return false;
        std::uint64_t front = 0;
        std::uint16_t back = 0;
        std::memcpy(&front, token.text, 8);
        std::memcpy(&back, token.text + 8, 2);
        const std::uint64_t digits = front ^ 0x2D30302D30303030U;  // "0000-00-"
        const std::uint32_t last = back ^ 0x3030U;
        if (((digits | (digits + 0x0076760076767676U)) & 0xFF8080FF80808080U) != 0) return false;
        if (((last | (last + 0x7676U)) & 0x8080U) != 0) return false;
        const auto digit = [&](unsigned i) { return static_cast<int>(digits >> (8 * i) & 15U); };
        const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - first_year;
        const auto month = static_cast<unsigned>(digit(5) * 10 + digit(6));
        const int day = static_cast<int>((last & 15U) * 10 + (last >> 8U & 15U));
        if (year < 0 || year >= years || month < 1 || month > 12 || day < 1 || day > 31) return false;
        into = months_[static_cast<std::size_t>(year) * 16 + month] + day;
        return true;
    }

    /// \uXXXX of the basic plane, which is all that the generators write.
    bool unescape(std::string_view& text) {
        std::string& plain = unescaped_.emplace_back();
        for (std::size_t i = 0; i < text.size();) {
            if (text[i] != '\\') {
                plain += text[i++];
                continue;
            }
            if (i + 6 > text.size() || text[i + 1] != 'u') return false;
            unsigned code = 0;
            for (std::size_t k = 2; k < 6; ++k) {
                const char c = text[i + k];
                code = code << 4U | static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
            }
            plain += static_cast<char>(0xE0U | code >> 12U);
            plain += static_cast<char>(0x80U | (code >> 6U & 63U));
            plain += static_cast<char>(0x80U | (code & 63U));
            i += 6;
        }
        plain.append(16, '\0');
        text = {plain.data(), plain.size() - 16};
        return true;
    }

    std::unique_ptr<simdjson::internal::dom_parser_implementation> index_;
    std::size_t capacity_ = 0;
    const char* text_ = nullptr;
    const std::uint32_t* at_ = nullptr;
    const std::uint32_t* end_ = nullptr;
    bool first_ = false;
    std::deque<std::string> unescaped_;
    std::array<Day, static_cast<std::size_t>(years) * 16> months_{};
};

}  // namespace fadu::bench
