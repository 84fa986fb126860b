// Going on with 的, and collections: filters, aggregates, rounds of events, patterns E 其 P.
#include <algorithm>
#include <array>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

struct PropertyName {
    std::string_view zh, en;
    Property property;
};
constexpr std::array<PropertyName, 12> property_names{{
    {"起日", "first day", Property::first_day},
    {"止日", "last day", Property::last_day},
    {"起时", "begin", Property::begin},
    {"起時", "begin", Property::begin},
    {"止时", "end", Property::end},
    {"止時", "end", Property::end},
    {"期间", "span", Property::length},
    {"期間", "span", Property::length},
    {"时长", "length", Property::length},
    {"時長", "length", Property::length},
    {"日期", "date", Property::day},
    {"前段", "previous part", Property::previous_part},
}};

std::optional<Property> find_property(std::string_view name) {
    if (name == "后段" || name == "後段" || name == "next part") return Property::next_part;
    for (const PropertyName& one : property_names)
        if (name == one.zh || name == one.en) return one.property;
    return std::nullopt;
}

TypeKind kind_of(Property property) {
    switch (property) {
        case Property::first_day:
        case Property::last_day:
        case Property::day: return TypeKind::date;
        case Property::begin:
        case Property::end: return TypeKind::moment;
        case Property::length: return TypeKind::duration;
        case Property::previous_part:
        case Property::next_part: return TypeKind::occurrence;
    }
    return TypeKind::nothing;
}

bool has_property(const Type& type, Property property, bool lasting) {
    const bool part = property == Property::previous_part || property == Property::next_part;
    switch (type.kind) {
        case TypeKind::interval: return !part && property != Property::day;
        case TypeKind::gap: return property != Property::day;
        case TypeKind::occurrence:
            return !part && (lasting || property == Property::day || property == Property::begin);
        default: return false;
    }
}

}  // namespace

Maybe Resolver::field_or_property(const Expression& base, std::string_view name, Span span) const {
    if (const auto* fields = fields_of(base.type)) {
        const auto found =
            std::find_if(fields->begin(), fields->end(), [&](const Field& field) { return field.name == name; });
        if (found != fields->end()) {
            Expression result = make(Operation::field, found->type, span, {base});
            result.index = static_cast<int>(found - fields->begin());
            return result;
        }
    }
    const auto property = find_property(name);
    const EventKind* event = event_of(base.type);
    if (!property || !has_property(base.type, *property, event != nullptr && event->lasting)) return std::nullopt;
    Type type{kind_of(*property)};
    if (type.kind == TypeKind::occurrence) {
        type.index = base.type.index;
        type.owner = base.type.owner;
    }
    Expression result = make(Operation::property, type, span, {base});
    result.index = static_cast<int>(*property);
    return result;
}

Maybe Resolver::member(Expression base, const tree::Token& token, Span span, Context& context, bool report_unknown) {
    const std::string_view name = token.text;
    if (base.type.kind == TypeKind::list) {
        const int number = context.push(element_frame(base, context));
        Maybe body = member(entity(context.frames.back(), token.span), token, token.span, context, report_unknown);
        context.pop();
        if (!body) return std::nullopt;
        const Type result = body->type.kind == TypeKind::list ? body->type : Type::list_of(body->type);
        Expression map = make(Operation::map, result, span, {std::move(base), std::move(*body)});
        map.frame = number;
        return map;
    }
    if (Maybe found = field_or_property(base, name, span))
        return found->type.kind == TypeKind::nothing ? Maybe{} : found;
    const bool of_one_case = context.grouped && base.operation == Operation::frame &&
                             std::any_of(context.frames.begin(), context.frames.end(), [&](const Frame& frame) {
                                 return frame.is_case && frame.number == base.index;
                             });
    if (of_one_case || (!context.grouped && base.operation == Operation::frame && base.index == 0)) {
        const int of_case = of_one_case ? base.index : -1;
        if (const int event = find_event(name, context); event >= 0) {
            Expression last =
                make(Operation::last_live, {TypeKind::occurrence, TypeKind::nothing, event, context.record}, span);
            last.index = event;
            last.frame = of_case;
            return last;
        }
        if (const auto known = globals_.find(name); known != globals_.end())
            return global(known->second, span, context, of_case);
    }
    if (!report_unknown) return std::nullopt;
    const Word owner = words(base.type);
    text::Diagnostic& diagnostic = error("FD0204", token.span, fmt::format("{}没有“{}”", owner.zh, name),
                                         fmt::format("{} has no “{}”", owner.en, name));
    std::vector<std::string> names;
    if (const auto* fields = fields_of(base.type))
        for (const Field& field : *fields) names.push_back(field.name);
    const EventKind* event = event_of(base.type);
    for (const PropertyName& one : property_names)
        if (has_property(base.type, one.property, event != nullptr && event->lasting)) names.emplace_back(one.zh);
    suggest(diagnostic, token.span, name, names);
    if (!diagnostic.help.empty()) return std::nullopt;
    if (event != nullptr && find_property(name)) {
        diagnostic.help = {
            fmt::format("只有“有起止”的事件才有“{}”；在事件“{}”后面写“有起止”，或者用“日期”", name, event->name),
            fmt::format("only events declared as lasting have “{}”", name)};
        diagnostic.related.push_back({event->span, {"事件在这里", "the event is here"}});
    } else if (!names.empty()) {
        std::string all;
        for (const std::string& one : names) all += (all.empty() ? "" : "、") + one;
        diagnostic.help = {fmt::format("有的是：{}", all), fmt::format("it has: {}", all)};
    }
    return std::nullopt;
}

int Resolver::result_column(const List& list, std::string_view name) const {
    const auto found = std::find(list.result_columns.begin(), list.result_columns.end(), name);
    return found == list.result_columns.end() ? -1 : static_cast<int>(found - list.result_columns.begin());
}

Maybe Resolver::path(const tree::Expression& e, Context& context, bool wants_collection) {
    if (e.children.empty()) return std::nullopt;
    const tree::Expression& root = bare(e.children.front());
    if (root.kind == ExpressionKind::name && !field_in_scope(root.token.text, context)) {
        const auto known = globals_.find(root.token.text);
        if (known != globals_.end() && known->second.kind == Global::list && !known->second.failed) {
            const List& list = book_.lists[at(known->second.index)];
            if (const int column = result_column(list, e.token.text); column >= 0) {
                Maybe result = global(known->second, e.span, context);
                if (!result) return std::nullopt;
                result->column = column;
                result->type = list.result_types[at(column)];
                if (list.policy == ListPolicy::all) result->type = Type::list_of(result->type);
                return result;
            }
        }
    }
    Maybe base = wants_collection ? collection(e.children.front(), context) : value(e.children.front(), context);
    if (!base) return std::nullopt;
    Maybe found = member(std::move(*base), e.token, e.span, context);
    // 前次 的 处罚决定 中 …: of one of several cases, all live ones.
    if (wants_collection && found && found->operation == Operation::last_live && found->frame >= 0) {
        found->operation = Operation::occurrences;
        found->type = Type::list_of(found->type);
    }
    return found;
}

Maybe Resolver::occurrences(int event, Span span, Rounds rounds, const Context& context) {
    const std::string& name = book_.records[at(context.record)].events[at(event)].name;
    const auto of_case = case_frame(name, span, context);
    if (!of_case) return std::nullopt;
    Expression list = make(Operation::occurrences,
                           Type::list_of({TypeKind::occurrence, TypeKind::nothing, event, context.record}), span);
    list.index = event;
    list.rounds = rounds;
    list.frame = *of_case;
    return list;
}

/// As value(), but an event's name means its live occurrences and 首次 / 历次 stay lists.
Maybe Resolver::collection(const tree::Expression& written, Context& context) {
    const tree::Expression& e = bare(written);
    if (is_bare_event(e, context)) return occurrences(find_event(e.token.text, context), e.span, Rounds::live, context);
    if (e.kind == ExpressionKind::rounds) return rounds(e, context, true);
    if (e.kind == ExpressionKind::path) return path(e, context, true);
    return value(e, context);
}

Maybe Resolver::rounds(const tree::Expression& e, Context& context, bool list) {
    if (e.children.empty()) return std::nullopt;
    const tree::Expression& named = bare(e.children.front());
    const int which = event(named.token, named.span, context);
    if (which < 0) return std::nullopt;
    const Rounds rounds = e.token.keyword == Keyword::first_occurrence  ? Rounds::first
                          : e.token.keyword == Keyword::last_occurrence ? Rounds::last
                                                                        : Rounds::all;
    Maybe found = occurrences(which, e.span, rounds, context);
    if (!found || list || rounds == Rounds::all) return found;
    const Type element = found->type.element_type();
    return make(rounds == Rounds::last ? Operation::last_item : Operation::first_item, element, e.span,
                {std::move(*found)});
}

Maybe Resolver::filter(const tree::Expression& e, Context& context) {
    if (e.children.size() < 2) return std::nullopt;
    Maybe list = collection(e.children[0], context);
    if (list && list->type.kind != TypeKind::list) {
        error("FD0214", e.children[0].span, fmt::format("“中”前面要是列表或者事件，写的是{}", words(list->type).zh),
              fmt::format("a list or an event must stand before “where”, found {}", words(list->type).en));
        return std::nullopt;
    }
    if (!list) return std::nullopt;
    const int number = context.push(element_frame(*list, context));
    Maybe where = condition(e.children[1], context);
    context.pop();
    if (!where) return std::nullopt;
    const Type type = list->type;
    Expression result = make(Operation::filter, type, e.span, {std::move(*list), std::move(*where)});
    result.frame = number;
    return result;
}

Maybe Resolver::aggregate(const tree::Expression& e, Context& context) {
    if (e.children.empty()) return std::nullopt;
    const Keyword what = e.token.keyword;
    Maybe base = collection(e.children.front(), context);
    if (!base) return std::nullopt;
    if (what == Keyword::half) {
        Maybe whole = number(std::move(base), e.children.front().span);
        if (!whole) return std::nullopt;
        const TypeKind kind = whole->type.kind == TypeKind::integer ? TypeKind::decimal : whole->type.kind;
        return make(Operation::half, {kind}, e.span, {std::move(*whole)});
    }
    if (base->type.kind != TypeKind::list) {
        error("FD0214", e.span, fmt::format("“{}”前面要是列表或者事件，写的是{}", e.token.text, words(base->type).zh),
              fmt::format("a list or an event must stand before “{}”, found {}", e.token.text, words(base->type).en));
        return std::nullopt;
    }
    const Type element = base->type.element_type();
    const auto result = [&](Operation operation, Type type) {
        return make(operation, type, e.span, {std::move(*base)});
    };
    const auto wrong = [&]() -> Maybe {
        error("FD0214", e.span, fmt::format("{}没有“{}”", words(base->type).zh, e.token.text),
              fmt::format("there is no “{}” of {}", e.token.text, words(base->type).en))
            .help = {"先写到数、金额或者日期，例如“事先告知 的 拟罚款 的 最小值”",
                     "go on to a number, money or a date first"};
        return std::nullopt;
    };
    const bool ordered =
        element.is_number() || element.kind == TypeKind::date || element.kind == TypeKind::moment ||
        element.kind == TypeKind::duration ||
        (element.kind == TypeKind::enumeration && element.index >= 0 && book_.enumerations[at(element.index)].ordered);
    switch (what) {
        case Keyword::count: return result(Operation::count, {TypeKind::integer});
        case Keyword::first_item: return result(Operation::first_item, element);
        case Keyword::last_item: return result(Operation::last_item, element);
        case Keyword::least: return ordered ? result(Operation::least, element) : wrong();
        case Keyword::greatest: return ordered ? result(Operation::greatest, element) : wrong();
        case Keyword::sum:
            if (element.is_number() || element.kind == TypeKind::duration) return result(Operation::sum, element);
            return wrong();
        case Keyword::mean:
            if (!element.is_number()) return wrong();
            return result(Operation::mean, element.kind == TypeKind::integer ? Type{TypeKind::decimal} : element);
        default: return std::nullopt;
    }
}

/// E, E 其 P, E 其 P 且 Q, E 中 P 的. The occurrence stands in a frame of its own while P is looked at.
std::optional<EventPattern> Resolver::pattern(const tree::Expression& written, Context& context) {
    const tree::Expression& e = bare(written);
    std::vector<const tree::Expression*> conditions;
    const tree::Expression* head = &e;
    while (head->kind == ExpressionKind::binary && operator_of(head->token) == Keyword::and_ &&
           head->children.size() == 2) {
        conditions.push_back(&head->children[1]);
        head = &head->children[0];
    }
    if (head->kind == ExpressionKind::pattern || head->kind == ExpressionKind::filter) {
        if (head->children.size() < 2) return std::nullopt;
        conditions.push_back(&head->children[1]);
        head = &bare(head->children[0]);
    } else if (!conditions.empty()) {
        head = &e;
    }
    if (head->kind == ExpressionKind::error) return std::nullopt;
    if (head->kind != ExpressionKind::name) {
        error("FD0213", e.span, fmt::format("这里要写一个事件，写的是“{}”", slice(e.span)),
              fmt::format("an event is expected here, found “{}”", slice(e.span)));
        return std::nullopt;
    }
    EventPattern result;
    result.event = event(head->token, head->span, context);
    result.span = e.span;
    if (result.event < 0) return std::nullopt;
    result.frame = context.push({{TypeKind::occurrence, TypeKind::nothing, result.event, context.record}, "", true});
    bool good = true;
    std::vector<Expression> parts;
    for (auto one = conditions.rbegin(); one != conditions.rend(); ++one) {
        Maybe part = condition(**one, context);
        if (part)
            parts.push_back(std::move(*part));
        else
            good = false;
    }
    context.pop();
    if (!good) return std::nullopt;
    if (parts.size() == 1) result.where = std::move(parts.front());
    if (parts.size() > 1) result.where = make(Operation::and_, boolean_type(), e.span, std::move(parts));
    return result;
}

}  // namespace fadu::model::detail
