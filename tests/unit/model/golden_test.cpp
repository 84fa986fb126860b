// Golden files: a rule file and beside it what the resolver made of it. FADU_REFRESH_GOLDEN=1 writes them anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fadu/model/print.hpp"
#include "fadu/model/resolve.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/text/render.hpp"

namespace {

namespace fs = std::filesystem;
using namespace fadu;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct Outcome {
    std::string model;
    std::string diagnostics;
    bool has_error = false;
};

Outcome run(const fs::path& path) {
    text::Sources sources;
    const text::FileId file = sources.add(path.filename().string(), read(path));
    std::vector<syntax::File> files;
    syntax::Parsed parsed = syntax::parse(file, sources);
    files.push_back(std::move(parsed.file));
    const model::FileReader reader = [&](text::FileId, std::string_view name) -> std::optional<text::FileId> {
        const fs::path beside = path.parent_path() / std::string(name);
        if (!fs::exists(beside)) return std::nullopt;
        return sources.add(std::string(name), read(beside));
    };
    model::Resolved resolved = model::resolve(files, sources, reader);
    std::vector<text::Diagnostic> all = std::move(parsed.diagnostics);
    all.insert(all.end(), resolved.diagnostics.begin(), resolved.diagnostics.end());
    text::sort(all);
    std::string shown = text::render(all, sources);
    text::RenderOptions english;
    english.language = text::Language::en;
    if (!shown.empty()) shown += "\n----\n\n" + text::render(all, sources, english);
    return {model::print(resolved.rulebook), std::move(shown), text::has_error(all)};
}

void compare(const fs::path& expected, const std::string& got) {
    if (std::getenv("FADU_REFRESH_GOLDEN") != nullptr) {
        if (got.empty()) {
            fs::remove(expected);
            return;
        }
        std::ofstream(expected, std::ios::binary) << got;
        return;
    }
    INFO(expected.filename().string());
    CHECK(read(expected) == got);
}

std::vector<fs::path> rule_files(const char* folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(fs::path(FADU_SOURCE_DIRECTORY) / "tests/golden/model" / folder))
        if (entry.path().extension() == ".fadu") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace

TEST_CASE("valid rule files resolve to what stands beside them") {
    for (const fs::path& path : rule_files("valid")) {
        CAPTURE(path.filename().string());
        const Outcome outcome = run(path);
        CHECK_FALSE_MESSAGE(outcome.has_error, outcome.diagnostics);
        compare(fs::path(path).replace_extension(".model"), outcome.model);
        compare(fs::path(path).replace_extension(".diagnostics"), outcome.diagnostics);
    }
}

TEST_CASE("each mistake is reported in its place, in words that a reviewer understands") {
    for (const fs::path& path : rule_files("invalid")) {
        CAPTURE(path.filename().string());
        const Outcome outcome = run(path);
        CHECK_FALSE(outcome.diagnostics.empty());
        // The file is named after the code that it must raise: fd0203-unknown-name.fadu.
        std::string code = path.filename().string().substr(0, 6);
        std::transform(code.begin(), code.end(), code.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        CHECK(outcome.diagnostics.find(code) != std::string::npos);
        compare(fs::path(path).replace_extension(".diagnostics"), outcome.diagnostics);
    }
}
