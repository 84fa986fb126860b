// Bodies of fadu/text/diagnostic.hpp.
#pragma once

#include <algorithm>
#include <tuple>

#include "fadu/text/diagnostic.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::text {

namespace diagnostic_detail {

/// Nobody means a neighbour of a word longer than this; the bound keeps the distance cheap on hostile input.
inline constexpr std::size_t longest_word = 256;

inline std::u32string characters(std::string_view word) {
    std::u32string result;
    for (std::size_t at = 0; at < word.size() && result.size() <= longest_word;) {
        const CodePoint point = decode(word, at);
        result += point.value;
        at += point.bytes;
    }
    return result;
}

inline std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace diagnostic_detail

FADU_INLINE void sort(std::vector<Diagnostic>& diagnostics) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.span, a.code) < std::tie(b.span, b.code);
    });
}

FADU_INLINE bool has_error(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.level == Level::error; });
}

FADU_INLINE std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
    const std::u32string wanted = diagnostic_detail::characters(word);
    if (wanted.empty() || wanted.size() > diagnostic_detail::longest_word) return std::nullopt;
    const std::string* best = nullptr;
    std::size_t best_distance = 0;
    for (const std::string& candidate : candidates) {
        const std::u32string offered = diagnostic_detail::characters(candidate);
        const std::size_t longer = std::max(wanted.size(), offered.size());
        const std::size_t shorter = std::min(wanted.size(), offered.size());
        const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
        if (longer > diagnostic_detail::longest_word || longer - shorter > allowed) continue;
        const std::size_t distance = diagnostic_detail::edit_distance(wanted, offered);
        // Words of one character that have nothing in common are one edit apart and yet no neighbours.
        if (distance > allowed || distance >= longer) continue;
        if (best == nullptr || distance < best_distance) {
            best = &candidate;
            best_distance = distance;
        }
    }
    return best == nullptr ? std::nullopt : std::optional<std::string>(*best);
}

}  // namespace fadu::text
