// What a bare name means: looked up from the inside out, and an error where two levels would claim it.
#include <algorithm>

#include "fadu/syntax/split.hpp"
#include "model/resolver.hpp"

namespace fadu::model::detail {

const EventKind* Resolver::event_of(const Type& type) const {
    if (type.kind != TypeKind::occurrence || type.owner < 0 || type.index < 0) return nullptr;
    return &book_.records[at(type.owner)].events[at(type.index)];
}

const std::vector<Field>* Resolver::fields_of(const Type& type) const {
    if (type.kind == TypeKind::record && type.index >= 0) return &book_.records[at(type.index)].fields;
    const EventKind* event = event_of(type);
    return event == nullptr ? nullptr : &event->fields;
}

Expression Resolver::entity(const Frame& frame, Span span) const {
    if (frame.value) {
        Expression copy = *frame.value;
        copy.span = span;
        return copy;
    }
    Expression expression = make(Operation::frame, frame.type, span);
    expression.index = frame.number;
    return expression;
}

int Resolver::find_event(std::string_view name, const Context& context) const {
    return context.record < 0 ? -1 : book_.records[at(context.record)].find_event(name);
}

std::vector<std::string> Resolver::event_names(int record) const {
    std::vector<std::string> names;
    if (record >= 0)
        for (const EventKind& event : book_.records[at(record)].events) names.push_back(event.name);
    return names;
}

bool Resolver::field_in_scope(std::string_view name, const Context& context) const {
    return std::any_of(context.frames.begin(), context.frames.end(), [&](const Frame& frame) {
        if (!frame.binder.empty() && frame.binder == name) return true;
        const auto* fields = fields_of(frame.type);
        return fields != nullptr &&
               std::any_of(fields->begin(), fields->end(), [&](const Field& field) { return field.name == name; });
    });
}

bool Resolver::is_bare_event(const tree::Expression& written, Context& context) const {
    const tree::Expression& e = bare(written);
    return e.kind == ExpressionKind::name && !field_in_scope(e.token.text, context) &&
           find_event(e.token.text, context) >= 0;
}

Maybe Resolver::name_in_frames(std::string_view name, Span span, Context& context, bool& clash) {
    clash = false;
    for (auto frame = context.frames.rbegin(); frame != context.frames.rend(); ++frame) {
        if (!frame->binder.empty() && frame->binder == name) return entity(*frame, span);
        if (!frame->inner) continue;
        if (Maybe found = field_or_property(entity(*frame, span), name, span)) return found;
    }
    std::vector<const Frame*> owners;
    for (const Frame& frame : context.frames) {
        const auto* fields = frame.inner ? nullptr : fields_of(frame.type);
        if (fields != nullptr &&
            std::any_of(fields->begin(), fields->end(), [&](const Field& field) { return field.name == name; }))
            owners.push_back(&frame);
    }
    if (owners.empty()) return std::nullopt;
    if (owners.size() > 1) {
        clash = true;
        const auto way = [&](const Frame& frame) -> std::string {
            if (&frame == &context.frames.front() && !context.grouped) return fmt::format("本案 的 {}", name);
            if (!frame.binder.empty()) return fmt::format("{} 的 {}", frame.binder, name);
            return fmt::format("本次 的 {}", name);
        };
        text::Diagnostic& diagnostic = error("FD0205", span, fmt::format("“{}”在两处都有，不知道指哪一个", name),
                                             fmt::format("“{}” is found on two levels", name));
        diagnostic.help = {fmt::format("写成“{}”或者“{}”", way(*owners.front()), way(*owners.back())),
                           fmt::format("write “{}” or “{}”", way(*owners.front()), way(*owners.back()))};
        for (const Frame* frame : owners)
            for (const Field& field : *fields_of(frame->type))
                if (field.name == name) diagnostic.related.push_back({field.span, {"这里有一个", "one is here"}});
        return std::nullopt;
    }
    return field_or_property(entity(*owners.front(), span), name, span);
}

Maybe Resolver::global(const GlobalName& found, Span span, const Context& context, int case_frame) {
    if (found.failed) return std::nullopt;
    const auto of_this_record = [&](int record, std::string_view what) {
        if (record < 0 || record == context.record) return true;
        const std::string& owner = book_.records[at(record)].name;
        error("FD0206", span,
              fmt::format("“{}”是对“{}”的，这里说的是{}", what, owner,
                          context.record < 0 ? "别的" : "“" + book_.records[at(context.record)].name + "”"),
              fmt::format("“{}” is declared for “{}”, which this is not about", what, owner))
            .help = {fmt::format("要用它，这里的范围也要写“对 {}”", owner),
                     fmt::format("to use it, this too must be “for {}”", owner)};
        return false;
    };
    Expression result;
    switch (found.kind) {
        case Global::definition: {
            const Definition& definition = book_.definitions[at(found.index)];
            if (!of_this_record(definition.record, definition.name)) return std::nullopt;
            result = make(Operation::definition, definition.type, span);
            break;
        }
        case Global::list: {
            const List& list = book_.lists[at(found.index)];
            if (!of_this_record(list.record, list.name) || list.result_types.empty()) return std::nullopt;
            result = make(Operation::list_result, list.result_types.front(), span);
            if (list.policy == ListPolicy::all) result.type = Type::list_of(result.type);
            break;
        }
        case Global::parameter:
            result = make(Operation::parameter, book_.parameters[at(found.index)].type, span);
            case_frame = -1;
            break;
        case Global::state: {
            const StateTable& table = book_.state_tables[at(found.index)];
            if (!of_this_record(table.record, table.name)) return std::nullopt;
            result = make(Operation::state, {TypeKind::enumeration, TypeKind::nothing, table.enumeration}, span);
            break;
        }
        case Global::untranslatable:
            result = make(Operation::untranslatable, boolean_type(), span);
            case_frame = -1;
            break;
    }
    result.index = found.index;
    result.frame = case_frame;
    return result;
}

Maybe Resolver::name(const tree::Token& token, Span span, Context& context, const Type* expected) {
    const std::string_view name = token.text;
    const Type wanted = expected == nullptr                ? Type{}
                        : expected->kind == TypeKind::list ? expected->element_type()
                                                           : *expected;
    if (wanted.kind == TypeKind::enumeration)
        if (const int position = find_enumerator(wanted.index, name); position >= 0)
            return make_constant(Enumerator{position}, wanted, span);
    bool clash = false;
    Maybe found = name_in_frames(name, span, context, clash);
    if (found) return found->type.kind == TypeKind::nothing ? Maybe{} : found;
    if (clash) return std::nullopt;
    if (const int event = find_event(name, context); event >= 0) {
        const auto of_case = case_frame(name, span, context);
        if (!of_case) return std::nullopt;
        Expression last =
            make(Operation::last_live, {TypeKind::occurrence, TypeKind::nothing, event, context.record}, span);
        last.index = event;
        last.frame = *of_case;
        return last;
    }
    if (context.figures && figures_.contains(name)) return indicator_name(name, span);
    if (const auto known = globals_.find(name); known != globals_.end()) {
        const bool shared = known->second.kind == Global::parameter || known->second.kind == Global::untranslatable;
        const auto of_case = shared ? std::optional<int>(-1) : case_frame(name, span, context);
        return of_case ? global(known->second, span, context, *of_case) : Maybe{};
    }
    if (wanted.kind == TypeKind::text) return make_constant(std::string(name), wanted, span);
    if (wanted.kind != TypeKind::enumeration) {
        int only = -1;
        bool several = false;
        for (std::size_t i = 0; i < book_.enumerations.size(); ++i) {
            if (book_.enumerations[i].name.empty() || find_enumerator(static_cast<int>(i), name) < 0) continue;
            several = only >= 0;
            only = static_cast<int>(i);
        }
        if (only >= 0 && !several)
            return make_constant(Enumerator{find_enumerator(only, name)},
                                 {TypeKind::enumeration, TypeKind::nothing, only}, span);
    }
    unknown_name(name, span, context, expected, expected == nullptr ? Word{} : words(wanted));
    return std::nullopt;
}

std::vector<std::string> Resolver::visible_names(const Context& context, const Type* expected) const {
    std::vector<std::string> names;
    if (expected != nullptr) {
        const TypeKind inner = expected->kind == TypeKind::list ? expected->element : expected->kind;
        if (inner == TypeKind::enumeration && expected->index >= 0)
            names = book_.enumerations[at(expected->index)].enumerators;
    }
    for (auto frame = context.frames.rbegin(); frame != context.frames.rend(); ++frame) {
        if (!frame->binder.empty()) names.push_back(frame->binder);
        if (const auto* fields = fields_of(frame->type))
            for (const Field& field : *fields) names.push_back(field.name);
    }
    for (std::string& event : event_names(context.record)) names.push_back(std::move(event));
    for (const auto& [name, what] : globals_) names.push_back(name);
    if (context.figures)
        for (const auto& [name, what] : figures_) names.push_back(name);
    return names;
}

void Resolver::unknown_name(std::string_view name, Span span, const Context& context, const Type* expected,
                            const Word& wanted) {
    if (incomplete_records_.contains(context.record) || unreadable_names_.contains(name)) return;
    const std::string zh = wanted.zh.empty() ? "" : fmt::format("；这里要的是{}", wanted.zh);
    const std::string en = wanted.en.empty() ? "" : fmt::format("; expected {}", wanted.en);
    text::Diagnostic& diagnostic = error("FD0203", span, fmt::format("没有声明过“{}”{}", name, zh),
                                         fmt::format("“{}” is not declared{}", name, en));
    const std::vector<std::string> names = visible_names(context, expected);
    std::vector<std::string> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    const auto ways = tree::split(name, sorted);
    // 已听证 is 已 听证 rather than the nearest name, which would drop the 已.
    if (ways.size() != 1) suggest(diagnostic, span, name, names);
    if (!diagnostic.help.empty()) return;
    if (!ways.empty()) {
        const auto spaced = [](const std::vector<std::string_view>& parts) {
            std::string text;
            for (const std::string_view part : parts) text += (text.empty() ? "" : " ") + std::string(part);
            return text;
        };
        const std::string first = spaced(ways.front());
        diagnostic.help = {fmt::format("词之间要有空格：“{}”", first),
                           fmt::format("words are set apart by spaces: “{}”", first)};
        if (ways.size() == 1) {
            diagnostic.fix = text::Fix{span, first, {"加上空格", "add the spaces"}};
        } else {
            diagnostic.help.zh += fmt::format("，还是“{}”？", spaced(ways[1]));
            diagnostic.help.en += fmt::format(" or “{}”?", spaced(ways[1]));
        }
        return;
    }
    if (expected == nullptr) return;
    const TypeKind inner = expected->kind == TypeKind::list ? expected->element : expected->kind;
    if (inner != TypeKind::enumeration || expected->index < 0) return;
    std::string all;
    for (const std::string& enumerator : book_.enumerations[at(expected->index)].enumerators)
        all += (all.empty() ? "" : "、") + enumerator;
    diagnostic.help = {fmt::format("可以写：{}", all), fmt::format("it may be: {}", all)};
}

Maybe Resolver::its(const tree::Expression& e, Context& context) {
    for (auto frame = context.frames.rbegin(); frame != context.frames.rend(); ++frame)
        if (frame->inner) return member(entity(*frame, e.span), e.token, e.span, context);
    error("FD0208", e.span, "“其”没有所指：它只能写在“… 中 … 的”“事件 其 …”“每个 … 均 …”里面",
          "“its” means nothing here: it belongs inside “… where …”, “event its …” or “each … all satisfy …”")
        .help = {fmt::format("写成“本次 的 {}”或者“本案 的 {}”", e.token.text, e.token.text),
                 fmt::format("write “{} of this” or “{} of this case”", e.token.text, e.token.text)};
    return std::nullopt;
}

int Resolver::event(const tree::Token& token, Span span, const Context& context) {
    const int found = find_event(token.text, context);
    if (found >= 0) return found;
    if (incomplete_records_.contains(context.record) || unreadable_names_.contains(token.text)) return -1;
    if (field_in_scope(token.text, context) || globals_.contains(token.text)) {
        error("FD0213", span, fmt::format("“{}”不是事件，这里要写一个事件", token.text),
              fmt::format("“{}” is no event, and an event is expected here", token.text))
            .help = {"条件写在“当”后面", "conditions stand after “when”"};
        return -1;
    }
    const std::string owner = context.record < 0 ? "" : book_.records[at(context.record)].name;
    text::Diagnostic& diagnostic = error("FD0203", span, fmt::format("记录“{}”没有事件“{}”", owner, token.text),
                                         fmt::format("the record “{}” has no event “{}”", owner, token.text));
    suggest(diagnostic, span, token.text, event_names(context.record));
    return -1;
}

}  // namespace fadu::model::detail
