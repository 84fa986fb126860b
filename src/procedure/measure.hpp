// Lengths of periods that can be compared, and the longest way through a step graph by them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "fadu/procedure/duration.hpp"
#include "fadu/procedure/graph.hpp"

namespace fadu::procedure {

/// In hours, as it usually is: five working days to a week, thirty days to a month.
std::int64_t usual_length(const time::Period& period);

/// In days: no calendar makes the period shorter (longer) than this.
std::int64_t fewest_days(const time::Period& period);
std::int64_t most_days(const time::Period& period, const time::CountingPolicy& policy);

/// The working days in it alone.
std::int64_t working_days(const time::Period& period);
bool is_in_working_days(const time::Period& period);

/// Longest ways from one step (or from the beginning: -1) along edges, which take no time, and waits, which do.
class WaitPaths {
  public:
    using Length = std::function<std::int64_t(const Wait&)>;
    WaitPaths(const StepGraph& graph, const std::vector<Wait>& waits, const Length& length, int from = -1);

    /// Nothing if no way leads there.
    std::optional<std::int64_t> length_to(int step) const { return best_[static_cast<std::size_t>(step)]; }
    Chain chain_to(int step) const;
    /// To the step that is farthest, the first of several.
    Chain longest() const;

  private:
    /// By which the longest way reaches a step: a wait, or else the step before it.
    struct Arrival {
        const Wait* wait = nullptr;
        int before = -1;
    };
    std::vector<std::optional<std::int64_t>> best_;
    std::vector<Arrival> arrivals_;
    std::vector<int> order_;
};

}  // namespace fadu::procedure
