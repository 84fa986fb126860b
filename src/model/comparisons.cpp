// Comparisons: what may stand on the two sides, and which operation it is.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

bool is_length(const Type& type) { return type.kind == TypeKind::duration || type.kind == TypeKind::span; }

Expression length_of(Expression interval) {
    const Span span = interval.span;
    Expression length = make(Operation::property, {TypeKind::duration}, span, {std::move(interval)});
    length.index = static_cast<int>(Property::length);
    return length;
}

bool is_keyword(const tree::Expression& written, Keyword keyword) {
    const tree::Expression& e = bare(written);
    return e.kind == ExpressionKind::literal && e.token.keyword == keyword &&
           (e.token.kind == TokenKind::keyword || e.token.kind == TokenKind::name);
}

}  // namespace

Maybe Resolver::comparison(const tree::Expression& e, Keyword operation, Context& context) {
    const tree::Expression& written = e.children[0];
    const bool may_be_collection = operation == Keyword::not_less || operation == Keyword::not_more ||
                                   operation == Keyword::more || operation == Keyword::less;
    // `听证 不少于 2次` counts; `处罚决定 超过 2023-01-01` dates: only the right side tells, so try what is not an event first.
    const tree::Expression& right = bare(e.children[1]);
    const bool counted = may_be_collection && right.kind == ExpressionKind::literal &&
                         (right.token.kind == TokenKind::number || right.token.kind == TokenKind::count);
    Maybe left = counted ? collection(written, context) : value(written, context);
    if (!left) {
        const bool depends = right.kind == ExpressionKind::name || right.kind == ExpressionKind::set ||
                             right.kind == ExpressionKind::items;  // a name depends on what the left side was
        if (!depends) static_cast<void>(value(e.children[1], context));
        return std::nullopt;
    }
    if (right.kind == ExpressionKind::items && operation == Keyword::includes)
        return includes_items_condition(e, context);
    return compare(operation, std::move(*left), e.children[1], e.span, context);
}

Maybe Resolver::compare(Keyword operation, Expression left, const tree::Expression& right, Span span,
                        Context& context) {
    const auto negated = [&](Maybe positive) -> Maybe {
        if (!positive) return std::nullopt;
        return make(Operation::not_, boolean_type(), span, {std::move(*positive)});
    };
    switch (operation) {
        case Keyword::is: return equality(true, std::move(left), right, span, context);
        case Keyword::is_not: return equality(false, std::move(left), right, span, context);
        case Keyword::in_set: return membership(std::move(left), right, span, context);
        case Keyword::not_in_set: return negated(membership(std::move(left), right, span, context));
        case Keyword::includes: return inclusion(std::move(left), right, span, context, false);
        case Keyword::contains: return inclusion(std::move(left), right, span, context, true);
        case Keyword::matches: return fits_pattern(std::move(left), right, span);
        case Keyword::not_less: return ordering(Operation::greater_equal, std::move(left), right, span, context);
        case Keyword::not_more: return ordering(Operation::less_equal, std::move(left), right, span, context);
        case Keyword::more: return ordering(Operation::greater, std::move(left), right, span, context);
        case Keyword::less: return ordering(Operation::less, std::move(left), right, span, context);
        case Keyword::before: return date_order(Operation::before, std::move(left), right, span, context);
        case Keyword::after: return date_order(Operation::after, std::move(left), right, span, context);
        case Keyword::not_after: return date_order(Operation::not_after, std::move(left), right, span, context);
        case Keyword::not_before: return date_order(Operation::not_before, std::move(left), right, span, context);
        default: error("FD0217", span, "这里不能这样比较", "this cannot be compared in this way"); return std::nullopt;
    }
}

Maybe Resolver::in_range(Expression left, Expression range, Span span) {
    const TypeKind element = range.type.element;
    if (left.type.kind == TypeKind::list && element != TypeKind::span)
        left = make(Operation::count, {TypeKind::integer}, left.span, {std::move(left)});
    const bool money = element == TypeKind::money;
    const bool fits = element == TypeKind::span ? is_length(left.type) || left.type.kind == TypeKind::interval
                                                : left.type.is_number() && (left.type.kind == TypeKind::money) == money;
    if (!fits) {
        if (left.type.is_number() && element != TypeKind::span)
            money_mismatch(span, left, range);
        else
            error("FD0211", span, fmt::format("{}不能与{}范围比较", words(left.type).zh, words({element}).zh),
                  fmt::format("{} cannot lie in a range of {}", words(left.type).en, words({element}).en));
        return std::nullopt;
    }
    return make(Operation::in_range, boolean_type(), span, {std::move(left), std::move(range)});
}

Maybe Resolver::equality(bool positive, Expression left, const tree::Expression& right, Span span, Context& context) {
    if (is_keyword(right, Keyword::none)) {
        Expression none = make(Operation::is_none, boolean_type(), span, {std::move(left)});
        if (positive) return none;
        return make(Operation::not_, boolean_type(), span, {std::move(none)});
    }
    const Type expected = left.type;
    Maybe other = value(right, context, &expected);
    if (!other) return std::nullopt;
    const Operation operation = positive ? Operation::equal : Operation::not_equal;
    const auto result = [&]() -> Maybe {
        return make(operation, boolean_type(), span, {std::move(left), std::move(*other)});
    };
    if (other->operation == Operation::unascertainable) return result();
    if (other->type.kind == TypeKind::range && left.type.kind != TypeKind::range) {
        Maybe inside = in_range(std::move(left), std::move(*other), span);
        if (!inside || positive) return inside;
        return make(Operation::not_, boolean_type(), span, {std::move(*inside)});
    }
    if (left.type.kind == TypeKind::list && other->type.is_number())
        left = make(Operation::count, {TypeKind::integer}, left.span, {std::move(left)});
    if (other->type.kind == TypeKind::list && left.type.is_number())
        *other = make(Operation::count, {TypeKind::integer}, other->span, {std::move(*other)});
    const Type& a = left.type;
    const Type& b = other->type;
    if (a.is_number() && b.is_number()) {
        if ((a.kind == TypeKind::money) == (b.kind == TypeKind::money)) return result();
        money_mismatch(span, left, *other);
        return std::nullopt;
    }
    if (a.kind == TypeKind::interval && is_length(b)) left = length_of(std::move(left));
    const bool both_dated = is_timelike(a) && is_timelike(b);
    if (equal_types(left.type, b) || both_dated || (is_length(left.type) && is_length(b))) return result();
    if (a.kind == TypeKind::enumeration && b.kind == TypeKind::enumeration) {
        error("FD0211", span, fmt::format("两边不是一个类别：{}和{}", words(a).zh, words(b).zh),
              fmt::format("the two sides are of different kinds: {} and {}", words(a).en, words(b).en));
        return std::nullopt;
    }
    mismatch(other->span, a, b);
    return std::nullopt;
}

Maybe Resolver::membership(Expression left, const tree::Expression& written, Span span, Context& context) {
    const tree::Expression& right = bare(written);
    std::vector<Expression> arguments{left};
    const Type expected = left.type;
    if (right.kind != ExpressionKind::set) {
        Maybe other = value(right, context, &expected);
        if (!other) return std::nullopt;
        if (other->type.kind == TypeKind::range) return in_range(std::move(left), std::move(*other), span);
        if (other->type.kind == TypeKind::interval) {
            if (!is_timelike(left.type)) {
                mismatch(left.span, {TypeKind::date}, left.type);
                return std::nullopt;
            }
            return make(Operation::in_interval, boolean_type(), span, {std::move(*other), std::move(left)});
        }
        if (other->type.kind == TypeKind::list) {
            Maybe fitting = convert(left, other->type.element_type(), left.span);
            if (!fitting) return std::nullopt;
            return make(Operation::includes, boolean_type(), span, {std::move(*other), std::move(*fitting)});
        }
        other = convert(std::move(other), expected, right.span);
        if (!other) return std::nullopt;
        arguments.push_back(std::move(*other));
        return make(Operation::in_set, boolean_type(), span, std::move(arguments));
    }
    bool good = true;
    std::vector<Expression> parts;  // ranges among the values make it a choice
    for (const tree::Expression& one : right.children) {
        Maybe other = value(one, context, &expected);
        if (other && other->type.kind == TypeKind::range) {
            Maybe inside = in_range(left, std::move(*other), one.span);
            if (inside) parts.push_back(std::move(*inside));
            good = good && inside;
            continue;
        }
        other = convert(std::move(other), expected, one.span);
        if (other) arguments.push_back(std::move(*other));
        good = good && other;
    }
    if (!good) return std::nullopt;
    if (arguments.size() > 1) parts.push_back(make(Operation::in_set, boolean_type(), span, std::move(arguments)));
    if (parts.size() == 1) return std::move(parts.front());
    return make(Operation::or_, boolean_type(), span, std::move(parts));
}

Maybe Resolver::inclusion(Expression left, const tree::Expression& written, Span span, Context& context,
                          bool contains) {
    const tree::Expression& right = bare(written);
    if (contains && left.type.kind == TypeKind::text) return text_inclusion(std::move(left), right, span, context);
    if (left.type.kind == TypeKind::interval) {
        Maybe other = value(right, context);
        if (!other) return std::nullopt;
        if (!is_timelike(other->type)) {
            mismatch(right.span, {TypeKind::date}, other->type);
            return std::nullopt;
        }
        return make(Operation::in_interval, boolean_type(), span, {std::move(left), std::move(*other)});
    }
    if (left.type.kind == TypeKind::range) {
        Maybe other = value(right, context);
        if (!other) return std::nullopt;
        return in_range(std::move(*other), std::move(left), span);
    }
    if (left.type.kind != TypeKind::list) {
        error("FD0211", left.span,
              contains ? fmt::format("“包含”前面要是文本、起止日期、范围或者列表，写的是{}", words(left.type).zh)
                       : fmt::format("“包括”前面要是列表，写的是{}", words(left.type).zh),
              contains ? fmt::format("“contains” needs a text, an interval, a range or a list before it, found {}",
                                     words(left.type).en)
                       : fmt::format("“includes” needs a list before it, found {}", words(left.type).en));
        return std::nullopt;
    }
    const Type element = left.type.element_type();
    std::vector<Expression> arguments{std::move(left)};
    bool good = true;
    const auto add = [&](const tree::Expression& one) {
        Maybe other = value(one, context, &element);
        if (other && other->type.kind != TypeKind::list) other = convert(std::move(other), element, one.span);
        if (other) arguments.push_back(std::move(*other));
        good = good && other;
    };
    if (right.kind == ExpressionKind::set)
        for (const tree::Expression& one : right.children) add(one);
    else
        add(right);
    if (!good) return std::nullopt;
    return make(Operation::includes, boolean_type(), span, std::move(arguments));
}

Maybe Resolver::ordering(Operation operation, Expression left, const tree::Expression& right, Span span,
                         Context& context) {
    const Type expected = left.type;
    Maybe other = value(right, context, &expected);
    if (!other) return std::nullopt;
    if (is_timelike(left.type) && is_timelike(other->type)) {
        const Operation dated = operation == Operation::less         ? Operation::before
                                : operation == Operation::less_equal ? Operation::not_after
                                : operation == Operation::greater    ? Operation::after
                                                                     : Operation::not_before;
        return make(dated, boolean_type(), span, {std::move(left), std::move(*other)});
    }
    const auto counted = [](Expression& side) {
        if (side.type.kind == TypeKind::list)
            side = make(Operation::count, {TypeKind::integer}, side.span, {std::move(side)});
    };
    counted(left);
    counted(*other);
    const auto measured = [](Expression& side) {
        if (side.type.kind == TypeKind::interval) side = length_of(std::move(side));
    };
    if (is_length(other->type) || other->type.kind == TypeKind::interval) measured(left);
    if (is_length(left.type)) measured(*other);
    const Type& a = left.type;
    const Type& b = other->type;
    const auto result = [&]() -> Maybe {
        return make(operation, boolean_type(), span, {std::move(left), std::move(*other)});
    };
    if (a.is_number() && b.is_number()) {
        if ((a.kind == TypeKind::money) == (b.kind == TypeKind::money)) return result();
        money_mismatch(span, left, *other);
        return std::nullopt;
    }
    if (is_length(a) && is_length(b)) return result();
    if (a.kind == TypeKind::enumeration && b.kind == TypeKind::enumeration && same_enumeration(a.index, b.index)) {
        const Enumeration& kind = book_.enumerations[at(a.index)];
        if (kind.ordered) return result();
        text::Diagnostic& diagnostic = error("FD0211", span, fmt::format("{}没有轻重顺序，不能比较大小", words(a).zh),
                                             fmt::format("the values of “{}” have no order", book_.type_name(a)));
        diagnostic.related.push_back(
            {kind.span,
             {"类别在这里；有顺序的写“由轻到重”", "the kind is here; write “ascending” if it has an order"}});
        return std::nullopt;
    }
    if (a.is_number() || is_length(a)) {
        mismatch(other->span, a, b);
    } else {
        error("FD0211", span, fmt::format("{}不能与{}比较大小", words(a).zh, words(b).zh),
              fmt::format("{} and {} have no order between them", words(a).en, words(b).en));
    }
    return std::nullopt;
}

Maybe Resolver::date_order(Operation operation, Expression left, const tree::Expression& right, Span span,
                           Context& context) {
    Maybe other = value(right, context);
    if (!other) return std::nullopt;
    bool good = true;
    for (const Expression* side : {&left, &*other})
        if (!is_timelike(side->type)) {
            mismatch(side->span, {TypeKind::date}, side->type);
            good = false;
        }
    if (!good) return std::nullopt;
    return make(operation, boolean_type(), span, {std::move(left), std::move(*other)});
}

}  // namespace fadu::model::detail
