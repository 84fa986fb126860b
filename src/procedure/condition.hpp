// What can be seen of conditions without a case: that two can never hold together, or that one can never hold. Only what
// follows from their form is seen; silence proves nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::procedure {

class ConditionComparer {
  public:
    explicit ConditionComparer(const model::Rulebook& rulebook) : rulebook_(rulebook) {}

    /// At one and the same moment they cannot both be 是.
    bool never_both(const model::Expression& a, const model::Expression& b) { return excludes(a, b, false); }
    /// Nor at two moments of one case: what events have changed in between (已 and 未) is not compared.
    bool never_both_in_a_case(const model::Expression& a, const model::Expression& b) { return excludes(a, b, true); }
    /// It cannot be 是.
    bool never(const model::Expression& condition);

  private:
    bool excludes(const model::Expression& a, const model::Expression& b, bool across_moments);
    bool depends_on_moment(const model::Expression& expression);
    bool definition_depends_on_moment(std::size_t index);
    bool list_depends_on_moment(std::size_t index);

    const model::Rulebook& rulebook_;
    std::vector<std::optional<bool>> definitions_, lists_;  // what is being looked at counts as dependent
    std::int64_t comparisons_left_ = 1'000'000;             // hostile rule files must not make loading slow
};

}  // namespace fadu::procedure
