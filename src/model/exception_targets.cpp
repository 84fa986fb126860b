// What an 例外 does to its target: a rule gets an exception or a candidate that displaces it, a definition a candidate, a
// step a condition or another duty, a list row a condition or a row before it.
#include <algorithm>

#include "model/exceptions.hpp"

namespace fadu::model::detail {
namespace {

/// Clauses that an exception may restate: where it has one of a kind, the target's of that kind are left behind.
bool restates(const std::vector<tree::Clause>& clauses, tree::ClauseKind kind) {
    return std::any_of(clauses.begin(), clauses.end(), [&](const tree::Clause& one) { return one.kind == kind; });
}

bool is_duty(tree::ClauseKind kind) { return kind == tree::ClauseKind::duty || kind == tree::ClauseKind::without; }

const tree::Clause* duty_of(const std::vector<tree::Clause>& clauses) {
    for (const tree::Clause& clause : clauses)
        if (is_duty(clause.kind)) return &clause;
    return nullptr;
}

/// Puts what the expression looks for in frame 1 and after one frame further on.
void move_frames(Expression& expression) {
    if (expression.operation == Operation::frame && expression.index > 0) ++expression.index;
    if (expression.frame > 0) ++expression.frame;
    for (Expression& argument : expression.arguments) move_frames(argument);
}

/// The target's clauses with those that the exception changes put in their place.
std::vector<tree::Clause> merged(const std::vector<tree::Clause>& target, const std::vector<tree::Clause>& changes,
                                 bool duty_changes) {
    std::vector<tree::Clause> out;
    const auto dropped = [&](tree::ClauseKind kind) {
        if (duty_changes &&
            (is_duty(kind) || kind == tree::ClauseKind::extension || kind == tree::ClauseKind::not_counting))
            return true;
        switch (kind) {
            case tree::ClauseKind::when:
            case tree::ClauseKind::applies_to:
            case tree::ClauseKind::except:
            case tree::ClauseKind::governed_by: return false;
            case tree::ClauseKind::prevails:
            case tree::ClauseKind::reason:
            case tree::ClauseKind::yields_to:
            case tree::ClauseKind::in_force: return true;
            default: return restates(changes, kind);
        }
    };
    for (const tree::Clause& clause : target)
        if (!dropped(clause.kind)) out.push_back(clause);
    for (tree::Clause clause : changes) {
        if (clause.kind == tree::ClauseKind::when) clause.kind = tree::ClauseKind::applies_to;
        out.push_back(std::move(clause));
    }
    return out;
}

}  // namespace

void Resolver::excepts_nothing(const tree::Name& target, const Word& kind, const std::vector<std::string>& names) {
    if (unreadable_names_.contains(target.text)) return;
    text::Diagnostic& diagnostic =
        error("FD0725", target.span, fmt::format("没有名为“{}”的{}，这个例外不起作用", target.text, kind.zh),
              fmt::format("there is no {} “{}”, so this exception excepts nothing", kind.en, target.text));
    suggest(diagnostic, target.span, target.text, names);
}

void Resolver::except_rule(const ExceptionInfo& exception) {
    const tree::Exception& body = *exception.body;
    const auto [first, last] = rules_of_.equal_range(std::string(body.target.text));
    if (first == last) {
        std::vector<std::string> names;
        for (const Rule& rule : book_.rules) names.push_back(rule.name);
        return excepts_nothing(body.target, {"规则", "rule"}, names);
    }
    std::vector<int> displaced;
    const tree::Rule* model_rule = nullptr;
    for (auto it = first; it != last; ++it) {
        const auto& [written, index] = it->second;
        // A copy of what is needed: the vector may grow below.
        const Rule target = book_.rules[at(index)];
        if (!entitled(exception, target, target.citations, target.span)) return;
        const auto force = [&](const Authority& one, const std::vector<Citation>& cited) {
            std::pair both(one.in_force_from, one.in_force_until);
            if (both.first || both.second || cited.empty()) return both;
            const Source& source = book_.sources[at(cited.front().source)];
            return std::pair(source.in_force_from, source.in_force_until);
        };
        const auto ended = [](const std::optional<time::Day>& until, const std::optional<time::Day>& from) {
            return until && from && *until < *from;
        };
        const auto mine = force(exception.own, exception.citations);
        const auto theirs = force(target, target.citations);
        if (ended(mine.second, theirs.first) || ended(theirs.second, mine.first)) {
            report(text::Level::warning, "FD0726", body.name.span,
                   fmt::format("例外“{}”与规则“{}”施行的时间没有交集，这个例外不起作用", body.name.text, target.name),
                   fmt::format("the exception “{}” and the rule “{}” are never in force together: it excepts nothing",
                               body.name.text, target.name))
                .related.push_back({target.span, {"规则在这里", "the rule is here"}});
            continue;
        }
        if (exception.has_duty) {
            displaced.push_back(index);
            if (model_rule == nullptr) model_rule = written;
            continue;
        }
        std::vector<ScopeLevel> levels;
        auto context = scoped_context(written->scope, levels, target.policy);
        if (!context) return;
        Rule shell;
        if (const tree::Clause* duty = duty_of(written->clauses)) act_frame(*duty, *context, shell);
        Maybe condition = exception_condition(exception, *context);
        if (!condition) return;
        Exception made;
        made.condition = std::move(*condition);
        made.span = exception.span;
        made.name = exception.name();
        made.citations = exception.citations;
        made.in_force_from = exception.own.in_force_from;
        made.in_force_until = exception.own.in_force_until;
        book_.rules[at(index)].exceptions.push_back(std::move(made));
        book_.rules[at(index)].frames = std::max(book_.rules[at(index)].frames, context->most_frames);
    }
    if (displaced.empty() || model_rule == nullptr) return;
    tree::Rule written = *model_rule;
    written.clauses = merged(model_rule->clauses, body.clauses, true);
    auto made = rule(written, exception.span);
    if (!made) return;
    if (!exception.excepted_by.empty()) {
        std::vector<ScopeLevel> levels;
        auto context = scoped_context(written.scope, levels, made->policy);
        Rule shell;
        if (context) act_frame(*duty_of(written.clauses), *context, shell);
        for (const ExceptionInfo* excepted : exception.excepted_by) {
            Maybe inner = context ? exception_condition(*excepted, *context) : std::nullopt;
            if (!inner) return;
            Expression not_excepted = make(Operation::not_, boolean_type(), inner->span, {std::move(*inner)});
            made->applies_where = made->applies_where ? make(Operation::and_, boolean_type(), made->applies_where->span,
                                                             {std::move(*made->applies_where), std::move(not_excepted)})
                                                      : std::move(not_excepted);
        }
    }
    made->exception = exception.name();
    made->basis = exception.own.basis;
    made->displaces = displaced;
    book_.order.push_back({false, static_cast<int>(book_.rules.size())});
    book_.rules.push_back(std::move(*made));
}

void Resolver::except_definition(const ExceptionInfo& exception) {
    const tree::Exception& body = *exception.body;
    std::vector<int> displaced;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < book_.definitions.size(); ++i) {
        names.push_back(book_.definitions[i].name);
        if (names.back() == body.target.text) displaced.push_back(static_cast<int>(i));
    }
    if (displaced.empty()) {
        return excepts_nothing(body.target, {"定义", "definition"}, names);
    }
    for (const int index : displaced) {
        const Definition target = book_.definitions[at(index)];
        if (!entitled(exception, target, target.citations, target.span)) return;
    }
    if (!exception.has_value) {
        lacks("FD0221", body.name.span, fmt::format("例外“{}”没有写定义改为什么", body.name.text),
              fmt::format("the exception “{}” does not say what the definition becomes", body.name.text))
            .help = {"写“当 … 则 …”或者“为 …”", "write “when … then …” or “is …”"};
        return;
    }
    const tree::Define& model_definition = *define_at_.at(displaced.front());
    tree::Define written;
    written.name = model_definition.name;
    written.type = model_definition.type;
    written.scope = model_definition.scope;
    const bool whole = restates(body.clauses, tree::ClauseKind::is);
    std::vector<const tree::Expression*> conditions;
    for (const tree::Clause& clause : body.clauses) {
        if (clause.kind == tree::ClauseKind::when_then && clause.expressions.size() == 2 && !whole) {
            conditions.push_back(&clause.expressions[0]);
            if (conditions.size() == 1) {  // the value where none of the others holds
                tree::Clause value = clause;
                value.kind = tree::ClauseKind::is;
                value.expressions = {clause.expressions[1]};
                written.clauses.push_back(std::move(value));
                continue;
            }
        }
        tree::Clause copy = clause;
        if (copy.kind == tree::ClauseKind::when) copy.kind = tree::ClauseKind::applies_to;
        written.clauses.push_back(std::move(copy));
    }
    for (const tree::Clause& clause : model_definition.clauses)
        if (clause.kind == tree::ClauseKind::governed_by && !restates(body.clauses, clause.kind))
            written.clauses.push_back(clause);
    // The first 当 … 则 was made the general case; the later ones are tried before it only if it does not hold.
    Definition made = book_.definitions[at(displaced.front())];
    made.cases.clear();
    static_cast<Authority&>(made) = Authority{};
    if (!definition(written, made, body.name.span)) return;
    std::vector<ScopeLevel> levels;
    Context context;
    context.policy = made.policy;
    if (written.scope) {
        auto scoped = scoped_context(written.scope, levels, made.policy);
        if (!scoped) return;
        context = std::move(*scoped);
    }
    std::vector<Expression> any;
    for (const tree::Expression* one : conditions) {
        Maybe holds = condition(*one, context);
        if (!holds) return;
        any.push_back(std::move(*holds));
    }
    const auto require = [&](Expression condition_made) {
        made.applies_where = made.applies_where ? make(Operation::and_, boolean_type(), made.applies_where->span,
                                                       {std::move(*made.applies_where), std::move(condition_made)})
                                                : std::move(condition_made);
    };
    if (any.size() > 1) {
        // 当 c1 则 v1 当 c2 则 v2: v1 is tried first.
        made.cases.insert(made.cases.begin(), {any.front(), made.default_value});
        const Span span = any.front().span;
        require(make(Operation::or_, boolean_type(), span, std::move(any)));
    } else if (any.size() == 1) {
        require(std::move(any.front()));
    }
    for (const ExceptionInfo* excepted : exception.excepted_by) {
        Maybe inner = exception_condition(*excepted, context);
        if (!inner) return;
        require(make(Operation::not_, boolean_type(), inner->span, {std::move(*inner)}));
    }
    made.citations = exception.citations;
    made.exception = exception.name();
    made.basis = exception.own.basis;
    made.displaces = displaced;
    made.span = exception.span;
    book_.definitions.push_back(std::move(made));
}

void Resolver::except_step(const ExceptionInfo& exception) {
    const tree::Exception& body = *exception.body;
    const int index = book_.find_procedure(body.target.text);
    if (index < 0) {
        std::vector<std::string> names;
        for (const Procedure& procedure : book_.procedures) names.push_back(procedure.name);
        return excepts_nothing(body.target, {"程序", "procedure"}, names);
    }
    Procedure& procedure = book_.procedures[at(index)];
    std::vector<std::string> steps;
    for (const Step& step : procedure.steps) steps.push_back(step.name);
    const auto found = std::find(steps.begin(), steps.end(), body.step.text);
    if (found == steps.end()) {
        const Span place = body.step ? body.step.span : body.target.span;
        text::Diagnostic& diagnostic =
            error("FD0725", place,
                  body.step ? fmt::format("程序“{}”没有步骤“{}”，这个例外不起作用", procedure.name, body.step.text)
                            : std::string("对程序的例外要写明是哪一个步骤：“对 程序 … 的 步骤 …”"),
                  body.step ? fmt::format("the procedure “{}” has no step “{}”, so this exception excepts nothing",
                                          procedure.name, body.step.text)
                            : std::string("an exception to a procedure names the step"));
        if (body.step) suggest(diagnostic, place, body.step.text, steps);
        return;
    }
    const auto which = static_cast<std::size_t>(found - steps.begin());
    Step& step = procedure.steps[which];
    const std::vector<Citation>& cited = step.citations.empty() ? procedure.citations : step.citations;
    Authority target;
    if (!entitled(exception, target, cited, step.span)) return;
    Context context;
    context.record = procedure.record;
    context.policy = policy_of(step.citations, &procedure.policy);
    context.push({{TypeKind::record, TypeKind::nothing, procedure.record}, "", false});
    context.push({{TypeKind::occurrence, TypeKind::nothing, step.event, procedure.record}, "", false});
    context.this_frame = 1;
    Maybe condition = exception_condition(exception, context);
    if (!condition) return;
    Exception made;
    made.condition = *condition;
    made.span = exception.span;
    made.name = exception.name();
    made.citations = exception.citations;
    made.in_force_from = exception.own.in_force_from;
    made.in_force_until = exception.own.in_force_until;
    // In frame 1 stands the step's occurrence, but for a duty to take the step at all: there it may be the act that the
    // step must come before, and the step's occurrence is nowhere.
    const auto for_duty = [](const Rule& duty, Expression of_step) {
        if (duty.scope.empty() && duty.act_frame == 1) move_frames(of_step);
        return of_step;
    };
    for (Rule& duty : step.duties) {
        duty.exceptions.push_back(made);
        duty.exceptions.back().condition = for_duty(duty, made.condition);
    }
    if (!exception.has_duty) {
        Expression needed = make(Operation::not_, boolean_type(), condition->span, {std::move(*condition)});
        step.when = step.when ? make(Operation::and_, boolean_type(), step.when->span,
                                     {std::move(*step.when), std::move(needed)})
                              : std::move(needed);
        return;
    }
    tree::Step written;
    written.name = body.step;
    written.span = exception.span;
    for (const tree::Clause& clause : body.clauses) {
        const bool of_the_exception =
            clause.kind == tree::ClauseKind::when || clause.kind == tree::ClauseKind::applies_to ||
            clause.kind == tree::ClauseKind::reason || clause.kind == tree::ClauseKind::yields_to ||
            clause.kind == tree::ClauseKind::governed_by;
        if (!of_the_exception) written.clauses.push_back(clause);
    }
    Step changed = step;
    changed.duties.clear();
    if (!exception.citations.empty()) changed.citations = exception.citations;
    for (const tree::Clause& clause : body.clauses) {
        if (clause.kind == tree::ClauseKind::breach && !breach(clause, context, changed.grade, changed.message)) return;
        if (clause.kind == tree::ClauseKind::advise && clause.message)
            if (auto read = message(*clause.message, context)) changed.advice = std::move(*read);
    }
    if (!step_duties(written, changed, procedure, index, static_cast<int>(which))) return;
    for (Rule& duty : changed.duties) {
        Expression applies = for_duty(duty, *condition);
        duty.when = duty.when ? make(Operation::and_, boolean_type(), duty.when->span, {*duty.when, std::move(applies)})
                              : std::move(applies);
        duty.exception = exception.name();
        inherit_force(duty, duty.citations);
        duty.frames = std::max(duty.frames, context.most_frames);
        step.duties.push_back(std::move(duty));
    }
}

void Resolver::except_row(const ExceptionInfo& exception) {
    const tree::Exception& body = *exception.body;
    const auto known = globals_.find(body.target.text);
    if (known == globals_.end() || known->second.kind != Global::list) {
        std::vector<std::string> names;
        for (const List& list : book_.lists) names.push_back(list.name);
        return excepts_nothing(body.target, {"清单", "list"}, names);
    }
    if (known->second.failed) return;
    List& list = book_.lists[at(known->second.index)];
    std::size_t which = list.rows.size();
    const std::string wanted = to_ascii(body.row.text);
    if (body.row.kind == TokenKind::number) {
        const std::size_t place = wanted.size() > 9 ? 0 : std::strtoul(wanted.c_str(), nullptr, 10);
        if (place >= 1 && place <= list.rows.size()) which = place - 1;
    } else {
        for (std::size_t i = 0; i < list.rows.size() && which == list.rows.size(); ++i)
            if (list.rows[i].label == body.row.text) which = i;
    }
    if (which == list.rows.size()) {
        text::Diagnostic& diagnostic =
            error("FD0725", body.row.kind == TokenKind::end ? body.target.span : body.row.span,
                  fmt::format("清单“{}”没有这一行（“{}”），这个例外不起作用", list.name, body.row.text),
                  fmt::format("the list “{}” has no such row (“{}”), so this exception excepts nothing", list.name,
                              body.row.text));
        diagnostic.help = {
            fmt::format("写行的名称（第一格的文本）或者行号 1 到 {}", list.rows.size()),
            fmt::format("write the row's name (the text of its first cell) or its number, 1 to {}", list.rows.size())};
        return;
    }
    const std::vector<Citation> cited =
        list.rows[which].citations.empty() ? list.citations : list.rows[which].citations;
    Authority target;
    if (!entitled(exception, target, cited, list.rows[which].span)) return;
    Context context;
    context.record = list.record;
    context.policy = policy_of(exception.citations.empty() ? cited : exception.citations);
    if (list.record >= 0) context.push({{TypeKind::record, TypeKind::nothing, list.record}, "", false});
    Maybe condition = exception_condition(exception, context);
    if (!condition) return;
    const auto require = [](ListRow& row, Expression more) {
        if (row.conditions.empty()) {
            row.conditions.push_back(std::move(more));
            return;
        }
        Expression& first = row.conditions.front();
        const Span span = first.span;
        first = make(Operation::and_, boolean_type(), span, {std::move(first), std::move(more)});
    };
    Maybe result;
    for (const tree::Clause& clause : body.clauses)
        if (clause.kind == tree::ClauseKind::is && !clause.expressions.empty() && !list.result_types.empty()) {
            const Type& type = list.result_types.front();
            result = convert(value(clause.expressions.front(), context, &type), type, clause.expressions.front().span);
            if (!result) return;
        }
    ListRow changed = list.rows[which];
    if (!list.rows[which].otherwise)
        require(list.rows[which], make(Operation::not_, boolean_type(), condition->span, {*condition}));
    if (!result) {
        if (changed.otherwise)
            error("FD0726", body.name.span, "“其他”一行不能排除，只能改为别的结果",
                  "the row for all the rest cannot be taken away, only given another result");
        return;
    }
    changed.otherwise = false;
    require(changed, std::move(*condition));
    if (!changed.results.empty()) changed.results.front() = std::move(*result);
    if (!exception.citations.empty()) changed.citations = exception.citations;
    changed.label = exception.name();
    changed.span = exception.span;
    list.rows.insert(list.rows.begin() + static_cast<std::ptrdiff_t>(which), std::move(changed));
    if (!list.factor.empty())
        list.factor.insert(list.factor.begin() + static_cast<std::ptrdiff_t>(which), list.factor[which]);
}

/// 优先适用 《…》: of the rule's candidates those that cite it displace the others.
void Resolver::prefer(const ExceptionInfo& exception) {
    const tree::Exception& body = *exception.body;
    const bool definitions = body.target_kind == Keyword::define;
    if (body.target_kind != Keyword::rule && !definitions) {
        error("FD0729", body.target.span, "“优先适用”只能对规则或者定义", "only rules and definitions can prevail");
        return;
    }
    std::vector<int> candidates;
    const std::size_t count = definitions ? book_.definitions.size() : book_.rules.size();
    for (std::size_t i = 0; i < count; ++i)
        if ((definitions ? book_.definitions[i].name : book_.rules[i].name) == body.target.text)
            candidates.push_back(static_cast<int>(i));
    const auto cited = [&](int index) -> const std::vector<Citation>& {
        return definitions ? book_.definitions[at(index)].citations : book_.rules[at(index)].citations;
    };
    std::vector<int> preferred;
    std::vector<tree::Citation> titles;
    Span place = body.name.span;
    for (const tree::Clause& clause : body.clauses) {
        if (clause.kind != tree::ClauseKind::prevails) continue;
        titles = clause.citations;
        place = clause.span;
    }
    for (const Citation& wanted : citations(titles))
        for (const int index : candidates)
            if (!cited(index).empty() && cited(index).front().source == wanted.source) preferred.push_back(index);
    if (preferred.empty() || candidates.size() < 2 || preferred.size() == candidates.size()) {
        error("FD0733", place,
              candidates.empty() ? fmt::format("没有名为“{}”的{}", body.target.text, definitions ? "定义" : "规则")
              : candidates.size() < 2
                  ? fmt::format("“{}”只有一条规定，用不着“优先适用”", body.target.text)
                  : fmt::format("“{}”的几条规定里，没有（或者全都）出自“优先适用”所写的法源", body.target.text),
              candidates.empty() ? fmt::format("nothing is named “{}”", body.target.text)
              : candidates.size() < 2
                  ? fmt::format("“{}” is declared once only: nothing is to be preferred", body.target.text)
                  : fmt::format("none (or all) of the candidates of “{}” cite the source that is to prevail",
                                body.target.text));
        return;
    }
    if (exception.own.basis.empty()) {
        error("FD0729", place, fmt::format("例外“{}”的“优先适用”没有写凭什么优先", body.name.text),
              fmt::format("the exception “{}” prefers one provision and does not say on what basis", body.name.text))
            .help = {"加一句“理由 “…””，写明裁决或者授权的文号",
                     "add “because “…”” with the ruling or the authorisation"};
        return;
    }
    for (const int index : preferred) {
        Authority& one = definitions ? static_cast<Authority&>(book_.definitions[at(index)]) : book_.rules[at(index)];
        if (one.basis.empty()) one.basis = exception.own.basis;
        for (const int other : candidates)
            if (std::find(preferred.begin(), preferred.end(), other) == preferred.end()) one.displaces.push_back(other);
    }
}

}  // namespace fadu::model::detail
