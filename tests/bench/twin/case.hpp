// A penalty case as one would lay it out by hand for rules/penalty.fadu: fixed fields, small arrays, no allocation. What
// the twin's decoder fills and its checks read. It holds what generate/cases.hpp promises of the data, and no more.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "generate/vocabulary.hpp"
#include "twin/kleene.hpp"

namespace fadu::bench {

inline constexpr std::int64_t unknown_money = -1;  ///< in fen
inline constexpr std::int32_t unknown_count = -1;
inline constexpr Day unknown_day = far_past, no_day = far_past + 1;
/// Of a kind with n values, n stands for "not known".
using Choice = std::uint8_t;

/// The as-of date of generate/cases.hpp: what happened on an unknown day happened by then.
inline constexpr Day today =
    static_cast<Day>(std::chrono::sys_days{std::chrono::year{2025} / 11 / 30}.time_since_epoch().count());

struct Happening {
    Days days{far_past, today};
    Truth happened = no;
};
struct Lasting : Happening {
    Days end;
    bool running = false;
    bool dated() const { return days.low == days.high; }
};

/// A text that is compared and seldom shown: up to twelve bytes stand in it, so that comparing touches nothing else.
class Text {
  public:
    Text() = default;
    /// Sixteen bytes from its beginning on must be readable.
    explicit Text(std::string_view text) : length_(static_cast<std::uint32_t>(text.size())) {
        if (text.size() <= 12) {
            std::uint64_t front = 0;
            std::uint32_t back = 0;
            std::memcpy(&front, text.data(), 8);
            std::memcpy(&back, text.data() + 8, 4);
            const auto bits = static_cast<unsigned>(8 * text.size());
            if (bits < 64) front &= (std::uint64_t{1} << bits) - 1;
            back = bits <= 64 ? 0 : bits < 96 ? back & ((std::uint32_t{1} << (bits - 64)) - 1) : back;
            std::memcpy(bytes_, &front, 8);
            std::memcpy(bytes_ + 8, &back, 4);
        } else {
            std::memcpy(bytes_, text.data(), 4);
            const char* where = text.data();
            std::memcpy(bytes_ + 4, &where, sizeof where);
        }
    }
    bool empty() const { return length_ == 0; }
    friend bool operator==(const Text& a, const Text& b) {
        if (a.length_ != b.length_ || std::memcmp(a.bytes_, b.bytes_, 4) != 0) return false;
        if (a.length_ <= 12) return std::memcmp(a.bytes_ + 4, b.bytes_ + 4, 8) == 0;
        return std::memcmp(a.elsewhere(), b.elsewhere(), a.length_) == 0;
    }

  private:
    const char* elsewhere() const {
        const char* where = nullptr;
        std::memcpy(&where, bytes_ + 4, sizeof where);
        return where;
    }
    std::uint32_t length_ = 0;
    char bytes_[12] = {};
};

struct Officer {
    Text name, certificate;  ///< empty: not known
    Day from = unknown_day, until = unknown_day;
};
struct Team {
    std::uint8_t first = 0, count = 0;  ///< in Case::officers
    bool known = false;
};

struct Evidence : Happening {
    Team team;
    Truth written = unknown, recorded = no;
};
struct Preservation : Happening {
    Team team;
};
struct Notice : Happening {
    std::int64_t fine = unknown_money;
    Truth told = unknown;
};
struct Hearing : Lasting {
    Text chair;
};
struct Review : Happening {
    Text reviewer;
    Truth qualified = unknown, agreed = unknown;
};
struct Extension : Happening {
    Truth by_head = unknown;
};
struct Decision : Happening {
    std::int64_t fine = unknown_money;
    Truth reasoned = unknown;
};
struct Added : Happening {
    std::int64_t amount = unknown_money;
    std::int32_t days_late = unknown_count;
};

/// A few of one kind, in time order, undated ones last.
template <class T, std::size_t capacity>
struct Few {
    std::array<T, capacity> items;
    std::uint8_t count = 0;

    const T* begin() const { return items.data(); }
    const T* end() const { return items.data() + count; }
    bool full() const { return count == capacity; }
    void insert(const T& item) {
        const auto place = [](const T& one) { return one.days.low == one.days.high ? one.days.low : far_future; };
        std::size_t at = count++;
        while (at > 0 && place(items[at - 1]) > place(item)) {
            items[at] = items[at - 1];
            --at;
        }
        items[at] = item;
    }
};

/// What a case has at most one of.
struct CaseFacts {
    std::string_view number;
    Choice region = 10, party = 3, cause = 40, procedure = 2, harm = 4;
    Truth life = unknown, slight = unknown, corrected = unknown, first_offence = unknown, public_interest = unknown,
          complex = unknown, grave = unknown, removed_harm = no, coerced = no, confessed = no, helped = no,
          fined_before = unknown, waived = no;
    std::int64_t amount = unknown_money;
    Day born = unknown_day, ended = unknown_day;

    Happening found, filed, plea, plea_reviewed, asked, notified, discussed, served, published, paid, closed, archived;
    Lasting appraisal;
    Hearing hearing;
    Review review;
    Extension extension;
    Decision decision;
};

struct Case : CaseFacts {
    Few<Evidence, 6> evidence;
    Few<Preservation, 4> preserved;
    Few<Happening, 4> handled;
    Few<Notice, 4> notices;
    Few<Added, 4> added;
    std::array<Officer, 32> officers;
    std::uint8_t officer_count = 0;

    /// Empties what the last case left, without touching what need not be.
    void clear() {
        static_cast<CaseFacts&>(*this) = CaseFacts{};
        evidence.count = preserved.count = handled.count = notices.count = added.count = officer_count = 0;
    }
};

}  // namespace fadu::bench
