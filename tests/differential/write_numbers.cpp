// Numbers and money that are computed: the four operations, halves, counts, sums, rounding.
#include "expressions.hpp"

namespace fadu::differential {
namespace {

Written joined(const Written& left, const char* operation, const Written& right, Tightness tightness) {
    const Tightness after = tightness == Tightness::adding ? Tightness::multiplying : Tightness::prefixed;
    return {tight(left, tightness) + " " + operation + " " + tight(right, after), tightness};
}

}  // namespace

MaybeWritten Expressions::number(Scene& scene, TypeKind kind, int depth) {
    const auto of = [&](TypeKind wanted) { return value(scene, plain(wanted), depth); };
    const auto two = [&](TypeKind left, TypeKind right, const char* operation, Tightness tightness) -> MaybeWritten {
        const MaybeWritten a = of(left);
        const MaybeWritten b = of(right);
        if (!a || !b) return std::nullopt;
        return joined(*a, operation, *b, tightness);
    };
    const auto times = [&] { return random_.pick({"×", "*"}); };
    const auto over = [&] { return random_.pick({"÷", "/"}); };
    const auto plus = [&] { return random_.pick({"+", "-"}); };

    const Attempt added = [&] { return two(kind, kind, plus(), Tightness::adding); };
    const Attempt negated = [&]() -> MaybeWritten {
        const MaybeWritten inner = of(kind);
        if (!inner) return std::nullopt;
        return Written{"- " + tight(*inner, Tightness::atom), Tightness::prefixed};
    };
    const Attempt half = [&]() -> MaybeWritten {
        const MaybeWritten inner = of(kind == TypeKind::decimal && random_.chance(50) ? TypeKind::integer : kind);
        if (!inner) return std::nullopt;
        const std::string text = tight(*inner, Tightness::atom);
        // A literal is no path: only what can be followed by 的 can be halved. Half of what an event's name leads to is
        // half the number of events.
        const auto first = static_cast<unsigned char>(text.front());
        const bool literal = (first >= '0' && first <= '9') || text.starts_with("１") || text.starts_with("（");
        if (literal || (text.find(" 的 ") != std::string::npos && !text.starts_with("本"))) return std::nullopt;
        return Written{text + " 的 半数"};
    };
    const Attempt counted = [&]() -> MaybeWritten {
        const auto list = any_collection(scene, depth);
        if (!list) return std::nullopt;
        return Written{list->first + " 的 数量"};
    };
    const Attempt summed = [&]() -> MaybeWritten {
        const MaybeWritten list = collection(scene, plain(kind), depth);
        if (!list) return std::nullopt;
        return Written{list->text + " 的 合计"};
    };
    const Attempt mean = [&]() -> MaybeWritten {
        const TypeKind element = kind == TypeKind::decimal && random_.chance(50) ? TypeKind::integer : kind;
        const MaybeWritten list = collection(scene, plain(element), depth);
        if (!list) return std::nullopt;
        return Written{list->text + " 的 平均值"};
    };
    const Attempt rounded = [&]() -> MaybeWritten {
        const bool money = kind == TypeKind::money;
        const MaybeWritten inner = of(money ? TypeKind::money : TypeKind::decimal);
        if (!inner) return std::nullopt;
        const std::string unit = money ? random_.pick({"元", "角", "分", "百元", "万元", "千元"}) : "整数";
        return Written{
            tight(*inner, Tightness::adding) + " 取整 到 " + unit + random_.pick({"", " 四舍五入", " 舍去", " 进一"}),
            Tightness::rounding};
    };
    switch (kind) {
        case TypeKind::integer:
            return first_that_works({{4, added},
                                     {2, [&] { return two(kind, kind, times(), Tightness::multiplying); }},
                                     {2, negated},
                                     {4, counted},
                                     {3, summed},
                                     {2, rounded}});
        case TypeKind::decimal:
            return first_that_works(
                {{3, added},
                 {3, [&] { return two(TypeKind::integer, TypeKind::integer, over(), Tightness::multiplying); }},
                 {2, [&] { return two(kind, TypeKind::integer, times(), Tightness::multiplying); }},
                 {2, [&] { return two(kind, TypeKind::ratio, times(), Tightness::multiplying); }},
                 {1, [&] { return two(kind, kind, over(), Tightness::multiplying); }},
                 {1, negated},
                 {2, half},
                 {2, summed},
                 {3, mean}});
        case TypeKind::ratio:
            return first_that_works(
                {{2, added},
                 {3, [&] { return two(TypeKind::money, TypeKind::money, over(), Tightness::multiplying); }},
                 {1, [&] { return two(kind, kind, times(), Tightness::multiplying); }},
                 {1, negated},
                 {2, half},
                 {2, summed},
                 {2, mean}});
        default:
            return first_that_works({{4, added},
                                     {3, [&] { return two(kind, TypeKind::ratio, times(), Tightness::multiplying); }},
                                     {2, [&] { return two(TypeKind::ratio, kind, times(), Tightness::multiplying); }},
                                     {2, [&] { return two(kind, TypeKind::integer, times(), Tightness::multiplying); }},
                                     {1, [&] { return two(kind, TypeKind::decimal, times(), Tightness::multiplying); }},
                                     {2, [&] { return two(kind, TypeKind::integer, over(), Tightness::multiplying); }},
                                     {1, negated},
                                     {2, half},
                                     {3, summed},
                                     {2, mean},
                                     {3, rounded}});
    }
}

}  // namespace fadu::differential
