// The order of norms: which source stands above which, and which expressions say the same. What the resolver (entitled
// exceptions, contradictions) and the engine (candidates of one name) weigh declarations by.
#pragma once

#include "fadu/model/rulebook.hpp"

namespace fadu::model {

/// Does a source of this rank and organ stand strictly above the other? A partial order by 立法法 98–102: 宪法, 法律, 行政法规
/// over the rest; 地方性法规 over 地方政府规章 of its own and lower levels; province over city; 规章 of ministries and of
/// governments beside each other; every rank over 规范性文件. 自治条例 and 经济特区法规, which may depart from higher law (101),
/// are compared with nothing but 规范性文件.
bool outranks(const Source& a, const Source& b);

/// Made by one organ (立法法 103).
bool same_organ(const Source& a, const Source& b);

/// How far an organ's territory reaches, by its name: 1 the state, 2 a province, 3 a city, 4 a county or below.
int territorial_level(std::string_view organ);

/// The same operations on the same things, wherever they are written.
bool same_expression(const Expression& a, const Expression& b);

}  // namespace fadu::model

#ifdef FADU_HEADER_ONLY
#include "fadu/model/impl/hierarchy_inl.hpp"
#endif
