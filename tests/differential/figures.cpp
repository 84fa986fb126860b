// The figures of a rulebook, and values near them.
#include <algorithm>

#include "cases.hpp"
#include "visit.hpp"

namespace fadu::differential {
namespace {

using model::Constant;
using model::Number;
using model::Type;
using model::TypeKind;

/// A text that fits a pattern, or nearly does.
std::string fitting(const std::string& pattern, Random& random) {
    std::string text;
    for (const char c : pattern) {
        switch (c) {
            case '#': text += random.chance(85) ? static_cast<char>('0' + random.below(10)) : 'x'; break;
            case '?': text += random.chance(80) ? "丁" : ""; break;
            case '*': text += random.pick({"", "9", "甲乙", "丁"}); break;
            default: text += c;
        }
    }
    return text;
}

/// The figure, one unit below it or one unit above it.
Number near(const Number& figure, const Number& unit, Random& random) {
    switch (random.below(4)) {
        case 0: return model::add(figure, unit).value_or(figure);
        case 1: return model::subtract(figure, unit).value_or(figure);
        default: return figure;
    }
}

}  // namespace

CaseMaker::CaseMaker(const model::Rulebook& rulebook, int record) : rulebook_(rulebook), record_(record) {
    const auto number = [this](const Number& one, TypeKind kind) {
        switch (kind) {
            case TypeKind::money: money_.push_back(one); break;
            case TypeKind::ratio: ratios_.push_back(one); break;
            case TypeKind::integer: integers_.push_back(one); break;
            default: decimals_.push_back(one); break;
        }
    };
    const auto add = [&](const Constant& constant, const Type& type) {
        if (const auto* one = std::get_if<Number>(&constant)) number(*one, type.kind);
        if (const auto* one = std::get_if<model::NumberRange>(&constant)) {
            if (one->low) number(*one->low, type.element);
            if (one->high) number(*one->high, type.element);
        }
        if (const auto* one = std::get_if<model::SpanRange>(&constant)) {
            if (one->low) periods_.push_back(*one->low);
            if (one->high) periods_.push_back(*one->high);
        }
        if (const auto* one = std::get_if<std::string>(&constant)) texts_.push_back(*one);
        if (const auto* one = std::get_if<time::Day>(&constant)) days_.push_back(*one);
        if (const auto* one = std::get_if<time::Moment>(&constant)) moments_.push_back(*one);
        if (const auto* one = std::get_if<time::Period>(&constant)) periods_.push_back(*one);
        if (const auto* one = std::get_if<model::DayInterval>(&constant)) {
            days_.push_back(one->first);
            days_.push_back(one->last);
        }
    };
    for_each_expression(rulebook, [&](const model::Expression& one) {
        if (one.operation == model::Operation::constant) add(one.constant, one.type);
        if (one.operation == model::Operation::matches) patterns_.push_back(std::get<std::string>(one.constant));
    });
    for (const model::Parameter& one : rulebook.parameters)
        if (one.value) add(*one.value, one.type);
    for (const model::Source& one : rulebook.sources) {
        if (one.in_force_from) days_.push_back(*one.in_force_from);
        if (one.in_force_until) days_.push_back(*one.in_force_until);
        policies_.push_back(one.policy);
    }
    policies_.emplace_back();
    std::erase_if(periods_, [](const time::Period& one) { return one.parts.empty(); });
    if (periods_.empty()) periods_.push_back({{{5, time::Unit::day}}});
}

Constant CaseMaker::constant(const Type& type, Random& random) const {
    const auto figure = [&](const std::vector<Number>& figures, const Number& unit, int most) {
        if (random.below(100) == 0)  // too much for 64 bits once it is multiplied
            return Number(random.chance(50) ? 9'000'000'000'000'000'000 : -9'000'000'000'000'000'000);
        if (!figures.empty() && random.chance(75)) return near(random.pick(figures), unit, random);
        return model::multiply(Number(random.below(most)), unit).value_or(Number(0));
    };
    const auto day = [&]() -> time::Day {
        if (!days_.empty() && random.chance(50)) return random.pick(days_) + std::chrono::days(random.between(-1, 1));
        if (random.chance(3)) return time::make_day(random.pick({1999, 2006, 2027, 2031}), 1, 1);
        return time::make_day(2023, 4, 20) + std::chrono::days(random.below(40));
    };
    switch (type.kind) {
        case TypeKind::boolean: return random.chance(50);
        case TypeKind::integer: return figure(integers_, Number(1), 4);
        case TypeKind::decimal: return figure(decimals_, Number::of(1, 100).value_or(Number(1)), 300);
        case TypeKind::ratio: return figure(ratios_, Number::of(1, 1000).value_or(Number(1)), 1200);
        case TypeKind::money: return figure(money_, Number(1), 30'000);
        case TypeKind::text:
            if (!patterns_.empty() && random.chance(25)) return fitting(random.pick(patterns_), random);
            if (!texts_.empty() && random.chance(60)) return random.pick(texts_);
            return std::string(random.pick({"甲", "乙", "", "甲乙丙", "粤〔2023〕1号", "a"}));
        case TypeKind::date: return day();
        case TypeKind::moment:
            if (!moments_.empty() && random.chance(40))
                return time::Moment{random.pick(moments_).seconds + random.between(-1, 1)};
            return time::Moment{time::start_of(day()).seconds +
                                random.pick({0, 1, 36'000, 37'800, 43'200, 86'399, 61'234})};
        case TypeKind::span:
            if (random.chance(10)) return time::Period{{{5, time::Unit::working_day}, {3, time::Unit::calendar_day}}};
            if (random.chance(3)) return time::Period{{{48, time::Unit::hour}}};
            return random.pick(periods_);
        case TypeKind::interval: {
            const time::Day first = day();
            return model::DayInterval{first, first + std::chrono::days(random.pick({0, 1, 4, 9, 29, 30, 400}))};
        }
        case TypeKind::enumeration: {
            const auto& values = rulebook_.enumerations[static_cast<std::size_t>(type.index)].enumerators;
            return model::Enumerator{random.below(static_cast<int>(values.size()))};
        }
        case TypeKind::range: {
            if (type.element == TypeKind::span) {
                model::SpanRange range;
                if (random.chance(60)) range.low = random.pick(periods_);
                if (!range.low || random.chance(60)) range.high = random.pick(periods_);
                range.high_included = random.chance(70);
                return range;
            }
            model::NumberRange range;
            const Type element{type.element};
            if (random.chance(60)) range.low = std::get<Number>(constant(element, random));
            if (!range.low || random.chance(60)) range.high = std::get<Number>(constant(element, random));
            if (range.low && range.high && *range.high < *range.low) std::swap(range.low, range.high);
            range.low_included = random.chance(70);
            range.high_included = random.chance(70);
            return range;
        }
        default: return std::monostate{};
    }
}

Settings random_settings(const model::Rulebook& rulebook, Random& random, bool without_calendar) {
    static const time::Calendar knows_nothing;
    Settings settings;
    if (random.chance(4) && without_calendar) settings.calendar = &knows_nothing;
    const CaseMaker maker(rulebook, 0);
    for (const model::Parameter& one : rulebook.parameters)
        if (random.chance(one.value ? 15 : 50)) settings.parameters[one.name] = maker.constant(one.type, random);
    return settings;
}

std::vector<int> case_records(const model::Rulebook& rulebook) {
    std::vector<int> all;
    const auto add = [&](int record) {
        if (record >= 0 && std::find(all.begin(), all.end(), record) == all.end()) all.push_back(record);
    };
    for (const model::Rule& one : rulebook.rules) add(one.record);
    for (const model::Procedure& one : rulebook.procedures) add(one.record);
    for (const model::StateTable& one : rulebook.state_tables) add(one.record);
    return all;
}

}  // namespace fadu::differential
