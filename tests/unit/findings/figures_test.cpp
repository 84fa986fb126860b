// Figures in words: decimals that go on, rounding, columns of Chinese and Latin, CSV.
#include "fadu/findings/figures.hpp"

#include <doctest/doctest.h>

#include "fadu/text/unicode.hpp"

using namespace fadu;
using findings::figure_text;
using model::Number;
using model::TypeKind;

namespace {

const findings::Wording zh{nullptr, nullptr, text::Language::zh};

findings::Figure figure(const char* name, const char* value) {
    findings::Figure one;
    one.name = name;
    one.measure = model::Measure::share;
    findings::FigureRow row;
    row.numerator = {"1", "1"};
    row.denominator = {"20", "20"};
    row.value = row.rounded = {value, value};
    row.exact_low = row.exact_high = "1/20";
    one.rows.push_back(row);
    return one;
}

}  // namespace

TEST_CASE("numbers are given in decimals, cut off where they go on, padded to their unit") {
    const model::Type ratio{TypeKind::ratio};
    CHECK(figure_text(*Number::of(2524, 53754), ratio, {}, zh) == "4.6954…%");
    CHECK(figure_text(*Number::of(47, 1000), ratio, Number::of(1, 10000), zh) == "4.70%");
    CHECK(figure_text(*Number::of(1, 2), ratio, {}, zh) == "50%");
    CHECK(figure_text(Number(1), ratio, Number::of(1, 1000), zh) == "100.0%");
    CHECK(figure_text(*Number::of(1, 3), {TypeKind::decimal}, {}, zh) == "0.3333…");
    CHECK(figure_text(*Number::of(-1, 3), {TypeKind::decimal}, {}, zh) == "-0.3333…");
    CHECK(figure_text(Number(3), {TypeKind::decimal}, Number::of(1, 10), zh) == "3.0");
    CHECK(figure_text(Number(0), {TypeKind::integer}, {}, zh) == "0");
    CHECK(figure_text(Number(300000), {TypeKind::money}, {}, zh) == "3000元");
    CHECK(figure_text(*Number::of(1000, 3), {TypeKind::money}, {}, zh) == "3.33元…");
}

TEST_CASE("columns stand under each other whatever they are written in") {
    findings::Figures all;
    all.figures = {figure("审核率", "5%"), figure("share of A", "5.25%")};
    const std::string table = findings::write_text(all);
    std::vector<int> ends;
    for (std::size_t begin = table.find('\n') + 1; begin < table.size();) {
        const std::size_t end = table.find('\n', begin);
        ends.push_back(text::width(std::string_view(table).substr(begin, end - begin)));
        begin = end + 1;
    }
    REQUIRE(ends.size() == 3);
    CHECK(ends[0] == ends[1]);
    CHECK(ends[1] == ends[2]);
}

TEST_CASE("CSV: quotes, and nothing that a table calculator takes for a formula") {
    findings::Figures all;
    all.figures = {figure("=甲,\"乙\"", "5%")};
    const std::string csv = findings::write_csv(all);
    CHECK(csv.find("\"'=甲,\"\"乙\"\"\",") != std::string::npos);
    CHECK(csv.starts_with("figure,code,measure,group,"));
}

TEST_CASE("no indicators, an empty figure: said, not a silent zero") {
    findings::Figures none;
    CHECK(findings::write_text(none).find("没有指标") != std::string::npos);
    findings::Figures all;
    findings::Figure empty = figure("审核率", "");
    empty.rows[0].none = true;
    empty.findings.push_back({findings::FigureFinding::Kind::empty, model::Grade::none, "", "没有值", "", ""});
    all.figures = {empty};
    const std::string table = findings::write_text(all);
    CHECK(table.find("  无") != std::string::npos);
    CHECK(table.find("? 审核率：没有值") != std::string::npos);
    CHECK_FALSE(all.has_breach());
}
