// 例外: what displaces a rule, a definition, a step, a list row or another exception from outside. Read here, with the
// exceptions to exceptions; applied to their targets in exception_targets.cpp.
#include "model/exceptions.hpp"

#include <algorithm>

#include "fadu/model/hierarchy.hpp"

namespace fadu::model::detail {

void Resolver::resolve_exceptions() {
    std::map<std::string, ExceptionInfo, std::less<>> all;
    std::vector<std::string> order;
    std::map<std::string, Span, std::less<>> seen;
    each<tree::Exception>([&](const tree::Exception& body, const tree::Declaration& declaration) {
        if (!body.name || duplicate(seen, body.name.text, body.name.span, {"例外", "exception"})) return;
        ExceptionInfo info;
        info.body = &body;
        info.span = declaration.span;
        info.complete = declaration.complete;
        info.citations = citations_of(body.clauses);
        for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
                case tree::ClauseKind::duty:
                case tree::ClauseKind::without: info.has_duty = true; break;
                case tree::ClauseKind::is:
                case tree::ClauseKind::when_then: info.has_value = true; break;
                case tree::ClauseKind::prevails: info.prefers = true; break;
                case tree::ClauseKind::in_force:
                case tree::ClauseKind::reason: {
                    Context none;
                    authority_clause(clause, none, info.own);
                    break;
                }
                default: break;
            }
        order.emplace_back(body.name.text);
        all.emplace(order.back(), std::move(info));
    });
    check_exception_graph(all);
    for (const std::string& name : order) {
        const ExceptionInfo& exception = all.find(name)->second;
        if (!exception.complete) continue;
        incomplete_ = false;
        file_ = exception.span.file;
        if (exception.prefers) {
            prefer(exception);
            continue;
        }
        switch (exception.body->target_kind) {
            case Keyword::rule: except_rule(exception); break;
            case Keyword::define: except_definition(exception); break;
            case Keyword::procedure: except_step(exception); break;
            case Keyword::list: except_row(exception); break;
            default: break;  // of an exception: it stands in the condition of the one that it excepts
        }
    }
}

void Resolver::check_exception_graph(std::map<std::string, ExceptionInfo, std::less<>>& all) {
    std::vector<std::string> names;
    for (const auto& [name, info] : all) names.push_back(name);
    for (auto& [name, info] : all) {
        if (info.body->target_kind != Keyword::exception) continue;
        const auto target = all.find(info.body->target.text);
        if (target == all.end()) {
            text::Diagnostic& diagnostic =
                error("FD0725", info.body->target.span,
                      fmt::format("没有名为“{}”的例外，这个例外不起作用", info.body->target.text),
                      fmt::format("there is no exception “{}”, so this one excepts nothing", info.body->target.text));
            suggest(diagnostic, info.body->target.span, info.body->target.text, names);
            info.complete = false;
            continue;
        }
        if (info.has_duty || info.has_value) {
            error("FD0223", info.body->name.span, "例外的例外只写什么时候不适用那个例外",
                  "an exception to an exception only says when that one does not apply")
                .help = {"写“当 …”，另外的要求写成对规则本身的例外",
                         "write “when …”; other demands belong in an exception to the rule itself"};
            info.complete = false;
            continue;
        }
        target->second.excepted_by.push_back(&info);
    }
    // Following targets must end at something that is no exception.
    for (auto& [name, info] : all) {
        const ExceptionInfo* at_target = &info;
        std::size_t steps = 0;
        while (at_target->body->target_kind == Keyword::exception && ++steps <= all.size()) {
            const auto next = all.find(at_target->body->target.text);
            if (next == all.end()) break;
            at_target = &next->second;
        }
        if (steps <= all.size()) continue;
        error("FD0728", info.body->name.span, fmt::format("例外“{}”绕了一圈又回到自己", name),
              fmt::format("the exception “{}” comes back to itself in a circle", name));
        info.complete = false;
        for (auto& [other, excepted] : all) std::erase(excepted.excepted_by, &info);
    }
}

Maybe Resolver::exception_condition(const ExceptionInfo& exception, Context& context) {
    Maybe holds;
    for (const tree::Clause& clause : exception.body->clauses) {
        if (clause.kind != tree::ClauseKind::when && clause.kind != tree::ClauseKind::applies_to) continue;
        if (clause.expressions.empty() || !join_condition(clause.expressions.front(), context, holds))
            return std::nullopt;
    }
    if (!holds) holds = make_constant(true, boolean_type(), exception.body->name.span);
    for (const ExceptionInfo* excepted : exception.excepted_by) {
        Maybe inner = exception_condition(*excepted, context);
        if (!inner) return std::nullopt;
        const Span span = holds->span;
        Expression not_excepted = make(Operation::not_, boolean_type(), inner->span, {std::move(*inner)});
        holds = make(Operation::and_, boolean_type(), span, {std::move(*holds), std::move(not_excepted)});
    }
    return holds;
}

/// An exception displaces only if it may: from the same organ or a higher source, by an opening for its rank, or with its
/// basis stated (semantics.md section 6).
bool Resolver::entitled(const ExceptionInfo& exception, const Authority& target, const std::vector<Citation>& cited,
                        Span target_span) {
    if (!exception.own.basis.empty()) return true;
    if (cited.empty()) return true;  // what cites nothing has no rank to defend
    const Source& displaced = book_.sources[at(cited.front().source)];
    for (const Citation& citation : exception.citations) {
        const Source& source = book_.sources[at(citation.source)];
        const bool opened =
            std::find(target.yields_to.begin(), target.yields_to.end(), source.rank) != target.yields_to.end();
        if (citation.source == cited.front().source || opened || same_organ(source, displaced) ||
            outranks(source, displaced))
            return true;
    }
    const std::string by = exception.citations.empty()
                               ? std::string("没有写依据")
                               : book_.sources[at(exception.citations.front().source)].full_name();
    text::Diagnostic& diagnostic =
        error("FD0727", exception.body->name.span,
              fmt::format("例外“{}”（{}）无权排除{}：位阶不高，机关不同，那里也没有写“从其规定”", exception.name(), by,
                          displaced.full_name()),
              fmt::format("the exception “{}” may not displace {}: its source is no higher, of another organ, and the "
                          "target does not yield to it",
                          exception.name(), displaced.full_name()));
    diagnostic.related.push_back({target_span, {"被排除的规定在这里", "the displaced provision is here"}});
    diagnostic.help = {
        "引用允许例外的上位规定，或者写“理由 “…””（授权、裁决的文号）；规定本身允许的，在那里写“从其规定 …”",
        "cite the higher provision that allows it, or write “because “…”” (the authorisation or "
        "ruling); where the provision itself allows it, write “yields to …” there"};
    return false;
}

}  // namespace fadu::model::detail
