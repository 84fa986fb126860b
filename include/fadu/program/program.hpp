// A program: what a rulebook is compiled to. Instructions over columns of cases, constants, and for each norm where its
// verdicts stand; immutable, shared by any number of threads. After the rulebook, beside the interpreter, whose verdicts
// it must give: norms (or cases) that it cannot decide exactly are deferred to the interpreter.
//
//    auto program = fadu::program::compile(rulebook, record, {});
//    fadu::program::Block block(*program, as_of);
//    for (const facts::Case& value : cases) block.add(value);
//    fadu::program::Run run(*program);
//    const fadu::program::Verdicts& verdicts = run.check(block);
//    verdicts.of(case_index, norm_index);  // one verdict an outcome, in the interpreter's order; or {verdict::deferred}
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fadu/program/block.hpp"
#include "fadu/program/instruction.hpp"
#include "fadu/time/calendar.hpp"

namespace fadu::program {

struct Settings {
    const time::Calendar* calendar = nullptr;                ///< nothing: time::Calendar::china()
    std::map<std::string, model::Constant> parameters = {};  ///< by name; wins over the rulebook's values
};

/// Why a norm is left to the interpreter whatever the case: the construct that has no columns.
struct LeftOut {
    model::NormReference norm;
    std::string construct;  ///< a short English name, for reports of coverage
};

/// Where the verdicts of one rule (or of a step's place, or of its duty) stand. Its instances are rows of the domain
/// `scope`; those that stand for an act or an anchor are rows of domains whose parent is the scope.
struct NormPart {
    int scope = 0;
    std::vector<int> rows = {};  ///< registers of verdicts, one a row
    int otherwise = -1;          ///< register over the scope: the verdict of an instance without rows; -1: no outcome
    int empty = -1;  ///< register over the cases: the verdict where there is no instance at all; -1: not_applicable
    bool is_place = false;  ///< a step's place: left out where it is pending and a duty of the step says by when
};
struct NormPlan {
    model::NormReference norm;
    bool compiled = false;
    std::vector<NormPart> parts = {};
    std::vector<int> defer =
        {};  ///< registers over the cases: those whose bit truth_bits::deferred is set are deferred
};

class Program {
  public:
    /// The one that it was compiled from, which must outlive it.
    const model::Rulebook* rulebook() const { return rulebook_; }
    const Layout& layout() const { return layout_; }
    const Code& code() const { return code_; }
    const std::vector<NormPlan>& norms() const { return norms_; }  ///< those of the record, in Rulebook::order
    const std::vector<LeftOut>& left_out() const { return left_out_; }
    const time::Calendar& calendar() const { return *calendar_; }

  private:
    friend class Compiler;
    friend class ProgramReader;
    const model::Rulebook* rulebook_ = nullptr;
    Layout layout_;
    Code code_;
    std::vector<NormPlan> norms_;
    std::vector<LeftOut> left_out_;
    const time::Calendar* calendar_ = nullptr;
    std::shared_ptr<const void> stored_;  ///< the file that due-day tables stand in
};

/// Is it a norm of cases of this record? Those are Program::norms.
bool concerns(const model::Rulebook& rulebook, const model::NormReference& norm, int record);

/// Compiles all norms of the record. Never fails: what cannot be compiled is left to the interpreter.
std::shared_ptr<const Program> compile(const model::Rulebook& rulebook, int record, const Settings& settings = {});

/// The verdicts of a block, case by case and norm by norm.
class Verdicts {
  public:
    struct Span {
        const std::uint8_t* first = nullptr;
        std::size_t count = 0;
        const std::uint8_t* begin() const { return first; }
        const std::uint8_t* end() const { return first + count; }
    };
    /// The outcomes of a norm (index in Program::norms) in a case, as verdict::…; one verdict::deferred where the
    /// interpreter has to answer.
    Span of(int case_index, std::size_t norm) const;

  private:
    friend class Run;
    struct Column {
        const std::uint8_t* verdicts = nullptr;
        const std::int32_t* begin = nullptr;  ///< of each case, and the end of the last; nothing: one a case
    };
    const Block* block_ = nullptr;
    std::vector<Column> columns_;
};

/// A workspace for running one program; warm after the first block, then without allocation. One a thread.
class Run {
  public:
    explicit Run(const Program& program);
    ~Run();
    Run(Run&&) noexcept;
    Run& operator=(Run&&) noexcept;

    /// Valid until the next check and as long as the block stays as it is.
    const Verdicts& check(const Block& block);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fadu::program
