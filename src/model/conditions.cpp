// Conditions: 且 或 非, 已 未, 有 没有 均, the lists of items, and the time phrase that leads a condition.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

bool has_happening(const tree::Expression& e) {
    if (e.kind == ExpressionKind::happened && e.children.size() < 2) return true;
    for (const tree::Expression& child : e.children)
        if (has_happening(child)) return true;
    return false;
}

}  // namespace

Maybe Resolver::condition(const tree::Expression& written, Context& context) {
    const tree::Expression& e = bare(written);
    if (is_bare_event(e, context)) {
        text::Diagnostic& diagnostic = error("FD0212", e.span, fmt::format("“{}”是事件，不是条件", e.token.text),
                                             fmt::format("“{}” is an event, not a condition", e.token.text));
        diagnostic.help = {fmt::format("写成“已 {}”或者“未 {}”", e.token.text, e.token.text),
                           fmt::format("write “has happened {}” or “has not happened {}”", e.token.text, e.token.text)};
        diagnostic.fix = text::Fix{e.span, fmt::format("已 {}", slice(e.span)), {"加上“已”", "add “has happened”"}};
        return std::nullopt;
    }
    if (e.kind == ExpressionKind::pattern && !e.children.empty()) {
        text::Diagnostic& diagnostic = error("FD0212", e.span, fmt::format("“{}”是事件，不是条件", slice(e.span)),
                                             fmt::format("“{}” is an event, not a condition", slice(e.span)));
        diagnostic.help = {fmt::format("写成“已 {}”", slice(e.span)),
                           fmt::format("write “has happened {}”", slice(e.span))};
        diagnostic.fix = text::Fix{e.span, fmt::format("已 {}", slice(e.span)), {"加上“已”", "add “has happened”"}};
        return std::nullopt;
    }
    const Type wanted = boolean_type();
    Maybe found = value(e, context, &wanted);
    if (!found) return std::nullopt;
    if (found->type.kind == TypeKind::boolean) return found;
    mismatch(e.span, wanted, found->type);
    return std::nullopt;
}

Maybe Resolver::junction(const tree::Expression& e, Operation operation, Context& context) {
    std::vector<const tree::Expression*> parts;
    const Keyword word = operation == Operation::and_ ? Keyword::and_ : Keyword::or_;
    const std::function<void(const tree::Expression&)> flatten = [&](const tree::Expression& part) {
        const bool same = part.kind == ExpressionKind::binary && operator_of(part.token) == word;
        if (!same) return parts.push_back(&part);
        for (const tree::Expression& child : part.children) flatten(child);
    };
    flatten(e);
    std::vector<Expression> arguments;
    for (const tree::Expression* part : parts)
        if (Maybe found = condition(*part, context)) arguments.push_back(std::move(*found));
    if (arguments.size() != parts.size()) return std::nullopt;
    return make(operation, boolean_type(), e.span, std::move(arguments));
}

Maybe Resolver::happened(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    Maybe when = context.window;
    if (e.children.size() > 1) {
        when = window(e.children[1], context);
        if (!when) return std::nullopt;
    }
    if (context.grouped) {
        const auto of_case = case_frame(slice(e.children.front().span), e.span, context);
        return of_case && (!when || *of_case < 0) ? happened_in(*of_case, e, context) : Maybe{};
    }
    const auto fitting = pattern(e.children.front(), context);
    if (!fitting) return std::nullopt;
    const Operation operation =
        e.token.keyword == Keyword::has_not_happened ? Operation::not_happened : Operation::happened;
    Expression result = make(operation, boolean_type(), e.span);
    result.index = fitting->event;
    result.frame = fitting->frame;
    result.arguments.push_back(fitting->where ? *fitting->where : make_constant(true, boolean_type(), e.span));
    if (when) result.arguments.push_back(std::move(*when));
    return result;
}

Maybe Resolver::timed(const tree::Expression& e, Context& context) {
    if (e.children.size() < 2) return std::nullopt;
    Maybe when = window(e.children[0], context);
    if (when && !has_happening(e.children[1])) {
        error("FD0302", e.children[0].span, "这段时间没有管到任何“已”或者“未”的事件",
              "this time governs no event: no “has happened” follows it")
            .help = {"写成“自 … 之日起 … 内 已 事件”", "write “from … on … within has happened EVENT”"};
        return std::nullopt;
    }
    Maybe outer = std::move(context.window);
    context.window = when;
    Maybe found = condition(e.children[1], context);
    context.window = std::move(outer);
    return when ? found : std::nullopt;
}

Maybe Resolver::quantified(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    Maybe list = collection(e.children.front(), context);
    if (list && list->type.kind != TypeKind::list) {
        error("FD0214", e.children.front().span, fmt::format("这里要是列表或者事件，写的是{}", words(list->type).zh),
              fmt::format("a list or an event is expected here, found {}", words(list->type).en));
        list.reset();
    }
    if (!list) return std::nullopt;
    if (e.token.keyword == Keyword::some || e.token.keyword == Keyword::no_such)
        return make(e.token.keyword == Keyword::some ? Operation::some : Operation::none, boolean_type(), e.span,
                    {std::move(*list)});
    if (e.children.size() < 2) return std::nullopt;
    const int number = context.push(element_frame(*list, context));
    Maybe holds = condition(e.children[1], context);
    context.pop();
    if (!holds) return std::nullopt;
    Expression result = make(Operation::every, boolean_type(), e.span, {std::move(*list), std::move(*holds)});
    result.frame = number;
    return result;
}

/// 有下列情形之一 / 同时符合下列条件. An item's 当 limits it to the cases in which it counts at all.
Maybe Resolver::items_condition(const tree::Expression& e, Context& context) {
    if (e.token.keyword == Keyword::the_following) {
        error("FD0217", e.span, "“下列各项”要写在“包括”后面", "“the following” must stand after “includes”").help = {
            "条件的列举写“有下列情形之一”或者“同时符合下列条件”",
            "for conditions write “any of the following” or “all of the following”"};
        return std::nullopt;
    }
    const bool all = e.token.keyword == Keyword::all_of_the_following;
    std::vector<Expression> arguments;
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Expression& item : e.children) {
        if (item.kind != ExpressionKind::item || item.children.empty()) {
            good = false;
            continue;
        }
        duplicate(seen, item.token.text, item.token.span, {"项的序号", "number of an item"});
        Maybe holds = condition(item.children[0], context);
        Maybe when = item.children.size() > 1 ? condition(item.children[1], context) : Maybe{};
        if (!holds || (item.children.size() > 1 && !when)) {
            good = false;
            continue;
        }
        if (when && all) when = make(Operation::not_, boolean_type(), when->span, {std::move(*when)});
        if (when)
            holds = make(all ? Operation::or_ : Operation::and_, boolean_type(), item.span,
                         {std::move(*when), std::move(*holds)});
        holds->label = item.token.text;
        arguments.push_back(std::move(*holds));
    }
    if (!good || arguments.empty()) return std::nullopt;
    return make(all ? Operation::and_ : Operation::or_, boolean_type(), e.span, std::move(arguments));
}

std::optional<Item> Resolver::required_item(const tree::Expression& item, const Expression& base, Context& context) {
    if (item.kind != ExpressionKind::item || item.children.empty()) return std::nullopt;
    Item result;
    result.label = item.token.text;
    result.span = item.span;
    const tree::Expression& wanted = bare(item.children.front());
    result.name = wanted.kind == ExpressionKind::name || wanted.kind == ExpressionKind::literal
                      ? std::string(wanted.token.text)
                      : slice(wanted.span);
    Maybe when;
    if (item.children.size() > 1) {
        when = condition(item.children[1], context);
        if (!when) return std::nullopt;
    }
    result.when = std::move(when);
    Maybe required;
    const bool list = base.type.kind == TypeKind::list;
    if (wanted.kind == ExpressionKind::compare_with) {
        if (wanted.children.empty()) return std::nullopt;
        required = compare(operator_of(wanted.token), base, wanted.children.front(), wanted.span, context);
    } else if (list && wanted.kind == ExpressionKind::name && base.type.element == TypeKind::text) {
        required = make_constant(std::string(wanted.token.text), {TypeKind::text}, wanted.span);
    } else if (list && (wanted.kind == ExpressionKind::name || wanted.kind == ExpressionKind::literal)) {
        const Type element = base.type.element_type();
        required = convert(value(wanted, context, &element), element, wanted.span);
    } else if (list) {
        required = condition(wanted, context);
    } else {
        Frame document{base.type, "", true};
        document.value = base;
        context.push(std::move(document));
        required = condition(wanted, context);
        context.pop();
    }
    if (!required) return std::nullopt;
    result.required = std::move(*required);
    return result;
}

/// As a condition, 包括 下列各项 is the conjunction of its items.
Maybe Resolver::includes_items_condition(const tree::Expression& e, Context& context) {
    if (e.children.size() < 2) return std::nullopt;
    const Maybe base = value(e.children[0], context);
    if (!base) return std::nullopt;
    const bool in_order = operator_of(e.token) == Keyword::includes_in_order;
    if (in_order && !can_be_ordered(*base, e.children[0].span)) return std::nullopt;
    std::vector<Expression> arguments;
    if (in_order) arguments.push_back(*base);
    bool good = true;
    for (const tree::Expression& written : bare(e.children[1]).children) {
        auto item = required_item(written, *base, context);
        if (!item) {
            good = false;
            continue;
        }
        if (in_order) {
            good = has_a_place(*item) && good;
            arguments.push_back(std::move(item->required));
            arguments.push_back(item->when ? std::move(*item->when) : make_constant(true, boolean_type(), item->span));
            continue;
        }
        Expression holds =
            item->required.type.kind == TypeKind::boolean
                ? std::move(item->required)
                : make(Operation::includes, boolean_type(), item->span, {*base, std::move(item->required)});
        if (item->when)
            holds =
                make(Operation::or_, boolean_type(), item->span,
                     {make(Operation::not_, boolean_type(), item->span, {std::move(*item->when)}), std::move(holds)});
        holds.label = item->label;
        arguments.push_back(std::move(holds));
    }
    if (!good || arguments.empty()) return std::nullopt;
    return make(in_order ? Operation::includes_in_order : Operation::and_, boolean_type(), e.span,
                std::move(arguments));
}

}  // namespace fadu::model::detail
