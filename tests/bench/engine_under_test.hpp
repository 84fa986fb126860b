// The compiled program as the benchmarks see it: one case, a block of columns, and text read straight into columns. Whatever
// of it is not there yet says so, and its rows are left out of the table.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fadu/program/program.hpp"
#include "fadu/program/read.hpp"
#include "reference.hpp"

namespace fadu::bench {

class EngineUnderTest {
  public:
    /// Is there a reader of NDJSON that fills blocks without cases in between?
    static constexpr bool has_reader = true;
    /// Are there deciding positions beside the verdicts?
    static constexpr bool has_positions = false;

    explicit EngineUnderTest(const Reference& reference)
        : reference_(&reference), program_(program::compile(reference.rulebook(), reference.record())) {}

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

    /// Reads the lines from `begin` to `end` into blocks and runs each, with one thread; what the reader declines is read
    /// as a case and laid out. `declined`: how many lines those were.
    template <class Use>
    void from_text(const Corpus& corpus, std::size_t begin, std::size_t end, std::size_t lanes, std::size_t& declined,
                   Use use) const {
        program::BlockReader reader(*program_);
        program::Block block(*program_, as_of());
        program::Run run(*program_);
        for (std::size_t i = begin; i < end; ++i) {
            const std::string_view line = corpus.line(i);
            if (!reader.add(line, block))
                facts::read_cases(reference_->rulebook(), reference_->record(), facts::Format::ndjson, line, 0,
                                  [&](facts::Case&& value) {
                                      block.add(value);
                                      return true;
                                  });
            if (block.size() < static_cast<int>(lanes) && i + 1 < end) continue;
            use(run.check(block), block);
            block.clear();
        }
        declined = reader.declined();
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
    const Reference* reference_;
    std::shared_ptr<const program::Program> program_;
};

}  // namespace fadu::bench
