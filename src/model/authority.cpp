// What decides whether a declaration governs a case: the clauses for it, the time in force of what it cites, and whether
// the declared versions of a source leave gaps or overlap.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

std::optional<time::Day> day_of(const tree::Token& token) {
    const auto read = tree::read_date(token.text);
    return read ? std::optional(*read) : std::nullopt;
}

std::string period_of(const Source& source, std::string_view to) {
    const auto day = [](const std::optional<time::Day>& one) { return one ? time::to_string(*one) : std::string("…"); };
    return fmt::format("{} {} {}", day(source.in_force_from), to, day(source.in_force_until));
}

}  // namespace

bool Resolver::authority_clause(const tree::Clause& clause, Context& context, Authority& out) {
    switch (clause.kind) {
        case tree::ClauseKind::applies_to:
            return !clause.expressions.empty() &&
                   join_condition(clause.expressions.front(), context, out.applies_where);
        case tree::ClauseKind::governed_by:
            if (clause.expressions.empty()) return false;
            out.governing_date = point(clause.expressions.front(), context);
            out.lighter_of_old_and_new = !clause.words.empty();
            return out.governing_date.has_value();
        case tree::ClauseKind::in_force:
            if (!clause.words.empty()) out.in_force_from = day_of(clause.words.front());
            if (clause.words.size() > 1) out.in_force_until = day_of(clause.words[1]);
            if (out.in_force_from && out.in_force_until && *out.in_force_until < *out.in_force_from) {
                error("FD0706", clause.span, "施行的止日早于起日",
                      "the declaration goes out of force before it comes into force");
                return false;
            }
            return true;
        case tree::ClauseKind::yields_to: out.yields_to = ranks(clause.words); return true;
        case tree::ClauseKind::prevails:
            out.prevails = true;
            if (clause.citations.empty()) return true;
            error("FD0729", clause.span, "规则里的“优先适用”说的就是这条规则，后面不写法源",
                  "in a rule “prevails over” is about the rule itself; no source follows it")
                .help = {"另立一个“例外 … 对 规则 …”，在里面写“优先适用 《…》”",
                         "declare an exception for the rule and write “prevails over 《…》” there"};
            return false;
        case tree::ClauseKind::reason:
            if (!clause.words.empty()) out.basis = clause.words.front().text;
            return true;
        default: return true;
    }
}

/// Only where 适用 … 的规定 says which day counts: which law governs is never decided by default.
void Resolver::inherit_force(Authority& out, const std::vector<Citation>& citations) const {
    if (!out.governing_date || out.in_force_from || out.in_force_until || citations.empty()) return;
    const Source& source = book_.sources[at(citations.front().source)];
    out.in_force_from = source.in_force_from;
    out.in_force_until = source.in_force_until;
}

std::vector<int> Resolver::versions_cited(const std::vector<tree::Clause>& clauses) {
    const std::vector<Citation> all = citations_of(clauses);
    std::vector<int> versions;
    if (all.empty()) return versions;
    const std::string& title = book_.sources[at(all.front().source)].title;
    for (const Citation& citation : all)
        if (book_.sources[at(citation.source)].title == title &&
            std::find(versions.begin(), versions.end(), citation.source) == versions.end())
            versions.push_back(citation.source);
    return versions;
}

void Resolver::keep_version(std::vector<Citation>& citations, int source) const {
    if (source < 0) return;
    const std::string& title = book_.sources[at(source)].title;
    std::erase_if(citations, [&](const Citation& citation) {
        return citation.source != source && book_.sources[at(citation.source)].title == title;
    });
    std::stable_partition(citations.begin(), citations.end(),
                          [&](const Citation& citation) { return citation.source == source; });
}

/// Versions of one title must follow each other day by day: between two of them no law would govern, and on a day of
/// both nobody could say which.
void Resolver::check_versions() {
    std::map<std::string, std::vector<const Source*>, std::less<>> by_title;
    for (const Source& source : book_.sources) by_title[source.title].push_back(&source);
    for (auto& [title, versions] : by_title) {
        if (versions.size() < 2) continue;
        std::erase_if(versions, [](const Source* one) { return !one->in_force_from; });
        std::sort(versions.begin(), versions.end(),
                  [](const Source* a, const Source* b) { return a->in_force_from < b->in_force_from; });
        for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
            const Source& earlier = *versions[i];
            const Source& later = *versions[i + 1];
            const bool open = !earlier.in_force_until;
            if (!open && *earlier.in_force_until + std::chrono::days(1) == *later.in_force_from) continue;
            const bool overlap = open || *earlier.in_force_until >= *later.in_force_from;
            const time::Day last = *later.in_force_from - std::chrono::days(1);
            text::Diagnostic& diagnostic =
                overlap ? report(text::Level::warning, "FD0724", later.span,
                                 fmt::format("《{}》的两个版本施行的时间重叠：{} 与 {}", title,
                                             period_of(earlier, "至"), period_of(later, "至")),
                                 fmt::format("two versions of 《{}》 are in force at the same time: {} and {}", title,
                                             period_of(earlier, "to"), period_of(later, "to")))
                        : report(text::Level::warning, "FD0723", later.span,
                                 fmt::format("《{}》在 {} 至 {} 之间没有施行的版本", title,
                                             time::to_string(*earlier.in_force_until + std::chrono::days(1)),
                                             time::to_string(last)),
                                 fmt::format("no version of 《{}》 is in force from {} to {}", title,
                                             time::to_string(*earlier.in_force_until + std::chrono::days(1)),
                                             time::to_string(last)));
            diagnostic.related.push_back({earlier.span, {"前一个版本在这里", "the earlier version is here"}});
            diagnostic.help = {fmt::format("旧版本写“施行 … 至 {}”", time::to_string(last)),
                               fmt::format("let the earlier version be “in force … to {}”", time::to_string(last))};
        }
    }
}

/// A rule that rests on an article which no machine can check never says 合规 by itself.
void Resolver::taint() {
    const auto encloses = [](const std::string& marked, const std::string& cited) {
        if (!cited.starts_with(marked)) return false;
        const std::string rest = cited.substr(marked.size());
        return rest.empty() || rest.starts_with("第");
    };
    const auto mark = [&](Rule& rule) {
        for (std::size_t i = 0; i < book_.untranslatables.size(); ++i) {
            const Citation& marked = book_.untranslatables[i].citation;
            // What one rulebook leaves out another may have put into rules.
            if (book_of(book_.untranslatables[i].span.file) != book_of(rule.span.file)) continue;
            for (const Citation& citation : rule.citations) {
                if (citation.source != marked.source) continue;
                for (const std::string& article : citation.articles)
                    for (const std::string& whole : marked.articles)
                        if (rule.untranslatable < 0 && encloses(whole, article))
                            rule.untranslatable = static_cast<int>(i);
            }
        }
    };
    for (Rule& rule : book_.rules) mark(rule);
    for (Procedure& procedure : book_.procedures)
        for (Step& step : procedure.steps)
            for (Rule& duty : step.duties) mark(duty);
}

}  // namespace fadu::model::detail
