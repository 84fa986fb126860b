// Rules over many cases (同一 … 的 每组, 每两次): takes cases one at a time, keeps what the grouped rules need of them, and
// gives their verdicts after the last. Beside the interpreter, which does the rules over one case.
#pragma once

#include <memory>
#include <unordered_map>

#include "fadu/engine/options.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// Collects the members of every grouped rule (semantics.md section 9). A member whose key is unknown joins no group: it
/// gets one 存疑 of its own. A member whose key is 无 joins none and is not spoken of.
///
/// What it costs. Memory: of each case with a member, the case itself, and for each of its members the key and one small
/// entry; nothing of cases of other records. Time: adding a case finds its members (the scope's product); finishing sorts
/// the members of a key by day (n log n), then looks at each pair inside the window once. Worlds are made for one key at a
/// time and given up with it, but for those that kept outcomes point into. Nothing is written to disk.
class Batch {
  public:
    /// With `keep_all`, outcomes that are 不适用, 合规 or 除外 are kept too. The rulebook must outlive the batch and its
    /// outcomes.
    explicit Batch(const model::Rulebook& rulebook, CheckOptions options, bool keep_all = false);
    ~Batch();
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) noexcept;

    /// Are there rules over many cases at all? Without any, adding does nothing.
    static bool has_rules(const model::Rulebook& rulebook);

    /// The next case. Cases count as appearing in the order in which they are added; that order decides nothing but the
    /// order of the outcomes and which of two members of one day is called the earlier.
    void add(std::shared_ptr<const facts::Case> value);

    /// The outcomes: by rule, then by first appearance of the key (pairs by day), then members whose key or day is not
    /// known. Keeps alive the cases that they speak of. The batch is empty afterwards.
    CaseVerdicts finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The outcomes of rules over many cases, by the cases that they speak of; they point into the batch's verdicts.
using OutcomesByCase = std::unordered_map<const facts::Case*, std::vector<const Outcome*>>;
OutcomesByCase outcomes_by_case(const CaseVerdicts& batch);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/batch_inl.hpp"
#endif
