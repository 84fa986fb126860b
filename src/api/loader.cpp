#include "api/loader.hpp"

#include <algorithm>
#include <fstream>

#include "fadu/model/resolve.hpp"
#include "fadu/procedure/check.hpp"
#include "fadu/syntax/parse.hpp"

namespace fadu {
namespace fs = std::filesystem;

namespace {

bool is_rule_file(const fs::path& path) { return path.extension() == ".fadu"; }

bool is_below_tests(const fs::path& relative) {
    const fs::path folders = relative.parent_path();
    return std::any_of(folders.begin(), folders.end(), [](const fs::path& part) { return part == "tests"; });
}

std::string beside(const std::string& file, std::string_view path) {
    return (fs::path(file).parent_path() / fs::path(path)).lexically_normal().generic_string();
}

tl::expected<std::string, text::Message> read_file(const std::string& path, std::size_t limit) {
    std::ifstream in(path, std::ios::binary);
    const auto unreadable = [&] {
        return tl::unexpected(text::Message{"不能读取文件“" + path + "”", "cannot read the file \"" + path + "\""});
    };
    if (!in) return unreadable();
    std::string bytes;
    constexpr std::size_t piece = 1u << 16;
    while (in) {
        const std::size_t before = bytes.size();
        bytes.resize(before + piece);
        in.read(bytes.data() + before, static_cast<std::streamsize>(piece));
        bytes.resize(before + static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > limit)
            return tl::unexpected(
                text::Message{"文件“" + path + "”超过 " + std::to_string(limit) + " 字节",
                              "the file \"" + path + "\" is over " + std::to_string(limit) + " bytes"});
    }
    if (in.bad()) return unreadable();
    return bytes;
}

}  // namespace

FileAccess file_system(std::size_t max_file_bytes) {
    return {
        [max_file_bytes](const std::string& path) { return read_file(path, max_file_bytes); },
        [](const std::string& path) {
            std::error_code error;
            const fs::path canonical = fs::weakly_canonical(path, error);
            return error ? path : canonical.generic_string();
        },
        [](const std::string& path) {
            std::error_code error;
            return fs::exists(path, error) && !fs::is_directory(path, error);
        },
    };
}

Loader::Loader(FileAccess access, const LoadOptions& options)
    : access_(std::move(access)), options_(options), rules_(new Rules) {
    rules_->sources_ = std::make_shared<text::Sources>();
}

void Loader::report(std::string code, text::Span place, text::Message message, text::Message help) {
    text::Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span = place;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.push_back(std::move(diagnostic));
}

void Loader::add_path(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
        add_directory(path);
    } else if (!fs::exists(path, error)) {
        report("FD0601", no_place,
               {"没有文件或者目录“" + path + "”", "there is no file or directory \"" + path + "\""});
    } else {
        add_file(path, no_place);
    }
}

void Loader::add_directory(const fs::path& directory) {
    std::vector<std::string> found;
    std::error_code error;
    auto at = fs::recursive_directory_iterator(directory, fs::directory_options::skip_permission_denied, error);
    bool has_tests = false;
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        std::error_code ignored;
        if (!is_rule_file(at->path()) || at->is_directory(ignored)) continue;
        const fs::path relative = at->path().lexically_relative(directory);
        if (!options_.include_tests && is_below_tests(relative)) {
            has_tests = true;
            continue;
        }
        found.push_back(relative.generic_string());
        if (found.size() > options_.max_files) break;
    }
    const std::string name = directory.generic_string();
    if (error) report("FD0603", no_place, {"不能读取目录“" + name + "”", "cannot read the directory \"" + name + "\""});
    if (found.empty() && !error) {
        text::Message help;
        if (has_tests)
            help = {"tests 目录下的文件只在测试时读取", "files below a folder named tests are read for tests only"};
        report("FD0602", no_place,
               {"目录“" + name + "”下没有 .fadu 文件", "there is no .fadu file below \"" + name + "\""},
               std::move(help));
    }
    std::sort(found.begin(), found.end());
    for (const std::string& relative : found) add_file((directory / relative).generic_string(), no_place);
}

std::optional<text::FileId> Loader::read(const std::string& path, text::Span place) {
    if (rules_->sources_->size() >= options_.max_files || total_bytes_ > options_.max_total_bytes) {
        const bool first = std::none_of(diagnostics_.begin(), diagnostics_.end(),
                                        [](const text::Diagnostic& known) { return known.code == "FD0604"; });
        if (first) report("FD0604", place, {"规则文件过多或者过大", "too many rule files, or too large"});
        return std::nullopt;
    }
    auto bytes = access_.read(path);
    if (!bytes) {
        report("FD0603", place, std::move(bytes.error()));
        return std::nullopt;
    }
    total_bytes_ += bytes->size();
    return rules_->sources_->add(path, std::move(*bytes));
}

void Loader::add_file(const std::string& path, text::Span place) {
    if (!seen_.insert(access_.identity(path)).second) return;
    const auto id = read(path, place);
    if (!id) return;
    syntax::Parsed parsed = syntax::parse(*id, *rules_->sources_, options_.limits);
    for (text::Diagnostic& diagnostic : parsed.diagnostics) diagnostics_.push_back(std::move(diagnostic));
    follow_uses(parsed.file, path);
    rules_->files_.push_back(std::move(parsed.file));
}

void Loader::follow_uses(const syntax::File& file, const std::string& path) {
    for (const syntax::Declaration& declaration : file.declarations) {
        const auto* use = std::get_if<syntax::Use>(&declaration.body);
        if (use == nullptr || use->path.kind != syntax::TokenKind::text) continue;
        const std::string used = beside(path, use->path.text);
        if (!access_.exists(used)) {
            report("FD0605", use->path.span,
                   {"引用的文件“" + used + "”不存在", "the used file \"" + used + "\" does not exist"});
            continue;
        }
        add_file(used, use->path.span);
    }
}

std::optional<text::FileId> Loader::read_table(text::FileId from, std::string_view path) {
    const std::string table = beside((*rules_->sources_)[from].name(), path);
    if (!access_.exists(table)) return std::nullopt;
    const std::string identity = access_.identity(table);
    if (const auto known = tables_.find(identity); known != tables_.end()) return known->second;
    const auto id = read(table, no_place);
    if (id) tables_.emplace(identity, *id);
    return id;
}

tl::expected<RulesPointer, Problems> Loader::finish() {
    model::Resolved resolved =
        model::resolve(rules_->files_, *rules_->sources_,
                       [this](text::FileId from, std::string_view path) { return read_table(from, path); });
    for (text::Diagnostic& diagnostic : resolved.diagnostics) diagnostics_.push_back(std::move(diagnostic));
    for (text::Diagnostic& diagnostic : procedure::check(resolved.rulebook))
        diagnostics_.push_back(std::move(diagnostic));
    text::sort(diagnostics_);
    if (text::has_error(diagnostics_)) return tl::unexpected(Problems{rules_->sources_, std::move(diagnostics_)});
    rules_->rulebook_ = std::move(resolved.rulebook);
    rules_->warnings_ = {rules_->sources_, std::move(diagnostics_)};
    return rules_;
}

}  // namespace fadu
