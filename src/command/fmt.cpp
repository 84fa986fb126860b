// fadu fmt: rule files in their canonical layout, in one spelling of the keywords if asked.
#include <algorithm>
#include <filesystem>

#include "command/arguments.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/syntax/print.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer = R"(Rewrites files in place; - reads standard input and writes standard output.
Exit codes: 0 done (with --check: all formatted), 1 with --check: some are not, 2 something could not be read.
Example / 例:
  fadu fmt --check rules
  fadu fmt --keywords zh-Hans rules/cn/major-decision/rules.fadu)";

struct Arguments {
    std::vector<std::string> paths;
    std::string keywords;
    bool check = false, fix = false;
};

std::vector<std::string> rule_files(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) return {path};
    std::vector<std::string> files;
    for (auto at = fs::recursive_directory_iterator(path, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error))
        if (at->path().extension() == ".fadu") files.push_back(at->path().generic_string());
    std::sort(files.begin(), files.end());
    return files;
}

/// Carries out the mends that diagnostics offer, from the end of the text to its beginning; overlapping ones are left out.
std::string mended(std::string text, const std::vector<text::Diagnostic>& diagnostics) {
    std::vector<const text::Fix*> fixes;
    for (const text::Diagnostic& diagnostic : diagnostics)
        if (diagnostic.fix) fixes.push_back(&*diagnostic.fix);
    std::stable_sort(fixes.begin(), fixes.end(),
                     [](const auto* a, const auto* b) { return a->span.begin > b->span.begin; });
    std::size_t limit = text.size() + 1;
    for (const text::Fix* fix : fixes) {
        if (fix->span.end > text.size() || fix->span.end > limit || fix->span.begin > fix->span.end) continue;
        text.replace(fix->span.begin, fix->span.end - fix->span.begin, fix->replacement);
        limit = fix->span.begin;
    }
    return text;
}

class Formatter {
  public:
    Formatter(Session& session, const Arguments& arguments) : session_(session), arguments_(arguments) {
        if (arguments.keywords == "zh-Hans") options_.keywords = syntax::Spelling::zh_hans;
        if (arguments.keywords == "zh-Hant") options_.keywords = syntax::Spelling::zh_hant;
        if (arguments.keywords == "en") options_.keywords = syntax::Spelling::en;
    }

    void format(const std::string& path) {
        const auto original = read_input(path);
        if (!original) {
            session_.error(original.error());
            failed_ = true;
            return;
        }
        const auto printed = print(path, *original);
        if (!printed) {
            failed_ = true;
        } else if (path == "-" && !arguments_.check) {
            session_.output.write(*printed);
        } else if (*printed != *original) {
            change(path, *printed);
        }
    }

    int exit_code() const { return failed_ ? exit_failed : unformatted_ ? exit_found : exit_clean; }

  private:
    std::optional<std::string> print(const std::string& path, const std::string& original) {
        text::Sources sources;
        text::FileId file = sources.add(path, original);
        syntax::Parsed parsed = syntax::parse(file, sources);
        if (arguments_.fix && text::has_error(parsed.diagnostics)) {
            file = sources.add(path, mended(std::string(sources[file].text()), parsed.diagnostics));
            parsed = syntax::parse(file, sources);
        }
        session_.report(parsed.diagnostics, sources);
        if (text::has_error(parsed.diagnostics)) return std::nullopt;
        std::string printed = syntax::print(parsed.file, sources, options_);
        const text::FileId again = sources.add(path, printed);
        const syntax::Parsed reread = syntax::parse(again, sources);
        if (text::has_error(reread.diagnostics) || !syntax::same_meaning(parsed.file, reread.file)) {
            session_.error({"“" + path + "”排版后含义会改变，未作改动（这是 fadu 的缺陷）",
                            "formatting \"" + path + "\" would change its meaning; left as it is (a defect of fadu)"});
            return std::nullopt;
        }
        return printed;
    }

    void change(const std::string& path, const std::string& printed) {
        if (arguments_.check) {
            unformatted_ = true;
            session_.output.write(path + session_.word("：未排版\n", ": not formatted\n"));
            return;
        }
        if (const auto written = write_file(path, printed); !written) {
            session_.error(written.error());
            failed_ = true;
        }
    }

    Session& session_;
    const Arguments& arguments_;
    syntax::PrintOptions options_;
    bool failed_ = false, unformatted_ = false;
};

int format(Session& session, const Arguments& arguments) {
    Formatter formatter(session, arguments);
    for (const std::string& path : arguments.paths)
        for (const std::string& file : rule_files(path)) formatter.format(file);
    return formatter.exit_code();
}

}  // namespace

void add_fmt(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("fmt", "Formats rule files / 排版规则文件");
    command->footer(footer);
    command->add_option("files", arguments->paths, "Rule files or directories; - is standard input / 规则文件")
        ->required();
    command->add_flag("--check", arguments->check, "Only says which files are not formatted / 只检查");
    command
        ->add_option("--keywords", arguments->keywords, "Spelling of the keywords: zh-Hans, zh-Hant or en / 关键词写法")
        ->check(CLI::IsMember({"zh-Hans", "zh-Hant", "en"}));
    command->add_flag("--fix", arguments->fix, "Carries out the mends that errors offer / 按提示修正错误");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return format(session, *arguments); }; });
}

}  // namespace fadu::command
