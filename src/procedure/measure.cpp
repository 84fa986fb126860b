#include "procedure/measure.hpp"

#include <algorithm>

namespace fadu::procedure {

namespace {

using time::Unit;

template <class PartLength>
std::int64_t sum(const time::Period& period, PartLength length) {
    std::int64_t total = 0;
    for (const time::PeriodPart& part : period.parts) total += length(part.number, part.unit);
    return total;
}

time::Period added_up(const std::vector<Wait>& waits) {
    time::Period total;
    for (const Unit unit : {Unit::year, Unit::month, Unit::calendar_day, Unit::day, Unit::working_day, Unit::hour}) {
        std::int64_t number = 0;
        for (const Wait& wait : waits)
            for (const time::PeriodPart& part : wait.period.parts)
                if (part.unit == unit) number += part.number;
        if (number > 0) total.parts.push_back({number, unit});
    }
    return total;
}

}  // namespace

std::int64_t usual_length(const time::Period& period) {
    return sum(period, [](std::int64_t number, Unit unit) -> std::int64_t {
        switch (unit) {
            case Unit::year: return number * 365 * 24;
            case Unit::month: return number * 30 * 24;
            case Unit::working_day: return number * 7 * 24 / 5;
            case Unit::hour: return number;
            case Unit::day:
            case Unit::calendar_day: break;
        }
        return number * 24;
    });
}

std::int64_t fewest_days(const time::Period& period) {
    return sum(period, [](std::int64_t number, Unit unit) -> std::int64_t {
        switch (unit) {
            case Unit::year: return number * 365;
            case Unit::month: return number * 28;
            case Unit::hour: return number / 24;
            case Unit::working_day:
            case Unit::day:
            case Unit::calendar_day: break;
        }
        return number;
    });
}

std::int64_t most_days(const time::Period& period, const time::CountingPolicy& policy) {
    // No holiday, weekends around it included, has ever stopped work for three weeks.
    constexpr std::int64_t longest_rest = 20;
    const std::int64_t rolled = policy.roll == time::Roll::none ? 0 : longest_rest;
    return rolled + sum(period, [](std::int64_t number, Unit unit) -> std::int64_t {
               switch (unit) {
                   case Unit::year: return number * 366;
                   case Unit::month: return number * 31;
                   case Unit::working_day: return number * 2 + longest_rest;
                   case Unit::hour: return number / 24 + 1;
                   case Unit::day:
                   case Unit::calendar_day: break;
               }
               return number;
           });
}

std::int64_t working_days(const time::Period& period) {
    return sum(period, [](std::int64_t number, Unit unit) { return unit == Unit::working_day ? number : 0; });
}

bool is_in_working_days(const time::Period& period) {
    return std::all_of(period.parts.begin(), period.parts.end(),
                       [](const time::PeriodPart& part) { return part.unit == Unit::working_day; });
}

WaitPaths::WaitPaths(const StepGraph& graph, const std::vector<Wait>& waits, const Length& length, int from)
    : best_(static_cast<std::size_t>(graph.size())), arrivals_(best_.size()), order_(graph.order()) {
    std::vector<std::vector<const Wait*>> waits_to(best_.size());
    for (const Wait& wait : waits) waits_to[static_cast<std::size_t>(wait.to)].push_back(&wait);
    for (const int step : order_) {
        auto& best = best_[static_cast<std::size_t>(step)];
        auto& arrival = arrivals_[static_cast<std::size_t>(step)];
        if (step == from || from < 0) best = 0;
        if (step == from) continue;
        for (const int before : graph.predecessors(step)) {
            const auto reached = best_[static_cast<std::size_t>(before)];
            if (!reached || (best && *best >= *reached)) continue;
            best = reached;
            arrival = {nullptr, before};
        }
        for (const Wait* wait : waits_to[static_cast<std::size_t>(step)]) {
            // A wait from an event that is no step, or from one whose place is not before, runs from the beginning.
            std::optional<std::int64_t> reached;
            if (wait->from >= 0) reached = best_[static_cast<std::size_t>(wait->from)];
            const int before = reached ? wait->from : -1;
            if (!reached && from < 0) reached = 0;
            if (!reached) continue;
            const std::int64_t whole = *reached + length(*wait);
            if (best && *best >= whole) continue;
            best = whole;
            arrival = {wait, before};
        }
    }
}

Chain WaitPaths::chain_to(int step) const {
    Chain chain;
    while (step >= 0) {
        const Arrival& arrival = arrivals_[static_cast<std::size_t>(step)];
        if (arrival.wait != nullptr) chain.waits.push_back(*arrival.wait);
        step = arrival.before;
    }
    std::reverse(chain.waits.begin(), chain.waits.end());
    chain.total = added_up(chain.waits);
    return chain;
}

Chain WaitPaths::longest() const {
    int farthest = -1;
    for (const int step : order_)
        if (farthest < 0 || *length_to(step) > *length_to(farthest)) farthest = step;
    return chain_to(farthest);
}

}  // namespace fadu::procedure
