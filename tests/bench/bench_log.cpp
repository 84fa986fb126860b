// Eight rules of order and time over an event log of 100,000 cases: reading the file, interpreter, compiled program.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "fadu/engine/interpreter.hpp"
#include "fadu/program/program.hpp"
#include "fadu/rules.hpp"
#include "file.hpp"
#include "generate/log.hpp"
#include "measure.hpp"

namespace {

using namespace fadu;

constexpr std::size_t cases = 100'000, interpreted = 5'000, lanes = 1024;

struct Ground {
    RulesPointer rules;
    facts::Mapping mapping;
    std::shared_ptr<const program::Program> program;
    std::string text = bench::make_log(cases);
    std::string some = bench::make_log(interpreted);

    Ground() {
        const auto loaded = load(FADU_BENCH_RULES "/log.fadu");
        if (!loaded) std::fputs(loaded.error().to_text().c_str(), stderr), std::exit(2);
        rules = *loaded;
        mapping = *facts::read_mapping(bench::contents(FADU_BENCH_RULES "/log.map.json"));
        program = program::compile(rules->rulebook(), 0);
        compare();
    }

    template <class Sink>
    void read(const std::string& log, Sink sink) const {
        facts::read_cases(
            rules->rulebook(), 0, facts::Format::event_log, log, 0,
            [&](facts::Case&& value) {
                sink(value);
                return true;
            },
            &mapping);
    }

    engine::CheckOptions options() const {
        engine::CheckOptions given;
        given.as_of = bench::as_of();
        given.messages = false;
        return given;
    }

    void compare() const {
        program::Run run(*program);
        std::size_t deferred = 0, verdicts = 0;
        read(some, [&](const facts::Case& value) {
            program::Block block(*program, bench::as_of());
            block.add(value);
            const program::Verdicts& found = run.check(block);
            const engine::CaseVerdicts wanted = engine::interpret(rules->rulebook(), value, options());
            std::size_t at = 0;
            for (std::size_t norm = 0; norm < program->norms().size(); ++norm) {
                const auto given = found.of(0, norm);
                std::size_t count = 0;
                while (at + count < wanted.outcomes.size() &&
                       wanted.outcomes[at + count].norm == program->norms()[norm].norm)
                    ++count;
                if (given.count == 1 && *given.begin() == program::verdict::deferred) {
                    ++deferred;
                } else {
                    bool equal = given.count == count;
                    for (std::size_t i = 0; equal && i < count; ++i)
                        equal = given.begin()[i] == static_cast<std::uint8_t>(wanted.outcomes[at + i].verdict);
                    if (!equal) {
                        std::fprintf(stderr, "bench_log: the program differs from the interpreter, case %s\n",
                                     value.id.c_str());
                        std::exit(1);
                    }
                }
                at += count;
                verdicts += count;
            }
        });
        benchmark::AddCustomContext("deferred log",
                                    std::to_string(static_cast<double>(deferred) / static_cast<double>(verdicts)));
        std::fprintf(stderr,
                     "log: %zu cases, %zu verdicts equal by the program (%zu norms deferred) and the interpreter\n",
                     interpreted, verdicts, deferred);
    }
};

const Ground& ground() {
    static const Ground all;
    return all;
}

/// The least that reading can be: every line cut at its commas.
void cut(benchmark::State& state) {
    const Ground& g = ground();
    for (auto _ : state) {
        std::size_t cells = 0;
        for (const char c : g.text) cells += c == ',' || c == '\n' ? 1 : 0;
        benchmark::DoNotOptimize(cells);
    }
    bench::per_case(state, cases);
}

void reading(benchmark::State& state) {
    const Ground& g = ground();
    for (auto _ : state) {
        std::size_t read = 0;
        g.read(g.text, [&](const facts::Case&) { ++read; });
        benchmark::DoNotOptimize(read);
    }
    bench::per_case(state, cases);
}

void by_program(benchmark::State& state) {
    const Ground& g = ground();
    program::Run run(*g.program);
    program::Block block(*g.program, bench::as_of());
    for (auto _ : state) {
        const auto check = [&] {
            benchmark::DoNotOptimize(run.check(block).of(0, 0));
            block.clear();
        };
        g.read(g.text, [&](const facts::Case& value) {
            block.add(value);
            if (block.size() == static_cast<int>(lanes)) check();
        });
        if (block.size() > 0) check();
    }
    bench::per_case(state, cases);
}

void by_interpreter(benchmark::State& state) {
    const Ground& g = ground();
    for (auto _ : state)
        g.read(g.some, [&](const facts::Case& value) {
            benchmark::DoNotOptimize(engine::interpret(g.rules->rulebook(), value, g.options()).outcomes.size());
        });
    bench::per_case(state, interpreted);
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    ground();
    bench::measure("log/cut", cut);
    bench::measure("log/read", reading);
    bench::measure("log/program", by_program);
    bench::measure("log/interpreter", by_interpreter);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
