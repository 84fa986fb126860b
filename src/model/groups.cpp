// Rules over many cases: what makes members of a group (中 同一 … 的 每组, 每两次), and how the rule's body speaks of them.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

/// Values that are either the same or not: what members can have in common.
bool can_be_key(TypeKind kind) {
    switch (kind) {
        case TypeKind::boolean:
        case TypeKind::integer:
        case TypeKind::decimal:
        case TypeKind::ratio:
        case TypeKind::money:
        case TypeKind::text:
        case TypeKind::date:
        case TypeKind::moment:
        case TypeKind::enumeration: return true;
        default: return false;
    }
}

bool is_date(const Type& type) { return type.kind == TypeKind::date || type.kind == TypeKind::moment; }

}  // namespace

Frame Resolver::element_frame(const Expression& list, const Context& context) const {
    Frame frame{list.type.element_type(), "", true};
    if (!context.grouped) return frame;
    // Elements are cases where the list is the group itself, or a part of it.
    const Expression* root = &list;
    while (root->operation == Operation::filter && !root->arguments.empty()) root = &root->arguments.front();
    frame.is_case = root->operation == Operation::frame &&
                    std::any_of(context.frames.begin(), context.frames.end(), [&](const Frame& one) {
                        return one.is_case && one.number == root->index && one.type.kind == TypeKind::list;
                    });
    return frame;
}

std::optional<int> Resolver::case_frame(std::string_view name, Span span, const Context& context) {
    if (!context.grouped) return -1;
    for (auto frame = context.frames.rbegin(); frame != context.frames.rend(); ++frame)
        if (frame->inner && frame->is_case) return frame->number;
    text::Diagnostic& diagnostic =
        error("FD0251", span, fmt::format("这条规则说的是几个案件，“{}”没有说是哪一个的", name),
              fmt::format("this rule is about several cases, and “{}” does not say of which", name));
    const auto whose = std::find_if(context.frames.begin(), context.frames.end(), [](const Frame& frame) {
        return frame.is_case && frame.type.kind == TypeKind::record;
    });
    if (whose != context.frames.end())
        diagnostic.help = {fmt::format("写成“{} 的 {}”", whose->binder, name),
                           fmt::format("write “{} of {}”", name, whose->binder)};
    else if (!context.frames.empty() && context.frames.front().is_case)
        diagnostic.help = {fmt::format("写在对这些案件的挑选里，例如“{} 中 … 的”", context.frames.front().binder),
                           fmt::format("write it inside “{} where …”", context.frames.front().binder)};
    else
        diagnostic.help = {"这里只能用成员自己的字段；要用案件的事件，范围写到案件为止",
                           "only the members' own fields can be used here; for events of a case, let the scope end "
                           "with the case"};
    return std::nullopt;
}

/// 已 A 其 P of one of several cases: there is a live A there, and the last one fits.
Maybe Resolver::happened_in(int of_case, const tree::Expression& e, Context& context) {
    const tree::Expression& written = bare(e.children.front());
    const bool has_condition = written.kind == ExpressionKind::pattern && written.children.size() > 1;
    const tree::Expression& head = has_condition ? bare(written.children.front()) : written;
    if (head.kind != ExpressionKind::name) {
        error("FD0213", e.span, fmt::format("这里要写一个事件，写的是“{}”", slice(head.span)),
              fmt::format("an event is expected here, found “{}”", slice(head.span)));
        return std::nullopt;
    }
    const int which = event(head.token, head.span, context);
    if (which < 0) return std::nullopt;
    const Type type{TypeKind::occurrence, TypeKind::nothing, which, context.record};
    Expression all = make(Operation::occurrences, Type::list_of(type), head.span);
    all.index = which;
    all.frame = of_case;
    Expression result = make(Operation::some, boolean_type(), e.span, {std::move(all)});
    if (has_condition) {
        Frame last{type, "", true};
        last.value = make(Operation::last_live, type, head.span);
        last.value->index = which;
        last.value->frame = of_case;
        context.push(std::move(last));
        Maybe fits = condition(written.children[1], context);
        context.pop();
        if (!fits) return std::nullopt;
        result = make(Operation::and_, boolean_type(), e.span, {std::move(result), std::move(*fits)});
    }
    if (e.token.keyword != Keyword::has_not_happened) return result;
    return make(Operation::not_, boolean_type(), e.span, {std::move(result)});
}

bool Resolver::group_keys(const tree::Grouping& written, Context& member, Grouping& out) {
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Name& key : written.keys) {
        if (duplicate(seen, key.text, key.span, {"“同一”的字段", "field of “same”"})) {
            good = false;
            continue;
        }
        Maybe found;
        for (auto frame = member.frames.rbegin(); frame != member.frames.rend() && !found; ++frame)
            if (const auto* own = fields_of(frame->type);
                own != nullptr &&
                std::any_of(own->begin(), own->end(), [&](const Field& field) { return field.name == key.text; }))
                found = field_or_property(entity(*frame, key.span), key.text, key.span);
        if (!found) {
            good = false;
            if (incomplete_records_.contains(member.record)) continue;
            const Word owner = words(member.frames.back().type);
            std::vector<std::string> names;
            if (const auto* own = fields_of(member.frames.back().type))
                for (const Field& field : *own) names.push_back(field.name);
            text::Diagnostic& diagnostic =
                error("FD0204", key.span, fmt::format("{}没有字段“{}”，不能用来分组", owner.zh, key.text),
                      fmt::format("{} has no field “{}” to be grouped by", owner.en, key.text));
            suggest(diagnostic, key.span, key.text, names);
            if (diagnostic.help.empty() && !names.empty()) {
                std::string all;
                for (const std::string& name : names) all += (all.empty() ? "" : "、") + name;
                diagnostic.help = {fmt::format("有的是：{}", all), fmt::format("it has: {}", all)};
            }
            continue;
        }
        if (found->type.kind == TypeKind::nothing) {
            good = false;  // reported with the field
        } else if (!can_be_key(found->type.kind)) {
            good = false;
            error("FD0254", key.span, fmt::format("“{}”是{}，不能用来判断“同一”", key.text, words(found->type).zh),
                  fmt::format("“{}” is {}, by which members cannot be the same", key.text, words(found->type).en))
                .help = {"用文本、类别、日期、数或者是否的字段，例如编号、机关、当事人名称",
                         "use a text, a kind, a date, a number or a yes-or-no field, such as a number or a name"};
        } else {
            out.keys.push_back(std::move(*found));
        }
    }
    return good && !out.keys.empty();
}

Maybe Resolver::only_date(const Frame& frame, Span span, const Word& what, const std::vector<std::string>& others) {
    std::vector<const Field*> dates;
    if (const auto* own = fields_of(frame.type))
        for (const Field& field : *own)
            if (is_date(field.type)) dates.push_back(&field);
    if (dates.size() == 1) return field_or_property(entity(frame, span), dates.front()->name, span);
    text::Diagnostic& diagnostic =
        error("FD0253", span, fmt::format("没有写按哪个日期{}", what.zh), fmt::format("it is not said {}", what.en));
    std::string all;
    for (const Field* field : dates) all += (all.empty() ? "" : "、") + field->name;
    if (dates.empty())
        for (const std::string& other : others) all += (all.empty() ? "" : "、") + other;
    if (all.empty())
        diagnostic.help = {fmt::format("{}没有日期字段；先在记录里加一个", words(frame.type).zh),
                           fmt::format("{} has no date field; add one to the record", words(frame.type).en)};
    else
        diagnostic.help = {fmt::format("写明其中一个：{}", all), fmt::format("name one of: {}", all)};
    for (const Field* field : dates) diagnostic.related.push_back({field->span, {"这里有一个日期", "a date is here"}});
    return std::nullopt;
}

bool Resolver::group_day(const tree::Grouping& written, Context& member, Grouping& out) {
    const Frame& frame = member.frames.back();
    if (written.day) {
        const tree::Expression& e = bare(*written.day);
        Maybe found;
        if (e.kind == ExpressionKind::name && frame.type.kind == TypeKind::occurrence &&
            find_event(e.token.text, member) < 0 && !field_in_scope(e.token.text, member))
            found = this->member(entity(frame, e.span), e.token, e.span, member);  // 起日, 日期 of the occurrence
        else
            found = point(e, member);
        if (found && !is_timelike(found->type)) {
            mismatch(e.span, {TypeKind::date}, found->type);
            found.reset();
        }
        out.day = std::move(found);
    } else if (frame.type.kind == TypeKind::occurrence) {
        out.day = entity(frame, written.span);
    } else {
        std::vector<std::string> events;
        if (frame.number == 0) events = event_names(member.record);
        out.day = only_date(frame, written.within ? written.within->span : written.span,
                            {"计算相隔", "which date the distance is measured by"}, events);
    }
    if (!written.within) return false;
    Context plain;
    plain.policy = member.policy;
    out.within = period(*written.within, plain);
    return out.day && out.within;
}

bool Resolver::may_be_grouped(const tree::Clause& duty) {
    const auto wrong = [&](Span span, std::string_view zh, std::string_view en) {
        error("FD0252", span, fmt::format("对几个案件的规则，“应当”后面只能是条件，不能是{}", zh),
              fmt::format("a rule over several cases demands a condition, not {}", en))
            .help = {"写成条件，例如“应当 前次 的 合并检查 为 是”“应当 同号案件 的 数量 不超过 1”",
                     "write a condition, such as “must GROUP count at most 1”"};
        return false;
    };
    const auto given = [&](std::size_t which) -> const tree::Expression* {
        const bool there = duty.expressions.size() > which && duty.expressions[which].kind != ExpressionKind::empty;
        return there ? &bare(duty.expressions[which]) : nullptr;
    };
    if (duty.kind == tree::ClauseKind::without)
        return wrong(duty.head.span, "“未经 … 不得 …”", "“without … must not …”");
    if (const auto* time = given(0)) return wrong(time->span, "一段时间之内做的事", "something to be done in a time");
    const auto* content = given(1);
    if (content == nullptr) return true;  // reported as a duty without content
    switch (content->kind) {
        case ExpressionKind::covers: return wrong(content->span, "“覆盖”", "“covers”");
        case ExpressionKind::relation: return wrong(content->span, "事件之间的先后", "an order between events");
        case ExpressionKind::includes_items: return wrong(content->span, "“包括 下列各项”", "“includes the following”");
        case ExpressionKind::pattern: return wrong(content->span, "要做的事", "an act");
        default: return true;
    }
}

std::optional<Context> Resolver::grouped_context(const tree::Scope& scope, Rule& out) {
    const tree::Grouping& written = *scope.grouping;
    tree::Scope members = scope;
    members.grouping.reset();
    Grouping grouping;
    grouping.span = written.span;
    grouping.case_binder = scope.binder.text;
    auto member = scoped_context(members, grouping.scope, out.policy);
    if (!member) return std::nullopt;
    grouping.member_frame = member->frames.back().number;
    grouping.pairs = written.pairs;
    grouping.first = written.first.text;
    grouping.second = written.second.text;
    member->frames.back().inner = true;  // keys and day are the member's own
    bool good = group_keys(written, *member, grouping);
    if (written.pairs) good = group_day(written, *member, grouping) && good;
    grouping.member_frames = member->most_frames;
    const tree::Name& second = written.second;
    if (!written.first || (written.pairs && !second)) good = false;  // the parser has said so
    if (written.pairs && written.first && written.first.text == second.text) {
        error("FD0220", second.span, fmt::format("两次都称“{}”，分不清前后", second.text),
              fmt::format("both are called “{}”", second.text))
            .help = {"各起一个名称，例如“（以下称 前次、后次）”", "give each a name of its own"};
        good = false;
    }
    if (!good) return std::nullopt;
    Context body;
    body.record = member->record;
    body.policy = out.policy;
    body.grouped = true;
    const bool cases = grouping.scope.empty();
    Frame frame;
    frame.type = member->frames.back().type;
    frame.is_case = cases;
    frame.binder = grouping.first;
    frame.span = written.first.span;
    if (!grouping.pairs) frame.type = Type::list_of(frame.type);
    body.push(frame);
    if (grouping.pairs) {
        frame.binder = grouping.second;
        frame.span = second.span;
        body.push(frame);
    }
    out.grouping = std::move(grouping);
    return body;
}

}  // namespace fadu::model::detail
