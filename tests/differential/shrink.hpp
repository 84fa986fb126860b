// The smallest pair that still has the property it was found with: declarations, clauses, items, rows and parts of
// expressions are dropped from the rules as long as they load, then events and values from the case.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cases.hpp"
#include "load.hpp"

namespace fadu::differential {

struct Pair {
    std::string text;
    std::shared_ptr<Loaded> loaded;  ///< of the text
    facts::Case value;
    time::Day as_of{};
    Settings settings;
    std::vector<facts::Case> before;  ///< cases that stand before it in a block of columns
};

using Property = std::function<bool(const Pair&)>;

/// `pair` has the property; so has what is returned.
Pair shrink(Pair pair, const Property& property);

/// The same for a text alone.
std::string shrink_text(std::string text, const std::function<bool(const std::string&)>& property);

}  // namespace fadu::differential
