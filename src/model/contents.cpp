// What a duty is about: acts, a condition, the items of a document, cover without a break, an order between events.
#include "model/resolver.hpp"

namespace fadu::model::detail {

bool Resolver::acts(const tree::Expression& written, Context& context, std::vector<EventPattern>& out) {
    const tree::Expression& e = bare(written);
    if (e.kind == ExpressionKind::binary && operator_of(e.token) == Keyword::or_ && e.children.size() == 2) {
        const bool left = acts(e.children[0], context, out);
        return acts(e.children[1], context, out) && left;
    }
    auto found = pattern(e, context);
    if (!found) return false;
    out.push_back(std::move(*found));
    return true;
}

bool Resolver::covers(const tree::Expression& e, Context& context, Rule& out) {
    if (e.children.size() < 3) return false;
    out.content = ContentKind::covers;
    bool good = true;
    for (std::size_t i = 0; i < 3; ++i) {
        auto found = pattern(e.children[i], context);
        good = good && found;
        if (found) out.acts.push_back(std::move(*found));
    }
    if (!good) return false;
    context.covering_event = out.acts.front().event;
    const EventKind& covering = book_.records[at(context.record)].events[at(context.covering_event)];
    if (covering.lasting) return true;
    error("FD0305", e.children.front().span, fmt::format("“{}”没有起止，不能覆盖一段时间", covering.name),
          fmt::format("“{}” is not declared as lasting, so it cannot cover a time", covering.name))
        .related.push_back({covering.span, {"在这里写“有起止”", "write “lasting” here"}});
    return false;
}

bool Resolver::relation(const tree::Expression& e, Context& context, Rule& out) {
    if (e.children.size() < 2) return false;
    out.content = ContentKind::relation;
    switch (operator_of(e.token)) {
        case Keyword::followed_by: out.relation = Relation::followed_by; break;
        case Keyword::accompanies: out.relation = Relation::accompanies; break;
        case Keyword::alternates: out.relation = Relation::alternates; break;
        case Keyword::immediately_followed: out.relation = Relation::immediately_followed; break;
        default: out.relation = Relation::precedes; break;
    }
    bool good = true;
    for (std::size_t i = 0; i < 2; ++i) {
        auto found = pattern(e.children[i], context);
        good = good && found;
        if (found) out.acts.push_back(std::move(*found));
    }
    if (e.children.size() > 2) {
        out.relation_within = period(e.children[2], context);
        good = good && out.relation_within;
    }
    return good;
}

bool Resolver::items(const tree::Expression& e, Context& context, Rule& out) {
    if (e.children.size() < 2) return false;
    out.content = ContentKind::items;
    out.in_order = operator_of(e.token) == Keyword::includes_in_order;
    Maybe base = value(e.children[0], context);
    if (!base) return false;
    const TypeKind kind = base->type.kind;
    if (out.in_order && !can_be_ordered(*base, e.children[0].span)) return false;
    if (kind != TypeKind::list && kind != TypeKind::record && kind != TypeKind::occurrence) {
        error("FD0211", e.children[0].span,
              fmt::format("“包括 下列各项”前面要是列表、记录或者事件，写的是{}", words(base->type).zh),
              fmt::format("“includes the following” needs a list, a record or an event before it, found {}",
                          words(base->type).en));
        return false;
    }
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Expression& written : bare(e.children[1]).children) {
        if (written.kind == ExpressionKind::item)
            duplicate(seen, written.token.text, written.token.span, {"项的序号", "number of an item"});
        auto item = required_item(written, *base, context);
        good = good && item;
        if (item && out.in_order) good = has_a_place(*item) && good;
        if (item) out.items.push_back(std::move(*item));
    }
    out.condition = std::move(base);
    return good && !out.items.empty();
}

bool Resolver::content(const tree::Expression& written, Context& context, Rule& out) {
    const tree::Expression& e = bare(written);
    if (e.kind == ExpressionKind::covers) return covers(e, context, out);
    if (e.kind == ExpressionKind::relation) return relation(e, context, out);
    if (e.kind == ExpressionKind::includes_items) return items(e, context, out);
    if (e.kind == ExpressionKind::binary && operator_of(e.token) == Keyword::includes && e.children.size() == 2 &&
        bare(e.children[1]).kind == ExpressionKind::items)
        return items(e, context, out);
    const std::function<bool(const tree::Expression&)> names_event = [&](const tree::Expression& part) {
        const tree::Expression& inner = bare(part);
        const bool junction = inner.kind == ExpressionKind::binary &&
                              (operator_of(inner.token) == Keyword::or_ || operator_of(inner.token) == Keyword::and_);
        if ((junction || inner.kind == ExpressionKind::pattern) && !inner.children.empty())
            return names_event(inner.children[0]);
        return is_bare_event(inner, context);
    };
    if (names_event(e) && !context.grouped) {
        out.content = ContentKind::acts;
        return acts(e, context, out.acts);
    }
    out.content = ContentKind::condition;
    // An unknown bare name might have been meant as an event just as well: say so.
    if (e.kind == ExpressionKind::name) {
        const Type wanted = boolean_type();
        bool clash = false;
        const bool known =
            name_in_frames(e.token.text, e.span, context, clash).has_value() || globals_.contains(e.token.text);
        if (!known && !clash) {
            unknown_name(e.token.text, e.span, context, &wanted, {"事件或者条件", "an event or a condition"});
            return false;
        }
        if (clash) return false;
    }
    out.condition = condition(e, context);
    return out.condition.has_value();
}

}  // namespace fadu::model::detail
