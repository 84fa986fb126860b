#include "fadu/findings/write_json.hpp"

#include "fadu/findings/explanation.hpp"
#include "fadu/findings/next_steps.hpp"
#include "fadu/findings/why_not.hpp"
#include "fadu/findings/words.hpp"
#include "findings/json_writer.hpp"

namespace fadu::findings {
namespace {

void write(JsonWriter& json, const Receipt::File& file) {
    json.begin_object();
    json.member("name", file.name);
    json.member("sha256", file.sha256);
    json.end_object();
}

void write(JsonWriter& json, std::string_view name, const std::vector<Receipt::File>& files) {
    json.key(name);
    json.begin_array();
    for (const Receipt::File& file : files) write(json, file);
    json.end_array();
}

/// What went in and what came out.
void write_end(JsonWriter& json, const Receipt& receipt) {
    if (!receipt.inputs.empty()) write(json, "input", receipt.inputs);
    if (!receipt.output) return;
    json.key("output");
    json.begin_object();
    json.key("cases");
    json.integer(static_cast<std::int64_t>(receipt.output->cases));
    json.member("sha256", receipt.output->sha256);
    json.end_object();
}

void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    json.key(name);
    json.begin_array();
    for (const std::string& text : texts) json.string(text);
    json.end_array();
}

void write(JsonWriter& json, const Receipt& receipt) {
    json.begin_object();
    json.member("engine", receipt.engine_version);
    json.key("rulebooks");
    json.begin_array();
    for (const Receipt::Book& book : receipt.rulebooks) {
        json.begin_object();
        json.member("name", book.name);
        json.member_if_any("version", book.version);
        json.end_object();
    }
    json.end_array();
    write(json, "files", receipt.files);
    json.member("rules_sha256", receipt.rules_sha256);
    json.member("calendar", receipt.calendar_hash);
    json.member("as_of", time::to_string(receipt.as_of));
    if (!receipt.parameters.empty()) {
        json.key("parameters");
        json.begin_object();
        for (const auto& [name, value] : receipt.parameters) json.member(name, value);
        json.end_object();
    }
    json.key("verdicts");
    json.begin_array();
    for (int i = 0; i < 7; ++i)
        if (const auto verdict = static_cast<engine::Verdict>(i); receipt.verdicts.contains(verdict))
            json.string(verdict_code(verdict));
    json.end_array();
    json.member("language", receipt.language == text::Language::zh ? "zh" : "en");
    if (receipt.remedies) {
        json.key("remedies");
        json.raw("true");
    }
    write_strings(json, "rules", receipt.rules);
    json.member_if_any("calendar_file", receipt.calendar_file);
    json.member_if_any("record", receipt.record);
    if (receipt.mapping) {
        json.key("mapping");
        write(json, *receipt.mapping);
    }
    json.member_if_any("input_format", receipt.input_format);
    json.member_if_any("format", receipt.format);
    json.end_object();
}

void write_norms(JsonWriter& json, const Finding& finding) {
    if (finding.norms.empty()) return;
    json.key("norms");
    json.begin_array();
    for (const NormNote& norm : finding.norms) {
        json.begin_object();
        json.member("source", norm.source);
        json.member("verdict", verdict_code(norm.verdict));
        if (norm.due) json.member("due", time::to_string(*norm.due));
        json.member_if_any("why_not", norm.why_not);
        json.end_object();
    }
    json.end_array();
}

void write_cites(JsonWriter& json, std::string_view name, const std::vector<Cite>& cites) {
    json.key(name);
    json.begin_array();
    for (const Cite& cite : cites) {
        json.begin_object();
        json.member("source", cite.source);
        json.member("article", cite.article);
        json.end_object();
    }
    json.end_array();
}

void write_steps(JsonWriter& json, std::string_view name, const std::vector<RemedyStep>& steps) {
    json.key(name);
    json.begin_array();
    for (const RemedyStep& step : steps) {
        json.begin_object();
        json.member("kind", step.kind);
        json.member("sentence", step.sentence);
        json.member_if_any("path", step.path);
        json.member_if_any("value", step.value);
        json.member_if_any("event", step.event);
        if (step.day) json.member("day", time::to_string(*step.day));
        json.end_object();
    }
    json.end_array();
}

void write(JsonWriter& json, const Finding& finding, const Remedy& remedy) {
    json.key("remedy");
    json.begin_object();
    json.member("kind", remedy_code(remedy.kind));
    json.member("sentence", remedy.sentence);
    write_steps(json, "steps", remedy.steps);
    if (!remedy.steps.empty()) json.member("result", verdict_code(remedy.result));
    if (remedy.until) json.member("until", time::to_string(*remedy.until));
    write_strings(json, "redo", remedy.redo);
    if (!remedy.limits.empty()) write_steps(json, "limits", remedy.limits);
    json.member_if_any("treatment", finding.treatment);
    if (!finding.treatment_cites.empty()) write_cites(json, "treatment_cites", finding.treatment_cites);
    json.end_object();
}

void write(JsonWriter& json, const Finding& finding) {
    json.begin_object();
    json.member("id", finding.id);
    json.member("rule", finding.rule);
    json.member("code", finding.code);
    json.member_if_any("step", finding.step);
    json.member_if_any("instance", finding.instance);
    json.member("verdict", verdict_code(finding.verdict));
    json.member("severity", finding.severity == model::Grade::none ? "none" : grade_code(finding.severity));
    write_cites(json, "cites", finding.cites);
    json.member("message", finding.message);
    json.member("advice", finding.advice);
    json.key("facts");
    json.begin_array();
    for (const Fact& fact : finding.facts) {
        json.begin_object();
        json.member("path", fact.path);
        json.member("value", fact.value);
        json.end_object();
    }
    json.end_array();
    if (finding.due) json.member("due", time::to_string(*finding.due));
    json.member_if_any("due_note", finding.due_note);
    if (finding.days_late) {
        json.key("days_late");
        json.integer(*finding.days_late);
    }
    write_strings(json, "missing", finding.missing);
    if (!finding.possible.empty()) {
        json.key("possible");
        json.begin_array();
        for (const engine::Verdict verdict : finding.possible) json.string(verdict_code(verdict));
        json.end_array();
    }
    json.member_if_any("excused_by", finding.excused_by);
    json.member_if_any("reason", finding.reason);
    write_norms(json, finding);
    json.member_if_any("referee", finding.referee);
    write_strings(json, "cases", finding.cases);
    if (finding.remedy) write(json, finding, *finding.remedy);
    json.end_object();
}

void write(JsonWriter& json, const CaseFindings& findings) {
    json.begin_object();
    json.member("case", findings.case_id);
    json.member("record", findings.record);
    json.key("findings");
    json.begin_array();
    for (const Finding& finding : findings.findings) write(json, finding);
    json.end_array();
    json.end_object();
}

void write(JsonWriter& json, const Explanation& explanation) {
    json.begin_object();
    json.member("kind", kind_code(explanation.kind));
    json.member("title", explanation.title);
    json.member("sentence", explanation.sentence);
    if (explanation.truth)
        json.member("holds", *explanation.truth == engine::Truth::yes  ? "yes"
                             : *explanation.truth == engine::Truth::no ? "no"
                                                                       : "unknown");
    json.key("children");
    json.begin_array();
    for (const Explanation& child : explanation.children) write(json, child);
    json.end_array();
    json.end_object();
}

}  // namespace

std::string check_json_begin(const Receipt& receipt) {
    JsonWriter json;
    write(json, receipt);
    return "{\"receipt\":" + json.take() + ",\n\"cases\":[\n";
}

std::string check_json_end(const Receipt& receipt, const CaseFindings* batch) {
    std::string text = "\n]";
    if (batch != nullptr) {
        const std::string line = batch_line(*batch);
        text += ",\n" + line.substr(1, line.size() - 2);
    }
    const std::string line = end_line(receipt);
    return line.size() > 2 ? text + ",\n" + line.substr(1) + "\n" : text + "}\n";
}

std::string batch_line(const CaseFindings& batch) {
    JsonWriter json;
    json.begin_object();
    json.key("batch");
    json.begin_array();
    for (const Finding& finding : batch.findings) write(json, finding);
    json.end_array();
    json.end_object();
    return json.take();
}

std::string check_json(const Receipt& receipt, const std::vector<CaseFindings>& cases, const CaseFindings* batch) {
    Receipt whole = receipt;
    OutputHash hash;
    std::string text = check_json_begin(receipt);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const std::string line = case_json(cases[i]);
        hash.add_case(line);
        text += (i > 0 ? ",\n" : "") + line;
    }
    if (batch != nullptr) hash.add_batch(batch_line(*batch));
    whole.output = hash.finish();
    return text + check_json_end(whole, batch);
}

std::string case_json(const CaseFindings& findings) {
    JsonWriter json;
    write(json, findings);
    return json.take();
}

std::string receipt_line(const Receipt& receipt) {
    JsonWriter json;
    json.begin_object();
    json.key("receipt");
    write(json, receipt);
    json.end_object();
    return json.take();
}

std::string end_line(const Receipt& receipt) {
    JsonWriter json;
    json.begin_object();
    write_end(json, receipt);
    json.end_object();
    return json.take();
}

std::string receipt_json(const Receipt& receipt) {
    const std::string head = receipt_line(receipt);
    const std::string end = end_line(receipt);
    return head.substr(0, head.size() - 1) + (end.size() > 2 ? ",\n" + end.substr(1) : "}") + "\n";
}

std::string explanation_json(const Explanation& explanation) {
    JsonWriter json;
    write(json, explanation);
    return json.take();
}

std::string why_not_json(const WhyNot& why_not) {
    JsonWriter json;
    json.begin_object();
    json.member("rule", why_not.rule);
    json.member_if_any("step", why_not.step);
    json.member_if_any("instance", why_not.instance);
    json.member("verdict", verdict_code(why_not.verdict));
    json.member("sentence", why_not.sentence);
    json.member("condition", why_not.condition);
    json.key("facts");
    json.begin_array();
    for (const Fact& fact : why_not.facts) {
        json.begin_object();
        json.member("path", fact.path);
        json.member("value", fact.value);
        json.end_object();
    }
    json.end_array();
    json.key("flips");
    json.begin_array();
    for (const std::string& flip : why_not.flips) json.string(flip);
    json.end_array();
    if (why_not.can_fire) json.member("would_be", verdict_code(why_not.would_be));
    json.end_object();
    return json.take();
}

std::string next_steps_json(const std::string& case_id, time::Day as_of, const std::vector<NextStep>& steps) {
    JsonWriter json;
    json.begin_object();
    json.member("case", case_id);
    json.member("as_of", time::to_string(as_of));
    json.key("steps");
    json.begin_array();
    for (const NextStep& step : steps) {
        json.begin_object();
        json.member_if_any("procedure", step.procedure);
        json.member("step", step.step);
        json.member("standing", step.standing);
        if (step.earliest) json.member("earliest", time::to_string(*step.earliest));
        if (step.again) {
            json.key("again");
            json.raw("true");
        }
        json.key("due");
        json.begin_array();
        for (const NextStep::Due& due : step.due) {
            json.begin_object();
            json.member("rule", due.rule);
            if (due.day) json.member("day", time::to_string(*due.day));
            if (due.stopped) {
                json.key("stopped");
                json.raw("true");
            }
            json.key("days_left");
            json.integer(due.days_left);
            if (due.working_left) {
                json.key("working_days_left");
                json.integer(*due.working_left);
            }
            json.end_object();
        }
        json.end_array();
        write_strings(json, "barred_by", step.bars);
        write_strings(json, "waits_for", step.waits_for);
        json.member_if_any("bearer", step.bearer);
        json.member("sentence", step.sentence);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

std::string json_string(std::string_view text) {
    JsonWriter json;
    json.string(text);
    return json.take();
}

}  // namespace fadu::findings
