// Rule files beside what they must be read as: tests/golden/syntax. FADU_REFRESH_GOLDEN=1 writes what is expected anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/syntax/print.hpp"
#include "fadu/text/render.hpp"

namespace {

namespace files = std::filesystem;
using namespace fadu;

std::string read(const files::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void compare(const files::path& path, const std::string& actual) {
    if (std::getenv("FADU_REFRESH_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    const std::string expected = read(path);
    if (expected == actual) return;
    // Only where they part: whole trees are too long to look at.
    const auto part = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    const auto line = std::count(expected.begin(), part.first, '\n') + 1;
    FAIL_CHECK(path.filename().string(), " differs from line ", line);
}

std::vector<files::path> rule_files(const char* folder) {
    std::vector<files::path> found;
    for (const auto& entry :
         files::directory_iterator(files::path(FADU_SOURCE_DIRECTORY) / "tests/golden/syntax" / folder)) {
        if (entry.path().extension() == ".fadu") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    REQUIRE_FALSE(found.empty());
    return found;
}

files::path with_extension(files::path path, const char* extension) { return path.replace_extension(extension); }

}  // namespace

TEST_CASE("golden: valid rule files have their trees") {
    for (const files::path& path : rule_files("valid")) {
        text::Sources sources;
        const auto id = sources.add(path.filename().string(), read(path));
        const syntax::Parsed parsed = syntax::parse(id, sources);
        CHECK_MESSAGE(parsed.diagnostics.empty(), text::render(parsed.diagnostics, sources));
        compare(with_extension(path, ".tree"), syntax::dump(parsed.file));
    }
}

TEST_CASE("golden: invalid rule files have their diagnostics") {
    for (const files::path& path : rule_files("invalid")) {
        text::Sources sources;
        const auto id = sources.add(path.filename().string(), read(path));
        const syntax::Parsed parsed = syntax::parse(id, sources);
        CHECK_FALSE(parsed.diagnostics.empty());
        compare(with_extension(path, ".expected"), text::render(parsed.diagnostics, sources));
    }
}
