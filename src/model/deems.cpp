// 视为: events that the law makes out of silence or expiry.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

/// Takes the time out of a condition that it leads: 自 … 内 未 A 且 未 B, however far the parser let it govern.
struct Split {
    const tree::Expression* time = nullptr;
    tree::Expression rest;
};
Split split_time(const tree::Expression& written) {
    const tree::Expression& e = bare(written);
    if (e.kind == ExpressionKind::timed && e.children.size() == 2) return {&e.children[0], e.children[1]};
    if (e.kind == ExpressionKind::happened && e.children.size() == 2) {
        Split result{&e.children[1], e};
        result.rest.children.pop_back();
        return result;
    }
    if (e.kind == ExpressionKind::binary && e.children.size() == 2 &&
        (operator_of(e.token) == Keyword::and_ || operator_of(e.token) == Keyword::or_)) {
        Split left = split_time(e.children[0]);
        if (left.time == nullptr) return {};
        Split result{left.time, e};
        result.rest.children[0] = std::move(left.rest);
        return result;
    }
    return {};
}

}  // namespace

bool Resolver::deem(const tree::Deem& body, Deem& out) {
    out.citations = citations_of(body.clauses);
    out.policy = policy_of(out.citations);
    std::vector<ScopeLevel> levels;
    auto context = scoped_context(body.scope, levels, out.policy);
    if (!context) return false;
    if (!levels.empty()) {
        error("FD0222", body.scope.span, "视为只能对一个记录；从哪次事件起算，写在“自 … 之日起”里",
              "deeming is for a record; which occurrence it counts from is said by “from … on”");
        return false;
    }
    bool good = true;
    bool has_window = false;
    Maybe when;
    Rule shell;  // extensions and exclusions are a rule's clauses
    for (const tree::Clause& clause : body.clauses) {
        if (clause.kind != tree::ClauseKind::when || clause.expressions.empty()) continue;
        Split split = split_time(clause.expressions.front());
        if (split.time == nullptr) {
            good = join_condition(clause.expressions.front(), *context, when) && good;
            continue;
        }
        if (has_window) {
            error("FD0222", clause.span, "视为只能有一段期间", "deeming has one period only");
            good = false;
            continue;
        }
        has_window = true;
        Maybe period_of_time = window(*split.time, *context);
        if (period_of_time && period_of_time->operation != Operation::window_within) {
            error("FD0308", split.time->span, "视为要从“自 … 之日起 … 内”得出", "deeming needs “from … on … within”");
            period_of_time.reset();
        }
        Maybe held = condition(split.rest, *context);
        good = good && period_of_time && held;
        if (period_of_time) shell.window = out.window = std::move(*period_of_time);
        if (held) out.condition = std::move(*held);
    }
    for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
            case tree::ClauseKind::extension:
            case tree::ClauseKind::not_counting:
                good = (!has_window || norm_clause(clause, *context, shell)) && good;
                break;
            case tree::ClauseKind::applies_to:
            case tree::ClauseKind::governed_by:
            case tree::ClauseKind::in_force: good = authority_clause(clause, *context, out) && good; break;
            case tree::ClauseKind::when:
            case tree::ClauseKind::cites:
            case tree::ClauseKind::reading:
            case tree::ClauseKind::code: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”不能写在视为里", clause.head.text),
                      fmt::format("“{}” does not belong in a deeming", clause.head.text));
                good = false;
        }
    if (!has_window) {
        lacks("FD0308", body.name.span, fmt::format("视为“{}”没有写在什么期间之内", body.name.text),
              fmt::format("the deeming of “{}” sets no period", body.name.text))
            .help = {"写“当 自 … 之日起 … 内 未 …”", "write “when from … on … within has not happened …”"};
        good = false;
    }
    inherit_force(out, out.citations);
    out.when = std::move(when);
    out.extensions = std::move(shell.extensions);
    out.exclusions = std::move(shell.exclusions);
    return good;
}

void Resolver::resolve_deems() {
    std::vector<Deem> kept;
    each<tree::Deem>([&](const tree::Deem& body, const tree::Declaration& declaration) {
        const auto known = deem_of_.find(&body);
        if (known == deem_of_.end()) return;
        // The event it would make stays declared: rules that speak of it are not wrong because of it.
        if (deem(body, book_.deems[at(known->second)]) && declaration.complete)
            kept.push_back(std::move(book_.deems[at(known->second)]));
    });
    book_.deems = std::move(kept);
}

}  // namespace fadu::model::detail
