// How fast forty checks over penalty cases run: by hand, by the compiled program, by the interpreter; one case at a time,
// over columns, from NDJSON. Before anything is timed, the verdicts of all are compared.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <thread>

#include <simdjson.h>

#include "engine_under_test.hpp"
#include "fadu/engine/interpreter.hpp"
#include "measure.hpp"
#include "twin/column_checks.hpp"
#include "twin/decode.hpp"

namespace {

using namespace fadu;

constexpr std::size_t all_cases = 20 * bench::lanes;  // 20,480 distinct cases, 30 MB of text
constexpr std::size_t interpreted_cases = 2048;

/// What one rulebook's benchmarks run on. Made once, before the first benchmark.
struct Ground {
    std::unique_ptr<const bench::Reference> reference;
    std::unique_ptr<const bench::EngineUnderTest> engine;
    bench::Corpus corpus = bench::make_corpus(all_cases);
    std::vector<facts::Case> read;
    std::vector<bench::Case> structs;
    std::vector<std::unique_ptr<bench::Columns>> columns;
    std::vector<std::unique_ptr<program::Block>> blocks;
    std::vector<std::unique_ptr<program::Block>> single;  ///< blocks of one case, of the first lanes
    bench::Checks checks;
    bool fifteen = false;

    void hand(const bench::Case& c, bench::Verdicts& out) const {
        fifteen ? checks.fifteen(c, out) : checks.all(c, out);
    }

    explicit Ground(bool only_fifteen) : fifteen(only_fifteen) {
        reference = bench::Reference::load(fifteen ? "fifteen.fadu" : "penalty.fadu");
        if (!reference) std::exit(2);
        engine = std::make_unique<bench::EngineUnderTest>(*reference);
        std::string complaint;
        read = reference->read(corpus, complaint);
        if (!complaint.empty()) fail(complaint);
        structs.resize(all_cases);
        bench::Decoder decoder;
        for (std::size_t i = 0; i < all_cases; ++i)
            if (!decoder.decode(corpus.line(i), structs[i])) fail("a line cannot be decoded by hand");
        for (std::size_t i = 0; i < all_cases; ++i) {
            if (i % bench::lanes == 0) columns.push_back(std::make_unique<bench::Columns>());
            columns.back()->add(structs[i]);
            if ((i + 1) % bench::lanes == 0) columns.back()->finish();
        }
        blocks = engine->blocks(read, bench::lanes);
        single = engine->blocks({read.begin(), read.begin() + bench::lanes}, 1);
        compare();
    }

    [[noreturn]] static void fail(const std::string& what) {
        std::fprintf(stderr, "bench_penalty: %s\n", what.c_str());
        std::exit(1);
    }

    static bool same(const bench::Verdicts& a, const bench::Verdicts& b, std::size_t norms) {
        for (std::size_t norm = 0; norm < norms; ++norm)
            if (a.end[norm] != b.end[norm]) return false;
        return std::equal(a.verdict.begin(), a.verdict.begin() + a.end[norms - 1], b.verdict.begin());
    }

    void compare() {
        const std::size_t norms = fifteen ? bench::fifteen_norms : bench::all_norms;
        bench::ColumnChecks column_checks(checks);
        const auto by_columns = std::make_unique<bench::ColumnVerdicts>();
        program::Run run(engine->program());
        std::size_t deferred = 0, verdicts = 0;
        std::map<std::string, std::size_t> deferred_norms;
        for (std::size_t begin = 0; begin < all_cases; begin += bench::lanes) {
            const std::size_t block = begin / bench::lanes;
            column_checks.all(*columns[block], *by_columns);
            const program::Verdicts& by_program = run.check(*blocks[block]);
            for (std::size_t lane = 0; lane < bench::lanes; ++lane) {
                bench::Verdicts hand, other;
                hand_verdicts(structs[begin + lane], hand);
                bench::gather(*columns[block], *by_columns, lane, other);
                if (!same(hand, other, norms)) fail("column checks by hand differ from checks by hand");
                other = engine->verdicts(by_program, static_cast<int>(lane));
                verdicts += hand.end[norms - 1];
                std::size_t at = 0, there = 0;
                for (std::size_t norm = 0; norm < norms; ++norm) {
                    const std::size_t length = other.end[norm] - there;
                    if (length == 1 && other.verdict[there] == program::verdict::deferred) {
                        ++deferred;
                        ++deferred_norms[reference->name(norm)];
                    } else if (length != hand.end[norm] - at ||
                               !std::equal(hand.verdict.begin() + at, hand.verdict.begin() + hand.end[norm],
                                           other.verdict.begin() + there)) {
                        fail("the program differs from the checks by hand in " + reference->name(norm) + ", case " +
                             std::to_string(begin + lane));
                    }
                    at = hand.end[norm];
                    there = other.end[norm];
                }
                if (begin + lane < interpreted_cases && !same(hand, reference->verdicts(read[begin + lane]), norms))
                    fail("the interpreter differs from the checks by hand");
            }
        }
        std::fprintf(stderr,
                     "%s: %zu cases, %zu verdicts: equal by hand, over columns by hand, by the program (%zu of them "
                     "deferred to the interpreter), and by the interpreter on %zu cases\n",
                     fifteen ? "15 checks" : "40 checks", all_cases, verdicts, deferred, interpreted_cases);
        compare_reader();
        benchmark::AddCustomContext(fifteen ? "deferred 15" : "deferred 40",
                                    std::to_string(static_cast<double>(deferred) / static_cast<double>(verdicts)));
        for (const auto& [name, count] : deferred_norms)
            std::fprintf(stderr, "  deferred: %s %zu\n", name.c_str(), count);
        for (const auto& left : engine->program().left_out())
            std::fprintf(stderr, "  left to the interpreter: %s\n", left.construct.c_str());
    }
    /// What the program's reader lays out gives the verdicts that laid-out cases give.
    void compare_reader() const {
        program::Run run(engine->program());
        std::size_t block = 0, declined = 0;
        engine->from_text(corpus, 0, all_cases, bench::lanes, declined,
                          [&](const program::Verdicts& found, const program::Block&) {
                              const program::Verdicts& wanted = run.check(*blocks[block++]);
                              for (int lane = 0; lane < static_cast<int>(bench::lanes); ++lane) {
                                  const bench::Verdicts a = engine->verdicts(found, lane);
                                  const bench::Verdicts b = engine->verdicts(wanted, lane);
                                  if (!same(a, b, a.norms)) fail("cases read into columns differ from cases laid out");
                              }
                          });
        std::fprintf(stderr, "  %zu lines declined by the program's reader\n", declined);
    }
    void hand_verdicts(const bench::Case& c, bench::Verdicts& out) const { hand(c, out); }
};

const Ground& ground(bool fifteen) {
    static const Ground all(false), few(true);
    return fifteen ? few : all;
}

// ---- one case at a time ---------------------------------------------------------------------------------------------

void hand_struct(benchmark::State& state, bool fifteen, std::size_t cases) {
    const Ground& g = ground(fifteen);
    bench::Verdicts verdicts;
    for (auto _ : state)
        for (std::size_t i = 0; i < cases; ++i) {
            verdicts.clear();
            g.hand(g.structs[i], verdicts);
            benchmark::DoNotOptimize(verdicts);
        }
    bench::per_case(state, cases);
}

void program_one(benchmark::State& state, bool fifteen) {
    const Ground& g = ground(fifteen);
    program::Run run(g.engine->program());
    for (auto _ : state)
        for (const auto& block : g.single) benchmark::DoNotOptimize(run.check(*block).of(0, 0));
    bench::per_case(state, g.single.size());
}

void program_one_laid_out(benchmark::State& state, bool fifteen) {
    const Ground& g = ground(fifteen);
    program::Run run(g.engine->program());
    program::Block block(g.engine->program(), bench::as_of());
    for (auto _ : state)
        for (std::size_t i = 0; i < bench::lanes; ++i) {
            block.clear();
            block.add(g.read[i]);
            benchmark::DoNotOptimize(run.check(block).of(0, 0));
        }
    bench::per_case(state, bench::lanes);
}

void interpreter_one(benchmark::State& state, bool fifteen) {
    const Ground& g = ground(fifteen);
    engine::CheckOptions options;
    options.as_of = bench::as_of();
    options.messages = false;
    constexpr std::size_t cases = 256;
    for (auto _ : state)
        for (std::size_t i = 0; i < cases; ++i)
            benchmark::DoNotOptimize(engine::interpret(g.reference->rulebook(), g.read[i], options).outcomes.size());
    bench::per_case(state, cases);
}

// ---- columns --------------------------------------------------------------------------------------------------------

void hand_columns(benchmark::State& state, bool fifteen, bool hot) {
    const Ground& g = ground(fifteen);
    bench::ColumnChecks checks(g.checks);
    const auto out = std::make_unique<bench::ColumnVerdicts>();
    const std::size_t blocks = hot ? 1 : g.columns.size();
    for (auto _ : state)
        for (std::size_t i = 0; i < blocks; ++i) {
            fifteen ? checks.fifteen(*g.columns[i], *out) : checks.all(*g.columns[i], *out);
            benchmark::DoNotOptimize(*out);
        }
    bench::per_case(state, blocks * bench::lanes);
}

void program_columns(benchmark::State& state, bool fifteen, bool hot) {
    const Ground& g = ground(fifteen);
    program::Run run(g.engine->program());
    const std::size_t blocks = hot ? 1 : g.blocks.size();
    for (auto _ : state)
        for (std::size_t i = 0; i < blocks; ++i) benchmark::DoNotOptimize(run.check(*g.blocks[i]).of(0, 0));
    bench::per_case(state, blocks * bench::lanes);
}

/// All verdicts: what the program defers is interpreted, norm by norm.
void program_complete(benchmark::State& state, bool fifteen) {
    const Ground& g = ground(fifteen);
    program::Run run(g.engine->program());
    engine::CheckOptions options;
    options.as_of = bench::as_of();
    options.messages = false;
    const auto& norms = g.engine->program().norms();
    for (auto _ : state) {
        const program::Verdicts& found = run.check(*g.blocks[0]);
        for (std::size_t lane = 0; lane < bench::lanes; ++lane)
            for (std::size_t norm = 0; norm < norms.size(); ++norm) {
                const auto verdicts = found.of(static_cast<int>(lane), norm);
                if (verdicts.count != 1 || *verdicts.begin() != program::verdict::deferred) continue;
                options.only = norms[norm].norm;
                benchmark::DoNotOptimize(
                    engine::interpret(g.reference->rulebook(), g.read[lane], options).outcomes.size());
            }
    }
    bench::per_case(state, bench::lanes);
}

void hand_fill(benchmark::State& state) {
    const Ground& g = ground(false);
    const auto columns = std::make_unique<bench::Columns>();
    for (auto _ : state)
        for (std::size_t i = 0; i < all_cases; ++i) {
            if (i % bench::lanes == 0) columns->clear();
            columns->add(g.structs[i]);
        }
    bench::per_case(state, all_cases);
}

void program_fill(benchmark::State& state) {
    const Ground& g = ground(false);
    program::Block block(g.engine->program(), bench::as_of());
    for (auto _ : state)
        for (std::size_t i = 0; i < all_cases; ++i) {
            if (i % bench::lanes == 0) block.clear();
            block.add(g.read[i]);
        }
    bench::per_case(state, all_cases);
}

// ---- from NDJSON ----------------------------------------------------------------------------------------------------

void stage_1(benchmark::State& state) {
    const Ground& g = ground(false);
    std::unique_ptr<simdjson::internal::dom_parser_implementation> index;
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(1U << 16U, 64, index)) return;
    for (auto _ : state)
        for (std::size_t i = 0; i < all_cases; ++i) {
            const std::string_view line = g.corpus.line(i);
            benchmark::DoNotOptimize(index->stage1(reinterpret_cast<const std::uint8_t*>(line.data()), line.size(),
                                                   simdjson::stage1_mode::regular));
        }
    bench::per_case(state, all_cases);
}

void dom(benchmark::State& state) {
    const Ground& g = ground(false);
    simdjson::dom::parser parser;
    for (auto _ : state)
        for (std::size_t i = 0; i < all_cases; ++i) {
            const std::string_view line = g.corpus.line(i);
            benchmark::DoNotOptimize(parser.parse(line.data(), line.size(), false).error());
        }
    bench::per_case(state, all_cases);
}

void hand_decode(benchmark::State& state, bench::Encoding encoding) {
    static std::map<bench::Encoding, bench::Corpus> corpora;
    if (corpora.count(encoding) == 0) corpora[encoding] = bench::make_corpus(all_cases, encoding);
    const bench::Corpus& corpus = corpora[encoding];
    bench::Decoder decoder;
    bench::Case value;
    for (auto _ : state)
        for (std::size_t i = 0; i < all_cases; ++i)
            if (!decoder.decode(corpus.line(i), value)) state.SkipWithError("a line cannot be decoded");
    bench::per_case(state, all_cases);
}

std::size_t decode_and_check(const Ground& g, std::size_t begin, std::size_t end) {
    bench::Decoder decoder;
    bench::Case value;
    bench::Verdicts verdicts;
    std::size_t violations = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (!decoder.decode(g.corpus.line(i), value)) continue;
        verdicts.clear();
        g.checks.all(value, verdicts);
        violations += std::count(verdicts.verdict.begin(), verdicts.verdict.begin() + verdicts.count, bench::violated);
    }
    return violations;
}

void hand_end_to_end(benchmark::State& state) {
    const Ground& g = ground(false);
    for (auto _ : state) benchmark::DoNotOptimize(decode_and_check(g, 0, all_cases));
    bench::per_case(state, all_cases);
}

void hand_end_to_end_two_threads(benchmark::State& state) {
    const Ground& g = ground(false);
    for (auto _ : state) {
        std::thread other([&] { benchmark::DoNotOptimize(decode_and_check(g, 0, all_cases / 2)); });
        benchmark::DoNotOptimize(decode_and_check(g, all_cases / 2, all_cases));
        other.join();
    }
    bench::per_case(state, all_cases);
}

void interpreter_read(benchmark::State& state) {
    const Ground& g = ground(false);
    const std::string_view text = g.corpus.all().substr(0, g.corpus.begins[interpreted_cases]);
    for (auto _ : state) {
        std::size_t cases = 0;
        facts::read_cases(g.reference->rulebook(), g.reference->record(), facts::Format::ndjson, text, 0,
                          [&](facts::Case&&) { return ++cases, true; });
        benchmark::DoNotOptimize(cases);
    }
    bench::per_case(state, interpreted_cases);
}

std::size_t read_and_check(const Ground& g, std::size_t begin, std::size_t end) {
    std::size_t declined = 0;
    g.engine->from_text(
        g.corpus, begin, end, bench::lanes, declined,
        [](const program::Verdicts& found, const program::Block&) { benchmark::DoNotOptimize(found.of(0, 0)); });
    return declined;
}

/// By the program's own reader, straight into columns.
void program_end_to_end(benchmark::State& state) {
    const Ground& g = ground(false);
    std::size_t declined = 0;
    for (auto _ : state) declined = read_and_check(g, 0, all_cases);
    state.counters["declined"] = static_cast<double>(declined);
    bench::per_case(state, all_cases);
}

void program_two_threads(benchmark::State& state) {
    const Ground& g = ground(false);
    for (auto _ : state) {
        std::thread other([&] { benchmark::DoNotOptimize(read_and_check(g, 0, all_cases / 2)); });
        benchmark::DoNotOptimize(read_and_check(g, all_cases / 2, all_cases));
        other.join();
    }
    bench::per_case(state, all_cases);
}

/// Cases are made, then laid out in blocks: the way without the program's own reader.
void program_by_cases(benchmark::State& state) {
    const Ground& g = ground(false);
    program::Run run(g.engine->program());
    program::Block block(g.engine->program(), bench::as_of());
    for (auto _ : state) {
        const auto check = [&] {
            benchmark::DoNotOptimize(run.check(block).of(0, 0));
            block.clear();
        };
        facts::read_cases(g.reference->rulebook(), g.reference->record(), facts::Format::ndjson, g.corpus.all(), 0,
                          [&](facts::Case&& value) {
                              block.add(value);
                              if (block.size() == static_cast<int>(bench::lanes)) check();
                              return true;
                          });
        if (block.size() > 0) check();
    }
    bench::per_case(state, all_cases);
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    ground(false);
    ground(true);
    for (const bool fifteen : {true, false}) {
        const std::string checks = fifteen ? "15/" : "40/";
        const auto name = [&](const char* rest) { return checks + rest; };
        bench::measure(name("hand_struct/hot"), hand_struct, fifteen, bench::lanes);
        bench::measure(name("hand_struct/memory"), hand_struct, fifteen, all_cases);
        bench::measure(name("program_one"), program_one, fifteen);
        bench::measure(name("program_one_laid_out"), program_one_laid_out, fifteen);
        bench::measure(name("interpreter_one"), interpreter_one, fifteen);
        bench::measure(name("hand_columns/hot"), hand_columns, fifteen, true);
        bench::measure(name("hand_columns/memory"), hand_columns, fifteen, false);
        bench::measure(name("program_columns/hot"), program_columns, fifteen, true);
        bench::measure(name("program_columns/memory"), program_columns, fifteen, false);
        bench::measure(name("program_columns/complete"), program_complete, fifteen);
    }
    bench::measure("fill/hand", hand_fill);
    bench::measure("fill/program", program_fill);
    bench::measure("ndjson/stage_1", stage_1);
    bench::measure("ndjson/dom", dom);
    bench::measure("ndjson/hand_decode/plain", hand_decode, bench::Encoding::plain);
    bench::measure("ndjson/hand_decode/spaced", hand_decode, bench::Encoding::spaced);
    bench::measure("ndjson/hand_decode/escaped", hand_decode, bench::Encoding::escaped);
    bench::measure("ndjson/hand_decode/shuffled", hand_decode, bench::Encoding::shuffled);
    bench::measure("ndjson/hand", hand_end_to_end);
    bench::measure("ndjson/hand/wall", hand_end_to_end)->UseRealTime();
    bench::measure("ndjson/hand/two_threads", hand_end_to_end_two_threads)->UseRealTime();
    bench::measure("ndjson/interpreter_read", interpreter_read);
    bench::measure("ndjson/program_by_cases", program_by_cases);
    bench::measure("ndjson/program", program_end_to_end);
    bench::measure("ndjson/program/wall", program_end_to_end)->UseRealTime();
    bench::measure("ndjson/program/two_threads", program_two_threads)->UseRealTime();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
