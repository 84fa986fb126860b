// Lists: the rows that hit, weighed by the list's policy; long lists through an index (engine/impl/tables_inl.hpp).
#include <algorithm>
#include <numeric>

#include "fadu/model/hierarchy.hpp"
#include "program/compiler.hpp"
#include "program/fill.hpp"

namespace fadu::program {

using model::Operation;

namespace {

/// More rows than this are looked up through an index.
constexpr std::size_t most_rows_one_by_one = 64;

/// Is a lighter than b? By the kind's order, by amount. Nothing where they have no order.
std::optional<bool> is_lighter(const model::Constant& a, const model::Constant& b) {
    if (const auto* x = std::get_if<model::Enumerator>(&a))
        if (const auto* y = std::get_if<model::Enumerator>(&b)) return *x < *y;
    if (const auto* x = std::get_if<model::Number>(&a))
        if (const auto* y = std::get_if<model::Number>(&b)) return *x < *y;
    return std::nullopt;
}

const model::Constant* constant_of(const model::ListRow& row, std::size_t column) {
    if (column >= row.results.size() || row.results[column].operation != Operation::constant) return nullptr;
    return &row.results[column].constant;
}

}  // namespace

Operand Compiler::list_result(const model::Expression& e, const Place& place) {
    const model::List& list = book_.lists[static_cast<std::size_t>(e.index)];
    if (!list.factor.empty() || list.policy == model::ListPolicy::sum) throw LeftOutError{"list of factors"};
    if (list.policy == model::ListPolicy::all) throw LeftOutError{"list of all rows"};
    Place own;
    own.domain = reference_domain(place);
    own.frames = {{0, 0}};
    own.act = place.act;
    own.moment = place.moment;
    own.policy = &list.counting;
    const std::vector<int> ranks = ranks_of(list);
    Operand operand =
        list.rows.size() > most_rows_one_by_one ? look_up(list, ranks, e, own) : weigh(list, ranks, e, own);
    operand.reg = lift(operand.reg, place.domain);
    return operand;
}

/// The rows' places in the order of lightness, the lightest first (heaviest, where that is wanted), equal ones equal; the
/// last is that of 其他, -1 where it has none. Empty where the list takes no account of it.
std::vector<int> Compiler::ranks_of(const model::List& list) {
    const bool lightest = list.policy == model::ListPolicy::lightest;
    if (!lightest && list.policy != model::ListPolicy::heaviest) return {};
    std::vector<const model::Constant*> results;
    const model::Constant* otherwise = nullptr;
    for (const model::ListRow& row : list.rows) {
        const model::Constant* constant = constant_of(row, 0);
        if (!constant || std::holds_alternative<std::monostate>(*constant))
            throw LeftOutError{"rank that is not constant"};
        (row.otherwise ? otherwise : results.emplace_back()) = constant;
    }
    results.push_back(otherwise);
    const auto better = [lightest](const model::Constant& a, const model::Constant& b) {
        const auto lighter = lightest ? is_lighter(a, b) : is_lighter(b, a);
        if (!lighter) throw LeftOutError{"rank of another kind"};
        return *lighter;
    };
    std::vector<int> ranks;
    for (const model::Constant* one : results) {
        if (!one) {
            ranks.push_back(-1);
            continue;
        }
        int rank = 0;
        std::vector<const model::Constant*> before;
        for (const model::Constant* other : results) {
            if (!other || !better(*other, *one)) continue;
            const bool counted = std::any_of(before.begin(), before.end(), [&](const model::Constant* b) {
                return !better(*b, *other) && !better(*other, *b);
            });
            if (counted) continue;
            before.push_back(other);
            ++rank;
        }
        ranks.push_back(rank);
    }
    return ranks;
}

Operand Compiler::weigh(const model::List& list, const std::vector<int>& ranks, const model::Expression& e,
                        const Place& own) {
    std::vector<int> conditions;
    std::vector<Operand> values;
    const model::ListRow* otherwise = nullptr;
    const auto column = static_cast<std::size_t>(e.column);
    const auto result = [&](const model::ListRow* row) {
        return row && column < row->results.size() ? value(row->results[column], own)
                                                   : none_value(e.type, own.domain, false);
    };
    for (const model::ListRow& row : list.rows) {
        if (row.otherwise) {
            otherwise = &row;
            continue;
        }
        int all = truth_constant(truth_bits::yes, own.domain);
        for (const model::Expression& condition : row.conditions) {
            if (condition.operation == Operation::constant) continue;
            all = emit({.opcode = Opcode::and_, .domain = own.domain, .a = all, .b = truth(condition, own)},
                       Shape::truth);
        }
        conditions.push_back(all);
        values.push_back(result(&row));
    }
    values.push_back(result(otherwise));
    if (list.policy == model::ListPolicy::first) return choose(conditions, std::move(values), e.type, own.domain);
    // Of several that may hit all are possible, unless a certain one is better.
    Operand chosen = choose(conditions, std::move(values), e.type, own.domain);
    const Instruction made = *maker(chosen.reg);
    if (shape_of(chosen.reg) == Shape::truth) throw LeftOutError{"list of conditions"};
    std::vector<int> operands(code_.operands.begin() + made.first_operand,
                              code_.operands.begin() + made.first_operand + made.operand_count);
    operands.insert(operands.end(), ranks.begin(), ranks.end());
    chosen.reg = emit_with({.opcode = Opcode::choose_best,
                            .domain = own.domain,
                            .e = ranks.empty() ? 0 : 1,
                            .immediate = static_cast<std::int64_t>(conditions.size())},
                           shape_of(chosen.reg), operands);
    return chosen;
}

// ---- long lists ---------------------------------------------------------------------------------------------------------

namespace {

/// What a condition asks of its subject; nothing if it is no test of one against constants.
bool read_test(const model::Expression& condition, const Shape shape, int scale, const auto& text_number,
               CellTest& test) {
    test = {};
    if (condition.operation == Operation::constant) return true;  // 不限
    Column column;
    column.shape = shape;
    column.scale = scale;
    const auto number = [&](const model::Expression& item, std::int64_t& out) {
        if (item.operation != Operation::constant) return false;
        if (const auto* n = std::get_if<model::Number>(&item.constant))
            return shape == Shape::number && scaled(*n, scale, out);
        if (const auto* day = std::get_if<time::Day>(&item.constant)) {
            out = std::int64_t{day->time_since_epoch().count()} * seconds_a_day;
            return shape == Shape::time;
        }
        if (const auto* text = std::get_if<std::string>(&item.constant)) {
            out = text_number(*text);
            return shape == Shape::text;
        }
        return false;
    };
    test.kind = CellTest::between;
    test.low = no_low;
    test.high = no_high;
    const auto& arguments = condition.arguments;
    switch (condition.operation) {
        case Operation::equal:
            if (shape == Shape::set) break;
            if (!number(arguments[1], test.low)) return false;
            test.high = test.low;
            return true;
        case Operation::less:
        case Operation::less_equal:
            if (!number(arguments[1], test.high)) return false;
            test.high -= condition.operation == Operation::less ? 1 : 0;
            return shape != Shape::text;
        case Operation::greater:
        case Operation::greater_equal:
            if (!number(arguments[1], test.low)) return false;
            test.low += condition.operation == Operation::greater ? 1 : 0;
            return shape != Shape::text;
        case Operation::in_range: {
            const auto* range = std::get_if<model::NumberRange>(&arguments[1].constant);
            if (!range || shape != Shape::number || arguments[1].operation != Operation::constant) return false;
            if (range->low && !scaled(*range->low, scale, test.low)) return false;
            if (range->high && !scaled(*range->high, scale, test.high)) return false;
            if (range->low && !range->low_included) ++test.low;
            if (range->high && !range->high_included) --test.high;
            return true;
        }
        case Operation::in_set: break;
        default: return false;
    }
    if (shape != Shape::set) return false;
    test.kind = CellTest::among;
    test.low = 0;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const auto* one = std::get_if<model::Enumerator>(&arguments[i].constant);
        if (arguments[i].operation != Operation::constant || !one) return false;
        test.low |= static_cast<std::int64_t>(std::uint64_t{1} << static_cast<unsigned>(one->position));
    }
    return true;
}

/// By the values of one column the rows that may fit, in their order; nothing if that would be no help.
bool index_by(const Lookup& list, std::size_t column, std::vector<std::int64_t>& bounds,
              std::vector<std::int32_t>& begin, std::vector<std::int32_t>& rows) {
    const std::size_t columns = list.kinds.size();
    const std::size_t count = list.tests.size() / columns;
    bounds.clear();
    for (std::size_t row = 0; row < count; ++row) {
        const CellTest& test = list.tests[row * columns + column];
        if (test.kind == CellTest::between) {
            bounds.push_back(test.low);
            if (test.high != no_high) bounds.push_back(test.high + 1);
        } else if (test.kind == CellTest::among) {
            // The enumerators as bits: each value is a class of its own.
            for (unsigned bit = 0; bit < 63; ++bit) {
                bounds.push_back(std::int64_t{1} << bit);
                bounds.push_back((std::int64_t{1} << bit) + 1);
            }
        }
    }
    bounds.push_back(no_low);
    std::sort(bounds.begin(), bounds.end());
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    if (bounds.size() == 1) return false;
    // Differences first: how many rows each class gets must stay small.
    std::vector<std::vector<std::int32_t>> by_class(bounds.size() + 1);
    std::size_t entries = 0;
    const std::size_t most = 32 * count + 1024;
    const auto class_at = [&](std::int64_t value) {
        return static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
    };
    for (std::size_t row = 0; row < count; ++row) {
        const CellTest& test = list.tests[row * columns + column];
        std::size_t first = 1;
        std::size_t last = bounds.size();
        if (test.kind == CellTest::anything) by_class[0].push_back(static_cast<std::int32_t>(row));
        if (test.kind == CellTest::between) {
            first = class_at(test.low);
            last = class_at(test.high);
        }
        for (std::size_t c = first; c <= last; ++c) {
            if (test.kind == CellTest::among && (c == 0 || (bounds[c - 1] & test.low) == 0)) continue;
            by_class[c].push_back(static_cast<std::int32_t>(row));
            if (++entries > most) return false;
        }
    }
    begin.clear();
    rows.clear();
    for (const auto& of_class : by_class) {
        begin.push_back(static_cast<std::int32_t>(rows.size()));
        rows.insert(rows.end(), of_class.begin(), of_class.end());
    }
    begin.push_back(static_cast<std::int32_t>(rows.size()));
    return true;
}

}  // namespace

Operand Compiler::look_up(const model::List& list, const std::vector<int>& ranks, const model::Expression& e,
                          const Place& own) {
    if (list.policy == model::ListPolicy::unique) throw LeftOutError{"long list with only one answer"};
    const std::size_t columns = list.condition_columns.size();
    if (columns == 0 || columns > kernels::most_lookup_columns) throw LeftOutError{"list of many columns"};
    const auto text_number = [&](const std::string& text) {
        return code_.registers[static_cast<std::size_t>(constant_value(text, {model::TypeKind::text}, own.domain).reg)]
            .low;
    };
    std::vector<const model::ListRow*> rows;
    const model::ListRow* otherwise = nullptr;
    for (const model::ListRow& row : list.rows) (row.otherwise ? otherwise : rows.emplace_back()) = &row;
    if (!ranks.empty()) {
        // The best that fits is the first in the order of ranks.
        std::vector<std::size_t> order(rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
        std::vector<const model::ListRow*> ordered;
        for (const std::size_t row : order) ordered.push_back(rows[row]);
        rows = std::move(ordered);
    }
    Lookup made;
    std::vector<int> subjects;
    for (std::size_t c = 0; c < columns; ++c) {
        const model::Expression* subject = nullptr;
        for (const model::ListRow* row : rows) {
            if (c >= row->conditions.size()) throw LeftOutError{"row without a column"};
            const model::Expression& condition = row->conditions[c];
            if (condition.operation == Operation::constant) continue;
            if (condition.arguments.empty()) throw LeftOutError{"long list with conditions of its own"};
            if (subject && !model::same_expression(*subject, condition.arguments[0]))
                throw LeftOutError{"long list with conditions of its own"};
            subject = &condition.arguments[0];
        }
        if (!subject) {
            subjects.push_back(constant(Shape::number, own.domain, 0, 0, state::value));
            made.kinds.push_back(lookup_kind::number);
            continue;
        }
        const Operand operand = value(*subject, own);
        if (operand.kind != Operand::Kind::cells) throw LeftOutError{"list of another kind"};
        const Shape shape = shape_of(operand.reg);
        if (shape != Shape::number && shape != Shape::text && shape != Shape::set && shape != Shape::time)
            throw LeftOutError{"list of another kind"};
        subjects.push_back(operand.reg);
        made.kinds.push_back(shape == Shape::set    ? lookup_kind::set
                             : shape == Shape::time ? lookup_kind::time
                             : shape == Shape::text ? lookup_kind::text
                                                    : lookup_kind::number);
    }
    Shape result_shape = Shape::number;
    Column column;
    column.type = e.type;
    column.scale = scale_of(e.type);
    if (!has_shape(book_, e.type, result_shape) ||
        (result_shape != Shape::number && result_shape != Shape::set && result_shape != Shape::text))
        throw LeftOutError{"list of another kind"};
    column.shape = result_shape;
    for (const model::ListRow* row : rows) {
        for (std::size_t c = 0; c < columns; ++c) {
            const Register& subject = code_.registers[static_cast<std::size_t>(subjects[c])];
            CellTest test;
            const int scale = subject.shape == Shape::number ? scale_of_subject(row->conditions[c], own) : 0;
            if (!read_test(row->conditions[c], subject.shape, scale, text_number, test))
                throw LeftOutError{"long list with conditions of its own"};
            made.tests.push_back(test);
        }
        add_result(made, *row, e, column, own);
    }
    if (otherwise) {
        add_result(made, *otherwise, e, column, own);
    } else {
        const Cell none = none_cell(column);
        made.result_low.push_back(none.low);
        made.result_high.push_back(none.high);
        made.result_state.push_back(none.state);
    }
    // The column that leaves the fewest rows to try.
    std::size_t best = 0;
    std::vector<std::int64_t> bounds;
    std::vector<std::int32_t> begin;
    std::vector<std::int32_t> of_classes;
    for (std::size_t c = 0; c < columns; ++c) {
        if (!index_by(made, c, bounds, begin, of_classes)) continue;
        std::size_t longest = 0;
        for (std::size_t k = 0; k + 1 < begin.size(); ++k)
            longest = std::max(longest, static_cast<std::size_t>(begin[k + 1] - begin[k]));
        if (made.indexed >= 0 && longest >= best) continue;
        best = longest;
        made.indexed = static_cast<int>(c);
        made.bounds = bounds;
        made.class_begin = begin;
        made.class_rows = of_classes;
    }
    code_.lookups.push_back(std::move(made));
    const int reg = emit_with({.opcode = Opcode::look_up,
                               .domain = own.domain,
                               .immediate = static_cast<std::int64_t>(code_.lookups.size()) - 1},
                              result_shape, subjects);
    return cells(reg, e.type, column.scale);
}

int Compiler::scale_of_subject(const model::Expression& condition, const Place& own) {
    if (condition.operation == Operation::constant) return 0;
    return value(condition.arguments[0], own).scale;
}

void Compiler::add_result(Lookup& list, const model::ListRow& row, const model::Expression& e, const Column& column,
                          const Place& own) {
    const model::Constant* constant = constant_of(row, static_cast<std::size_t>(e.column));
    if (!constant) throw LeftOutError{"long list with results to be computed"};
    Cell cell;
    if (const auto* text = std::get_if<std::string>(constant)) {
        const Operand operand = constant_value(*text, e.type, own.domain);
        cell = {code_.registers[static_cast<std::size_t>(operand.reg)].low, 0, state::value};
    } else {
        TextPool none({});
        cell = cell_of(*constant, column, {none, code_.periods});
    }
    if ((cell.state & state::deferred) != 0) throw LeftOutError{"long list with results to be computed"};
    list.result_low.push_back(cell.low);
    list.result_high.push_back(cell.high);
    list.result_state.push_back(cell.state);
}

}  // namespace fadu::program
