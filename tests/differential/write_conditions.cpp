// Conditions: what has happened, quantifiers, 且 或 非, items on lines of their own, and a time that leads a condition.
#include <algorithm>

#include "expressions.hpp"

namespace fadu::differential {
namespace {

const std::vector<std::string>& labels() {
    static const std::vector<std::string> all{"（一）", "（二）", "（三）", "（四）"};
    return all;
}

}  // namespace

std::string Expressions::pattern(Scene& scene, int index, int depth, int percent_with_condition) {
    std::string text = event(scene, index).name;
    if (depth < 0 || !random_.chance(percent_with_condition)) return text;
    scene.frames.push_back({of_event(scene.record, index), "", true});
    const Written where = boolean(scene, depth);
    scene.frames.pop_back();
    return text + " 其 " + tight(where, Tightness::comparing);
}

std::string Expressions::pattern_in_brackets(Scene& scene, int index, int depth) {
    std::string text = pattern(scene, index, depth, 40);
    return text.find(' ') == std::string::npos ? text : "（" + text + "）";
}

MaybeWritten Expressions::happened(Scene& scene, int depth) {
    const int which = any_event(scene);
    if (which < 0) return std::nullopt;
    std::string text = random_.pick({"已 ", "已 ", "未 "});
    if (random_.chance(25)) text += window(scene, depth - 1) + " ";
    const std::string what = pattern(scene, which, depth - 1, 35);
    return Written{text + what, what.find(' ') == std::string::npos ? Tightness::prefixed : Tightness::comparing};
}

MaybeWritten Expressions::quantified(Scene& scene, int depth) {
    const auto list = any_collection(scene, depth);
    if (!list) return std::nullopt;
    const bool filtered = list->first.find(" 中 ") != std::string::npos;
    const std::string text = list->first + (filtered ? " 的" : "");
    if (random_.chance(60)) return Written{random_.pick({"有 ", "没有 "}) + text, Tightness::prefixed};
    scene.frames.push_back({list->second, "", true});
    const Written holds = boolean(scene, depth - 1);
    scene.frames.pop_back();
    return Written{"每个 " + text + " 均 " + tight(holds, Tightness::comparing), Tightness::comparing};
}

/// What may be asked of an interruption: how long it is, and what stands on either side of it.
MaybeWritten Expressions::about_gap(Scene& scene) {
    if (scene.frames.empty() || scene.frames.back().type.kind != TypeKind::gap) return std::nullopt;
    if (random_.chance(40))
        return Written{random_.pick({"期间", "其 期间", "其 时长"}) +
                           std::string(random_.pick({" 不超过 ", " 超过 "})) + literal(plain(TypeKind::span)),
                       Tightness::comparing};
    const std::string part = random_.pick({"前段", "后段", "其 前段", "其 后段"});
    for (const FieldShape& field :
         event(scene, scene.covering >= 0 ? scene.covering : scene.frames.back().type.index).fields)
        if (field.type.kind == TypeKind::boolean || field.type.is_number())
            return Written{part + " 的 " + field.name + " 为 " + literal(field.type), Tightness::comparing};
    return Written{part + " 的 " + random_.pick({"止日", "起日", "日期"}) + random_.pick({" 不晚于 ", " 不早于 "}) +
                       literal(plain(TypeKind::date)),
                   Tightness::comparing};
}

Written Expressions::boolean(Scene& scene, int depth) {
    if (random_.chance(40))
        if (const MaybeWritten found = about_gap(scene)) return *found;
    const auto joined = [&](const char* word, Tightness tightness) {
        const int parts = random_.between(2, 3);
        std::string text;
        for (int i = 0; i < parts; ++i)
            text += (i > 0 ? word : "") + tight(boolean(scene, depth - 1), Tightness::comparing);
        return Written{text, tightness};
    };
    const Attempt named = [&]() -> MaybeWritten {
        const std::vector<std::string> all = names(scene, plain(TypeKind::boolean));
        return all.empty() ? MaybeWritten{} : Written{random_.pick(all)};
    };
    const Attempt along = [&] { return path_to(scene, plain(TypeKind::boolean), depth - 1); };
    const Attempt both = [&]() -> MaybeWritten { return joined(" 且 ", Tightness::conjunction); };
    const Attempt either = [&]() -> MaybeWritten { return joined(" 或 ", Tightness::disjunction); };
    const Attempt negated = [&]() -> MaybeWritten {
        return Written{"非 " + tight(boolean(scene, depth - 1), Tightness::prefixed), Tightness::prefixed};
    };
    const Attempt timed = [&]() -> MaybeWritten {
        const int which = any_event(scene);
        if (which < 0) return std::nullopt;
        return Written{window(scene, depth - 1) + " " + random_.pick({"已 ", "未 "}) + event(scene, which).name,
                       Tightness::timed};
    };
    const int inner = depth > 0 ? 1 : 0;
    const MaybeWritten found = first_that_works({{7, named},
                                                 {3 * inner, along},
                                                 {5 * inner, both},
                                                 {4 * inner, either},
                                                 {3 * inner, negated},
                                                 {2 * inner, timed},
                                                 {6, [&] { return compare_numbers(scene, depth - 1); }},
                                                 {3, [&] { return compare_counts(scene, depth - 1); }},
                                                 {4, [&] { return compare_kinds(scene, depth - 1); }},
                                                 {2, [&] { return compare_texts(scene, depth - 1); }},
                                                 {4, [&] { return compare_dates(scene, depth - 1); }},
                                                 {2, [&] { return compare_lengths(scene, depth - 1); }},
                                                 {2, [&] { return compare_lists(scene, depth - 1); }},
                                                 {1, [&] { return compare_same(scene, depth - 1); }},
                                                 {2, [&] { return absence(scene, depth - 1); }},
                                                 {4, [&] { return happened(scene, depth - 1); }},
                                                 {3, [&] { return quantified(scene, depth - 1); }}});
    return found ? *found : Written{random_.pick({"是", "1 不超过 2", "否"}), Tightness::comparing};
}

std::string Expressions::items(Scene& scene, int depth, const std::string& indent) {
    std::string text = random_.pick({"有下列情形之一", "同时符合下列条件"});
    const int count = random_.between(1, 4);
    for (int i = 0; i < count; ++i) {
        text += "\n" + indent + labels()[static_cast<std::size_t>(i)] + boolean(scene, depth - 1).text;
        if (random_.chance(25)) text += " 当 " + boolean(scene, depth - 1).text;
    }
    return text;
}

std::string Expressions::required_item(Scene& scene, const Type& element, int depth) {
    if (element.kind == TypeKind::record || element.kind == TypeKind::occurrence) return boolean(scene, depth).text;
    if (random_.chance(15)) {
        const std::string text = tight(boolean(scene, depth), Tightness::comparing);
        return text.find(' ') == std::string::npos ? text + " 为 是" : text;
    }
    std::string text = literal(element);
    // A bare word among texts is that text.
    if (element.kind == TypeKind::text && random_.chance(40)) text = random_.pick({"甲", "乙", "丙1"});
    return text;
}

std::optional<std::string> Expressions::required_items(Scene& scene, int depth, bool in_order, bool documents) {
    std::string base;
    Type element;
    const bool of_document = documents && !in_order && random_.chance(35);
    if (of_document) {
        const auto document = entity(scene, depth);
        if (!document || document->first.find("个") != std::string::npos) return std::nullopt;
        base = document->first;
        element = document->second;
    } else {
        std::vector<Type> elements{plain(TypeKind::text), plain(TypeKind::text), plain(TypeKind::integer),
                                   plain(TypeKind::money)};
        for (std::size_t i = 0; i < shape_.kinds.size(); ++i) elements.push_back(of_kind(static_cast<int>(i)));
        MaybeWritten list;
        for (int round = 0; round < 4 && !list; ++round) {
            element = random_.pick(elements);
            list = collection(scene, element, 0, true);
        }
        if (!list) return std::nullopt;
        base = list->text;
    }
    std::string text = base + (in_order ? " 依次包括 下列各项" : " 包括 下列各项");
    const int count = random_.between(1, 4);
    for (int i = 0; i < count; ++i) {
        if (of_document) scene.frames.push_back({element, "", true});
        std::string wanted = in_order ? literal(element) : required_item(scene, element, depth - 1);
        if (of_document) scene.frames.pop_back();
        text += "\n    " + labels()[static_cast<std::size_t>(i)] + wanted;
        if (random_.chance(25)) text += " 当 " + boolean(scene, depth - 1).text;
    }
    return text;
}

std::string Expressions::condition(Scene& scene, int depth) {
    if (!scene.in_text && depth > 0) {
        if (random_.chance(12)) return items(scene, depth, "    ");
        if (random_.chance(5)) {
            const bool in_order = random_.chance(40);
            if (auto text = required_items(scene, depth, in_order, false)) return *text;
        }
    }
    return boolean(scene, depth).text;
}

}  // namespace fadu::differential
