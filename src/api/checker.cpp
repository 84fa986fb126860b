#include "fadu/checker.hpp"

#include <atomic>
#include <mutex>

#include "api/check_case.hpp"
#include "fadu/program/program.hpp"

namespace fadu {
namespace {

bool is_open(engine::Verdict verdict) {
    return verdict == engine::Verdict::violated || verdict == engine::Verdict::pending ||
           verdict == engine::Verdict::undetermined;
}

}  // namespace

/// Programs by record, each compiled once.
struct Checker::State {
    State(RulesPointer given, CheckOptions chosen, Engine which,
          const std::vector<std::shared_ptr<const program::Program>>& compiled)
        : rules(std::move(given)),
          options(std::move(chosen)),
          engine(which),
          programs(rules->rulebook().records.size()) {
        for (const auto& one : compiled) {
            Slot& slot = programs[static_cast<std::size_t>(one->layout().record)];
            slot.program = one;
            slot.given = true;
        }
    }

    /// Nothing where cases of the record are (still) to be interpreted.
    std::shared_ptr<const program::Program> program_for(int record, std::size_t cases) {
        if (engine == Engine::interpreter || record < 0) return nullptr;
        const auto index = static_cast<std::size_t>(record);
        if (index >= programs.size()) return nullptr;
        Slot& slot = programs[index];
        if (slot.given) return slot.program;
        const std::size_t seen = slot.seen.fetch_add(cases) + cases;
        if (engine == Engine::automatic && seen <= cases_before_compiling) return nullptr;
        std::call_once(slot.once, [&] {
            program::Settings settings;
            settings.calendar = options.calendar;
            settings.parameters = options.parameters;
            slot.program = program::compile(rules->rulebook(), record, settings);
        });
        return slot.program;
    }

    struct Slot {
        std::once_flag once;
        bool given = false;
        std::atomic<std::size_t> seen = 0;
        std::shared_ptr<const program::Program> program;
    };

    RulesPointer rules;
    CheckOptions options;
    Engine engine;
    std::vector<Slot> programs;
};

struct Checker::Worker::State {
    struct Workspace {
        Workspace(std::shared_ptr<const program::Program> given, time::Day as_of)
            : program(std::move(given)), block(*program, as_of), run(*program) {}
        std::shared_ptr<const program::Program> program;
        program::Block block;
        program::Run run;
    };

    explicit State(Checker::State& given) : checker(given), workspaces(given.rules->rulebook().records.size()) {}

    /// By Rulebook::order: the norms that must be interpreted, and whether there is any.
    bool wanted(const program::Program& program, const program::Verdicts& verdicts, int case_index,
                std::vector<std::uint8_t>& norms) const {
        const auto& order = checker.rules->rulebook().order;
        norms.assign(order.size(), 0);
        bool any = false;
        std::size_t at = 0;
        for (std::size_t n = 0; n < program.norms().size(); ++n) {
            while (!(order[at] == program.norms()[n].norm)) ++at;
            for (const std::uint8_t v : verdicts.of(case_index, n)) {
                const auto verdict = static_cast<engine::Verdict>(v);
                if (v != program::verdict::deferred && !is_open(verdict) &&
                    !checker.options.verdicts.verdicts.contains(verdict))
                    continue;
                norms[at] = 1;
                any = true;
                break;
            }
        }
        return any;
    }

    Checker::State& checker;
    std::vector<std::unique_ptr<Workspace>> workspaces;
};

Checker::Checker(RulesPointer rules, CheckOptions options, Engine engine,
                 const std::vector<std::shared_ptr<const program::Program>>& programs)
    : state_(std::make_unique<State>(std::move(rules), std::move(options), engine, programs)) {}
Checker::~Checker() = default;

const CheckOptions& Checker::options() const { return state_->options; }

Checker::Worker::Worker(const Checker& checker) : state_(std::make_unique<State>(*checker.state_)) {}
Checker::Worker::~Worker() = default;
Checker::Worker::Worker(Worker&&) noexcept = default;
Checker::Worker& Checker::Worker::operator=(Worker&&) noexcept = default;

std::vector<findings::CaseFindings> Checker::Worker::check(
    const std::vector<std::shared_ptr<const facts::Case>>& cases) {
    State& state = *state_;
    const Rules& rules = *state.checker.rules;
    std::vector<findings::CaseFindings> found(cases.size());
    std::vector<std::vector<std::size_t>> by_record(rules.rulebook().records.size());
    for (std::size_t c = 0; c < cases.size(); ++c) {
        const int record = cases[c]->root.record;
        if (record >= 0 && static_cast<std::size_t>(record) < by_record.size())
            by_record[static_cast<std::size_t>(record)].push_back(c);
        else
            found[c] = check_case(rules, cases[c], state.checker.options, nullptr);
    }
    std::vector<std::uint8_t> norms;
    for (std::size_t record = 0; record < by_record.size(); ++record) {
        const std::vector<std::size_t>& here = by_record[record];
        if (here.empty()) continue;
        const auto program = state.checker.program_for(static_cast<int>(record), here.size());
        if (!program) {
            for (const std::size_t c : here) found[c] = check_case(rules, cases[c], state.checker.options, nullptr);
            continue;
        }
        auto& workspace = state.workspaces[record];
        if (!workspace) workspace = std::make_unique<State::Workspace>(program, state.checker.options.as_of);
        workspace->block.clear();
        for (const std::size_t c : here) workspace->block.add(*cases[c]);
        const program::Verdicts& verdicts = workspace->run.check(workspace->block);
        for (std::size_t i = 0; i < here.size(); ++i) {
            static_cast<void>(state.wanted(*program, verdicts, static_cast<int>(i), norms));
            found[here[i]] = check_case(rules, cases[here[i]], state.checker.options, &norms);
        }
    }
    return found;
}

}  // namespace fadu
