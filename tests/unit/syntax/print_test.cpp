// What printing promises: printing again changes nothing, the meaning stays, and rewriting keywords loses nothing.
#include "fadu/syntax/print.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/text/render.hpp"

using namespace fadu;

namespace {

struct Read {
    explicit Read(const std::string& written) { parsed = syntax::parse(sources.add("文件.fadu", written), sources); }
    std::string print(std::optional<syntax::Spelling> keywords = std::nullopt) const {
        return syntax::print(parsed.file, sources, {keywords});
    }
    text::Sources sources;
    syntax::Parsed parsed;
};

std::vector<std::pair<std::string, std::string>> golden_files() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const char* folder : {"valid", "invalid"}) {
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FADU_SOURCE_DIRECTORY) /
                                                                     "tests/golden/syntax" / folder)) {
            if (entry.path().extension() != ".fadu") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::ostringstream out;
            out << in.rdbuf();
            all.emplace_back(entry.path().filename().string(), out.str());
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("print: printing what was printed changes nothing, and means the same") {
    for (const auto& [name, written] : golden_files()) {
        CAPTURE(name);
        const Read first(written);
        const std::string once = first.print();
        const Read second(once);
        CHECK(second.print() == once);
        CHECK(syntax::same_meaning(first.parsed.file, second.parsed.file));
        CHECK(syntax::dump(first.parsed.file) == syntax::dump(second.parsed.file));
        CHECK(first.parsed.file.comments.size() >= second.parsed.file.comments.size());
    }
}

TEST_CASE("print: keywords go through all three spellings and come back") {
    for (const auto& [name, written] : golden_files()) {
        CAPTURE(name);
        const Read first(written);
        if (text::has_error(first.parsed.diagnostics)) continue;
        const std::string simplified = first.print(syntax::Spelling::zh_hans);
        const Read in_simplified(simplified);
        const std::string english = in_simplified.print(syntax::Spelling::en);
        const Read in_english(english);
        CHECK_MESSAGE(in_english.parsed.diagnostics.empty(),
                      text::render(in_english.parsed.diagnostics, in_english.sources));
        CHECK(syntax::dump(first.parsed.file) == syntax::dump(in_english.parsed.file));
        const std::string traditional = in_english.print(syntax::Spelling::zh_hant);
        const Read in_traditional(traditional);
        CHECK(syntax::same_meaning(first.parsed.file, in_traditional.parsed.file));
        CHECK(in_traditional.print(syntax::Spelling::zh_hans) == simplified);
        CHECK(in_english.print() == english);
    }
}
