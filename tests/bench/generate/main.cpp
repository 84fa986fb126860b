// bench_generate: writes what the benchmarks run on to standard output, for the peers and for a look.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "generate/cases.hpp"
#include "generate/lists.hpp"
#include "generate/log.hpp"

namespace {

int usage() {
    std::fputs(
        "usage: bench_generate cases N [plain|spaced|escaped|shuffled] [SEED]\n"
        "       bench_generate list ROWS\n"
        "       bench_generate list-cases N ROWS\n"
        "       bench_generate log N\n",
        stderr);
    return 2;
}

}  // namespace

int main(int count, char** arguments) {
    using namespace fadu::bench;
    if (count < 3) return usage();
    const auto number = static_cast<std::size_t>(std::strtoull(arguments[2], nullptr, 10));
    const std::string_view encoding_name = count > 3 ? arguments[3] : "plain";
    const std::uint64_t seed = count > 4 ? std::strtoull(arguments[4], nullptr, 10) : usual_seed;
    if (std::strcmp(arguments[1], "cases") == 0) {
        const Encoding encoding = encoding_name == "spaced"     ? Encoding::spaced
                                  : encoding_name == "escaped"  ? Encoding::escaped
                                  : encoding_name == "shuffled" ? Encoding::shuffled
                                                                : Encoding::plain;
        std::string line;
        for (std::size_t i = 0; i < number; ++i) {
            line.clear();
            Random shuffle(seed ^ 0x5EEDU, i);
            write(make_case(seed, i), encoding, shuffle, line);
            line += '\n';
            std::fwrite(line.data(), 1, line.size(), stdout);
        }
        return 0;
    }
    std::string text;
    if (std::strcmp(arguments[1], "list") == 0)
        text = make_list(number);
    else if (std::strcmp(arguments[1], "list-cases") == 0 && count > 3)
        text = make_list_corpus(number, std::strtoull(arguments[3], nullptr, 10)).all();
    else if (std::strcmp(arguments[1], "log") == 0)
        text = make_log(number);
    else
        return usage();
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
}
