#include "fadu/model/number.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using fadu::model::add;
using fadu::model::divide;
using fadu::model::money_to_string;
using fadu::model::multiply;
using fadu::model::Number;
using fadu::model::round_to;
using fadu::model::Rounding;
using fadu::model::subtract;
using fadu::model::to_decimal;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Number of(std::int64_t numerator, std::int64_t denominator) { return Number::of(numerator, denominator).value(); }

}  // namespace

TEST_CASE("a number is kept in lowest terms with a positive denominator") {
    CHECK(of(6, 4) == of(3, 2));
    CHECK(of(3, -6) == of(-1, 2));
    CHECK(of(0, 7) == Number(0));
    CHECK_FALSE(Number::of(1, 0).has_value());
    CHECK(of(least, least) == Number(1));
    CHECK_FALSE(Number::of(least, -1).has_value());
}

TEST_CASE("arithmetic is exact: what is added can be taken away again") {
    std::mt19937 random(20230301);
    std::uniform_int_distribution<std::int64_t> part(-1'000'000, 1'000'000);
    std::uniform_int_distribution<std::int64_t> below(1, 1'000);
    for (int i = 0; i < 20'000; ++i) {
        const Number a = of(part(random), below(random));
        const Number b = of(part(random), below(random));
        CHECK(subtract(add(a, b).value(), b) == a);
        CHECK(add(a, b) == add(b, a));
        CHECK(multiply(a, b) == multiply(b, a));
        if (b != Number(0)) CHECK(multiply(divide(a, b).value(), b) == a);
        CHECK((a < b) == (subtract(a, b).value() < Number(0)));
    }
}

TEST_CASE("overflow is reported at the very border") {
    CHECK(add(Number(most - 1), Number(1)) == Number(most));
    CHECK_FALSE(add(Number(most), Number(1)).has_value());
    CHECK_FALSE(subtract(Number(least), Number(1)).has_value());
    CHECK_FALSE(subtract(Number(0), Number(least)).has_value());
    CHECK(multiply(Number(most), Number(1)) == Number(most));
    CHECK_FALSE(multiply(Number(most), Number(2)).has_value());
    CHECK_FALSE(multiply(of(1, most), of(1, 2)).has_value());
    CHECK(multiply(Number(most), of(1, most)) == Number(1));
    CHECK_FALSE(divide(Number(1), Number(0)).has_value());
    CHECK(Number(most) > of(most - 1, 1));
    CHECK(of(most, most - 1) > Number(1));
}

TEST_CASE("rounding goes to the nearest unit, halves away from zero") {
    CHECK(round_to(of(5, 2), Number(1), Rounding::half_up) == Number(3));
    CHECK(round_to(of(-5, 2), Number(1), Rounding::half_up) == Number(-3));
    CHECK(round_to(of(-5, 2), Number(1), Rounding::down) == Number(-2));
    CHECK(round_to(of(-5, 2), Number(1), Rounding::up) == Number(-3));
    CHECK(round_to(of(-1, 3), Number(1), Rounding::up) == Number(-1));
    CHECK(round_to(of(249, 100), Number(1), Rounding::half_up) == Number(2));
    CHECK(round_to(Number(649'999), Number(100), Rounding::half_up) == Number(650'000));
    CHECK(round_to(Number(649'949), Number(100), Rounding::half_up) == Number(649'900));
    CHECK(round_to(Number(-150), Number(100), Rounding::half_up) == Number(-200));
    CHECK_FALSE(round_to(Number(1), Number(0), Rounding::down).has_value());
    CHECK_FALSE(round_to(Number(1), Number(-1), Rounding::down).has_value());
}

TEST_CASE("rounding is never more than half a unit off and keeps multiples") {
    std::mt19937 random(7);
    std::uniform_int_distribution<std::int64_t> part(-100'000, 100'000);
    for (int i = 0; i < 5'000; ++i) {
        const Number value = of(part(random), 997);
        const Number unit(100);
        const Number rounded = round_to(value, unit, Rounding::half_up).value();
        const Number off = subtract(rounded, value).value();
        CHECK(off <= Number(50));
        CHECK(off >= Number(-50));
        CHECK(round_to(rounded, unit, Rounding::up) == rounded);
    }
}

TEST_CASE("numbers are written as decimals where these end") {
    CHECK(to_decimal(of(3, 4)) == "0.75");
    CHECK(to_decimal(of(-3, 4)) == "-0.75");
    CHECK(to_decimal(of(1, 3)) == "1/3");
    CHECK(to_decimal(Number(least)) == "-9223372036854775808");
    CHECK(to_decimal(of(1, 1000), 2) == "1/1000");
}

TEST_CASE("money is written as people write it") {
    CHECK(money_to_string(Number(300'000)) == "3000元");
    CHECK(money_to_string(Number(649'999)) == "6499.99元");
    CHECK(money_to_string(Number(1'500'000)) == "1.5万元");
    CHECK(money_to_string(Number(1'000'000)) == "1万元");
    CHECK(money_to_string(Number(1'550'000)) == "15500元");
    CHECK(money_to_string(Number(20'000'000'000)) == "2亿元");
    CHECK(money_to_string(Number(-1'000'000)) == "-1万元");
    CHECK(money_to_string(Number(0)) == "0元");
}
