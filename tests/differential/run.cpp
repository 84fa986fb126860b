#include "run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "fadu/facts/read.hpp"
#include "fadu/model/print.hpp"
#include "generate.hpp"
#include "shrink.hpp"

namespace fadu::differential {
namespace {

std::optional<Difference> ask(const Pair& pair, bool with_program, Effort effort = Effort::thorough) {
    Ways ways(pair.loaded->rulebook, pair.settings, with_program);
    if (pair.before.empty()) return ways.difference(pair.value, pair.as_of, effort);
    std::vector<const facts::Case*> cases;
    for (const facts::Case& one : pair.before) cases.push_back(&one);
    cases.push_back(&pair.value);
    std::size_t which = 0;
    return ways.difference_in_block(cases, pair.as_of, which);
}

/// Reports of one fault are of one kind where they differ in the numbers of names only.
std::string kind_of(const std::string& text, const std::string& ways) {
    std::string kind = ways + "\n";
    for (const char c : text)
        if (c < '0' || c > '9') kind += c;
    return kind;
}

Found report_of(Pair pair, const RunOptions& options) {
    const auto first = ask(pair, options.program);
    // What only a run that was used before shows cannot be cut down.
    if (options.shrink && first) {
        const Effort effort = first->ways == "interpreter / program" ? Effort::quick : Effort::thorough;
        pair = shrink(std::move(pair), [&](const Pair& one) {
            const auto found = ask(one, options.program, effort);
            return found && found->ways == first->ways;
        });
    }
    const auto found = ask(pair, options.program);
    std::string text = pair.text + "\n" + facts::write_case(pair.loaded->rulebook, pair.value) + "\n";
    text += "as of " + time::to_string(pair.as_of) + "\n";
    for (const auto& [name, value] : pair.settings.parameters)
        text += "parameter " + name + " = " + model::to_text(value) + "\n";
    if (pair.settings.calendar != nullptr) text += "a calendar that knows no year\n";
    for (const facts::Occurrence& one : pair.value.occurrences)
        if (one.possible)
            text += "possible, so not in the JSON: event kind " + std::to_string(one.event) + " of " +
                    (one.dated ? time::to_string(one.begin.begin) : "an unknown day") + "\n";
    for (const facts::Case& one : pair.before)
        text += "in one block after " + facts::write_case(pair.loaded->rulebook, one) + "\n";
    if (found)
        text += found->ways + "\n  one    " + found->one + "\n  other  " + found->other + "\n";
    else
        text += "(it does not differ when it is asked anew)\n";
    return {"", std::move(text), kind_of(pair.text, found ? found->ways : ""), 1};
}

}  // namespace

void run_text(const std::string& name, const std::string& text, std::uint64_t seed, int cases,
              const RunOptions& options, Run& run) {
    std::shared_ptr<Loaded> loaded = load(text);
    if (!loaded->good()) {
        ++run.tally.refused;
        run.refused.push_back({name, loaded->problems(), "", 1});
        return;
    }
    ++run.tally.rulebooks;
    Random random(seed);
    const Settings settings = random_settings(loaded->rulebook, random, !options.program);
    std::vector<CaseMaker> makers;
    for (const int record : case_records(loaded->rulebook)) makers.emplace_back(loaded->rulebook, record);
    if (makers.empty()) return;
    run.tally.add(constructs_of(*loaded), static_cast<std::uint64_t>(cases));
    Ways ways(loaded->rulebook, settings, options.program);
    std::vector<RandomCase> all;
    bool good = true;  // one report a rulebook is enough
    const auto found_in = [&](const std::string& where, Pair pair) {
        good = false;
        if (run.found.size() >= options.most_found) return;
        Found report = report_of(std::move(pair), options);
        report.where = name + " " + where;
        run.add(std::move(report), options.most_found);
    };
    for (int i = 0; i < cases; ++i) {
        const CaseMaker& maker = i > 0 && random.chance(15) ? random.pick(makers) : makers.front();
        all.push_back(maker.make(random));
        const RandomCase& made = all.back();
        engine::CaseVerdicts answers;
        const Effort effort = i % options.thorough_every == 0 ? Effort::thorough : Effort::quick;
        const auto found = ways.difference(made.value, made.as_of, effort, &answers);
        run.tally.add(answers);
        if (found && good) found_in(fmt::format("case {}", i), {text, loaded, made.value, made.as_of, settings, {}});
    }
    for (const int record : case_records(loaded->rulebook)) {
        std::vector<const facts::Case*> together;
        for (const RandomCase& one : all)
            if (one.value.root.record == record) together.push_back(&one.value);
        std::size_t which = 0;
        const time::Day as_of = all[random.below(all.size())].as_of;
        if (!good || !options.program || !ways.difference_in_block(together, as_of, which)) continue;
        Pair pair{text, loaded, *together[which], as_of, settings, {}};
        if (!ask(pair, true, Effort::quick))
            for (std::size_t k = 0; k < which; ++k) pair.before.push_back(*together[k]);
        found_in("block", std::move(pair));
    }
    run.tally.add(ways.share());
}

void Run::add(Found one, std::size_t most) {
    for (Found& known : found)
        if (known.kind == one.kind) {
            known.times += one.times;
            return;
        }
    if (found.size() < most) found.push_back(std::move(one));
}

Run run_generated(const RunOptions& options) {
    const auto cases = static_cast<std::uint64_t>(options.cases);
    const std::uint64_t rulebooks = (options.pairs + cases - 1) / cases;
    std::atomic<std::uint64_t> next{0};
    std::vector<Run> parts(static_cast<std::size_t>(std::max(options.threads, 1)));
    const auto work = [&](Run& part) {
        for (std::uint64_t number = next++; number < rulebooks; number = next++) {
            const std::uint64_t seed = seed_of(options.seed, number);
            run_text(fmt::format("seed {} rulebook {}", options.seed, number), random_rulebook(seed), seed,
                     options.cases, options, part);
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < parts.size(); ++i) threads.emplace_back(work, std::ref(parts[i]));
    work(parts.front());
    for (std::thread& one : threads) one.join();
    Run whole;
    for (Run& part : parts) {
        whole.tally.add(part.tally);
        for (Found& one : part.found) whole.add(std::move(one), options.most_found);
        std::move(part.refused.begin(), part.refused.end(), std::back_inserter(whole.refused));
    }
    const auto in_order = [](const Found& a, const Found& b) { return a.where < b.where; };
    std::sort(whole.found.begin(), whole.found.end(), in_order);
    std::sort(whole.refused.begin(), whole.refused.end(), in_order);
    return whole;
}

}  // namespace fadu::differential
