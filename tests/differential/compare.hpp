// Does a pair of rulebook and case get one answer, whichever way it is asked? The ways that must agree are put side by
// side here, and nowhere else.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cases.hpp"
#include "fadu/engine/options.hpp"
#include "fadu/engine/verdict.hpp"
#include "fadu/program/program.hpp"

namespace fadu::differential {

struct Difference {
    std::string ways;        ///< which two
    std::string one, other;  ///< what each said of the norm in question
};

/// How much is compared: everything takes the interpreter once more for each norm.
enum class Effort { quick, thorough };

/// How much of the answers the program gave, and why it left the rest to the interpreter.
struct ProgramShare {
    std::uint64_t answers = 0, deferred = 0;          ///< norms of cases
    std::uint64_t norms = 0, left_out = 0;            ///< of rulebooks
    std::map<std::string, std::uint64_t> constructs;  ///< that left norms out
};

/// One rulebook, set up and compiled once for each record that is asked about.
class Ways {
  public:
    Ways(const model::Rulebook& rulebook, const Settings& settings, bool with_program = true)
        : rulebook_(rulebook), settings_(settings), with_program_(with_program) {}

    /// Asks every way; nothing where all agree. `answers` receives the interpreter's answer to the whole, if wanted.
    std::optional<Difference> difference(const facts::Case& value, time::Day as_of, Effort effort,
                                         engine::CaseVerdicts* answers = nullptr);
    /// The program over all of them as columns of one block, against the interpreter; `which` receives the case.
    std::optional<Difference> difference_in_block(const std::vector<const facts::Case*>& cases, time::Day as_of,
                                                  std::size_t& which);
    const ProgramShare& share() const { return share_; }

  private:
    struct Compiled {
        std::shared_ptr<const program::Program> program;
        std::unique_ptr<program::Run> run;
    };
    Compiled& compiled(int record);
    engine::CheckOptions options(time::Day as_of) const;
    std::optional<Difference> unlike_program(const program::Program& program, const program::Verdicts& verdicts,
                                             int index, const engine::CaseVerdicts& wanted);

    const model::Rulebook& rulebook_;
    const Settings& settings_;
    bool with_program_;
    std::map<int, Compiled> compiled_;
    ProgramShare share_;
};

/// All that an outcome says, as text; without the values of messages.
std::string describe(const model::Rulebook& rulebook, const engine::Outcome& outcome);
/// Its norm's name, the step and the verdict.
std::string name_of(const model::Rulebook& rulebook, const engine::Outcome& outcome);
std::string name_of(const model::Rulebook& rulebook, const model::NormReference& norm);
const char* name_of(engine::Verdict verdict);

}  // namespace fadu::differential
