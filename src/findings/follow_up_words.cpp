// The words of follow-up in both languages.
#include "fadu/findings/follow_up.hpp"

namespace fadu::findings {
namespace {

struct Word {
    std::string_view zh, en, code;
};

/// In the order of FollowUpState.
constexpr std::array<Word, follow_up_states> states{{
    {"逾期未整改", "overdue", "overdue"},
    {"复发", "recurred", "recurred"},
    {"复查不合格", "re-check failed", "recheck_failed"},
    {"待复查", "awaiting re-check", "awaiting_check"},
    {"整改中", "under rectification", "rectifying"},
    {"未交办", "not assigned", "unassigned"},
    {"已消除", "remedied", "remedied"},
    {"已销号", "closed", "closed"},
    {"已撤销", "withdrawn", "withdrawn"},
    {"已移送", "transferred", "transferred"},
}};

struct EventWord : Word {
    std::string_view traditional;
};
/// In the order of FollowUpKind.
constexpr std::array<EventWord, 7> events{{
    {{"责令整改", "rectification ordered", "order"}, "責令整改"},
    {{"整改完成", "rectification done", "done"}, "整改完成"},
    {{"复查合格", "re-check passed", "passed"}, "複查合格"},
    {{"复查不合格", "re-check failed", "failed"}, "複查不合格"},
    {{"延期整改", "extended", "extended"}, "延期整改"},
    {{"撤销", "withdrawn", "withdrawn"}, "撤銷"},
    {{"移送", "transferred", "transferred"}, "移送"},
}};

}  // namespace

std::string_view state_name(FollowUpState state, text::Language language) {
    const Word& word = states[static_cast<std::size_t>(state)];
    return language == text::Language::zh ? word.zh : word.en;
}
std::string_view state_code(FollowUpState state) { return states[static_cast<std::size_t>(state)].code; }

std::string_view event_name(FollowUpKind kind, text::Language language) {
    const Word& word = events[static_cast<std::size_t>(kind)];
    return language == text::Language::zh ? word.zh : word.en;
}
std::string_view event_code(FollowUpKind kind) { return events[static_cast<std::size_t>(kind)].code; }

std::optional<FollowUpKind> parse_follow_up_kind(std::string_view word) {
    for (std::size_t i = 0; i < events.size(); ++i)
        if (word == events[i].zh || word == events[i].traditional || word == events[i].en || word == events[i].code)
            return static_cast<FollowUpKind>(i);
    return std::nullopt;
}

}  // namespace fadu::findings
