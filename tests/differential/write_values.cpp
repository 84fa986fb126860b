// Values: literals, names, the ways along 的, and what is computed from them.
#include <algorithm>

#include "expressions.hpp"

namespace fadu::differential {
namespace {

bool same(const Type& a, const Type& b) { return a == b; }

const std::vector<std::string>& some_texts() {
    static const std::vector<std::string> texts{"甲", "乙", "甲乙", "粤〔2023〕12号", "丙1", "乙甲乙"};
    return texts;
}
const std::vector<std::string>& some_days() {
    static const std::vector<std::string> days{"2023-04-20", "2023-04-28", "2023-05-04", "2023年5月6日",
                                               "2023-01-20", "2023-09-28", "2023-12-29", "2024-02-08",
                                               "2024-02-29", "2023-06-21", "2019-12-31", "2031-03-01"};
    return days;
}

}  // namespace

std::string tight(const Written& written, Tightness least) {
    return written.tightness < least ? "（" + written.text + "）" : written.text;
}

MaybeWritten Expressions::first_that_works(const std::vector<std::pair<int, Attempt>>& attempts) {
    for (int round = 0; round < 4; ++round) {
        int total = 0;
        for (const auto& [weight, attempt] : attempts) total += weight;
        int left = random_.below(total);
        for (const auto& [weight, attempt] : attempts) {
            if (left >= weight) {
                left -= weight;
                continue;
            }
            if (MaybeWritten found = attempt()) return found;
            break;
        }
    }
    for (const auto& [weight, attempt] : attempts)
        if (MaybeWritten found = weight > 0 ? attempt() : std::nullopt) return found;
    return std::nullopt;
}

std::string Expressions::literal(const Type& type) {
    switch (type.kind) {
        case TypeKind::boolean: return random_.chance(50) ? "是" : "否";
        case TypeKind::integer: {
            const std::string number = random_.pick({"0", "1", "1", "2", "2", "3", "5", "10", "１２", "1万"});
            return random_.chance(20) && number != "1万" ? number + random_.pick({"人", "次", "项", "件"}) : number;
        }
        case TypeKind::decimal: return random_.pick({"0.5", "1.25", "0.1", "2.5", "0.75", "3.25", "0.3333333333"});
        case TypeKind::ratio: return random_.pick({"0%", "5%", "20%", "33.3%", "50%", "100%", "5‰", "110%"});
        case TypeKind::money:
            return random_.pick({"0元", "3分", "5角", "50元", "100元", "100.01元", "150元", "1万元", "1.2万元"});
        case TypeKind::text: return "“" + random_.pick(some_texts()) + "”";
        case TypeKind::date: return random_.pick(some_days());
        case TypeKind::moment:
            return random_.pick({"2023-04-28T10:30", "2023-05-04T00:00", "2023-05-06T23:59:59",
                                 "2023-04-28T10:30+08:00", "2023-05-01T10:30Z", "2023-04-30T24:00"});
        case TypeKind::span:
            return random_.pick({"1日", "2日", "5日", "7日", "10日", "15日", "30日", "1个工作日", "3个工作日",
                                 "5个工作日", "10个自然日", "1个月", "2个月", "1年", "0日"});
        case TypeKind::interval:
            return random_.pick({"2023-01-01 至 2023-12-31", "2023-04-20 至 2023-05-03", "2023-05-01 至 2023-05-01"});
        case TypeKind::enumeration: return random_.pick(shape_.kind(type).values);
        case TypeKind::range: {
            const auto end = [&](const char* low, const char* high) {
                switch (random_.below(3)) {
                    case 0: return std::string(low) + "以上" + high + (random_.chance(30) ? "以内" : "以下");
                    case 1: return std::string(low) + "以上";
                    default: return std::string(high) + (random_.chance(30) ? "以内" : "以下");
                }
            };
            switch (type.element) {
                case TypeKind::money: return random_.chance(50) ? end("50元", "100元") : end("100元", "1万元");
                case TypeKind::integer: return random_.chance(50) ? end("1", "3") : end("2", "2");
                case TypeKind::decimal: return end("0.5", "2.5");
                case TypeKind::ratio: return end("5%", "50%");
                default: return random_.chance(50) ? end("3日", "10日") : end("5个工作日", "10个工作日");
            }
        }
        default: return "";
    }
}

const EventShape& Expressions::event(const Scene& scene, int index) const {
    return shape_.records[static_cast<std::size_t>(scene.record)].events[static_cast<std::size_t>(index)];
}

bool Expressions::usable(const Scene& scene, int index) const {
    return scene.record >= 0 && event(scene, index).made_at < scene.place;
}

std::vector<int> Expressions::usable_events(const Scene& scene) const {
    std::vector<int> all;
    if (scene.record < 0) return all;
    const auto& events = shape_.records[static_cast<std::size_t>(scene.record)].events;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (usable(scene, static_cast<int>(i))) all.push_back(static_cast<int>(i));
    return all;
}

int Expressions::any_event(const Scene& scene, bool lasting) {
    std::vector<int> all = usable_events(scene);
    if (lasting) std::erase_if(all, [&](int one) { return !event(scene, one).lasting; });
    return all.empty() ? -1 : random_.pick(all);
}

/// How a field of a frame may be written: bare, with 其, or after its entity's name; bare only where it is not ambiguous.
std::vector<std::string> Expressions::field_names(const Scene& scene, std::size_t frame, const std::string& field) {
    std::vector<std::string> ways;
    const FrameShape& of = scene.frames[frame];
    if (of.inner) {
        bool innermost = true;
        for (std::size_t i = frame + 1; i < scene.frames.size(); ++i) innermost = innermost && !scene.frames[i].inner;
        ways.push_back(innermost && random_.chance(40) ? "其 " + field : field);
        return ways;
    }
    int owners = 0;
    for (const FrameShape& one : scene.frames) {
        const auto* fields = one.inner ? nullptr : shape_.fields_of(one.type);
        if (fields == nullptr) continue;
        for (const FieldShape& other : *fields) owners += other.name == field ? 1 : 0;
    }
    if (owners == 1) ways.push_back(field);
    if (!of.name.empty() && (owners > 1 || random_.chance(20))) ways.push_back(of.name + " 的 " + field);
    return ways;
}

std::vector<std::string> Expressions::names(const Scene& scene, const Type& type) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        const FrameShape& frame = scene.frames[i];
        if (same(frame.type, type) && !frame.name.empty()) all.push_back(frame.name);
        if (const auto* fields = shape_.fields_of(frame.type))
            for (const FieldShape& field : *fields)
                if (same(field.type, type))
                    for (std::string& way : field_names(scene, i, field.name)) {
                        if (frame.inner) all.push_back(way);  // what is inside is meant more often
                        all.push_back(std::move(way));
                    }
        if (!frame.inner) continue;
        const EventShape* of = shape_.event_of(frame.type);
        const bool stretches =
            frame.type.kind == TypeKind::interval || frame.type.kind == TypeKind::gap || (of != nullptr && of->lasting);
        if (type.kind == TypeKind::date && of != nullptr) all.emplace_back("日期");
        const std::string its = i + 1 == scene.frames.size() ? "其 " : "";
        if (type.kind == TypeKind::date && stretches) all.insert(all.end(), {"起日", its + "止日"});
        if (type.kind == TypeKind::moment && stretches) all.insert(all.end(), {"起时", its + "止时"});
        if (type.kind == TypeKind::duration && stretches) all.insert(all.end(), {"期间", its + "时长"});
    }
    for (const GlobalShape& global : shape_.globals) {
        if (global.place >= scene.place || (global.record >= 0 && global.record != scene.record)) continue;
        if (same(global.type, type)) {
            all.push_back(global.name);
            if (global.record >= 0 && random_.chance(10)) all.push_back("本案 的 " + global.name);
        }
        for (const FieldShape& column : global.columns)
            if (same(column.type, type)) all.push_back(global.name + " 的 " + column.name);
    }
    return all;
}

std::optional<std::pair<std::string, Type>> Expressions::entity(Scene& scene, int depth) {
    for (int round = 0; round < 4; ++round) {
        switch (random_.weighted({4, 5, 2, 2})) {
            case 0: {
                std::vector<std::pair<std::string, Type>> named;
                if (!scene.frames.empty() && scene.frames.back().type.kind == TypeKind::gap) {
                    const Type part = of_event(scene.record, scene.frames.back().type.index);
                    return std::pair<std::string, Type>(random_.pick({"前段", "其 后段"}), part);
                }
                for (const FrameShape& frame : scene.frames)
                    if (!frame.name.empty() && shape_.fields_of(frame.type) != nullptr)
                        named.emplace_back(frame.name, frame.type);
                if (!named.empty()) return random_.pick(named);
                break;
            }
            case 1: {
                const int which = any_event(scene);
                if (which < 0) break;
                const std::string& name = event(scene, which).name;
                std::string text = random_.chance(70) ? name : random_.pick({"首次 ", "最后一次 "}) + name;
                return std::pair(std::move(text), of_event(scene.record, which));
            }
            case 2: {
                std::vector<std::pair<std::string, Type>> nested;
                for (std::size_t i = 0; i < shape_.records.size(); ++i)
                    for (std::string& name : names(scene, of_record(static_cast<int>(i))))
                        if (static_cast<int>(i) != scene.record)
                            nested.emplace_back(std::move(name), of_record(static_cast<int>(i)));
                if (!nested.empty()) return random_.pick(nested);
                break;
            }
            default: {
                if (depth < 1) break;
                auto list = any_collection(scene, depth - 1);
                if (list && shape_.fields_of(list->second) != nullptr)
                    return std::pair(list->first + random_.pick({" 的 第一个", " 的 最后一个"}), list->second);
                break;
            }
        }
    }
    return std::nullopt;
}

MaybeWritten Expressions::path_to(Scene& scene, const Type& type, int depth) {
    for (int round = 0; round < 4; ++round) {
        const auto owner = entity(scene, depth);
        if (!owner) continue;
        std::vector<std::string> ends;
        if (const auto* fields = shape_.fields_of(owner->second))
            for (const FieldShape& field : *fields)
                if (same(field.type, type)) ends.push_back(field.name);
        if (const EventShape* of = shape_.event_of(owner->second)) {
            if (type.kind == TypeKind::date) ends.emplace_back("日期");
            if (type.kind == TypeKind::moment) ends.emplace_back("起时");
            if (of->lasting && type.kind == TypeKind::date) ends.insert(ends.end(), {"起日", "止日"});
            if (of->lasting && type.kind == TypeKind::moment) ends.emplace_back("止时");
            if (of->lasting && type.kind == TypeKind::duration) ends.emplace_back(random_.pick({"期间", "时长"}));
        }
        if (!ends.empty()) return Written{owner->first + " 的 " + random_.pick(ends)};
    }
    return std::nullopt;
}

MaybeWritten Expressions::value(Scene& scene, const Type& type, int depth) {
    if (type.kind == TypeKind::list) return collection(scene, type.element_type(), depth, true);
    const bool can_be_written =
        type.kind != TypeKind::record && type.kind != TypeKind::occurrence && type.kind != TypeKind::duration;
    const bool quotes = type.kind == TypeKind::text && scene.in_text;
    const Attempt named = [&]() -> MaybeWritten {
        const std::vector<std::string> all = names(scene, type);
        return all.empty() ? MaybeWritten{} : Written{random_.pick(all)};
    };
    const Attempt written = [&]() -> MaybeWritten { return Written{literal(type)}; };
    const Attempt along = [&] { return path_to(scene, type, depth - 1); };
    const Attempt chosen = [&]() -> MaybeWritten {
        const MaybeWritten list = collection(scene, type, depth - 1);
        if (!list) return std::nullopt;
        const bool ordered = type.is_number() || type.kind == TypeKind::date || type.kind == TypeKind::moment ||
                             type.kind == TypeKind::duration ||
                             (type.kind == TypeKind::enumeration && shape_.kind(type).ordered);
        const std::string which = ordered && random_.chance(60) ? random_.pick({" 的 最小值", " 的 最大值"})
                                                                : random_.pick({" 的 第一个", " 的 最后一个"});
        return Written{list->text + which};
    };
    const Attempt computed = [&]() -> MaybeWritten {
        if (type.is_number()) return number(scene, type.kind, depth - 1);
        switch (type.kind) {
            case TypeKind::boolean: return boolean(scene, depth - 1);
            case TypeKind::date:
            case TypeKind::moment: {
                if (scene.record < 0) return std::nullopt;
                const bool hours = type.kind == TypeKind::moment;
                const std::string from = point(scene, depth - 1, hours);
                return Written{"自 " + from + (hours ? " 之时起 " : " 之日起 ") + period(scene, hours) + " 届满"};
            }
            case TypeKind::duration: {
                const std::vector<std::string> intervals = names(scene, plain(TypeKind::interval));
                const int lasting = any_event(scene, true);
                if (lasting >= 0 && (intervals.empty() || random_.chance(60)))
                    return Written{event(scene, lasting).name + " 的 " +
                                   random_.pick({"期间", "时长", "期间 的 合计", "期间 的 最大值"})};
                if (!intervals.empty()) return Written{random_.pick(intervals) + " 的 时长"};
                return std::nullopt;
            }
            case TypeKind::occurrence: {
                if (type.owner != scene.record || !usable(scene, type.index)) return std::nullopt;
                return Written{random_.pick({"", "首次 ", "最后一次 "}) + event(scene, type.index).name};
            }
            default: return std::nullopt;
        }
    };
    const Attempt of_interval = [&]() -> MaybeWritten {
        const std::vector<std::string> intervals = names(scene, plain(TypeKind::interval));
        if (intervals.empty()) return std::nullopt;
        const char* end = type.kind == TypeKind::date ? random_.pick({"起日", "止日"}) : random_.pick({"起时", "止时"});
        return Written{random_.pick(intervals) + " 的 " + end};
    };
    const bool dated = type.kind == TypeKind::date || type.kind == TypeKind::moment;
    return first_that_works({{8, named},
                             {can_be_written && !quotes ? 4 : 0, written},
                             {depth > 0 ? 3 : 0, along},
                             {depth > 0 ? 2 : 0, chosen},
                             {depth > 0 ? 4 : 0, computed},
                             {dated ? 1 : 0, of_interval}});
}

std::string Expressions::shown(Scene& scene, int depth) {
    scene.in_text = true;
    std::vector<Type> types{plain(TypeKind::boolean),  plain(TypeKind::integer),  plain(TypeKind::decimal),
                            plain(TypeKind::ratio),    plain(TypeKind::money),    plain(TypeKind::text),
                            plain(TypeKind::date),     plain(TypeKind::moment),   plain(TypeKind::span),
                            plain(TypeKind::interval), plain(TypeKind::duration), range_of(TypeKind::money)};
    for (std::size_t i = 0; i < shape_.kinds.size(); ++i) types.push_back(of_kind(static_cast<int>(i)));
    std::string text = "缺项";
    if (random_.chance(20)) {
        if (const auto list = any_collection(scene, 0)) text = list->first;
    } else if (random_.chance(20)) {
        if (const auto one = entity(scene, depth)) text = one->first;
    } else if (!random_.chance(10)) {
        const Type type = random_.pick(types);
        const MaybeWritten found = value(scene, type, depth);
        // A value of a kind is a word that means nothing where no kind is asked for.
        const bool bare = type.kind == TypeKind::enumeration && found && found->text.find(' ') == std::string::npos;
        if (found &&
            !(bare && std::count(shape_.kind(type).values.begin(), shape_.kind(type).values.end(), found->text) > 0))
            text = found->text;
    } else if (random_.chance(50)) {
        text = "逾期日数";
    }
    scene.in_text = false;
    return text;
}

std::string Expressions::text_with_values(Scene& scene, const std::string& words) {
    std::string text = "“" + words;
    const int values = random_.below(3);
    for (int i = 0; i < values; ++i) text += "【" + shown(scene, 2) + "】" + random_.pick({"，", "不合", "；"});
    return text + "”";
}

}  // namespace fadu::differential
