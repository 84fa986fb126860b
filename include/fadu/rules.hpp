// The rules of one load and what a program does with them: load files once, check any number of cases from any number of
// threads. The only part of the library that reads files; the tutorial is in fadu.hpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/engine/batch.hpp"
#include "fadu/facts/read.hpp"
#include "fadu/findings/explanation.hpp"
#include "fadu/findings/figures.hpp"
#include "fadu/findings/finding.hpp"
#include "fadu/findings/next_steps.hpp"
#include "fadu/findings/receipt.hpp"
#include "fadu/findings/scores.hpp"
#include "fadu/findings/why_not.hpp"
#include "fadu/model/rulebook.hpp"
#include "fadu/syntax/tree.hpp"
#include "fadu/text/render.hpp"

namespace fadu {

/// The version of the library, "0.1.0".
std::string_view version();

/// What was wrong with rule files or with input, and the texts that the diagnostics point into.
struct Problems {
    std::shared_ptr<const text::Sources> sources;
    std::vector<text::Diagnostic> diagnostics;

    /// All of them, as text for people.
    std::string to_text(const text::RenderOptions& options = {}) const;
};

struct LoadOptions {
    /// Also files below a folder named `tests`, which hold examples.
    bool include_tests = false;
    syntax::Limits limits;  ///< of each file
    std::size_t max_files = 10'000;
    std::size_t max_total_bytes = 1024u << 20;
};

struct CheckOptions {
    time::Day as_of{};                                       ///< required; its 24:00 is "now"
    const time::Calendar* calendar = nullptr;                ///< nothing: time::Calendar::china()
    std::map<std::string, model::Constant> parameters = {};  ///< by name; wins over the rule files' values
    findings::Selection verdicts = findings::Selection::usual();
    text::Language language = text::Language::zh;
    bool remedies = false;  ///< also find the remedy of each finding: some dozens of runs of its rule
};

/// The answer to a check of several cases.
struct Checked {
    std::vector<findings::CaseFindings> cases;  ///< in input order
    findings::CaseFindings batch;               ///< of rules over many cases
    Problems notes;                             ///< on the input: unknown names and the like; records that were skipped
};

/// A loaded rulebook. Immutable; every member function may be called from any number of threads at once.
class Rules : public std::enable_shared_from_this<Rules> {
  public:
    const model::Rulebook& rulebook() const { return rulebook_; }
    const text::Sources& sources() const { return *sources_; }
    /// The rule files as written, in the order of loading.
    const std::vector<syntax::File>& files() const { return files_; }
    /// Warnings and hints of the load. There are no errors in them.
    const Problems& warnings() const { return warnings_; }
    /// What an answer given now is computed with. Hashes the texts of the rules (without a byte-order mark): not for every
    /// case.
    findings::Receipt receipt(const CheckOptions& options) const;

    /// Findings of one case. They keep the case and these rules alive.
    findings::CaseFindings check(facts::Case value, const CheckOptions& options) const;
    /// The same for a case that the caller goes on sharing.
    findings::CaseFindings check(std::shared_ptr<const facts::Case> value, const CheckOptions& options) const;

    /// Checks one case or an array of cases given as JSON. `record` names the record that a case is; it may be left out
    /// where the rules speak of one record only. An error if no case could be read.
    tl::expected<Checked, Problems> check_json(std::string_view json, const CheckOptions& options,
                                               std::string_view record = {}) const;
    /// The same for input in any format, with a mapping of its names.
    tl::expected<Checked, Problems> check_text(std::string_view input, facts::Format format,
                                               const CheckOptions& options, std::string_view record = {},
                                               const facts::Mapping* mapping = nullptr) const;

    /// The scorecard of that name, else the only one: its place in Rulebook::scorecards. The error says which there are.
    tl::expected<int, text::Message> scorecard(std::string_view name = {}) const;

    /// What a scorecard takes off a case that has been checked. `batch`: what rules over many cases came to, where the
    /// card asks for one (engine::reads_batch); without it such a line takes nothing off.
    findings::CaseScore score(const findings::CaseFindings& checked, int scorecard, const CheckOptions& options,
                              const engine::OutcomesByCase* batch = nullptr) const;

    /// The full explanation of a finding that `check` has given, with its remedy.
    findings::Explanation explain(const findings::Finding& finding, const CheckOptions& options) const;

    /// Finds the remedy of a finding that `check` has given (with the same options) and puts it into the finding; nothing
    /// where the finding accuses nobody.
    const findings::Remedy* remedy(findings::Finding& finding, const CheckOptions& options) const;

    /// Why a rule did not fire: for a finding of 不适用, 合规 or 除外, the condition that failed first and what would have
    /// made the rule fire.
    findings::WhyNot why_not(const findings::Finding& finding, const CheckOptions& options) const;

    /// What may be done next in a case in progress, from when and by when.
    std::vector<findings::NextStep> next_steps(const facts::Case& value, const CheckOptions& options) const;

    /// The record that cases are: the named one, else the only one that rules and procedures are for. The error says
    /// which there are.
    tl::expected<int, text::Message> case_record(std::string_view name = {}) const;

    /// What to tell facts::read_cases: as case_record, and -1 where there are several records and none is named, so
    /// that each JSON case says which it is.
    tl::expected<int, text::Message> reading_record(std::string_view name = {}) const;

    /// A value for a parameter from text as a rule file would write it (30日, 3000元, 是). The error says what is wanted.
    tl::expected<model::Constant, text::Message> parameter_value(std::string_view name, std::string_view value) const;

  private:
    friend class Loader;
    Rules() = default;

    std::shared_ptr<text::Sources> sources_;
    std::vector<syntax::File> files_;
    model::Rulebook rulebook_;
    Problems warnings_;
};

using RulesPointer = std::shared_ptr<const Rules>;

/// Many cases together, one after another: what each comes to, and after the last what only all of them show: rules over
/// groups and pairs of cases, and figures.
///
///    fadu::BatchCheck batch(rules, options);
///    facts::read_cases(…, [&](facts::Case&& value) { use(batch.add(std::move(value))); return true; });
///    use(batch.findings());
///    use(batch.figures());
///
/// Of a case it keeps what engine::Batch and engine::Indicators say they keep: without rules over many cases nothing but
/// counters. The order of adding is the order of the input. Not for several threads at once; check in threads with
/// Rules::check and hand the results to `add` in order.
class BatchCheck {
  public:
    /// The rules must have been loaded by fadu::load.
    BatchCheck(RulesPointer rules, CheckOptions options);
    ~BatchCheck();
    BatchCheck(BatchCheck&&) noexcept;
    BatchCheck& operator=(BatchCheck&&) noexcept;

    /// Checks the next case and takes it in; gives its own findings.
    findings::CaseFindings add(facts::Case value);
    /// Takes in a case that Rules::check has checked with the same options.
    void add(std::shared_ptr<const facts::Case> value, const findings::CaseFindings& checked);

    /// After the last case: the findings of rules over many cases. Their case_id is empty, Finding::cases has the ids.
    const findings::CaseFindings& findings();
    /// After the last case: all indicators.
    findings::Figures figures();
    /// After the last case: by case, for Rules::score.
    const engine::OutcomesByCase& outcomes();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Loads rule files: files as given, of directories all *.fadu below in the order of the bytes of their relative paths. A
/// file that another names (引用 “../x/y.fadu”) is loaded before it, once. Errors: FD0601 nothing there, FD0602 a directory
/// without rule files, FD0603 unreadable or too large, FD0604 too many files, FD0605 a used file that is not there, and
/// everything wrong in the files themselves.
tl::expected<RulesPointer, Problems> load(const std::vector<std::string>& paths, const LoadOptions& options = {});
tl::expected<RulesPointer, Problems> load(const std::string& path, const LoadOptions& options = {});

/// Loads rules held in memory: pairs of a name and a text. 引用 and 载于 find the other texts by their names.
tl::expected<RulesPointer, Problems> load_texts(const std::vector<std::pair<std::string, std::string>>& texts,
                                                const LoadOptions& options = {});
tl::expected<RulesPointer, Problems> load_text(std::string name, std::string text, const LoadOptions& options = {});

}  // namespace fadu
