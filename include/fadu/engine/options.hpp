// What a host may choose when it has a case checked. Apart from interpreter.hpp, since the room's inner headers need it
// before the interpreter itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"
#include "fadu/time/calendar.hpp"

namespace fadu::engine {

struct CheckOptions {
    time::Day as_of{};                         ///< its 24:00 is "now"
    const time::Calendar* calendar = nullptr;  ///< nothing: time::Calendar::china()
    /// Set by the host, by name; wins over the rule file's value.
    std::map<std::string, model::Constant> parameters = {};
    bool messages = true;                           ///< evaluate the templates' expressions too
    std::optional<model::NormReference> only = {};  ///< this norm alone, as it stands in Rulebook::order
    /// By Rulebook::order: which norms to evaluate; nothing: all.
    const std::vector<std::uint8_t>* norms = nullptr;
};

}  // namespace fadu::engine
