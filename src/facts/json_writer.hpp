// Writes JSON text: commas, indents and escapes, so that write.cpp and schema.cpp only say what stands where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fadu::facts {

class JsonWriter {
  public:
    enum class Layout : unsigned char { one_line, indented };
    explicit JsonWriter(Layout layout) : indented_(layout == Layout::indented) {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_list() { open('['); }
    void end_list() { close(']'); }
    void key(std::string_view name);
    void text(std::string_view value);
    void boolean(bool value) { token(value ? "true" : "false"); }
    void null() { token("null"); }
    /// Digits that are JSON already.
    void number(std::string_view digits) { token(digits); }

    std::string take() { return std::move(out_); }

  private:
    void open(char bracket);
    void close(char bracket);
    void token(std::string_view text);
    void before_value();
    void new_line();
    void quote(std::string_view text);

    bool indented_;
    bool after_key_ = false;
    std::vector<bool> filled_;  ///< of each open bracket: whether something stands in it
    std::string out_;
};

}  // namespace fadu::facts
