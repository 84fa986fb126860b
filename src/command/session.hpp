// What every subcommand needs of its surroundings: the terminal, the language, one buffered way out. The only room that
// may look at the clock, the environment and the screen.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fadu/rules.hpp"

namespace CLI {
class App;
}

namespace fadu::command {

/// Exit codes, the same for every subcommand.
inline constexpr int exit_clean = 0;   ///< nothing wrong
inline constexpr int exit_found = 1;   ///< breaches, failed tests, files to be formatted
inline constexpr int exit_failed = 2;  ///< could not run: bad arguments, unreadable rules or input

/// Standard output through one buffer. A reader that goes away (`| head`) is no error: the rest is not written.
class Output {
  public:
    ~Output() { flush(); }
    void write(std::string_view text);
    void flush();
    bool broken() const { return broken_; }

  private:
    std::string buffer_;
    bool broken_ = false;
};

/// Shows how far long work has come, if standard error is a terminal and standard output is not.
class Progress {
  public:
    explicit Progress(text::Language language);
    ~Progress();
    void step(std::size_t done);

  private:
    text::Language language_;
    bool enabled_;
    bool shown_ = false;
    std::size_t unseen_ = 0;
    std::chrono::steady_clock::time_point last_;
};

class Session {
  public:
    Session();

    std::string language_option;         ///< --lang as given
    std::string colour_option = "auto";  ///< --colour as given
    bool quiet = false;

    text::Language language() const;
    bool colour_of_output() const;
    bool colour_of_errors() const;
    std::string word(std::string_view zh, std::string_view en) const;

    /// Diagnostics to standard error.
    void report(const std::vector<text::Diagnostic>& diagnostics, const text::Sources& sources) const;
    void report(const Problems& problems) const;
    /// "错误: …" to standard error.
    void error(const text::Message& message) const;
    void note(const text::Message& message) const;

    mutable Output output;  ///< reporting flushes it, so that the two streams stay in order on a screen

  private:
    text::Language environment_language_;
};

/// The civil day of the computer's clock, where it stands.
time::Day today();

/// A whole file, or standard input for "-".
tl::expected<std::string, text::Message> read_input(const std::string& path);
tl::expected<std::monostate, text::Message> write_file(const std::string& path, std::string_view text);

/// Loads rules and prints what is wrong with them; nothing if they cannot be used.
RulesPointer load_rules(const Session& session, const std::vector<std::string>& paths, bool include_tests = false);
/// A date given for an option; says what is wrong with it if it is none.
std::optional<time::Day> read_day(const Session& session, const std::string& text, std::string_view option);

/// What a subcommand leaves for main to run once the arguments are read.
using Action = std::function<int()>;

// One function a subcommand, in its own file: declares its arguments and sets the action when it is chosen.
void add_check(CLI::App& app, Session& session, Action& action);
void add_explain(CLI::App& app, Session& session, Action& action);
void add_next(CLI::App& app, Session& session, Action& action);
void add_test(CLI::App& app, Session& session, Action& action);
void add_fmt(CLI::App& app, Session& session, Action& action);
void add_date(CLI::App& app, Session& session, Action& action);
void add_graph(CLI::App& app, Session& session, Action& action);
void add_schema(CLI::App& app, Session& session, Action& action);
void add_coverage(CLI::App& app, Session& session, Action& action);
void add_follow(CLI::App& app, Session& session, Action& action);
void add_verify(CLI::App& app, Session& session, Action& action);
void add_parse(CLI::App& app, Session& session, Action& action);
void add_compile(CLI::App& app, Session& session, Action& action);
void add_figures(CLI::App& app, Session& session, Action& action);
void add_score(CLI::App& app, Session& session, Action& action);

}  // namespace fadu::command
