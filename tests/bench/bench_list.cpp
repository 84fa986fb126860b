// The same decision list with 20 and with 10,000 rows: by hand, by the compiled program, by the interpreter.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "fadu/engine/interpreter.hpp"
#include "fadu/program/program.hpp"
#include "fadu/rules.hpp"
#include "generate/lists.hpp"
#include "measure.hpp"
#include "twin/kleene.hpp"

namespace {

using namespace fadu;

constexpr std::size_t cases = 20480, lanes = 1024;

/// By hand: the rows of an item behind a hash of its name; three-valued, first row that fits.
class HandList {
  public:
    struct Case {
        const std::string* item = nullptr;  ///< nothing: not known
        int degree = -1, amount = -1, way = -1;
    };

    explicit HandList(std::size_t rows) {
        for (const bench::ListRow& row : bench::list_rows(rows)) {
            by_item_[row.item].push_back(row);
            all_.push_back(row);
        }
    }

    std::uint8_t check(const Case& c) const {
        unsigned possible = 0;
        const std::vector<bench::ListRow>* rows = &all_;
        if (c.item) {
            const auto found = by_item_.find(*c.item);
            rows = found == by_item_.end() ? &none_ : &found->second;
        }
        bool certain = false;
        for (const bench::ListRow& row : *rows) {
            using namespace bench;
            const Truth degree =
                c.degree < 0 ? bench::unknown : truth(row.first_degree <= c.degree && c.degree <= row.last_degree);
            const Truth amount = row.below < 0 ? yes : c.amount < 0 ? bench::unknown : truth(c.amount < row.below);
            const Truth fits = both(both(degree, amount), c.item ? yes : bench::unknown);
            if (fits == no) continue;
            possible |= 1U << static_cast<unsigned>(row.way);
            if (fits == yes) {
                certain = true;
                break;
            }
        }
        if (!certain) possible |= 1U << 3U;
        if (c.way < 0) return bench::undetermined;
        const unsigned own = 1U << static_cast<unsigned>(c.way);
        return (possible & own) == 0 ? bench::violated : possible == own ? bench::compliant : bench::undetermined;
    }

  private:
    std::unordered_map<std::string, std::vector<bench::ListRow>> by_item_;
    std::vector<bench::ListRow> all_, none_;
};

struct Ground {
    RulesPointer rules;
    std::shared_ptr<const program::Program> program;
    HandList hand;
    std::vector<facts::Case> read;
    std::vector<HandList::Case> by_hand;
    std::vector<std::unique_ptr<program::Block>> blocks;

    explicit Ground(std::size_t rows) : hand(rows) {
        const auto loaded = load_text("list.fadu", bench::make_list(rows));
        if (!loaded) std::fputs(loaded.error().to_text().c_str(), stderr), std::exit(2);
        rules = *loaded;
        program = program::compile(rules->rulebook(), 0);
        const bench::Corpus corpus = bench::make_list_corpus(cases, rows);
        read.reserve(cases);
        facts::read_cases(rules->rulebook(), 0, facts::Format::ndjson, corpus.all(), 0, [&](facts::Case&& value) {
            read.push_back(std::move(value));
            return true;
        });
        for (std::size_t i = 0; i < read.size(); ++i) {
            const auto& slots = read[i].root.slots;  // 案号, 事项, 程度, 金额, 处理
            const auto known = [&](std::size_t field) { return slots[field].knowledge == facts::Knowledge::known; };
            HandList::Case c;
            if (known(1)) c.item = std::get_if<std::string>(&slots[1].value);
            if (known(2)) c.degree = std::get<model::Enumerator>(slots[2].value).position;
            if (known(3)) c.amount = static_cast<int>(std::get<model::Number>(slots[3].value).numerator() / 100);
            if (known(4)) c.way = std::get<model::Enumerator>(slots[4].value).position;
            by_hand.push_back(c);
            if (i % lanes == 0) blocks.push_back(std::make_unique<program::Block>(*program, bench::as_of()));
            blocks.back()->add(read[i]);
        }
        compare(rows);
    }

    engine::CheckOptions options() const {
        engine::CheckOptions given;
        given.as_of = bench::as_of();
        given.messages = false;
        return given;
    }

    void compare(std::size_t rows) const {
        program::Run run(*program);
        const program::Verdicts* found = nullptr;
        std::size_t deferred = 0;
        const std::size_t interpreted = rows > 1000 ? 64 : 2048;
        for (std::size_t i = 0; i < cases; ++i) {
            if (i % lanes == 0) found = &run.check(*blocks[i / lanes]);
            const std::uint8_t wanted = hand.check(by_hand[i]);
            const std::uint8_t given = *found->of(static_cast<int>(i % lanes), 0).begin();
            if (given == program::verdict::deferred)
                ++deferred;
            else if (given != wanted)
                fail("the program", i);
            if (i < interpreted &&
                static_cast<std::uint8_t>(
                    engine::interpret(rules->rulebook(), read[i], options()).outcomes.front().verdict) != wanted)
                fail("the interpreter", i);
        }
        benchmark::AddCustomContext("deferred list" + std::to_string(rows),
                                    std::to_string(static_cast<double>(deferred) / static_cast<double>(cases)));
        std::fprintf(stderr,
                     "list of %zu: %zu cases equal by hand and by the program (%zu deferred), %zu by the interpreter\n",
                     rows, cases, deferred, interpreted);
    }
    [[noreturn]] static void fail(const char* who, std::size_t i) {
        std::fprintf(stderr, "bench_list: %s differs from the list by hand in case %zu\n", who, i);
        std::exit(1);
    }
};

const Ground& ground(std::size_t rows) {
    static const Ground few(20), many(10000);
    return rows == 20 ? few : many;
}

void hand(benchmark::State& state, std::size_t rows) {
    const Ground& g = ground(rows);
    for (auto _ : state)
        for (const auto& c : g.by_hand) benchmark::DoNotOptimize(g.hand.check(c));
    bench::per_case(state, cases);
}

void columns(benchmark::State& state, std::size_t rows) {
    const Ground& g = ground(rows);
    program::Run run(*g.program);
    for (auto _ : state)
        for (const auto& block : g.blocks) benchmark::DoNotOptimize(run.check(*block).of(0, 0));
    bench::per_case(state, cases);
}

void one(benchmark::State& state, std::size_t rows) {
    const Ground& g = ground(rows);
    program::Run run(*g.program);
    program::Block block(*g.program, bench::as_of());
    const std::size_t count = rows > 1000 ? 64 : lanes;
    for (auto _ : state)
        for (std::size_t i = 0; i < count; ++i) {
            block.clear();
            block.add(g.read[i]);
            benchmark::DoNotOptimize(run.check(block).of(0, 0));
        }
    bench::per_case(state, count);
}

void interpreter(benchmark::State& state, std::size_t rows) {
    const Ground& g = ground(rows);
    const std::size_t count = rows > 1000 ? 8 : 256;
    for (auto _ : state)
        for (std::size_t i = 0; i < count; ++i)
            benchmark::DoNotOptimize(engine::interpret(g.rules->rulebook(), g.read[i], g.options()).outcomes.size());
    bench::per_case(state, count);
}

void load_list(benchmark::State& state, std::size_t rows) {
    const std::string text = bench::make_list(rows);
    for (auto _ : state) benchmark::DoNotOptimize(load_text("list.fadu", text));
}

void compile_list(benchmark::State& state, std::size_t rows) {
    const Ground& g = ground(rows);
    for (auto _ : state) benchmark::DoNotOptimize(program::compile(g.rules->rulebook(), 0));
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    ground(20);
    for (const std::size_t rows : {std::size_t{20}, std::size_t{10000}}) {
        const std::string list = "list" + std::to_string(rows) + "/";
        bench::measure(list + "hand", hand, rows);
        bench::measure(list + "program_columns", columns, rows);
        bench::measure(list + "program_one_laid_out", one, rows);
        bench::measure(list + "interpreter", interpreter, rows);
        bench::measure(list + "load", load_list, rows);
        bench::measure(list + "compile", compile_list, rows);
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
