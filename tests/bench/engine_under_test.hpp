// The compiled program as the benchmarks see it: one case, a block of columns, and text read straight into columns. Whatever
// of it is not there yet says so, and its rows are left out of the table.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fadu/program/program.hpp"
#include "reference.hpp"

namespace fadu::bench {

class EngineUnderTest {
  public:
    /// Is there a reader of NDJSON that fills blocks without cases in between?
    static constexpr bool has_reader = false;
    /// Are there deciding positions beside the verdicts?
    static constexpr bool has_positions = false;

    explicit EngineUnderTest(const Reference& reference)
        : program_(program::compile(reference.rulebook(), reference.record())) {}

    const program::Program& program() const { return *program_; }

    /// Cases in blocks of at most `lanes`.
    std::vector<std::unique_ptr<program::Block>> blocks(const std::vector<facts::Case>& cases,
                                                        std::size_t lanes) const {
        std::vector<std::unique_ptr<program::Block>> all;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (i % lanes == 0) all.push_back(std::make_unique<program::Block>(*program_, as_of()));
            all.back()->add(cases[i]);
        }
        return all;
    }

    /// The verdicts of one case of a block that has been run.
    Verdicts verdicts(const program::Verdicts& found, int index) const {
        Verdicts verdicts;
        for (std::size_t norm = 0; norm < program_->norms().size(); ++norm) {
            for (const std::uint8_t one : found.of(index, norm)) verdicts.add(one);
            verdicts.close();
        }
        return verdicts;
    }

  private:
    std::shared_ptr<const program::Program> program_;
};

}  // namespace fadu::bench
