#include "generate/lists.hpp"

#include <array>

#include <fmt/format.h>

namespace fadu::bench {
namespace {

/// What the rows of an item ask for, in yuan.
int lower_limit(std::size_t item) { return 100 * (1 + static_cast<int>(item * 7 % 50)); }
int upper_limit(std::size_t item) { return 1000 * (5 + static_cast<int>(item * 11 % 90)); }
std::string item_code(std::size_t item) { return fmt::format("项{:05}", item + 1); }

constexpr std::array<std::string_view, 4> ways{"不予处罚", "可以不予处罚", "减轻处罚", "依法处罚"};

}  // namespace

std::vector<ListRow> list_rows(std::size_t rows) {
    std::vector<ListRow> all;
    for (std::size_t item = 0; item < rows / 4; ++item) {
        all.push_back({item_code(item), 0, 0, lower_limit(item), 0});
        all.push_back({item_code(item), 0, 0, -1, 1});
        all.push_back({item_code(item), 1, 1, upper_limit(item), 1});
        all.push_back({item_code(item), 1, 2, upper_limit(item) * 2, 2});
    }
    return all;
}

std::string make_list(std::size_t rows) {
    std::string text = fmt::format(
        R"(# 由 bench_generate list {0} 写出：同一种清单，有 {0} 行。
规则集 量速度用的清单 版本 1.0

类别 处理方式 由轻到重 不予处罚、可以不予处罚、减轻处罚、依法处罚
类别 违法程度 由轻到重 轻微、一般、严重

记录 处罚案件
  案号 : 文本 标识
  事项 : 文本
  程度 : 违法程度
  金额 : 金额
  处理 : 处理方式

规则 按清单处理 对 处罚案件
  应当 处理 为 处理清单
  违者 重大 “处理不合清单”

清单 处理清单 : 处理方式 对 处罚案件 取 首项
  | 事项 | 程度 | 金额 | 则 处理方式 |
)",
        rows);
    constexpr std::array<std::string_view, 3> words{"轻微", "一般", "严重"};
    for (const ListRow& row : list_rows(rows)) {
        std::string degree;
        for (int i = row.first_degree; i <= row.last_degree; ++i)
            degree += std::string(degree.empty() ? "" : "、") + std::string(words[static_cast<std::size_t>(i)]);
        const std::string amount = row.below < 0 ? "不限" : fmt::format("不足 {}元", row.below);
        text += fmt::format("  | “{}” | {} | {} | {} |\n", row.item, degree, amount,
                            ways[static_cast<std::size_t>(row.way)]);
    }
    text += "  | 其他 | 依法处罚 |\n";
    return text;
}

Json make_list_case(std::uint64_t seed, std::uint64_t number, std::size_t rows) {
    Random random(seed ^ 0x115747U, number);
    Json json = Json::object();
    const auto add = [&](const char* key, Json value) {
        if (!random.chance(20)) json.add(key, std::move(value));
    };
    json.add("案号", Json::of(fmt::format("罚{:07}", number + 1)));
    const auto item = static_cast<std::size_t>(random.below(static_cast<int>(rows / 4)));
    add("事项", Json::of(random.chance(980) ? item_code(item) : std::string("没有列入")));
    const int degree = random.chance(500) ? 0 : random.chance(700) ? 1 : 2;
    constexpr std::array<std::string_view, 3> degrees{"轻微", "一般", "严重"};
    add("程度", Json::of(degrees[static_cast<std::size_t>(degree)]));
    const int amount = random.chance(300) ? random.below(lower_limit(item)) : random.below(3 * upper_limit(item));
    add("金额", Json::of(amount));
    const int beyond = amount < 2 * upper_limit(item) ? 2 : 3;
    int way = degree == 0                                 ? (amount < lower_limit(item) ? 0 : 1)
              : degree == 1 && amount < upper_limit(item) ? 1
                                                          : beyond;
    if (random.chance(100)) way = random.below(4);
    add("处理", Json::of(ways[static_cast<std::size_t>(way)]));
    return json;
}

Corpus make_list_corpus(std::size_t cases, std::size_t rows, std::uint64_t seed) {
    Corpus corpus;
    for (std::size_t i = 0; i < cases; ++i) {
        corpus.begins.push_back(corpus.text.size());
        Random unused(0, 0);
        write(make_list_case(seed, i, rows), Encoding::plain, unused, corpus.text);
        corpus.text += '\n';
    }
    corpus.begins.push_back(corpus.text.size());
    corpus.text.append(64, ' ');
    return corpus;
}

}  // namespace fadu::bench
