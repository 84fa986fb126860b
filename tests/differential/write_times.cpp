// Times: what a period starts from, how long it is, and the five phrases made of them.
#include "expressions.hpp"

namespace fadu::differential {

std::string Expressions::point(Scene& scene, int depth, bool exact, bool* is_date) {
    if (is_date != nullptr) *is_date = false;
    std::vector<std::string> occurrences;
    for (const FrameShape& frame : scene.frames)
        if (frame.type.kind == TypeKind::occurrence && !frame.name.empty()) occurrences.push_back(frame.name);
    const int which = any_event(scene);
    for (int round = 0; round < 6; ++round) {
        switch (random_.weighted({6, 4, 2, 2, 1, 3, 1})) {
            case 0:
                if (which >= 0) return event(scene, which).name;
                break;
            case 1:
                if (!occurrences.empty()) return random_.pick(occurrences);
                break;
            case 2:
                if (which >= 0) return random_.pick({"首次 ", "最后一次 "}) + event(scene, which).name;
                break;
            case 3: {
                const std::vector<std::string> moments = names(scene, plain(TypeKind::moment));
                if (!moments.empty()) return random_.pick(moments);
                break;
            }
            case 4:
                if (which >= 0 && depth > 0 && shape_.fields_of(of_event(scene.record, which)) != nullptr)
                    return pattern(scene, which, depth - 1, 100);
                break;
            case 5: {
                const std::vector<std::string> dates = names(scene, plain(TypeKind::date));
                if (exact || dates.empty()) break;
                if (is_date != nullptr) *is_date = true;
                return random_.pick(dates);
            }
            default: {
                if (exact) break;
                const MaybeWritten found = value(scene, plain(TypeKind::date), depth - 1);
                if (!found || found->text.starts_with("自 ")) break;
                if (is_date != nullptr) *is_date = true;
                return tight(*found, Tightness::atom);
            }
        }
    }
    if (which >= 0) return event(scene, which).name;
    if (is_date != nullptr) *is_date = !exact;
    return literal(plain(exact ? TypeKind::moment : TypeKind::date));
}

std::string Expressions::period(Scene& scene, bool hours) {
    if (hours) return random_.pick({"24小时", "48小时", "1小时", "36小时"});
    const std::vector<std::string> named = names(scene, plain(TypeKind::span));
    if (!named.empty() && random_.chance(30)) return random_.pick(named);
    return literal(plain(TypeKind::span));
}

std::string Expressions::window(Scene& scene, int depth) {
    switch (random_.weighted({8, 2, 4, 3, 3, 3})) {
        case 0: return "自 " + point(scene, depth, false) + " 之日起 " + period(scene) + " 内";
        case 1: return "自 " + point(scene, depth, true) + " 之时起 " + period(scene, true) + " 内";
        case 2: {
            if (random_.chance(15))
                return "自 " + point(scene, depth, true) + " 之时起 满 " + period(scene, true) + " 后";
            return "自 " + point(scene, depth, false) + " 之日起 满 " + period(scene) + " 后";
        }
        case 3: {
            // 其 after a name would make a pattern of it.
            std::string length = period(scene);
            if (length.starts_with("其 ")) length = literal(plain(TypeKind::span));
            return "于 " + point(scene, depth, false) + " " + length + " 前";
        }
        case 4: return "在 " + point(scene, depth, false) + " 之前";
        default: return "在 " + point(scene, depth, false) + " 之后";
    }
}

}  // namespace fadu::differential
