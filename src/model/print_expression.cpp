// Expressions and constants as text.
#include <array>

#include <fmt/format.h>

#include "fadu/model/print.hpp"

namespace fadu::model {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Operation::window_after) + 1> operation_names{
    "constant",
    "unascertainable",
    "frame",
    "field",
    "property",
    "map",
    "last_live",
    "occurrences",
    "filter",
    "count",
    "least",
    "greatest",
    "sum",
    "mean",
    "half",
    "first_item",
    "last_item",
    "definition",
    "list_result",
    "parameter",
    "state",
    "untranslatable",
    "indicator",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "in_set",
    "in_range",
    "in_interval",
    "includes",
    "includes_in_order",
    "before",
    "after",
    "not_after",
    "not_before",
    "is_none",
    "matches",
    "text_contains",
    "and",
    "or",
    "not",
    "happened",
    "not_happened",
    "some",
    "none",
    "every",
    "add",
    "subtract",
    "multiply",
    "divide",
    "negate",
    "add_period",
    "round",
    "gaps",
    "window_within",
    "window_only_after",
    "window_ahead",
    "window_before",
    "window_after"};

constexpr std::array<std::string_view, 8> property_names{"first_day", "last_day", "begin",         "end",
                                                         "length",    "day",      "previous_part", "next_part"};
constexpr std::array<std::string_view, 4> rounds_names{"live", "all", "first", "last"};
constexpr std::array<std::string_view, 3> rounding_names{"half_up", "down", "up"};

template <class Ends, class Show>
std::string range_text(const Ends& range, const Show& show) {
    return fmt::format("{}{}, {}{}", range.low_included ? "[" : "(", range.low ? show(*range.low) : "-",
                       range.high ? show(*range.high) : "-", range.high_included ? "]" : ")");
}

struct ConstantText {
    std::string operator()(std::monostate) const { return "none"; }
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(const Number& value) const { return to_decimal(value); }
    std::string operator()(const std::string& value) const { return "“" + value + "”"; }
    std::string operator()(time::Day value) const { return time::to_string(value); }
    std::string operator()(time::Moment value) const { return time::to_string(value); }
    std::string operator()(const time::Period& value) const { return time::to_string(value); }
    std::string operator()(const DayInterval& value) const {
        return time::to_string(value.first) + ".." + time::to_string(value.last);
    }
    std::string operator()(Enumerator value) const { return fmt::format("#{}", value.position); }
    std::string operator()(const NumberRange& value) const {
        return range_text(value, [](const Number& end) { return to_decimal(end); });
    }
    std::string operator()(const SpanRange& value) const {
        return range_text(value, [](const time::Period& end) { return time::to_string(end); });
    }
};

}  // namespace

std::string_view name_of(Operation operation) {
    const auto index = static_cast<std::size_t>(operation);
    return index < operation_names.size() ? operation_names[index] : std::string_view("?");
}

std::string to_text(const Constant& constant) { return std::visit(ConstantText{}, constant); }

std::string to_text(const Expression& expression) {
    if (expression.operation == Operation::constant) {
        const std::string text = to_text(expression.constant);
        return expression.label.empty() ? text : fmt::format("({} {})", expression.label, text);
    }
    std::string text = "(";
    if (!expression.label.empty()) text += expression.label + " ";
    text += name_of(expression.operation);
    if (expression.operation == Operation::property)
        text += fmt::format(" {}", property_names[static_cast<std::size_t>(expression.index) % property_names.size()]);
    else if (expression.index >= 0)
        text += fmt::format(" {}", expression.index);
    if (expression.operation == Operation::list_result && expression.column != 0)
        text += fmt::format(" column {}", expression.column);
    if (expression.rounds != Rounds::live)
        text += fmt::format(" {}", rounds_names[static_cast<std::size_t>(expression.rounds)]);
    if (expression.frame >= 0) text += fmt::format(" @{}", expression.frame);
    if (expression.operation == Operation::round)
        text += fmt::format(" {} {}", rounding_names[static_cast<std::size_t>(expression.rounding)],
                            to_text(expression.constant));
    if (expression.operation == Operation::matches) text += " " + to_text(expression.constant);
    if (expression.hours) text += " hours";
    for (const Expression& argument : expression.arguments) text += " " + to_text(argument);
    return text + ")";
}

}  // namespace fadu::model
