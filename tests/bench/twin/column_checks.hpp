// The checks of checks.hpp as loops over columns: what a good engineer writes by hand for many cases at once. Compiled
// programs that are given columns are measured against it; twin_test.cpp holds it against checks.hpp.
#pragma once

#include "twin/checks.hpp"
#include "twin/columns.hpp"

namespace fadu::bench {

class ColumnChecks {
  public:
    /// The look-ups are those of the case by case checks.
    explicit ColumnChecks(const Checks& checks) : calendar_(checks.calendar()), lists_(checks.lists()) {}

    void fifteen(const Columns& c, ColumnVerdicts& out);
    void all(const Columns& c, ColumnVerdicts& out) {
        fifteen(c, out);
        investigation(c, out);
        hearing_and_review(c, out);
        leniency(c, out);
        execution(c, out);
        procedure(c, out);
    }

  private:
    template <std::size_t n>
    void after(const DaysColumn& from, DaysColumn& into) const;
    void decision_due(const Columns& c);
    void not_heavier(const Columns& c, Column<std::uint8_t>& out);
    void limitation(const Columns& c, Column<std::uint8_t>& out);
    void younger_than(const Columns& c, int years, Column<Truth>& out) const;
    void asked_in_time(const Columns& c);
    void notice_before(const Columns& c, std::size_t lane, Days moment, Days& last, bool& any) const;

    void investigation(const Columns& c, ColumnVerdicts& out);
    void hearing_and_review(const Columns& c, ColumnVerdicts& out);
    void leniency(const Columns& c, ColumnVerdicts& out);
    void execution(const Columns& c, ColumnVerdicts& out);
    void procedure(const Columns& c, ColumnVerdicts& out);

    const WorkCalendar& calendar_;
    const Lists& lists_;
    // What loops leave for later ones.
    DaysColumn due_, week_;
    Column<Truth> heard_, cleared_, ordinary_, natural_, in_time_, child_, minor_, told_before_;
};

/// The verdicts of a lane in the order of checks.hpp.
void gather(const Columns& c, const ColumnVerdicts& from, std::size_t lane, Verdicts& out);

}  // namespace fadu::bench
