// Bodies of fadu/findings/finding.hpp.
#pragma once

#include "fadu/findings/impl/identity_inl.hpp"
#include "fadu/findings/impl/remedy_inl.hpp"
#include "fadu/findings/impl/sentence_inl.hpp"

namespace fadu::findings {
namespace finding_detail {

using engine::Outcome;
using engine::Trace;
using engine::Verdict;

class Maker {
  public:
    Maker(const Wording& wording, time::Day as_of) : wording_(wording), as_of_(as_of) {}

    Finding operator()(const Outcome& outcome) {
        Finding finding;
        finding.outcome = &outcome;
        finding.verdict = outcome.verdict;
        finding.severity = outcome.verdict == Verdict::violated ? outcome.grade : model::Grade::none;
        name(finding, outcome);
        finding.instance = outcome.rule != nullptr && outcome.rule->grouping ? members(outcome) : instance(outcome);
        for (const facts::Case* value : outcome.cases) finding.cases.push_back(value->id);
        cite(finding, outcome);
        deadline(finding, outcome);
        facts(finding, outcome);
        missing(finding, outcome);
        for (int i = 0; i < 7; ++i)
            if (outcome.verdict == Verdict::undetermined && outcome.possible.contains(static_cast<Verdict>(i)))
                finding.possible.push_back(static_cast<Verdict>(i));
        if (const auto* used = describe_detail::at(outcome.exceptions, outcome.excused_by);
            used != nullptr && used->exception)
            finding.excused_by = used->exception->name.empty()
                                     ? author_words(used->exception->condition.span, *wording_.sources)
                                     : used->exception->name;
        finding.reason = reason_sentence(outcome, wording_);
        norms(finding, outcome);
        finding.message = message_sentence(finding, outcome, wording_, as_of_);
        finding.advice = advice(outcome);
        return finding;
    }

  private:
    /// The candidates of one name beside each other, where there were several.
    void norms(Finding& finding, const Outcome& outcome) const {
        for (const engine::Candidate& candidate : outcome.norms) {
            NormNote note;
            note.source = norm_source(candidate.rule, wording_);
            note.verdict = candidate.verdict;
            note.due = candidate.due;
            note.why_not = dropped_sentence(candidate, wording_);
            finding.norms.push_back(std::move(note));
        }
        if (outcome.verdict == Verdict::conflict) finding.referee = referee_sentence(outcome, wording_);
    }

    void name(Finding& finding, const Outcome& outcome) const {
        if (outcome.procedure != nullptr) {
            finding.rule = outcome.procedure->name;
            finding.code = outcome.procedure->code;
            if (const auto* step = sentence_detail::step_of(outcome); step != nullptr) {
                finding.step = step->name;
                if (!step->code.empty()) finding.code = step->code;
            }
        } else if (outcome.rule != nullptr) {
            finding.rule = outcome.rule->name;
            finding.code = outcome.rule->code;
        } else if (outcome.state_table != nullptr) {
            finding.rule = outcome.state_table->name;
            finding.code = outcome.state_table->code;
        }
    }

    /// Of a rule over many cases: what they have in common, and which they are.
    std::string members(const Outcome& outcome) const {
        const model::Grouping& grouping = *outcome.rule->grouping;
        const std::string_view comma = wording_.word("、", ", ");
        std::vector<std::string> who;
        const auto id = [&](std::size_t i) {
            return outcome.cases.empty() ? std::string() : outcome.cases[std::min(i, outcome.cases.size() - 1)]->id;
        };
        const bool of_cases = grouping.scope.empty();
        const bool one_by_one = grouping.pairs || outcome.common.empty();
        for (std::size_t i = 0; one_by_one && i < outcome.instance.size(); ++i) {
            std::string text = id(i);
            if (!of_cases) text += " " + describe(outcome.instance[i], wording_);
            who.push_back(std::move(text));
        }
        for (std::size_t i = 0; !one_by_one && i < outcome.cases.size() && i < describe_detail::shown_elements; ++i)
            who.push_back(id(i));
        std::string text = join(who, comma);
        if (!one_by_one && outcome.cases.size() > who.size())
            text += std::string(wording_.word("等", " and others, ")) + std::to_string(outcome.cases.size()) +
                    std::string(wording_.word("件", " in all"));
        if (one_by_one || outcome.common.empty()) return text;
        std::vector<std::string> keys;
        for (const Trace& key : outcome.common) keys.push_back(describe(key.value, wording_));
        return join(keys, comma) + std::string(wording_.word("：", ": ")) + text;
    }

    std::string instance(const Outcome& outcome) const {
        std::string text;
        for (std::size_t i = 1; i < outcome.instance.size(); ++i) {
            const engine::Entity& entity = outcome.instance[i];
            if (!entity.exists() && entity.path.empty()) continue;
            text += (text.empty() ? "" : " ") + describe(entity, wording_);
        }
        return text;
    }

    void cite(Finding& finding, const Outcome& outcome) const {
        const auto* step = sentence_detail::step_of(outcome);
        const std::vector<model::Citation>* citations = nullptr;
        const auto take = [&](const std::vector<model::Citation>& some) {
            if ((citations == nullptr || citations->empty()) && !some.empty()) citations = &some;
        };
        if (outcome.rule != nullptr) take(outcome.rule->citations);
        if (step != nullptr) take(step->citations);
        if (outcome.procedure != nullptr) take(outcome.procedure->citations);
        if (outcome.state_table != nullptr) take(outcome.state_table->citations);
        if (citations != nullptr) add_cites(finding, *citations);
        if (outcome.verdict == Verdict::conflict)
            for (const engine::Candidate& norm : outcome.norms)
                if (norm.dropped == engine::Dropped::no && norm.rule != nullptr)
                    add_cites(finding, norm.rule->citations);
        if (const auto* used = describe_detail::at(outcome.exceptions, outcome.excused_by);
            outcome.verdict == Verdict::excused && used != nullptr && used->exception)
            add_cites(finding, used->exception->citations);
        // A row of a list that the case falls under has an article of its own.
        if (outcome.applies) cite_rows(finding, *outcome.applies);
        if (outcome.content) cite_rows(finding, *outcome.content);
    }

    void add_cites(Finding& finding, const std::vector<model::Citation>& citations) const {
        add_cites(finding.cites, citations);
    }

  public:
    void add_cites(std::vector<Cite>& cites, const std::vector<model::Citation>& citations) const {
        for (const model::Citation& citation : citations) {
            const auto* source = describe_detail::at(wording_.rulebook->sources, citation.source);
            const std::string name = source != nullptr ? source->full_name() : std::string();
            std::vector<std::string> articles = citation.articles;
            if (articles.empty()) articles.emplace_back();
            for (const std::string& article : articles) {
                const bool known = std::any_of(cites.begin(), cites.end(), [&](const Cite& cite) {
                    return cite.source == name && (cite.article == article || article.empty());
                });
                if (!known) cites.push_back({name, article});
            }
        }
    }

  private:
    void cite_rows(Finding& finding, const engine::Trace& trace) const {
        if (trace.row != nullptr && trace.value.truth() == engine::Truth::yes) add_cites(finding, trace.row->citations);
        for (const engine::Trace& child : trace.children) cite_rows(finding, child);
    }

    void deadline(Finding& finding, const Outcome& outcome) const {
        finding.days_late = outcome.days_late;
        if (!outcome.deadline) return;
        const engine::Deadline& deadline = *outcome.deadline;
        if (!deadline.stopped && deadline.earliest && deadline.latest == deadline.earliest)
            finding.due = deadline.earliest;
        if (!deadline.stopped && deadline.not_before) finding.due = deadline.earliest;
        finding.due_note = deadline_note(deadline, wording_);
    }

    void add(Finding& finding, const std::string& path, const std::string& value, std::string name = {}) const {
        if (path.empty()) return;
        for (const Fact& fact : finding.facts)
            if (fact.path == path) return;
        finding.facts.push_back({path, value, name.empty() ? path : std::move(name)});
    }

    std::string path_of(const Trace& leaf) const {
        if (!leaf.path.empty()) return path_text(leaf.path, wording_);
        return leaf.expression != nullptr ? author_words(leaf.expression->span, *wording_.sources) : leaf.label;
    }

    /// The value of a fact; for "did E happen?" the day on which it did.
    std::string value_of(const Trace& leaf) const {
        if (leaf.event != nullptr && leaf.event->happened == engine::Truth::yes)
            return describe_day(*leaf.event, wording_);
        const bool of_event = !leaf.path.empty() && leaf.path.back().kind == engine::PathStep::Kind::event;
        if (of_event && leaf.value.type.kind == model::TypeKind::boolean && leaf.value.truth() == engine::Truth::no)
            return std::string(wording_.word("未发生", "did not happen"));
        return describe(leaf.value, wording_);
    }

    int record_index(const Outcome& outcome) const {
        const model::Record* record = sentence_detail::record_of(outcome, wording_);
        return record != nullptr ? static_cast<int>(record - wording_.rulebook->records.data()) : -1;
    }

    /// What the finding speaks of need not be named again with each of its facts.
    static engine::Path own(const Finding& finding) {
        const auto& instance = finding.outcome->instance;
        const model::Rule* rule = finding.outcome->rule;
        if (rule != nullptr && rule->grouping) return {};  // one member is not more its own than the other
        return instance.size() > 1 ? instance.back().path : engine::Path{};
    }

    void add(Finding& finding, const Trace& trace) const {
        for (const Trace* leaf : engine::deciding_facts(trace))
            add(finding, path_of(*leaf), value_of(*leaf),
                leaf->path.empty() ? std::string() : path_words(leaf->path, wording_, own(finding)));
    }

    void add(Finding& finding, const Outcome& outcome, const engine::Event& event) const {
        const model::Record* record = sentence_detail::record_of(outcome, wording_);
        const auto* kind = record != nullptr ? describe_detail::at(record->events, event.kind) : nullptr;
        if (kind == nullptr || event.happened == engine::Truth::no) return;
        const engine::Path path{
            {engine::PathStep::Kind::event, event.kind, record_index(outcome), false, event.ordinal}};
        add(finding, path_text(path, wording_),
            event.happened == engine::Truth::yes ? describe_day(event, wording_) : describe_detail::unknown(wording_),
            path_words(path, wording_));
    }

    /// The facts that this verdict rests on, in the order: what makes the rule apply, what it asks, why no exception helps.
    void facts(Finding& finding, const Outcome& outcome) const {
        const bool applies_only = outcome.verdict == Verdict::not_applicable;
        for (const Trace& key : outcome.common)
            add(finding, path_of(key), value_of(key), path_words(key.path, wording_));
        if (outcome.applies && outcome.verdict != Verdict::compliant) add(finding, *outcome.applies);
        if (applies_only) return;
        if (outcome.content) add(finding, *outcome.content);
        if (outcome.act != nullptr) add(finding, outcome, *outcome.act);
        if (outcome.verdict == Verdict::compliant) return;
        if (outcome.verdict == Verdict::excused) {
            if (const auto* used = describe_detail::at(outcome.exceptions, outcome.excused_by); used != nullptr)
                add(finding, used->trace);
            return;
        }
        for (const engine::ExceptionTrace& exception : outcome.exceptions) add(finding, exception.trace);
    }

    void miss(Finding& finding, std::string name) const {
        if (name.empty()) return;
        for (const std::string& known : finding.missing)
            if (known == name) return;
        finding.missing.push_back(std::move(name));
    }

    /// A fact's name, with the cause where it is more than not being told.
    std::string named(const Trace& leaf) const {
        const std::string name = path_of(leaf);
        const auto cause = leaf.value.cause;
        if (!cause || *cause == engine::Cause::missing_fact) return name;
        return name + std::string(wording_.word("（", " (")) + std::string(cause_name(*cause, wording_.language)) +
               std::string(wording_.word("）", ")"));
    }

    void miss(Finding& finding, const Trace& trace) const {
        for (const Trace* leaf : engine::unknown_facts(trace)) miss(finding, named(*leaf));
    }

    void missing(Finding& finding, const Outcome& outcome) const {
        if (outcome.verdict == Verdict::violated) finding.missing = outcome.missing_items;
        if (outcome.verdict != Verdict::undetermined) return;
        const model::Record* record = sentence_detail::record_of(outcome, wording_);
        const auto doubtful = [&](const engine::Event& event) {
            return event.happened == engine::Truth::unknown || !event.dated();
        };
        for (const engine::Event* event : outcome.candidates)
            if (event != nullptr && doubtful(*event)) miss(finding, sentence_detail::event_name(record, event->kind));
        if (outcome.instance_certain != engine::Truth::yes)
            for (const engine::Entity& entity : outcome.instance) {
                if (entity.event != nullptr && doubtful(*entity.event))
                    miss(finding, sentence_detail::event_name(record, entity.event->kind));
                if (entity.scalar != nullptr && !entity.scalar->is_known())  // the list itself is not known
                    miss(finding, path_text(entity.path, wording_));
            }
        if (outcome.applies) miss(finding, *outcome.applies);
        const auto before_content = finding.missing.size();
        if (outcome.content) miss(finding, *outcome.content);
        // Where the whole document is not known, its items say nothing more.
        if (finding.missing.size() == before_content)
            for (const std::string& item : outcome.unclear_items) miss(finding, item);
        for (const engine::ExceptionTrace& exception : outcome.exceptions) miss(finding, exception.trace);
        for (const Trace& governing : outcome.governing) miss(finding, governing);
        if (outcome.deadline) miss_of_deadline(finding, outcome, *outcome.deadline);
        if (finding.missing.empty() && outcome.about >= 0)
            miss(finding, sentence_detail::event_name(record, outcome.about));
    }

    /// The facts on which the deadline hangs; its cause alone where there are none.
    void miss_of_deadline(Finding& finding, const Outcome& outcome, const engine::Deadline& deadline) const {
        if (deadline.error) {
            miss(finding, deadline.error->in(wording_.language));
        } else if (deadline.cause && *deadline.cause != engine::Cause::missing_fact) {
            bool told = false;
            for (const auto* trace : {&outcome.applies, &outcome.content}) {
                if (!*trace) continue;
                for (const Trace* leaf : engine::deciding_facts(**trace)) {
                    if (leaf->value.cause != deadline.cause || leaf->value.is_known()) continue;
                    miss(finding, named(*leaf));
                    told = true;
                }
            }
            if (!told) miss(finding, std::string(cause_name(*deadline.cause, wording_.language)));
        }
    }

    std::string advice(const Outcome& outcome) const {
        if (outcome.verdict != Verdict::violated) return {};  // it is written for the breach
        const auto& values = outcome.advice_values;
        if (outcome.rule != nullptr && !outcome.rule->advice.empty())
            return fill(outcome.rule->advice, values, outcome, wording_);
        if (const auto* step = sentence_detail::step_of(outcome); step != nullptr && !step->advice.empty())
            return fill(step->advice, values, outcome, wording_);
        if (outcome.state_table != nullptr && !outcome.state_table->advice.empty())
            return fill(outcome.state_table->advice, values, outcome, wording_);
        return {};
    }

    const Wording& wording_;
    time::Day as_of_;
};

}  // namespace finding_detail

FADU_INLINE Selection Selection::usual() {
    Selection selection;
    for (const auto verdict : {engine::Verdict::violated, engine::Verdict::pending, engine::Verdict::undetermined,
                               engine::Verdict::conflict})
        selection.verdicts.insert(verdict);
    return selection;
}

FADU_INLINE Selection Selection::all() {
    Selection selection = usual();
    for (const auto verdict : {engine::Verdict::not_applicable, engine::Verdict::compliant, engine::Verdict::excused})
        selection.verdicts.insert(verdict);
    return selection;
}

FADU_INLINE CaseFindings make_findings(const model::Rulebook& rulebook, const text::Sources& sources,
                                       const facts::Case& value, engine::CaseVerdicts verdicts,
                                       const Selection& selection, text::Language language) {
    const Wording wording{&rulebook, &sources, language, &value};
    CaseFindings result;
    result.case_id = value.id;
    if (const auto* record = describe_detail::at(rulebook.records, value.root.record); record != nullptr)
        result.record = record->name;
    result.as_of = verdicts.as_of;
    result.verdicts = std::make_shared<const engine::CaseVerdicts>(std::move(verdicts));
    finding_detail::Maker make(wording, result.as_of);
    Identities identities(result.case_id, wording);
    for (const engine::Outcome& outcome : result.verdicts->outcomes) {
        const Identities::Key key = identities.key(outcome);  // also of those that are not shown
        if (!selection.verdicts.contains(outcome.verdict)) continue;
        result.findings.push_back(make(outcome));
        result.findings.back().id = identities.id(key);
        result.findings.back().verdicts = result.verdicts.get();
    }
    return result;
}

FADU_INLINE CaseFindings make_findings(const model::Rulebook& rulebook, const text::Sources& sources,
                                       engine::CaseVerdicts verdicts, const Selection& selection,
                                       text::Language language) {
    facts::Case nobody;
    return make_findings(rulebook, sources, nobody, std::move(verdicts), selection, language);
}

FADU_INLINE void add_remedy(Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                            const engine::CheckOptions& options, text::Language language) {
    if (finding.outcome == nullptr || finding.verdicts == nullptr || finding.verdicts->value == nullptr) return;
    const engine::Outcome& outcome = *finding.outcome;
    const facts::Case& value = *finding.verdicts->value;
    const Wording wording{&rulebook, &sources, language, &value};
    const engine::Remedy remedy = engine::remedy_of(rulebook, value, *finding.verdicts, outcome, options);
    if (remedy.kind == engine::RemedyKind::not_needed) return;
    finding.remedy = make_remedy(remedy, outcome, value, wording);
    const bool past = remedy.kind == engine::RemedyKind::incurable || remedy.kind == engine::RemedyKind::redo;
    const model::Step* step = sentence_detail::step_of(outcome);
    const model::Template* words = outcome.rule != nullptr ? &outcome.rule->incurable
                                   : step != nullptr       ? &step->incurable
                                                           : nullptr;
    if (!past || words == nullptr || words->empty()) return;
    const auto& citations = outcome.rule != nullptr ? outcome.rule->incurable_citations : step->incurable_citations;
    finding.treatment = fill(*words, outcome.incurable_values, outcome, wording);
    finding_detail::Maker(wording, finding.verdicts->as_of).add_cites(finding.treatment_cites, citations);
}

}  // namespace fadu::findings
