// Figures and scores as JSON.
#include "fadu/findings/words.hpp"
#include "fadu/findings/write_json.hpp"
#include "findings/json_writer.hpp"

namespace fadu::findings {
namespace {

void write(JsonWriter& json, std::string_view name, const FigureRange& range) {
    json.key(name);
    json.begin_object();
    json.member_if_any("low", range.low);
    json.member_if_any("high", range.high);
    json.end_object();
}

void write_truth(JsonWriter& json, std::string_view name, const std::optional<engine::Truth>& truth,
                 std::string_view yes, std::string_view no) {
    if (!truth) return;
    json.member(name, *truth == engine::Truth::yes ? yes : *truth == engine::Truth::no ? no : "undecided");
}

void write_flag(JsonWriter& json, std::string_view name, bool value) {
    if (!value) return;
    json.key(name);
    json.raw("true");
}

void write(JsonWriter& json, const std::vector<Cite>& cites) {
    json.key("cites");
    json.begin_array();
    for (const Cite& cite : cites) {
        json.begin_object();
        json.member("source", cite.source);
        json.member("article", cite.article);
        json.end_object();
    }
    json.end_array();
}

void write(JsonWriter& json, const FigureRow& row) {
    json.begin_object();
    if (row.unknown_group) {
        write_flag(json, "unknown_group", true);
    } else if (!row.group.empty()) {
        json.key("group");
        json.begin_array();
        for (const std::string& value : row.group) json.string(value);
        json.end_array();
    }
    write(json, "numerator", row.numerator);
    write(json, "denominator", row.denominator);
    write_flag(json, "none", row.none);
    write_flag(json, "may_be_none", row.may_be_none && !row.none);
    json.member_if_any("cause", row.cause);
    if (!row.none && row.cause.empty()) {
        write(json, "exact", {row.exact_low, row.exact_high});
        write(json, "value", row.value);
        write(json, "rounded", row.rounded);
    }
    write_truth(json, "target", row.on_target, "met", "missed");
    json.end_object();
}

void write(JsonWriter& json, const Figure& figure) {
    json.begin_object();
    json.member("figure", figure.name);
    json.member("code", figure.code);
    json.member_if_any("record", figure.record);
    json.member("measure", measure_code(figure.measure));
    json.member_if_any("formula", figure.formula);
    if (figure.from || figure.until) {
        json.key("period");
        json.begin_object();
        if (figure.from) json.member("from", time::to_string(*figure.from));
        if (figure.until) json.member("until", time::to_string(*figure.until));
        json.member_if_any("by", figure.period_by);
        json.end_object();
    }
    json.member_if_any("rounding", figure.rounding);
    json.member_if_any("target", figure.target);
    json.member_if_any("published", figure.published);
    write_truth(json, "published_verdict", figure.agrees, "agrees", "contradicted");
    json.member_if_any("arithmetic", figure.arithmetic);
    json.key("cases");
    json.integer(static_cast<std::int64_t>(figure.cases));
    if (!figure.group_names.empty()) {
        json.key("grouped_by");
        json.begin_array();
        for (const std::string& name : figure.group_names) json.string(name);
        json.end_array();
    }
    json.key("all");
    write(json, figure.rows.front());
    if (figure.rows.size() > 1) {
        json.key("groups");
        json.begin_array();
        for (std::size_t i = 1; i < figure.rows.size(); ++i) write(json, figure.rows[i]);
        json.end_array();
    }
    json.key("findings");
    json.begin_array();
    for (const FigureFinding& finding : figure.findings) {
        json.begin_object();
        json.member("kind", figure_finding_code(finding.kind));
        json.member("severity", finding.severity == model::Grade::none ? "none" : grade_code(finding.severity));
        json.member_if_any("group", finding.group);
        json.member("message", finding.message);
        json.member_if_any("detail", finding.detail);
        json.member_if_any("advice", finding.advice);
        json.end_object();
    }
    json.end_array();
    write(json, figure.cites);
    json.member_if_any("reading", figure.reading);
    json.end_object();
}

void write(JsonWriter& json, const ScoreLine& line) {
    json.begin_object();
    if (line.veto) write_flag(json, "veto", true);
    json.member_if_any("section", line.section);
    json.member("reason", line.what);
    if (!line.veto) write(json, "points", line.points);
    write(json, "times", line.times);
    write_flag(json, "capped", line.capped);
    write_flag(json, "doubtful", line.doubtful);
    json.key("findings");
    json.begin_array();
    for (const Finding& finding : line.findings) {
        json.begin_object();
        json.member("rule", finding.rule);
        json.member_if_any("step", finding.step);
        json.member_if_any("instance", finding.instance);
        json.member("verdict", verdict_code(finding.verdict));
        json.member("message", finding.message);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

std::string receipt_member(const Receipt& receipt) {
    std::string line = receipt_line(receipt);  // {"receipt":…}
    line.pop_back();
    return line;
}

}  // namespace

std::string figures_json(const Receipt& receipt, const Figures& figures) {
    std::string text = receipt_member(receipt) + ",\n\"figures\":[\n";
    for (std::size_t i = 0; i < figures.figures.size(); ++i) {
        JsonWriter json;
        write(json, figures.figures[i]);
        text += (i > 0 ? ",\n" : "") + json.take();
    }
    return text + "\n]}\n";
}

std::string scores_json_begin(const Receipt& receipt, const SampleNote* sample) {
    std::string text = receipt_member(receipt);
    if (sample != nullptr) {
        JsonWriter json;
        json.begin_object();
        json.key("population");
        json.integer(static_cast<std::int64_t>(sample->population));
        json.key("drawn");
        json.integer(static_cast<std::int64_t>(sample->drawn));
        json.member("size", sample->size);
        json.member_if_any("by", sample->by);
        json.member("seed", std::to_string(sample->seed));
        json.end_object();
        text += ",\n\"sample\":" + json.take();
    }
    return text + ",\n\"scores\":[\n";
}

std::string score_json(const CaseScore& score) {
    JsonWriter json;
    json.begin_object();
    json.member("case", score.case_id);
    json.member("record", score.record);
    json.member("card", score.card);
    json.member("total", score.total);
    write(json, "score", score.score);
    json.key("grades");
    json.begin_array();
    for (const std::string& grade : score.grades) json.string(grade);
    json.end_array();
    json.member("vetoed", score.vetoed ? "yes" : score.may_be_vetoed ? "undecided" : "no");
    json.key("sections");
    json.begin_array();
    for (const ScoreSectionNote& note : score.sections) {
        json.begin_object();
        json.member("section", note.name);
        write(json, "points", note.points);
        json.member_if_any("cap", note.cap);
        write_flag(json, "capped", note.capped);
        json.end_object();
    }
    json.end_array();
    json.key("reasons");
    json.begin_array();
    for (const ScoreLine& line : score.lines) write(json, line);
    json.end_array();
    if (!score.notes.empty()) {
        json.key("notes");
        json.begin_array();
        for (const std::string& note : score.notes) json.string(note);
        json.end_array();
    }
    write(json, score.cites);
    json.end_object();
    return json.take();
}

std::string scores_json_end() { return "\n]}\n"; }

}  // namespace fadu::findings
