// Rules: scope, the act that may be an instance of its own, and the clauses.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

const tree::Expression* first_expression(const tree::Clause& clause, std::size_t which) {
    return clause.expressions.size() > which && clause.expressions[which].kind != ExpressionKind::empty
               ? &clause.expressions[which]
               : nullptr;
}

}  // namespace

bool Resolver::scope_level(const tree::ScopeLevel& written, Context& context, std::vector<ScopeLevel>& levels,
                           int record) {
    ScopeLevel level;
    level.binder = written.binder.text;
    Frame frame;
    frame.binder = level.binder;
    frame.span = written.span;
    tree::Token token;
    token.kind = TokenKind::name;
    token.text = written.collection.text;
    token.span = written.collection.span;
    if (written.quantifier == Keyword::each_occurrence) {
        level.occurrences = true;
        level.event = event(token, token.span, context);
        if (level.event < 0) return false;
        frame.type = {TypeKind::occurrence, TypeKind::nothing, level.event, record};
    } else {
        Maybe list = member(entity(context.frames.back(), token.span), token, token.span, context, false);
        if (!list) list = name(token, token.span, context, nullptr);
        if (!list) return false;
        if (list->type.kind != TypeKind::list) {
            text::Diagnostic& diagnostic =
                error("FD0214", token.span, fmt::format("“每个”后面要是列表，这里是{}", words(list->type).zh),
                      fmt::format("“each” needs a list, and “{}” is {}", token.text, words(list->type).en));
            if (list->type.kind == TypeKind::occurrence)
                diagnostic.help = {fmt::format("事件写“每次 {}”", token.text),
                                   fmt::format("for an event write “each occurrence of {}”", token.text)};
            return false;
        }
        frame.type = list->type.element_type();
        level.collection = std::move(*list);
    }
    level.frame = context.push(std::move(frame));
    if (level.occurrences) context.this_frame = static_cast<int>(context.frames.size()) - 1;
    levels.push_back(std::move(level));
    return true;
}

std::optional<Context> Resolver::scoped_context(const tree::Scope& scope, std::vector<ScopeLevel>& levels,
                                                const time::CountingPolicy& policy) {
    const auto record = scope_record(scope);
    if (!record) return std::nullopt;
    if (scope.grouping) {
        error("FD0250", scope.grouping->span, "只有规则可以对几个案件一起说（每组、每两次）",
              "only rules can be about several cases together (each group, each two)")
            .help = {"把它写成规则；要数案件的，写指标", "make it a rule; to count cases, write an indicator"};
        return std::nullopt;
    }
    Context context;
    context.record = *record;
    context.policy = policy;
    context.push({{TypeKind::record, TypeKind::nothing, *record}, std::string(scope.binder.text), false});
    for (const tree::ScopeLevel& level : scope.levels)
        if (!scope_level(level, context, levels, *record)) return std::nullopt;
    return context;
}

/// 未经 … 不得 E, 不得 E, 在 E 之前: each E is an instance and has a frame, after those of the scope.
bool Resolver::act_frame(const tree::Clause& duty, Context& context, Rule& out) {
    std::vector<int> events;
    const std::function<bool(const tree::Expression&)> heads = [&](const tree::Expression& written) {
        const tree::Expression& e = bare(written);
        if (e.kind == ExpressionKind::binary && operator_of(e.token) == Keyword::or_ && e.children.size() == 2)
            return heads(e.children[0]) && heads(e.children[1]);
        if (e.kind == ExpressionKind::binary && operator_of(e.token) == Keyword::and_ && !e.children.empty())
            return heads(e.children[0]);
        if (e.kind == ExpressionKind::pattern && !e.children.empty()) return heads(e.children[0]);
        if (!is_bare_event(e, context)) return false;
        events.push_back(find_event(e.token.text, context));
        return true;
    };
    const tree::Expression* act = nullptr;
    if (duty.kind == tree::ClauseKind::without)
        act = first_expression(duty, 1);
    else if (duty.head.keyword == Keyword::must_not)
        act = first_expression(duty, 1);
    if (const auto* time = first_expression(duty, 0);
        duty.kind == tree::ClauseKind::duty && act == nullptr && time != nullptr)
        if (time->kind == ExpressionKind::time && time->token.keyword == Keyword::before && !time->children.empty())
            act = &time->children.front();
    if (act == nullptr || !heads(*act)) return false;
    const int event = events.size() == 1 ? events.front() : -1;
    for (std::size_t i = 1; i < context.frames.size(); ++i) {
        const Frame& frame = context.frames[i];
        if (frame.type.kind != TypeKind::occurrence || event < 0 || frame.type.index != event) continue;
        out.act_frame = frame.number;  // 每次 E with 不得 E: the same instance
        return true;
    }
    out.act_frame = context.push({{TypeKind::occurrence, TypeKind::nothing, event, context.record}, "", false});
    if (context.this_frame < 0) context.this_frame = static_cast<int>(context.frames.size()) - 1;
    return true;
}

bool Resolver::norm(const std::vector<const tree::Clause*>& clauses, const tree::Clause& duty, Context& context,
                    Rule& out, int own_event) {
    if (!context.grouped) act_frame(duty, context, out);
    bool good = true;
    if (duty.kind == tree::ClauseKind::without) {
        out.mode = Mode::must_not;
        out.content = ContentKind::acts;
        const auto* earlier = first_expression(duty, 0);
        const auto* act = first_expression(duty, 1);
        good = earlier != nullptr && act != nullptr;
        if (earlier != nullptr) good = acts(*earlier, context, out.without) && good;
        if (act != nullptr) good = acts(*act, context, out.acts) && good;
    } else {
        switch (duty.head.keyword) {
            case Keyword::must_not: out.mode = Mode::must_not; break;
            case Keyword::normally_must: out.mode = Mode::normally_must; break;
            case Keyword::may: out.mode = Mode::may; break;
            default: out.mode = Mode::must; break;
        }
        if (const auto* time = first_expression(duty, 0)) {
            out.window = window(*time, context);
            good = out.window.has_value();
        }
        if (const auto* what = first_expression(duty, 1)) {
            good = content(*what, context, out) && good;
        } else if (own_event >= 0) {
            out.content = ContentKind::acts;
            EventPattern own;
            own.event = own_event;
            own.span = duty.span;
            own.frame = context.push({{TypeKind::occurrence, TypeKind::nothing, own_event, context.record}, "", true});
            context.pop();
            out.acts.push_back(std::move(own));
        } else {
            lacks("FD0221", duty.head.span, fmt::format("“{}”后面没有写内容", duty.head.text),
                  fmt::format("nothing follows “{}”", duty.head.text))
                .help = {"写一个事件（应当做的事）或者一个条件", "write an event (what must be done) or a condition"};
            good = false;
        }
    }
    for (const tree::Clause* clause : clauses)
        if (clause != &duty) good = norm_clause(*clause, context, out) && good;
    out.frames = context.most_frames;
    return good;
}

std::optional<Rule> Resolver::rule(const tree::Rule& body, Span span) {
    Rule out;
    out.name = body.name.text;
    out.span = span;
    out.case_binder = body.scope.binder.text;
    out.citations = citations_of(body.clauses);
    keep_version(out.citations, only_version_);
    out.policy = policy_of(out.citations);
    auto context =
        body.scope.grouping ? grouped_context(body.scope, out) : scoped_context(body.scope, out.scope, out.policy);
    std::vector<const tree::Clause*> clauses;
    const tree::Clause* duty = nullptr;
    bool good = context.has_value();
    for (const tree::Clause& clause : body.clauses) {
        clauses.push_back(&clause);
        if (clause.kind != tree::ClauseKind::duty && clause.kind != tree::ClauseKind::without) continue;
        if (duty == nullptr) {
            duty = &clause;
            continue;
        }
        text::Diagnostic& diagnostic =
            error("FD0222", clause.head.span, fmt::format("规则“{}”写了两个要求，一条规则只能有一个", body.name.text),
                  fmt::format("the rule “{}” has two duties; a rule has one", body.name.text));
        diagnostic.related.push_back({duty->head.span, {"第一个在这里", "the first is here"}});
        diagnostic.help = {"拆成两条规则，各写一个要求", "split it into two rules with one duty each"};
        good = false;
    }
    if (duty == nullptr) {
        lacks("FD0221", body.name.span, fmt::format("规则“{}”没有写应当、不得或者可以什么", body.name.text),
              fmt::format("the rule “{}” does not say what must, must not or may be", body.name.text))
            .help = {"加一句“应当 …”“不得 …”或者“未经 … 不得 …”",
                     "add “must …”, “must not …” or “without … must not …”"};
        return std::nullopt;
    }
    if (body.scope.grouping && !may_be_grouped(*duty)) good = false;
    if (!good) return std::nullopt;
    out.record = context->record;
    if (!norm(clauses, *duty, *context, out)) return std::nullopt;
    inherit_force(out, out.citations);
    if (out.grade == Grade::none && out.mode != Mode::may)
        report(text::Level::hint, "FD0240", body.name.span,
               fmt::format("规则“{}”没有写“违者”，违反时按轻微处理", body.name.text),
               fmt::format("the rule “{}” has no “breach”; a breach counts as minor", body.name.text))
            .help = {"写“违者 重大 “…””，等级是 无效、重大、轻微、瑕疵、提示",
                     "write “breach major “…””; the grades are void, major, minor, flaw, note"};
    bool per_occurrence = false;
    for (const ScopeLevel& level : out.scope) per_occurrence = per_occurrence || level.occurrences;
    const bool duty_to_act =
        out.content == ContentKind::acts && (out.mode == Mode::must || out.mode == Mode::normally_must);
    if (duty_to_act && !out.window && !per_occurrence)
        report(text::Level::hint, "FD0241", duty->span, "没有写期限：这项义务永远不会逾期",
               "no time is set: this duty can never be late")
            .help = {"写“在 … 之前”或者“自 … 之日起 … 内”", "write “at … before” or “from … on … within”"};
    return out;
}

void Resolver::resolve_norms() {
    // Rules of one name are candidates of which one governs (slots.cpp); nothing else may share a name.
    std::map<std::string, std::pair<Span, bool>, std::less<>> seen;
    const auto second = [&](const tree::Name& name, bool is_rule, std::string_view zh, std::string_view en) {
        const auto [found, fresh] = seen.emplace(std::string(name.text), std::pair(name.span, is_rule));
        if (fresh || (is_rule && found->second.second)) return false;
        text::Diagnostic& diagnostic = error("FD0220", name.span, fmt::format("{}“{}”重复", zh, name.text),
                                             fmt::format("the {} “{}” is declared twice", en, name.text));
        diagnostic.related.push_back({found->second.first, {"第一次在这里", "first declared here"}});
        diagnostic.help = {"改用另一个名称，或者删去其中一处", "use another name, or delete one of the two"};
        return true;
    };
    const auto add_rule = [&](const tree::Rule& body, Span span, bool keep) {
        auto made = rule(body, span);
        if (!made || !keep || incomplete_) return;
        rules_of_.emplace(made->name, std::pair(&body, static_cast<int>(book_.rules.size())));
        book_.order.push_back({false, static_cast<int>(book_.rules.size())});
        book_.rules.push_back(std::move(*made));
    };
    for (const tree::File& file : files_)
        for (const tree::Declaration& declaration : file.declarations) {
            file_ = declaration.span.file;
            if (const auto* body = std::get_if<tree::Rule>(&declaration.body)) {
                if (!body->name) continue;
                incomplete_ = !declaration.complete;
                const bool twice = second(body->name, true, "规则", "rule");
                std::vector<int> versions = versions_cited(body->clauses);
                if (versions.size() < 2) versions = {-1};
                for (const int version : versions) {
                    only_version_ = version;
                    add_rule(*body, declaration.span, !twice);
                }
                only_version_ = -1;
            } else if (const auto* steps = std::get_if<tree::Procedure>(&declaration.body)) {
                if (!steps->name) continue;
                incomplete_ = !declaration.complete;
                const bool twice = second(steps->name, false, "程序", "procedure");
                auto made = procedure(*steps, static_cast<int>(book_.procedures.size()), declaration.span);
                if (!made || twice || incomplete_) continue;
                book_.order.push_back({true, static_cast<int>(book_.procedures.size())});
                book_.procedures.push_back(std::move(*made));
            } else if (const auto* table = std::get_if<tree::StateTable>(&declaration.body)) {
                const auto known = state_table_of_.find(table);
                if (known == state_table_of_.end()) continue;
                incomplete_ = !declaration.complete;
                if (state_table(*table, book_.state_tables[at(known->second)]) && !incomplete_)
                    book_.order.push_back({false, known->second, true});
            }
        }
    incomplete_ = false;
}

}  // namespace fadu::model::detail
