// Checks cases with several threads and hands the answers on in the order of the input, so that what is written is the
// same for any number of threads. Between the reader and the report of one run of a check.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fadu/rules.hpp"

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

    /// `threads` from 1. With one, each case is answered before `add` returns; with more, a few dozen cases a thread are
    /// held until they are answered together.
    OrderedChecks(const Rules& rules, const CheckOptions& options, unsigned threads, Render render, Take take);

    void add(facts::Case&& value);
    /// Answers what is still held. Before the object goes, or those cases are lost.
    void finish();

  private:
    void answer(CheckedCase& one) const;

    const Rules& rules_;
    const CheckOptions& options_;
    unsigned threads_;
    Render render_;
    Take take_;
    std::vector<CheckedCase> held_;
};

/// How many threads a number asked for means: 0 is as many as the machine has.
unsigned threads_of(unsigned asked);

}  // namespace fadu::command
