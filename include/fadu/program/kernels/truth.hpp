// Three-valued logic on columns of truths. The flags of what did not happen (gone, absent) matter only to conditions that
// are a duty's content: those keep them, all others drop them and so stay short.
#pragma once

#include "fadu/program/cells.hpp"

namespace fadu::program::kernels {

/// Calls f(0) … f(n - 1); the compiler makes vectors of it where it can.
template <class F>
inline void each(int n, F f) {
    for (int i = 0; i < n; ++i) f(i);
}

constexpr std::uint8_t with(bool yes, bool no) {
    return static_cast<std::uint8_t>((yes ? truth_bits::yes : 0) | (no ? truth_bits::no : 0));
}
constexpr bool may_yes(std::uint8_t t) { return (t & truth_bits::yes) != 0; }
constexpr bool may_no(std::uint8_t t) { return (t & truth_bits::no) != 0; }

/// The truth of a boolean that may be 无 (否) or 无法查明 (未知); flags stay.
constexpr std::uint8_t collapse(std::uint8_t t) {
    const unsigned no = (t | t >> 2U | t >> 3U) & 1U;
    const unsigned yes = (t >> 1U | t >> 3U) & 1U;
    return static_cast<std::uint8_t>(no | yes << 1U |
                                     (t & (truth_bits::gone | truth_bits::absent | truth_bits::deferred)));
}
/// Deferred only where the answer is open: Kleene's tables are monotone.
constexpr std::uint8_t settle(unsigned truth, unsigned flags) {
    return static_cast<std::uint8_t>(truth | (truth == truth_bits::unknown ? flags & truth_bits::deferred : 0U));
}
/// Operands below are collapsed.
constexpr std::uint8_t both(std::uint8_t a, std::uint8_t b) {
    return settle((a & b & 2U) | ((a | b) & 1U), static_cast<unsigned>(a | b));
}
constexpr std::uint8_t either(std::uint8_t a, std::uint8_t b) {
    return settle(((a | b) & 2U) | (a & b & 1U), static_cast<unsigned>(a | b));
}
constexpr std::uint8_t negated(std::uint8_t a) {
    return static_cast<std::uint8_t>((a & 1U) << 1U | (a >> 1U & 1U) |
                                     (a & (truth_bits::absent | truth_bits::deferred)));
}
/// A conjunction that fails only because something did not happen says so; `a` holds the parts so far.
constexpr std::uint8_t both_with_flags(std::uint8_t a, std::uint8_t b) {
    const unsigned truth = (a & b & 2U) | ((a | b) & 1U);
    const unsigned flags = (a | b) & (truth_bits::absent | truth_bits::deferred);
    const unsigned first = (a & 3U) == truth_bits::no ? a : (b & 3U) == truth_bits::no ? b : 0U;
    return static_cast<std::uint8_t>(truth | flags | (first & truth_bits::gone));
}
constexpr std::uint8_t either_with_flags(std::uint8_t a, std::uint8_t b) {
    const unsigned truth = ((a | b) & 2U) | (a & b & 1U);
    return static_cast<std::uint8_t>(truth | ((a | b) & (truth_bits::absent | truth_bits::deferred)));
}
constexpr std::uint8_t without_flags(std::uint8_t a) { return settle(a & 3U, a); }

/// What may hold if either of two values may be the real one.
constexpr std::uint8_t joined(std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a | b); }

inline void collapse_all(int n, std::uint8_t* out, const std::uint8_t* a) {
    each(n, [=](int i) { out[i] = collapse(a[i]); });
}
inline void without_flags_all(int n, std::uint8_t* out, const std::uint8_t* a) {
    each(n, [=](int i) { out[i] = without_flags(collapse(a[i])); });
}
inline void and_all(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* b) {
    each(n, [=](int i) { out[i] = both(a[i], b[i]); });
}
inline void or_all(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* b) {
    each(n, [=](int i) { out[i] = either(a[i], b[i]); });
}
inline void not_all(int n, std::uint8_t* out, const std::uint8_t* a) {
    each(n, [=](int i) { out[i] = negated(a[i]); });
}
inline void and_flags_all(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* b) {
    each(n, [=](int i) { out[i] = both_with_flags(a[i], b[i]); });
}
inline void or_flags_all(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* b) {
    each(n, [=](int i) { out[i] = either_with_flags(a[i], b[i]); });
}

}  // namespace fadu::program::kernels
