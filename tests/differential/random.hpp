// Random numbers that are the same with every standard library: a fixed engine with distributions of our own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace fadu::differential {

class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t next() { return engine_(); }
    /// 0 to n - 1; 0 where there is no choice. The bias of a remainder is too small to matter here.
    int below(int n) { return n > 1 ? static_cast<int>(engine_() % static_cast<std::uint64_t>(n)) : 0; }
    std::size_t below(std::size_t n) { return n > 1 ? static_cast<std::size_t>(engine_() % n) : 0; }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int percent) { return below(100) < percent; }

    /// The place of one of the weights, each as likely as it is heavy.
    int weighted(std::initializer_list<int> weights) {
        int total = 0;
        for (const int weight : weights) total += weight;
        int left = below(total);
        int place = 0;
        for (const int weight : weights) {
            if (left < weight) return place;
            left -= weight;
            ++place;
        }
        return 0;
    }

    template <typename T>
    const T& pick(const std::vector<T>& all) {
        return all[below(all.size())];
    }
    template <typename T>
    T pick(std::initializer_list<T> all) {
        return *(all.begin() + below(static_cast<int>(all.size())));
    }
    template <typename T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[below(i)]);
    }

  private:
    std::mt19937_64 engine_;
};

/// Seeds for the parts of a run: far apart for neighbouring numbers.
constexpr std::uint64_t seed_of(std::uint64_t run, std::uint64_t part) {
    std::uint64_t mixed = run + 0x9E3779B97F4A7C15ULL * (part + 1);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

}  // namespace fadu::differential
