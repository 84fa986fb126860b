// Bodies of fadu/engine/batch.hpp.
#pragma once

#include <algorithm>
#include <set>
#include <unordered_map>

#include "fadu/engine/batch.hpp"
#include "fadu/engine/impl/interpreter_inl.hpp"
#include "fadu/engine/impl/key_text_inl.hpp"

namespace fadu::engine {

namespace detail {

/// A case of which nothing is known: where expressions over frames alone are evaluated.
struct BlankCase {
    BlankCase(const model::Rulebook& rulebook, int record, const CheckOptions& options)
        : value(facts::Case::blank(rulebook, record)), world(rulebook, value, options) {}
    facts::Case value;
    World world;
};

/// One member of a grouped rule: which case it belongs to and the how-manieth member of it it is.
struct BatchMember {
    std::size_t case_index = 0;
    std::size_t ordinal = 0;
    Truth certain = Truth::yes;
    time::TimeSpan day;  ///< pairs
};

struct BatchGroup {
    std::vector<std::string> keys;
    std::vector<BatchMember> members;  ///< in order of appearance
};

struct BatchDoubt {
    BatchMember member;
    std::vector<std::optional<std::string>> keys;  ///< those that are known
};

/// A grouped rule with all members that it has seen.
struct GroupedRule {
    const model::Rule* rule = nullptr;
    int index = -1;
    bool needs_world = false;                                ///< to find members and their keys
    std::vector<BatchGroup> groups;                          ///< by first appearance of the key
    std::unordered_map<std::string, std::size_t> positions;  ///< only looked up, never walked
    std::vector<BatchDoubt> doubts;
    std::size_t cases = 0;  ///< how many of its record were seen

    const model::Grouping& grouping() const { return *rule->grouping; }
};

/// Key parts as one text; the lengths keep ("a", "bc") apart from ("ab", "c").
FADU_INLINE std::string joined_key(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += std::to_string(part.size()) + ":" + part;
    return text;
}

}  // namespace detail
using namespace detail;  // NOLINT

struct Batch::State {
    /// What kept outcomes point into.
    struct Kept {
        std::set<std::shared_ptr<const facts::Case>> cases;
        std::set<std::shared_ptr<World>> worlds;
        std::vector<std::shared_ptr<BlankCase>> blanks;
    };
    class KeyWorlds;

    State(const model::Rulebook& book, CheckOptions given, bool all)
        : rulebook(&book), options(std::move(given)), keep_all(all) {
        blanks.resize(book.records.size());
        for (std::size_t i = 0; i < book.rules.size(); ++i) {
            const model::Rule& rule = book.rules[i];
            if (!rule.grouping) continue;
            GroupedRule one;
            one.rule = &rule;
            one.index = static_cast<int>(i);
            const model::Grouping& grouping = *rule.grouping;
            one.needs_world = !grouping.scope.empty() ||
                              !std::all_of(grouping.keys.begin(), grouping.keys.end(), is_plain) ||
                              (grouping.day && !is_plain(*grouping.day));
            rules.push_back(std::move(one));
        }
    }

    World& blank_world(int record) {
        auto& blank = blanks[static_cast<std::size_t>(record)];
        if (!blank) blank = std::make_shared<BlankCase>(*rulebook, record, options);
        return blank->world;
    }

    /// The members that a case has, each with its frames; in a world of its own, or in the blank one.
    std::vector<Instance> members_of(const GroupedRule& grouped, const facts::Case& value, World* world) {
        std::vector<Instance> found;
        if (world) {
            found = InstanceFinder(*grouped.rule, *world).scoped();
        } else {
            Instance whole;
            whole.context.world = &blank_world(value.root.record);
            whole.context.policy = &grouped.rule->policy;
            whole.context.frames = {{&value.root, nullptr, nullptr, {}}};
            found.push_back(std::move(whole));
        }
        for (Instance& member : found)
            if (member.context.frames.size() < static_cast<std::size_t>(grouped.grouping().member_frames))
                member.context.frames.resize(static_cast<std::size_t>(grouped.grouping().member_frames));
        return found;
    }

    void add(std::shared_ptr<const facts::Case> value);
    void add_member(GroupedRule& grouped, BatchMember member, const Context& context);
    void finish(GroupedRule& grouped, CaseVerdicts& verdicts, Kept& kept);
    void keep(Outcome outcome, const GroupedRule& grouped, const std::vector<const BatchMember*>& members,
              KeyWorlds* worlds, CaseVerdicts& verdicts, Kept& kept);

    const model::Rulebook* rulebook;
    CheckOptions options;
    bool keep_all;
    std::vector<GroupedRule> rules;
    std::vector<std::shared_ptr<const facts::Case>> cases;  ///< those with a member, in order of appearance
    std::vector<std::shared_ptr<BlankCase>> blanks;         ///< by record
};

/// The worlds of the cases of one key, each made when it is first asked for.
class Batch::State::KeyWorlds final : public MemberWorlds {
  public:
    KeyWorlds(State& state, const GroupedRule& grouped) : state_(state), grouped_(grouped) {}

    World* of(const Entity& member) override {
        if (member.path.empty() || member.path.front().kind != PathStep::Kind::member) return nullptr;
        std::size_t position = static_cast<std::size_t>(member.path.front().index);
        if (!grouped_.grouping().pairs) {
            if (member.path.size() < 2) return nullptr;  // the group as a whole
            position = static_cast<std::size_t>(member.path[1].index - 1);
        }
        return position < owners_.size() ? &world(owners_[position]) : nullptr;
    }

    /// The member as it stands in the frames of the rule: of a pair the first (0) or second (1), of a group the n-th.
    Entity entity(const BatchMember& member, std::size_t position, Path path) {
        Entity entity = context(member).frames[static_cast<std::size_t>(grouped_.grouping().member_frame)];
        if (owners_.size() <= position) owners_.resize(position + 1);
        owners_[position] = member.case_index;
        entity.path = std::move(path);
        return entity;
    }

    /// The member's own frames.
    const Context& context(const BatchMember& member) {
        auto& found = members_[member.case_index];
        if (found.empty()) {
            const facts::Case& value = *state_.cases[member.case_index];
            found = state_.members_of(grouped_, value, grouped_.needs_world ? &world(member.case_index) : nullptr);
        }
        return found[member.ordinal].context;
    }

    const std::map<std::size_t, std::shared_ptr<World>>& worlds() const { return worlds_; }

  private:
    World& world(std::size_t case_index) {
        auto& world = worlds_[case_index];
        if (!world) world = make_world(*state_.rulebook, *state_.cases[case_index], state_.options);
        return *world;
    }

    State& state_;
    const GroupedRule& grouped_;
    std::map<std::size_t, std::shared_ptr<World>> worlds_;
    std::map<std::size_t, std::vector<Instance>> members_;
    std::vector<std::size_t> owners_;  ///< by position: the case
};

namespace detail {

/// What has to be said of one rule once all members are known.
class GroupedEvaluation {
  public:
    using Keep = std::function<void(Outcome)>;

    GroupedEvaluation(const GroupedRule& grouped, World& blank, bool messages)
        : grouped_(grouped),
          rule_(*grouped.rule),
          grouping_(*grouped.rule->grouping),
          blank_(blank),
          messages_(messages) {
        for (const BatchDoubt& doubt : grouped.doubts) {
            std::string mask;
            std::vector<std::string> known;
            for (const auto& key : doubt.keys) {
                mask += key ? '1' : '0';
                if (key) known.push_back(*key);
            }
            doubtful_[mask].insert(joined_key(known));
        }
    }

    Context context(MemberWorlds& members) const {
        Context context;
        context.world = &blank_;
        context.policy = &rule_.policy;
        context.members = &members;
        context.frames.resize(static_cast<std::size_t>(std::max(rule_.frames, grouping_.pairs ? 2 : 1)));
        return context;
    }

    PathStep member_step(int which) const { return {PathStep::Kind::member, which, grouped_.index, false, 0}; }

    model::Type member_type() const {
        for (const model::ScopeLevel& level : grouping_.scope) {
            if (level.frame != grouping_.member_frame) continue;
            if (!level.occurrences) return level.collection->type.element_type();
            return {model::TypeKind::occurrence, model::TypeKind::nothing, level.event, rule_.record};
        }
        return {model::TypeKind::record, model::TypeKind::nothing, rule_.record, -1};
    }

    /// Might a member whose key is not wholly known belong here?
    bool may_have_more(const BatchGroup& group) const {
        for (const auto& [mask, keys] : doubtful_) {
            std::vector<std::string> projected;
            for (std::size_t i = 0; i < mask.size() && i < group.keys.size(); ++i)
                if (mask[i] == '1') projected.push_back(group.keys[i]);
            if (keys.contains(joined_key(projected))) return true;
        }
        return false;
    }

    Outcome evaluate(Instance instance) const {
        Outcome outcome = evaluate_instance(rule_, instance, blank_, messages_);
        outcome.instance.resize(grouping_.pairs ? 2 : 1);
        return outcome;
    }

    /// A member (or the rule as a whole) of which it cannot be told where it belongs.
    Outcome doubt(std::vector<Trace> unknowns) const {
        Outcome outcome;
        outcome.rule = &rule_;
        outcome.grade = rule_.grade;
        if (rule_.mode == model::Mode::may) {
            outcome.verdict = Verdict::compliant;  // a permission accuses nobody
            return outcome;
        }
        outcome.verdict = Verdict::undetermined;
        outcome.standing.insert(Standing::met);
        outcome.standing.insert(Standing::broken);
        if (rule_.window) outcome.standing.insert(Standing::open);
        outcome.possible = possible_verdicts(Truth::unknown, truth(!rule_.exceptions.empty(), true), outcome.standing);
        Trace trace;
        trace.value = truth_value(Truth::unknown);
        trace.children = std::move(unknowns);
        outcome.content = std::move(trace);
        return outcome;
    }

  private:
    const GroupedRule& grouped_;
    const model::Rule& rule_;
    const model::Grouping& grouping_;
    World& blank_;
    bool messages_;
    std::map<std::string, std::set<std::string>> doubtful_;  ///< by which keys are known, the known ones
};

/// Until when a later member is within the window of an earlier one.
class PairWindow {
  public:
    PairWindow(const time::TimeSpan& earlier, const time::Period& period, time::CountingPolicy policy,
               const time::Calendar& calendar) {
        hours_ = std::any_of(period.parts.begin(), period.parts.end(),
                             [](const time::PeriodPart& part) { return part.unit == time::Unit::hour; });
        if (hours_) {
            first_ = time::due_moment(earlier.begin, period);
            last_ = time::due_moment(earlier.end, period);
            valid_ = first_.has_value() && last_.has_value();
            return;
        }
        policy.roll = time::Roll::none;
        const auto due = time::due_day(time::day_of(earlier.begin), period, policy, calendar);
        valid_ = due.has_value();
        if (due)
            due_ = due->due;
        else
            beyond_calendar_ = due.error().kind == time::CountErrorKind::beyond_calendar;
    }

    bool valid() const { return valid_; }
    Cause cause() const { return beyond_calendar_ ? Cause::beyond_calendar : Cause::overflow; }

    Truth contains(const time::TimeSpan& later) const {
        if (!hours_) return truth(time::day_of(later.begin) <= due_);
        if (later.end <= *first_) return Truth::yes;
        return later.begin > *last_ ? Truth::no : Truth::unknown;
    }

  private:
    bool hours_ = false, valid_ = false, beyond_calendar_ = false;
    tl::expected<time::Moment, time::CountError> first_{time::Moment{}}, last_{time::Moment{}};
    time::Day due_{};
};

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE void Batch::State::add_member(GroupedRule& grouped, BatchMember member, const Context& context) {
    const model::Grouping& grouping = grouped.grouping();
    std::vector<std::optional<std::string>> keys;
    std::vector<std::string> known;
    for (const model::Expression& key : grouping.keys) {
        const Value value = evaluate(key, context).value;
        if (!value.may_be_value && !value.may_be_unascertainable) return;  // 无 is the same as nothing
        keys.push_back(key_text(value, *rulebook));
        if (keys.back()) known.push_back(*keys.back());
    }
    bool doubtful = known.size() < keys.size();
    if (grouping.pairs && grouping.day) {
        const Value day = evaluate(*grouping.day, context).value;
        if (!day.may_be_value && !day.may_be_unascertainable) return;  // it has no day: no pair can have it
        const auto when = begin_of(day);
        if (!when || day.may_be_none || when->earliest != when->latest)
            doubtful = true;
        else
            member.day = when->earliest;
    }
    if (doubtful) {
        grouped.doubts.push_back({member, std::move(keys)});
        return;
    }
    const auto [position, is_new] = grouped.positions.emplace(joined_key(known), grouped.groups.size());
    if (is_new) grouped.groups.push_back({std::move(known), {}});
    grouped.groups[position->second].members.push_back(member);
}

FADU_INLINE void Batch::State::add(std::shared_ptr<const facts::Case> value) {
    std::shared_ptr<World> world;
    bool used = false;
    for (GroupedRule& grouped : rules) {
        if (grouped.rule->record != value->root.record) continue;
        ++grouped.cases;
        if (grouped.needs_world && !world) world = make_world(*rulebook, *value, options);
        const auto found = members_of(grouped, *value, grouped.needs_world ? world.get() : nullptr);
        for (std::size_t i = 0; i < found.size(); ++i) {
            used = true;
            add_member(grouped, {cases.size(), i, found[i].certain, {}}, found[i].context);
        }
    }
    if (used) cases.push_back(std::move(value));
}

FADU_INLINE void Batch::State::keep(Outcome outcome, const GroupedRule& grouped,
                                    const std::vector<const BatchMember*>& members, KeyWorlds* worlds,
                                    CaseVerdicts& verdicts, Kept& kept) {
    const bool speaks = outcome.verdict == Verdict::violated || outcome.verdict == Verdict::pending ||
                        outcome.verdict == Verdict::undetermined || outcome.verdict == Verdict::conflict;
    if (!speaks && !keep_all) return;
    outcome.norm = {false, grouped.index, false};
    for (const BatchMember* member : members) {
        const auto& value = cases[member->case_index];
        if (outcome.cases.empty() || outcome.cases.back() != value.get()) outcome.cases.push_back(value.get());
        kept.cases.insert(value);
        if (!worlds) continue;
        if (const auto world = worlds->worlds().find(member->case_index); world != worlds->worlds().end())
            kept.worlds.insert(world->second);
    }
    verdicts.outcomes.push_back(std::move(outcome));
}

FADU_INLINE void Batch::State::finish(GroupedRule& grouped, CaseVerdicts& verdicts, Kept& kept) {
    if (grouped.cases == 0) return;
    const model::Rule& rule = *grouped.rule;
    const model::Grouping& grouping = grouped.grouping();
    World& blank = blank_world(rule.record);
    const GroupedEvaluation evaluation(grouped, blank, options.messages);
    const std::size_t before = verdicts.outcomes.size();
    bool any = false;

    std::optional<time::Period> window;
    if (grouping.pairs && grouping.within) {
        Context context;
        context.world = &blank;
        context.policy = &rule.policy;
        context.frames = {blank.case_entity()};
        Trace within = evaluate(*grouping.within, context);
        if (const time::Period* period = known_period(within.value)) window = *period;
        const bool any_two = std::any_of(grouped.groups.begin(), grouped.groups.end(),
                                         [](const BatchGroup& group) { return group.members.size() > 1; });
        if (!window && any_two) {
            std::vector<Trace> unknowns;
            unknowns.push_back(std::move(within));
            keep(evaluation.doubt(std::move(unknowns)), grouped, {}, nullptr, verdicts, kept);
            any = true;
        }
    }

    for (BatchGroup& group : grouped.groups) {
        if (grouping.pairs && (group.members.size() < 2 || !window)) continue;
        KeyWorlds worlds(*this, grouped);
        const auto common = [&](const BatchMember& member) {
            Context context = worlds.context(member);
            context.frames[static_cast<std::size_t>(grouping.member_frame)].path = {evaluation.member_step(0)};
            std::vector<Trace> traces;
            for (const model::Expression& key : grouping.keys) traces.push_back(evaluate(key, context));
            return traces;
        };
        if (!grouping.pairs) {
            any = true;
            const model::Type type = evaluation.member_type();
            Elements elements;
            Instance instance;
            instance.certain = Truth::no;
            for (const BatchMember& member : group.members) {
                Path path{evaluation.member_step(0)};
                path.push_back({PathStep::Kind::element, static_cast<int>(elements.elements.size()) + 1, -1, false, 0});
                Entity entity = worlds.entity(member, elements.elements.size(), path);
                Value value = entity.scalar ? *entity.scalar : entity_value(entity, type);
                elements.elements.push_back({std::move(value), member.certain, std::move(path)});
                instance.certain = instance.certain || member.certain;
            }
            Value list;
            list.type = model::Type::list_of(type);
            list.domain = std::move(elements);
            instance.context = evaluation.context(worlds);
            const auto put = [&] {
                Entity whole;
                whole.scalar = std::make_shared<const Value>(list);
                whole.path = {evaluation.member_step(0)};
                instance.context.frames[0] = std::move(whole);
            };
            put();
            Outcome outcome = evaluation.evaluate(instance);
            const bool accuses = outcome.verdict == Verdict::violated || outcome.verdict == Verdict::pending;
            if (accuses && evaluation.may_have_more(group)) {
                // It must hold whoever else turns out to belong to the group.
                std::get<Elements>(list.domain).complete = false;
                put();
                Outcome wider = evaluation.evaluate(instance);
                if (wider.verdict != outcome.verdict) outcome = std::move(wider);
            }
            std::vector<const BatchMember*> all;
            for (const BatchMember& member : group.members) all.push_back(&member);
            outcome.common = common(group.members.front());
            keep(std::move(outcome), grouped, all, &worlds, verdicts, kept);
            continue;
        }
        // A bare date stands before the times of its day.
        std::stable_sort(group.members.begin(), group.members.end(),
                         [](const BatchMember& a, const BatchMember& b) { return a.day.begin < b.day.begin; });
        for (std::size_t i = 0; i + 1 < group.members.size(); ++i) {
            const BatchMember& first = group.members[i];
            const PairWindow reach(first.day, *window, rule.policy, blank.calendar());
            if (!reach.valid()) {
                any = true;
                Trace period;
                period.is_fact = true;
                period.expression = &*grouping.within;
                period.value = unknown_value(grouping.within->type, reach.cause());
                std::vector<Trace> unknowns;
                unknowns.push_back(std::move(period));
                Outcome outcome = evaluation.doubt(std::move(unknowns));
                outcome.instance = {worlds.entity(first, 0, {evaluation.member_step(0)})};
                keep(std::move(outcome), grouped, {&first}, &worlds, verdicts, kept);
                continue;
            }
            for (std::size_t j = i + 1; j < group.members.size(); ++j) {
                const BatchMember& second = group.members[j];
                const Truth within = reach.contains(second.day);
                if (within == Truth::no) break;
                any = true;
                Instance instance;
                instance.certain = first.certain && second.certain && within;
                instance.context = evaluation.context(worlds);
                instance.context.frames[0] = worlds.entity(first, 0, {evaluation.member_step(0)});
                instance.context.frames[1] = worlds.entity(second, 1, {evaluation.member_step(1)});
                Outcome outcome = evaluation.evaluate(std::move(instance));
                outcome.common = common(first);
                keep(std::move(outcome), grouped, {&first, &second}, &worlds, verdicts, kept);
            }
        }
    }

    for (const BatchDoubt& doubt : grouped.doubts) {
        any = true;
        KeyWorlds worlds(*this, grouped);
        const Context& context = worlds.context(doubt.member);
        std::vector<Trace> unknowns;
        const auto show = [&](const model::Expression& expression) {
            Trace trace = evaluate(expression, context);
            if (!trace.value.is_known()) unknowns.push_back(std::move(trace));
        };
        for (const model::Expression& key : grouping.keys) show(key);
        if (grouping.pairs && grouping.day) {
            show(*grouping.day);
            if (unknowns.empty()) {  // the occurrence is known, its day is not
                Trace day = evaluate(*grouping.day, context);
                day.value = unknown_value({model::TypeKind::date}, Cause::missing_fact);
                day.is_fact = true;
                day.children.clear();
                unknowns.push_back(std::move(day));
            }
        }
        Outcome outcome = evaluation.doubt(std::move(unknowns));
        outcome.instance_certain = doubt.member.certain;
        outcome.instance = {context.frames[static_cast<std::size_t>(grouping.member_frame)]};
        keep(std::move(outcome), grouped, {&doubt.member}, &worlds, verdicts, kept);
    }
    if (!any && keep_all && verdicts.outcomes.size() == before) {
        Outcome outcome;
        outcome.rule = &rule;
        outcome.grade = rule.grade;
        outcome.verdict = Verdict::not_applicable;
        outcome.note = Note::not_yet_happened;
        keep(std::move(outcome), grouped, {}, nullptr, verdicts, kept);
    }
}

FADU_INLINE Batch::Batch(const model::Rulebook& rulebook, CheckOptions options, bool keep_all)
    : state_(std::make_unique<State>(rulebook, std::move(options), keep_all)) {}
FADU_INLINE Batch::~Batch() = default;
FADU_INLINE Batch::Batch(Batch&&) noexcept = default;
FADU_INLINE Batch& Batch::operator=(Batch&&) noexcept = default;

FADU_INLINE bool Batch::has_rules(const model::Rulebook& rulebook) {
    return std::any_of(rulebook.rules.begin(), rulebook.rules.end(),
                       [](const model::Rule& rule) { return rule.grouping.has_value(); });
}

FADU_INLINE void Batch::add(std::shared_ptr<const facts::Case> value) {
    if (value && !state_->rules.empty()) state_->add(std::move(value));
}

FADU_INLINE CaseVerdicts Batch::finish() {
    CaseVerdicts verdicts;
    verdicts.as_of = state_->options.as_of;
    auto kept = std::make_shared<State::Kept>();
    for (GroupedRule& grouped : state_->rules) state_->finish(grouped, verdicts, *kept);
    kept->blanks = state_->blanks;
    verdicts.keep_alive = std::move(kept);
    state_ = std::make_unique<State>(*state_->rulebook, state_->options, state_->keep_all);
    return verdicts;
}

FADU_INLINE OutcomesByCase outcomes_by_case(const CaseVerdicts& batch) {
    OutcomesByCase all;
    for (const Outcome& outcome : batch.outcomes)
        for (const facts::Case* value : outcome.cases) all[value].push_back(&outcome);
    return all;
}

}  // namespace fadu::engine
