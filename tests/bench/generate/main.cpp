// bench_generate: writes what the benchmarks run on to standard output, for the peers and for a look.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "generate/cases.hpp"

namespace {

int usage() {
    std::fputs("usage: bench_generate cases N [plain|spaced|escaped|shuffled] [SEED]\n", stderr);
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
    return usage();
}
