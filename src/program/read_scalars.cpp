#include "program/read_scalars.hpp"

#include <algorithm>
#include <string>

#include "fadu/text/unicode.hpp"

namespace fadu::program::reading {
namespace {

/// Four hexadecimal digits; -1 if they are none.
std::int32_t read_unit(std::string_view text) {
    if (text.size() < 4) return -1;
    std::int32_t unit = 0;
    for (const char c : text.substr(0, 4)) {
        unit *= 16;
        if (c >= '0' && c <= '9')
            unit += c - '0';
        else if (c >= 'a' && c <= 'f')
            unit += c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            unit += c - 'A' + 10;
        else
            return -1;
    }
    return unit;
}

char plain_escape(char c) {
    switch (c) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case '"':
        case '\\':
        case '/': return c;
        default: return '\0';
    }
}

void append_character(std::uint32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

}  // namespace

bool is_json_number(std::string_view text) {
    const auto digits = [&text] {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count > 0;
    };
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('0'))
        text.remove_prefix(1);
    else if (!digits())
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!digits()) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (!digits()) return false;
    }
    return text.empty();
}

bool unescape(std::string_view raw, std::string& content) {
    content.clear();
    while (!raw.empty()) {
        const std::size_t plain = std::min(raw.find('\\'), raw.size());
        content += raw.substr(0, plain);
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        if (raw.size() < 2) return false;
        if (raw[1] != 'u') {
            const char c = plain_escape(raw[1]);
            if (c == '\0') return false;
            content += c;
            raw.remove_prefix(2);
            continue;
        }
        const std::int32_t unit = read_unit(raw.substr(2));
        if (unit < 0) return false;
        raw.remove_prefix(6);
        auto character = static_cast<std::uint32_t>(unit);
        if (unit >= 0xD800 && unit < 0xE000) {
            if (unit >= 0xDC00 || !raw.starts_with("\\u")) return false;
            const std::int32_t low = read_unit(raw.substr(2));
            if (low < 0xDC00 || low >= 0xE000) return false;
            raw.remove_prefix(6);
            character = 0x10000 + ((character - 0xD800) << 10) + (static_cast<std::uint32_t>(low) - 0xDC00);
        }
        append_character(character, content);
    }
    return true;
}

}  // namespace fadu::program::reading
