// Bodies of fadu/findings/describe.hpp.
#pragma once

#include <algorithm>
#include <tuple>

#include "fadu/findings/describe.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::findings {
namespace describe_detail {

using model::TypeKind;

template <class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

inline constexpr std::size_t shown_elements = 8;  ///< a longer list is cut: a sentence is no table

inline bool in_bounds(int index, std::size_t size) { return index >= 0 && static_cast<std::size_t>(index) < size; }

template <class Items>
auto* at(Items& items, int index) {
    return in_bounds(index, items.size()) ? &items[static_cast<std::size_t>(index)] : nullptr;
}

inline std::string percent(model::Number number) {
    const auto hundredfold = model::multiply(number, model::Number(100));
    return hundredfold ? model::to_decimal(*hundredfold) + "%" : model::to_decimal(number);
}

inline std::string number_text(model::Number number, TypeKind kind, const Wording& wording) {
    if (kind == TypeKind::ratio) return percent(number);
    if (kind != TypeKind::money) return model::to_decimal(number);
    if (wording.language == text::Language::zh) return model::money_to_string(number);
    const auto yuan = model::divide(number, model::Number(100));
    return (yuan ? model::to_decimal(*yuan) : model::to_decimal(number)) + " yuan";
}

/// 以上, 以下 where the figure is in, 超过, 不足 where it is not.
inline std::string range_text(const std::optional<std::string>& low, bool low_in,
                              const std::optional<std::string>& high, bool high_in, const Wording& wording) {
    std::string text;
    if (wording.language == text::Language::zh) {
        if (low) text += low_in ? *low + "以上" : "超过" + *low;
        if (high) text += high_in ? *high + "以下" : "不足" + *high;
        return text.empty() ? "不限" : text;
    }
    if (low) text += (low_in ? "no less than " : "more than ") + *low;
    if (low && high) text += " and ";
    if (high) text += (high_in ? "at most " : "less than ") + *high;
    return text.empty() ? "any" : text;
}

inline std::string range_text(const model::NumberRange& range, TypeKind element, const Wording& wording) {
    const auto end = [&](const std::optional<model::Number>& number) -> std::optional<std::string> {
        if (!number) return std::nullopt;
        return number_text(*number, element, wording);
    };
    return range_text(end(range.low), range.low_included, end(range.high), range.high_included, wording);
}

inline std::string range_text(const model::SpanRange& range, const Wording& wording) {
    const auto end = [&](const std::optional<time::Period>& period) -> std::optional<std::string> {
        if (!period) return std::nullopt;
        return time::to_string(*period, wording.language);
    };
    return range_text(end(range.low), range.low_included, end(range.high), range.high_included, wording);
}

inline std::string yes_no(bool value, const Wording& wording) {
    return std::string(value ? wording.word("是", "yes") : wording.word("否", "no"));
}

inline std::string unknown(const Wording& wording) { return std::string(wording.word("未知", "unknown")); }

inline std::string from_to(std::string_view first, std::string_view last, const Wording& wording) {
    return std::string(first) + std::string(wording.word(" 至 ", " to ")) + std::string(last);
}

inline std::string enumerator(int position, const model::Type& type, const Wording& wording) {
    const auto* enumeration = at(wording.rulebook->enumerations, type.index);
    const std::string* name = enumeration != nullptr ? at(enumeration->enumerators, position) : nullptr;
    return name != nullptr ? *name : unknown(wording);
}

/// A day where the span is one day, a moment where it is exact.
inline std::string time_text(const time::TimeSpan& span) {
    return span.is_exact() ? time::to_string(span.begin) : time::to_string(time::day_of(span.begin));
}

inline std::string time_text(const engine::TimeInterval& interval, const Wording& wording) {
    if (interval.earliest == interval.latest) return time_text(interval.earliest);
    const bool no_first = interval.earliest.begin <= time::start_of(time::earliest_day);
    const bool no_last = interval.latest.end >= time::end_of(time::latest_day);
    if (no_first && no_last) return unknown(wording);
    const std::string first = time_text(interval.earliest);
    const std::string last = time_text(interval.latest);
    if (no_first) return std::string(wording.word("不晚于 ", "not after ")) + last;
    if (no_last) return std::string(wording.word("不早于 ", "not before ")) + first;
    return from_to(first, last, wording) + std::string(wording.word(" 之间某时", ", not known when"));
}

inline std::string length_text(const engine::LengthInterval& length, const Wording& wording) {
    const bool known = length.begin.earliest == length.begin.latest && length.end.earliest == length.end.latest;
    if (length.running)
        return std::string(wording.word("自 ", "since ")) + time_text(length.begin, wording) +
               std::string(wording.word(" 起尚未结束", ", still running"));
    if (!known) return from_to(time_text(length.begin, wording), time_text(length.end, wording), wording);
    const time::TimeSpan begin = length.begin.earliest;
    const time::TimeSpan end = length.end.earliest;
    std::string text;
    if (begin.is_exact() && end.is_exact() && end.begin.seconds - begin.begin.seconds < 2 * 86400) {
        const std::int64_t minutes = (end.begin.seconds - begin.begin.seconds) / 60;
        if (minutes / 60 > 0) text += std::to_string(minutes / 60) + std::string(wording.word("小时", " h "));
        text += std::to_string(minutes % 60) + std::string(wording.word("分钟", " min"));
    } else {
        const auto days = (time::day_of(end.begin) - time::day_of(begin.begin)).count();
        text = std::to_string(days) + std::string(wording.word("日", days == 1 ? " day" : " days"));
    }
    return text + std::string(wording.word("（", " (")) + from_to(time_text(begin), time_text(end), wording) +
           std::string(wording.word("）", ")"));
}

inline std::string interval_text(const engine::NumberInterval& interval, TypeKind kind, const Wording& wording) {
    if (!interval.low && !interval.high) return unknown(wording);
    if (interval.low && interval.high) {
        const std::string low = number_text(*interval.low, kind, wording);
        if (*interval.low == *interval.high) return low;
        const std::string high = number_text(*interval.high, kind, wording);
        return low + std::string(wording.word("至", " to ")) + high;
    }
    if (interval.low)
        return std::string(wording.word("不少于", "at least ")) + number_text(*interval.low, kind, wording);
    return std::string(wording.word("不超过", "at most ")) + number_text(*interval.high, kind, wording);
}

inline bool is_ascii(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]) < 0x80;
}

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace describe_detail

FADU_INLINE std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += separator;
        text += parts[i];
    }
    return text;
}

FADU_INLINE std::string describe(const model::Constant& value, const model::Type& type, const Wording& wording) {
    using namespace describe_detail;
    return std::visit(Overloaded{
                          [&](std::monostate) { return std::string(wording.word("无", "none")); },
                          [&](bool truth) { return yes_no(truth, wording); },
                          [&](model::Number number) { return number_text(number, type.kind, wording); },
                          [&](const std::string& text) { return text; },
                          [&](time::Day day) { return time::to_string(day); },
                          [&](time::Moment moment) { return time::to_string(moment); },
                          [&](const time::Period& period) { return time::to_string(period, wording.language); },
                          [&](model::DayInterval days) {
                              return from_to(time::to_string(days.first), time::to_string(days.last), wording);
                          },
                          [&](model::Enumerator one) { return enumerator(one.position, type, wording); },
                          [&](const model::NumberRange& range) { return range_text(range, type.element, wording); },
                          [&](const model::SpanRange& range) { return range_text(range, wording); },
                      },
                      value);
}

FADU_INLINE std::string describe(const facts::Slot& slot, const model::Type& type, const Wording& wording) {
    switch (slot.knowledge) {
        case facts::Knowledge::unknown: return describe_detail::unknown(wording);
        case facts::Knowledge::none: return std::string(wording.word("无", "none"));
        case facts::Knowledge::unascertainable: return std::string(wording.word("无法查明", "unascertainable"));
        case facts::Knowledge::known: break;
    }
    return describe(slot.value, type, wording);
}

namespace describe_detail {

inline std::string elements_text(const engine::Elements& list, const Wording& wording) {
    if (list.elements.empty())
        return std::string(list.complete ? wording.word("无", "none") : wording.word("未知", "unknown"));
    std::vector<std::string> parts;
    for (const engine::Element& element : list.elements) {
        if (parts.size() == shown_elements) break;
        if (element.member == engine::Truth::no) continue;
        std::string part = describe(element.value, wording);
        if (element.member == engine::Truth::unknown) part += wording.word("（存疑）", " (doubtful)");
        parts.push_back(std::move(part));
    }
    std::string text = join(parts, wording.word("、", ", "));
    if (parts.size() < list.elements.size() && parts.size() == shown_elements)
        text += std::string(wording.word("等", " and others, ")) + std::to_string(list.elements.size()) +
                std::string(wording.word("项", " in all"));
    else if (!list.complete)
        text += wording.word("等", " and perhaps others");
    return text;
}

inline std::string domain_text(const engine::Value& value, const Wording& wording) {
    return std::visit(
        Overloaded{
            [&](const engine::AnyValue&) { return unknown(wording); },
            [&](engine::Truth truth) {
                return truth == engine::Truth::unknown ? unknown(wording)
                                                       : yes_no(truth == engine::Truth::yes, wording);
            },
            [&](const engine::NumberInterval& interval) { return interval_text(interval, value.type.kind, wording); },
            [&](const engine::EnumeratorSet& set) {
                const auto* enumeration = at(wording.rulebook->enumerations, value.type.index);
                if (enumeration != nullptr && set.positions.size() > 1 &&
                    set.positions.size() == enumeration->enumerators.size())
                    return unknown(wording);
                std::vector<std::string> parts;
                for (const int position : set.positions) parts.push_back(enumerator(position, value.type, wording));
                return join(parts, wording.word("或者", " or "));
            },
            [&](const engine::TimeInterval& interval) { return time_text(interval, wording); },
            [&](const engine::EntityChoice& choice) {
                std::vector<std::string> parts;
                for (const engine::Entity& entity : choice.entities) parts.push_back(describe(entity, wording));
                return parts.empty() ? unknown(wording) : join(parts, wording.word("或者", " or "));
            },
            [&](const engine::LengthInterval& length) { return length_text(length, wording); },
            [&](const engine::Elements& list) { return elements_text(list, wording); },
            [&](const std::string& text) { return text; },
            [&](const time::Period& period) { return time::to_string(period, wording.language); },
            [&](const engine::PeriodChoice& choice) {
                std::vector<std::string> parts;
                for (const time::Period& period : choice.periods)
                    parts.push_back(time::to_string(period, wording.language));
                return join(parts, wording.word("或者", " or "));
            },
            [&](const model::DayInterval& days) {
                return from_to(time::to_string(days.first), time::to_string(days.last), wording);
            },
            [&](const std::vector<model::NumberRange>& ranges) {
                std::vector<std::string> parts;
                for (const auto& range : ranges) parts.push_back(range_text(range, value.type.element, wording));
                return parts.empty() ? unknown(wording) : join(parts, wording.word("或者", " or "));
            },
            [&](const std::vector<model::SpanRange>& ranges) {
                std::vector<std::string> parts;
                for (const auto& range : ranges) parts.push_back(range_text(range, wording));
                return parts.empty() ? unknown(wording) : join(parts, wording.word("或者", " or "));
            },
        },
        value.domain);
}

}  // namespace describe_detail

FADU_INLINE std::string describe(const engine::Value& value, const Wording& wording) {
    using namespace describe_detail;
    std::vector<std::string> parts;
    if (value.may_be_value) {
        std::string text = domain_text(value, wording);
        if (text == unknown(wording)) {
            // Nothing is known, not even whether there is a value: the one word says it all.
            if (!value.cause || *value.cause == engine::Cause::missing_fact) return text;
            return text + std::string(wording.word("（", " (")) +
                   std::string(cause_name(*value.cause, wording.language)) + std::string(wording.word("）", ")"));
        }
        parts.push_back(std::move(text));
    }
    if (value.may_be_none)
        parts.emplace_back(value.did_not_happen ? wording.word("未发生", "did not happen")
                                                : wording.word("无", "none"));
    if (value.may_be_unascertainable) parts.emplace_back(wording.word("无法查明", "unascertainable"));
    return parts.empty() ? unknown(wording) : join(parts, wording.word("或者", " or "));
}

FADU_INLINE std::string describe_day(const engine::Event& event, const Wording& wording) {
    using namespace describe_detail;
    if (!event.dated()) {
        const engine::TimeInterval begin{event.begin_earliest, event.begin_latest};
        const std::string text = time_text(begin, wording);
        return text == unknown(wording) ? std::string(wording.word("日期不明", "on an unknown day")) : text;
    }
    if (event.deemed) return time::to_string(event.day());
    std::string text = time_text(event.begin_earliest);
    if (event.running) return text + std::string(wording.word(" 起", " on"));
    if (event.end_earliest == event.end_latest && event.end_earliest != event.begin_earliest)
        text = from_to(text, time_text(event.end_earliest), wording);
    return text;
}

FADU_INLINE std::string describe(const engine::Event& event, int record, const Wording& wording) {
    using namespace describe_detail;
    const auto* owner = at(wording.rulebook->records, record);
    const auto* kind = owner != nullptr ? at(owner->events, event.kind) : nullptr;
    const std::string name = kind != nullptr ? kind->name : unknown(wording);
    if (event.happened == engine::Truth::unknown)
        return name + std::string(wording.word("（是否发生不明）", " (not known whether it happened)"));
    return describe_day(event, wording) + " " + name;
}

namespace describe_detail {

inline int record_of(const engine::Path& path) {
    for (const engine::PathStep& step : path)
        if (!step.of_event &&
            (step.kind == engine::PathStep::Kind::event || step.kind == engine::PathStep::Kind::field))
            return step.owner;
    return -1;
}

/// The same where the path may begin with a member of a rule over many cases, which stands for a case.
inline int record_of(const engine::Path& path, const model::Rulebook& book) {
    if (!path.empty() && path.front().kind == engine::PathStep::Kind::member)
        if (const auto* rule = at(book.rules, path.front().owner); rule != nullptr) return rule->record;
    return record_of(path);
}

/// The name that a person would use: the key where it is known, and the first text beside it.
inline std::string record_text(const facts::RecordValue& value, const Wording& wording) {
    const auto* record = at(wording.rulebook->records, value.record);
    if (record == nullptr) return {};
    std::string key;
    std::string name;
    for (std::size_t i = 0; i < record->fields.size() && i < value.slots.size(); ++i) {
        const facts::Slot& slot = value.slots[i];
        if (slot.knowledge != facts::Knowledge::known) continue;
        const model::Field& field = record->fields[i];
        if (field.key && key.empty()) key = describe(slot, field.type, wording);
        if (!field.key && field.type.kind == TypeKind::text && name.empty()) name = describe(slot, field.type, wording);
    }
    if (name.empty() || key.empty()) return name + key;
    return name + std::string(wording.word("（", " (")) + key + std::string(wording.word("）", ")"));
}

}  // namespace describe_detail

FADU_INLINE std::string describe(const engine::Entity& entity, const Wording& wording) {
    using namespace describe_detail;
    if (entity.event != nullptr) return describe(*entity.event, record_of(entity.path, *wording.rulebook), wording);
    if (entity.gap != nullptr)
        return from_to(time::to_string(entity.gap->span.begin), time::to_string(entity.gap->span.end), wording);
    if (entity.record != nullptr) {
        std::string text = record_text(*entity.record, wording);
        if (!text.empty()) return text;
    }
    if (entity.scalar != nullptr && entity.scalar->is_known()) return describe(*entity.scalar, wording);
    return path_text(entity.path, wording);
}

FADU_INLINE std::string path_text(const engine::Path& path, const Wording& wording) {
    using namespace describe_detail;
    using Kind = engine::PathStep::Kind;
    const model::Rulebook& book = *wording.rulebook;
    std::string text;
    int record = record_of(path, book);
    const auto add = [&](const std::string& name) { text += (text.empty() ? "" : ".") + name; };
    for (const engine::PathStep& step : path) {
        switch (step.kind) {
            case Kind::field: {
                const model::Field* field = nullptr;
                if (step.of_event) {
                    const auto* owner = at(book.records, record);
                    const auto* event = owner != nullptr ? at(owner->events, step.owner) : nullptr;
                    if (event != nullptr) field = at(event->fields, step.index);
                } else if (const auto* owner = at(book.records, step.owner); owner != nullptr) {
                    field = at(owner->fields, step.index);
                }
                add(field != nullptr ? field->name : "?");
                break;
            }
            case Kind::event: {
                record = step.owner;
                const auto* owner = at(book.records, step.owner);
                const auto* event = owner != nullptr ? at(owner->events, step.index) : nullptr;
                add(event != nullptr ? event->name : "?");
                if (step.ordinal > 0 && event != nullptr && !event->once)
                    text += "[" + std::to_string(step.ordinal) + "]";
                break;
            }
            case Kind::element: text += "[" + std::to_string(step.index) + "]"; break;
            case Kind::parameter:
                if (const auto* parameter = at(book.parameters, step.index); parameter != nullptr) add(parameter->name);
                break;
            case Kind::definition:
                if (const auto* definition = at(book.definitions, step.index); definition != nullptr)
                    add(definition->name);
                break;
            case Kind::list:
                if (const auto* list = at(book.lists, step.index); list != nullptr) add(list->name);
                break;
            case Kind::state:
                if (const auto* table = at(book.state_tables, step.index); table != nullptr) add(table->name);
                break;
            case Kind::untranslatable:
                if (const auto* marked = at(book.untranslatables, step.index); marked != nullptr) add(marked->name);
                break;
            case Kind::member:
                if (const auto* rule = at(book.rules, step.owner); rule != nullptr && rule->grouping)
                    add(step.index == 0 ? rule->grouping->first : rule->grouping->second);
                break;
        }
    }
    return text.empty() ? std::string(wording.word("本案", "this case")) : text;
}

namespace describe_detail {

/// The occurrence that a path means by its number: of its kind, in time order, those without a date last.
inline const facts::Occurrence* occurrence_of(const engine::PathStep& step, const Wording& wording,
                                              std::size_t* count = nullptr) {
    if (wording.value == nullptr) return nullptr;
    std::vector<const facts::Occurrence*> all;
    for (const facts::Occurrence& one : wording.value->occurrences)
        if (one.event == step.index && !one.possible) all.push_back(&one);
    std::stable_sort(all.begin(), all.end(), [](const facts::Occurrence* a, const facts::Occurrence* b) {
        const auto key = [](const facts::Occurrence& o) {
            return std::tuple(!o.dated, o.dated ? o.begin : time::TimeSpan{}, o.sequence);
        };
        return key(*a) < key(*b);
    });
    if (count != nullptr) *count = all.size();
    return step.ordinal > 0 && static_cast<std::size_t>(step.ordinal) <= all.size()
               ? all[static_cast<std::size_t>(step.ordinal) - 1]
               : nullptr;
}

}  // namespace describe_detail

FADU_INLINE std::string path_words(const engine::Path& path, const Wording& wording, const engine::Path& base) {
    using namespace describe_detail;
    using Kind = engine::PathStep::Kind;
    const bool chinese = wording.language == text::Language::zh;
    const bool inside = base.size() < path.size() && std::equal(base.begin(), base.end(), path.begin());
    const std::vector<facts::Slot>* slots = wording.value != nullptr ? &wording.value->root.slots : nullptr;
    const facts::Slot* slot = nullptr;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const engine::PathStep& step = path[i];
        std::string part;
        switch (step.kind) {
            case Kind::event: {
                std::size_t count = 0;
                const facts::Occurrence* occurrence = occurrence_of(step, wording, &count);
                slots = occurrence != nullptr ? &occurrence->slots : nullptr;
                part = path_text({step}, wording);
                const auto bracket = part.rfind('[');
                const bool numbered = bracket != std::string::npos && step.ordinal > 0;
                if (numbered) part.resize(bracket);
                if (count > 1 && occurrence != nullptr && occurrence->dated)
                    part = time_text(occurrence->begin) + " " + part;
                else if (numbered && count != 1)
                    part = chinese ? "第" + std::to_string(step.ordinal) + "次" + part
                                   : part + " (no. " + std::to_string(step.ordinal) + ")";
                break;
            }
            case Kind::element: {
                const auto index = static_cast<std::size_t>(std::max(step.index, 1)) - 1;
                const facts::RecordValue* record =
                    slot != nullptr && index < slot->records.size() ? &slot->records[index] : nullptr;
                slots = record != nullptr ? &record->slots : nullptr;
                std::string name = record != nullptr ? record_text(*record, wording) : std::string();
                const bool named = !name.empty();
                if (!named)
                    name = chinese ? "（第" + std::to_string(step.index) + "项）"
                                   : " (no. " + std::to_string(step.index) + ")";
                if (inside && i < base.size()) break;
                if (!parts.empty())
                    parts.back() += (named && !chinese ? " " : "") + name;
                else
                    parts.push_back(named ? name : path_text({step}, wording));
                break;
            }
            case Kind::field: {
                const auto index = static_cast<std::size_t>(std::max(step.index, 0));
                slot = slots != nullptr && index < slots->size() ? &(*slots)[index] : nullptr;
                if (slot != nullptr && slot->records.size() == 1) slots = &slot->records.front().slots;
                engine::Path alone;
                if (step.of_event)
                    for (std::size_t k = 0; k < i; ++k)
                        if (path[k].kind == Kind::event) alone = {path[k]};
                alone.push_back(step);
                part = path_text(alone, wording);
                if (const auto dot = part.rfind('.'); dot != std::string::npos && alone.size() > 1)
                    part = part.substr(dot + 1);
                break;
            }
            default: part = path_text({step}, wording); break;
        }
        if (!part.empty() && !(inside && i < base.size())) parts.push_back(std::move(part));
    }
    if (parts.empty()) return path_text(path, wording);
    if (!chinese) std::reverse(parts.begin(), parts.end());
    return join(parts, chinese ? "的" : " of ");
}

FADU_INLINE std::string author_words(text::Span span, const text::Sources& sources) {
    using namespace describe_detail;
    if (span.file >= sources.size()) return {};
    const std::string_view raw = sources.slice(span);
    std::string text;
    bool blank = false;
    bool quoted = false;
    for (std::size_t i = 0; i < raw.size();) {
        const text::CodePoint point = text::decode(raw, i);
        const std::size_t bytes = std::max<std::size_t>(point.bytes, 1);
        if (raw[i] == '"') quoted = !quoted;
        if (point.value == U'“') quoted = true;
        if (point.value == U'”') quoted = false;
        if (!quoted && raw[i] == '#') {
            i = std::min(raw.find('\n', i), raw.size());
            continue;
        }
        if (!quoted && is_blank(raw[i])) {
            blank = true;
        } else {
            if (blank && !text.empty() && is_ascii(text, text.size() - 1) && is_ascii(raw, i)) text += ' ';
            text.append(raw.substr(i, bytes));
            blank = false;
        }
        i += bytes;
    }
    return text;
}

}  // namespace fadu::findings
