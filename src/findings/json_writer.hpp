// A JSON emitter: puts commas where they belong, escapes strings, keeps the order in which it is called.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fadu/text/unicode.hpp"

namespace fadu::findings {

class JsonWriter {
  public:
    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }

    void key(std::string_view name) {
        separate();
        quote(name);
        out_ += ':';
        first_ = true;
    }
    void string(std::string_view text) {
        separate();
        quote(text);
    }
    void integer(std::int64_t number) {
        separate();
        out_ += std::to_string(number);
    }
    /// Text that is JSON already.
    void raw(std::string_view json) {
        separate();
        out_ += json;
    }

    void member(std::string_view name, std::string_view text) {
        key(name);
        string(text);
    }
    /// Leaves the member out where there is nothing to say.
    void member_if_any(std::string_view name, std::string_view text) {
        if (!text.empty()) member(name, text);
    }

    std::string take() { return std::move(out_); }

  private:
    void separate() {
        if (!first_) out_ += ',';
        first_ = false;
    }
    void open(char bracket) {
        separate();
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        first_ = false;
    }
    void quote(std::string_view text) {
        out_ += '"';
        for (std::size_t i = 0; i < text.size();) {
            const text::CodePoint point = text::decode(text, i);
            if (point.bytes == 0) break;
            escape(point, text.substr(i, point.bytes));
            i += point.bytes;
        }
        out_ += '"';
    }
    void escape(const text::CodePoint& point, std::string_view bytes) {
        static constexpr std::string_view digits = "0123456789abcdef";
        switch (point.value) {
            case '"': out_ += "\\\""; return;
            case '\\': out_ += "\\\\"; return;
            case '\n': out_ += "\\n"; return;
            case '\r': out_ += "\\r"; return;
            case '\t': out_ += "\\t"; return;
            default: break;
        }
        if (point.value < 0x20) {
            out_ += "\\u00";
            out_ += digits[point.value >> 4U];
            out_ += digits[point.value & 15U];
        } else if (!point.valid) {
            out_ += "\xEF\xBF\xBD";
        } else {
            out_ += bytes;
        }
    }

    std::string out_;
    bool first_ = true;
};

}  // namespace fadu::findings
