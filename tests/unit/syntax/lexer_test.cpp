#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "fadu/syntax/token.hpp"

using namespace fadu;
using namespace fadu::syntax;

namespace {

std::string kind_of(const Token& token) {
    switch (token.kind) {
        case TokenKind::keyword: return "k";
        case TokenKind::name: return token.quoted ? "q" : token.keyword != Keyword::none_ ? "l" : "n";
        case TokenKind::number: return "number";
        case TokenKind::percent: return "percent";
        case TokenKind::money: return "money";
        case TokenKind::count: return "count";
        case TokenKind::span: return "span";
        case TokenKind::date: return "date";
        case TokenKind::moment: return "moment";
        case TokenKind::text: return "text";
        case TokenKind::title: return "title";
        case TokenKind::article: return "article";
        case TokenKind::item: return "item";
        case TokenKind::punctuation: return {};
        case TokenKind::error: return "error";
        case TokenKind::end: return "end";
    }
    return {};
}

/// k:keyword n:name l:local-keyword q:quoted-name kind:literal, and punctuation by its symbol; lines apart by /.
std::string lexed(std::string source) {
    text::Sources sources;
    const auto id = sources.add("x", std::move(source));
    std::string shown;
    const Tokens result = lex(id, sources);
    for (const Token& token : result.tokens) {
        if (token.kind == TokenKind::end) break;
        if (!shown.empty()) shown += token.starts_line ? " / " : " ";
        const std::string kind = kind_of(token);
        shown += kind.empty() ? std::string(1, token.symbol) : kind + ":" + std::string(token.text);
    }
    for (const text::Diagnostic& diagnostic : result.diagnostics) {
        const auto place = sources[id].position(diagnostic.span.begin);
        shown += " !" + diagnostic.code + "@" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    return shown;
}

struct Row {
    const char* source;
    const char* expected;
};

template <std::size_t count>
void check_all(const Row (&rows)[count]) {
    for (const Row& row : rows) {
        CAPTURE(row.source);
        CHECK(lexed(row.source) == row.expected);
    }
}

}  // namespace

TEST_CASE("words and keywords") {
    check_all({
        {"", ""},
        {"当 金额", "k:当 l:金额"},
        {"当金额", "n:当金额"},
        {"當 罰款", "k:當 n:罰款"},
        {"when fine", "k:when n:fine"},
        {"规则 甲\n  应当 乙", "k:规则 n:甲 / k:应当 n:乙"},
        {"「当」 「两 个 词」", "q:当 q:两 个 词"},
        {"「甲（一）１％」", "q:甲（一）1％"},
        {"甲「当」乙", "n:甲 q:当 n:乙"},
        {"T02 条例713 粤A001 case-no a_b", "n:T02 n:条例713 n:粤A001 n:case-no n:a_b"},
        {"a - b", "n:a - n:b"},
        {"a -b a- b", "n:a - n:b n:a - n:b"},
        {"罚款-所得", "n:罚款 - n:所得"},
        {"粤A-001", "n:粤A-001"},
        {"Ａ１ ｃａｓｅ_no ｗｈｅｎ", "n:A1 n:case_no k:when"},
        {"cafe\xCC\x81", "n:café"},
        {"卡尔·马克思", "n:卡尔·马克思"},
        {"Rule WHEN", "n:Rule n:WHEN"},
        {"\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7", "n:𠮷𠮷"},
    });
}

TEST_CASE("English keywords of several words") {
    check_all({
        {"must not pay", "k:must not n:pay"},
        {"must\tnot pay", "k:must\tnot n:pay"},
        {"must  not pay", "k:must k:not n:pay"},
        {"must\nnot", "k:must / k:not"},
        {"any of the following\n(a) x", "k:any of the following / item:a n:x"},
        {"any x", "k:any n:x"},
        {"no less than 3 yuan", "k:no less than money:3 yuan"},
        {"must nothing", "k:must n:nothing"},
        {"maintained by x", "l:maintained by n:x"},
        {"is is not is followed by", "k:is k:is not k:is followed by"},
    });
}

TEST_CASE("punctuation, full-width and ASCII alike") {
    check_all({
        {"甲、乙，丙,丁", "n:甲 , n:乙 , n:丙 , n:丁"},
        {"。．.；;：:", ". . . ; ; : :"},
        {"x（）()［］[]｛｝{}", "n:x ( ) ( ) [ ] [ ] { } { }"},
        {"×÷－＋*/-+−", "* / - + * / - + -"},
        {"｜|＝=＜<＞>", "| | = = < < > >"},
        {"≤ ≥ ≠ <= >= != ＜＝ ！＝ ≦ ≧", "L G N L G N L N L G"},
        {"甲\xE3\x80\x80乙\xC2\xA0丙", "n:甲 n:乙 n:丙"},
        {"\xEF\xBB\xBF规则\r\n甲\r\n", "k:规则 / n:甲"},
    });
}

TEST_CASE("numbers and their units") {
    check_all({
        {"3 0.75 1万 2.5亿 1万亿 ３．５", "number:3 number:0.75 number:1万 number:2.5亿 number:1万亿 number:3.5"},
        {"20% 5‰ ２０％", "percent:20% percent:5‰ percent:20%"},
        {"3000元 1.2万元 2.5亿元 5角 5分", "money:3000元 money:1.2万元 money:2.5亿元 money:5角 money:5分"},
        {"30日 7个工作日 7工作日 3个自然日 3自然日 3个月 2年 48小时",
         "span:30日 span:7个工作日 span:7工作日 span:3个自然日 span:3自然日 span:3个月 span:2年 span:48小时"},
        {"7個工作日 3個自然日 3個月 48小時", "span:7個工作日 span:3個自然日 span:3個月 span:48小時"},
        {"2人 3名 1次 4件 5份 6项 6項 7个 7個 8家 9处 1种 2倍",
         "count:2人 count:3名 count:1次 count:4件 count:5份 count:6项 count:6項 count:7个 count:7個 count:8家 "
         "count:9处 count:1种 count:2倍"},
        {"30天 5条", "number:30 n:天 number:5 n:条"},
        {"30 days 1 day 7 working days 3 calendar days 3 months 2 years 48 hours 3000 yuan",
         "span:30 days span:1 day span:7 working days span:3 calendar days span:3 months span:2 years span:48 hours "
         "money:3000 yuan"},
        {"30  days 30days 30 daylight 30\ndays",
         "number:30 n:days number:30 n:days number:30 n:daylight number:30 / n:days"},
        {"90日内 10日以内 7日前 30日届满", "span:90日 k:内 span:10日 k:以内 span:7日 k:前 span:30日 k:届满"},
        {"1万元以上5万元以下", "money:1万元 k:以上 money:5万元 k:以下"},
        {"3个月以上6个月以下", "span:3个月 k:以上 span:6个月 k:以下"},
        {"3日至5日", "span:3日 k:至 span:5日"},
        {"10日内处罚", "span:10日 n:内处罚"},
        {"2人甲3", "count:2人 n:甲3"},
        {"3分之2", "number:3 n:分之2"},
        {"1.", "number:1 ."},
        {"1。2", "number:1 . number:2"},
        {"1.2.3", "number:1.2 . number:3"},
        {"×5%", "* percent:5%"},
        {"-3", "- number:3"},
        {"3,000元", "number:3 , error:000元 !FD0014@1:1"},
        {"3，000 3, 000 3、500", "number:3 , number:000 number:3 , number:000 number:3 , number:500"},
    });
}

TEST_CASE("dates and moments") {
    check_all({
        {"2023-03-01 2023年3月1日 ２０２３年３月１日 ２０２３－０３－０１",
         "date:2023-03-01 date:2023年3月1日 date:2023年3月1日 date:2023-03-01"},
        {"2023-03-01T10:30 2023-03-01T10:30:05 2023-03-01T10:30:05.25+08:00 2023-03-01T10:30Z",
         "moment:2023-03-01T10:30 moment:2023-03-01T10:30:05 moment:2023-03-01T10:30:05.25+08:00 "
         "moment:2023-03-01T10:30Z"},
        {"2023-03-01 10:30 立案", "moment:2023-03-01 10:30 n:立案"},
        {"2023-03-01 立案", "date:2023-03-01 n:立案"},
        {"2023-03-01 10日", "date:2023-03-01 span:10日"},
        {"2023-03-01至2025-01-01", "date:2023-03-01 k:至 date:2025-01-01"},
        {"2023-02-30", "error:2023-02-30 !FD0011@1:1"},
        {"2023年13月1日", "error:2023年13月1日 !FD0011@1:1"},
        {"2024-02-29", "date:2024-02-29"},
        {"2023-03-01T25:00", "error:2023-03-01T25:00 !FD0012@1:1"},
        {"2023-03-01T24:00", "moment:2023-03-01T24:00"},
        {"2023-03-01T24:01", "error:2023-03-01T24:01 !FD0012@1:1"},
        {"2023-3-1", "date:2023-3-1 !FD0013@1:1"},
        {"2023/3/1", "number:2023 / number:3 / number:1"},
        {"2023年", "span:2023年"},
        {"2023年3月", "span:2023年 number:3 n:月"},
    });
}

TEST_CASE("texts and titles") {
    check_all({
        {"“少于30日” \"abc\"", "text:少于30日 text:abc"},
        {"“甲“乙”", "text:甲“乙"},
        {R"("a\"b\\c" "\n")", R"(text:a"b\c text:\n)"},
        {"“”\"\"", "text: text:"},
        {"“#不是注释”", "text:#不是注释"},
        {"“没完\n当", "error:“没完 / k:当 !FD0008@1:1"},
        {"\"没完\\\"\r\n当", "error:\"没完\\\" / k:当 !FD0008@1:1"},
        {"《行政处罚法》（2021）第三十三条", "title:行政处罚法 ( number:2021 ) article:第三十三条"},
        {"《关于〈条例〉的解释》", "title:关于〈条例〉的解释"},
        {"《没完\n甲", "error:《没完 / n:甲 !FD0010@1:1"},
        {"「没完\n甲", "error:「没完 / n:甲 !FD0009@1:1"},
        {"「」《》", "error:「」 error:《》 !FD0015@1:1 !FD0016@1:3"},
        {"“a\x01z”", "error:a\x01z !FD0017@1:3"},
        {"“\xE2\x80\xAE”", "error:\xE2\x80\xAE !FD0017@1:2"},
    });
}

TEST_CASE("articles") {
    check_all({
        {"第十五条第一款", "article:第十五条第一款"},
        {"第二十五条第一款、第二款", "article:第二十五条第一款 , article:第二款"},
        {"第二十八条第（四）项", "article:第二十八条第（四）项"},
        {"第二十八条第(4)项 第二十八条第（４）项", "article:第二十八条第（4）项 article:第二十八条第（4）项"},
        {"第三十三条第一款前段 第三十三条第一款后段", "article:第三十三条第一款前段 article:第三十三条第一款后段"},
        {"第六十条之一 第六十条之一第二款", "article:第六十条之一 article:第六十条之一第二款"},
        {"第28条 第２８条", "article:第28条 article:第28条"},
        {"第十五條第一項", "article:第十五條第一項"},
        {"第二条第一款第一句", "article:第二条第一款第一句"},
        {"第三章 第一节 第二编", "article:第三章 article:第一节 article:第二编"},
        {"附件一§1.1 附表3 附件1§2", "article:附件一§1.1 article:附表3 article:附件1§2"},
        {"第一个 第三行 第三方 第条 第", "k:第一个 n:第三行 n:第三方 n:第条 n:第"},
        {"第一项目负责人", "n:第一项目负责人"},
        {"第十五条的规定", "article:第十五条 k:的规定"},
        {"附件 附件清单 附件三材料", "n:附件 n:附件清单 n:附件三材料"},
        {"art. 15 para. 1 item 4 x", "article:art. 15 para. 1 item 4 n:x"},
        {"art. 15, art. 16", "article:art. 15 , article:art. 16"},
        {"art x", "n:art n:x"},
        {"art. x", "n:art . n:x"},
    });
}

TEST_CASE("items") {
    check_all({
        {"（一）甲\n（一之一）乙\n(1) 丙\n(a) 丁", "item:一 n:甲 / item:一之一 n:乙 / item:1 n:丙 / item:a n:丁"},
        {"  （十二） 甲", "item:十二 n:甲"},
        {"有下列情形之一（一）甲，（二）乙；（三）丙：（四）丁",
         "k:有下列情形之一 item:一 n:甲 , item:二 n:乙 ; item:三 n:丙 : item:四 n:丁"},
        {"甲（一）", "n:甲 ( n:一 )"},
        {"（２）甲", "item:2 n:甲"},
        {"（2021）", "( number:2021 )"},
        {"（以下称 前次）", "( k:以下称 n:前次 )"},
        {"（一 且 二）", "( n:一 k:且 n:二 )"},
        {"(ab)", "( n:ab )"},
        {"（）", "( )"},
        {"（一", "( n:一"},
    });
}

TEST_CASE("comments are kept apart") {
    text::Sources sources;
    const auto id = sources.add("x", "# 一\r\n当 # 二\n甲#三");
    const Tokens result = lex(id, sources);
    REQUIRE(result.comments.size() == 3);
    CHECK(sources.slice(result.comments[0].span) == "# 一");
    CHECK(result.comments[0].own_line);
    CHECK(sources.slice(result.comments[1].span) == "# 二");
    CHECK_FALSE(result.comments[1].own_line);
    CHECK(sources.slice(result.comments[2].span) == "#三");
    CHECK(result.tokens.size() == 3);
}

TEST_CASE("tokens that are written plainly are views of the source") {
    text::Sources sources;
    const auto id = sources.add("x", "罚款 ｘ 3000元 “文字” 《题》");
    const Tokens result = lex(id, sources);
    const std::string_view source = sources[id].text();
    const auto inside = [&](std::string_view part) {
        return part.data() >= source.data() && part.data() + part.size() <= source.data() + source.size();
    };
    CHECK(inside(result.tokens[0].text));
    CHECK_FALSE(inside(result.tokens[1].text));
    for (std::size_t i = 2; i < 5; ++i) CHECK(inside(result.tokens[i].text));
    CHECK(sources.slice(result.tokens[3].span) == "“文字”");
    CHECK(result.tokens.back().kind == TokenKind::end);
    CHECK(result.tokens.back().span.begin == source.size());
}

TEST_CASE("a part of a file is read with the spans of the whole") {
    text::Sources sources;
    const auto id = sources.add("x", "违者 “超过【罚款】元”");
    const auto begin = static_cast<std::uint32_t>(sources[id].text().find("罚款"));
    const Tokens result = lex(text::Span{id, begin, begin + 6}, sources);
    REQUIRE(result.tokens.size() == 2);
    CHECK(result.tokens[0].text == "罚款");
    CHECK_FALSE(result.tokens[0].starts_line);
    CHECK(result.tokens[0].span == text::Span{id, begin, begin + 6});
    CHECK(lex(text::Span{id, 900, 1000}, sources).tokens.size() == 1);
    CHECK(lex(text::Span{id, begin + 1, begin + 5}, sources).diagnostics.size() >= 1);
}
