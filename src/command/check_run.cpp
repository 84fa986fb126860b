#include "command/check_run.hpp"

#include "command/ordered_checks.hpp"
#include "fadu/findings/write_json.hpp"
#include "fadu/findings/write_text.hpp"
#include "fadu/program_file.hpp"

namespace fadu::command {
namespace {

/// What the receipt says of how the check was asked for.
void describe_request(findings::Receipt& receipt, const CaseSettings& settings, const CheckRequest& request) {
    receipt.rules = request.rules;
    receipt.calendar_file = request.reading.calendar;
    receipt.record = request.reading.record;
    if (settings.mapping) receipt.mapping = {request.reading.mapping, settings.mapping_sha256};
    receipt.input_format = request.reading.input_format;
    receipt.format = request.format;
}

/// Writes the findings of one case after another in the chosen format.
class Report {
  public:
    Report(const std::string& format, const CheckOptions& options, bool hash, bool colour, const AnswerSink& sink)
        : format_(format), hashes_(hash), sink_(sink) {
        options_.language = options.language;
        options_.colour = colour;
    }

    void begin(const findings::Receipt& receipt) {
        if (format_ == "json") write(findings::check_json_begin(receipt));
        if (format_ == "ndjson") write(findings::receipt_line(receipt) + "\n");
    }

    /// What add will write of it, for JSON; may be called from any thread.
    std::string line_of(const findings::CaseFindings& findings) const {
        return format_ == "text" ? std::string() : findings::case_json(findings);
    }

    void add(const findings::CaseFindings& findings, const std::string& line) {
        tally_.add(findings);
        for (const engine::Outcome& outcome : findings.verdicts->outcomes)
            breached_ = breached_ || outcome.verdict == engine::Verdict::violated;
        if (format_ == "text") {
            text([&] { return findings::write_text(findings, options_) + (findings.findings.empty() ? "" : "\n"); }, 1);
            return;
        }
        if (hashes_) hash_.add_case(line);
        if (format_ == "json")
            write((tally_.cases > 1 ? ",\n" : "") + line);
        else
            write(line + "\n");
    }

    /// What only several cases together show; after the last of them.
    void add_batch(const findings::CaseFindings& batch) {
        batch_ = &batch;
        tally_.add_batch(batch);
        for (const engine::Outcome& outcome : batch.verdicts->outcomes)
            breached_ = breached_ || outcome.verdict == engine::Verdict::violated;
        if (format_ == "text") {
            text([&] { return findings::write_batch_text(batch, options_) + (batch.findings.empty() ? "" : "\n"); }, 0);
            return;
        }
        const std::string line = findings::batch_line(batch);
        if (hashes_) hash_.add_batch(line);
        if (format_ == "ndjson") write(line + "\n");
    }

    void end(findings::Receipt& receipt) {
        if (format_ == "text") text([&] { return findings::write_text(tally_, options_); }, 0);
        if (hashes_ && !broken_) receipt.output = hash_.finish();
        if (format_ == "json") write(findings::check_json_end(receipt, batch_));
        if (format_ == "ndjson") write(findings::end_line(receipt) + "\n");
    }

    bool breached() const { return breached_; }
    bool broken() const { return broken_; }
    std::size_t cases() const { return tally_.cases; }

  private:
    void write(std::string_view text) { broken_ = broken_ || !sink_(text); }

    template <class Make>
    void text(Make make, std::size_t cases) {
        const std::string shown = make();
        write(shown);
        if (!hashes_) return;
        const bool colour = std::exchange(options_.colour, false);
        hash_.add_text(colour ? make() : shown, cases);
        options_.colour = colour;
    }

    const std::string& format_;
    bool hashes_;
    const AnswerSink& sink_;
    findings::TextOptions options_;
    findings::Tally tally_;
    findings::OutputHash hash_;
    const findings::CaseFindings* batch_ = nullptr;
    bool breached_ = false;
    bool broken_ = false;
};

}  // namespace

std::optional<std::vector<std::shared_ptr<const program::Program>>> open_programs(
    const Session& session, const Rules& rules, const CaseSettings& settings, const std::vector<std::string>& paths) {
    std::vector<std::shared_ptr<const program::Program>> programs;
    for (const std::string& path : paths) {
        auto opened = open_program(path, rules, settings.options);
        if (!opened) {
            session.report(Problems{nullptr, {opened.error()}});
            return std::nullopt;
        }
        programs.push_back(std::move(*opened));
    }
    return programs;
}

CheckResult run_check(const Session& session, const Rules& rules, CaseSettings& settings, const CheckRequest& request,
                      bool with_receipt, bool colour, const AnswerSink& sink,
                      const std::vector<std::shared_ptr<const program::Program>>& programs) {
    CheckResult result;
    settings.hash_input = with_receipt;
    if (with_receipt) {
        result.receipt = rules.receipt(settings.options);
        describe_request(result.receipt, settings, request);
    }
    Report report(request.format, settings.options, with_receipt, colour, sink);
    report.begin(result.receipt);
    BatchCheck batch(rules.shared_from_this(), settings.options);
    const bool many = engine::Batch::has_rules(rules.rulebook());
    const Checker checker(rules.shared_from_this(), settings.options, request.engine, programs);
    Progress progress(session.language());
    for (const std::string& path : request.cases) {
        // Whoever pipes cases in one by one wants each answer at once.
        const bool piped = path == "-" && request.threads == 0;
        const unsigned threads = piped ? 1 : threads_of(request.threads);
        OrderedChecks checks(
            checker, threads, piped, [&](const findings::CaseFindings& findings) { return report.line_of(findings); },
            [&](CheckedCase&& one) {
                if (report.broken()) return;
                if (many) batch.add(one.value, one.findings);
                report.add(one.findings, one.line);
                progress.step(report.cases());
            });
        const auto outcome =
            read_cases(session, rules, settings, request.reading.input_format, path, [&](facts::Case&& value) {
                checks.add(std::move(value));
                return !report.broken();
            });
        checks.finish();
        if (outcome.readable && with_receipt) result.receipt.inputs.push_back({path, outcome.sha256});
        result.unreadable = result.unreadable || !outcome.readable;
        result.errors = result.errors || outcome.errors;
        result.skipped += outcome.skipped;
    }
    if (many) report.add_batch(batch.findings());
    report.end(result.receipt);
    result.cases = report.cases();
    result.breached = report.breached();
    return result;
}

}  // namespace fadu::command
