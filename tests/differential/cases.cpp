// One random case: first what it is like as a whole, then its fields, its events, and the day it is looked at.
#include "cases.hpp"

#include <algorithm>

#include "fadu/time/period.hpp"

namespace fadu::differential {

using facts::EndKnowledge;
using facts::Knowledge;
using model::TypeKind;

class OneCase {
  public:
    OneCase(const CaseMaker& maker, Random& random) : maker_(maker), random_(random) {
        unknown_ = random_.pick({0, 5, 15, 35});
        same_day_ = random_.pick({5, 25, 60});
        moments_ = random_.pick({0, 0, 30, 70});
        spread_ = random_.pick({2, 10, 40});
        odd_ = random_.pick({0, 4, 10});
        base_ = random_.pick({time::make_day(2023, 4, 28), time::make_day(2023, 4, 20), time::make_day(2023, 5, 4),
                              time::make_day(2023, 1, 18), time::make_day(2023, 9, 27), time::make_day(2023, 12, 29),
                              time::make_day(2024, 2, 7), time::make_day(2024, 2, 29), time::make_day(2022, 12, 30),
                              time::make_day(2023, 6, 20)});
        if (random_.chance(3)) base_ = random_.pick({time::make_day(2026, 12, 20), time::make_day(2006, 12, 25)});
        days_.push_back(base_);
    }

    RandomCase make() {
        RandomCase made;
        facts::Case& value = made.value;
        value = facts::Case::blank(maker_.rulebook_, maker_.record_);
        value.id = "1";
        fill(value.root);
        const auto& kinds = record().events;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            value.closed[kind] = random_.chance(unknown_ > 0 ? 80 : 97);
            if (kinds[kind].is_class || kinds[kind].deemed) continue;
            int count = random_.weighted({30, 45, 18, 7});
            if (kinds[kind].once && count > 1 && !random_.chance(10)) count = 1;
            for (int i = 0; i < count; ++i) value.occurrences.push_back(occurrence(static_cast<int>(kind)));
        }
        random_.shuffle(value.occurrences);
        for (std::size_t i = 0; i < value.occurrences.size(); ++i) value.occurrences[i].sequence = static_cast<int>(i);
        value.in_order = random_.chance(10);
        made.as_of = as_of();
        for (facts::Occurrence& one : value.occurrences) {
            const bool later = one.dated && one.begin.begin >= time::end_of(made.as_of);
            one.planned = random_.chance(later ? 60 : odd_ / 3);
        }
        return made;
    }

  private:
    const model::Record& record() const { return maker_.rulebook_.records[static_cast<std::size_t>(maker_.record_)]; }

    time::Day day() {
        time::Day chosen = base_ + std::chrono::days(random_.below(spread_));
        if (random_.chance(same_day_)) {
            chosen = random_.pick(days_);
        } else if (random_.chance(45)) {
            chosen = after(random_.pick(days_)) + std::chrono::days(random_.between(-1, 1));
        } else if (!maker_.days_.empty() && random_.chance(15)) {
            chosen = random_.pick(maker_.days_) + std::chrono::days(random_.between(-1, 1));
        }
        days_.push_back(chosen);
        return chosen;
    }

    /// Where one of the rulebook's periods ends, forwards or backwards.
    time::Day after(time::Day anchor) {
        const time::Period& period = random_.pick(maker_.periods_);
        const time::CountingPolicy& policy = random_.pick(maker_.policies_);
        const time::Calendar& calendar = time::Calendar::china();
        const auto found = random_.chance(80) ? time::due_day(anchor, period, policy, calendar)
                                              : time::latest_day_before(anchor, period, policy, calendar);
        return found ? found->due : anchor + std::chrono::days(random_.below(3));
    }

    time::TimeSpan span_of(time::Day day) {
        if (!random_.chance(moments_)) return time::TimeSpan::of(day);
        const std::int64_t clock = random_.pick({0, 34'200, 36'000, 36'001, 43'200, 61'200, 86'399});
        return time::TimeSpan::of(time::Moment{time::start_of(day).seconds + clock});
    }

    facts::Occurrence occurrence(int kind) {
        const model::EventKind& event = record().events[static_cast<std::size_t>(kind)];
        facts::Occurrence made;
        made.event = kind;
        made.dated = !random_.chance(unknown_ / 3);
        made.possible = random_.chance(odd_ / 2);
        if (made.dated) {
            made.begin = made.end = span_of(day());
            if (!exact_.empty() && made.begin.is_exact() && random_.chance(40)) {
                // Hours after another moment, to the second.
                const std::int64_t hours = random_.pick({1, 24, 36, 48});
                made.begin = made.end = time::TimeSpan::of(
                    time::Moment{random_.pick(exact_).seconds + hours * 3600 + random_.between(-1, 1)});
            }
            if (made.begin.is_exact()) exact_.push_back(made.begin.begin);
        }
        if (event.lasting) {
            switch (random_.weighted({70, 18, unknown_ / 2})) {
                case 1: made.end_knowledge = EndKnowledge::running; break;
                case 2: made.end_knowledge = EndKnowledge::unknown; break;
                default: break;
            }
            if (!made.dated && made.end_knowledge == EndKnowledge::at) made.end_knowledge = EndKnowledge::unknown;
            if (made.end_knowledge == EndKnowledge::at) made.end = end_after(made.begin);
        }
        made.slots.resize(event.fields.size());
        for (std::size_t i = 0; i < event.fields.size(); ++i) fill(made.slots[i], event.fields[i]);
        return made;
    }

    time::TimeSpan end_after(const time::TimeSpan& begin) {
        const time::Day first = time::day_of(begin.begin);
        time::Day last = first + std::chrono::days(random_.below(std::max(spread_, 3)));
        if (random_.chance(25)) last = std::max(first, after(first));
        days_.push_back(last);
        time::TimeSpan end = span_of(last);
        if (end.begin < begin.begin) end = begin;
        return end;
    }

    void fill(facts::RecordValue& value) {
        const auto& fields = maker_.rulebook_.records[static_cast<std::size_t>(value.record)].fields;
        value.slots.resize(fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) fill(value.slots[i], fields[i]);
    }

    void fill(facts::Slot& slot, const model::Field& field) {
        if (random_.chance(unknown_)) return;
        if (field.may_be_none && random_.chance(25)) {
            slot.knowledge = Knowledge::none;
            return;
        }
        if (field.may_be_unascertainable && random_.chance(25)) {
            slot.knowledge = Knowledge::unascertainable;
            return;
        }
        slot.knowledge = Knowledge::known;
        if (field.type.kind == TypeKind::record) {
            if (depth_ > 2) {
                slot.knowledge = Knowledge::unknown;
                return;
            }
            slot.records.push_back(nested(field.type.index));
            return;
        }
        if (field.type.kind != TypeKind::list) {
            slot.value = maker_.constant(field.type, random_);
            if (const auto* one = std::get_if<time::Day>(&slot.value)) days_.push_back(*one);
            if (const auto* one = std::get_if<time::Moment>(&slot.value)) {
                days_.push_back(time::day_of(*one));
                exact_.push_back(*one);
            }
            if (field.found && random_.chance(30)) slot.judgement = facts::Judgement{"某人", "", {}};
            return;
        }
        slot.complete = !random_.chance(unknown_ / 2);
        const int count = depth_ > 2 ? 0 : random_.weighted({20, 30, 30, 15, 5});
        const model::Type element = field.type.element_type();
        for (int i = 0; i < count; ++i) {
            if (element.kind == TypeKind::record) {
                slot.records.push_back(nested(element.index));
                continue;
            }
            facts::Slot item;
            if (!random_.chance(unknown_ / 3)) {
                item.knowledge = Knowledge::known;
                item.value = maker_.constant(element, random_);
            }
            slot.items.push_back(std::move(item));
        }
    }

    facts::RecordValue nested(int index) {
        facts::RecordValue value;
        value.record = index;
        ++depth_;
        fill(value);
        --depth_;
        return value;
    }

    time::Day as_of() {
        const time::Day last = *std::max_element(days_.begin(), days_.end());
        switch (random_.weighted({40, 25, 25, 10})) {
            case 0: return base_ + std::chrono::days(spread_ + random_.below(90));
            case 1: return after(random_.pick(days_)) + std::chrono::days(random_.between(-1, 1));
            case 2: return random_.pick(days_) + std::chrono::days(random_.between(-1, 1));
            default: return std::min(last, time::make_day(2040, 1, 1)) + std::chrono::days(random_.below(400));
        }
    }

    const CaseMaker& maker_;
    Random& random_;
    int unknown_ = 0, same_day_ = 0, moments_ = 0, spread_ = 1, odd_ = 0;  ///< percentages, and a number of days
    int depth_ = 0;
    time::Day base_{};
    std::vector<time::Day> days_;
    std::vector<time::Moment> exact_;
};

RandomCase CaseMaker::make(Random& random) const { return OneCase(*this, random).make(); }

}  // namespace fadu::differential
