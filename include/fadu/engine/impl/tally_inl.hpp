// What an indicator counts over cases, with bounds for everything that is doubtful: the arithmetic of shares, sums, means
// and quantiles.
#pragma once

#include <algorithm>
#include <array>

#include "fadu/engine/indicators.hpp"

namespace fadu::engine {

namespace detail {

/// A sum that may be open and may overflow.
struct OpenSum {
    model::Number number{0};
    bool open = false, overflow = false;

    void add(const std::optional<model::Number>& part) {
        if (!part || open) {
            open = true;
            return;
        }
        const auto sum = model::add(number, *part);
        if (sum)
            number = *sum;
        else
            open = overflow = true;
    }
    void add(const OpenSum& other) {
        add(other.open ? std::nullopt : std::optional(other.number));
        overflow = overflow || other.overflow;
    }
    std::optional<model::Number> value() const { return open ? std::nullopt : std::optional(number); }
};

/// Is a below b, where nothing stands for -∞ (as a low end)?
inline bool low_less(const std::optional<model::Number>& a, const std::optional<model::Number>& b) {
    if (!a || !b) return !a && b;
    return *a < *b;
}
/// Where nothing stands for ∞ (as a high end).
inline bool high_less(const std::optional<model::Number>& a, const std::optional<model::Number>& b) {
    if (!a || !b) return a && !b;
    return *a < *b;
}

/// The k-th (from 1) of two ascending lists taken together.
template <class Less>
std::optional<model::Number> kth_of(const std::vector<std::optional<model::Number>>& a,
                                    const std::vector<std::optional<model::Number>>& b, std::size_t b_size,
                                    std::size_t k, Less less) {
    // How many of the first k come from a: the least i for which a's next is not below the last taken of b.
    std::size_t low = k > b_size ? k - b_size : 0;
    std::size_t high = std::min(k, a.size());
    while (low < high) {
        const std::size_t i = low + (high - low) / 2;
        if (less(a[i], b[k - i - 1]))
            low = i + 1;
        else
            high = i;
    }
    const std::size_t from_a = low;
    const std::size_t from_b = k - low;
    if (from_a == 0) return b[from_b - 1];
    if (from_b == 0) return a[from_a - 1];
    return less(a[from_a - 1], b[from_b - 1]) ? b[from_b - 1] : a[from_a - 1];
}

/// ⌈q·n⌉, at least 1: the nearest rank. Needs n > 0; nothing on overflow.
inline std::optional<std::size_t> nearest_rank(model::Number q, std::size_t n) {
    const auto product = model::multiply(q, model::Number(static_cast<std::int64_t>(n)));
    if (!product) return std::nullopt;
    const auto up = model::round_to(*product, model::Number(1), model::Rounding::up);
    if (!up) return std::nullopt;
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::max<std::int64_t>(up->numerator(), 1)), 1, n);
}

class IndicatorTally {
  public:
    /// A case: is it in scope, filter and period, and has it what is counted?
    void add(Truth in, Truth has) {
        if (in == Truth::no) return;
        ++cases_[in == Truth::yes ? 0 : 1][has == Truth::yes ? 0 : has == Truth::no ? 1 : 2];
    }

    /// A case's value; `keep` for quantiles, which need them all.
    void add(Truth in, const Value& value, bool keep) {
        if (in == Truth::no || !value.may_be_value) return;
        const auto* n = std::get_if<NumberInterval>(&value.domain);
        NumberInterval interval = n ? *n : NumberInterval{};
        if (value.cause == Cause::overflow) overflow_ = true;
        if (in == Truth::yes && !value.may_be_none && !value.may_be_unascertainable) {
            ++certain_count_;
            low_sum_.add(interval.low);
            high_sum_.add(interval.high);
            if (keep) certain_.push_back(interval);
        } else {
            doubtful_.push_back(interval);
        }
    }

    void add(const IndicatorTally& other) {
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t k = 0; k < 3; ++k) cases_[i][k] += other.cases_[i][k];
        certain_count_ += other.certain_count_;
        low_sum_.add(other.low_sum_);
        high_sum_.add(other.high_sum_);
        overflow_ = overflow_ || other.overflow_;
        certain_.insert(certain_.end(), other.certain_.begin(), other.certain_.end());
        doubtful_.insert(doubtful_.end(), other.doubtful_.begin(), other.doubtful_.end());
    }

    void fill(const model::Indicator& indicator, IndicatorRow& row) const {
        switch (indicator.measure) {
            case model::Measure::count: count(row); break;
            case model::Measure::share: share(row); break;
            case model::Measure::sum: sum(row); break;
            case model::Measure::mean: mean(row); break;
            case model::Measure::quantile: quantile(indicator.quantile, row); break;
            case model::Measure::derived: break;
        }
    }

  private:
    static NumberInterval numbers(std::int64_t low, std::int64_t high) {
        return {model::Number(low), model::Number(high)};
    }

    void count_cases(IndicatorRow& row) const {
        const auto& [sure, doubtful] = cases_;
        row.numerator = numbers(sure[0], sure[0] + sure[2] + doubtful[0] + doubtful[2]);
        const std::int64_t low = sure[0] + sure[1] + sure[2];
        row.denominator = numbers(low, low + doubtful[0] + doubtful[1] + doubtful[2]);
    }

    void count(IndicatorRow& row) const {
        count_cases(row);
        row.value = row.numerator;
    }

    void share(IndicatorRow& row) const {
        count_cases(row);
        const auto& [sure, doubtful] = cases_;
        const std::int64_t fixed = sure[0] + sure[1] + sure[2];
        row.may_be_none = fixed == 0;
        row.none = *row.denominator.high == model::Number(0);
        if (row.none) return;
        // Least: no doubtful case has it, and all that may be in without it are in. Greatest: the other way round.
        const std::int64_t without = doubtful[1] + doubtful[2];
        const std::int64_t with = doubtful[0] + doubtful[2];
        const std::int64_t high_whole = fixed + with;
        const std::int64_t low_whole = fixed + without;
        row.value.low = low_whole == 0 ? model::Number(1) : model::Number::of(sure[0], low_whole);
        row.value.high = high_whole == 0 ? model::Number(0) : model::Number::of(sure[0] + sure[2] + with, high_whole);
    }

    std::int64_t doubtful_count() const { return static_cast<std::int64_t>(doubtful_.size()); }

    void sum_values(IndicatorRow& row) const {
        OpenSum low = low_sum_;
        OpenSum high = high_sum_;
        const model::Number zero(0);
        for (const NumberInterval& one : doubtful_) {
            if (!one.low || *one.low < zero) low.add(one.low);
            if (!one.high || *one.high > zero) high.add(one.high);
        }
        row.numerator = {low.value(), high.value()};
        row.denominator = numbers(certain_count_, certain_count_ + doubtful_count());
        if (overflow_ || low.overflow || high.overflow) row.cause = Cause::overflow;
    }

    void sum(IndicatorRow& row) const {
        sum_values(row);
        row.value = row.numerator;
    }

    /// Whatever draws the mean down (up) is taken in, as long as it does.
    template <class Better>
    std::optional<model::Number> extreme_mean(const OpenSum& certain,
                                              std::vector<std::optional<model::Number>> doubtful, Better better,
                                              bool& overflow) const {
        if (certain.open || std::any_of(doubtful.begin(), doubtful.end(), [](const auto& n) { return !n; })) {
            overflow = overflow || certain.overflow;
            return std::nullopt;
        }
        std::sort(doubtful.begin(), doubtful.end(), [&](const auto& a, const auto& b) { return better(*a, *b); });
        model::Number sum = certain.number;
        std::int64_t count = certain_count_;
        std::optional<model::Number> mean;
        if (count > 0) {
            mean = model::divide(sum, model::Number(count));
            if (!mean) overflow = true;
        }
        for (const auto& one : doubtful) {
            if (mean && !better(*one, *mean)) break;
            const auto next = model::add(sum, *one);
            if (!next) {
                overflow = true;
                return std::nullopt;
            }
            sum = *next;
            mean = model::divide(sum, model::Number(++count));
            if (!mean) {
                overflow = true;
                return std::nullopt;
            }
        }
        return mean;
    }

    void mean(IndicatorRow& row) const {
        sum_values(row);
        row.may_be_none = certain_count_ == 0;
        row.none = certain_count_ + doubtful_count() == 0;
        if (row.none) return;
        bool overflow = row.cause.has_value();
        row.value.low = extreme_mean(
            low_sum_, ends(doubtful_, true), [](const auto& a, const auto& b) { return a < b; }, overflow);
        row.value.high = extreme_mean(
            high_sum_, ends(doubtful_, false), [](const auto& a, const auto& b) { return a > b; }, overflow);
        if (overflow) row.cause = Cause::overflow;
    }

    static std::vector<std::optional<model::Number>> ends(const std::vector<NumberInterval>& all, bool low) {
        std::vector<std::optional<model::Number>> result;
        result.reserve(all.size());
        for (const NumberInterval& one : all) result.push_back(low ? one.low : one.high);
        return result;
    }

    /// With m of the doubtful cases in, those that pull the quantile furthest: for every m, and the best of them.
    std::optional<model::Number> extreme_quantile(model::Number q, bool low, bool& overflow) const {
        auto certain = ends(certain_, low);
        auto doubtful = ends(doubtful_, low);
        const auto less = low ? low_less : high_less;
        std::sort(certain.begin(), certain.end(), less);
        std::sort(doubtful.begin(), doubtful.end(), less);
        if (!low) std::reverse(doubtful.begin(), doubtful.end());
        std::optional<std::optional<model::Number>> best;
        std::vector<std::optional<model::Number>> upper;  // the m greatest, ascending, for the high end
        for (std::size_t m = 0; m <= doubtful.size(); ++m) {
            const std::size_t n = certain.size() + m;
            if (n == 0) continue;
            const auto rank = nearest_rank(q, n);
            if (!rank) {
                overflow = true;
                return std::nullopt;
            }
            std::optional<model::Number> here;
            if (low) {
                here = kth_of(certain, doubtful, m, *rank, less);
            } else {
                // From above: of n in descending order the (n - rank + 1)-th.
                const auto more = [](const auto& a, const auto& b) { return high_less(b, a); };
                if (upper.empty() && !certain.empty()) upper.assign(certain.rbegin(), certain.rend());
                here = kth_of(upper, doubtful, m, n - *rank + 1, more);
            }
            if (!best || (low ? low_less(here, *best) : high_less(*best, here))) best = here;
        }
        return best.value_or(std::nullopt);
    }

    void quantile(model::Number q, IndicatorRow& row) const {
        row.denominator = numbers(certain_count_, certain_count_ + doubtful_count());
        row.may_be_none = certain_count_ == 0;
        row.none = certain_count_ + doubtful_count() == 0;
        if (row.none) return;
        bool overflow = overflow_;
        row.value.low = extreme_quantile(q, true, overflow);
        row.value.high = extreme_quantile(q, false, overflow);
        if (doubtful_.empty()) {
            if (const auto rank = nearest_rank(q, static_cast<std::size_t>(certain_count_)))
                row.numerator = numbers(static_cast<std::int64_t>(*rank), static_cast<std::int64_t>(*rank));
        }
        if (overflow) row.cause = Cause::overflow;
    }

    std::array<std::array<std::int64_t, 3>, 2> cases_{};  ///< [certainly in, perhaps in][has it, has it not, unknown]
    std::int64_t certain_count_ = 0;
    OpenSum low_sum_, high_sum_;            ///< of those that certainly have a value
    std::vector<NumberInterval> certain_;   ///< quantiles only
    std::vector<NumberInterval> doubtful_;  ///< values of cases that perhaps are in, or perhaps have one
    bool overflow_ = false;
};

}  // namespace detail

}  // namespace fadu::engine
