// Comparisons: numbers, kinds, texts, dates, lengths, lists, and what is 无 or 无法查明.
#include <algorithm>

#include "expressions.hpp"

namespace fadu::differential {
namespace {

bool has_quote(const std::string& text) { return text.find("“") != std::string::npos; }

}  // namespace

MaybeWritten Expressions::compare_numbers(Scene& scene, int depth) {
    const TypeKind kind = random_.pick(
        {TypeKind::money, TypeKind::money, TypeKind::integer, TypeKind::integer, TypeKind::decimal, TypeKind::ratio});
    const MaybeWritten left = value(scene, plain(kind), depth);
    if (!left) return std::nullopt;
    const std::string text = tight(*left, Tightness::rounding);
    if (random_.chance(20)) {
        const bool positive = random_.chance(75);
        const char* word = positive ? random_.pick({" 属于 ", " 属于 ", " 为 "}) : " 不属于 ";
        switch (random_.below(3)) {
            case 0: return Written{text + word + literal(range_of(kind)), Tightness::comparing};
            case 1: {
                const std::vector<std::string> ranges = names(scene, range_of(kind));
                if (ranges.empty()) break;
                if (random_.chance(20)) return Written{random_.pick(ranges) + " 包含 " + text, Tightness::comparing};
                return Written{text + word + random_.pick(ranges), Tightness::comparing};
            }
            default:
                return Written{text + (positive ? " 属于 " : " 不属于 ") + literal(plain(kind)) + "、" +
                                   (random_.chance(30) ? literal(range_of(kind)) : literal(plain(kind))),
                               Tightness::comparing};
        }
    }
    const TypeKind other =
        kind == TypeKind::money ? kind : random_.pick({kind, kind, TypeKind::integer, TypeKind::decimal});
    const MaybeWritten right = value(scene, plain(other), depth);
    if (!right) return std::nullopt;
    const char* word = random_.pick(
        {" 不少于 ", " 不超过 ", " 超过 ", " 不足 ", " 为 ", " 不为 ", " >= ", " <= ", " > ", " < ", " != ", " ≥ "});
    return Written{text + word + tight(*right, Tightness::rounding), Tightness::comparing};
}

MaybeWritten Expressions::compare_counts(Scene& scene, int depth) {
    const auto list = any_collection(scene, depth);
    if (!list) return std::nullopt;
    const char* word = random_.pick({" 不少于 ", " 不超过 ", " 超过 ", " 不足 "});
    const std::string number = std::string(random_.pick({"1", "2", "3"})) + random_.pick({"", "人", "次"});
    const bool filtered = list->first.find(" 中 ") != std::string::npos;
    return Written{list->first + (filtered ? " 的" : "") + word + number, Tightness::comparing};
}

MaybeWritten Expressions::compare_kinds(Scene& scene, int depth) {
    if (shape_.kinds.empty()) return std::nullopt;
    for (int round = 0; round < 3; ++round) {
        const Type type = of_kind(random_.below(static_cast<int>(shape_.kinds.size())));
        const Kind& kind = shape_.kind(type);
        MaybeWritten left = value(scene, type, depth);
        // A value alone says nothing of its kind on the left side.
        if (!left || std::find(kind.values.begin(), kind.values.end(), left->text) != kind.values.end()) continue;
        const std::string text = tight(*left, Tightness::rounding);
        if (random_.chance(30)) {
            std::string values = literal(type);
            if (random_.chance(70)) values += "、" + literal(type);
            return Written{text + random_.pick({" 属于 ", " 不属于 "}) + values, Tightness::comparing};
        }
        const char* word = kind.ordered && random_.chance(60)
                               ? random_.pick({" 不少于 ", " 不超过 ", " 超过 ", " 不足 "})
                               : random_.pick({" 为 ", " 为 ", " 不为 "});
        const MaybeWritten right = random_.chance(75) ? Written{literal(type)} : value(scene, type, depth);
        return Written{text + word + tight(*right, Tightness::rounding), Tightness::comparing};
    }
    return std::nullopt;
}

MaybeWritten Expressions::compare_texts(Scene& scene, int depth) {
    if (scene.in_text) return std::nullopt;
    const MaybeWritten left = value(scene, plain(TypeKind::text), depth);
    if (!left) return std::nullopt;
    const std::string text = tight(*left, Tightness::rounding);
    const auto right = [&] {
        const MaybeWritten other = value(scene, plain(TypeKind::text), depth - 1);
        return other ? tight(*other, Tightness::rounding) : literal(plain(TypeKind::text));
    };
    switch (random_.below(4)) {
        case 0: return Written{text + random_.pick({" 为 ", " 不为 "}) + right(), Tightness::comparing};
        case 1:
            return Written{text + random_.pick({" 属于 ", " 不属于 "}) + literal(plain(TypeKind::text)) + "、" +
                               literal(plain(TypeKind::text)),
                           Tightness::comparing};
        case 2:
            return Written{
                text + " 符合 “" + random_.pick({"粤〔####〕#*号", "甲*", "?乙", "*", "丙#", "*乙*", "甲", "##"}) + "”",
                Tightness::comparing};
        default: return Written{text + " 包含 " + right(), Tightness::comparing};
    }
}

MaybeWritten Expressions::timelike(Scene& scene, int depth) {
    switch (random_.weighted({4, 2, 4})) {
        case 0: return value(scene, plain(TypeKind::date), depth);
        case 1: return value(scene, plain(TypeKind::moment), depth);
        default: {
            std::vector<std::string> occurrences;
            for (const FrameShape& frame : scene.frames)
                if (frame.type.kind == TypeKind::occurrence && !frame.name.empty()) occurrences.push_back(frame.name);
            if (!occurrences.empty() && random_.chance(40)) return Written{random_.pick(occurrences)};
            const int which = any_event(scene);
            if (which < 0) return std::nullopt;
            if (depth > 0 && random_.chance(20)) return Written{pattern_in_brackets(scene, which, depth - 1)};
            return Written{random_.pick({"", "", "首次 ", "最后一次 "}) + event(scene, which).name};
        }
    }
}

MaybeWritten Expressions::compare_dates(Scene& scene, int depth) {
    const MaybeWritten left = timelike(scene, depth);
    if (!left) return std::nullopt;
    const std::string text = tight(*left, Tightness::rounding);
    if (random_.chance(30)) {
        const MaybeWritten interval = value(scene, plain(TypeKind::interval), depth);
        if (!interval) return std::nullopt;
        if (random_.chance(50)) return Written{interval->text + " 包含 " + text, Tightness::comparing};
        return Written{text + random_.pick({" 属于 ", " 不属于 "}) + interval->text, Tightness::comparing};
    }
    const MaybeWritten right = timelike(scene, depth);
    if (!right) return std::nullopt;
    const std::string other = tight(*right, Tightness::atom);
    switch (random_.below(5)) {
        case 0: return Written{text + " 在 " + other + " 之前", Tightness::comparing};
        case 1: return Written{text + " 在 " + other + " 之后", Tightness::comparing};
        case 2: return Written{text + " 不晚于 " + other, Tightness::comparing};
        case 3: return Written{text + " 不早于 " + other, Tightness::comparing};
        default:
            return Written{text + random_.pick({" 为 ", " 不为 ", " 超过 ", " 不超过 ", " 不足 ", " 不少于 "}) + other,
                           Tightness::comparing};
    }
}

MaybeWritten Expressions::compare_lengths(Scene& scene, int depth) {
    const char* word = random_.pick({" 不超过 ", " 超过 ", " 不足 ", " 不少于 ", " 为 ", " 不为 "});
    const auto spans = [&]() -> MaybeWritten { return value(scene, plain(TypeKind::span), depth); };
    MaybeWritten left;
    switch (random_.below(3)) {
        case 0: left = value(scene, plain(TypeKind::duration), depth); break;
        case 1: left = value(scene, plain(TypeKind::interval), depth); break;
        default: left = spans(); break;
    }
    if (!left) return std::nullopt;
    if (random_.chance(25)) {
        const std::vector<std::string> ranges = names(scene, range_of(TypeKind::span));
        const std::string range =
            ranges.empty() || random_.chance(50) ? literal(range_of(TypeKind::span)) : random_.pick(ranges);
        return Written{left->text + " 属于 " + range, Tightness::comparing};
    }
    const MaybeWritten right = random_.chance(70) ? spans() : value(scene, plain(TypeKind::duration), depth);
    if (!right) return std::nullopt;
    return Written{left->text + word + right->text, Tightness::comparing};
}

MaybeWritten Expressions::compare_lists(Scene& scene, int depth) {
    std::vector<Type> elements{plain(TypeKind::integer), plain(TypeKind::money), plain(TypeKind::date)};
    if (!scene.in_text) elements.insert(elements.end(), {plain(TypeKind::text), plain(TypeKind::text)});
    for (std::size_t i = 0; i < shape_.kinds.size(); ++i) elements.push_back(of_kind(static_cast<int>(i)));
    for (int round = 0; round < 3; ++round) {
        const Type element = random_.pick(elements);
        const MaybeWritten list = collection(scene, element, depth, true);
        if (!list) continue;
        const auto one = [&] {
            const MaybeWritten found = random_.chance(70) ? Written{literal(element)} : value(scene, element, 0);
            return found ? tight(*found, Tightness::atom) : literal(element);
        };
        switch (random_.below(4)) {
            case 0: return Written{list->text + " 包括 " + one() + "、" + one(), Tightness::comparing};
            case 1: return Written{list->text + " 包含 " + one(), Tightness::comparing};
            case 2: return Written{list->text + " 包括 " + one(), Tightness::comparing};
            default: {
                const MaybeWritten found = value(scene, element, depth - 1);
                if (!found || (element.kind == TypeKind::enumeration && found->text.find(' ') == std::string::npos))
                    break;
                return Written{tight(*found, Tightness::rounding) + " 属于 " + list->text, Tightness::comparing};
            }
        }
    }
    return std::nullopt;
}

/// Two of one type, whatever it is.
MaybeWritten Expressions::compare_same(Scene& scene, int depth) {
    std::vector<Type> types{plain(TypeKind::boolean), plain(TypeKind::interval), range_of(TypeKind::money)};
    for (std::size_t i = 0; i < shape_.records.size(); ++i) {
        types.push_back(of_record(static_cast<int>(i)));
        types.push_back(Type::list_of(of_record(static_cast<int>(i))));
    }
    types.push_back(Type::list_of(plain(TypeKind::integer)));
    for (int round = 0; round < 3; ++round) {
        const Type type = random_.pick(types);
        const MaybeWritten left = value(scene, type, depth - 1);
        const MaybeWritten right = value(scene, type, depth - 1);
        if (!left || !right) continue;
        if (scene.in_text && (has_quote(left->text) || has_quote(right->text))) continue;
        return Written{
            tight(*left, Tightness::rounding) + random_.pick({" 为 ", " 不为 "}) + tight(*right, Tightness::rounding),
            Tightness::comparing};
    }
    return std::nullopt;
}

MaybeWritten Expressions::absence(Scene& scene, int depth) {
    std::vector<Type> types{plain(TypeKind::money), plain(TypeKind::integer),  plain(TypeKind::text),
                            plain(TypeKind::date),  plain(TypeKind::interval), plain(TypeKind::boolean),
                            plain(TypeKind::span)};
    for (std::size_t i = 0; i < shape_.kinds.size(); ++i) types.push_back(of_kind(static_cast<int>(i)));
    std::vector<std::string> marked;
    for (std::size_t i = 0; i < scene.frames.size(); ++i)
        if (const auto* fields = shape_.fields_of(scene.frames[i].type))
            for (const FieldShape& field : *fields)
                if (field.may_be_none || field.may_be_unascertainable)
                    for (std::string& way : field_names(scene, i, field.name)) marked.push_back(std::move(way));
    std::string text;
    if (!marked.empty() && random_.chance(70)) {
        text = random_.pick(marked);
    } else if (random_.chance(20)) {
        const auto one = entity(scene, depth);
        if (!one) return std::nullopt;
        text = one->first;
    } else {
        const Type type = random_.pick(types);
        const MaybeWritten found = value(scene, type, depth - 1);
        if (!found) return std::nullopt;
        if (type.kind == TypeKind::enumeration) {
            const auto& values = shape_.kind(type).values;
            if (std::find(values.begin(), values.end(), found->text) != values.end()) return std::nullopt;
        }
        text = tight(*found, Tightness::rounding);
    }
    return Written{text + random_.pick({" 为 无", " 为 无", " 不为 无", " 为 无法查明", " 不为 无法查明"}),
                   Tightness::comparing};
}

}  // namespace fadu::differential
