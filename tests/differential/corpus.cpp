#include "corpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "generate.hpp"
#include "shrink.hpp"

namespace fadu::differential {
namespace fs = std::filesystem;
namespace {

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<fs::path> files_of(const std::string& folder) {
    std::vector<fs::path> all;
    if (fs::is_directory(folder))
        for (const auto& one : fs::directory_iterator(folder))
            if (one.path().extension() == ".fadu") all.push_back(one.path());
    std::sort(all.begin(), all.end());
    return all;
}

/// The constructs of a text and the answers that some cases get from it.
std::set<std::string> met_by(const std::string& text) {
    std::set<std::string> met;
    RunOptions options;
    options.shrink = false;
    options.thorough_every = 1000;
    Run run;
    run_text("", text, 1, 24, options, run);
    const std::set<std::string> known = all_constructs();
    for (const auto& [name, count] : run.tally.constructs)
        if (known.contains(name) || name.starts_with("answer ")) met.insert(name);
    return met;
}

bool includes_all(const std::set<std::string>& met, const std::set<std::string>& wanted) {
    return std::includes(met.begin(), met.end(), wanted.begin(), wanted.end());
}

}  // namespace

bool run_corpus(const std::string& folder, const RunOptions& options, Run& run) {
    const std::vector<fs::path> files = files_of(folder);
    if (files.empty()) {
        fmt::print(stderr, "no corpus in {}\n", folder);
        return false;
    }
    RunOptions thorough = options;
    thorough.thorough_every = 2;
    for (const fs::path& file : files) {
        const std::string name = file.filename().string();
        std::uint64_t seed = options.seed;
        for (const char c : name) seed = seed_of(seed, static_cast<unsigned char>(c));
        run_text(name, read(file), seed, options.cases, thorough, run);
    }
    return true;
}

bool write_corpus(const std::string& folder, const RunOptions& options) {
    std::vector<std::pair<std::string, std::set<std::string>>> candidates;
    std::set<std::string> wanted;
    const std::set<std::string> known = all_constructs();
    for (std::uint64_t number = 0; number < options.pairs; ++number) {
        std::string text = random_rulebook(seed_of(options.seed, number));
        std::set<std::string> met = met_by(text);
        if (met.empty()) continue;
        const bool news = !includes_all(wanted, met);
        wanted.insert(met.begin(), met.end());
        if (news || number < 200) candidates.emplace_back(std::move(text), std::move(met));
    }
    fs::create_directories(folder);
    std::set<std::string> kept;
    int file = 0;
    while (!includes_all(kept, wanted)) {
        const auto fresh = [&](const std::set<std::string>& met) {
            return std::count_if(met.begin(), met.end(), [&](const std::string& one) { return !kept.contains(one); });
        };
        const auto best = std::max_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
            return fresh(a.second) < fresh(b.second);
        });
        if (best == candidates.end() || fresh(best->second) == 0) return false;
        // A text is kept for some of what it has that is new, so that no text gets long.
        std::set<std::string> reasons;
        for (const std::string& one : best->second)
            if (!kept.contains(one) && reasons.size() < 160) reasons.insert(one);
        const std::string text = shrink_text(
            best->first, [&](const std::string& shorter) { return includes_all(met_by(shorter), reasons); });
        const std::set<std::string> met = met_by(text);
        kept.insert(met.begin(), met.end());
        std::ofstream(fs::path(folder) / fmt::format("{:02}.fadu", ++file), std::ios::binary) << text;
        fmt::print("{:02}.fadu: {} bytes, {} constructs\n", file, text.size(), met.size());
    }
    for (const std::string& one : known)
        if (!kept.contains(one)) fmt::print("never met: {}\n", one);
    return true;
}

}  // namespace fadu::differential
