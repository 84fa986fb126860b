// NDJSON straight into a block's columns: no document and no facts::Case in between. Takes the plain, well-formed case that
// nothing is to be said about, and lays it out as Block::add would; every other line is for facts::read_cases.
//
//    BlockReader reader(*program);
//    if (!reader.add(line, block)) … facts::read_cases(…, line, …) … block.add(value) …
#pragma once

#include <memory>
#include <string_view>

#include "fadu/facts/read.hpp"
#include "fadu/program/program.hpp"

namespace fadu::program {

/// As facts::read_cases takes them.
struct ReaderOptions {
    const facts::Mapping* mapping = nullptr;
    facts::ReadLimits limits = {};
};

/// One a thread. The program and the mapping must outlive it.
class BlockReader {
  public:
    explicit BlockReader(const Program& program, const ReaderOptions& options = {});
    ~BlockReader();
    BlockReader(BlockReader&&) noexcept;
    BlockReader& operator=(BlockReader&&) noexcept;

    /// Lays the case out. False: the line has something to report, or is written in a way that is not read here; the block
    /// is as before.
    bool add(std::string_view line, Block& block);
    /// The id of the case that was added last; empty where it has no key of its own.
    std::string_view id() const;

    std::size_t taken() const;     ///< lines laid out so far
    std::size_t declined() const;  ///< lines that were not

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fadu::program
