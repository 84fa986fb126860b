#include "procedure/condition.hpp"

#include <algorithm>

#include "fadu/model/hierarchy.hpp"

namespace fadu::procedure {

using model::Expression;
using model::Operation;

namespace {

/// Operations that are never both 是 of the same arguments.
bool are_opposite(Operation a, Operation b) {
    using Pair = std::pair<Operation, Operation>;
    static constexpr Pair pairs[] = {
        {Operation::equal, Operation::not_equal},       {Operation::less, Operation::greater_equal},
        {Operation::less, Operation::greater},          {Operation::less, Operation::equal},
        {Operation::greater, Operation::less_equal},    {Operation::greater, Operation::equal},
        {Operation::happened, Operation::not_happened}, {Operation::some, Operation::none},
    };
    return std::any_of(std::begin(pairs), std::end(pairs), [&](const Pair& pair) {
        return pair == Pair{a, b} || pair == Pair{b, a};
    });
}

bool have_same_subject(const Expression& a, const Expression& b) {
    return a.index == b.index && a.frame == b.frame &&
           std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
                      model::same_expression);
}

bool is_constant(const Expression& expression, bool value) {
    if (expression.operation != Operation::constant) return false;
    const bool* constant = std::get_if<bool>(&expression.constant);
    return constant != nullptr && *constant == value;
}

bool is_negation(const Expression& negation, const Expression& of) {
    return negation.operation == Operation::not_ && negation.arguments.size() == 1 &&
           model::same_expression(negation.arguments[0], of);
}

/// x 为 甲 and x 为 乙
bool equal_different_constants(const Expression& a, const Expression& b) {
    return a.operation == Operation::equal && b.operation == Operation::equal && a.arguments.size() == 2 &&
           b.arguments.size() == 2 && a.arguments[1].operation == Operation::constant &&
           b.arguments[1].operation == Operation::constant && a.arguments[1].type == b.arguments[1].type &&
           a.arguments[1].constant != b.arguments[1].constant && model::same_expression(a.arguments[0], b.arguments[0]);
}

}  // namespace

bool ConditionComparer::excludes(const Expression& a, const Expression& b, bool across_moments) {
    if (--comparisons_left_ < 0) return false;
    if (is_constant(a, false) || is_constant(b, false)) return true;
    // Alternatives first: each must be excluded, while of joint conditions one is enough.
    for (const bool swapped : {false, true}) {
        const Expression& split = swapped ? b : a;
        const Expression& other = swapped ? a : b;
        if (split.operation == Operation::or_)
            return std::all_of(split.arguments.begin(), split.arguments.end(),
                               [&](const Expression& part) { return excludes(part, other, across_moments); });
    }
    for (const bool swapped : {false, true}) {
        const Expression& split = swapped ? b : a;
        const Expression& other = swapped ? a : b;
        if (split.operation == Operation::and_ && !is_negation(a, b) && !is_negation(b, a))
            return std::any_of(split.arguments.begin(), split.arguments.end(),
                               [&](const Expression& part) { return excludes(part, other, across_moments); });
    }
    const bool opposite = is_negation(a, b) || is_negation(b, a) || equal_different_constants(a, b) ||
                          (are_opposite(a.operation, b.operation) && have_same_subject(a, b));
    return opposite && !(across_moments && (depends_on_moment(a) || depends_on_moment(b)));
}

bool ConditionComparer::never(const Expression& condition) {
    if (is_constant(condition, false)) return true;
    if (condition.operation == Operation::or_)
        return std::all_of(condition.arguments.begin(), condition.arguments.end(),
                           [&](const Expression& part) { return never(part); });
    if (condition.operation != Operation::and_) return false;
    for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
        if (never(condition.arguments[i])) return true;
        for (std::size_t j = 0; j < i; ++j)
            if (never_both(condition.arguments[i], condition.arguments[j])) return true;
    }
    return false;
}

bool ConditionComparer::depends_on_moment(const Expression& expression) {
    switch (expression.operation) {
        case Operation::last_live:
        case Operation::occurrences:
        case Operation::happened:
        case Operation::not_happened:
        case Operation::gaps: return true;
        case Operation::frame: return expression.type.kind == model::TypeKind::occurrence;
        case Operation::definition:
            if (definition_depends_on_moment(static_cast<std::size_t>(expression.index))) return true;
            break;
        case Operation::list_result:
            if (list_depends_on_moment(static_cast<std::size_t>(expression.index))) return true;
            break;
        default: break;
    }
    return std::any_of(expression.arguments.begin(), expression.arguments.end(),
                       [&](const Expression& part) { return depends_on_moment(part); });
}

bool ConditionComparer::definition_depends_on_moment(std::size_t index) {
    if (index >= rulebook_.definitions.size()) return true;
    definitions_.resize(rulebook_.definitions.size());
    if (definitions_[index]) return *definitions_[index];
    definitions_[index] = true;
    const model::Definition& definition = rulebook_.definitions[index];
    bool depends = depends_on_moment(definition.default_value);
    for (const model::Case& one : definition.cases)
        depends = depends || depends_on_moment(one.condition) || depends_on_moment(one.value);
    definitions_[index] = depends;
    return depends;
}

bool ConditionComparer::list_depends_on_moment(std::size_t index) {
    if (index >= rulebook_.lists.size()) return true;
    lists_.resize(rulebook_.lists.size());
    if (lists_[index]) return *lists_[index];
    lists_[index] = true;
    const auto any_depends = [&](const std::vector<Expression>& expressions) {
        return std::any_of(expressions.begin(), expressions.end(),
                           [&](const Expression& expression) { return depends_on_moment(expression); });
    };
    bool depends = false;
    for (const model::ListRow& row : rulebook_.lists[index].rows)
        depends = depends || any_depends(row.conditions) || any_depends(row.results);
    lists_[index] = depends;
    return depends;
}

}  // namespace fadu::procedure
