// Periods as people type them on a command line: "+5wd", "-7wd", "3个月", "7日前".
#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "fadu/time/period.hpp"

namespace fadu::time {

enum class Direction { forward, backward };

struct PeriodArgument {
    Direction direction = Direction::forward;
    Period period;
    friend bool operator==(const PeriodArgument&, const PeriodArgument&) = default;
};

/// Reads one period, of one or more parts, without spaces; the error says what is accepted.
/// Short: an optional sign (`-` is backward), then parts NUMBER UNIT, a further one after the same sign:
/// "+5wd", "-7wd", "+90d", "+90cd", "+3m", "+2y", "+48h", "+5wd+3wd"; d is as the source counts.
/// Chinese: "5个工作日", "90日", "90天", "90个自然日", "3个月", "2年", "48小时", "30日加30日"; 前 at the end is backward, 内 may
/// stand there and says nothing. A sign and 前 together are an error, and so is a number over longest_period_in_days
/// (hours: 24 times that).
tl::expected<PeriodArgument, text::Message> parse_period_argument(std::string_view text);

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/argument_inl.hpp"
#endif
