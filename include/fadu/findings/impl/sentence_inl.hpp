// Bodies of fadu/findings/sentence.hpp.
#pragma once

#include "fadu/findings/finding.hpp"
#include "fadu/findings/impl/describe_inl.hpp"
#include "fadu/findings/sentence.hpp"

namespace fadu::findings {
namespace sentence_detail {

using text::Language;

inline const model::Record* record_of(const engine::Outcome& outcome, const Wording& wording) {
    const int index = outcome.rule != nullptr          ? outcome.rule->record
                      : outcome.procedure != nullptr   ? outcome.procedure->record
                      : outcome.state_table != nullptr ? outcome.state_table->record
                                                       : -1;
    return describe_detail::at(wording.rulebook->records, index);
}

inline std::string event_name(const model::Record* record, int event) {
    const model::EventKind* kind = record != nullptr ? describe_detail::at(record->events, event) : nullptr;
    return kind != nullptr ? kind->name : std::string();
}

inline const model::Step* step_of(const engine::Outcome& outcome) {
    return outcome.procedure != nullptr ? describe_detail::at(outcome.procedure->steps, outcome.step) : nullptr;
}

inline std::string pattern_words(const model::EventPattern& pattern, const model::Record* record,
                                 const Wording& wording) {
    const std::string words = author_words(pattern.span, *wording.sources);
    return words.empty() ? event_name(record, pattern.event) : words;
}

inline std::string patterns_words(const std::vector<model::EventPattern>& patterns, std::string_view separator,
                                  const model::Record* record, const Wording& wording) {
    std::vector<std::string> parts;
    for (const model::EventPattern& pattern : patterns) parts.push_back(pattern_words(pattern, record, wording));
    if (parts.size() < 3) return join(parts, separator);
    // 甲、乙或者丙: only the last is joined by the word.
    const std::string last = std::move(parts.back());
    parts.pop_back();
    return join(parts, separator.starts_with(' ') ? ", " : "、") + std::string(separator) + last;
}

/// A step's duty is written without its act, which is the step: 应当 自 立案 之日起 90日内.
inline std::string acts_words(const model::Rule& rule, std::string_view separator, const model::Record* record,
                              const Wording& wording) {
    if (rule.step < 0) return patterns_words(rule.acts, separator, record, wording);
    const auto* procedure = describe_detail::at(wording.rulebook->procedures, rule.procedure);
    const auto* step = procedure != nullptr ? describe_detail::at(procedure->steps, rule.step) : nullptr;
    const bool is_step = step != nullptr && rule.acts.size() == 1 && rule.acts[0].event == step->event;
    return is_step ? step->name : patterns_words(rule.acts, separator, record, wording);
}

/// The norm's sentence is in the language of the rule file, whatever the language of the report.
inline bool is_chinese(std::string_view words) {
    return std::any_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

inline std::string_view relation_word(model::Relation relation, bool chinese) {
    switch (relation) {
        case model::Relation::precedes: return chinese ? "先于" : "precedes";
        case model::Relation::followed_by: return chinese ? "后随" : "is followed by";
        case model::Relation::accompanies: return chinese ? "相随" : "accompanies";
        case model::Relation::alternates: return chinese ? "交替" : "alternates with";
        case model::Relation::immediately_followed: return chinese ? "紧接" : "is immediately followed by";
    }
    return {};
}

inline std::string_view mode_word(model::Mode mode, bool chinese) {
    switch (mode) {
        case model::Mode::must: return chinese ? "应当" : "must";
        case model::Mode::normally_must: return chinese ? "一般应当" : "normally must";
        case model::Mode::must_not: return chinese ? "不得" : "must not";
        case model::Mode::may: return chinese ? "可以" : "may";
    }
    return {};
}

inline std::string content_words(const model::Rule& rule, const model::Record* record, const Wording& wording) {
    const auto act = [&](std::size_t i) {
        return i < rule.acts.size() ? pattern_words(rule.acts[i], record, wording) : std::string();
    };
    const std::string condition = rule.condition ? author_words(rule.condition->span, *wording.sources) : std::string();
    switch (rule.content) {
        case model::ContentKind::acts: {
            const std::string either = acts_words(rule, "或者", record, wording);
            return is_chinese(either) ? either : acts_words(rule, " or ", record, wording);
        }
        case model::ContentKind::condition: return condition;
        case model::ContentKind::order_only: {
            const auto* procedure = describe_detail::at(wording.rulebook->procedures, rule.procedure);
            const auto* step = procedure != nullptr ? describe_detail::at(procedure->steps, rule.step) : nullptr;
            return step != nullptr ? step->name : rule.name;
        }
        case model::ContentKind::items: {
            std::vector<std::string> names;
            for (const model::Item& item : rule.items) names.push_back(item.name);
            const bool chinese = is_chinese(condition);
            return condition + (chinese ? "包括" : " includes ") + join(names, chinese ? "、" : ", ");
        }
        case model::ContentKind::covers: {
            const bool chinese = is_chinese(act(0));
            return act(0) + (chinese ? "覆盖" : " covers ") + act(1) + (chinese ? "至" : " to ") + act(2);
        }
        case model::ContentKind::relation: {
            const bool chinese = is_chinese(act(0));
            const std::string blank = chinese ? "" : " ";
            return act(0) + blank + std::string(relation_word(rule.relation, chinese)) + blank + act(1);
        }
    }
    return condition;
}

inline std::string days(std::int64_t number, const Wording& wording) {
    return std::to_string(number) + std::string(wording.word("日", number == 1 ? " day" : " days"));
}

inline std::string quoted(std::string_view words, const Wording& wording) {
    return std::string(wording.word("“", "\"")) + std::string(words) + std::string(wording.word("”", "\""));
}

/// What must be done, for "应在 … 前送达": the acts' names, the step's name, or nothing where the content is a condition.
inline std::string act_words(const engine::Outcome& outcome, const Wording& wording) {
    const model::Record* record = record_of(outcome, wording);
    if (const model::Step* step = step_of(outcome);
        step != nullptr && (outcome.rule == nullptr || outcome.rule->acts.empty()))
        return step->name;
    if (outcome.rule == nullptr || outcome.rule->content != model::ContentKind::acts) return {};
    return acts_words(*outcome.rule, wording.word("或者", " or "), record, wording);
}

inline std::string possible_words(const Finding& finding, const Wording& wording) {
    std::vector<std::string> names;
    for (const engine::Verdict verdict : finding.possible) names.emplace_back(verdict_name(verdict, wording.language));
    return join(names, wording.word("、", ", "));
}

inline std::string undetermined_sentence(const Finding& finding, const Wording& wording) {
    std::string text;
    if (finding.missing.empty()) {
        text = wording.word("依现有事实不能判断", "cannot be decided on these facts");
    } else {
        text = std::string(wording.word("缺少：", "missing: ")) + join(finding.missing, wording.word("、", ", ")) +
               std::string(wording.word("；补充后可判断", "; supply it to decide"));
    }
    const std::string possible = possible_words(finding, wording);
    if (!possible.empty())
        text += std::string(wording.word("（可能：", " (possible: ")) + possible + std::string(wording.word("）", ")"));
    return text;
}

inline std::string pending_sentence(const Finding& finding, const engine::Outcome& outcome, const Wording& wording,
                                    time::Day as_of) {
    const bool chinese = wording.language == Language::zh;
    const std::string act = act_words(outcome, wording);
    if (finding.due) {
        const std::string due = time::to_string(*finding.due);
        const auto left = std::int64_t{(*finding.due - as_of).count()};
        std::string text = chinese ? "应在 " + due + " 前（含当日）" + (act.empty() ? "完成" : act)
                                   : "due by " + due + " (that day included)" + (act.empty() ? "" : ": " + act);
        if (left >= 0)
            text += (chinese ? "；余 " : "; ") + std::to_string(left) +
                    (chinese     ? " 日"
                     : left == 1 ? " day left"
                                 : " days left");
        return text;
    }
    if (outcome.deadline && (outcome.deadline->stopped || (outcome.deadline->earliest && outcome.deadline->latest)))
        return (act.empty() ? "" : act + (chinese ? "：" : ": ")) + finding.due_note;
    if (outcome.note == engine::Note::not_needed_yet && !act.empty())
        return chinese ? quoted(act, wording) + "尚不需要" : quoted(act, wording) + " is not needed yet";
    if (outcome.rule == nullptr)
        return chinese ? "尚待" + quoted(act, wording) : quoted(act, wording) + " is still to come";
    return std::string(chinese ? "尚待：" : "still to do: ") + norm_sentence(*outcome.rule, wording);
}

inline std::string late_sentence(const Finding& finding, const engine::Outcome& outcome, const Wording& wording) {
    const bool chinese = wording.language == Language::zh;
    std::string text = quoted(act_words(outcome, wording), wording);
    text += chinese ? "逾期 " + std::to_string(*finding.days_late) + " 日"
                    : " is " + days(*finding.days_late, wording) + " late";
    if (outcome.act == nullptr) text += chinese ? "，尚未完成" : " and not done";
    std::vector<std::string> details;
    if (finding.due) details.push_back(std::string(chinese ? "期限 " : "due ") + time::to_string(*finding.due));
    if (outcome.act != nullptr)
        details.push_back(std::string(chinese ? "实际 " : "done ") + describe_day(*outcome.act, wording));
    if (!details.empty())
        text += (chinese ? "（" : " (") + join(details, chinese ? "，" : ", ") + (chinese ? "）" : ")");
    return text;
}

inline std::string order_sentence(const engine::Outcome& outcome, const Wording& wording) {
    const bool chinese = wording.language == Language::zh;
    const model::Step* step = step_of(outcome);
    const std::string name = quoted(step != nullptr ? step->name : std::string(), wording);
    const std::string about = event_name(record_of(outcome, wording), outcome.about);
    const bool other = !about.empty() && (step == nullptr || about != step->name);
    if (outcome.note == engine::Note::missing_step)
        return chinese ? "步骤" + name + "缺失" + (other ? "，" + quoted(about, wording) + "已经进行" : "")
                       : "step " + name + " is missing" +
                             (other ? " though " + quoted(about, wording) + " took place" : "");
    if (outcome.note == engine::Note::out_of_order)
        return chinese ? "步骤" + name + "次序倒置" + (other ? "，晚于" + quoted(about, wording) : "")
                       : "step " + name + " is out of order" + (other ? ", after " + quoted(about, wording) : "");
    return chinese ? "步骤" + name + "不符合规定" : "step " + name + " breaks the rule";
}

/// 处理决定: 登记保存 is 已处理, from which it leads nowhere.
inline std::string wrong_state_sentence(const engine::Outcome& outcome, const Wording& wording) {
    const bool chinese = wording.language == Language::zh;
    const std::string event = quoted(event_name(record_of(outcome, wording), outcome.about), wording);
    const std::string table = quoted(outcome.state_table->name, wording);
    const bool told = outcome.content && !outcome.content->children.empty();
    const std::string state = told ? describe(outcome.content->children.front().value, wording) : std::string();
    return chinese ? table + "是“" + state + "”，不得再" + event
                   : event + " is not allowed while " + table + " is " + state;
}

inline std::string violated_sentence(const Finding& finding, const engine::Outcome& outcome, const Wording& wording) {
    const bool chinese = wording.language == Language::zh;
    const model::Step* step = step_of(outcome);
    const bool misplaced = outcome.note == engine::Note::missing_step || outcome.note == engine::Note::out_of_order;
    if (outcome.state_table != nullptr) return wrong_state_sentence(outcome, wording);
    if (misplaced || outcome.rule == nullptr) return order_sentence(outcome, wording);
    const std::string norm = norm_sentence(*outcome.rule, wording);
    if (finding.days_late && *finding.days_late > 0) return late_sentence(finding, outcome, wording);
    if (outcome.note == engine::Note::early) {
        const std::string act = quoted(act_words(outcome, wording), wording);
        std::string text = act + (chinese ? "早于规定时间" : " came too early");
        if (finding.due)
            text += (chinese ? "（最早 " : " (not before ") + time::to_string(*finding.due) + (chinese ? "）" : ")");
        return text;
    }
    if (!finding.missing.empty() && outcome.rule->in_order)
        return std::string(chinese ? "缺少或者次序不对：" : "missing or out of order: ") +
               join(finding.missing, chinese ? "、" : ", ");
    if (!finding.missing.empty())
        return std::string(chinese ? "缺少" : "missing: ") + join(finding.missing, chinese ? "、" : ", ");
    if (step != nullptr)
        return chinese ? "步骤" + quoted(step->name, wording) + "不符合“" + norm + "”"
                       : "step " + quoted(step->name, wording) + " breaks: " + norm;
    return chinese ? "不符合“" + norm + "”" : "not met: " + norm;
}

/// The author's message for a breach: the duty's, then the step's, then the procedure's.
inline std::string breach_message(const engine::Outcome& outcome, const Wording& wording) {
    const auto& values = outcome.message_values;
    if (outcome.rule != nullptr && !outcome.rule->message.empty())
        return fill(outcome.rule->message, values, outcome, wording);
    if (const model::Step* step = step_of(outcome); step != nullptr && !step->message.empty())
        return fill(step->message, values, outcome, wording);
    if (outcome.state_table != nullptr && !outcome.state_table->message.empty())
        return fill(outcome.state_table->message, values, outcome, wording);
    return {};
}

}  // namespace sentence_detail

FADU_INLINE std::string norm_name(const engine::Outcome& outcome, const Wording&) {
    if (const model::Step* step = sentence_detail::step_of(outcome); step != nullptr) return step->name;
    if (outcome.rule != nullptr) return outcome.rule->name;
    if (outcome.state_table != nullptr) return outcome.state_table->name;
    return outcome.procedure != nullptr ? outcome.procedure->name : std::string();
}

FADU_INLINE std::string norm_sentence(const model::Rule& rule, const Wording& wording) {
    using namespace sentence_detail;
    const model::Record* record = describe_detail::at(wording.rulebook->records, rule.record);
    const std::string content = content_words(rule, record, wording);
    if (!rule.without.empty()) {
        const bool chinese = is_chinese(content);
        return chinese ? "未经" + patterns_words(rule.without, "或者", record, wording) + "不得" + content
                       : "must not " + content + " without " + patterns_words(rule.without, " or ", record, wording);
    }
    const std::string window = rule.window ? author_words(rule.window->span, *wording.sources) : std::string();
    const bool chinese = is_chinese(content + window);
    std::string text(mode_word(rule.mode, chinese));
    for (const std::string& part : {window, content})
        if (!part.empty()) text += (chinese ? "" : " ") + part;
    return text;
}

FADU_INLINE std::string fill(const model::Template& words, const std::vector<engine::Value>& values,
                             const engine::Outcome& outcome, const Wording& wording) {
    using Special = model::Template::Special;
    // Values are put into the author's sentence, so in its language, whatever the language of the report.
    const bool chinese = std::any_of(words.pieces.begin(), words.pieces.end(), [](const model::Template::Piece& piece) {
        return sentence_detail::is_chinese(piece.literal);
    });
    const Wording inside{wording.rulebook, wording.sources, chinese ? text::Language::zh : wording.language};
    const bool by_piece = values.size() == words.pieces.size();
    std::string text;
    std::size_t next = 0;
    for (std::size_t i = 0; i < words.pieces.size(); ++i) {
        const model::Template::Piece& piece = words.pieces[i];
        if (piece.special == Special::missing_items) {
            text += join(outcome.missing_items, inside.word("、", ", "));
        } else if (piece.special == Special::days_late) {
            const std::string_view after =
                i + 1 < words.pieces.size() ? std::string_view(words.pieces[i + 1].literal) : "";
            const bool working = after.starts_with("个工作日") || after.starts_with(" working day");
            const auto& late = working && outcome.days_late_in_unit ? outcome.days_late_in_unit : outcome.days_late;
            text += late ? std::to_string(*late) : std::string(inside.word("若干", "some"));
        } else if (piece.expression) {
            const std::size_t at = by_piece ? i : next;
            text += at < values.size() ? describe(values[at], inside)
                                       : author_words(piece.expression->span, *wording.sources);
            ++next;
        } else {
            text += piece.literal;
        }
    }
    return text;
}

FADU_INLINE std::string deadline_note(const engine::Deadline& deadline, const Wording& wording) {
    using namespace sentence_detail;
    const bool chinese = wording.language == Language::zh;
    if (deadline.stopped)
        return chinese
                   ? "停止计算中：已用" + days(deadline.days_used, wording) + "，余" + days(deadline.days_left, wording)
                   : "the clock stands: " + days(deadline.days_used, wording) + " used, " +
                         days(deadline.days_left, wording) + " left";
    if (deadline.error) return deadline.error->in(wording.language);
    if (deadline.cause && !deadline.earliest) return std::string(cause_name(*deadline.cause, wording.language));
    std::vector<std::string> parts;
    std::string period =
        deadline.period.parts.empty() ? std::string() : time::to_string(deadline.period, wording.language);
    for (const time::PeriodPart& part : deadline.period.parts) {
        if (part.unit != time::Unit::day || deadline.policy.meaning_of_days(part.number) != time::Unit::working_day)
            continue;
        period += chinese ? "（按工作日）" : " (working days)";
        break;
    }
    if (deadline.anchor && !period.empty()) {
        const std::string anchor = time::to_string(*deadline.anchor);
        if (deadline.backward)
            parts.push_back(chinese ? anchor + " 前" + period : period + " before " + anchor);
        else if (deadline.not_before)
            parts.push_back(chinese ? "自 " + anchor + " 起满" + period : period + " from " + anchor);
        else
            parts.push_back(chinese ? "自 " + anchor + " 起" + period : period + " from " + anchor);
    }
    if (!deadline.exclusions.empty()) {
        std::vector<std::string> out;
        for (const time::Exclusion& one : deadline.exclusions)
            out.push_back(one.label + " " +
                          describe_detail::from_to(time::to_string(one.first), time::to_string(one.last), wording));
        parts.push_back(std::string(chinese ? "不计入 " : "not counting ") + join(out, chinese ? "、" : ", "));
    }
    for (const engine::ExtensionUse& use : deadline.extensions) {
        if (use.counted)
            parts.push_back((chinese ? "延长至 " : "extended to ") + time::to_string(use.due_after));
        else
            parts.push_back(chinese ? "届满后的延期无效" : "an extension after expiry is void");
    }
    if (deadline.earliest) {
        const std::string first = time::to_string(*deadline.earliest);
        if (deadline.moment)
            parts.push_back((chinese ? "至 " : "until ") + time::to_string(*deadline.moment));
        else if (deadline.not_before)
            parts.push_back((chinese ? "最早 " : "not before ") + first);
        else if (deadline.backward)
            parts.push_back((chinese ? "最迟 " : "at the latest ") + first);
        else if (!deadline.latest)
            parts.push_back(chinese ? "最早 " + first + " 届满" : "expires no earlier than " + first);
        else if (*deadline.latest != *deadline.earliest)
            parts.push_back(chinese ? first + " 至 " + time::to_string(*deadline.latest) + " 之间届满"
                                    : "expires between " + first + " and " + time::to_string(*deadline.latest));
        else
            parts.push_back(chinese ? first + " 届满" : "expires on " + first);
    }
    return join(parts, chinese ? "，" : ", ");
}

FADU_INLINE std::string reason_sentence(const engine::Outcome& outcome, const Wording& wording) {
    using namespace sentence_detail;
    const bool chinese = wording.language == Language::zh;
    const std::string about = event_name(record_of(outcome, wording), outcome.about);
    switch (outcome.note) {
        case engine::Note::not_yet_happened:
            if (outcome.rule != nullptr && outcome.rule->grouping)
                return chinese ? "没有这样的几个案件" : "there are no such cases";
            return chinese ? "尚无" + quoted(about, wording) : quoted(about, wording) + " has not happened";
        case engine::Note::lawfully_skipped: return chinese ? "依法省略" : "lawfully skipped";
        case engine::Note::not_needed_yet: return chinese ? "尚不需要" : "not needed yet";
        case engine::Note::barred_now:
            return chinese ? "现在不得" + about : quoted(about, wording) + " is not allowed now";
        case engine::Note::permitted: return chinese ? "可行" : "allowed";
        case engine::Note::not_in_force: return chinese ? "当时无此规定" : "no such provision was in force then";
        case engine::Note::condition_not_met: {
            const model::Expression* when = nullptr;
            if (outcome.rule != nullptr && outcome.rule->when) when = &*outcome.rule->when;
            if (outcome.rule == nullptr && step_of(outcome) != nullptr && step_of(outcome)->when)
                when = &*step_of(outcome)->when;
            if (when == nullptr && outcome.procedure != nullptr && outcome.procedure->when)
                when = &*outcome.procedure->when;
            const std::string words = when != nullptr ? author_words(when->span, *wording.sources) : std::string();
            if (words.empty()) return chinese ? "不符合适用条件" : "its condition is not met";
            return chinese ? "不符合适用条件“" + words + "”" : "its condition is not met: " + words;
        }
        case engine::Note::none:
        case engine::Note::missing_step:
        case engine::Note::out_of_order:
        case engine::Note::wrong_state:
        case engine::Note::early: break;
    }
    return {};
}

FADU_INLINE std::string norm_source(const model::Rule* rule, const Wording& wording) {
    if (rule == nullptr) return {};
    std::string source;
    if (!rule->citations.empty())
        if (const auto* cited = describe_detail::at(wording.rulebook->sources, rule->citations.front().source))
            source = cited->full_name();
    if (rule->exception.empty()) return source;
    const std::string name = std::string(wording.word("例外“", "exception “")) + rule->exception + "”";
    return source.empty()
               ? name
               : name + std::string(wording.word("（", " (")) + source + std::string(wording.word("）", ")"));
}

FADU_INLINE std::string dropped_sentence(const engine::Candidate& candidate, const Wording& wording) {
    const auto* by = describe_detail::at(wording.rulebook->rules, candidate.displaced_by);
    const std::string winner = norm_source(by, wording);
    const bool chinese = wording.language == text::Language::zh;
    switch (candidate.dropped) {
        case engine::Dropped::no: return {};
        case engine::Dropped::not_in_force: return chinese ? "当时没有施行" : "not in force then";
        case engine::Dropped::not_selected: return chinese ? "不适用于本案" : "does not apply to this case";
        case engine::Dropped::displaced: {
            const std::string basis = by != nullptr && !by->basis.empty()
                                          ? (chinese ? "（" + by->basis + "）" : " (" + by->basis + ")")
                                          : std::string();
            return (chinese ? winner + "优先适用" : winner + " prevails") + basis;
        }
        case engine::Dropped::lower_rank: return chinese ? winner + "位阶更高" : winner + " ranks higher";
        case engine::Dropped::general: return chinese ? winner + "是特别规定" : winner + " is the special provision";
        case engine::Dropped::older: return chinese ? winner + "是新的规定" : winner + " is the newer provision";
    }
    return {};
}

FADU_INLINE std::string referee_sentence(const engine::Outcome& outcome, const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    switch (outcome.referee) {
        case engine::Referee::none: return {};
        case engine::Referee::npc_standing_committee:
            return chinese ? "由全国人民代表大会常务委员会裁决（《立法法》第一百零五条、第一百零六条）"
                           : "the Standing Committee of the National People's Congress rules (立法法 105, 106)";
        case engine::Referee::state_council:
            return chinese ? "由国务院裁决（《立法法》第一百零五条、第一百零六条）"
                           : "the State Council rules (立法法 105, 106)";
        case engine::Referee::state_council_first:
            return chinese ? "由国务院提出意见：认为应当适用地方性法规的，适用地方性法规；认为应当适用部门规章的，"
                             "提请全国人民代表大会常务委员会裁决（《立法法》第一百零六条）"
                           : "the State Council gives its opinion: for the local regulation, it applies; for the "
                             "ministry rule, the Standing Committee of the National People's Congress is asked to "
                             "rule (立法法 106)";
        case engine::Referee::issuing_organ:
            return chinese ? "由制定机关" + outcome.referee_organ + "裁决（《立法法》第一百零六条）"
                           : "the issuing organ, " + outcome.referee_organ + ", rules (立法法 106)";
        case engine::Referee::common_superior:
            return chinese ? "由两个制定机关共同的上级机关处理" : "the common superior of the two organs decides";
    }
    return {};
}

FADU_INLINE std::string message_sentence(const Finding& finding, const engine::Outcome& outcome, const Wording& wording,
                                         time::Day as_of) {
    using namespace sentence_detail;
    const bool chinese = wording.language == Language::zh;
    const std::string norm =
        outcome.rule != nullptr ? norm_sentence(*outcome.rule, wording) : norm_name(outcome, wording);
    switch (finding.verdict) {
        case engine::Verdict::violated: {
            std::string words = breach_message(outcome, wording);
            return words.empty() ? violated_sentence(finding, outcome, wording) : words;
        }
        case engine::Verdict::pending: return pending_sentence(finding, outcome, wording, as_of);
        case engine::Verdict::undetermined: return undetermined_sentence(finding, wording);
        case engine::Verdict::conflict:
            return chinese ? "适用的规定结论不一致：" + norm : "the provisions that apply disagree: " + norm;
        case engine::Verdict::excused:
            return chinese ? "不符合“" + norm + "”，但属于除外情形" +
                                 (finding.excused_by.empty() ? "" : "：" + finding.excused_by)
                           : "excused" + (finding.excused_by.empty() ? "" : ": " + finding.excused_by);
        case engine::Verdict::compliant:
            if (outcome.note == engine::Note::permitted) return chinese ? "可行：" + norm : "allowed: " + norm;
            if (outcome.state_table != nullptr)
                return chinese ? "符合状态表“" + norm + "”" : "in line with the state table \"" + norm + "\"";
            if (outcome.rule == nullptr)
                return chinese ? "步骤“" + norm + "”已依法进行" : "step \"" + norm + "\" is in order";
            if (!finding.reason.empty()) return finding.reason;
            return chinese ? "符合“" + norm + "”" : "met: " + norm;
        case engine::Verdict::not_applicable:
            return finding.reason.empty() ? std::string(chinese ? "不适用" : "does not apply") : finding.reason;
    }
    return {};
}

}  // namespace fadu::findings
