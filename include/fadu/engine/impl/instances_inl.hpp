// Bodies of fadu/engine/instances.hpp.
#pragma once

#include "fadu/engine/impl/evaluate_inl.hpp"
#include "fadu/engine/instances.hpp"

namespace fadu::engine {

FADU_INLINE bool is_prohibition(const model::Rule& rule) {
    return !rule.without.empty() || (rule.mode == model::Mode::must_not && rule.content == model::ContentKind::acts);
}

namespace detail {

class InstanceFinder {
  public:
    InstanceFinder(const model::Rule& rule, World& world) : rule_(rule), world_(world) {}

    /// What the scope levels give: one instance without any (of a rule over many cases: its members).
    std::vector<Instance> scoped() {
        Instance start;
        start.context.world = &world_;
        start.context.policy = &rule_.policy;
        start.context.frames = {world_.case_entity()};
        std::vector<Instance> found;
        scope(start, 0, found);
        return found;
    }

    Instances run() {
        std::vector<Instance> scoped = this->scoped();
        for (Instance& instance : scoped) {
            if (is_prohibition(rule_))
                acts(instance);
            else
                anchors(instance);
        }
        if (!result_.all.empty()) result_.missing_event = -1;
        return std::move(result_);
    }

  private:
    bool looks_ahead() const { return rule_.window && rule_.window->operation == model::Operation::window_ahead; }

    /// Has it happened by now, or may a duty look forward to it?
    Truth happened(const Event& event) const {
        if (event.planned) return truth(looks_ahead());
        return world_.visible(event, Reference{}, world_.same_day(rule_.policy));
    }

    void scope(const Instance& outer, std::size_t level, std::vector<Instance>& found) {
        const std::vector<model::ScopeLevel>& levels = rule_.grouping ? rule_.grouping->scope : rule_.scope;
        if (level == levels.size()) {
            found.push_back(outer);
            return;
        }
        const model::ScopeLevel& here = levels[level];
        if (here.occurrences) {
            bool any = false;
            for (const Event* event : world_.occurrences(here.event)) {
                const Truth in = happened(*event);
                if (in == Truth::no) continue;
                any = true;
                Instance inner = outer;
                inner.context = outer.context.at_frame(here.frame, event_entity(world_, *event));
                inner.context.at = Reference{event, {}};
                inner.certain = outer.certain && in;
                scope(inner, level + 1, found);
            }
            if (!any) result_.missing_event = here.event;
            return;
        }
        const Trace list = evaluate(*here.collection, outer.context);
        const Elements* elements = elements_of(list.value);
        if (!elements) {
            if (!list.value.may_be_value) return;
            // Nobody says what is in the list: there may be one.
            Instance inner = outer;
            inner.certain = outer.certain && Truth::unknown;
            Entity unknown;
            unknown.path = list.path;
            unknown.scalar =
                std::make_shared<const Value>(unknown_value(here.collection->type.element_type(), Cause::missing_fact));
            inner.context = outer.context.at_frame(here.frame, unknown);
            scope(inner, level + 1, found);
            return;
        }
        for (const Element& element : elements->elements) {
            if (element.member == Truth::no) continue;
            Instance inner = outer;
            inner.context = outer.context.at_frame(here.frame, element_entity(element));
            inner.certain = outer.certain && element.member;
            scope(inner, level + 1, found);
        }
    }

    const Event* scope_event(const Instance& instance) const { return instance.context.at.act; }

    /// Each act is an instance of a prohibition; where none has happened, now is.
    void acts(const Instance& scoped) {
        bool any = false;
        for (std::size_t i = 0; i < rule_.acts.size(); ++i) {
            for (const Event* event : world_.occurrences(rule_.acts[i].event)) {
                const bool is_scope = scope_event(scoped) == event;
                if (scope_event(scoped) && !is_scope && world_.is_of(*scope_event(scoped), rule_.acts[i].event))
                    continue;
                const Truth in = happened(*event);
                if (in == Truth::no) continue;
                any = true;
                Instance instance = scoped;
                instance.context = scoped.context.at_frame(rule_.act_frame, event_entity(world_, *event));
                if (!scope_event(scoped)) instance.context.at = Reference{event, {}};
                instance.certain = scoped.certain && in;
                instance.act = event;
                instance.act_kind = static_cast<int>(i);
                result_.all.push_back(std::move(instance));
            }
        }
        if (!any) result_.all.push_back(scoped);
    }

    /// A bare event in a window stands for each of its occurrences.
    void anchors(const Instance& scoped) {
        const bool bare = rule_.window && rule_.window->arguments[0].operation == model::Operation::last_live;
        if (!bare) {
            result_.all.push_back(scoped);
            return;
        }
        const int kind = rule_.window->arguments[0].index;
        const bool before = rule_.window->operation == model::Operation::window_before;
        bool any = false;
        for (const Event* event : world_.occurrences(kind)) {
            const Truth in = happened(*event);
            if (in == Truth::no) continue;
            any = true;
            Instance instance = scoped;
            if (rule_.act_frame >= 0)
                instance.context = scoped.context.at_frame(rule_.act_frame, event_entity(world_, *event));
            instance.context.anchor = event;
            if (before && !scope_event(scoped)) instance.context.at = Reference{event, {}};
            instance.certain = scoped.certain && in;
            instance.act = event;
            result_.all.push_back(std::move(instance));
        }
        if (any) return;
        if (before)
            result_.all.push_back(scoped);  // B is still to come
        else
            result_.missing_event = kind;
    }

    const model::Rule& rule_;
    World& world_;
    Instances result_;
};

}  // namespace detail

FADU_INLINE Instances instances_of(const model::Rule& rule, World& world) {
    return detail::InstanceFinder(rule, world).run();
}

}  // namespace fadu::engine
