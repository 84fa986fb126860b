// Short texts compared and hashed by their first and last eight bytes and their length: names in Chinese are seldom longer
// than sixteen bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace fadu::program {

struct Words {
    std::uint64_t first = 0, last = 0;
    friend bool operator==(const Words&, const Words&) = default;
};

inline std::uint64_t load8(const char* from) {
    std::uint64_t word;
    std::memcpy(&word, from, sizeof word);
    return word;
}
inline std::uint32_t load4(const char* from) {
    std::uint32_t word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Never reads beyond the text.
inline Words words_of(const char* text, std::size_t size) {
    if (size >= 8) return {load8(text), load8(text + size - 8)};
    if (size >= 4) return {load4(text), load4(text + size - 4)};
    Words words;
    if (size > 0) std::memcpy(&words.first, text, size);
    return words;
}

inline std::uint64_t hash_of(const Words& words, std::size_t size) {
    std::uint64_t hash = (words.first ^ (size * 0x9E3779B97F4A7C15U)) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32;
    hash = (hash ^ words.last) * 0xA0761D6478BD642FU;
    return hash ^ (hash >> 29);
}

/// Of every byte of the text.
inline std::uint64_t hash_of(std::string_view text) {
    const Words ends = words_of(text.data(), text.size());
    std::uint64_t hash = hash_of(ends, text.size());
    for (std::size_t at = 8; at + 8 < text.size(); at += 8) {
        hash = (hash ^ load8(text.data() + at)) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 31;
    }
    return hash;
}

}  // namespace fadu::program
