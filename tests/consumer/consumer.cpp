// Five working days from 2023-01-18 pass the Spring Festival and the two make-up days after it.
#include <cstdio>

#include "fadu/time/period.hpp"

int main() {
    using namespace fadu::time;
    const auto due = due_day(make_day(2023, 1, 18), {{{5, Unit::working_day}}}, {}, Calendar::china());
    if (!due) return 2;
    std::puts(to_string(due->due).c_str());
    return to_string(due->due) == "2023-01-30" ? 0 : 1;
}
