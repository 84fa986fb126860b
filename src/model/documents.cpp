// What documents are asked: texts that fit a pattern or hold another text, and items that must stand in an order.
#include "model/resolver.hpp"

namespace fadu::model::detail {

bool Resolver::can_be_ordered(const Expression& base, Span span) {
    if (base.type.kind == TypeKind::list) return true;
    error("FD0290", span, fmt::format("“依次包括”前面要是列表，写的是{}", words(base.type).zh),
          fmt::format("“includes in this order” needs a list before it, found {}", words(base.type).en))
        .help = {"只有列表里的东西才有次序；不问次序的，写“包括”",
                 "only what stands in a list has an order; where it does not matter write “includes”"};
    return false;
}

bool Resolver::has_a_place(const Item& item) {
    if (item.required.type.kind != TypeKind::boolean) return true;
    error("FD0290", item.span, "这一项是条件，在列表里没有位置，不能依次",
          "this item is a condition and has no place in the list")
        .help = {"写明列表里的东西，例如“立案审批表”；条件另写一条规则",
                 "write what stands in the list; conditions belong in a rule of their own"};
    return false;
}

Maybe Resolver::fits_pattern(Expression left, const tree::Expression& written, Span span) {
    const tree::Expression& right = bare(written);
    if (left.type.kind != TypeKind::text) {
        error("FD0291", left.span, fmt::format("“符合”前面要是文本，写的是{}", words(left.type).zh),
              fmt::format("“matches” needs a text before it, found {}", words(left.type).en));
        return std::nullopt;
    }
    if (right.kind != ExpressionKind::literal || right.token.kind != TokenKind::text || right.token.text.empty()) {
        error("FD0291", right.span, "“符合”后面要写引号里的式样", "“matches” is followed by a pattern in quotes")
            .help = {"# 代表一个数字，? 代表一个字，* 代表任意几个字，其余照写，例如“粤〔####〕罚#*号”",
                     "# stands for a digit, ? for one character, * for any run of them; everything else is itself"};
        return std::nullopt;
    }
    Expression result = make(Operation::matches, boolean_type(), span, {std::move(left)});
    result.constant = std::string(right.token.text);
    return result;
}

Maybe Resolver::text_inclusion(Expression left, const tree::Expression& right, Span span, Context& context) {
    const Type text{TypeKind::text};
    std::vector<Expression> parts;
    bool good = true;
    const auto add = [&](const tree::Expression& one) {
        Maybe other = convert(value(one, context, &text), text, one.span);
        if (other) parts.push_back(make(Operation::text_contains, boolean_type(), span, {left, std::move(*other)}));
        good = good && other;
    };
    if (right.kind == ExpressionKind::set)
        for (const tree::Expression& one : right.children) add(one);
    else
        add(right);
    if (!good || parts.empty()) return std::nullopt;
    if (parts.size() == 1) return std::move(parts.front());
    return make(Operation::and_, boolean_type(), span, std::move(parts));
}

}  // namespace fadu::model::detail
