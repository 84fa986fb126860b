// Procedures: steps that are events of the record, and the duties of each step as rules of their own.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

bool is_duty(const tree::Clause& clause) {
    return clause.kind == tree::ClauseKind::duty || clause.kind == tree::ClauseKind::without;
}

/// What belongs to the step as a whole; the rest belongs to the duty before it.
bool is_about_step(const tree::Clause& clause) {
    switch (clause.kind) {
        case tree::ClauseKind::when:
        case tree::ClauseKind::return_to:
        case tree::ClauseKind::cites:
        case tree::ClauseKind::breach:
        case tree::ClauseKind::advise:
        case tree::ClauseKind::incurable:
        case tree::ClauseKind::reading:
        case tree::ClauseKind::in_force:
        case tree::ClauseKind::code: return true;
        default: return false;
    }
}

}  // namespace

std::optional<Procedure> Resolver::procedure(const tree::Procedure& body, int index, Span span) {
    Procedure out;
    out.name = body.name.text;
    out.span = span;
    out.citations = citations_of(body.clauses);
    out.policy = policy_of(out.citations);
    std::vector<ScopeLevel> levels;
    auto context = scoped_context(body.scope, levels, out.policy);
    if (!context) return std::nullopt;
    if (!levels.empty()) {
        error("FD0222", body.scope.span, "程序只能对一个记录，不能对每次或者每个",
              "a procedure is for a record, not for each occurrence or element");
        return std::nullopt;
    }
    out.record = context->record;
    bool good = true;
    for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
            case tree::ClauseKind::when:
                good = !clause.expressions.empty() && join_condition(clause.expressions.front(), *context, out.when) &&
                       good;
                break;
            case tree::ClauseKind::breach: good = breach(clause, *context, out.grade, out.message) && good; break;
            case tree::ClauseKind::advise:
                if (clause.message) {
                    auto read = message(*clause.message, *context);
                    good = good && read;
                    if (read) out.advice = std::move(*read);
                }
                break;
            case tree::ClauseKind::code:
                if (!clause.words.empty()) out.code = clause.words.front().text;
                break;
            case tree::ClauseKind::cites:
            case tree::ClauseKind::reading:
            case tree::ClauseKind::in_force: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”要写在程序的步骤里", clause.head.text),
                      fmt::format("“{}” belongs in a step of the procedure", clause.head.text));
                good = false;
        }
    // A wrong step is left out with its procedure: what follows it could not be judged without it.
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Step& step : body.steps) {
        if (duplicate(seen, step.name.text, step.name.span, {"步骤", "step"})) good = false;
        Step made;
        made.name = step.name.text;
        made.span = step.span;
        out.steps.push_back(std::move(made));
    }
    for (std::size_t i = 0; i < body.steps.size(); ++i) good = step(body, i, out, index) && good;
    if (body.steps.empty()) {
        lacks("FD0221", body.name.span, fmt::format("程序“{}”没有步骤", body.name.text),
              fmt::format("the procedure “{}” has no steps", body.name.text))
            .help = {"加上“步骤 …”", "add “step …”"};
        return std::nullopt;
    }
    if (!good) return std::nullopt;
    return out;
}

bool Resolver::step(const tree::Procedure& body, std::size_t which, Procedure& out, int index) {
    const tree::Step& written = body.steps[which];
    Step& step = out.steps[which];
    Context context;
    context.record = out.record;
    context.push({{TypeKind::record, TypeKind::nothing, out.record}, std::string(body.scope.binder.text), false});
    tree::Token token;
    token.text = written.name.text;
    step.event = event(token, written.name.span, context);
    bool good = step.event >= 0;
    std::vector<std::string> names;
    for (const tree::Step& other : body.steps) names.emplace_back(other.name.text);
    const auto find_step = [&](std::string_view name, Span span) {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found != names.end()) return static_cast<int>(found - names.begin());
        text::Diagnostic& diagnostic = error("FD0203", span, fmt::format("程序“{}”没有步骤“{}”", body.name.text, name),
                                             fmt::format("the procedure “{}” has no step “{}”", body.name.text, name));
        suggest(diagnostic, span, name, names);
        good = false;
        return -1;
    };
    for (const tree::Name& name : written.after)
        if (const int earlier = find_step(name.text, name.span); earlier >= 0) {
            if (earlier == static_cast<int>(which)) {
                error("FD0301", name.span, fmt::format("步骤“{}”不能在自己之后", name.text),
                      fmt::format("the step “{}” cannot come after itself", name.text))
                    .help = {"重新走一遍写“退回 至”", "for doing it again write “return to”"};
                good = false;
            } else {
                step.after.push_back(earlier);
            }
        }
    step.citations = citations_of(written.clauses, out.citations.empty() ? -1 : out.citations.front().source);
    context.policy = policy_of(step.citations, &out.policy);
    context.push({{TypeKind::occurrence, TypeKind::nothing, step.event, out.record}, "", false});
    context.this_frame = 1;
    for (const tree::Clause& clause : written.clauses) switch (clause.kind) {
            case tree::ClauseKind::when:
                good = !clause.expressions.empty() && join_condition(clause.expressions.front(), context, step.when) &&
                       good;
                break;
            case tree::ClauseKind::return_to:
                if (clause.words.empty()) break;
                step.return_to = find_step(clause.words.front().text, clause.words.front().span);
                if (!clause.expressions.empty())
                    good = join_condition(clause.expressions.front(), context, step.return_when) && good;
                break;
            case tree::ClauseKind::code:
                if (!clause.words.empty()) step.code = clause.words.front().text;
                break;
            case tree::ClauseKind::breach: good = breach(clause, context, step.grade, step.message) && good; break;
            case tree::ClauseKind::advise:
                if (clause.message) {
                    auto read = message(*clause.message, context);
                    good = good && read;
                    if (read) step.advice = std::move(*read);
                }
                break;
            case tree::ClauseKind::incurable:
                step.incurable_citations =
                    citations(clause.citations, step.citations.empty() ? -1 : step.citations.front().source);
                if (clause.message) {
                    auto read = message(*clause.message, context);
                    good = good && read;
                    if (read) step.incurable = std::move(*read);
                }
                break;
            default: break;
        }
    if (step.event < 0) return false;
    return step_duties(written, step, out, index, static_cast<int>(which)) && good;
}

bool Resolver::step_duties(const tree::Step& written, Step& step, const Procedure& procedure, int index,
                           int step_index) {
    bool good = true;
    std::vector<std::vector<const tree::Clause*>> groups;
    for (const tree::Clause& clause : written.clauses) {
        if (is_duty(clause)) {
            groups.push_back({&clause});
        } else if (!is_about_step(clause)) {
            if (!groups.empty()) {
                groups.back().push_back(&clause);
                continue;
            }
            error("FD0223", clause.head.span, fmt::format("“{}”前面还没有“应当”，不知道管哪一项", clause.head.text),
                  fmt::format("no duty stands before “{}” that it could be about", clause.head.text));
            good = false;
        }
    }
    for (const auto& group : groups) {
        const tree::Clause& duty = *group.front();
        Rule rule;
        rule.name = step.name;
        rule.record = procedure.record;
        rule.citations = step.citations.empty() ? procedure.citations : step.citations;
        rule.policy = policy_of(step.citations, &procedure.policy);
        rule.grade = step.grade != Grade::none ? step.grade : procedure.grade;
        rule.message = step.message.empty() ? procedure.message : step.message;
        rule.advice = step.advice.empty() ? procedure.advice : step.advice;
        rule.incurable = step.incurable;
        rule.incurable_citations = step.incurable_citations;
        rule.procedure = index;
        rule.step = step_index;
        rule.span = duty.span;
        Context context;
        context.record = procedure.record;
        context.policy = rule.policy;
        context.push({{TypeKind::record, TypeKind::nothing, procedure.record}, "", false});
        const bool own_act = duty.kind == tree::ClauseKind::duty &&
                             (duty.expressions.size() < 2 || duty.expressions[1].kind == ExpressionKind::empty);
        if (!own_act) {
            ScopeLevel level;
            level.occurrences = true;
            level.event = step.event;
            level.frame =
                context.push({{TypeKind::occurrence, TypeKind::nothing, step.event, procedure.record}, "", false});
            context.this_frame = 1;
            rule.scope.push_back(std::move(level));
        }
        if (norm(group, duty, context, rule, step.event))
            step.duties.push_back(std::move(rule));
        else
            good = false;
    }
    return good;
}

}  // namespace fadu::model::detail
