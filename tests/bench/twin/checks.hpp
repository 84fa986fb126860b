// rules/penalty.fadu written by hand in C++: all checks of one case, three-valued. What compiled programs are measured
// against; twin_test.cpp holds it against the interpreter.
#pragma once

#include "twin/rules_by_hand.hpp"
#include "twin/verdicts.hpp"

namespace fadu::bench {

class Checks {
  public:
    /// The fifteen rules of fifteen.fadu.
    void fifteen(const Case& c, Verdicts& out) const;
    /// All of penalty.fadu.
    void all(const Case& c, Verdicts& out) const {
        fifteen(c, out);
        rest(c, out);
    }

    const WorkCalendar& calendar() const { return calendar_; }
    const Lists& lists() const { return lists_; }

  private:
    void rest(const Case& c, Verdicts& out) const;

    std::uint8_t duty(const Happening& anchor, const Happening& act, Days until, Truth when = yes) const {
        return anchor.happened == no || when == no
                   ? static_cast<std::uint8_t>(not_applicable)
                   : verdict_of(both(when, anchor.happened), act_in_time(act, anchor.days, anchor.days, until, today));
    }
    /// 未经 … 不得 处罚决定
    std::uint8_t decision_needs(const Case& c, Truth cleared, Truth when = yes) const {
        if (when == no) return not_applicable;
        if (c.decision.happened == no) return compliant;
        return verdict_of(both(when, c.decision.happened), stand(cleared, broken));
    }
    /// 不得 处罚决定 其 罚款 超过 0元
    std::uint8_t must_not_fine(const Case& c, Truth when) const {
        return decision_needs(c, negated(is_more_than(c.decision.fine, 0)), when);
    }
    Truth needs_review(const Case& c, Truth heard) const { return either(either(c.public_interest, c.complex), heard); }

    std::uint8_t limitation(const Case& c) const;
    std::uint8_t not_heavier(const Case& c) const;
    Truth younger_than(const Case& c, int years) const;
    Truth asked_in_time(const Case& c, Days moment) const;
    std::uint8_t added_per_day(const Case& c, const Added& added) const;
    std::uint8_t added_in_all(const Case& c) const;
    void procedure(const Case& c, Verdicts& out) const;

    WorkCalendar calendar_;
    Lists lists_;
};

}  // namespace fadu::bench
