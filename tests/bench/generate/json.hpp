// JSON as the generators build it, and the four ways in which the benchmarks have it written. Between a generated case
// and its text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generate/random.hpp"

namespace fadu::bench {

struct Json {
    enum class Kind { literal, text, list, object };
    Kind kind = Kind::literal;
    std::string text;  ///< of a text; of a literal (number, true, null) its spelling
    std::vector<Json> items;
    std::vector<std::pair<std::string, Json>> members;

    static Json literal(std::string spelling) { return {Kind::literal, std::move(spelling), {}, {}}; }
    static Json of(std::string text) { return {Kind::text, std::move(text), {}, {}}; }
    static Json of(std::string_view text) { return of(std::string(text)); }
    static Json of(const char* text) { return of(std::string(text)); }
    static Json of(bool value) { return literal(value ? "true" : "false"); }
    static Json of(int value) { return literal(std::to_string(value)); }
    static Json list() { return {Kind::list, {}, {}, {}}; }
    static Json object() { return {Kind::object, {}, {}, {}}; }

    void add(std::string key, Json value) { members.emplace_back(std::move(key), std::move(value)); }
};

enum class Encoding {
    plain,   ///< as a program writes it that knows UTF-8: no blanks, keys in one order
    spaced,  ///< ", " and ": "
    escaped,  ///< everything that is not ASCII as \uXXXX, blanks as in `spaced`: what Python's json.dumps writes by default
    shuffled,  ///< `plain`, with the keys of one case in five in another order
};

/// Appends the value's text. `shuffle` is drawn from where the encoding is `shuffled`.
void write(const Json& value, Encoding encoding, Random& shuffle, std::string& out);

}  // namespace fadu::bench
