// Bodies of fadu/engine/deadline.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/deadline.hpp"
#include "fadu/engine/impl/world_inl.hpp"

namespace fadu::engine {

namespace detail {

inline const TimeInterval nothing_before{time::TimeSpan::of(time::beginning_of_time),
                                         time::TimeSpan::of(time::beginning_of_time)};
inline const TimeInterval no_end{time::TimeSpan::of(time::end_of_time), time::TimeSpan::of(time::end_of_time)};

constexpr bool is_far(const time::TimeSpan& span) {
    return span.begin <= time::beginning_of_time || span.begin >= time::end_of_time;
}

/// The day from which a period runs: a deemed fact at 24:00 belongs to the day that ends there.
FADU_INLINE time::Day anchor_day(const Value& point, const time::TimeSpan& span) {
    if (const auto* choice = std::get_if<EntityChoice>(&point.domain); choice && choice->entities.size() == 1)
        if (const Event* event = choice->entities.front().event; event && event->deemed)
            return time::day_of(time::Moment{span.begin.seconds - 1});
    return time::day_of(span.begin);
}

/// An excluded stretch: certain or doubtful, ended or still running.
struct ExcludedStretch {
    const Event* event;
    time::Day first, last;
    bool running = false;
    bool certain = false;
    bool undated = false;
};

/// One end of what the deadline may be: with every doubtful part left out, or taken in.
struct Reckoning {
    bool take_doubtful = false;
    std::optional<time::Day> due;  ///< nothing: no end
    time::Period period;
    bool stopped = false;
    std::optional<time::CountError> error;
};

class DeadlineCalculator {
  public:
    DeadlineCalculator(const std::vector<model::Extension>& extensions, const std::vector<model::Exclusion>& exclusions,
                       const Context& context, Window& window)
        : extensions_(extensions), context_(context), window_(window) {
        collect_exclusions(exclusions);
    }

    Reckoning reckon(time::Day anchor, const time::Period& period, bool take_doubtful) {
        Reckoning result{take_doubtful, std::nullopt, period, false, std::nullopt};
        if (!count(anchor, result)) return result;
        for (const model::Extension& extension : extensions_) extend(extension, anchor, result);
        apply_running(result);
        return result;
    }

    const std::vector<ExcludedStretch>& stretches() const { return stretches_; }

  private:
    void collect_exclusions(const std::vector<model::Exclusion>& exclusions) {
        for (const model::Exclusion& exclusion : exclusions) {
            for (const Event* event : context_.world->occurrences(exclusion.pattern.event)) {
                const Truth seen =
                    context_.world->visible(*event, Reference{}, context_.world->same_day(*context_.policy));
                if (seen == Truth::no) continue;
                Trace fit = fits(exclusion.pattern, *event, context_);
                const Truth in = seen && fit.value.truth();
                if (in == Truth::no) continue;
                ExcludedStretch stretch{event, {}, {}, event->running, in == Truth::yes, !event->dated()};
                if (event->dated()) {
                    stretch.first = time::day_of(event->begin_earliest.begin);
                    stretch.undated = event->end_latest != event->end_earliest;
                    stretch.last =
                        event->running || stretch.undated ? stretch.first : time::day_of(event->end_earliest.begin);
                }
                if (stretch.undated) stretch.certain = false;
                if (!stretch.certain) {
                    fit.value = truth_value(Truth::unknown);
                    window_.traces.push_back(std::move(fit));
                }
                stretches_.push_back(stretch);
            }
        }
    }

    std::vector<time::Exclusion> excluded_days(bool take_doubtful) const {
        std::vector<time::Exclusion> days;
        for (const ExcludedStretch& stretch : stretches_) {
            if (stretch.running || stretch.undated || (!stretch.certain && !take_doubtful)) continue;
            days.push_back({stretch.first, stretch.last,
                            context_.world->record().events[static_cast<std::size_t>(stretch.event->kind)].name});
        }
        return days;
    }

    bool count(time::Day anchor, Reckoning& reckoning) const {
        const auto counted = time::due_day(anchor, reckoning.period, *context_.policy, context_.world->calendar(),
                                           excluded_days(reckoning.take_doubtful));
        if (!counted) {
            reckoning.error = counted.error();
            return false;
        }
        reckoning.due = counted->due;
        return true;
    }

    /// One clause 经 … 可以延长 is used by the first fitting event that comes before the time is over.
    void extend(const model::Extension& extension, time::Day anchor, Reckoning& reckoning) {
        if (!reckoning.due) return;
        for (const Event* event : context_.world->occurrences(extension.pattern.event)) {
            const Truth seen = context_.world->visible(*event, Reference{}, context_.world->same_day(*context_.policy));
            if (seen == Truth::no) continue;
            Trace fit = fits(extension.pattern, *event, context_);
            const Truth in = seen && fit.value.truth();
            if (in == Truth::no) continue;
            const bool early_enough_for_certain = time::day_of(event->begin_latest.begin) <= *reckoning.due;
            const bool early_enough_perhaps =
                is_far(event->begin_earliest) || time::day_of(event->begin_earliest.begin) <= *reckoning.due;
            const bool certain = in == Truth::yes && event->dated() && early_enough_for_certain;
            const bool perhaps = early_enough_perhaps;
            if (!reckoning.take_doubtful && in == Truth::yes && event->dated())
                window_.deadline.extensions.push_back({event, certain, *reckoning.due, *reckoning.due});
            if (!certain && perhaps && reckoning.take_doubtful) {
                fit.value = truth_value(Truth::unknown);
                window_.traces.push_back(fit);
            }
            if (!(reckoning.take_doubtful ? perhaps : certain)) continue;
            lengthen(extension, *event, anchor, reckoning);
            if (!reckoning.take_doubtful) {
                ExtensionUse& use = window_.deadline.extensions.back();
                use.due_after = reckoning.due.value_or(use.due_before);
            }
            return;
        }
    }

    void lengthen(const model::Extension& extension, const Event& event, time::Day anchor, Reckoning& reckoning) {
        if (!extension.period) {  // extended without a fixed end
            reckoning.due.reset();
            return;
        }
        Context inner = context_.at_frame(extension.pattern.frame, event_entity(*context_.world, event));
        Trace length = evaluate(*extension.period, inner);
        const auto* period = length.value.may_be_value ? std::get_if<time::Period>(&length.value.domain) : nullptr;
        if (!period) {
            window_.traces.push_back(std::move(length));
            if (reckoning.take_doubtful) reckoning.due.reset();
            return;
        }
        reckoning.period.parts.insert(reckoning.period.parts.end(), period->parts.begin(), period->parts.end());
        count(anchor, reckoning);
    }

    /// An excluded stretch that has begun in time and not ended stops the clock.
    void apply_running(Reckoning& reckoning) const {
        for (const ExcludedStretch& stretch : stretches_) {
            if (!stretch.running && !stretch.undated) continue;
            if (!reckoning.take_doubtful && !stretch.certain) continue;
            const bool begun_in_time =
                !reckoning.due || is_far(stretch.event->begin_earliest) || stretch.first <= *reckoning.due;
            if (!begun_in_time) continue;
            reckoning.stopped = stretch.running && stretch.certain;
            reckoning.due.reset();
        }
    }

    const std::vector<model::Extension>& extensions_;
    const Context& context_;
    Window& window_;
    std::vector<ExcludedStretch> stretches_;
};

FADU_INLINE const time::Period* known_period(const Value& value) {
    const bool sure = value.may_be_value && !value.may_be_none && !value.may_be_unascertainable;
    return sure ? std::get_if<time::Period>(&value.domain) : nullptr;
}

FADU_INLINE bool in_hours(const time::Period& period) {
    return std::any_of(period.parts.begin(), period.parts.end(),
                       [](const time::PeriodPart& part) { return part.unit == time::Unit::hour; });
}

FADU_INLINE void note_error(Deadline& deadline, const time::CountError& error) {
    deadline.cause = error.kind == time::CountErrorKind::beyond_calendar ? Cause::beyond_calendar : Cause::overflow;
    deadline.error = error.message();
}

/// Days used and left while the clock stands still, or up to now.
FADU_INLINE void note_progress(Deadline& deadline, time::Day anchor, const DeadlineCalculator& calculator,
                               const Context& context) {
    time::Day upto = context.world->as_of();
    for (const ExcludedStretch& stretch : calculator.stretches())
        if (stretch.running && stretch.certain) upto = std::min(upto, stretch.first - std::chrono::days{1});
    if (deadline.period.parts.empty() || upto < anchor) return;
    std::int64_t total = 0;
    time::Unit unit = time::Unit::calendar_day;
    for (const time::PeriodPart& part : deadline.period.parts) {
        unit = part.unit == time::Unit::day ? context.policy->meaning_of_days(part.number) : part.unit;
        if (unit != time::Unit::calendar_day && unit != time::Unit::working_day) return;
        total += part.number;
    }
    const auto used = time::days_used(anchor, upto, unit, context.world->calendar(), deadline.exclusions);
    if (!used) return;
    deadline.days_used = *used;
    deadline.days_left = total - *used;
}

/// Where a period from the anchor ends: the earliest and the latest that the doubts allow.
FADU_INLINE TimeInterval period_end(const time::Period& period, const std::vector<model::Extension>& extensions,
                                    const std::vector<model::Exclusion>& exclusions, const Context& context,
                                    const Value& point, const TimeInterval& anchor, Window& window) {
    Deadline& deadline = window.deadline;
    TimeInterval end{anchor.earliest, no_end.latest};
    if (in_hours(period)) {
        deadline.period = period;
        const auto low = time::due_moment(anchor.earliest.begin, period);
        const auto high = time::due_moment(anchor.latest.end, period);
        if (low && high && !is_far(anchor.earliest)) {
            end = {time::TimeSpan::of(*low), time::TimeSpan::of(*high)};
            deadline.moment = *low == *high ? low.value() : *high;
            deadline.earliest = time::day_of(*low);
            deadline.latest = time::day_of(*high);
            deadline.anchor = anchor_day(point, anchor.earliest);
        }
        return end;
    }
    DeadlineCalculator calculator(extensions, exclusions, context, window);
    deadline.period = period;
    std::optional<Reckoning> low;
    if (!is_far(anchor.earliest)) {
        low = calculator.reckon(anchor_day(point, anchor.earliest), period, false);
        deadline.period = low->period;
        deadline.anchor = anchor_day(point, anchor.earliest);
    }
    const Reckoning high = calculator.reckon(anchor_day(point, anchor.latest), period, true);
    if (low && low->error) note_error(deadline, *low->error);
    if (high.error) note_error(deadline, *high.error);
    if (low && low->due) {
        deadline.earliest = low->due;
        end.earliest = time::TimeSpan::of(*low->due);
    } else if (low && !low->error) {
        end.earliest = no_end.earliest;
    } else if (!low) {
        end.earliest = nothing_before.earliest;
    }
    if (high.due && !high.error) {
        deadline.latest = high.due;
        end.latest = time::TimeSpan::of(*high.due);
    }
    deadline.stopped = low && low->stopped;
    for (const ExcludedStretch& stretch : calculator.stretches())
        if (stretch.certain && !stretch.running)
            deadline.exclusions.push_back(
                {stretch.first, stretch.last,
                 context.world->record().events[static_cast<std::size_t>(stretch.event->kind)].name});
    if (low && anchor.earliest == anchor.latest) note_progress(deadline, *deadline.anchor, calculator, context);
    return end;
}

/// The same for a period of which only a choice is known.
FADU_INLINE TimeInterval end_of_one_of(const std::vector<time::Period>& periods,
                                       const std::vector<model::Extension>& extensions,
                                       const std::vector<model::Exclusion>& exclusions, const Context& context,
                                       const Value& point, const TimeInterval& anchor, Window& window) {
    std::optional<TimeInterval> end;
    Deadline joined = window.deadline;
    for (const time::Period& period : periods) {
        Window one;
        one.deadline = window.deadline;
        const TimeInterval part = period_end(period, extensions, exclusions, context, point, anchor, one);
        const bool first = !end;
        end = first ? part : TimeInterval{std::min(end->earliest, part.earliest), std::max(end->latest, part.latest)};
        if (first || (one.deadline.earliest && joined.earliest && *one.deadline.earliest < *joined.earliest))
            joined.earliest = one.deadline.earliest;
        if (first || !one.deadline.latest || (joined.latest && *one.deadline.latest > *joined.latest))
            joined.latest = one.deadline.latest;
        joined.anchor = one.deadline.anchor;
        if (one.deadline.cause) joined.cause = one.deadline.cause;
        if (one.deadline.error) joined.error = one.deadline.error;
        for (Trace& trace : one.traces) window.traces.push_back(std::move(trace));
    }
    window.deadline = std::move(joined);
    return *end;
}

FADU_INLINE void forward_window(const model::Expression& expression, const std::vector<model::Extension>& extensions,
                                const std::vector<model::Exclusion>& exclusions, const Context& context,
                                const Value& point, const TimeInterval& anchor, Window& window) {
    const bool waiting = expression.operation == model::Operation::window_only_after;
    Trace period_trace = evaluate(expression.arguments[1], context);
    const time::Period* period = known_period(period_trace.value);
    Deadline& deadline = window.deadline;
    deadline.not_before = waiting;
    window.has_end = !waiting;
    window.anchor = anchor;
    window.bounds.from = anchor;
    TimeInterval end{anchor.earliest, no_end.latest};  // nothing is known of it
    const bool sure = period_trace.value.may_be_value && !period_trace.value.may_be_none;
    const auto* choice = sure ? std::get_if<PeriodChoice>(&period_trace.value.domain) : nullptr;
    if (choice) {
        end = end_of_one_of(choice->periods, extensions, exclusions, context, point, anchor, window);
        window.traces.push_back(std::move(period_trace));
    } else if (!period) {
        deadline.cause = period_trace.value.cause.value_or(Cause::missing_fact);
        window.traces.push_back(std::move(period_trace));
    } else {
        end = period_end(*period, extensions, exclusions, context, point, anchor, window);
    }
    if (waiting) {
        // The first lawful moment is the end of the last day of waiting.
        window.bounds.from = {time::TimeSpan::of(end.earliest.end), time::TimeSpan::of(end.latest.end)};
        window.bounds.until = no_end;
    } else {
        window.bounds.until = end;
    }
}

FADU_INLINE void backward_window(const model::Expression& expression, const Context& context,
                                 const TimeInterval& target, Window& window) {
    Trace period_trace = evaluate(expression.arguments[1], context);
    const time::Period* period = known_period(period_trace.value);
    window.has_end = true;
    window.deadline.backward = true;
    window.bounds.from = nothing_before;
    TimeInterval end{nothing_before.earliest, target.latest};
    if (!period) {
        window.deadline.cause = period_trace.value.cause.value_or(Cause::missing_fact);
        window.traces.push_back(std::move(period_trace));
    } else {
        window.deadline.period = *period;
        const auto latest_day = [&](const time::TimeSpan& span) -> std::optional<time::Day> {
            if (is_far(span)) return std::nullopt;
            const auto day =
                time::latest_day_before(time::day_of(span.begin), *period, *context.policy, context.world->calendar());
            if (!day) {
                note_error(window.deadline, day.error());
                return std::nullopt;
            }
            return day->due;
        };
        if (const auto low = latest_day(target.earliest)) {
            window.deadline.earliest = low;
            end.earliest = time::TimeSpan::of(*low);
        }
        if (const auto high = latest_day(target.latest)) {
            window.deadline.latest = high;
            end.latest = time::TimeSpan::of(*high);
        }
        if (!is_far(target.earliest)) window.deadline.anchor = time::day_of(target.earliest.begin);
    }
    window.bounds.until = end;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Truth is_not_before(const Event& event, const TimeInterval& from) {
    if (event.begin_earliest.begin >= from.latest.begin) return Truth::yes;
    if (event.begin_latest.end <= from.earliest.begin && event.begin_latest.begin < from.earliest.begin)
        return Truth::no;
    return Truth::unknown;
}

FADU_INLINE Truth is_within(const Event& event, const Bounds& bounds) {
    const Truth not_too_early = is_not_before(event, bounds.from);
    // 24:00 of the last day is 00:00 of the next: what is recorded at that moment belongs to the next day, a deemed fact
    // to the day that ends.
    const auto is_over = [&](const time::TimeSpan& span, const time::TimeSpan& until) {
        return span.is_exact() && !event.deemed && !until.is_exact() ? span.begin < until.end : span.end <= until.end;
    };
    Truth not_too_late = Truth::unknown;
    if (is_over(event.begin_latest, bounds.until.earliest))
        not_too_late = Truth::yes;
    else if (!is_over(event.begin_earliest, bounds.until.latest) &&
             event.begin_earliest.begin >= bounds.until.latest.end)
        not_too_late = Truth::no;
    return not_too_early && not_too_late;
}

FADU_INLINE Window evaluate_window(const model::Expression& expression, const std::vector<model::Extension>& extensions,
                                   const std::vector<model::Exclusion>& exclusions, const Context& context) {
    Window window;
    window.deadline.policy = *context.policy;
    Trace point;
    const model::Expression& point_expression = expression.arguments[0];
    // Only what the rule itself counts from; a condition of the rule may count from something else.
    if (context.anchor && point_expression.operation == model::Operation::last_live &&
        context.world->is_of(*context.anchor, point_expression.index)) {
        point.expression = &point_expression;
        point.value = entity_value(event_entity(*context.world, *context.anchor), point_expression.type);
        point.is_fact = true;
        point.event = context.anchor;
        point.path = event_entity(*context.world, *context.anchor).path;
        window.anchor_certain = context.anchor->happened;
        if (!context.anchor->dated()) window.traces.push_back(unknown_day(*context.world, *context.anchor));
    } else {
        point = evaluate(point_expression, context);
        if (point.value.may_be_none) window.anchor_certain = point.value.may_be_value ? Truth::unknown : Truth::no;
    }
    const bool before = expression.operation == model::Operation::window_before;
    const bool after = expression.operation == model::Operation::window_after;
    const auto anchor = after ? end_of(point.value) : begin_of(point.value);
    if (!anchor) {
        window.anchored = false;
        window.anchor_certain = Truth::no;
        window.bounds = {nothing_before, no_end};
        window.traces.push_back(std::move(point));
        return window;
    }
    if (before) {
        window.bounds = {nothing_before, *anchor};
        // What must come before something must be over when that begins.
        window.bounds.until.earliest = time::TimeSpan::of(anchor->earliest.begin);
        window.bounds.until.latest = time::TimeSpan::of(anchor->latest.begin);
    } else if (after) {
        window.bounds = {{time::TimeSpan::of(anchor->earliest.end), time::TimeSpan::of(anchor->latest.end)}, no_end};
    } else if (expression.operation == model::Operation::window_ahead) {
        backward_window(expression, context, *anchor, window);
    } else {
        forward_window(expression, extensions, exclusions, context, point.value, *anchor, window);
    }
    window.traces.insert(window.traces.begin(), std::move(point));
    return window;
}

FADU_INLINE Trace evaluate_end_of_period(const model::Expression& expression, const Context& context) {
    Trace trace;
    trace.expression = &expression;
    Window result = evaluate_window(expression, {}, {}, context);
    trace.value.type = expression.type;
    if (!result.anchored) {
        trace.value = none_value(expression.type, true);
    } else {
        trace.value.domain = result.bounds.until;
        trace.value.cause = result.deadline.cause;
        if (result.deadline.cause) trace.value.domain = any_time();
    }
    trace.children = std::move(result.traces);
    return trace;
}

}  // namespace fadu::engine
