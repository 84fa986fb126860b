// Receipts of the library: what a host records, and that it can set the same again.
#include <doctest/doctest.h>

#include <thread>

#include "fadu/fadu.hpp"

using namespace fadu;

namespace {

RulesPointer example() {
    auto rules = load_text("example.fadu", R"(规则集 示例 版本 1.0
类别 级别 高、低
记录 案件
  案号 : 文本 标识
  重大 : 是否
规则 不得重大 对 案件
  应当 非 重大
  违者 轻微 “重大”
参数 是否从严 : 是否
参数 人数 : 整数
参数 系数 : 数值
参数 比例 : 比率
参数 数额 : 金额
参数 名称 : 文本
参数 起算日 : 日期
参数 起算时刻 : 时刻
参数 期限 : 期间
参数 最低级别 : 级别
)");
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    return *rules;
}

CheckOptions in_may() {
    CheckOptions options;
    options.as_of = time::make_day(2023, 5, 1);
    return options;
}

}  // namespace

TEST_CASE("a parameter in a receipt is text that sets it again") {
    const auto rules = example();
    const std::vector<std::pair<std::string, std::string>> given{
        {"是否从严", "是"},       {"是否从严", "否"},
        {"人数", "12"},           {"人数", "1000000"},
        {"系数", "0.125"},        {"比例", "33.3%"},
        {"比例", "0.5"},          {"数额", "3000元"},
        {"数额", "1.5万元"},      {"数额", "0.01元"},
        {"数额", "12345.67元"},   {"名称", "一=二，三"},
        {"起算日", "2023-03-01"}, {"起算时刻", "2023-03-01 10:30"},
        {"期限", "30日"},         {"期限", "7个工作日"},
        {"期限", "3个月"},        {"期限", "2年"},
        {"期限", "48小时"},       {"最低级别", "低"}};
    for (const auto& [name, text] : given) {
        CAPTURE(name);
        CAPTURE(text);
        const auto value = rules->parameter_value(name, text);
        REQUIRE_MESSAGE(value.has_value(), (value ? std::string() : value.error().zh));
        auto options = in_may();
        options.parameters[name] = *value;
        const auto receipt = rules->receipt(options);
        REQUIRE(receipt.parameters.size() == 1);
        CAPTURE(receipt.parameters[0].second);
        const auto again = rules->parameter_value(name, receipt.parameters[0].second);
        REQUIRE(again.has_value());
        CHECK(*again == *value);
    }
}

TEST_CASE("a document of the library can be read back as its receipt, whatever number of threads made it") {
    const auto rules = example();
    const auto options = in_may();
    const auto answer = [&] {
        const auto checked =
            rules->check_json(R"([{"案号": "甲", "重大": true}, {"案号": "乙", "重大": true}])", options);
        return checked ? findings::check_json(rules->receipt(options), checked->cases) : std::string();
    };
    const std::string first = answer();
    std::vector<std::string> others(4);
    std::vector<std::thread> threads;
    for (std::string& other : others) threads.emplace_back([&] { other = answer(); });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& other : others) CHECK(other == first);

    std::vector<text::Diagnostic> notes;
    const auto receipt = findings::read_receipt(first, 0, notes);
    REQUIRE(receipt.has_value());
    CHECK(notes.empty());
    REQUIRE(receipt->output.has_value());
    CHECK(receipt->output->cases == 2);
    for (const auto& part : findings::compare_receipts(*receipt, *receipt)) CHECK(part.same);
    auto now = rules->receipt(options);
    now.output = receipt->output;
    for (const auto& part : findings::compare_receipts(*receipt, now)) CHECK_MESSAGE(part.same, part.words.en);
}
