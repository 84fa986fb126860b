// The words that a case's JSON keeps for itself, each in its spellings. A field of that name wins over them where the two
// could be confused (see json_case.cpp).
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace fadu::facts {

enum class Reserved : unsigned char {
    none,
    record,           ///< 记录: which record the case is
    cases,            ///< 案件: several cases in one document
    events,           ///< 事件: the list of events, or an event's kind
    complete_events,  ///< 事件齐全
    in_order,         ///< 按记载顺序: the events stand in their real order
    type,             ///< 类型: an event's kind
    date,             ///< 日期, 时间: when an event happened
    begin,            ///< 起日, 起: also of an interval
    end,              ///< 止日, 止
    planned,          ///< 计划
    value,            ///< 值: of a judgement or an incomplete list
    by,               ///< 认定人
    on,               ///< 认定日
    reason,           ///< 理由
    complete,         ///< 齐全: of a list
    low,              ///< 下限: of a range
    high,             ///< 上限
    low_included,     ///< 含下限
    high_included,    ///< 含上限
};

Reserved reserved_word(std::string_view word);
/// The spelling that the writer uses.
std::string_view spelling(Reserved word);
/// All of them, the writer's first.
std::vector<std::string_view> spellings(Reserved word);
/// The first spelling that is not taken by a name of the record.
std::string_view spelling_beside(Reserved word, const std::function<bool(std::string_view)>& taken);

}  // namespace fadu::facts
