// A rulebook of the benchmarks with the interpreter's verdicts on generated cases: what every other way of running the
// rules must give, and what a gain in speed is a gain over.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fadu/facts/case.hpp"
#include "fadu/rules.hpp"
#include "generate/cases.hpp"
#include "twin/verdicts.hpp"

namespace fadu::bench {

class Reference {
  public:
    /// A file of tests/bench/rules, or a path; nothing, with the reason on standard error, if it cannot be loaded.
    static std::unique_ptr<const Reference> load(const std::string& file);

    const Rules& rules() const { return *rules_; }
    const model::Rulebook& rulebook() const { return rules_->rulebook(); }
    int record() const { return record_; }
    /// Of the norm that stands there in the rulebook's order.
    const std::string& name(std::size_t norm) const;

    /// The cases as the interpreter reads them. `complaint`: whatever the reader had to say.
    std::vector<facts::Case> read(const Corpus& corpus, std::string& complaint) const;
    Verdicts verdicts(const facts::Case& value) const;

  private:
    RulesPointer rules_;
    int record_ = -1;
};

}  // namespace fadu::bench
