#include "fadu/findings/write_json.hpp"

#include "fadu/findings/explanation.hpp"
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

void write(JsonWriter& json, const Finding& finding) {
    json.begin_object();
    json.member("id", finding.id);
    json.member("rule", finding.rule);
    json.member("code", finding.code);
    json.member_if_any("step", finding.step);
    json.member_if_any("instance", finding.instance);
    json.member("verdict", verdict_code(finding.verdict));
    json.member("severity", finding.severity == model::Grade::none ? "none" : grade_code(finding.severity));
    json.key("cites");
    json.begin_array();
    for (const Cite& cite : finding.cites) {
        json.begin_object();
        json.member("source", cite.source);
        json.member("article", cite.article);
        json.end_object();
    }
    json.end_array();
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
    json.member("title", explanation.title);
    json.member("sentence", explanation.sentence);
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

std::string json_string(std::string_view text) {
    JsonWriter json;
    json.string(text);
    return json.take();
}

}  // namespace fadu::findings
