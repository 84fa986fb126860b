// Decision tables: columns, cells, rows; factor tables become rows with one condition each.
#include "model/lists.hpp"

#include <algorithm>

namespace fadu::model::detail {
namespace {

ListPolicy policy_of_list(Keyword keyword) {
    switch (keyword) {
        case Keyword::policy_unique: return ListPolicy::unique;
        case Keyword::policy_lightest: return ListPolicy::lightest;
        case Keyword::policy_heaviest: return ListPolicy::heaviest;
        case Keyword::every_number: return ListPolicy::all;
        case Keyword::sum: return ListPolicy::sum;
        default: return ListPolicy::first;
    }
}

bool names(const tree::Expression& e, std::string_view zh, std::string_view en) {
    return e.kind == ExpressionKind::name && (e.token.text == zh || e.token.text == en);
}

}  // namespace

void Resolver::resolve_lists() {
    // Lists may test the results of lists, so all result types come first.
    std::map<const tree::List*, tree::List> from_file;
    const auto contents = [&](const tree::List& body) -> const tree::List& {
        const auto found = from_file.find(&body);
        return found == from_file.end() ? body : found->second;
    };
    const auto fail = [&](const List& list) { globals_.find(list.name)->second.failed = true; };
    each<tree::List>([&](const tree::List& body, const tree::Declaration&) {
        const auto known = list_of_.find(&body);
        if (known == list_of_.end()) return;
        List& list = book_.lists[at(known->second)];
        if (body.file.kind != TokenKind::end) {
            auto read = list_from_file(body);
            if (!read) return fail(list);
            from_file.emplace(&body, std::move(*read));
        }
        list.policy = policy_of_list(body.policy);
        list.citations = citations_of(body.clauses);
        Context context;
        context.record = list.record;
        if (!infer_result_types(contents(body), list, context)) fail(list);
    });
    each<tree::List>([&](const tree::List& body, const tree::Declaration& declaration) {
        const auto known = list_of_.find(&body);
        if (known == list_of_.end() || book_.lists[at(known->second)].result_types.empty()) return;
        List& made = book_.lists[at(known->second)];
        if (globals_.find(made.name)->second.failed) return;
        if (!list(contents(body), made) || !declaration.complete) {
            made.rows.clear();
            made.factor.clear();
            fail(made);
        }
    });
}

bool Resolver::infer_result_types(const tree::List& body, List& out, Context& context) {
    bool good = true;
    std::size_t place = 0;
    const std::size_t tests = static_cast<std::size_t>(std::count_if(
        body.columns.begin(), body.columns.end(), [](const auto& c) { return !c.result && !c.citation; }));
    for (const tree::ListColumn& column : body.columns) {
        if (!column.result) continue;
        const std::size_t cell = tests + place;
        ++place;
        std::string header(column.result_type.name.text);
        if (header.empty()) header = slice(column.result_type.span);
        std::optional<Type> known;
        const tree::TypeName& written = column.result_type;
        if (written.type != Keyword::none_ || named_enumerations_.contains(written.name.text)) {
            known = type(written);
        } else if (body.result_type.type != Keyword::none_ || body.result_type.name ||
                   !body.result_type.enumerators.empty()) {
            known = type(body.result_type);
        } else {
            std::vector<const tree::Expression*> cells;
            for (const tree::ListRow& row : body.rows) {
                const std::size_t at_row = row.otherwise ? cell - tests : cell;
                if (at_row < row.cells.size()) cells.push_back(&row.cells[at_row]);
            }
            known = infer_type(cells, context);
            if (!known && !cells.empty())
                error("FD0403", column.span, fmt::format("看不出“{}”一列是什么类型", header),
                      fmt::format("the type of the column “{}” cannot be told from its cells", header))
                    .help = {"各格要是同一种值；或者把列名写成一个类别的名称",
                             "all cells must be of one type, or name a kind in the head"};
        }
        good = good && known;
        out.result_columns.push_back(std::move(header));
        out.result_types.push_back(known.value_or(Type{}));
    }
    if (out.result_types.empty()) {
        lacks("FD0404", body.name.span, fmt::format("清单“{}”没有结果列", body.name.text),
              fmt::format("the list “{}” has no result column", body.name.text))
            .help = {"在表头写“则 …”", "write “then …” in the head"};
        return false;
    }
    if (!good) out.result_types.clear();
    return good;
}

std::optional<Type> Resolver::infer_type(const std::vector<const tree::Expression*>& cells, Context& context) {
    std::optional<Type> result;
    std::vector<std::string_view> words_in_cells;
    for (const tree::Expression* written : cells) {
        const tree::Expression& e = bare(*written);
        if (e.kind == ExpressionKind::empty) continue;
        if (e.kind == ExpressionKind::error) return std::nullopt;
        const bool global_name = e.kind == ExpressionKind::name &&
                                 (field_in_scope(e.token.text, context) || globals_.contains(e.token.text));
        if (e.kind == ExpressionKind::name && !global_name) {
            words_in_cells.push_back(e.token.text);
            continue;
        }
        Maybe found = value(e, context);
        if (!found) return std::nullopt;
        if (found->type.kind == TypeKind::nothing) continue;
        if (!result) {
            result = found->type;
        } else if (result->is_number() && found->type.is_number() && result->kind != found->type.kind) {
            if (result->kind == TypeKind::money || found->type.kind == TypeKind::money) return std::nullopt;
            result->kind = TypeKind::decimal;
        } else if (!equal_types(*result, found->type)) {
            return std::nullopt;
        }
    }
    if (words_in_cells.empty()) return result;
    if (result) return result->kind == TypeKind::text ? result : std::nullopt;
    for (std::size_t i = 0; i < book_.enumerations.size(); ++i) {
        const int index = static_cast<int>(i);
        if (std::all_of(words_in_cells.begin(), words_in_cells.end(),
                        [&](std::string_view word) { return find_enumerator(index, word) >= 0; }))
            return Type{TypeKind::enumeration, TypeKind::nothing, index};
    }
    return Type{TypeKind::text};
}

bool Resolver::list(const tree::List& body, List& out) {
    Context context;
    context.record = out.record;
    context.policy = out.counting = policy_of(out.citations);
    if (out.record >= 0)
        context.push({{TypeKind::record, TypeKind::nothing, out.record}, std::string(body.scope.binder.text), false});
    out.unascertainable_takes_lowest = body.unascertainable_takes_lowest;
    bool good = true;
    if (body.cap) {
        out.cap = constant(*body.cap, out.result_types.front());
        good = out.cap.has_value();
    }
    if ((out.policy == ListPolicy::lightest || out.policy == ListPolicy::heaviest) &&
        !is_ordered(out.result_types.front())) {
        error("FD0405", body.name.span,
              fmt::format("清单“{}”取最轻或者最重，但{}没有轻重顺序", out.name, words(out.result_types.front()).zh),
              fmt::format("the list “{}” takes the lightest or heaviest, but “{}” has no order", out.name,
                          book_.type_name(out.result_types.front())))
            .help = {"在类别上写“由轻到重”", "declare the kind as “ascending”"};
        good = false;
    }
    if (out.policy == ListPolicy::sum && !out.result_types.front().is_number()) {
        error("FD0405", body.name.span,
              fmt::format("清单“{}”取合计，但结果是{}，不能相加", out.name, words(out.result_types.front()).zh),
              fmt::format("the list “{}” takes the sum, but its results are {}", out.name,
                          words(out.result_types.front()).en));
        good = false;
    }
    Columns columns;
    for (const tree::ListColumn& column : body.columns)
        if (!column.result && !column.citation) columns.tests.push_back(&column);
    columns.factors = body.policy == Keyword::sum && columns.tests.size() == 2 &&
                      names(columns.tests[0]->expression, "裁量因素", "factor");
    if (columns.factors) {
        good = read_factor_rows(body, out, columns, context) && good;
    } else {
        good = read_columns(out, columns, context) && good;
        good = good && read_rows(body, out, columns, context);
    }
    if (good) check_list(out);
    return good;
}

bool Resolver::is_ordered(const Type& type) const {
    if (type.kind == TypeKind::enumeration) return type.index >= 0 && book_.enumerations[at(type.index)].ordered;
    return type.is_number() || type.kind == TypeKind::range || type.kind == TypeKind::span;
}

bool Resolver::read_columns(List& out, Columns& columns, Context& context) {
    bool good = true;
    for (const tree::ListColumn* column : columns.tests) {
        const tree::Expression& written = bare(column->expression);
        Maybe found;
        if (written.kind == ExpressionKind::empty)
            lacks("FD0404", column->span, "这一列没有写列名", "this column has no head");
        else
            found = is_bare_event(written, context) ? condition(written, context) : value(written, context);
        good = good && found;
        out.condition_columns.push_back(slice(written.span));
        if (found) columns.values.push_back(std::move(*found));
    }
    return good;
}

bool Resolver::read_results(const tree::ListRow& written, std::size_t first, List& out, ListRow& row,
                            Context& context) {
    bool good = written.cells.size() >= first + out.result_types.size();
    for (std::size_t i = 0; i < out.result_types.size() && first + i < written.cells.size(); ++i) {
        const tree::Expression& cell = written.cells[first + i];
        if (cell.kind == ExpressionKind::empty || cell.kind == ExpressionKind::any) {
            lacks("FD0404", cell.span, "结果格是空的", "this result cell is empty");
            good = false;
            continue;
        }
        const Type& wanted = out.result_types[i];
        Maybe found = wanted.kind == TypeKind::boolean ? condition(cell, context)
                                                       : convert(value(cell, context, &wanted), wanted, cell.span);
        good = good && found;
        if (found) row.results.push_back(std::move(*found));
    }
    if (!written.citations.empty())
        row.citations = citations(written.citations, out.citations.empty() ? -1 : out.citations.front().source);
    return good;
}

bool Resolver::read_rows(const tree::List& body, List& out, Columns& columns, Context& context) {
    bool good = true;
    out.rows.reserve(body.rows.size());
    for (std::size_t index = 0; index < body.rows.size(); ++index) {
        const tree::ListRow& written = body.rows[index];
        ListRow row;
        row.span = written.span;
        row.label = std::to_string(index + 1);
        row.otherwise = written.otherwise;
        const std::size_t tests = written.otherwise ? 0 : columns.values.size();
        for (std::size_t i = 0; i < tests && i < written.cells.size(); ++i) {
            const tree::Expression& cell_written = written.cells[i];
            Maybe found = bare(cell_written).kind == ExpressionKind::otherwise
                              ? rest_of_column(body, columns, i, index, context)
                              : cell(columns.values[i], cell_written, context);
            good = good && found;
            if (found) row.conditions.push_back(std::move(*found));
        }
        good = read_results(written, tests, out, row, context) && good;
        out.rows.push_back(std::move(row));
    }
    return good;
}

/// 其他 in one cell: none of what the other rows say in this column.
Maybe Resolver::rest_of_column(const tree::List& body, Columns& columns, std::size_t column, std::size_t row,
                               Context& context) {
    std::vector<Expression> others;
    for (std::size_t i = 0; i < body.rows.size(); ++i) {
        if (i == row || body.rows[i].otherwise || column >= body.rows[i].cells.size()) continue;
        const tree::Expression& written = bare(body.rows[i].cells[column]);
        if (written.kind == ExpressionKind::otherwise || written.kind == ExpressionKind::any ||
            written.kind == ExpressionKind::empty)
            continue;
        Maybe found = cell(columns.values[column], written, context);
        if (!found) return std::nullopt;
        others.push_back(std::move(*found));
    }
    const Span span = body.rows[row].cells[column].span;
    if (others.empty()) return make_constant(true, boolean_type(), span);
    return make(Operation::not_, boolean_type(), span, {make(Operation::or_, boolean_type(), span, std::move(others))});
}

Maybe Resolver::cell(const Expression& column, const tree::Expression& written, Context& context) {
    const tree::Expression& e = bare(written);
    switch (e.kind) {
        case ExpressionKind::any:
        case ExpressionKind::empty: return make_constant(true, boolean_type(), e.span);
        case ExpressionKind::error: return std::nullopt;
        case ExpressionKind::compare_with:
            if (e.children.empty()) return std::nullopt;
            return compare(operator_of(e.token), column, e.children.front(), e.span, context);
        case ExpressionKind::set: return membership(column, e, e.span, context);
        default: break;
    }
    const bool list_of_words = column.type.kind == TypeKind::list &&
                               (column.type.element == TypeKind::text || column.type.element == TypeKind::enumeration);
    if (list_of_words && e.kind == ExpressionKind::name) return inclusion(column, e, e.span, context, false);
    if (column.type.kind == TypeKind::interval && e.kind == ExpressionKind::literal && e.token.kind == TokenKind::date)
        return inclusion(column, e, e.span, context, true);
    return equality(true, column, e, e.span, context);
}

bool Resolver::read_factor_rows(const tree::List& body, List& out, Columns& columns, Context& context) {
    bool good = true;
    Maybe factor_value;
    bool always = false;
    int factor = -1;
    out.condition_columns = {slice(columns.tests[0]->span), slice(columns.tests[1]->span)};
    for (std::size_t index = 0; index < body.rows.size(); ++index) {
        const tree::ListRow& written = body.rows[index];
        if (written.cells.size() < 2) {
            good = false;
            continue;
        }
        const tree::Expression& head = bare(written.cells[0]);
        if (head.kind != ExpressionKind::empty) {
            const bool named = head.kind == ExpressionKind::name;
            const std::string name = named ? std::string(head.token.text) : slice(head.span);
            const auto known = std::find(out.factor_names.begin(), out.factor_names.end(), name);
            factor = static_cast<int>(known - out.factor_names.begin());
            if (known == out.factor_names.end()) out.factor_names.push_back(name);
            const bool test_empty = bare(written.cells[1]).kind == ExpressionKind::empty;
            always = named && test_empty && !field_in_scope(name, context) && !globals_.contains(name);
            factor_value = always ? Maybe{} : value(head, context);
            good = good && (always || factor_value);
        }
        if (factor < 0) {
            lacks("FD0404", written.span, "第一行没有写裁量因素", "the first row names no factor");
            return false;
        }
        ListRow row;
        row.span = written.span;
        row.label = std::to_string(index + 1);
        if (factor_value && !always) {
            Maybe found = cell(*factor_value, written.cells[1], context);
            good = good && found;
            if (found) row.conditions.push_back(std::move(*found));
        }
        good = read_results(written, 2, out, row, context) && good;
        out.rows.push_back(std::move(row));
        out.factor.push_back(factor);
    }
    return good;
}

}  // namespace fadu::model::detail
