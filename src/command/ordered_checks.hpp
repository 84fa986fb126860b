// Checks cases with several threads and hands the answers on in the order of the input, so that what is written is the
// same for any number of threads. Between the reader and the report of one run of a check.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fadu/checker.hpp"

namespace fadu::command {

struct CheckedCase {
    std::shared_ptr<const facts::Case> value;
    findings::CaseFindings findings;
    std::string line;  ///< what `render` made of the findings
};

class OrderedChecks {
  public:
    using Render = std::function<std::string(const findings::CaseFindings&)>;  ///< called from any thread
    using Take = std::function<void(CheckedCase&&)>;                           ///< called in order, by who adds

    /// `threads` from 1. `at_once`: each case is answered before `add` returns; else some cases a thread are held until
    /// they are answered together.
    OrderedChecks(const Checker& checker, unsigned threads, bool at_once, Render render, Take take);

    void add(facts::Case&& value);
    /// Answers what is still held. Before the object goes, or those cases are lost.
    void finish();

  private:
    void answer(std::size_t first, std::size_t last, Checker::Worker& worker);

    const Checker& checker_;
    unsigned threads_;
    std::size_t most_held_;
    std::vector<Checker::Worker> workers_;  ///< one a thread
    Render render_;
    Take take_;
    std::vector<CheckedCase> held_;
};

/// How many threads a number asked for means: 0 is as many as the machine has.
unsigned threads_of(unsigned asked);

}  // namespace fadu::command
