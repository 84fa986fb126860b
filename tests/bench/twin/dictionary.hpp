// Known words to small numbers: keys and values of kinds, as UTF-8 and with \uXXXX escapes, by their first sixteen and last
// eight bytes. Part of the twin's decoder; Chinese words are 6 to 36 bytes, so that this is nearly the whole comparison.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::bench {

class Dictionary {
  public:
    explicit Dictionary(std::span<const std::string_view> words);

    /// The word's number, or -1. Eight bytes from `text` on must be readable.
    int find(const char* text, std::size_t length) const {
        const Fingerprint wanted = fingerprint(text, length);
        for (std::size_t at = slot(wanted);; at = (at + 1) & mask_) {
            const Entry& entry = table_[at];
            if (entry.number < 0) return -1;
            if (entry.print == wanted && same_middle(entry, text)) return entry.number;
        }
    }

    /// Is this the word that was guessed?
    bool is(int number, const char* text, std::size_t length) const {
        const Entry& entry = plain_[static_cast<std::size_t>(number)];
        return entry.print == fingerprint(text, length) && same_middle(entry, text);
    }

  private:
    struct Fingerprint {
        std::uint64_t head = 0, tail = 0, middle = 0;
        std::uint32_t length = 0;
        bool operator==(const Fingerprint&) const = default;
    };
    struct Entry {
        Fingerprint print;
        int number = -1;
        std::string text;
    };

    static Fingerprint fingerprint(const char* text, std::size_t length) {
        Fingerprint print;
        print.length = static_cast<std::uint32_t>(length);
        std::memcpy(&print.head, text, 8);
        if (length >= 8)
            std::memcpy(&print.tail, text + length - 8, 8);
        else
            print.tail = print.head &= (std::uint64_t{1} << (8 * length)) - 1;
        if (length > 16) std::memcpy(&print.middle, text + 8, 8);
        return print;
    }
    static bool same_middle(const Entry& entry, const char* text) {
        return entry.print.length <= 24 || std::memcmp(entry.text.data() + 16, text + 16, entry.print.length - 24) == 0;
    }
    std::size_t slot(const Fingerprint& print) const {
        return ((print.head * 0x9E3779B97F4A7C15U ^ print.tail * 0xD1B54A32D192ED03U) + print.length) >> 40U & mask_;
    }
    void insert(const std::string& text, int number);

    std::vector<Entry> table_, plain_;
    std::size_t mask_;
};

}  // namespace fadu::bench
