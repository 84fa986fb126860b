// The verdicts of one case: of each norm as many as it has instances, in the interpreter's order. What the twin gives and
// every other engine is compared with.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fadu::bench {

/// Of the rules in fifteen.fadu, then those in penalty.fadu; the procedure is one norm.
inline constexpr std::size_t fifteen_norms = 15, all_norms = 40;

struct Verdicts {
    std::array<std::uint8_t, 192> verdict{};
    std::array<std::uint8_t, all_norms> end{};  ///< where each norm's verdicts end
    std::uint8_t count = 0, norms = 0;

    void clear() { count = norms = 0; }
    void add(std::uint8_t one) { verdict[count++] = one; }
    void close() { end[norms++] = count; }
    /// A norm with one verdict.
    void only(std::uint8_t one) {
        add(one);
        close();
    }
};

}  // namespace fadu::bench
