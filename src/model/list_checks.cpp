// Checks of a decision table at load time: rows that contradict each other, rows that a harsher one hides.
#include <algorithm>
#include <map>

#include "fadu/model/print.hpp"
#include "model/lists.hpp"

namespace fadu::model::detail {
namespace {

/// What a cell lets through, where that can be told without a case.
struct Allowed {
    bool everything = false;
    bool known = false;
    std::vector<Constant> values;
    std::optional<NumberRange> numbers;
};

Allowed allowed(const Expression& condition) {
    Allowed result;
    const auto is_constant = [](const Expression& e) { return e.operation == Operation::constant; };
    const auto& arguments = condition.arguments;
    switch (condition.operation) {
        case Operation::constant: result.everything = condition.constant == Constant{true}; break;
        case Operation::equal:
            if (!is_constant(arguments[1])) break;
            result.known = true;
            result.values.push_back(arguments[1].constant);
            break;
        case Operation::in_set:
            result.known = std::all_of(arguments.begin() + 1, arguments.end(), is_constant);
            for (std::size_t i = 1; i < arguments.size() && result.known; ++i)
                result.values.push_back(arguments[i].constant);
            break;
        case Operation::in_range:
            if (const auto* range = std::get_if<NumberRange>(&arguments[1].constant)) {
                result.known = true;
                result.numbers = *range;
            }
            break;
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: {
            const auto* bound = std::get_if<Number>(&arguments[1].constant);
            if (!is_constant(arguments[1]) || bound == nullptr) break;
            const bool upper = condition.operation == Operation::less || condition.operation == Operation::less_equal;
            const bool included =
                condition.operation == Operation::less_equal || condition.operation == Operation::greater_equal;
            result.known = true;
            NumberRange range;
            (upper ? range.high : range.low) = *bound;
            (upper ? range.high_included : range.low_included) = included;
            result.numbers = range;
            break;
        }
        default: break;
    }
    return result;
}

bool inside(const NumberRange& range, const Number& value) {
    if (range.low && (value < *range.low || (value == *range.low && !range.low_included))) return false;
    return !(range.high && (value > *range.high || (value == *range.high && !range.high_included)));
}

bool overlap(const NumberRange& a, const NumberRange& b) {
    const auto apart = [](const NumberRange& below, const NumberRange& above) {
        if (!below.high || !above.low) return false;
        return *below.high < *above.low || (*below.high == *above.low && !(below.high_included && above.low_included));
    };
    return !apart(a, b) && !apart(b, a);
}

/// Certainly some case fits both. What cannot be told is not said to overlap, unless it is the same condition.
bool overlap(const Expression& one, const Expression& other) {
    const Allowed a = allowed(one);
    const Allowed b = allowed(other);
    if (a.everything || b.everything) return true;
    if (!a.known || !b.known) return to_text(one) == to_text(other);
    if (a.numbers && b.numbers) return overlap(*a.numbers, *b.numbers);
    const Allowed& listed = a.numbers ? b : a;
    const Allowed& wider = a.numbers ? a : b;
    return std::any_of(listed.values.begin(), listed.values.end(), [&](const Constant& value) {
        if (!wider.numbers) return std::find(wider.values.begin(), wider.values.end(), value) != wider.values.end();
        const auto* number = std::get_if<Number>(&value);
        return number != nullptr && inside(*wider.numbers, *number);
    });
}

std::string key_of(const std::vector<Expression>& cells) {
    std::string key;
    for (const Expression& cell : cells) key += to_text(cell) + "|";
    return key;
}

constexpr std::size_t most_rows_compared = 2000;  ///< pairs are looked at one by one

}  // namespace

void Resolver::check_list(const List& list) {
    if (list.policy == ListPolicy::unique) check_unique(list);
    if (list.policy == ListPolicy::first) check_first(list);
}

void Resolver::check_unique(const List& list) {
    std::map<std::string, const ListRow*, std::less<>> seen;
    for (const ListRow& row : list.rows) {
        if (row.otherwise) continue;
        const auto [found, fresh] = seen.emplace(key_of(row.conditions), &row);
        if (fresh || key_of(found->second->results) == key_of(row.results)) continue;
        text::Diagnostic& diagnostic = error(
            "FD0401", row.span,
            fmt::format("第{}行与第{}行条件相同而结果不同，清单却取唯一", row.label, found->second->label),
            fmt::format(
                "rows {} and {} have the same conditions and different results, but the list takes the unique one",
                row.label, found->second->label));
        diagnostic.related.push_back({found->second->span, {"先有的一行在这里", "the earlier row is here"}});
        diagnostic.help = {"改正其中一行，或者改取首项、最轻、最重",
                           "mend one of the rows, or take first, lightest or heaviest"};
    }
}

void Resolver::check_first(const List& list) {
    if (list.result_types.front().kind != TypeKind::enumeration || !is_ordered(list.result_types.front())) return;
    const std::size_t count = std::min(list.rows.size(), most_rows_compared);
    const auto weight = [](const ListRow& row) -> std::optional<int> {
        if (row.otherwise || row.results.empty()) return std::nullopt;
        const auto* value = std::get_if<Enumerator>(&row.results.front().constant);
        return value == nullptr ? std::nullopt : std::optional<int>(value->position);
    };
    for (std::size_t later = 1; later < count; ++later)
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const ListRow& a = list.rows[earlier];
            const ListRow& b = list.rows[later];
            if (!weight(a) || !weight(b) || *weight(b) >= *weight(a)) continue;
            bool together = a.conditions.size() == b.conditions.size();
            for (std::size_t i = 0; i < a.conditions.size() && together; ++i)
                together = overlap(a.conditions[i], b.conditions[i]);
            if (!together) continue;
            text::Diagnostic& diagnostic =
                report(text::Level::warning, "FD0402", b.span,
                       fmt::format("第{}行比第{}行轻，但两行都符合时先取第{}行", b.label, a.label, a.label),
                       fmt::format("row {} is lighter than row {}, but where both fit row {} is taken", b.label,
                                   a.label, a.label));
            diagnostic.related.push_back({a.span, {"较重的一行在这里", "the heavier row is here"}});
            diagnostic.help = {"把较轻的行移到前面，或者改“取 最轻”",
                               "move the lighter row up, or write “take lightest”"};
            break;  // one warning a row
        }
}

}  // namespace fadu::model::detail
