// The fixed words of the reports in both languages: verdicts, grades, causes. Between the engine's enumerations and what a
// reader or a machine is shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fadu/engine/verdict.hpp"

namespace fadu::findings {

/// 违反, violated.
std::string_view verdict_name(engine::Verdict verdict, text::Language language);
/// The spelling of JSON: "violated", "not_applicable".
std::string_view verdict_code(engine::Verdict verdict);
/// Reads a verdict in Chinese, in English or as in JSON; nothing if it is none.
std::optional<engine::Verdict> parse_verdict(std::string_view word);

/// 重大, major; "" for Grade::none.
std::string_view grade_name(model::Grade grade, text::Language language);
/// The spelling of JSON: "void", "major", "minor", "flaw", "note"; "" for Grade::none.
std::string_view grade_code(model::Grade grade);

/// Why something is not known: 地方参数未定, 日历未及该年.
std::string_view cause_name(engine::Cause cause, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/words_inl.hpp"
#endif
