// Time phrases: 自 … 之日起 … 内, 满 … 后, 于 … 前, 在 … 之前, 在 … 之后, and the one date they can make (届满).
#include "model/resolver.hpp"

namespace fadu::model::detail {

/// What a period starts from: an occurrence (本次, a binder, the last live one of a named event) or a date.
Maybe Resolver::point(const tree::Expression& e, Context& context) {
    Maybe found = value(e, context);
    if (!found || is_timelike(found->type)) return found;
    text::Diagnostic& diagnostic =
        error("FD0303", e.span, fmt::format("这里要是事件或者日期，写的是{}", words(found->type).zh),
              fmt::format("expected an event or a date, found {}", words(found->type).en));
    if (found->type.kind == TypeKind::interval)
        diagnostic.help = {fmt::format("写明是“{} 的 起日”还是“{} 的 止日”", slice(e.span), slice(e.span)),
                           fmt::format("say whether it is the 起日 or the 止日 of “{}”", slice(e.span))};
    return std::nullopt;
}

Maybe Resolver::period(const tree::Expression& e, Context& context) {
    Maybe found = value(e, context);
    if (!found || found->type.kind == TypeKind::span) return found;
    text::Diagnostic& diagnostic = error("FD0304", e.span, fmt::format("这里要是期间，写的是{}", words(found->type).zh),
                                         fmt::format("expected a period, found {}", words(found->type).en));
    diagnostic.help = {"例如“30日”“7个工作日”“3个月”，或者一个期间类型的参数、字段、定义",
                       "for example “30 days”, “7 working days”, or a parameter, field or definition of type span"};
    return std::nullopt;
}

Maybe Resolver::window(const tree::Expression& written, Context& context) {
    const tree::Expression& e = bare(written);
    if (e.kind == ExpressionKind::error) return std::nullopt;
    if (e.kind != ExpressionKind::time || e.children.empty()) {
        error("FD0303", e.span, "这里要写时间，例如“自 … 之日起 … 内”",
              "a time is expected here, such as “from … on … within”");
        return std::nullopt;
    }
    const bool has_period = e.token.keyword != Keyword::before && e.token.keyword != Keyword::after;
    Maybe anchor = point(e.children[0], context);
    Maybe length = has_period && e.children.size() > 1 ? period(e.children[1], context) : Maybe{};
    if (!anchor || (has_period && !length)) return std::nullopt;
    Operation operation = Operation::window_within;
    switch (e.token.keyword) {
        case Keyword::only_after: operation = Operation::window_only_after; break;
        case Keyword::ahead: operation = Operation::window_ahead; break;
        case Keyword::before: operation = Operation::window_before; break;
        case Keyword::after: operation = Operation::window_after; break;
        default: break;
    }
    Expression result = make(operation, {}, e.span, {std::move(*anchor)});
    if (length) result.arguments.push_back(std::move(*length));
    result.hours = e.hours;
    const Expression& first = result.arguments.front();
    if (e.hours && first.type.kind == TypeKind::date) {
        error("FD0304", e.span, "“之时起”要从一个时刻起算，这里只有日期",
              "“on the hour” counts from a moment, and this is only a date")
            .help = {"改用“之日起”，或者把字段的类型改为时刻", "write “on”, or make the field a moment"};
        return std::nullopt;
    }
    const auto* constant = length ? std::get_if<time::Period>(&result.arguments[1].constant) : nullptr;
    const bool in_hours =
        constant != nullptr && !constant->parts.empty() && constant->parts.front().unit == time::Unit::hour;
    if (constant != nullptr && in_hours != e.hours && (e.hours || first.type.kind == TypeKind::date)) {
        error("FD0304", result.arguments[1].span, e.hours ? "“之时起”后面要写小时" : "小时要用“之时起”",
              e.hours ? "“on the hour” is followed by hours" : "hours are counted with “on the hour”");
        return std::nullopt;
    }
    return result;
}

Maybe Resolver::end_of_period(const tree::Expression& e, Context& context) {
    if (e.children.size() < 2) return std::nullopt;
    Maybe anchor = point(e.children[0], context);
    Maybe length = period(e.children[1], context);
    if (!anchor || !length) return std::nullopt;
    Expression result = make(Operation::add_period, {e.hours ? TypeKind::moment : TypeKind::date}, e.span,
                             {std::move(*anchor), std::move(*length)});
    result.hours = e.hours;
    return result;
}

}  // namespace fadu::model::detail
