// Relations between events (先于, 后随, 相随, 交替, 紧接) as contents of duties.
#pragma once

#include <algorithm>

#include "fadu/engine/content.hpp"
#include "fadu/engine/impl/instances_inl.hpp"

namespace fadu::engine {

namespace detail {

class RelationEvaluation {
  public:
    RelationEvaluation(const model::Rule& rule, const Instance& instance)
        : rule_(rule), context_(instance.context), world_(*instance.context.world) {}

    Content run() {
        relation();
        const bool met = content_.standing.contains(Standing::met);
        const bool other = content_.standing.contains(Standing::open) || content_.standing.contains(Standing::broken);
        trace_.value = truth_value(truth(met, other));
        content_.trace = std::move(trace_);
        return std::move(content_);
    }

  private:
    Truth seen_now(const Event& event) const {
        return world_.visible(event, Reference{}, world_.same_day(rule_.policy));
    }

    void relation() {
        const std::vector<const Event*> as = happened_of(rule_.acts[0]);
        const std::vector<const Event*> bs = happened_of(rule_.acts[1]);
        using model::Relation;
        const bool precedes = rule_.relation == Relation::precedes || rule_.relation == Relation::accompanies ||
                              rule_.relation == Relation::alternates;
        const bool follows = rule_.relation == Relation::followed_by || rule_.relation == Relation::accompanies ||
                             rule_.relation == Relation::alternates || rule_.relation == Relation::immediately_followed;
        // A relation is about what calls for the other: the later event of 先于, the earlier one of 后随 and 紧接.
        const bool about_later = rule_.relation == Relation::precedes;
        const bool about_both = rule_.relation == Relation::accompanies || rule_.relation == Relation::alternates;
        const bool nothing = about_both ? as.empty() && bs.empty() : about_later ? bs.empty() : as.empty();
        if (nothing && !doubtful_) {
            content_.nothing_happened = true;
            content_.about = rule_.acts[about_later ? 1 : 0].event;
            return;
        }
        if (doubtful_) {
            content_.standing.insert(Standing::met);
            content_.standing.insert(Standing::broken);
            content_.standing.insert(Standing::open);
            if (nothing) content_.something_happened = Truth::unknown;
        }
        bool broken = false;
        bool open = false;
        Truth doubt = Truth::no;
        const auto before = [&](const Event& x, const Event& y) {
            return is_before({x.end_earliest, x.end_latest}, {y.begin_earliest, y.begin_latest},
                             world_.same_day(rule_.policy), x.sequence < y.sequence);
        };
        if (precedes) {
            for (const Event* b : bs) {
                Truth some = Truth::no;
                for (const Event* a : as) some = some || (before(*a, *b) && near_enough(*a, *b));
                if (some == Truth::no) broken = true;
                doubt = doubt || truth(some != Truth::no, some == Truth::unknown);
                if (some == Truth::unknown) doubtful_pair_ = true;
            }
        }
        if (follows) {
            for (const Event* a : as) {
                Truth some = Truth::no;
                for (const Event* b : bs) some = some || (before(*a, *b) && near_enough(*a, *b));
                if (some == Truth::unknown) doubtful_pair_ = true;
                if (some != Truth::no) continue;
                (time_left(*a) ? open : broken) = true;
                show_deadline(*a, bs);
            }
        }
        if (rule_.relation == Relation::alternates) broken = broken || !by_turns(as, bs);
        if (rule_.relation == Relation::immediately_followed) broken = broken || !immediate(as, bs);
        if (doubtful_pair_) {
            content_.standing.insert(Standing::met);
            content_.standing.insert(Standing::open);
            content_.standing.insert(Standing::broken);
        }
        content_.standing.insert(broken ? Standing::broken : open ? Standing::open : Standing::met);
    }

    std::vector<const Event*> happened_of(const model::EventPattern& pattern) {
        std::vector<const Event*> found;
        for (const Event* event : world_.occurrences(pattern.event)) {
            const Truth seen = seen_now(*event);
            if (seen == Truth::no) continue;
            Trace fit = fits(pattern, *event, context_);
            const Truth in = seen && fit.value.truth();
            fit.value = truth_value(in);
            if (in == Truth::unknown) doubtful_ = true;
            if (in == Truth::yes) found.push_back(event);
            trace_.children.push_back(std::move(fit));
        }
        return found;
    }

    std::optional<time::Day> due_after(const Event& event) {
        if (!rule_.relation_within) return std::nullopt;
        const Trace period = evaluate(*rule_.relation_within, context_);
        const time::Period* known = known_period(period.value);
        if (!known) {
            doubtful_pair_ = true;
            return std::nullopt;
        }
        const auto due = time::due_day(event.day(), *known, rule_.policy, world_.calendar());
        if (!due) {
            doubtful_pair_ = true;
            return std::nullopt;
        }
        return due->due;
    }

    Truth near_enough(const Event& a, const Event& b) {
        if (!rule_.relation_within) return Truth::yes;
        if (!a.dated() || !b.dated()) return Truth::unknown;
        const auto due = due_after(a);
        if (!due) return Truth::unknown;
        if (b.day() <= *due) return Truth::yes;
        return truth(false);
    }

    bool time_left(const Event& a) {
        if (!rule_.relation_within) return true;
        if (!a.dated()) {
            doubtful_pair_ = true;
            return true;
        }
        const auto due = due_after(a);
        return !due || *due >= world_.as_of();
    }

    /// The first deadline that is open or broken stands for the others.
    void show_deadline(const Event& a, const std::vector<const Event*>& bs) {
        const auto due = a.dated() ? due_after(a) : std::nullopt;
        if (!due || content_.window) return;
        content_.window.emplace();
        content_.window->has_end = true;
        Deadline& deadline = content_.window->deadline;
        deadline.anchor = a.day();
        deadline.earliest = deadline.latest = due;
        deadline.policy = rule_.policy;
        if (const Trace period = evaluate(*rule_.relation_within, context_); known_period(period.value))
            deadline.period = *known_period(period.value);
        for (const Event* b : bs)
            if (!content_.act && b->dated() && b->day() >= a.day()) content_.act = b;
    }

    static bool in_order(const Event* x, const Event* y) {
        return std::tuple(x->begin_earliest, x->sequence) < std::tuple(y->begin_earliest, y->sequence);
    }

    static bool by_turns(const std::vector<const Event*>& as, const std::vector<const Event*>& bs) {
        std::vector<std::pair<const Event*, bool>> all;
        for (const Event* a : as) all.emplace_back(a, true);
        for (const Event* b : bs) all.emplace_back(b, false);
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& x, const auto& y) { return in_order(x.first, y.first); });
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].second != (i % 2 == 0)) return false;
        return true;
    }

    bool immediate(const std::vector<const Event*>& as, const std::vector<const Event*>& bs) const {
        std::vector<const Event*> all;
        for (std::size_t kind = 0; kind < world_.record().events.size(); ++kind) {
            if (world_.record().events[kind].is_class) continue;
            for (const Event* event : world_.occurrences(static_cast<int>(kind)))
                if (seen_now(*event) == Truth::yes) all.push_back(event);
        }
        std::stable_sort(all.begin(), all.end(), in_order);
        for (const Event* a : as) {
            const auto here = std::find(all.begin(), all.end(), a);
            if (here == all.end() || here + 1 == all.end()) continue;
            if (std::find(bs.begin(), bs.end(), *(here + 1)) == bs.end()) return false;
        }
        return true;
    }

    const model::Rule& rule_;
    const Context& context_;
    World& world_;
    Content content_;
    Trace trace_;
    bool doubtful_ = false;
    bool doubtful_pair_ = false;
};

/// What a relation came to, over all occurrences of its two events.
FADU_INLINE Content evaluate_relation(const model::Rule& rule, const Instance& instance) {
    return RelationEvaluation(rule, instance).run();
}

}  // namespace detail

}  // namespace fadu::engine
