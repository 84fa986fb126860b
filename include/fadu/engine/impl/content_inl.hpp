// Bodies of fadu/engine/content.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/content.hpp"
#include "fadu/engine/impl/instances_inl.hpp"
#include "fadu/engine/impl/relations_inl.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE void stand(StandingSet& set, Truth holds, Standing otherwise) {
    if (may_be_yes(holds)) set.insert(Standing::met);
    if (may_be_no(holds)) set.insert(otherwise);
}

class ContentEvaluation {
  public:
    ContentEvaluation(const model::Rule& rule, const Instance& instance)
        : rule_(rule), instance_(instance), context_(instance.context), world_(*instance.context.world) {
        trace_.value = truth_value(Truth::unknown);
    }

    Content run() {
        if (is_prohibition(rule_)) {
            prohibition();
        } else {
            switch (rule_.content) {
                case model::ContentKind::acts: acts(); break;
                case model::ContentKind::condition: condition(); break;
                case model::ContentKind::items: items(); break;
                case model::ContentKind::covers: covers(); break;
                case model::ContentKind::relation: return evaluate_relation(rule_, instance_);
                case model::ContentKind::order_only: content_.standing.insert(Standing::met); break;
            }
        }
        finish_trace();
        return std::move(content_);
    }

  private:
    Reference now() const { return {}; }
    bool has_window(model::Operation operation) const { return rule_.window && rule_.window->operation == operation; }
    Truth seen_now(const Event& event) const { return world_.visible(event, now(), world_.same_day(rule_.policy)); }

    void finish_trace() {
        const bool met = content_.standing.contains(Standing::met);
        const bool other = content_.standing.contains(Standing::open) || content_.standing.contains(Standing::broken);
        if (!content_.trace) {
            trace_.value = truth_value(truth(met, other));
            content_.trace = std::move(trace_);
        }
    }

    void use_window() {
        if (!rule_.window) return;
        content_.window = evaluate_window(*rule_.window, rule_.extensions, rule_.exclusions, context_);
        if (!is_prohibition(rule_) && content_.window->anchor_certain == Truth::unknown)
            content_.something_happened = Truth::unknown;
        for (const Trace& part : content_.window->traces) trace_.children.push_back(part);
    }

    // ---- duties to act -------------------------------------------------------------------------------------------

    void acts() {
        if (has_window(model::Operation::window_before)) return act_before();
        use_window();
        if (content_.window && !content_.window->anchored) {
            content_.nothing_happened = true;
            content_.about = rule_.window->arguments[0].index;
            return;
        }
        Bounds bounds{nothing_before, no_end};
        std::optional<TimeInterval> anchor;
        if (content_.window) {
            bounds = content_.window->bounds;
            anchor = content_.window->anchor;
        }
        // The earliest fitting act not before the anchor decides; what comes after a certain one cannot be the earliest.
        bool certain = false;
        bool certain_in_time = false;
        for (const Candidate& candidate : fitting_acts(anchor)) {
            const Event& event = *candidate.event;
            if (certain && event.dated()) continue;
            const Truth in_time = is_within(event, bounds);
            stand(content_.standing, in_time, Standing::broken);
            content_.early =
                content_.early || (in_time == Truth::no && event.begin_latest.begin < bounds.from.earliest.begin);
            if (!content_.act || (candidate.fit == Truth::yes && !certain)) content_.act = &event;
            if (candidate.fit == Truth::yes && !certain) {
                certain = true;
                certain_in_time = in_time == Truth::yes;
            }
        }
        if (certain) {
            if (certain_in_time && (!content_.window || anchor)) {
                // An earlier doubtful one would be in time as well.
                content_.standing = {};
                content_.standing.insert(Standing::met);
            }
            return;
        }
        wait_or_break(bounds.until);
    }

    struct Candidate {
        const Event* event;
        Truth fit;
    };

    std::vector<Candidate> fitting_acts(const std::optional<TimeInterval>& anchor) {
        std::vector<Candidate> candidates;
        for (const model::EventPattern& pattern : rule_.acts) {
            for (const Event* event : world_.occurrences(pattern.event)) {
                const Truth seen = seen_now(*event);
                if (seen == Truth::no) continue;
                Trace fit = fits(pattern, *event, context_);
                Truth in = seen && fit.value.truth();
                if (anchor) in = in && is_not_before(*event, *anchor);
                if (fit.value.truth() != Truth::no || !fit.children.empty()) {
                    if (in != Truth::no && !event->dated()) fit.children.push_back(unknown_day(world_, *event));
                    fit.value = truth_value(in != Truth::no && !event->dated() ? Truth::unknown : in);
                    trace_.children.push_back(std::move(fit));
                }
                content_.candidates.push_back(event);
                if (in != Truth::no) candidates.push_back({event, in});
            }
        }
        const auto earlier = [](const auto& a, const auto& b) {
            const auto key = [](const Event& e) { return std::tuple(!e.dated(), e.begin_earliest, e.sequence); };
            return key(*a.event) < key(*b.event);
        };
        std::stable_sort(candidates.begin(), candidates.end(), earlier);
        return candidates;
    }

    /// Nothing has been done: open while there is time, broken after.
    void wait_or_break(const TimeInterval& until) {
        if (until.latest.end >= world_.now()) content_.standing.insert(Standing::open);
        if (until.earliest.end < world_.now()) content_.standing.insert(Standing::broken);
    }

    /// 应当 在 B 之前 A: a live A before B; before B has come, open.
    void act_before() {
        const Event* before = instance_.act;
        std::optional<Window> window;
        if (!before) {
            // B is 本次, a date, or has not happened yet.
            window = evaluate_window(*rule_.window, {}, {}, context_);
            for (const Trace& part : window->traces) trace_.children.push_back(part);
        } else {
            trace_.children.push_back(event_trace(world_, *before, instance_.certain));
        }
        const model::Expression& point = rule_.window->arguments[0];
        if (!before && point.operation == model::Operation::frame) {
            const auto index = static_cast<std::size_t>(point.index >= 0 ? point.index : point.frame);
            if (index < context_.frames.size()) before = context_.frames[index].event;
        }
        const Reference at = before ? Reference{before, {}} : now();
        Truth done = Truth::no;
        for (const model::EventPattern& pattern : rule_.acts) {
            for (const Event* event : world_.occurrences(pattern.event)) {
                Truth seen = world_.visible(*event, at, world_.same_day(rule_.policy));
                if (seen == Truth::no) continue;
                seen = seen && world_.live(*event, at, world_.same_day(rule_.policy));
                if (!before && window && window->anchored) seen = seen && is_within(*event, window->bounds);
                Trace fit = fits(pattern, *event, context_);
                fit.value = truth_value(seen && fit.value.truth());
                done = done || fit.value.truth();
                content_.candidates.push_back(event);
                if (fit.value.truth() != Truth::no) content_.act = event;
                trace_.children.push_back(std::move(fit));
            }
        }
        if (before) {
            stand(content_.standing, done, before->planned ? Standing::open : Standing::broken);
        } else if (window && window->anchored) {
            if (may_be_yes(done)) content_.standing.insert(Standing::met);
            if (may_be_no(done)) wait_or_break(window->bounds.until);
        } else {
            stand(content_.standing, done, Standing::open);
        }
    }

    // ---- prohibitions --------------------------------------------------------------------------------------------

    void prohibition() {
        const Event* act = instance_.act;
        Truth fit = truth(act != nullptr);
        if (act) {
            Trace leaf = fits(rule_.acts[static_cast<std::size_t>(instance_.act_kind)], *act, context_);
            fit = leaf.value.truth();
            content_.act = act;
            content_.candidates.push_back(act);
            trace_.children.push_back(std::move(leaf));
        }
        const Truth barred = rule_.without.empty() ? barred_by_window(act) : !cleared(act);
        if (!act) {
            content_.standing.insert(Standing::met);
            content_.barred_now = barred == Truth::yes;
            content_.about = rule_.acts.empty() ? -1 : rule_.acts.front().event;
            return;
        }
        stand(content_.standing, !(fit && barred), Standing::broken);
    }

    /// 不得 E within the time named, or at any time where none is.
    Truth barred_by_window(const Event* act) {
        if (!rule_.window) return Truth::yes;
        use_window();
        if (!content_.window->anchored) return truth(has_window(model::Operation::window_before));
        return act ? is_within(*act, content_.window->bounds) : Truth::unknown;
    }

    /// 未经 A 其 P: does the last live A before the act (or by now) fit?
    Truth cleared(const Event* act) {
        Context before_act = context_;
        before_act.at = Reference{act, {}};
        Truth any = Truth::no;
        bool seen_any = false;
        for (const model::EventPattern& pattern : rule_.without) {
            const std::vector<Member> all = members(pattern.event, true, before_act);
            const auto where = [&](const Event& event) -> std::optional<Trace> {
                if (!pattern.where) return std::nullopt;
                return evaluate(*pattern.where, context_.at_frame(pattern.frame, event_entity(world_, event)));
            };
            any = any || last_fits(all, world_, where, trace_.children);
            seen_any = seen_any || !all.empty();
        }
        if (!seen_any) {
            for (const model::EventPattern& pattern : rule_.without) {
                Trace leaf;
                leaf.value = truth_value(Truth::no);
                leaf.is_fact = true;
                leaf.path = {{PathStep::Kind::event, pattern.event, world_.record_index(), false, 0}};
                trace_.children.push_back(std::move(leaf));
            }
        }
        return any;
    }

    // ---- conditions and documents --------------------------------------------------------------------------------

    void condition() {
        Trace trace = evaluate(*rule_.condition, context_);
        Truth holds = trace.value.truth();
        if (holds == Truth::no && trace.value.did_not_happen)
            content_.nothing_happened = true;
        else if (may_be_no(holds) && trace.value.absence_possible)
            content_.something_happened = Truth::unknown;
        if (rule_.mode == model::Mode::must_not) holds = !holds;
        Standing otherwise = Standing::broken;
        if (has_window(model::Operation::window_before) && !instance_.act) {
            const Window window = evaluate_window(*rule_.window, {}, {}, context_);
            if (!window.anchored) otherwise = Standing::open;
            content_.nothing_happened = false;
            content_.something_happened = Truth::yes;
        } else if (has_window(model::Operation::window_within)) {
            use_window();
            if (content_.window->anchored && may_be_no(holds)) {
                if (may_be_yes(holds)) content_.standing.insert(Standing::met);
                wait_or_break(content_.window->bounds.until);
                content_.trace = std::move(trace);
                return;
            }
        }
        stand(content_.standing, holds, otherwise);
        content_.trace = std::move(trace);
    }

    void items() {
        Trace list = evaluate(*rule_.condition, context_);
        if (!list.value.may_be_value && list.value.did_not_happen) {
            content_.nothing_happened = true;
            content_.standing.insert(Standing::broken);
            content_.trace = std::move(list);
            return;
        }
        if (list.value.absence_possible) content_.something_happened = Truth::unknown;
        const Elements* elements = elements_of(list.value);
        Truth all = Truth::yes;
        std::vector<OrderedItem> ordered;
        std::vector<std::string> ordered_names;
        for (const model::Item& item : rule_.items) {
            Truth wanted = Truth::yes;
            Trace part;
            part.label = item.label;
            if (item.when) {
                Trace when = evaluate(*item.when, context_);
                wanted = when.value.truth();
                part.children.push_back(std::move(when));
            }
            if (wanted == Truth::no) continue;
            Truth there = Truth::unknown;
            if (item.required.type.kind == model::TypeKind::boolean) {
                Trace required = evaluate(item.required, context_);
                there = required.value.truth();
                part.children.push_back(std::move(required));
            } else {
                const Value thing = evaluate(item.required, context_).value;
                if (rule_.in_order) {
                    ordered.push_back({thing, wanted});
                    ordered_names.push_back(item.name);
                }
                if (elements) {
                    there = Truth::no;
                    for (const Element& element : elements->elements)
                        there = there || (element.member && is_equal(element.value, thing));
                    if (!elements->complete) there = there || Truth::unknown;
                } else if (!list.value.may_be_value) {
                    there = Truth::no;
                }
                Trace leaf = list;
                leaf.children.clear();
                leaf.value = truth_value(there);
                leaf.is_fact = !elements;  // where the list is known, its own value says more than 是 or 否
                part.children.push_back(std::move(leaf));
            }
            const Truth in_order = !wanted || there;
            part.value = truth_value(in_order);
            all = all && in_order;
            if (in_order == Truth::no) content_.missing_items.push_back(item.name);
            if (in_order == Truth::unknown) content_.unclear_items.push_back(item.name);
            trace_.children.push_back(std::move(part));
        }
        if (rule_.in_order) all = all && in_order(list.value, ordered, ordered_names);
        trace_.children.push_back(std::move(list));
        Standing otherwise = Standing::broken;
        if (has_window(model::Operation::window_before) && !instance_.act) otherwise = Standing::open;
        stand(content_.standing, all, otherwise);
    }

    /// 依次包括: what is there but out of its place is named with the items that are missing.
    Truth in_order(const Value& list, const std::vector<OrderedItem>& items, const std::vector<std::string>& names) {
        std::vector<std::size_t> misplaced;
        const Truth result = stand_in_order(list, items, &misplaced);
        for (const std::size_t i : misplaced) {
            const bool chinese = std::any_of(names[i].begin(), names[i].end(), [](char c) { return (c & 0x80) != 0; });
            content_.missing_items.push_back(names[i] + (chinese ? "（次序不对）" : " (out of order)"));
        }
        Trace order;
        order.value = truth_value(result);
        trace_.children.push_back(std::move(order));
        return result;
    }

    // ---- cover and relations -------------------------------------------------------------------------------------

    /// The occurrence that the rule speaks of (每次 离开现场), else the last one.
    Value end_of_cover(int kind) const {
        const model::Type type{model::TypeKind::occurrence};
        for (const Entity& entity : context_.frames)
            if (entity.event && world_.is_of(*entity.event, kind)) return entity_value(entity, type);
        return last_live_value(kind, type, context_);
    }

    /// 音像记录 覆盖 到达现场 至 离开现场: touching parts leave no gap; one that runs on covers up to now.
    void covers() {
        const auto& act = rule_.acts;
        const Value from = end_of_cover(act[1].event);
        const Value to = end_of_cover(act[2].event);
        for (const std::size_t i : {std::size_t{1}, std::size_t{2}})
            for (const Event* event : world_.occurrences(act[i].event))
                trace_.children.push_back(event_trace(world_, *event, seen_now(*event)));
        if (!from.may_be_value) {
            content_.nothing_happened = true;
            content_.about = act[1].event;
            return;
        }
        if (from.may_be_none) content_.something_happened = Truth::unknown;
        const auto begin = begin_of(from);
        const bool ended = to.may_be_value;
        const auto end =
            ended ? end_of(to)
                  : std::optional(TimeInterval{time::TimeSpan::of(world_.now()), time::TimeSpan::of(world_.now())});
        std::vector<const Event*> parts;
        bool doubtful = from.may_be_none || (ended && to.may_be_none) || begin->earliest != begin->latest ||
                        end->earliest != end->latest;
        for (const Event* event : world_.occurrences(act[0].event)) {
            const Truth seen = seen_now(*event);
            if (seen == Truth::no) continue;
            Trace fit = fits(act[0], *event, context_);
            const Truth in = seen && fit.value.truth();
            if (in == Truth::no) continue;
            const bool certain = in == Truth::yes && event->dated() && event->end_earliest == event->end_latest;
            fit.value = truth_value(certain ? Truth::yes : Truth::unknown);
            trace_.children.push_back(std::move(fit));
            if (certain)
                parts.push_back(event);
            else
                doubtful = true;
        }
        find_gaps(parts, begin->latest.begin, end->earliest.end);
        const bool gap = !content_.gaps.empty();
        if (!gap) {
            content_.standing.insert(ended ? Standing::met : Standing::open);
            if (doubtful) content_.standing.insert(Standing::broken);
        } else {
            content_.standing.insert(Standing::broken);
            if (doubtful) content_.standing.insert(ended ? Standing::met : Standing::open);
        }
    }

    void find_gaps(const std::vector<const Event*>& parts, time::Moment from, time::Moment to) {
        time::Moment covered = from;
        const Event* previous = nullptr;
        for (const Event* part : parts) {
            // A bare date covers its day; only exact times can leave a gap inside one.
            if (part->begin_earliest.begin > covered && covered < to)
                content_.gaps.push_back({{covered, std::min(part->begin_earliest.begin, to)}, previous, part});
            const time::Moment end = part->running ? world_.now() : part->end_earliest.end;
            if (end >= covered) {
                covered = end;
                previous = part;
            }
        }
        if (covered < to) content_.gaps.push_back({{covered, to}, previous, nullptr});
    }

    const model::Rule& rule_;
    const Instance& instance_;
    const Context& context_;
    World& world_;
    Content content_;
    Trace trace_;
};

}  // namespace detail

FADU_INLINE Content evaluate_content(const model::Rule& rule, const Instance& instance) {
    return detail::ContentEvaluation(rule, instance).run();
}

}  // namespace fadu::engine
