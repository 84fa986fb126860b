// Indicators (指标): figures over the cases and verdicts of a batch, as exact fractions, with everything that is unknown
// about them kept as bounds. Reads what the interpreter gives; findings/figures.hpp puts the results into words.
#pragma once

#include <memory>

#include "fadu/engine/batch.hpp"

namespace fadu::engine {

/// One figure: over all cases, or over those of one group.
struct IndicatorRow {
    std::vector<Value> group;    ///< one a group expression; empty: over all cases
    bool unknown_group = false;  ///< cases of which a group value is not known
    /// count: cases counted; share: cases that have it; sum and mean: the sum of the values; quantile: its rank;
    /// derived: of a quotient the dividend.
    NumberInterval numerator;
    /// count and share: cases in scope, filter and period; sum, mean and quantile: those of them with a value;
    /// derived: of a quotient the divisor.
    NumberInterval denominator;
    NumberInterval value;            ///< exact; an end that is not there is not bounded
    bool may_be_none = false;        ///< the denominator may be empty
    bool none = false;               ///< it is empty: there is no value
    std::optional<Cause> cause;      ///< overflow, division_by_zero, no_parameter: why nothing is known
    NumberInterval rounded;          ///< as the indicator rounds; the value itself where it does not
    std::optional<Truth> on_target;  ///< 是 met, 否 missed, 未知 undecided; nothing without a target
};

struct IndicatorResult {
    const model::Indicator* indicator = nullptr;
    model::Type type;       ///< of its value
    std::size_t cases = 0;  ///< of its record that were seen
    IndicatorRow all;
    std::vector<IndicatorRow> groups;  ///< by first appearance; the unknown group last
    std::optional<Value> target, published;
    std::optional<Truth> agrees;                       ///< is the published value the computed one, as rounded?
    std::vector<Value> message_values, advice_values;  ///< for pieces with an expression, over all cases

    bool is_missed() const;  ///< the target, over all cases or in a group
};

/// Whether a case counts as having a verdict, given all outcomes that speak of it. A rule of several candidates counts as
/// one. 存疑 that may become the verdict, and 冲突, leave it unknown.
Truth has_verdict(const model::VerdictQuery& query, const std::vector<const Outcome*>& outcomes,
                  const model::Rulebook& rulebook);

/// Takes cases with their verdicts one at a time and gives all indicators after the last.
///
/// A share is the exact quotient of its numerator and denominator; a mean of sum and count. A quantile is the nearest
/// rank: of n values in ascending order the one at place ⌈q·n⌉, at least the first. What is doubtful (存疑, an unknown
/// filter, date or value) gives the least and the greatest that the figure may be. A case whose group is unknown stands in
/// a row of its own, and counts as doubtful in every group where a target is judged.
///
/// Memory: a row of counters for each group; for quantiles a pair of numbers for each case; for means one for each
/// doubtful case; for indicators that read a rule over many cases an entry for each case.
class Indicators {
  public:
    /// The rulebook must outlive the indicators and their results.
    Indicators(const model::Rulebook& rulebook, CheckOptions options);
    ~Indicators();
    Indicators(Indicators&&) noexcept;
    Indicators& operator=(Indicators&&) noexcept;

    /// Does an indicator read the verdicts of a rule over many cases? Then finish needs them.
    bool reads_batch() const;
    void add(const std::shared_ptr<const facts::Case>& value, const CaseVerdicts& verdicts);
    /// In the order of the files. `batch`: all outcomes of the rules over many cases (Batch with keep_all), over the same
    /// cases.
    std::vector<IndicatorResult> finish(const CaseVerdicts* batch = nullptr);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/indicators_inl.hpp"
#endif
