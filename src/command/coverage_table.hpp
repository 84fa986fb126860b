// The coverage of sources, article by article: which rules encode an article, why one is not translatable, which are not
// yet encoded. Data; coverage.cpp prints it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu::command {

struct CoveredBy {
    std::string kind;  ///< rule, step, procedure, definition, list or deem
    std::string name;
    std::string place;  ///< the article as cited, with 款 and 项
    friend bool operator==(const CoveredBy&, const CoveredBy&) = default;
};

struct ArticleCoverage {
    std::string article;  ///< 第十五条, or what was cited where it has no number
    int number = 0;       ///< 0 without number
    std::vector<CoveredBy> by;
    std::vector<std::string> untranslatable;  ///< reasons, with the place cited
    bool encoded() const { return !by.empty(); }
    bool open() const { return by.empty() && untranslatable.empty(); }
};

struct SourceCoverage {
    std::string source;
    int article_count = 0;                  ///< 0 where the source does not say how many articles it has
    std::vector<ArticleCoverage> articles;  ///< every article where the number is known, else those that are cited
    std::vector<CoveredBy> whole;           ///< citations of the source as a whole
    std::size_t encoded = 0, untranslatable = 0, open = 0;
};

std::vector<SourceCoverage> coverage_of(const model::Rulebook& rulebook);

/// 一百零八, for 1 to 9999.
std::string chinese_number(int number);

}  // namespace fadu::command
