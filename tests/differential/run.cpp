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

std::string report_of(Pair pair, const RunOptions& options) {
    const auto ask = [](const Pair& one) {
        return difference(one.loaded->rulebook, one.value.root.record, one.value, one.as_of, one.settings);
    };
    if (options.shrink) pair = shrink(std::move(pair), [&](const Pair& one) { return ask(one).has_value(); });
    const auto found = ask(pair);
    std::string text = pair.text + "\n" + facts::write_case(pair.loaded->rulebook, pair.value) + "\n";
    text += "as of " + time::to_string(pair.as_of) + "\n";
    for (const auto& [name, value] : pair.settings.parameters)
        text += "parameter " + name + " = " + model::to_text(value) + "\n";
    if (pair.settings.calendar != nullptr) text += "a calendar that knows no year\n";
    for (const facts::Occurrence& one : pair.value.occurrences)
        if (one.possible)
            text += "possible, so not in the JSON: event kind " + std::to_string(one.event) + " of " +
                    (one.dated ? time::to_string(one.begin.begin) : "an unknown day") + "\n";
    if (found)
        text += found->ways + "\n  one    " + found->one + "\n  other  " + found->other + "\n";
    else
        text += "(it no longer differs)\n";
    return text;
}

}  // namespace

void run_text(const std::string& name, const std::string& text, std::uint64_t seed, int cases,
              const RunOptions& options, Run& run) {
    std::shared_ptr<Loaded> loaded = load(text);
    if (!loaded->good()) {
        ++run.tally.refused;
        run.refused.push_back({name, loaded->problems()});
        return;
    }
    ++run.tally.rulebooks;
    Random random(seed);
    const Settings settings = random_settings(loaded->rulebook, random);
    std::vector<CaseMaker> makers;
    for (const int record : case_records(loaded->rulebook)) makers.emplace_back(loaded->rulebook, record);
    if (makers.empty()) return;
    run.tally.add(constructs_of(*loaded), static_cast<std::uint64_t>(cases));
    for (int i = 0; i < cases; ++i) {
        const CaseMaker& maker = i > 0 && random.chance(15) ? random.pick(makers) : makers.front();
        RandomCase made = maker.make(random);
        engine::CaseVerdicts answers;
        const Effort effort = i % options.thorough_every == 0 ? Effort::thorough : Effort::quick;
        const auto found =
            difference(loaded->rulebook, made.value.root.record, made.value, made.as_of, settings, effort, &answers);
        run.tally.add(answers);
        if (!found || run.found.size() >= options.most_found) continue;
        run.found.push_back({fmt::format("{} case {}", name, i),
                             report_of({text, loaded, std::move(made.value), made.as_of, settings}, options)});
    }
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
        std::move(part.found.begin(), part.found.end(), std::back_inserter(whole.found));
        std::move(part.refused.begin(), part.refused.end(), std::back_inserter(whole.refused));
    }
    const auto in_order = [](const Found& a, const Found& b) { return a.where < b.where; };
    std::sort(whole.found.begin(), whole.found.end(), in_order);
    std::sort(whole.refused.begin(), whole.refused.end(), in_order);
    return whole;
}

}  // namespace fadu::differential
