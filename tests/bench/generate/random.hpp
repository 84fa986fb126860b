// Random numbers that are the same everywhere: the generators of benchmark data draw from this and from nothing else.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fadu::bench {

/// SplitMix64. A case draws from its own stream, so that the n-th case is the same however many are made.
class Random {
  public:
    Random(std::uint64_t seed, std::uint64_t stream)
        : state_(seed * 0x9E3779B97F4A7C15U ^ (stream + 1) * 0xD1B54A32D192ED03U) {
        next();
    }

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// From 0 up to n, n not included.
    int below(int n) { return static_cast<int>((next() >> 33U) % static_cast<std::uint64_t>(n)); }
    /// Both ends in.
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int in_a_thousand) { return below(1000) < in_a_thousand; }
    template <class Choice>
    const auto& pick(const Choice& choice) {
        return choice[static_cast<std::size_t>(below(static_cast<int>(choice.size())))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace fadu::bench
