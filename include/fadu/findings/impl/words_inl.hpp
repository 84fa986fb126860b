// Bodies of fadu/findings/words.hpp.
#pragma once

#include <array>

#include "fadu/findings/words.hpp"

namespace fadu::findings {
namespace words_detail {

struct Word {
    std::string_view zh, en, code;
    std::string_view in(text::Language language) const { return language == text::Language::zh ? zh : en; }
};

/// In the order of engine::Verdict.
inline constexpr std::array<Word, 7> verdicts{{{"不适用", "not applicable", "not_applicable"},
                                               {"合规", "compliant", "compliant"},
                                               {"除外", "excused", "excused"},
                                               {"违反", "violated", "violated"},
                                               {"待办", "pending", "pending"},
                                               {"存疑", "undetermined", "undetermined"},
                                               {"冲突", "conflict", "conflict"}}};

/// In the order of model::Grade.
inline constexpr std::array<Word, 6> grades{{{"", "", ""},
                                             {"提示", "note", "note"},
                                             {"瑕疵", "flaw", "flaw"},
                                             {"轻微", "minor", "minor"},
                                             {"重大", "major", "major"},
                                             {"无效", "void", "void"}}};

/// In the order of engine::Cause.
inline constexpr std::array<Word, 10> causes{
    {{"案件未载明", "the case does not say", ""},
     {"地方参数未定", "the local parameter is not set", ""},
     {"日历未及该年", "the calendar does not know the year", ""},
     {"数值超出范围", "the number is out of range", ""},
     {"除数为零", "division by zero", ""},
     {"同日先后不明", "the order on one day is not known", ""},
     {"清单结果不唯一", "the list gives more than one answer", ""},
     {"规定不可由机器判断", "the provision cannot be checked by a machine", ""},
     {"各规定不一致，需裁决", "the provisions differ and somebody must rule", ""},
     {"当时无此规定", "no such provision was in force then", ""}}};

}  // namespace words_detail

FADU_INLINE std::string_view verdict_name(engine::Verdict verdict, text::Language language) {
    return words_detail::verdicts[static_cast<std::size_t>(verdict)].in(language);
}

FADU_INLINE std::string_view verdict_code(engine::Verdict verdict) {
    return words_detail::verdicts[static_cast<std::size_t>(verdict)].code;
}

FADU_INLINE std::optional<engine::Verdict> parse_verdict(std::string_view word) {
    for (std::size_t i = 0; i < words_detail::verdicts.size(); ++i) {
        const words_detail::Word& known = words_detail::verdicts[i];
        if (word == known.zh || word == known.en || word == known.code) return static_cast<engine::Verdict>(i);
    }
    return std::nullopt;
}

FADU_INLINE std::string_view grade_name(model::Grade grade, text::Language language) {
    return words_detail::grades[static_cast<std::size_t>(grade)].in(language);
}

FADU_INLINE std::string_view grade_code(model::Grade grade) {
    return words_detail::grades[static_cast<std::size_t>(grade)].code;
}

FADU_INLINE std::string_view cause_name(engine::Cause cause, text::Language language) {
    return words_detail::causes[static_cast<std::size_t>(cause)].in(language);
}

}  // namespace fadu::findings
