// Working days and statutory periods by look-up: the real calendar of 2007 to 2026 as tables that the twin's checks read.
#pragma once

#include <vector>

#include "twin/kleene.hpp"

namespace fadu::bench {

class WorkCalendar {
  public:
    WorkCalendar();

    /// The n-th working day after a day.
    Day after(Day day, int n) const { return days_[static_cast<std::size_t>(upto_[index(day)] + n)]; }
    /// The n-th working day before a day.
    Day before(Day day, int n) const { return days_[static_cast<std::size_t>(upto_[index(day - 1)] - n + 1)]; }
    /// The day itself if it is worked, else the next that is.
    Day rolled(Day day) const { return rolled_[index(day)]; }

    Days after(Days from, int n) const {
        return {from.low == far_past ? far_past : after(from.low, n), after(from.high, n)};
    }

    const std::int32_t* working_upto() const { return upto_.data(); }
    const Day* working_days() const { return days_.data(); }
    const Day* rolled_days() const { return rolled_.data(); }
    Day first() const { return first_; }
    Day last() const { return first_ + static_cast<Day>(upto_.size()) - 1; }

  private:
    std::size_t index(Day day) const { return static_cast<std::size_t>(day - first_); }

    Day first_ = 0;
    std::vector<std::int32_t> upto_;  ///< working days from the first day up to and with this one
    std::vector<Day> days_;           ///< the working days; before the first stands nothing, so that they count from 1
    std::vector<Day> rolled_;
};

/// The same day so many months on, or the last of that month.
Day add_months(Day day, int months);

}  // namespace fadu::bench
