// The receipt of a check: what an answer was computed with, so that it can be had again years later. The same receipt and
// the same input give the same bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fadu/time/civil.hpp"

namespace fadu::findings {

struct Receipt {
    struct Book {
        std::string name, version;
    };
    struct File {
        std::string name;    ///< as it was loaded
        std::string sha256;  ///< of its bytes, in hex
    };
    std::string engine_version;
    std::vector<Book> rulebooks;
    std::vector<File> files;   ///< rule files and tables, in the order of loading
    std::string rules_sha256;  ///< over all of them
    std::string calendar_hash;
    time::Day as_of{};
    std::vector<std::pair<std::string, std::string>> parameters;  ///< set by the caller: name and value as written
};

}  // namespace fadu::findings
