// One case for each kind of written expression: literals, ranges and arithmetic here, the rest in the files named after
// them.
#include "model/resolver.hpp"

namespace fadu::model::detail {

Maybe Resolver::value(const tree::Expression& e, Context& context, const Type* expected) {
    switch (e.kind) {
        case ExpressionKind::literal: return literal(e, context);
        case ExpressionKind::name: return name(e.token, e.span, context, expected);
        case ExpressionKind::word: return word(e, context);
        case ExpressionKind::its: return its(e, context);
        case ExpressionKind::path: return path(e, context, false);
        case ExpressionKind::aggregate: return aggregate(e, context);
        case ExpressionKind::filter: return filter(e, context);
        case ExpressionKind::rounds: return rounds(e, context, false);
        case ExpressionKind::pattern: {
            const auto found = pattern(e, context);
            if (!found) return std::nullopt;
            Maybe list = occurrences(found->event, e.span, Rounds::live, context);
            if (!list) return std::nullopt;
            const Type element = list->type.element_type();
            Expression kept = make(Operation::filter, list->type, e.span, {*list, *found->where});
            kept.frame = found->frame;
            return make(Operation::last_item, element, e.span, {std::move(kept)});
        }
        case ExpressionKind::happened: return happened(e, context);
        case ExpressionKind::quantified: return quantified(e, context);
        case ExpressionKind::timed: return timed(e, context);
        case ExpressionKind::end_of_period: return end_of_period(e, context);
        case ExpressionKind::range: return range(e, context);
        case ExpressionKind::interval: return interval(e, context);
        case ExpressionKind::unary: return negated(e, context);
        case ExpressionKind::rounded: return rounded(e, context);
        case ExpressionKind::items: return items_condition(e, context);
        case ExpressionKind::includes_items: return includes_items_condition(e, context);
        case ExpressionKind::parenthesized:
            if (e.children.empty()) return std::nullopt;
            return value(e.children.front(), context, expected);
        case ExpressionKind::binary: {
            if (e.children.size() < 2) return std::nullopt;
            const Keyword operation = operator_of(e.token);
            if (operation == Keyword::and_) return junction(e, Operation::and_, context);
            if (operation == Keyword::or_) return junction(e, Operation::or_, context);
            switch (e.token.symbol) {
                case '+': return arithmetic(e, Operation::add, context);
                case '-': return arithmetic(e, Operation::subtract, context);
                case '*': return arithmetic(e, Operation::multiply, context);
                case '/': return arithmetic(e, Operation::divide, context);
                default: return comparison(e, operation, context);
            }
        }
        case ExpressionKind::time:
            error("FD0217", e.span, "时间后面没有写管到什么条件",
                  "a time stands here without a condition that it governs");
            return std::nullopt;
        case ExpressionKind::set:
            error("FD0217", e.span, "几个并列的值只能写在“属于”或者“包括”后面",
                  "several values may stand only after “in” or “includes”");
            return std::nullopt;
        case ExpressionKind::covers:
        case ExpressionKind::relation:
            error("FD0217", e.span, "“覆盖”和事件之间的先后关系只能写作“应当”的内容",
                  "“covers” and relations between events can only be the content of a duty");
            return std::nullopt;
        case ExpressionKind::call:
            error("FD0217", e.span, fmt::format("“{}”不能带（ ）：清单和定义总是对本案而言", e.token.text),
                  fmt::format("“{}” takes no ( ): lists and definitions always speak of this case", e.token.text))
                .help = {fmt::format("只写“{}”", e.token.text), fmt::format("write just “{}”", e.token.text)};
            return std::nullopt;
        case ExpressionKind::any:
        case ExpressionKind::otherwise:
        case ExpressionKind::compare_with:
        case ExpressionKind::item:
        case ExpressionKind::empty:
            error("FD0217", e.span, "这里要写一个值或者条件", "a value or a condition is expected here");
            return std::nullopt;
        case ExpressionKind::error: return std::nullopt;
    }
    return std::nullopt;
}

Maybe Resolver::literal(const tree::Expression& e, Context&) {
    const tree::Token& token = e.token;
    const auto bad = [&](const text::Message& why) -> Maybe {
        error("FD0209", e.span, why.zh, why.en);
        return std::nullopt;
    };
    const auto unreadable = [&] {
        return bad(
            {fmt::format("“{}”读不出值", token.text), fmt::format("“{}” cannot be read as a value", token.text)});
    };
    const auto numeric = [&](const tree::Literal<tree::Fraction>& read, TypeKind kind) -> Maybe {
        if (!read) return bad(read.error());
        const auto found = to_number(read);
        if (!found) return unreadable();
        if (kind == TypeKind::integer && !found->is_integer()) kind = TypeKind::decimal;
        return make_constant(*found, {kind}, e.span);
    };
    const auto other = [&](const auto& read, TypeKind kind) -> Maybe {
        if (!read) return bad(read.error());
        return make_constant(*read, {kind}, e.span);
    };
    switch (token.kind) {
        case TokenKind::number: return numeric(tree::read_number(token.text), TypeKind::integer);
        case TokenKind::count: {
            const auto read = tree::read_count(token.text);
            if (!read) return numeric(tree::read_number(token.text), TypeKind::integer);
            return make_constant(Number(*read), {TypeKind::integer}, e.span);
        }
        case TokenKind::percent: return numeric(tree::read_percent(token.text), TypeKind::ratio);
        case TokenKind::money: return numeric(tree::read_money(token.text), TypeKind::money);
        case TokenKind::span: {
            const auto read = tree::read_span(token.text);
            if (!read) return bad(read.error());
            return make_constant(time::Period{{*read}}, {TypeKind::span}, e.span);
        }
        case TokenKind::date: return other(tree::read_date(token.text), TypeKind::date);
        case TokenKind::moment:
            return other(tree::read_moment(token.text, book_.zone_offset_minutes, book_.keep_wall_clock),
                         TypeKind::moment);
        case TokenKind::text: return make_constant(std::string(token.text), {TypeKind::text}, e.span);
        case TokenKind::keyword:
        case TokenKind::name: break;
        default: return unreadable();
    }
    switch (token.keyword) {
        case Keyword::yes: return make_constant(true, boolean_type(), e.span);
        case Keyword::no: return make_constant(false, boolean_type(), e.span);
        case Keyword::none: return make_constant(std::monostate{}, {}, e.span);
        case Keyword::unascertainable: return make(Operation::unascertainable, {}, e.span);
        default: return unreadable();
    }
}

Maybe Resolver::word(const tree::Expression& e, Context& context) {
    switch (e.token.keyword) {
        case Keyword::this_case:
            if (context.frames.empty()) break;
            if (context.grouped) {
                error("FD0251", e.span, "这条规则说的是几个案件，没有“本案”",
                      "this rule is about several cases; there is no “this case”")
                    .help = {"写明是哪一个，例如“前次 的 案号”", "say which one, by the name given in the scope"};
                return std::nullopt;
            }
            return entity(context.frames.front(), e.span);
        case Keyword::this_:
            if (context.this_frame >= 0) return entity(context.frames[at(context.this_frame)], e.span);
            error("FD0207", e.span, "“本次”没有所指：规则的范围里没有每次或者每个，也没有所禁止的行为",
                  "“this” means nothing here: the scope has no occurrence or element, and no act is forbidden")
                .help = {"写明事件的名称，或者把范围写成“对 … 的 每次 …”",
                         "name the event, or write the scope as “for … of each occurrence of …”"};
            return std::nullopt;
        case Keyword::gap: {
            if (context.covering_event < 0) {
                error("FD0207", e.span, "“间断”没有所指：这条规则没有“… 覆盖 … 至 …”",
                      "“gap” means nothing here: the rule has no “… covers … to …”");
                return std::nullopt;
            }
            return make(Operation::gaps,
                        Type::list_of({TypeKind::gap, TypeKind::nothing, context.covering_event, context.record}),
                        e.span);
        }
        default: break;
    }
    error("FD0207", e.span, fmt::format("“{}”在这里没有所指", slice(e.span)),
          fmt::format("“{}” means nothing here", slice(e.span)));
    return std::nullopt;
}

Maybe Resolver::range(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    const bool both = e.children.size() > 1;
    const bool has_low = both || e.low_open_word;
    Maybe first = value(e.children.front(), context);
    Maybe second = both ? value(e.children[1], context) : Maybe{};
    if (!first || (both && !second)) return std::nullopt;
    for (const Maybe* end : {&first, &second}) {
        if (!*end) continue;
        const bool fits = (*end)->operation == Operation::constant &&
                          ((*end)->type.is_number() || (*end)->type.kind == TypeKind::span);
        if (fits) continue;
        error("FD0211", (*end)->span, "范围的两端要是数、金额、比率或者期间",
              "the ends of a range are numbers, money, ratios or periods");
        return std::nullopt;
    }
    Type element = first->type;
    if (both && second->type != first->type) {
        const auto plain = [](const Type& type) {
            return type.kind == TypeKind::integer || type.kind == TypeKind::decimal;
        };
        if (!plain(first->type) || !plain(second->type)) {
            error(
                "FD0211", e.span,
                fmt::format("范围的两端不是一种：{}和{}", words(first->type).zh, words(second->type).zh),
                fmt::format("the ends of the range differ: {} and {}", words(first->type).en, words(second->type).en));
            return std::nullopt;
        }
        element.kind = TypeKind::decimal;
    }
    const auto fill = [&](auto range, auto read) {
        if (has_low) range.low = read(*first);
        if (both) range.high = read(*second);
        if (!has_low) range.high = read(*first);
        range.low_included = context.policy.or_more_includes;
        range.high_included = context.policy.or_less_includes;
        return range;
    };
    if (element.kind == TypeKind::span)
        return make_constant(
            fill(SpanRange{}, [](const Expression& end) { return std::get<time::Period>(end.constant); }),
            {TypeKind::range, TypeKind::span}, e.span);
    const NumberRange result =
        fill(NumberRange{}, [](const Expression& end) { return std::get<Number>(end.constant); });
    if (result.low && result.high && *result.high < *result.low)
        error("FD0219", e.span, "范围的上限小于下限", "the upper end of the range is below its lower end");
    return make_constant(result, {TypeKind::range, element.kind}, e.span);
}

Maybe Resolver::interval(const tree::Expression& e, Context& context) {
    if (e.children.size() < 2) return std::nullopt;
    const Maybe first = value(e.children[0], context);
    const Maybe last = value(e.children[1], context);
    if (!first || !last) return std::nullopt;
    const auto* begin = std::get_if<time::Day>(&first->constant);
    const auto* end = std::get_if<time::Day>(&last->constant);
    if (begin == nullptr || end == nullptr) {
        error("FD0211", e.span, "“至”的两边要是日期", "both sides of “to” must be dates");
        return std::nullopt;
    }
    if (*end < *begin) error("FD0219", e.span, "止日早于起日", "the interval ends before it begins");
    return make_constant(DayInterval{*begin, *end}, {TypeKind::interval}, e.span);
}

Maybe Resolver::number(Maybe value, Span span) {
    if (!value) return std::nullopt;
    if (value->type.is_number()) return value;
    if (value->type.kind == TypeKind::list)
        return make(Operation::count, {TypeKind::integer}, value->span, {std::move(*value)});
    error("FD0211", span, fmt::format("这里要的是数或者金额，写的是{}", words(value->type).zh),
          fmt::format("expected a number or money, found {}", words(value->type).en));
    return std::nullopt;
}

Maybe Resolver::negated(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    if (e.token.keyword == Keyword::not_) {
        Maybe inner = condition(e.children.front(), context);
        if (!inner) return std::nullopt;
        return make(Operation::not_, boolean_type(), e.span, {std::move(*inner)});
    }
    Maybe inner = number(value(e.children.front(), context), e.children.front().span);
    if (!inner) return std::nullopt;
    const Type type = inner->type;
    if (inner->operation == Operation::constant)
        if (const auto result = subtract(Number(0), std::get<Number>(inner->constant)))
            return make_constant(*result, type, e.span);
    return make(Operation::negate, type, e.span, {std::move(*inner)});
}

Maybe Resolver::arithmetic(const tree::Expression& e, Operation operation, Context& context) {
    Maybe left = number(value(e.children[0], context), e.children[0].span);
    Maybe right = number(value(e.children[1], context), e.children[1].span);
    if (!left || !right) return std::nullopt;
    const TypeKind a = left->type.kind;
    const TypeKind b = right->type.kind;
    const bool money_a = a == TypeKind::money;
    const bool money_b = b == TypeKind::money;
    TypeKind result = a == b ? a : TypeKind::decimal;
    switch (operation) {
        case Operation::multiply:
            if (money_a && money_b) {
                error("FD0210", e.span, "金额不能乘以金额", "money cannot be multiplied by money").help = {
                    "其中一个应当是数或者比率", "one of the two should be a number or a ratio"};
                return std::nullopt;
            }
            if (money_a || money_b) result = TypeKind::money;
            break;
        case Operation::divide:
            if (!money_a && money_b) {
                money_mismatch(e.span, *left, *right);
                return std::nullopt;
            }
            if (money_a) result = money_b ? TypeKind::ratio : TypeKind::money;
            if (a == TypeKind::integer && b == TypeKind::integer) result = TypeKind::decimal;
            break;
        default:
            if (money_a != money_b) {
                money_mismatch(e.span, *left, *right);
                return std::nullopt;
            }
    }
    return make(operation, {result}, e.span, {std::move(*left), std::move(*right)});
}

Maybe Resolver::rounded(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    Maybe inner = number(value(e.children.front(), context), e.children.front().span);
    const auto unit = parse_rounding_unit(e.token.text);
    if (!unit)
        error("FD0216", e.token.span, fmt::format("不知道怎样取整到“{}”", e.token.text),
              fmt::format("“{}” is no unit to round to", e.token.text))
            .help = {"写 元、角、分、百元、万元 或者 整数", "write 元, 角, 分, 百元, 万元 or 整数"};
    if (!inner || !unit) return std::nullopt;
    if (unit->money != (inner->type.kind == TypeKind::money)) {
        error("FD0216", e.span, fmt::format("{}不能取整到“{}”", words(inner->type).zh, e.token.text),
              fmt::format("{} cannot be rounded to “{}”", words(inner->type).en, e.token.text))
            .help = unit->money ? text::Message{"写“取整 到 整数”", "write “rounded to the 整数”"}
                                : text::Message{"写“取整 到 元”", "write “rounded to the 元”"};
        return std::nullopt;
    }
    Type type = inner->type;
    if (type.kind == TypeKind::decimal && unit->unit.is_integer()) type.kind = TypeKind::integer;
    Expression result = make(Operation::round, type, e.span, {std::move(*inner)});
    result.constant = unit->unit;
    if (e.mode == Keyword::round_down) result.rounding = Rounding::down;
    if (e.mode == Keyword::round_up) result.rounding = Rounding::up;
    return result;
}

}  // namespace fadu::model::detail
