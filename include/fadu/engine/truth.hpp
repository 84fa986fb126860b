// Three-valued truth by Kleene's tables (semantics.md section 2), and sets of what may still be the case.
#pragma once

#include <cstdint>

namespace fadu::engine {

/// A set of truth values: bit 0 = 否 possible, bit 1 = 是 possible. Both = 未知.
enum class Truth : std::uint8_t { no = 1, yes = 2, unknown = 3 };

constexpr bool may_be_yes(Truth t) { return (static_cast<unsigned>(t) & 2U) != 0; }
constexpr bool may_be_no(Truth t) { return (static_cast<unsigned>(t) & 1U) != 0; }
constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }
constexpr Truth truth(bool may_yes, bool may_no) {
    return may_yes ? (may_no ? Truth::unknown : Truth::yes) : Truth::no;
}

constexpr Truth operator!(Truth t) { return truth(may_be_no(t), may_be_yes(t)); }
constexpr Truth operator&&(Truth a, Truth b) {
    return truth(may_be_yes(a) && may_be_yes(b), may_be_no(a) || may_be_no(b));
}
constexpr Truth operator||(Truth a, Truth b) {
    return truth(may_be_yes(a) || may_be_yes(b), may_be_no(a) && may_be_no(b));
}
/// What may hold if either of two worlds may be the real one.
constexpr Truth join(Truth a, Truth b) { return truth(may_be_yes(a) || may_be_yes(b), may_be_no(a) || may_be_no(b)); }

}  // namespace fadu::engine
