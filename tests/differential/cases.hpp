// Random cases for any rulebook: values on, just below and just above its figures, days that its periods lead to, several
// events of one day, holidays, and everything that may be unknown, absent, undated, planned or only possible.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fadu/facts/case.hpp"
#include "fadu/time/calendar.hpp"
#include "random.hpp"

namespace fadu::differential {

/// What the rules are set up with before any case comes.
struct Settings {
    const time::Calendar* calendar = nullptr;  ///< nothing: that of the library
    std::map<std::string, model::Constant> parameters;
};
/// `without_calendar`: sometimes one that knows no year.
Settings random_settings(const model::Rulebook& rulebook, Random& random, bool without_calendar);

struct RandomCase {
    facts::Case value;
    time::Day as_of{};
};

/// The figures that a rulebook names, and the makers of values around them.
class CaseMaker {
  public:
    CaseMaker(const model::Rulebook& rulebook, int record);
    RandomCase make(Random& random) const;
    model::Constant constant(const model::Type& type, Random& random) const;

  private:
    friend class OneCase;
    const model::Rulebook& rulebook_;
    int record_;
    std::vector<model::Number> integers_, decimals_, ratios_, money_;
    std::vector<std::string> texts_, patterns_;
    std::vector<time::Day> days_;
    std::vector<time::Moment> moments_;
    std::vector<time::Period> periods_;
    std::vector<time::CountingPolicy> policies_;
};

/// The records that rules, procedures or state tables of the rulebook are about.
std::vector<int> case_records(const model::Rulebook& rulebook);

}  // namespace fadu::differential
