#include "facts/json_writer.hpp"

#include <fmt/format.h>

namespace fadu::facts {

void JsonWriter::new_line() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(filled_.size() * 2, ' ');
}

void JsonWriter::before_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (filled_.empty()) return;
    if (filled_.back()) out_ += indented_ ? "," : ", ";
    filled_.back() = true;
    new_line();
}

void JsonWriter::open(char bracket) {
    before_value();
    out_ += bracket;
    filled_.push_back(false);
}

void JsonWriter::close(char bracket) {
    const bool filled = filled_.back();
    filled_.pop_back();
    if (filled) new_line();
    out_ += bracket;
}

void JsonWriter::key(std::string_view name) {
    before_value();
    quote(name);
    out_ += ": ";
    after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
    before_value();
    quote(value);
}

void JsonWriter::token(std::string_view text) {
    before_value();
    out_ += text;
}

void JsonWriter::quote(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out_ += "\\\""; break;
            case '\\': out_ += "\\\\"; break;
            case '\n': out_ += "\\n"; break;
            case '\r': out_ += "\\r"; break;
            case '\t': out_ += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    out_ += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
                else
                    out_ += c;
        }
    }
    out_ += '"';
}

}  // namespace fadu::facts
