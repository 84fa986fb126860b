// What expressions and declarations are read as, and that nothing from outside brings the parser down.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/syntax/print.hpp"
#include "fadu/text/render.hpp"

using namespace fadu;

namespace {

struct Read {
    explicit Read(std::string written, const syntax::Limits& limits = {}) {
        parsed = syntax::parse(sources.add("文件.fadu", std::move(written)), sources, limits);
    }
    std::string report() const { return text::render(parsed.diagnostics, sources); }
    text::Sources sources;
    syntax::Parsed parsed;
};

/// The tree of an expression on one line: a node with children in brackets.
std::string compact(const syntax::Expression& node) {
    std::string head = syntax::dump(node);
    head.resize(head.find('\n'));
    if (node.children.empty()) return head;
    std::string all = "(" + head;
    for (const syntax::Expression& child : node.children) all += " " + compact(child);
    return all + ")";
}

std::string condition(const std::string& written) {
    const Read read("规则 甲 对 乙\n  当 " + written + "\n");
    if (!read.parsed.diagnostics.empty()) return read.parsed.diagnostics.front().code;
    return compact(
        std::get<syntax::Rule>(read.parsed.file.declarations.front().body).clauses.front().expressions.front());
}

struct Case {
    const char* written;
    const char* tree;
};

}  // namespace

TEST_CASE("grammar: conditions and values") {
    const Case cases[] = {
        {"甲 属于 乙、丙、丁", "(binary in_set name 甲 (set name 乙 name 丙 name 丁))"},
        {"甲 不属于 1万元以上5万元以下", "(binary not_in_set name 甲 (range low literal 1万元 literal 5万元))"},
        {"甲 属于 10万元以下", "(binary in_set name 甲 (range literal 10万元))"},
        {"甲 属于 4次以上", "(binary in_set name 甲 (range low literal 4次))"},
        {"甲 属于 10日以内", "(binary in_set name 甲 (range within literal 10日))"},
        {"甲 包含 2020-01-01 至 2025-01-01",
         "(binary contains name 甲 (interval literal 2020-01-01 literal 2025-01-01))"},
        {"甲 包括 乙、丙", "(binary includes name 甲 (set name 乙 name 丙))"},
        {"本次 的 期间 不少于 30日", "(binary not_less (path 期间 word this_) literal 30日)"},
        {"本案 的 地域 为 “广东”", "(binary is (path 地域 word this_case) literal \"广东\")"},
        {"发言 的 最后一个 的 发言人 为 首长", "(binary is (path 发言人 (aggregate last_item name 发言)) name 首长)"},
        {"甲 中 乙 不为 丙 的 超过 甲 的 数量 的 半数",
         "(binary more (filter name 甲 (binary is_not name 乙 name 丙)) (aggregate half (aggregate count name 甲)))"},
        {"甲 中 乙 为 丙 的 丁 为 戊", "FD0111"},
        {"甲 中 乙 不少于 3 的 丁 的 最小值 不超过 3",
         "(binary not_more (aggregate least (path 丁 (filter name 甲 (binary not_less name 乙 literal 3)))) literal "
         "3)"},
        {"甲 中 已 乙 的 数量 为 3",
         "(binary is (aggregate count (filter name 甲 (happened has_happened name 乙))) literal 3)"},
        {"甲 中 （乙 的 丙 为 丁） 的 数量 为 3",
         "(binary is (aggregate count (filter name 甲 (parenthesized (binary is (path 丙 name 乙) name 丁)))) literal "
         "3)"},
        {"甲 中 乙 中 丙 的 数量 不少于 2 的 不少于 3",
         "(binary not_less (filter name 甲 (binary not_less (aggregate count (filter name 乙 name 丙)) literal 2)) "
         "literal 3)"},
        {"有 甲 中 乙 的", "(quantified some (filter name 甲 name 乙))"},
        {"没有 甲", "(quantified no_such name 甲)"},
        {"每个 甲 均 其 乙 的 丙", "(quantified each name 甲 (path 丙 its 乙))"},
        {"每个 甲 均 乙 为 3 且 丁", "(binary and_ (quantified each name 甲 (binary is name 乙 literal 3)) name 丁)"},
        {"已 甲 其 乙 为 丙 且 未 丁",
         "(binary and_ (happened has_happened (pattern name 甲 (binary is name 乙 name 丙))) (happened "
         "has_not_happened name 丁))"},
        {"未 自 甲 之日起 5日内 乙", "(happened has_not_happened name 乙 (time within name 甲 literal 5日))"},
        {"自 甲 之日起 5个工作日内 未 乙 且 未 丙",
         "(timed (time within name 甲 literal 5个工作日) (binary and_ (happened has_not_happened name 乙) (happened "
         "has_not_happened name 丙)))"},
        {"自 甲 之时起 24小时内 未 乙",
         "(timed (time within hours name 甲 literal 24小时) (happened has_not_happened name 乙))"},
        {"自 甲 之日起 满 60日后 乙", "(timed (time only_after name 甲 literal 60日) name 乙)"},
        {"于 甲 7日前 已 乙", "(timed (time ahead name 甲 literal 7日) (happened has_happened name 乙))"},
        {"在 甲 之前 未 乙", "(timed (time before name 甲) (happened has_not_happened name 乙))"},
        {"甲 在 乙 之后", "(binary after name 甲 name 乙)"},
        {"甲 不早于 自 乙 之日起 7个工作日 届满",
         "(binary not_before name 甲 (end_of_period name 乙 literal 7个工作日))"},
        {"自 甲 之日起 5日 届满 在 乙 之前", "(binary before (end_of_period name 甲 literal 5日) name 乙)"},
        {"自 自 甲 之日起 5日 届满 之日起 3日内 未 乙",
         "(timed (time within (end_of_period name 甲 literal 5日) literal 3日) (happened has_not_happened name 乙))"},
        {"甲 覆盖 乙 至 丙", "(covers covers name 甲 name 乙 name 丙)"},
        {"甲 先于 乙 相隔 不超过 3日", "(relation precedes name 甲 name 乙 literal 3日)"},
        {"甲 与 乙 相随", "(relation accompanies name 甲 name 乙)"},
        {"首次 甲 在 历次 乙 之前", "(binary before (rounds first_occurrence name 甲) (rounds all_rounds name 乙))"},
        {"名（甲、3、乙 的 丙） 为 丁", "(binary is (call 名 name 甲 literal 3 (path 丙 name 乙)) name 丁)"},
        {"名（） 为 丁", "(binary is call 名 name 丁)"},
        {"其 甲 为 无", "(binary is its 甲 literal none)"},
        {"「且」 为 是", "(binary is name 且 literal yes)"},
        {"当事人 为 期间", "(binary is name 当事人 name 期间)"},
        {"有下列情形之一：（一）甲；（二）乙 当 丙；（二之一）丁。",
         "(items any_of_the_following (item （一） name 甲) (item （二） name 乙 name 丙) (item （二之一） name 丁))"},
        {"甲 的", "FD0102"},
        {"甲 中 乙", "FD0102"},
        {"甲 3", "FD0102"},
        {"甲 中 （乙 为 丙） 的 丁 为 戊",
         "(binary is (path 丁 (filter name 甲 (parenthesized (binary is name 乙 name 丙)))) name 戊)"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.written);
        CHECK(condition(one.written) == one.tree);
    }
}

TEST_CASE("grammar: one clause or several on a line, with or without punctuation at the end") {
    const char* forms[] = {
        "规则 甲 对 乙 当 丙 应当 丁 依据 《戊》第一条",
        "规则 甲 对 乙\n当 丙\n应当 丁\n依据 《戊》第一条",
        "规则 甲 对 乙，\n  当 丙，应当 丁；\n  依据 《戊》第一条。",
        "规则 甲 对 乙\n  当 丙 应当 丁。依据 《戊》\n    第一条\n",
        "rule 甲 for 乙 when 丙 must 丁 cites \"戊\" 第一条",
    };
    const std::string expected = syntax::dump(Read(forms[0]).parsed.file);
    for (const char* form : forms) {
        const Read read(form);
        CAPTURE(form);
        CHECK_MESSAGE(read.parsed.diagnostics.empty(), read.report());
        CHECK(syntax::dump(read.parsed.file) == expected);
    }
}

TEST_CASE("grammar: the type of a definition stands before or after its scope") {
    const Read before("定义 甲 : 金额范围 对 乙\n  为 3元以下\n");
    const Read after("定义 甲 对 乙 : 金额范围\n  为 3元以下\n");
    CHECK(before.parsed.diagnostics.empty());
    CHECK(syntax::same_meaning(before.parsed.file, after.parsed.file));
}

TEST_CASE("grammar: every error of a declaration is reported, and the rest of it is kept") {
    const Read read("规则 甲 对 乙\n  当 丙 不少于\n  应当 丁\n  依据\n  违者 重大 “戊”\n");
    CHECK(read.parsed.diagnostics.size() == 2);
    const auto& declaration = read.parsed.file.declarations.front();
    CHECK_FALSE(declaration.complete);
    const auto& rule = std::get<syntax::Rule>(declaration.body);
    CHECK(rule.clauses.size() == 2);
    CHECK(rule.clauses.front().kind == syntax::ClauseKind::duty);
}

TEST_CASE("grammar: documentation is the comment right above") {
    const Read read("# 别的\n\n# 一\n# 二\n规则 甲 对 乙\n  不得 丙\n  # 仍属于甲\n规则 丁 对 乙\n  不得 丙\n");
    CHECK(read.parsed.file.declarations[0].documentation == "一\n二");
    CHECK(read.parsed.file.declarations[1].documentation.empty());
}

TEST_CASE("grammar: an unclosed bracket in an example ends with the example's own lines") {
    const Read read("案例 甲 对 乙\n  丙 （丁 3\n  截至 2023-01-01\n  应有 违反 戊\n规则 己 对 乙\n  不得 庚\n");
    CHECK(read.parsed.diagnostics.size() == 1);
    CHECK(read.parsed.file.declarations.size() == 2);
    CHECK(std::get<syntax::Example>(read.parsed.file.declarations.front().body).expectations.size() == 1);
}

TEST_CASE("grammar: a verdict alone expects it of whatever rule") {
    const Read read(
        "案例 甲 对 乙\n  应无 违反\n  应有 违反 重大\n  应无 存疑 丙\n  应有 待办\n规则 丁 对 乙\n  不得 庚\n");
    CHECK(read.parsed.diagnostics.empty());
    const auto& all = std::get<syntax::Example>(read.parsed.file.declarations.front().body).expectations;
    REQUIRE(all.size() == 4);
    CHECK(all[0].negative);
    CHECK(all[0].verdict == syntax::Keyword::verdict_violated);
    CHECK(!all[0].rule);
    CHECK(all[1].grade.text == "重大");
    CHECK(!all[1].rule);
    CHECK(all[2].rule.text == "丙");
    CHECK(all[3].verdict == syntax::Keyword::verdict_pending);
}

TEST_CASE("grammar: 则 on a line of its own is what an exception puts in the place, save after 当 for a definition") {
    const auto kinds = [](const std::string& written) {
        const Read read(written);
        CHECK(read.parsed.diagnostics.empty());
        std::vector<syntax::ClauseKind> all;
        for (const auto& clause : std::get<syntax::Exception>(read.parsed.file.declarations.front().body).clauses)
            all.push_back(clause.kind);
        return all;
    };
    using enum syntax::ClauseKind;
    using Kinds = std::vector<syntax::ClauseKind>;
    CHECK(kinds("例外 甲 对 清单 乙 的 3\n  当 丙\n  则 丁\n") == Kinds{when, is});
    CHECK(kinds("例外 甲 对 清单 乙 的 “丁”\n  当 丙 则 丁\n") == Kinds{when, is});
    CHECK(kinds("例外 甲 对 例外 乙\n  当 丙\n  则 丁\n") == Kinds{when, is});
    CHECK(kinds("例外 甲 对 定义 乙\n  当 丙\n  则 丁\n  当 戊 则 己\n") == Kinds{when_then, when_then});
    CHECK(kinds("例外 甲 对 定义 乙\n  则 丁\n") == Kinds{is});
}

TEST_CASE("grammar: every verdict can be counted, and its word is a name where no rule follows") {
    for (const char* word : {"不适用", "除外", "合规", "待办", "违反", "存疑", "冲突"}) {
        CAPTURE(word);
        const Read counted(std::string("指标 甲 对 乙\n  计数 ") + word + " 丙 的 丁\n");
        CHECK(counted.parsed.diagnostics.empty());
        const auto& what = std::get<syntax::Indicator>(counted.parsed.file.declarations.front().body).what;
        REQUIRE(what);
        REQUIRE(what->verdict);
        CHECK(what->verdict->verdict == syntax::find_keyword(word));
        CHECK(what->verdict->rule.text == "丙");
        CHECK(what->verdict->step.text == "丁");
        const Read named(std::string("指标 甲 对 乙\n  计数 ") + word + " 为 3\n");
        CHECK(named.parsed.diagnostics.empty());
        CHECK(std::get<syntax::Indicator>(named.parsed.file.declarations.front().body).what->condition);
    }
}

TEST_CASE("grammar: the lines of a state table go on where no state begins") {
    const Read read(
        "状态表 甲 对 乙\n  始于 丙\n  丙、\n    丁 经 戊\n    转为 己\n  己\n    自 戊 之日起 7日 届满\n    转为 "
        "丙\n");
    CHECK(read.report() == "");
    const auto& table = std::get<syntax::StateTable>(read.parsed.file.declarations.front().body);
    REQUIRE(table.transitions.size() == 2);
    CHECK(table.transitions[0].from.size() == 2);
    REQUIRE(table.transitions[0].upon);
    CHECK(table.transitions[0].to.text == "己");
    REQUIRE(table.transitions[1].after);
    CHECK(table.transitions[1].after->kind == syntax::ExpressionKind::end_of_period);
}

TEST_CASE("grammar: 取整 at the beginning of a line rounds the figure, behind a value it rounds the value") {
    const Read read("指标 甲 对 乙\n  平均 丙 取整 到元\n  取整 到 0.1% 进一\n");
    CHECK(read.report() == "");
    const auto& figure = std::get<syntax::Indicator>(read.parsed.file.declarations.front().body);
    REQUIRE(figure.value);
    CHECK(figure.value->kind == syntax::ExpressionKind::rounded);
    CHECK(figure.rounding_unit.text == "0.1%");
    CHECK(figure.rounding_mode == syntax::Keyword::round_up);
}

TEST_CASE("grammar: in a record of an example an entry may follow a date without a comma") {
    const Read read(
        "案例 甲 对 乙\n  人员 （姓名 “丙” 有效期 2020-01-01 至 2025-01-01 辅助 是 初领日 2021-07-15 资格 否）\n"
        "  截至 2023-01-01\n");
    CHECK(read.parsed.diagnostics.empty());
    const auto& entries = std::get<syntax::Example>(read.parsed.file.declarations.front().body).entries;
    REQUIRE(entries.size() == 1);
    REQUIRE(entries.front().records.size() == 1);
    const auto& fields = entries.front().records.front();
    REQUIRE(fields.size() == 5);
    CHECK(fields[1].end.text == "2025-01-01");
    CHECK(fields[2].name.text == "辅助");
    CHECK(fields[4].name.text == "资格");
}

TEST_CASE("grammar: 其他 stands for all columns of a table, written short or as a spreadsheet pads it") {
    const std::string head = "清单 甲 对 乙\n  | 丙 | 丁 | 则 戊 | 依据 |\n  | 1 | 2 | 3 | 第一条 |\n";
    for (const std::string row :
         {"  | 其他 | 4 | |\n", "  | 其他 | 4 |\n", "  | 其他 | | 4 | |\n", "  | 其他 | | 4 |\n"}) {
        CAPTURE(row);
        const Read read(head + row);
        CHECK(read.parsed.diagnostics.empty());
        const auto& list = std::get<syntax::List>(read.parsed.file.declarations.front().body);
        REQUIRE(list.rows.size() == 2);
        CHECK(list.rows[1].otherwise);
        REQUIRE(list.rows[1].cells.size() == 1);
        CHECK(list.rows[1].cells[0].token.text == "4");
    }
    // With 不限 the word is about its own column only.
    const Read one(head + "  | 其他 | 不限 | 4 | 第二条 |\n");
    CHECK(one.parsed.diagnostics.empty());
    const auto& row = std::get<syntax::List>(one.parsed.file.declarations.front().body).rows[1];
    CHECK(!row.otherwise);
    CHECK(row.cells.size() == 3);
}

// ---- hostile input

namespace {

std::string repeat(std::string_view part, std::size_t times) {
    std::string all;
    all.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
}

/// Reads, renders, dumps and prints; what was printed is read again the same.
void survive(const std::string& written) {
    const Read read(written);
    const std::string report = read.report();
    CHECK(report.find("boost") == std::string::npos);
    const std::string once = syntax::print(read.parsed.file, read.sources);
    const Read again(once);
    CHECK(syntax::print(again.parsed.file, again.sources) == once);
    CHECK(syntax::same_meaning(read.parsed.file, again.parsed.file));
}

}  // namespace

TEST_CASE("grammar: deep and long input is refused, not followed") {
    constexpr std::size_t many = 100'000;
    const std::string head = "规则 甲 对 乙\n  当 ";
    for (std::string_view part :
         {"（", "非 ", "- ", "有 ", "自 ", "每个 ", "甲 中 ", "甲 其 ", "甲（", "已 ", "在 ", "于 ", "其 ", "首次 "}) {
        CAPTURE(part);
        const Read read(head + repeat(part, many));
        CHECK_FALSE(read.parsed.diagnostics.empty());
        CHECK(read.parsed.diagnostics.size() < 10);
        survive(head + repeat(part, 500));
    }
    for (std::string_view part :
         {"丙 且 ", "丙 的 ", "丙 + ", "丙 为 ", "丙 属于 丁、", "丙 中 丁 的 ", "丙 取整 到元 + "}) {
        CAPTURE(part);
        const Read read(head + repeat(part, 30'000) + "丙");
        survive(head + repeat(part, 300) + "丙");
    }
    const Read flat(head + repeat("丙 且 ", 500) + "丙\n");
    CHECK(flat.parsed.diagnostics.empty());
    const Read nested("案例 甲 对 乙\n  丙 " + repeat("（丁 ", many));
    CHECK_FALSE(nested.parsed.diagnostics.empty());
    const Read items(head + repeat("有下列情形之一\n（一）", many));
    CHECK_FALSE(items.parsed.diagnostics.empty());
}

TEST_CASE("grammar: what is not closed ends somewhere") {
    for (const char* written : {"规则 甲 对 乙\n  违者 重大 “",
                                "规则 甲 对 乙\n  违者 重大 “【”",
                                "法源 《",
                                "法源 《甲》（",
                                "规则 「",
                                "规则 甲 对 乙 的",
                                "清单 甲 对 乙\n  |",
                                "清单 甲 对 乙\n  | 丙 | 则 丁 |\n  |",
                                "清单 甲 对 乙\n  | |",
                                "案例 甲 对 乙\n  丙 （",
                                "记录",
                                "记录 甲\n  乙",
                                "记录 甲\n  乙 :",
                                "规则",
                                "参数 甲 :",
                                "步骤 甲",
                                "| 甲 |",
                                "（",
                                "#",
                                "",
                                "\n\n",
                                "\xEF\xBB\xBF"}) {
        CAPTURE(written);
        survive(written);
    }
}

TEST_CASE("grammar: any soup of tokens is read to its end") {
    std::vector<std::string> words = {
        "甲",  "乙",   "丙",   "“文本”", "“【甲】”",   "“{甲 的}”", "《法》", "第一条",  "3",
        "3元", "30日", "20%",  "2人",    "2023-01-01", "（一）",    "（",     "）",      "、",
        "，",  "。",   "；",   ":",      "|",          "+",         "-",      "*",       "<",
        ">=",  "\n",   "\n  ", "\n    ", "「名」",     "# 注\n",    "到元",   "金额范围"};
#define FADU_KEYWORD(id, english, simplified, traditional, use) words.emplace_back(simplified);
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
    std::mt19937 random(20230715);
    for (int round = 0; round < 3000; ++round) {
        std::string written;
        const auto length = random() % 60;
        for (std::size_t i = 0; i < length; ++i) written += (i == 0 ? "" : " ") + words[random() % words.size()];
        CAPTURE(written);
        survive(written);
    }
    const char* heads[] = {"规则 甲 对 乙\n  ",
                           "记录 甲\n  ",
                           "案例 甲 对 乙\n  ",
                           "清单 甲 对 乙 取 最轻\n  | ",
                           "法源 《法》\n  ",
                           "程序 甲 对 乙\n  步骤 丙 ",
                           "定义 甲 : 金额 对 乙\n  为 ",
                           "例外 甲 对 规则 乙\n  ",
                           "例外 甲 对 清单 乙 的 3\n  当 丙 则 ",
                           "状态表 甲 对 乙\n  丙 ",
                           "状态表 甲 对 乙\n  始于 丙\n  丙 经 丁 ",
                           "指标 甲 对 乙\n  ",
                           "指标 甲 对 乙\n  占比 违反 ",
                           "评查表 甲 对 乙\n  ",
                           "评查表 甲 对 乙\n  类项 程序\n  扣分 3 ",
                           "规则 甲 对 乙 中 同一 丙 "};
    constexpr int kinds = static_cast<int>(std::size(heads));
    for (int round = 0; round < 1000 * kinds; ++round) {
        std::string written = heads[round % kinds];
        const auto length = random() % 12;
        for (std::size_t i = 0; i < length; ++i) written += words[random() % words.size()] + " ";
        CAPTURE(written);
        survive(written);
    }
}
