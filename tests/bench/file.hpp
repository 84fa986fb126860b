// A file's bytes, for the programs of the benchmarks.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace fadu::bench {

/// Empty if it cannot be read.
inline std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace fadu::bench
