#include "fadu/program/layout.hpp"

namespace fadu::program {

int Layout::find_column(int table, int field) const {
    const auto& columns = tables[static_cast<std::size_t>(table)].columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].field == field) return static_cast<int>(i);
    return -1;
}

int Layout::find_events(int event) const {
    for (std::size_t i = 0; i < tables.size(); ++i)
        if (tables[i].kind == Table::Kind::events && tables[i].event == event) return static_cast<int>(i);
    return -1;
}

int Layout::find_child(int table, int field) const {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Table& child = tables[i];
        const bool holds = child.kind == Table::Kind::records || child.kind == Table::Kind::values;
        if (holds && child.parent == table && child.field == field) return static_cast<int>(i);
    }
    return -1;
}

int scale_of(const model::Type& type) {
    return type.kind == model::TypeKind::decimal || type.kind == model::TypeKind::ratio ? 6 : 0;
}

Shape shape_of_event_column(int column) {
    switch (column) {
        case event_column::begin:
        case event_column::end: return Shape::time;
        case event_column::happened:
        case event_column::planned:
        case event_column::running: return Shape::truth;
        default: return Shape::plain;
    }
}

bool has_shape(const model::Rulebook& rulebook, const model::Type& type, Shape& shape) {
    switch (type.kind) {
        case model::TypeKind::boolean: shape = Shape::truth; return true;
        case model::TypeKind::integer:
        case model::TypeKind::decimal:
        case model::TypeKind::ratio:
        case model::TypeKind::money: shape = Shape::number; return true;
        case model::TypeKind::text: shape = Shape::text; return true;
        case model::TypeKind::date:
        case model::TypeKind::moment: shape = Shape::time; return true;
        case model::TypeKind::enumeration:
            shape = Shape::set;
            return rulebook.enumerations[static_cast<std::size_t>(type.index)].enumerators.size() <= 63;
        case model::TypeKind::span: shape = Shape::set; return true;  // of the program's periods
        case model::TypeKind::interval: shape = Shape::days; return true;
        case model::TypeKind::list:
        case model::TypeKind::record: shape = Shape::list; return true;
        default: return false;
    }
}

}  // namespace fadu::program
