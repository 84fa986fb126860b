#include "facts/reserved.hpp"

#include <array>

namespace fadu::facts {
namespace {

struct Spelling {
    std::string_view text;
    Reserved word;
};
// The first spelling of each word is the writer's.
constexpr std::array all_spellings{
    Spelling{"记录", Reserved::record},
    Spelling{"記錄", Reserved::record},
    Spelling{"record", Reserved::record},
    Spelling{"案件", Reserved::cases},
    Spelling{"cases", Reserved::cases},
    Spelling{"事件", Reserved::events},
    Spelling{"events", Reserved::events},
    Spelling{"event", Reserved::events},
    Spelling{"事件齐全", Reserved::complete_events},
    Spelling{"事件齊全", Reserved::complete_events},
    Spelling{"complete_events", Reserved::complete_events},
    Spelling{"按记载顺序", Reserved::in_order},
    Spelling{"按記載順序", Reserved::in_order},
    Spelling{"in_order", Reserved::in_order},
    Spelling{"类型", Reserved::type},
    Spelling{"類型", Reserved::type},
    Spelling{"type", Reserved::type},
    Spelling{"日期", Reserved::date},
    Spelling{"时间", Reserved::date},
    Spelling{"時間", Reserved::date},
    Spelling{"date", Reserved::date},
    Spelling{"time", Reserved::date},
    Spelling{"起日", Reserved::begin},
    Spelling{"起", Reserved::begin},
    Spelling{"begin", Reserved::begin},
    Spelling{"止日", Reserved::end},
    Spelling{"止", Reserved::end},
    Spelling{"end", Reserved::end},
    Spelling{"计划", Reserved::planned},
    Spelling{"計劃", Reserved::planned},
    Spelling{"planned", Reserved::planned},
    Spelling{"值", Reserved::value},
    Spelling{"value", Reserved::value},
    Spelling{"认定人", Reserved::by},
    Spelling{"認定人", Reserved::by},
    Spelling{"by", Reserved::by},
    Spelling{"认定日", Reserved::on},
    Spelling{"認定日", Reserved::on},
    Spelling{"on", Reserved::on},
    Spelling{"理由", Reserved::reason},
    Spelling{"reason", Reserved::reason},
    Spelling{"齐全", Reserved::complete},
    Spelling{"齊全", Reserved::complete},
    Spelling{"complete", Reserved::complete},
    Spelling{"下限", Reserved::low},
    Spelling{"low", Reserved::low},
    Spelling{"上限", Reserved::high},
    Spelling{"high", Reserved::high},
    Spelling{"含下限", Reserved::low_included},
    Spelling{"low_included", Reserved::low_included},
    Spelling{"含上限", Reserved::high_included},
    Spelling{"high_included", Reserved::high_included},
};

}  // namespace

Reserved reserved_word(std::string_view word) {
    if (word.size() > 16) return Reserved::none;
    for (const Spelling& spelling : all_spellings)
        if (spelling.text == word) return spelling.word;
    return Reserved::none;
}

std::string_view spelling(Reserved word) {
    for (const Spelling& spelling : all_spellings)
        if (spelling.word == word) return spelling.text;
    return {};
}

std::vector<std::string_view> spellings(Reserved word) {
    std::vector<std::string_view> found;
    for (const Spelling& spelling : all_spellings)
        if (spelling.word == word) found.push_back(spelling.text);
    return found;
}

std::string_view spelling_beside(Reserved word, const std::function<bool(std::string_view)>& taken) {
    for (const Spelling& spelling : all_spellings)
        if (spelling.word == word && !taken(spelling.text)) return spelling.text;
    return spelling(word);
}

}  // namespace fadu::facts
