// A decision list of any number of rows as a rule file, and cases for it: the same list with 20 and with 10,000 rows.
#pragma once

#include <string>
#include <vector>

#include "generate/cases.hpp"

namespace fadu::bench {

/// A row but the last, 其他, which is 依法处罚.
struct ListRow {
    std::string item;
    int first_degree, last_degree;  ///< of 轻微, 一般, 严重
    int below;                      ///< in yuan; -1: 不限
    int way;                        ///< of 不予处罚, 可以不予处罚, 减轻处罚, 依法处罚
};
/// Four an item.
std::vector<ListRow> list_rows(std::size_t rows);

/// The rule file.
std::string make_list(std::size_t rows);

/// A case for the list of so many rows.
Json make_list_case(std::uint64_t seed, std::uint64_t number, std::size_t rows);
Corpus make_list_corpus(std::size_t cases, std::size_t rows, std::uint64_t seed = usual_seed);

}  // namespace fadu::bench
