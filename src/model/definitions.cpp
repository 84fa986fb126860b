// Parameters and definitions: derived values with their default and their cases.
#include "model/resolver.hpp"

namespace fadu::model::detail {

void Resolver::resolve_parameters() {
    each<tree::Parameter>([&](const tree::Parameter& body, const tree::Declaration&) {
        static_cast<void>(citations_of(body.clauses));
        const auto known = globals_.find(body.name.text);
        if (!body.value || known == globals_.end() || known->second.kind != Global::parameter || known->second.failed)
            return;
        if (known->second.span != body.name.span) return;
        Parameter& parameter = book_.parameters[at(known->second.index)];
        parameter.value = constant(*body.value, parameter.type);
    });
}

/// Whether an amount of money may fall between two fen: a product with a ratio or a decimal, or a quotient, unrounded.
bool Resolver::is_inexact(const Expression& value) const {
    switch (value.operation) {
        case Operation::multiply:
        case Operation::divide:
            if (value.operation == Operation::divide) return true;
            for (const Expression& argument : value.arguments)
                if (argument.type.kind == TypeKind::ratio || argument.type.kind == TypeKind::decimal ||
                    is_inexact(argument))
                    return true;
            return false;
        case Operation::half:
        case Operation::mean: return true;
        case Operation::add:
        case Operation::subtract:
        case Operation::negate:
            for (const Expression& argument : value.arguments)
                if (is_inexact(argument)) return true;
            return false;
        default: return false;
    }
}

bool Resolver::definition(const tree::Define& body, Definition& out, Span head) {
    out.citations = citations_of(body.clauses);
    out.policy = policy_of(out.citations);
    std::vector<ScopeLevel> levels;
    Context context;
    context.policy = out.policy;
    if (body.scope) {
        auto scoped = scoped_context(body.scope, levels, out.policy);
        if (!scoped) return false;
        if (!levels.empty()) {
            error("FD0222", body.scope.span, "定义只能对一个记录，不能对每次或者每个",
                  "a definition is for a record, not for each occurrence or element")
                .help = {fmt::format("写成“对 {}”", body.scope.record.text),
                         fmt::format("write “for {}”", body.scope.record.text)};
            return false;
        }
        context = std::move(*scoped);
    }
    bool good = true;
    bool has_default = false;
    const auto result = [&](const tree::Expression& written) -> Maybe {
        const bool truth = out.type.kind == TypeKind::boolean;
        Maybe found =
            truth ? condition(written, context) : convert(value(written, context, &out.type), out.type, written.span);
        if (!found) return std::nullopt;
        if (out.type.kind == TypeKind::money && is_inexact(*found)) {
            error("FD0215", written.span, fmt::format("“{}”算出的金额可能不是整分，没有写怎样取整", out.name),
                  fmt::format("the amount of “{}” may fall between two fen, and no rounding is written", out.name))
                .help = {"在后面写“取整 到 元”或者“取整 到 分”；要舍去或者进一的，写在最后",
                         "add “rounded to the 元” or “rounded to the 分”"};
            return std::nullopt;
        }
        return found;
    };
    for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
            case tree::ClauseKind::is: {
                if (clause.expressions.empty()) break;
                if (has_default) {
                    error("FD0222", clause.span, "定义只能有一个“为”", "a definition has one “is” only").help = {
                        "其余的写成“当 … 则 …”", "write the others as “when … then …”"};
                    good = false;
                    break;
                }
                has_default = true;
                Maybe found = result(clause.expressions.front());
                if (found) out.default_value = std::move(*found);
                good = good && found;
                break;
            }
            case tree::ClauseKind::when_then: {
                if (clause.expressions.size() < 2) break;
                Maybe when = condition(clause.expressions[0], context);
                Maybe found = result(clause.expressions[1]);
                if (when && found)
                    out.cases.push_back({std::move(*when), std::move(*found)});
                else
                    good = false;
                break;
            }
            case tree::ClauseKind::applies_to:
            case tree::ClauseKind::governed_by:
            case tree::ClauseKind::in_force:
            case tree::ClauseKind::yields_to:
            case tree::ClauseKind::prevails:
            case tree::ClauseKind::reason: good = authority_clause(clause, context, out) && good; break;
            case tree::ClauseKind::reading:
                if (!clause.words.empty()) out.reading = clause.words.front().text;
                break;
            case tree::ClauseKind::cites:
            case tree::ClauseKind::code: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”不能写在定义里", clause.head.text),
                      fmt::format("“{}” does not belong in a definition", clause.head.text));
                good = false;
        }
    if (!has_default) {
        lacks("FD0221", head, fmt::format("定义“{}”没有写“为 …”", body.name.text),
              fmt::format("the definition “{}” does not say what it “is”", body.name.text))
            .help = {"先写一般情形“为 …”，再写“当 … 则 …”", "first the general case “is …”, then “when … then …”"};
        good = false;
    }
    inherit_force(out, out.citations);
    return good;
}

void Resolver::resolve_definitions() {
    each<tree::Define>([&](const tree::Define& body, const tree::Declaration& declaration) {
        const auto known = definition_of_.find(&body);
        Definition* out = known == definition_of_.end() ? nullptr : &book_.definitions[at(known->second)];
        if (out == nullptr) return;
        // A wrong definition stays as one whose value nobody can find out, so that indexes stay what they are.
        if (definition(body, *out, declaration.head.span) && declaration.complete) return;
        out->cases.clear();
        out->default_value = make(Operation::unascertainable, out->type, out->span);
        globals_.find(out->name)->second.failed = true;
    });
}

}  // namespace fadu::model::detail
