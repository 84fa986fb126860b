// Sentences for verdicts: the author's message with its values put in, or a plain sentence from the norm itself where the
// author wrote none. The last step before a finding is complete.
#pragma once

#include <string>
#include <vector>

#include "fadu/engine/verdict.hpp"
#include "fadu/findings/describe.hpp"

namespace fadu::findings {

struct Finding;  ///< finding.hpp

/// The norm as a sentence in its author's words: 应当自立案之日起90日内处罚决定; 未经事先告知不得处罚决定.
std::string norm_sentence(const model::Rule& rule, const Wording& wording);

/// A message with its values put in. 【逾期日数】 is in calendar days, and in working days where "个工作日" or " working day"
/// follows it.
std::string fill(const model::Template& words, const std::vector<engine::Value>& values, const engine::Outcome& outcome,
                 const Wording& wording);

/// How the deadline was counted, in one line: 自2023-07-10起7日，至2023-07-19届满; 停止计算中：已用28日，余62日.
std::string deadline_note(const engine::Deadline& deadline, const Wording& wording);

/// Why a rule does not apply, in a few words; "" where the engine gives no reason.
std::string reason_sentence(const engine::Outcome& outcome, const Wording& wording);

/// 《…》（2021）, or the 例外 that made the candidate, with its source.
std::string norm_source(const model::Rule* rule, const Wording& wording);
/// Why a candidate of the name does not govern; "" where it does.
std::string dropped_sentence(const engine::Candidate& candidate, const Wording& wording);
/// Who rules between norms that contradict each other, with the article: 国务院裁决（《立法法》第一百零六条）.
std::string referee_sentence(const engine::Outcome& outcome, const Wording& wording);

/// The message of a finding whose other members are complete.
std::string message_sentence(const Finding& finding, const engine::Outcome& outcome, const Wording& wording,
                             time::Day as_of);

/// What the norm is called: the step's name for a step, the rule's otherwise.
std::string norm_name(const engine::Outcome& outcome, const Wording& wording);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/finding.hpp"  // which brings the bodies of both
#endif
