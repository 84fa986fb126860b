#include "api/expectation.hpp"

#include "fadu/findings/words.hpp"
#include "fadu/syntax/literal.hpp"

namespace fadu {
namespace {

using syntax::Keyword;
using syntax::Token;
using syntax::TokenKind;

bool given(const Token& token) { return token.kind != TokenKind::end; }

std::optional<engine::Verdict> verdict_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::verdict_not_applicable: return engine::Verdict::not_applicable;
        case Keyword::verdict_excused: return engine::Verdict::excused;
        case Keyword::verdict_compliant: return engine::Verdict::compliant;
        case Keyword::verdict_pending: return engine::Verdict::pending;
        case Keyword::verdict_violated: return engine::Verdict::violated;
        case Keyword::verdict_undetermined: return engine::Verdict::undetermined;
        case Keyword::verdict_conflict: return engine::Verdict::conflict;
        default: return std::nullopt;
    }
}

std::optional<model::Grade> grade_of(std::string_view word) {
    const auto keyword = syntax::find_keyword(word);
    if (!keyword) return std::nullopt;
    switch (*keyword) {
        case Keyword::grade_void: return model::Grade::void_;
        case Keyword::grade_major: return model::Grade::major;
        case Keyword::grade_minor: return model::Grade::minor;
        case Keyword::grade_flaw: return model::Grade::flaw;
        case Keyword::grade_note: return model::Grade::note;
        default: return std::nullopt;
    }
}

text::Diagnostic wrong(std::string code, text::Span span, text::Message message,
                       const std::optional<std::string>& near) {
    text::Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span = span;
    diagnostic.message = std::move(message);
    if (near) {
        diagnostic.help = {"是否指“" + *near + "”", "did you mean \"" + *near + "\"?"};
        diagnostic.fix = text::Fix{span, *near, {}};
    }
    return diagnostic;
}

std::optional<text::Diagnostic> check_names(const syntax::Expectation& written, const model::Rulebook& rulebook) {
    const std::string rule(written.rule.text);
    if (rule.empty()) return std::nullopt;
    const int procedure = rulebook.find_procedure(rule);
    if (procedure < 0 && rulebook.find_rule(rule) < 0 && rulebook.find_state_table(rule) < 0) {
        std::vector<std::string> names;
        for (const model::Rule& known : rulebook.rules) names.push_back(known.name);
        for (const model::Procedure& known : rulebook.procedures) names.push_back(known.name);
        for (const model::StateTable& known : rulebook.state_tables) names.push_back(known.name);
        return wrong("FD0620", written.rule.span,
                     {"没有名为“" + rule + "”的规则或者程序", "there is no rule or procedure \"" + rule + "\""},
                     text::nearest(rule, names));
    }
    const std::string step(written.step.text);
    if (step.empty()) return std::nullopt;
    std::vector<std::string> names;
    if (procedure >= 0)
        for (const model::Step& known : rulebook.procedures[static_cast<std::size_t>(procedure)].steps)
            names.push_back(known.name);
    if (std::find(names.begin(), names.end(), step) != names.end()) return std::nullopt;
    return wrong("FD0620", written.step.span,
                 {"“" + rule + "”没有名为“" + step + "”的步骤", "\"" + rule + "\" has no step \"" + step + "\""},
                 text::nearest(step, names));
}

/// 说明日 is meant by 听证[1].说明日 and by 说明日（地方参数未定）.
bool names(const std::string& path, const std::string& name) {
    if (path == name) return true;
    for (auto at = path.find(name); at != std::string::npos; at = path.find(name, at + 1)) {
        const bool begins = at == 0 || path[at - 1] == '.';
        const std::string_view rest = std::string_view(path).substr(at + name.size());
        const bool ends =
            rest.empty() || rest[0] == '.' || rest[0] == '[' || rest.starts_with("（") || rest.starts_with(" (");
        if (begins && ends) return true;
    }
    return false;
}

bool is_usual(engine::Verdict verdict) { return findings::Selection::usual().verdicts.contains(verdict); }

}  // namespace

tl::expected<Expected, text::Diagnostic> read_expectation(const syntax::Expectation& written,
                                                          const model::Rulebook& rulebook) {
    if (auto problem = check_names(written, rulebook)) return tl::unexpected(std::move(*problem));
    Expected expected;
    expected.written = &written;
    expected.negative = written.negative;
    expected.verdict = verdict_of(written.verdict);
    expected.allowed = written.verdict == Keyword::verdict_allowed;
    expected.rule = written.rule.text;
    expected.step = written.step.text;
    if (given(written.missing)) expected.missing = written.missing.text;
    if (written.grade) {
        expected.grade = grade_of(written.grade.text);
        if (!expected.grade)
            return tl::unexpected(wrong("FD0621", written.grade.span, {"不是等级", "no grade"}, std::nullopt));
    }
    if (given(written.late)) {
        const auto span = syntax::read_span(written.late.text);
        const auto unit = span ? span->unit : time::Unit::month;
        if (unit == time::Unit::month || unit == time::Unit::year || unit == time::Unit::hour)
            return tl::unexpected(wrong("FD0621", written.late.span,
                                        {"逾期应为若干日或者若干个工作日", "late takes days or working days"},
                                        std::nullopt));
        expected.late = span->number;
        expected.late_in_working_days = unit == time::Unit::working_day;
    }
    if (given(written.due)) {
        const auto day = syntax::read_date(written.due.text);
        if (day) expected.due = *day;
        if (!day) return tl::unexpected(wrong("FD0621", written.due.span, {"不是日期", "no date"}, std::nullopt));
    }
    return expected;
}

std::string Expected::in_words(text::Language language) const {
    const bool chinese = language == text::Language::zh;
    std::string text = negative ? (chinese ? "应无" : "expect no") : (chinese ? "应有" : "expect");
    const auto add = [&](std::string_view words) { text += " " + std::string(words); };
    if (allowed) add(chinese ? "可行" : "allowed");
    if (verdict) add(findings::verdict_name(*verdict, language));
    if (!rule.empty()) add(rule);
    if (!step.empty()) add((chinese ? "的 " : "step ") + step);
    if (grade) add(findings::grade_name(*grade, language));
    if (late)
        add((chinese ? "逾期 " : "late ") + std::to_string(*late) +
            (late_in_working_days ? (chinese ? "个工作日" : " working days") : (chinese ? "日" : " days")));
    if (due) add((chinese ? "期限 " : "due ") + time::to_string(*due));
    if (!missing.empty()) add((chinese ? "缺 " : "missing ") + missing);
    return text;
}

bool speaks_of(const Expected& expected, const findings::Finding& finding) {
    if (!expected.rule.empty() && finding.rule != expected.rule) return false;
    return expected.step.empty() || finding.step == expected.step;
}

bool matches(const Expected& expected, const findings::Finding& finding) {
    if (!speaks_of(expected, finding)) return false;
    if (expected.allowed && finding.outcome->note != engine::Note::permitted) return false;
    if (expected.verdict && finding.verdict != *expected.verdict) return false;
    if (!expected.verdict && !expected.allowed && !is_usual(finding.verdict)) return false;
    if (expected.grade && finding.severity != *expected.grade) return false;
    if (expected.late) {
        const auto& late = expected.late_in_working_days ? finding.outcome->days_late_in_unit : finding.days_late;
        if (late != expected.late) return false;
    }
    if (expected.due && finding.due != expected.due) return false;
    if (expected.missing.empty()) return true;
    for (const std::string& name : finding.missing)
        if (names(name, expected.missing)) return true;
    return false;
}

}  // namespace fadu
