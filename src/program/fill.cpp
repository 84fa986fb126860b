#include "program/fill.hpp"

#include <algorithm>
#include <variant>

namespace fadu::program {

bool scaled(const model::Number& number, int scale, std::int64_t& out) {
    __extension__ using Wide = __int128;
    Wide value = number.numerator();
    for (int i = 0; i < scale; ++i) value *= 10;
    if (value % number.denominator() != 0) return false;
    value /= number.denominator();
    if (value > largest_number || value < -largest_number) return false;
    out = static_cast<std::int64_t>(value);
    return true;
}

Cell unknown_cell(const Column& column) {
    switch (column.shape) {
        case Shape::truth: return {0, 0, truth_bits::unknown};
        case Shape::number: return {no_low, no_high, state::value};
        case Shape::time: return {beginning, ending, state::value};
        case Shape::set: return {0, 0, state::value};
        case Shape::text: return {-1, 0, state::value};
        case Shape::days: return {no_low, no_high, state::value};
        case Shape::plain: return {-1, 0, 0};
        case Shape::list: return {0, 0, state::value | state::unlisted | state::incomplete};
    }
    return {};
}

Cell none_cell(const Column& column) {
    if (column.shape == Shape::truth) return {0, 0, truth_bits::none};
    Cell cell = unknown_cell(column);
    cell.state = state::none;
    return cell;
}

namespace {

Cell deferred_cell(const Column& column) {
    Cell cell = unknown_cell(column);
    cell.state = column.shape == Shape::truth ? truth_bits::anything : state::anything;
    return cell;
}

Cell unascertainable_cell(const Column& column) {
    if (column.shape == Shape::truth) return {0, 0, truth_bits::unascertainable};
    Cell cell = unknown_cell(column);
    cell.state = state::unascertainable;
    return cell;
}

}  // namespace

Cell cell_of(const model::Constant& constant, const Column& column, const Numbering& numbering) {
    switch (column.shape) {
        case Shape::truth:
            if (const bool* b = std::get_if<bool>(&constant)) return {0, 0, *b ? truth_bits::yes : truth_bits::no};
            break;
        case Shape::number:
            if (const auto* number = std::get_if<model::Number>(&constant)) {
                std::int64_t value = 0;
                if (scaled(*number, column.scale, value)) return {value, value, state::value};
            }
            break;
        case Shape::time: {
            std::int64_t span = 0;
            if (const auto* day = std::get_if<time::Day>(&constant))
                span = whole_day(day->time_since_epoch().count());
            else if (const auto* moment = std::get_if<time::Moment>(&constant))
                span = exact_moment(moment->seconds);
            else
                break;
            return {span, span, state::value};
        }
        case Shape::set:
            if (const auto* period = std::get_if<time::Period>(&constant)) {
                // A period that no rule names has no number.
                const auto& known = numbering.periods;
                const auto at = std::find(known.begin(), known.end(), *period) - known.begin();
                if (at == static_cast<std::ptrdiff_t>(known.size())) break;
                return {std::int64_t{1} << at, 0, state::value};
            }
            if (const auto* one = std::get_if<model::Enumerator>(&constant))
                return {static_cast<std::int64_t>(std::uint64_t{1} << static_cast<unsigned>(one->position)), 0,
                        state::value};
            break;
        case Shape::text:
            if (const auto* text = std::get_if<std::string>(&constant))
                return {numbering.texts.number_of(*text), 0, state::value};
            break;
        case Shape::days:
            if (const auto* days = std::get_if<model::DayInterval>(&constant))
                return {days->first.time_since_epoch().count(), days->last.time_since_epoch().count(), state::value};
            break;
        case Shape::plain:
        case Shape::list: break;
    }
    if (std::holds_alternative<std::monostate>(constant)) return none_cell(column);
    return deferred_cell(column);
}

Cell cell_of(const facts::Slot* slot, const model::Field& field, const Column& column, const Numbering& numbering) {
    const facts::Knowledge knowledge = slot ? slot->knowledge : facts::Knowledge::unknown;
    switch (knowledge) {
        case facts::Knowledge::none: return none_cell(column);
        case facts::Knowledge::unascertainable: return unascertainable_cell(column);
        case facts::Knowledge::unknown: {
            if (field.default_value) return cell_of(*field.default_value, column, numbering);
            if (!field.burden.empty() && column.shape == Shape::truth) return {0, 0, truth_bits::no};
            Cell cell = unknown_cell(column);
            const bool truth = column.shape == Shape::truth;
            if (field.may_be_none) cell.state |= truth ? truth_bits::none : state::none;
            if (field.may_be_unascertainable)
                cell.state |= truth ? truth_bits::unascertainable : state::unascertainable;
            return cell;
        }
        case facts::Knowledge::known: break;
    }
    if (column.shape == Shape::list) {
        // A nested record that is known has a row of its own; without one nobody says what it is.
        if (field.type.kind == model::TypeKind::record)
            return slot->records.empty() ? unknown_cell(column) : Cell{0, 0, state::value};
        return {0, 0, static_cast<std::uint8_t>(state::value | (slot->complete ? 0 : state::incomplete))};
    }
    return cell_of(slot->value, column, numbering);
}

}  // namespace fadu::program
