// The command differential: asks many random pairs of rulebook and case every way there is to evaluate them, and the
// corpus first. Exit code 1 where any two ways differ or too few of the generated texts load.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "corpus.hpp"
#include "generate.hpp"
#include "run.hpp"

namespace {

using namespace fadu::differential;

int usage() {
    fmt::print(stderr, "{}",
               "differential [--pairs N] [--seed S] [--threads T] [--cases N] [--corpus DIR] [--file F] [--kinds N]\n"
               "             [--without-program] [--no-shrink] [--quiet]\n"
               "differential --show R [--seed S]      print the R-th rulebook of a run\n"
               "differential --make-corpus DIR [--pairs N] [--seed S]\n");
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    RunOptions options;
    std::string corpus, make_corpus, file;
    bool quiet = false;
    long show = -1;
    const std::vector<std::string> words(argv + 1, argv + argc);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--no-shrink") {
            options.shrink = false;
            continue;
        }
        if (word == "--without-program") {
            options.program = false;
            continue;
        }
        if (word == "--quiet") {
            quiet = true;
            continue;
        }
        if (i + 1 == words.size()) return usage();
        const std::string& value = words[++i];
        const auto number = [&] { return std::strtoull(value.c_str(), nullptr, 10); };
        if (word == "--pairs")
            options.pairs = number();
        else if (word == "--seed")
            options.seed = number();
        else if (word == "--threads")
            options.threads = static_cast<int>(std::clamp<unsigned long long>(number(), 1, 256));
        else if (word == "--cases")
            options.cases = static_cast<int>(std::clamp<unsigned long long>(number(), 1, 100'000));
        else if (word == "--kinds")
            options.most_found = number();
        else if (word == "--corpus")
            corpus = value;
        else if (word == "--file")
            file = value;
        else if (word == "--make-corpus")
            make_corpus = value;
        else if (word == "--show")
            show = static_cast<long>(number());
        else
            return usage();
    }
    if (show >= 0) {
        fmt::print("{}", random_rulebook(seed_of(options.seed, static_cast<std::uint64_t>(show))));
        return 0;
    }
    if (!make_corpus.empty()) return write_corpus(make_corpus, options) ? 0 : 1;

    Run run;
    if (!file.empty()) {
        std::ifstream in(file, std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        run_text(file, text.str(), options.seed, options.cases, options, run);
        options.pairs = 0;
    }
    if (!corpus.empty() && !run_corpus(corpus, options, run)) return 1;
    const bool corpus_is_good = run.refused.empty();
    const Run generated = run_generated(options);
    const std::uint64_t texts = generated.tally.rulebooks + generated.tally.refused;
    const double loads =
        texts == 0 ? 100.0 : 100.0 * static_cast<double>(generated.tally.rulebooks) / static_cast<double>(texts);
    run.tally.add(generated.tally);
    run.found.insert(run.found.end(), generated.found.begin(), generated.found.end());
    run.refused.insert(run.refused.end(), generated.refused.begin(), generated.refused.end());
    for (std::size_t i = 0; i < std::min<std::size_t>(run.refused.size(), quiet ? 2 : 20); ++i)
        fmt::print("does not load: {}\n{}\n", run.refused[i].where, run.refused[i].report);
    for (const Found& one : run.found) fmt::print("DIFFERENCE at {} ({} such)\n{}\n", one.where, one.times, one.report);
    if (!quiet) fmt::print("{}", run.tally.report());
    fmt::print("pairs {}, of {} rulebooks; {:.2f}% of the generated texts load; differences {}\n", run.tally.pairs,
               run.tally.rulebooks, loads, run.found.size());
    return run.found.empty() && corpus_is_good && loads >= 95.0 ? 0 : 1;
}
