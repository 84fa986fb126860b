// An event log of licence applications for rules/log.fadu: a row an event, as process mining tools read it.
#pragma once

#include <string>

#include "generate/cases.hpp"

namespace fadu::bench {

/// CSV with the columns 案件号,活动,时间,经办,金额; read with rules/log.map.json. Rows of a case stand together, in order.
std::string make_log(std::size_t cases, std::uint64_t seed = usual_seed);

}  // namespace fadu::bench
