// bench.twin: the hand-written twin gives the interpreter's verdict on every check of every case of a sample, from each of
// the encodings. Without that no ratio of the benchmarks means anything.
//
//     bench_twin [CASES [SEED]]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "generate/cases.hpp"
#include "reference.hpp"
#include "twin/column_checks.hpp"
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

    /// The column checks, a block at a time, all and the fifteen alone.
    void in_columns(const bench::Corpus& corpus, const std::vector<bench::Verdicts>& expected,
                    const bench::Checks& checks) {
        bench::Decoder decoder;
        bench::ColumnChecks column_checks(checks);
        const auto columns = std::make_unique<bench::Columns>();
        const auto found = std::make_unique<bench::ColumnVerdicts>();
        for (std::size_t begin = 0; begin < corpus.size(); begin += bench::lanes) {
            const std::size_t end = std::min(corpus.size(), begin + bench::lanes);
            columns->clear();
            // Their texts live as long as the corpus: this one holds no escapes.
            for (std::size_t i = begin; i < end; ++i) {
                bench::Case value;
                if (!decoder.decode(corpus.line(i), value)) return differs(i, "cannot be decoded");
                columns->add(value);
            }
            columns->finish();
            column_checks.all(*columns, *found);
            for (std::size_t i = begin; i < end; ++i) {
                bench::Verdicts given;
                bench::gather(*columns, *found, i - begin, given);
                compare(i, expected[i], given);
            }
        }
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
        in_columns(plain, expected, checks);
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
