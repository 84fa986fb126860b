#include "command/session.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>

namespace fadu::command {
namespace {

constexpr std::size_t buffer_bytes = 1u << 16;

void to_stderr(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

text::Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? text::Language::en : text::Language::zh;
    }
    return text::Language::zh;
}

bool wants_colour(const std::string& option, int descriptor) {
    if (option == "always") return true;
    if (option == "never") return false;
    const char* no_colour = std::getenv("NO_COLOR");
    return ::isatty(descriptor) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace

void Output::write(std::string_view text) {
    if (broken_) return;
    buffer_ += text;
    if (buffer_.size() >= buffer_bytes) flush();
}

void Output::flush() {
    std::size_t done = 0;
    while (!broken_ && done < buffer_.size()) {
        const auto written = ::write(STDOUT_FILENO, buffer_.data() + done, buffer_.size() - done);
        if (written >= 0) {
            done += static_cast<std::size_t>(written);
        } else if (errno != EINTR) {
            broken_ = true;
        }
    }
    buffer_.clear();
}

Progress::Progress(text::Language language)
    : language_(language),
      enabled_(::isatty(STDERR_FILENO) != 0 && ::isatty(STDOUT_FILENO) == 0),
      last_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
    if (shown_) to_stderr("\r\x1b[K");
}

void Progress::step(std::size_t done) {
    if (!enabled_ || ++unseen_ < 64) return;
    unseen_ = 0;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    shown_ = true;
    const std::string number = std::to_string(done);
    to_stderr("\r" + (language_ == text::Language::zh ? "已检查 " + number + " 件案件…" : number + " cases checked…"));
}

Session::Session() : environment_language_(language_of_environment()) {}

text::Language Session::language() const {
    if (language_option == "zh") return text::Language::zh;
    if (language_option == "en") return text::Language::en;
    return environment_language_;
}

bool Session::colour_of_output() const { return wants_colour(colour_option, STDOUT_FILENO); }
bool Session::colour_of_errors() const { return wants_colour(colour_option, STDERR_FILENO); }

std::string Session::word(std::string_view zh, std::string_view en) const {
    return std::string(language() == text::Language::zh ? zh : en);
}

void Session::report(const std::vector<text::Diagnostic>& diagnostics, const text::Sources& sources) const {
    if (!diagnostics.empty()) output.flush();
    text::RenderOptions options;
    options.language = language();
    options.colour = colour_of_errors();
    for (const text::Diagnostic& diagnostic : diagnostics) {
        if (quiet && diagnostic.level != text::Level::error) continue;
        to_stderr(text::render(diagnostic, sources, options) + "\n");
    }
}

void Session::report(const Problems& problems) const {
    static const text::Sources none;
    report(problems.diagnostics, problems.sources ? *problems.sources : none);
}

void Session::error(const text::Message& message) const {
    to_stderr(word("错误: ", "error: ") + message.in(language()) + "\n");
}

void Session::note(const text::Message& message) const {
    if (!quiet) to_stderr(word("提示: ", "note: ") + message.in(language()) + "\n");
}

time::Day today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return time::make_day(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
                          static_cast<unsigned>(local.tm_mday));
}

tl::expected<std::string, text::Message> read_input(const std::string& path) {
    const bool standard = path == "-";
    std::FILE* file = standard ? stdin : std::fopen(path.c_str(), "rb");
    const auto unreadable = [&] {
        const std::string why = std::strerror(errno);
        return tl::unexpected(text::Message{"不能读取“" + path + "”：" + why, "cannot read \"" + path + "\": " + why});
    };
    if (file == nullptr) return unreadable();
    std::string text;
    std::string piece(1u << 16, '\0');
    errno = 0;
    for (std::size_t count = 0; (count = std::fread(piece.data(), 1, piece.size(), file)) > 0;)
        text.append(piece, 0, count);
    const bool failed = std::ferror(file) != 0;
    const auto result = failed ? tl::expected<std::string, text::Message>(unreadable()) : std::move(text);
    if (!standard) std::fclose(file);
    return result;
}

tl::expected<std::monostate, text::Message> write_file(const std::string& path, std::string_view text) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) return tl::unexpected(text::Message{"不能写入“" + path + "”", "cannot write \"" + path + "\""});
    return std::monostate{};
}

RulesPointer load_rules(const Session& session, const std::vector<std::string>& paths, bool include_tests) {
    LoadOptions options;
    options.include_tests = include_tests;
    auto loaded = load(paths, options);
    if (!loaded) {
        session.report(loaded.error());
        return nullptr;
    }
    session.report((*loaded)->warnings());
    return *loaded;
}

std::optional<time::Day> read_day(const Session& session, const std::string& text, std::string_view option) {
    auto day = time::parse_day(text);
    if (!day) {
        const std::string name(option);
        session.error({name + "：“" + text + "”不是日期（例：2023-07-15）",
                       name + ": \"" + text + "\" is no date (such as 2023-07-15)"});
    }
    return day;
}

}  // namespace fadu::command
