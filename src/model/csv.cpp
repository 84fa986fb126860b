// Lists kept in a CSV file (载于 “x.csv”).
#include <algorithm>

#include "fadu/syntax/table.hpp"
#include "model/lists.hpp"

namespace fadu::model::detail {

std::optional<tree::List> Resolver::list_from_file(const tree::List& body) {
    const auto file = read_file_ ? read_file_(body.file.span.file, body.file.text) : std::nullopt;
    if (!file) {
        error("FD0410", body.file.span, fmt::format("找不到清单的文件“{}”", body.file.text),
              fmt::format("the list's file “{}” is not there", body.file.text))
            .help = {"路径从规则文件所在的文件夹算起", "the path starts from the folder of the rule file"};
        return std::nullopt;
    }
    if (!body.columns.empty()) {
        error("FD0411", body.columns.front().span, "清单已载于文件，不能又在这里写表",
              "the list is kept in a file and cannot have a table here as well");
        return std::nullopt;
    }
    tree::Table table = tree::parse_table(*file, sources_);
    diagnostics_.insert(diagnostics_.end(), table.diagnostics.begin(), table.diagnostics.end());
    if (!table.complete) return std::nullopt;
    if (table.rows.empty()) {
        error("FD0411", body.file.span, fmt::format("文件“{}”里没有行", body.file.text),
              fmt::format("the file “{}” has no rows", body.file.text))
            .help = {"第一行是列名，结果列写“则 …”，其余每行一种情形",
                     "the first row names the columns, results as “then …”; each other row is a case"};
        return std::nullopt;
    }
    // Spreadsheets often leave out 则: with the type declared in the head, the last column is the result.
    const bool has_result =
        std::any_of(table.columns.begin(), table.columns.end(), [](const auto& column) { return column.result; });
    const bool typed =
        body.result_type.type != Keyword::none_ || body.result_type.name || !body.result_type.enumerators.empty();
    if (!has_result && typed) {
        const auto last = std::find_if(table.columns.rbegin(), table.columns.rend(),
                                       [](const auto& column) { return !column.citation; });
        if (last != table.columns.rend()) {
            last->result = true;
            last->result_type.name = {last->expression.token.text, last->span, false};
            last->result_type.span = last->span;
        }
    }
    tree::List result = body;
    result.columns = std::move(table.columns);
    result.rows = std::move(table.rows);
    return result;
}

}  // namespace fadu::model::detail
