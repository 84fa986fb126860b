#include "fadu/model/print.hpp"

#include <array>

#include <fmt/format.h>

namespace fadu::model {
namespace {

constexpr std::array<std::string_view, 11> rank_names{"unknown",
                                                      "constitution",
                                                      "law",
                                                      "regulation",
                                                      "local regulation",
                                                      "autonomous regulation",
                                                      "zone regulation",
                                                      "ministry rule",
                                                      "local rule",
                                                      "judicial interpretation",
                                                      "document"};
constexpr std::array<std::string_view, 6> policy_names{"first", "unique", "lightest", "heaviest", "all", "sum"};
constexpr std::array<std::string_view, 4> mode_names{"must", "normally must", "must not", "may"};
constexpr std::array<std::string_view, 6> grade_names{"none", "note", "flaw", "minor", "major", "void"};
constexpr std::array<std::string_view, 6> content_names{"acts",   "condition", "items",
                                                        "covers", "relation",  "order only"};
constexpr std::array<std::string_view, 5> relation_names{"precedes", "followed by", "accompanies", "alternates",
                                                         "immediately followed"};

constexpr std::array<std::string_view, 6> measure_names{"count", "share", "sum", "mean", "quantile", "derived"};

template <class Names, class Value>
std::string_view pick(const Names& names, Value value) {
    return names[static_cast<std::size_t>(value)];
}

class Printer {
  public:
    explicit Printer(const Rulebook& book) : book_(book) {}

    std::string text() {
        for (const BookInfo& info : book_.books) line(0, "rulebook {} {}", info.name, info.version);
        line(0, "zone {}{}", book_.zone_offset_minutes, book_.keep_wall_clock ? " as written" : "");
        for (std::size_t i = 0; i < book_.sources.size(); ++i) source(i);
        for (std::size_t i = 0; i < book_.enumerations.size(); ++i) enumeration(i);
        for (std::size_t i = 0; i < book_.records.size(); ++i) record(i);
        for (std::size_t i = 0; i < book_.parameters.size(); ++i) {
            const Parameter& parameter = book_.parameters[i];
            line(0, "parameter {} {} : {}{}", i, parameter.name, type(parameter.type),
                 parameter.value ? " = " + to_text(*parameter.value) : "");
        }
        for (std::size_t i = 0; i < book_.definitions.size(); ++i) definition(i);
        for (std::size_t i = 0; i < book_.lists.size(); ++i) list(i);
        for (const Deem& one : book_.deems) deem(one);
        for (const NormReference& one : book_.order) {
            const auto index = static_cast<std::size_t>(one.index);
            if (one.is_procedure)
                procedure(book_.procedures[index]);
            else if (one.is_state_table)
                state_table(book_.state_tables[index], index);
            else
                candidates(book_.rules[index]);
        }
        for (const Untranslatable& one : book_.untranslatables) {
            line(0, "untranslatable{} because “{}”{}", citation(one.citation), one.reason,
                 one.name.empty() ? "" : " called " + one.name);
        }
        for (std::size_t i = 0; i < book_.indicators.size(); ++i) indicator(book_.indicators[i], i);
        for (const Scorecard& one : book_.scorecards) scorecard(one);
        std::string order;
        for (const Evaluation& one : book_.evaluation_order)
            order += fmt::format(" {}{}",
                                 one.kind == Evaluation::Kind::definition ? "d"
                                 : one.kind == Evaluation::Kind::list     ? "l"
                                                                          : "v",
                                 one.index);
        if (!order.empty()) line(0, "order{}", order);
        return std::move(out_);
    }

  private:
    template <class... Arguments>
    void line(int depth, fmt::format_string<Arguments...> form, Arguments&&... arguments) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ');
        out_ += fmt::format(form, std::forward<Arguments>(arguments)...);
        out_ += '\n';
    }
    std::string type(const Type& one) const { return book_.type_name(one); }
    std::string citation(const Citation& one) const {
        std::string text =
            one.source < 0 ? " ?" : " " + book_.sources[static_cast<std::size_t>(one.source)].full_name();
        for (const std::string& article : one.articles) text += " " + article;
        return text;
    }
    void citations(int depth, const std::vector<Citation>& all) {
        for (const Citation& one : all) line(depth, "cites{}", citation(one));
    }
    void candidates(const Rule& first) {
        if (first.slot < 0) return rule(first, 0, "rule " + first.name);
        for (const int index : book_.slots[static_cast<std::size_t>(first.slot)].candidates)
            rule(book_.rules[static_cast<std::size_t>(index)], 0,
                 fmt::format("rule {} candidate {}", first.name, index));
    }

    /// What decides whether it governs, so far as it says more than its source.
    void authority(int depth, const Authority& one, const std::vector<Citation>& cited) {
        if (!one.exception.empty()) line(depth, "exception {}", one.exception);
        optional(depth, "applies where", one.applies_where);
        optional(depth, one.lighter_of_old_and_new ? "governed, lighter of old and new, by" : "governed by",
                 one.governing_date);
        const Source* source = cited.empty() ? nullptr : &book_.sources[static_cast<std::size_t>(cited.front().source)];
        const bool own = source == nullptr || one.in_force_from != source->in_force_from ||
                         one.in_force_until != source->in_force_until;
        const auto day = [](const std::optional<time::Day>& some) { return some ? time::to_string(*some) : "-"; };
        if (own && (one.in_force_from || one.in_force_until))
            line(depth, "in force {} to {}", day(one.in_force_from), day(one.in_force_until));
        for (const Rank rank : one.yields_to) line(depth, "yields to {}", pick(rank_names, rank));
        if (one.prevails) line(depth, "prevails");
        if (!one.basis.empty()) line(depth, "because “{}”", one.basis);
        for (const int index : one.displaces) line(depth, "displaces {}", index);
    }
    void optional(int depth, std::string_view word, const std::optional<Expression>& expression) {
        if (expression) line(depth, "{} {}", word, to_text(*expression));
    }

    void source(std::size_t i) {
        const Source& one = book_.sources[i];
        line(0, "source {} {} rank {} by {}", i, one.full_name(), pick(rank_names, one.rank), one.issued_by);
        if (one.in_force_from)
            line(1, "in force {} to {}", time::to_string(*one.in_force_from),
                 one.in_force_until ? time::to_string(*one.in_force_until) : "-");
        std::string counting;
        const time::CountingPolicy& policy = one.policy;
        for (const std::int64_t number : policy.working_day_numbers) counting += fmt::format(" {}", number);
        if (policy.working_days_up_to) counting += fmt::format(" up to {}", *policy.working_days_up_to);
        if (policy.all_days_are_working) counting += " all";
        line(1, "working days{}; roll {}; backward {}; or more {}; or less {}; same day {}",
             counting.empty() ? " none" : counting, static_cast<int>(policy.roll),
             policy.backward == time::Backward::both_ends ? "both ends" : "one end",
             policy.or_more_includes ? "in" : "out", policy.or_less_includes ? "in" : "out",
             static_cast<int>(policy.same_day));
    }

    void enumeration(std::size_t i) {
        const Enumeration& one = book_.enumerations[i];
        std::string values;
        for (const std::string& value : one.enumerators) values += " " + value;
        line(0, "kind {} {}{}:{}", i, one.name.empty() ? "-" : one.name, one.ordered ? " ascending" : "", values);
    }

    void fields(int depth, const std::vector<Field>& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Field& one = all[i];
            std::string marks;
            if (one.key) marks += " key";
            if (one.required) marks += " required";
            if (one.may_be_none) marks += " may be none";
            if (one.may_be_unascertainable) marks += " may be unascertainable";
            if (one.found) marks += " found";
            if (!one.burden.empty()) marks += " burden " + one.burden;
            if (one.default_value) marks += " default " + to_text(*one.default_value);
            for (const std::string& alias : one.aliases) marks += " as " + alias;
            line(depth, "field {} {} : {}{}", i, one.name, type(one.type), marks);
        }
    }

    void record(std::size_t i) {
        const Record& one = book_.records[i];
        line(0, "record {} {}", i, one.name);
        fields(1, one.fields);
        for (std::size_t e = 0; e < one.events.size(); ++e) {
            const EventKind& kind = one.events[e];
            std::string marks;
            if (kind.once) marks += " once";
            if (kind.lasting) marks += " lasting";
            if (kind.deemed) marks += " deemed";
            if (kind.is_class) {
                marks += " class of";
                for (const int member : kind.members) marks += fmt::format(" {}", member);
            }
            if (!kind.voids.empty()) {
                marks += " voids";
                for (const int spent : kind.voids) marks += fmt::format(" {}", spent);
            }
            line(1, "event {} {}{}", e, kind.name, marks);
            fields(2, kind.fields);
        }
    }

    std::string of_record(int index) const {
        return index < 0 ? "" : " for " + book_.records[static_cast<std::size_t>(index)].name;
    }

    void definition(std::size_t i) {
        const Definition& one = book_.definitions[i];
        line(0, "definition {} {} : {}{}", i, one.name, type(one.type), of_record(one.record));
        line(1, "is {}", to_text(one.default_value));
        for (const Case& each : one.cases) line(1, "when {} then {}", to_text(each.condition), to_text(each.value));
        authority(1, one, one.citations);
        citations(1, one.citations);
    }

    void list(std::size_t i) {
        const List& one = book_.lists[i];
        line(0, "list {} {}{} take {}{}{}", i, one.name, of_record(one.record), pick(policy_names, one.policy),
             one.cap ? " at most " + to_text(*one.cap) : "",
             one.unascertainable_takes_lowest ? " unascertainable takes lowest" : "");
        for (std::size_t c = 0; c < one.result_columns.size(); ++c)
            line(1, "result {} : {}", one.result_columns[c], type(one.result_types[c]));
        for (std::size_t r = 0; r < one.rows.size(); ++r) {
            const ListRow& row = one.rows[r];
            std::string text = row.otherwise ? " otherwise" : "";
            if (r < one.factor.size()) text += " " + one.factor_names[static_cast<std::size_t>(one.factor[r])];
            for (const Expression& condition : row.conditions) text += " " + to_text(condition);
            text += " ->";
            for (const Expression& result : row.results) text += " " + to_text(result);
            for (const Citation& cited : row.citations) text += citation(cited);
            line(1, "row {}{}", row.label, text);
        }
        citations(1, one.citations);
    }

    void pattern(int depth, std::string_view word, const EventPattern& one) {
        line(depth, "{} event {} @{}{}", word, one.event, one.frame, one.where ? " where " + to_text(*one.where) : "");
    }
    void periods(int depth, const std::vector<Extension>& extensions, const std::vector<Exclusion>& exclusions) {
        for (const Extension& one : extensions) {
            pattern(depth, "extended upon", one.pattern);
            optional(depth + 1, "by", one.period);
        }
        for (const Exclusion& one : exclusions) pattern(depth, "not counting", one.pattern);
    }

    void deem(const Deem& one) {
        line(0, "deem {}{} event {}", one.name, of_record(one.record), one.event);
        line(1, "window {}", to_text(one.window));
        line(1, "condition {}", to_text(one.condition));
        optional(1, "when", one.when);
        periods(1, one.extensions, one.exclusions);
        authority(1, one, one.citations);
        citations(1, one.citations);
    }

    void message(int depth, std::string_view word, const Template& one) {
        if (one.empty()) return;
        std::string text;
        for (const Template::Piece& piece : one.pieces) {
            text += piece.literal;
            if (piece.special == Template::Special::missing_items) text += "【missing items】";
            if (piece.special == Template::Special::days_late) text += "【days late】";
            if (piece.expression) text += "【" + to_text(*piece.expression) + "】";
        }
        line(depth, "{} {}", word, text);
    }

    void scope(int depth, const std::vector<ScopeLevel>& levels) {
        for (const ScopeLevel& level : levels)
            line(depth, "each {} @{}{}",
                 level.occurrences ? fmt::format("occurrence of {}", level.event) : "of " + to_text(*level.collection),
                 level.frame, level.binder.empty() ? "" : " called " + level.binder);
    }
    void grouping(int depth, const Grouping& one) {
        scope(depth, one.scope);
        line(depth, "{} of members @{} called {}{}", one.pairs ? "pairs" : "groups", one.member_frame, one.first,
             one.pairs ? " and " + one.second : "");
        for (const Expression& key : one.keys) line(depth + 1, "same {}", to_text(key));
        optional(depth + 1, "day", one.day);
        optional(depth + 1, "within", one.within);
    }

    void rule(const Rule& one, int depth, const std::string& head) {
        line(depth, "{}{} {} {} grade {} frames {}{}", head, of_record(one.record), pick(mode_names, one.mode),
             pick(content_names, one.content), pick(grade_names, one.grade), one.frames,
             one.act_frame >= 0 ? fmt::format(" act @{}", one.act_frame) : "");
        const int inner = depth + 1;
        scope(inner, one.scope);
        if (one.grouping) grouping(inner, *one.grouping);
        optional(inner, "when", one.when);
        optional(inner, "window", one.window);
        for (const EventPattern& pattern_of : one.without) pattern(inner, "without", pattern_of);
        if (one.content == ContentKind::relation) line(inner, "relation {}", pick(relation_names, one.relation));
        for (const EventPattern& act : one.acts) pattern(inner, "act", act);
        optional(inner, "within", one.relation_within);
        optional(inner, "condition", one.condition);
        for (const Item& item : one.items)
            line(inner, "item {} {}{}", item.label, to_text(item.required),
                 item.when ? " when " + to_text(*item.when) : "");
        for (const Exception& exception : one.exceptions)
            line(inner, "except {}{}", to_text(exception.condition),
                 exception.name.empty() ? "" : " by " + exception.name);
        periods(inner, one.extensions, one.exclusions);
        authority(inner, one, one.citations);
        if (!one.bearer.empty()) line(inner, "by {}", one.bearer);
        if (!one.code.empty()) line(inner, "code {}", one.code);
        citations(inner, one.citations);
        message(inner, "message", one.message);
        message(inner, "advice", one.advice);
        message(inner, "incurable", one.incurable);
        if (!one.incurable_citations.empty()) citations(inner + 1, one.incurable_citations);
    }

    void procedure(const Procedure& one) {
        line(0, "procedure {}{} grade {}", one.name, of_record(one.record), pick(grade_names, one.grade));
        optional(1, "when", one.when);
        citations(1, one.citations);
        for (std::size_t i = 0; i < one.steps.size(); ++i) {
            const Step& step = one.steps[i];
            std::string after;
            for (const int earlier : step.after) after += fmt::format(" {}", earlier);
            line(1, "step {} {} event {}{}", i, step.name, step.event, after.empty() ? "" : " after" + after);
            optional(2, "when", step.when);
            if (step.return_to >= 0) line(2, "return to {}", step.return_to);
            optional(2, "return when", step.return_when);
            citations(2, step.citations);
            message(2, "message", step.message);
            for (const Rule& duty : step.duties) rule(duty, 2, "duty");
        }
    }

    void state_table(const StateTable& one, std::size_t index) {
        line(0, "state table {} {}{} kind {} begins as {} grade {}", index, one.name, of_record(one.record),
             one.enumeration, one.initial, pick(grade_names, one.grade));
        for (const Transition& transition : one.transitions) {
            std::string from;
            for (const int state : transition.from) from += fmt::format(" {}", state);
            line(1, "from{} to {}", from, transition.to);
            if (transition.upon) pattern(2, "upon", *transition.upon);
            optional(2, "at the end of", transition.due);
        }
        std::string last;
        for (std::size_t state = 0; state < one.is_final.size(); ++state)
            if (one.is_final[state]) last += fmt::format(" {}", state);
        if (!last.empty()) line(1, "final{}", last);
        citations(1, one.citations);
        message(1, "message", one.message);
        message(1, "advice", one.advice);
    }

    std::string query(const VerdictQuery& one) const {
        return fmt::format("verdict {} of {} {}{}", static_cast<int>(one.verdict),
                           one.norm.is_procedure     ? "procedure"
                           : one.norm.is_state_table ? "state table"
                                                     : "rule",
                           one.norm.index, one.step >= 0 ? fmt::format(" step {}", one.step) : "");
    }
    std::string measured(const Measured& one) const {
        if (one.verdict) return query(*one.verdict);
        return one.condition ? to_text(*one.condition) : "?";
    }

    void indicator(const Indicator& one, std::size_t index) {
        line(0, "indicator {} {}{} {} grade {}", index, one.name, of_record(one.record),
             pick(measure_names, one.measure), pick(grade_names, one.grade));
        for (const Measured& when : one.when) line(1, "when {}", measured(when));
        if (one.what) line(1, "what {}", measured(*one.what));
        optional(1, "value", one.value);
        if (one.measure == Measure::quantile) line(1, "quantile {}", to_decimal(one.quantile));
        if (one.from || one.until)
            line(1, "over {} to {}", one.from ? time::to_string(*one.from) : "-",
                 one.until ? time::to_string(*one.until) : "-");
        optional(1, "by", one.period_by);
        for (std::size_t i = 0; i < one.groups.size(); ++i)
            line(1, "group {} {}", one.group_names[i], to_text(one.groups[i]));
        if (one.rounding_unit)
            line(1, "rounded to {} mode {}", to_decimal(*one.rounding_unit), static_cast<int>(one.rounding));
        if (one.target) line(1, "target {} {}", name_of(one.target_operator), to_text(*one.target));
        optional(1, "published", one.published);
        citations(1, one.citations);
        message(1, "message", one.message);
        message(1, "advice", one.advice);
    }

    std::string deduction(const Deduction& one) const {
        return (one.what ? query(*one.what) : "every " + std::string(pick(grade_names, one.grade))) +
               (one.each ? " each" : "");
    }

    void scorecard(const Scorecard& one) {
        line(0, "scorecard {}{} of {}", one.name, of_record(one.record), to_decimal(one.total));
        for (const ScoreSection& section : one.sections) {
            line(1, "section {}{}", section.name.empty() ? "-" : section.name,
                 section.cap ? " at most " + to_decimal(*section.cap) : "");
            for (const Deduction& each : section.deductions)
                line(2, "deduct {} for {}", to_decimal(each.points), deduction(each));
        }
        for (const Deduction& each : one.vetoes) line(1, "veto {}", deduction(each));
        for (const ScoreGrade& each : one.grades)
            line(1, "grade {}{}", each.name, each.at_least ? " from " + to_decimal(*each.at_least) : " for the rest");
        citations(1, one.citations);
    }

    const Rulebook& book_;
    std::string out_;
};

}  // namespace

std::string print(const Rulebook& rulebook) { return Printer(rulebook).text(); }

}  // namespace fadu::model
