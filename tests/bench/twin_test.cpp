// bench.twin: the hand-written twin gives the interpreter's verdict on every check of every case of a sample, from each of
// the encodings. Without that no ratio of the benchmarks means anything.
//
//     bench_twin [CASES [SEED]]
#include <cstdio>
#include <cstdlib>
#include <string>

#include "generate/cases.hpp"
#include "reference.hpp"
#include "twin/checks.hpp"
#include "twin/decode.hpp"

namespace {

using namespace fadu;

struct Run {
    const bench::Reference& reference;
    std::size_t verdicts = 0, differences = 0;

    void differs(std::size_t number, const std::string& what) {
        if (++differences <= 40) std::printf("case %zu: %s\n", number, what.c_str());
    }

    void compare(std::size_t number, const bench::Verdicts& wanted, const bench::Verdicts& given) {
        verdicts += wanted.count;
        std::size_t begin = 0, given_begin = 0;
        for (std::size_t norm = 0; norm < wanted.norms; ++norm) {
            const std::string one(wanted.verdict.data() + begin, wanted.verdict.data() + wanted.end[norm]);
            const std::string other(given.verdict.data() + given_begin, given.verdict.data() + given.end[norm]);
            begin = wanted.end[norm];
            given_begin = given.end[norm];
            if (one != other)
                differs(number, reference.name(norm) + ": interpreter " + text(one) + ", twin " + text(other));
        }
    }

    static std::string text(std::string verdicts) {
        for (char& one : verdicts) one = static_cast<char>(one + '0');
        return verdicts;
    }

    void sample(std::size_t cases, std::uint64_t seed, const bench::Gaps& gaps) {
        const bench::Corpus plain = bench::make_corpus(cases, bench::Encoding::plain, seed, gaps);
        std::string complaint;
        const std::vector<facts::Case> read = reference.read(plain, complaint);
        if (!complaint.empty()) return differs(0, complaint);
        std::vector<bench::Verdicts> expected;
        for (const facts::Case& one : read) expected.push_back(reference.verdicts(one));

        const bench::Checks checks;
        bench::Decoder decoder;
        for (const bench::Encoding encoding :
             {bench::Encoding::plain, bench::Encoding::spaced, bench::Encoding::escaped, bench::Encoding::shuffled}) {
            const bench::Corpus corpus = bench::make_corpus(cases, encoding, seed, gaps);
            for (std::size_t i = 0; i < cases; ++i) {
                bench::Case value;
                if (!decoder.decode(corpus.line(i), value)) {
                    differs(i, "cannot be decoded");
                    continue;
                }
                bench::Verdicts given;
                checks.all(value, given);
                compare(i, expected[i], given);
            }
        }
    }
};

}  // namespace

int main(int count, char** arguments) {
    const std::size_t cases = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 200;
    const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : bench::usual_seed;
    const auto reference = bench::Reference::load("penalty.fadu");
    if (!reference) return 2;
    Run run{*reference};
    run.sample(cases, seed, {});
    run.sample(cases, seed, {.fields = 120, .dates = 100, .incomplete = 300});
    std::printf("2 × %zu cases in 4 encodings, %zu verdicts compared, %zu differences\n", cases, run.verdicts,
                run.differences);
    return run.differences == 0 ? 0 : 1;
}
