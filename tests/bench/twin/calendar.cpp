#include "twin/calendar.hpp"

#include <chrono>

#include "fadu/time/calendar.hpp"

namespace fadu::bench {

WorkCalendar::WorkCalendar() {
    const time::Calendar& china = time::Calendar::china();
    const time::Day first = time::make_day(china.first_year(), 1, 1);
    const time::Day last = time::make_day(china.last_year(), 12, 31);
    first_ = static_cast<Day>(first.time_since_epoch().count());
    days_.push_back(far_past);
    for (time::Day day = first; day <= last; day += std::chrono::days{1}) {
        if (china.is_working(day)) days_.push_back(static_cast<Day>(day.time_since_epoch().count()));
        upto_.push_back(static_cast<std::int32_t>(days_.size()) - 1);
    }
    rolled_.resize(upto_.size());
    for (std::size_t i = 0; i < upto_.size(); ++i) {
        const bool worked = upto_[i] > (i == 0 ? 0 : upto_[i - 1]);
        const auto next = static_cast<std::size_t>(upto_[i]) + (worked ? 0 : 1);
        rolled_[i] = next < days_.size() ? days_[next] : far_future;
    }
}

Day add_months(Day day, int months) {
    using namespace std::chrono;
    const year_month_day date = year_month_day{sys_days{days{day}}} + std::chrono::months{months};
    const sys_days moved = date.ok() ? sys_days{date} : sys_days{date.year() / date.month() / std::chrono::last};
    return static_cast<Day>(moved.time_since_epoch().count());
}

}  // namespace fadu::bench
