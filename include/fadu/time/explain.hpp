// A count as lines for a reader: which day was counted, which was not and why, where the end was put off.
#pragma once

#include <string>
#include <vector>

#include "fadu/time/period.hpp"

namespace fadu::time {

enum class Detail {
    brief,  ///< days one after another of the same use share a line; the anchor and the due day have their own
    full,   ///< a line a day
};

/// The lines, without line ends, for a count made with Explain::yes (none for one made without):
/// "2023-01-28 周六 调休上班 第2日 计入", "2023-01-28 Sat, make-up working day, day 2, counted".
std::vector<std::string> explain(const Count& count, text::Language language = text::Language::zh,
                                 Detail detail = Detail::brief);

/// "周六", "Sat".
std::string weekday_name(Day day, text::Language language = text::Language::zh);

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/explain_inl.hpp"
#endif
