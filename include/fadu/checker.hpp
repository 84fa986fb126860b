// Checking many cases: the compiled program (program/program.hpp) gives all verdicts, and the interpreter explains those that
// are asked for. The same findings as Rules::check, to the byte; between the rules of one load and a report on many cases.
#pragma once

#include <memory>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu {

namespace program {
class Program;
}

enum class Engine : std::uint8_t {
    automatic,    ///< the program, as soon as there are enough cases of one record for compiling it to pay
    program,      ///< the program from the first case on
    interpreter,  ///< every rule interpreted: to compare
};

/// May be shared by threads; each thread has a Worker of its own.
class Checker {
  public:
    /// The rules must have been loaded by fadu::load. `programs` (fadu::open_program, of the same rules and options) are
    /// used for the records that they are of, from the first case on and instead of compiling.
    Checker(RulesPointer rules, CheckOptions options, Engine engine = Engine::automatic,
            const std::vector<std::shared_ptr<const program::Program>>& programs = {});
    ~Checker();
    Checker(const Checker&) = delete;
    Checker& operator=(const Checker&) = delete;

    const CheckOptions& options() const;

    class Worker {
      public:
        explicit Worker(const Checker& checker);
        ~Worker();
        Worker(Worker&&) noexcept;
        Worker& operator=(Worker&&) noexcept;

        /// The findings of each case, in the same order. Their `verdicts` hold the outcomes of the norms that were
        /// explained: those with a verdict that CheckOptions::verdicts asks for or that is open; the others had none.
        std::vector<findings::CaseFindings> check(const std::vector<std::shared_ptr<const facts::Case>>& cases);

      private:
        struct State;
        std::unique_ptr<State> state_;
    };

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// So many cases of one record are interpreted before its program is compiled, where the engine is chosen automatically.
inline constexpr std::size_t cases_before_compiling = 32;

}  // namespace fadu
