// The account of a count: every day from the anchor to the due day with what it was used for.
#pragma once

#include <algorithm>

#include "fadu/time/impl/civil_inl.hpp"
#include "fadu/time/period.hpp"

namespace fadu::time::detail {

inline constexpr std::chrono::days one_day{1};

/// Both ends in.
struct DayRange {
    Day first;
    Day last;
};

/// What one part of a period made of the days after `from` (or before it, counting backward).
struct Stage {
    Day from;
    Day jumped_to;  ///< the clamped end of months; `from` for days
    Day to;
    Unit unit;  ///< working_day, calendar_day or month
};

class Account {
  public:
    Account(const Calendar& calendar, const std::vector<Exclusion>& exclusions)
        : calendar_(calendar), exclusions_(exclusions) {}

    std::vector<DayNote> forward(Day anchor, const std::vector<Stage>& stages, Day due) {
        days_.push_back({anchor, DayUse::anchor});
        for (const Stage& stage : stages) {
            std::int64_t counted = 0;
            for (Day day = stage.from + one_day; day <= stage.to; day += one_day) {
                add(day, stage.unit, day <= stage.jumped_to, counted);
            }
        }
        if (days_.back().day < due) roll_to(due);
        return std::move(days_);
    }

    std::vector<DayNote> backward(Day target, const std::vector<Stage>& stages, Day latest) {
        days_.push_back({target, DayUse::anchor});
        for (const Stage& stage : stages) {
            std::int64_t counted = 0;
            for (Day day = stage.from - one_day; day >= stage.to; day -= one_day) {
                add(day, stage.unit, day >= stage.jumped_to, counted);
            }
        }
        if (days_.back().day > latest) days_.push_back({latest, DayUse::anchor});
        return std::move(days_);
    }

  private:
    void add(Day day, Unit unit, bool jumped, std::int64_t& counted) {
        if (std::string label; is_excluded(day, label)) {
            days_.push_back({day, DayUse::excluded, 0, false, std::move(label)});
        } else if (jumped) {
            days_.push_back({day, DayUse::jumped});
        } else if (unit == Unit::working_day && !calendar_.is_working(day)) {
            const bool holiday = calendar_.kind(day) == DayKind::public_holiday;
            days_.push_back(
                {day, holiday ? DayUse::public_holiday : DayUse::weekend, 0, false, std::string{calendar_.label(day)}});
        } else {
            days_.push_back({day, DayUse::counted, ++counted});
            if (unit == Unit::working_day) mark_make_up(days_.back());
        }
    }

    /// The names of all exclusions that cover the day, each once.
    bool is_excluded(Day day, std::string& label) const {
        bool excluded = false;
        std::vector<std::string_view> names;
        for (const Exclusion& exclusion : exclusions_) {
            if (day < exclusion.first || day > exclusion.last) continue;
            excluded = true;
            if (std::find(names.begin(), names.end(), exclusion.label) != names.end()) continue;
            names.push_back(exclusion.label);
            if (!label.empty() && !exclusion.label.empty()) label += "、";
            label += exclusion.label;
        }
        return excluded;
    }

    void mark_make_up(DayNote& note) const {
        if (calendar_.kind(note.day) != DayKind::make_up_day) return;
        note.make_up = true;
        note.label = calendar_.label(note.day);
    }

    void roll_to(Day due) {
        // The last day is put off: the day it fell on is stepped over, and its use passes to the due day.
        const DayNote last = days_.back();
        if (last.use != DayUse::anchor) days_.pop_back();
        const Day first = last.use == DayUse::anchor ? last.day + one_day : last.day;
        for (Day day = first; day < due; day += one_day) {
            days_.push_back({day, DayUse::rolled, last.count, false, std::string{calendar_.label(day)}});
        }
        days_.push_back({due, last.use == DayUse::jumped ? DayUse::jumped : DayUse::counted, last.count});
        mark_make_up(days_.back());
    }

    const Calendar& calendar_;
    const std::vector<Exclusion>& exclusions_;
    std::vector<DayNote> days_;
};

}  // namespace fadu::time::detail
