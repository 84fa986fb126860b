// Text read straight into columns: the same cells as by way of facts::Case, or the line is declined.
#include "blocks.hpp"
#include "random_json.hpp"

using namespace fadu;

namespace {

/// Every type of field, in the case, in events, in lists, in records; every word that the reader knows.
const char* const every_type = R"(规则集 各种写法 版本 1.0
类别 程度 由轻到重 轻微、一般、严重
法源 《示例法》
  位阶 法律
  制定机关 示例机关
  施行 2000-01-01
记录 证件
  证号 : 文本 标识
  种类 : 甲证、乙证
  有效期 : 起止日期
记录 人员
  姓名 : 文本
  证件 : 证件
  证件们 : 列表 证件
  年龄 : 整数
记录 案件
  案号 : 文本 标识
  程度 : 程度 可无
  属实 : 是否 认定
  认错 : 是否 举证 当事人
  悔改 : 是否 缺省 是
  名目 : 文本 缺省 “无名”
  附言 : 文本 可无 可无法查明
  件数 : 整数
  金额 : 金额 可无法查明
  比率 : 比率
  数额 : 数值
  期日 : 日期 可无
  时刻 : 时刻
  期限 : 期间
  有效 : 起止日期
  承办 : 人员
  参与 : 列表 人员
  标签 : 列表 文本
  各额 : 列表 金额
  备注 : 文本
  事件 立案 一次
    来源 : 举报、移送
    编号 : 文本 缺省 “未编”
  事件 询问、检查 属于 调查
    在场 : 列表 人员
    笔录 : 是否
    地点 : 文本
  事件 中止 有起止
    理由 : 文本 可无
  事件 决定
    罚款 : 金额
    计划 : 是否
规则 一 对 案件
  当 程度 为 严重 或 属实 或 认错
  应当 悔改
规则 二 对 案件
  应当 名目 为 “无名” 且 附言 不为 无 且 件数 不超过 3 且 金额 不超过 100元
规则 三 对 案件
  应当 比率 不超过 20% 且 数额 不超过 1.5 且 期日 不早于 2023-05-01
规则 四 对 案件
  应当 参与 中 年龄 超过 18 的 不少于 1人
规则 五 对 案件
  应当 标签 包含 “急”
规则 六 对 案件 的 每次 调查
  应当 在场 中 姓名 为 “张三” 的 不少于 1人 且 笔录 且 地点 为 “现场”
规则 七 对 案件 的 每次 询问
  应当 在场 不少于 2人
规则 八 对 案件 的 每次 决定
  应当 罚款 不超过 各额 的 合计
规则 九 对 案件
  应当 自 立案 之日起 30日 内 决定
规则 十 对 案件 的 每次 中止
  应当 理由 不为 无
规则 十一 对 案件 的 每次 立案
  应当 来源 为 举报 且 编号 为 “未编”
规则 十二 对 案件
  应当 承办 的 年龄 超过 18
规则 十三 对 案件
  应当 有效 包含 2023-05-01
)";

struct Ground {
    explicit Ground(const char* rules)
        : book(rules),
          record(book.rulebook().find_record("案件")),
          program(program::compile(book.rulebook(), record)) {}
    test::Book book;
    int record;
    std::shared_ptr<const program::Program> program;
};

const time::Day as_of = time::make_day(2023, 5, 25);

/// Changes a text here and there without asking what it is.
std::string damaged(std::string text, test::Generator& random) {
    static const char* const pieces[] = {"\"",   "{",         "}",  "[",  "]",    ",",    ":",         "null",
                                         "true", "1",         "-",  "\\", "\\u",  " ",    "\t",        "无",
                                         "是",   "\"日期\":", "e5", ".",  "\x01", "\xff", "2023-05-01"};
    for (int n = 1 + random.below(2); n > 0 && !text.empty(); --n) {
        const auto at = static_cast<std::size_t>(random.below(static_cast<int>(text.size())));
        switch (random.below(5)) {
            case 0: text.erase(at, static_cast<std::size_t>(1 + random.below(12))); break;
            case 1: text.insert(at, pieces[random.below(static_cast<int>(std::size(pieces)))]); break;
            case 2: text.resize(at); break;
            case 3: text.insert(at, text.substr(at / 2, static_cast<std::size_t>(random.below(40)))); break;
            default: text[at] = static_cast<char>(random.below(256)); break;
        }
    }
    std::erase(text, '\n');
    return text;
}

}  // namespace

TEST_CASE("a case is read into the cells that facts::Case would have given") {
    for (const char* rules : {test::many_rules, every_type}) {
        const Ground ground(rules);
        test::BothWays both(*ground.program, as_of);
        test::Scribe scribe(ground.book.rulebook(), 7, 0);
        for (int i = 0; i < 1000; ++i) both.add(scribe.write(ground.record));
        MESSAGE(both.reader().taken(), " taken, ", both.needless(), " declined without need");
        CHECK(static_cast<std::size_t>(both.needless()) < both.reader().taken());
    }
}

TEST_CASE("what facts::write_case has written is hardly ever declined") {
    const Ground ground(test::many_rules);
    test::BothWays both(*ground.program, as_of);
    test::Generator random(ground.book.rulebook(), 7);
    for (int i = 0; i < 400; ++i) both.add(facts::write_case(ground.book.rulebook(), random.random_case()));
    CHECK(both.reader().declined() == 0);
}

TEST_CASE("whatever is wrong in a line, both ways agree or it is declined") {
    for (const char* rules : {test::many_rules, every_type}) {
        const Ground ground(rules);
        test::BothWays both(*ground.program, as_of);
        test::Scribe scribe(ground.book.rulebook(), 11, 1);
        for (int i = 0; i < 1000; ++i) both.add(scribe.write(ground.record));
        for (int i = 0; i < 2000; ++i) both.add(damaged(scribe.write(ground.record), scribe.random()));
        CHECK(both.reader().taken() > 100);
    }
}

TEST_CASE("every way of writing that is common is taken") {
    const Ground ground(every_type);
    test::BothWays both(*ground.program, as_of);
    const char* const taken[] = {
        "{}",
        " { } ",
        R"({"案号":"一"})",
        R"({"案号": "一", "记录": "案件", "程度": "轻微"})",
        R"({"记录":"案件","程度":"无","附言":"无","金额":"无法查明"})",
        R"({"\u6848\u53f7":"\u4e00\u4e8c","\u7a0b\u5ea6":"\u4e25\u91cd"})",
        R"({"\u6848\u53F7":"a\nb\"c\\","附言":"\ud83d\ude00"})",
        R"({"属实":true,"认错":false,"悔改":"否","件数":12,"金额":12.5,"比率":0.25,"数额":-3.125})",
        R"({"件数":null,"金额":"3000元","比率":"20%","数额":"1/2","期日":"2023年5月1日"})",
        R"({"期日":"2024-02-29","时刻":"2023-05-01T10:30","期限":"30日","有效":{"起":"2023-01-01","止":"2023-12-31"}})",
        R"({"有效":"2023-01-01/2023-12-31","标签":["急","缓"],"各额":[1,2.5,null,"3元"]})",
        R"({"标签":"急","各额":7,"参与":{"姓名":"张三","年龄":20}})",
        R"({"承办":{"姓名":"张三","证件":{"证号":"1","种类":"甲证"},"证件们":[{},null,{"证号":12}]},"参与":[]})",
        R"({"事件":[{"类型":"立案","日期":"2023-05-01"},{"日期":"2023-05-02","类型":"询问","在场":[{"姓名":"张三"}]}]})",
        R"({"事件":[{"type":"中止","begin":"2023-05-01","end":null},{"事件":"中止","起":"2023-05-01","止日":"2023-05-03"}]})",
        R"({"事件":[{"类型":"中止","起日":"2023-05-01 10:00","止日":"2023-05-01T12:00:00+08:00"}],"事件齐全":true})",
        R"({"立案":"2023-05-01","询问":["2023-05-03",{"日期":"2023-05-02","地点":"现场"}],"检查":false,"决定":null})",
        R"({"调查":{"类型":"检查","日期":"2023-05-02"},"中止":"2023-05-04","事件齐全":["决定","调查"]})",
        R"({"决定":[{"日期":"2023-06-30","计划":true,"罚款":100},{"日期":null},{"日期":"2023-05-30"},true,null]})",
    };
    for (const char* line : taken) CHECK_MESSAGE(both.add(line), line);
    const char* const declined[] = {
        "",
        "[]",
        "{",
        "1",
        "{}{}",
        R"({"案号":"一","案号":"二"})",
        R"({"没有":1})",
        R"({"件数":"三"})",
        R"({"件数":1.5})",
        R"({"件数":01})",
        R"({"件数":tru})",
        R"({"记录":"人员"})",
        R"({"属实":{"值":true,"认定人":"甲"}})",
        R"({"事件":[{"日期":"2023-05-01"}]})",
        R"({"事件":[{"类型":"没有"}]})",
        R"({"事件":[{"类型":"调查"}]})",
        R"({"事件":[{"类型":"立案","日期":"2023-02-30"}]})",
        R"({"事件":[{"类型":"立案","止日":"2023-05-01"}]})",
        R"({"事件":[{"类型":"中止","起日":"2023-05-05","止日":"2023-05-01"}]})",
        R"({"立案":["2023-05-01","2023-05-02"]})",
        R"({"参与":[1]})",
        R"({"附言":"\ud83d"})",
        R"({"附言":"\x"})",
        R"({"有效":{"起":"2023-05-05","止":"2023-05-01"}})",
        R"({"件数":1 2})",
        R"({"件数":1"a"})",
        R"({"件数" 1})",
        R"({"件数":1,})",
        R"({"案号":"一"]})",
        R"({"标签":["a" "b"]})",
        R"({"标签":["a",]})",
        R"({"标签":["a"})",
    };
    for (const char* line : declined) CHECK_MESSAGE(!both.add(line), line);
}

TEST_CASE("random bytes and the beginnings of a case are read without harm") {
    const Ground ground(every_type);
    test::BothWays both(*ground.program, as_of);
    test::Generator random(ground.book.rulebook(), 3);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes;
        for (int n = random.below(60); n > 0; --n) bytes += static_cast<char>(random.below(256));
        std::erase(bytes, '\n');
        both.add(bytes);
    }
    const std::string whole = test::Scribe(ground.book.rulebook(), 5, 0).write(ground.record);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        // Memory of just that size, so that nothing can be read behind it unnoticed.
        const std::vector<char> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        program::Block block(*ground.program, as_of);
        program::BlockReader reader(*ground.program);
        CHECK(!reader.add({exact.data(), exact.size()}, block));
    }
}

TEST_CASE("other limits, names and orders are kept to") {
    const Ground ground(every_type);
    facts::Mapping mapping;
    mapping.fields = {{"no", "案号"}, {"degree", "程度"}, {"amount", "金额"}};
    mapping.events = {{"filed", "立案"}, {"asked", "询问"}};
    mapping.event_fields = {{"place", "地点"}};
    mapping.values = {{"程度", {{"light", "轻微"}, {"grave", "严重"}}}};
    mapping.time_of = "day";
    mapping.sequence = true;
    test::BothWays both(*ground.program, as_of, {&mapping, {}});
    CHECK(both.add(R"({"no":"A1","degree":"light","amount":5,"filed":"2023-05-01T10:00","asked":{"place":"现场"}})"));
    CHECK(both.add(R"({"案号":"A2","程度":"严重","事件":[{"类型":"filed","日期":"2023-05-01 08:00"}]})"));
    CHECK(both.add(R"({"案号":"A3","期日":"2023-05-01 08:00"})"));
    CHECK(!both.add(R"({"案号":"A3","按记载顺序":false})"));
    facts::ReadLimits limits;
    limits.max_record_bytes = 40;
    limits.max_depth = 4;
    test::BothWays short_ones(*ground.program, as_of, {nullptr, limits});
    CHECK(short_ones.add(R"({"案号":"A1"})"));
    CHECK(!short_ones.add(R"({"案号":"A123456789012345678901234567890"})"));
    CHECK(!short_ones.add(R"({"参与":[{"证件":{"证号":"1"}}]})"));
}
