// What the files about lists share: the columns of one table while it is being read.
#pragma once

#include "model/resolver.hpp"

namespace fadu::model::detail {

struct Resolver::Columns {
    std::vector<const tree::ListColumn*> tests;  ///< condition columns as written
    std::vector<Expression> values;              ///< and what they look at
    bool factors = false;                        ///< 裁量因素 / 违法程度
};

}  // namespace fadu::model::detail
