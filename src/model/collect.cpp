// The names of everything that is declared, before anything is looked into: so that order in the files does not matter.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

/// +08:00, UTC+8, +0530: minutes east.
std::optional<int> zone_minutes(std::string_view written) {
    std::string text = to_ascii(written);
    if (text.starts_with("UTC") || text.starts_with("GMT")) text.erase(0, 3);
    if (text == "Z" || text.empty()) return 0;
    const int sign = text[0] == '-' ? -1 : 1;
    if (text[0] == '+' || text[0] == '-') text.erase(0, 1);
    std::string digits;
    std::size_t colon = std::string::npos;
    for (const char c : text) {
        if (c == ':' && colon == std::string::npos)
            colon = digits.size();
        else if (c >= '0' && c <= '9')
            digits += c;
        else
            return std::nullopt;
    }
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    const int all = std::stoi(digits);
    const bool with_minutes = colon != std::string::npos || digits.size() > 2;
    const int minutes = with_minutes ? all / 100 * 60 + all % 100 : all * 60;
    if (minutes > 14 * 60) return std::nullopt;
    return sign * minutes;
}

}  // namespace

bool Resolver::duplicate(std::map<std::string, Span, std::less<>>& seen, std::string_view name, Span span,
                         const Word& what) {
    const auto [found, fresh] = seen.emplace(std::string(name), span);
    if (fresh) return false;
    text::Diagnostic& diagnostic = error("FD0220", span, fmt::format("{}“{}”重复", what.zh, name),
                                         fmt::format("the {} “{}” is declared twice", what.en, name));
    diagnostic.related.push_back({found->second, {"第一次在这里", "first declared here"}});
    diagnostic.help = {"改用另一个名称，或者删去其中一处", "use another name, or delete one of the two"};
    return true;
}

void Resolver::write_zone(const tree::Token& token) {
    if (token.kind == TokenKind::end) return;
    if (token.keyword == Keyword::wall_clock) {
        book_.keep_wall_clock = true;
        return;
    }
    if (const auto minutes = zone_minutes(token.text)) {
        book_.zone_offset_minutes = *minutes;
        return;
    }
    error("FD0209", token.span, fmt::format("时区“{}”读不懂", token.text),
          fmt::format("the time zone “{}” cannot be read", token.text))
        .help = {"写成“+08:00”，或者“按记载”", "write “+08:00”, or “as written”"};
}

void Resolver::collect_unreadable() {
    for (const tree::File& file : files_)
        for (const tree::Declaration& declaration : file.declarations) {
            if (!std::holds_alternative<tree::Unreadable>(declaration.body)) continue;
            const std::size_t name = declaration.first_token + 1;
            if (name < declaration.end_token && name < file.tokens.size())
                unreadable_names_.emplace(file.tokens[name].text);
        }
}

/// With its last slash; empty for a bare name.
static std::string folder_of(std::string_view file) {
    const std::size_t slash = file.rfind('/');
    return std::string(file.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
}

void Resolver::collect_heads() {
    each<tree::RulebookHead>([&](const tree::RulebookHead& body, const tree::Declaration& declaration) {
        BookInfo info;
        info.name = body.name.text;
        info.version = body.version.text;
        info.territory = body.territory.text;
        info.maintainer = body.maintainer.text;
        info.file = declaration.span.file;
        book_.books.push_back(std::move(info));
        write_zone(body.zone);
        books_.insert(folder_of(sources_[declaration.span.file].name()));
        if (!body.same_day) return;
        const time::SameDay same_day = *body.same_day == Keyword::as_recorded ? time::SameDay::as_recorded
                                       : *body.same_day == Keyword::in_order  ? time::SameDay::in_order
                                                                              : time::SameDay::unknown;
        same_day_of_folder_[folder_of(sources_[declaration.span.file].name())] = same_day;
        book_.same_day = same_day;
    });
    // Of several rulebooks none speaks for all.
    if (book_.books.size() > 1) book_.same_day.reset();
}

time::SameDay Resolver::same_day_of_book() const {
    const auto found = same_day_of_folder_.find(book_of(file_));
    return found == same_day_of_folder_.end() ? time::SameDay::unknown : found->second;
}

std::string Resolver::book_of(text::FileId file) const {
    std::string folder = folder_of(sources_[file].name());
    while (!folder.empty() && !books_.contains(folder)) {
        folder.pop_back();  // the slash
        folder = folder_of(folder);
    }
    return folder;
}

void Resolver::collect_kinds() {
    std::map<std::string, Span, std::less<>> seen;
    each<tree::Kind>([&](const tree::Kind& body, const tree::Declaration&) {
        if (!body.name || duplicate(seen, body.name.text, body.name.span, {"类别", "kind"})) return;
        Enumeration kind;
        kind.name = body.name.text;
        kind.ordered = body.ascending;
        kind.span = body.name.span;
        std::map<std::string, Span, std::less<>> values;
        for (const tree::Name& enumerator : body.enumerators)
            if (!duplicate(values, enumerator.text, enumerator.span, {"类别的值", "value of a kind"}))
                kind.enumerators.emplace_back(enumerator.text);
        named_enumerations_.emplace(kind.name, static_cast<int>(book_.enumerations.size()));
        book_.enumerations.push_back(std::move(kind));
    });
}

void Resolver::declare_global(Global kind, int index, std::string_view name, Span span, bool failed) {
    const auto [found, fresh] = globals_.emplace(std::string(name), GlobalName{kind, index, failed, span});
    if (fresh) return;
    text::Diagnostic& diagnostic =
        error("FD0220", span, fmt::format("“{}”重复：定义、清单、参数、状态表和不可译的事项共用一套名称", name),
              fmt::format("“{}” is declared twice: definitions, lists, parameters, state tables and what is "
                          "untranslatable share their names",
                          name));
    diagnostic.related.push_back({found->second.span, {"第一次在这里", "first declared here"}});
    diagnostic.help = {"改用另一个名称", "use another name"};
}

void Resolver::collect_globals() {
    const auto parameter = [&](const tree::Parameter& body, Span span) {
        const auto known = type(body.type);
        const bool fresh = !globals_.contains(body.name.text);
        declare_global(Global::parameter, static_cast<int>(book_.parameters.size()), body.name.text, body.name.span,
                       !known);
        if (fresh && known) book_.parameters.push_back({std::string(body.name.text), *known, std::nullopt, span});
    };
    const auto definition = [&](const tree::Define& body, Span span) {
        std::optional<Type> known;
        if (body.type.type == Keyword::none_ && !body.type.name && body.type.enumerators.empty()) {
            lacks("FD0225", body.name.span, fmt::format("定义“{}”没有写明类型", body.name.text),
                  fmt::format("the definition “{}” does not say its type", body.name.text))
                .help = {fmt::format("例如“定义 {} : 是否 对 …”", body.name.text),
                         fmt::format("for example “define {} : bool for …”", body.name.text)};
        } else {
            known = type(body.type);
        }
        std::optional<int> record = -1;
        if (body.scope) record = scope_record(body.scope);
        // A second definition of the name is another candidate for its value: the name stands for the first.
        const auto before = globals_.find(body.name.text);
        const bool fresh = before == globals_.end() || before->second.kind == Global::definition;
        const int index = static_cast<int>(book_.definitions.size());
        if (before == globals_.end() || !fresh)
            declare_global(Global::definition, index, body.name.text, body.name.span, !known || !record);
        if (!fresh || !known || !record) return;
        Definition made;
        made.name = body.name.text;
        made.type = *known;
        made.record = *record;
        made.span = span;
        definition_of_.emplace(&body, index);
        define_at_.emplace(index, &body);
        book_.definitions.push_back(std::move(made));
    };
    const auto list = [&](const tree::List& body, Span span) {
        std::optional<int> record = -1;
        if (body.scope) record = scope_record(body.scope);
        const bool fresh = !globals_.contains(body.name.text);
        const int index = static_cast<int>(book_.lists.size());
        declare_global(Global::list, index, body.name.text, body.name.span, !record);
        if (!fresh || !record) return;
        List made;
        made.name = body.name.text;
        made.record = *record;
        made.span = span;
        list_of_.emplace(&body, index);
        book_.lists.push_back(std::move(made));
    };
    for (const tree::File& file : files_)
        for (const tree::Declaration& declaration : file.declarations) {
            incomplete_ = !declaration.complete;
            file_ = declaration.span.file;
            const auto* as_parameter = std::get_if<tree::Parameter>(&declaration.body);
            const auto* as_definition = std::get_if<tree::Define>(&declaration.body);
            const auto* as_list = std::get_if<tree::List>(&declaration.body);
            if (as_parameter != nullptr && as_parameter->name) parameter(*as_parameter, declaration.span);
            if (as_definition != nullptr && as_definition->name) definition(*as_definition, declaration.span);
            if (as_list != nullptr && as_list->name) list(*as_list, declaration.span);
            if (const auto* table = std::get_if<tree::StateTable>(&declaration.body); table != nullptr && table->name)
                collect_state_table(*table, declaration.span);
        }
    incomplete_ = false;
}

void Resolver::collect_deems() {
    each<tree::Deem>([&](const tree::Deem& body, const tree::Declaration& declaration) {
        if (!body.name) return;
        const auto record = scope_record(body.scope);
        if (!record) return;
        Record& shape = book_.records[at(*record)];
        // Several of one name each make the event where they are in force.
        int event = shape.find_event(body.name.text);
        if (event >= 0 && shape.events[at(event)].is_class) {
            error("FD0226", body.name.span, fmt::format("“{}”是一类事件，不能视为发生", body.name.text),
                  fmt::format("“{}” is a class of events and cannot be deemed to happen", body.name.text))
                .help = {"写明视为其中哪一种事件发生", "say which event of the class is deemed to happen"};
            return;
        }
        if (shape.find_field(body.name.text) >= 0) {
            text::Diagnostic& diagnostic =
                error("FD0220", body.name.span, fmt::format("视为“{}”与记录“{}”的字段同名", body.name.text, shape.name),
                      fmt::format("the deemed event “{}” has the name of a field of “{}”", body.name.text, shape.name));
            diagnostic.related.push_back(
                {shape.fields[at(shape.find_field(body.name.text))].span, {"字段在这里", "the field is here"}});
            return;
        }
        if (event < 0) {
            event = static_cast<int>(shape.events.size());
            EventKind kind;
            kind.name = body.name.text;
            kind.deemed = true;
            kind.span = body.name.span;
            shape.events.push_back(std::move(kind));
        }
        Deem deem;
        deem.name = body.name.text;
        deem.record = *record;
        deem.event = event;
        deem.span = declaration.span;
        deem_of_.emplace(&body, static_cast<int>(book_.deems.size()));
        book_.deems.push_back(std::move(deem));
    });
}

}  // namespace fadu::model::detail
