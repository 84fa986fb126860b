#include <doctest/doctest.h>

#include <random>
#include <string>

#include "fadu/syntax/token.hpp"
#include "fadu/text/render.hpp"
#include "fadu/text/unicode.hpp"

using namespace fadu;
using namespace fadu::syntax;

namespace {

struct Lexed {
    text::Sources sources;
    Tokens result;

    explicit Lexed(std::string source, const Limits& limits = {}) {
        const auto id = sources.add("x", std::move(source));
        result = lex(id, sources, limits);
        check();
    }

    /// What holds for every input whatever.
    void check() const {
        const std::string_view source = sources[0].text();
        REQUIRE_FALSE(result.tokens.empty());
        REQUIRE(result.tokens.back().kind == TokenKind::end);
        std::uint32_t last = 0;
        bool sound = true;
        for (const Token& token : result.tokens) {
            sound = sound && token.span.begin >= last && token.span.begin <= token.span.end &&
                    token.span.end <= source.size();
            last = token.span.end;
            const bool is_error = token.kind == TokenKind::error;
            sound = sound && (is_error || text::find_invalid_utf8(token.text) == std::string_view::npos);
            sound = sound && (token.kind != TokenKind::name || text::is_nfc(token.text));
        }
        last = 0;
        for (const Comment& comment : result.comments) {
            sound = sound && comment.span.begin >= last && comment.span.begin < comment.span.end &&
                    comment.span.end <= source.size();
            last = comment.span.end;
        }
        bool any_error = false;
        for (const Token& token : result.tokens) any_error = any_error || token.kind == TokenKind::error;
        sound = sound && (!any_error || !result.diagnostics.empty());
        for (const text::Diagnostic& diagnostic : result.diagnostics) {
            sound = sound && diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= source.size();
        }
        CHECK(sound);
    }

    std::string codes() const {
        std::string all;
        for (const text::Diagnostic& diagnostic : result.diagnostics) {
            all += diagnostic.code + "@" + std::to_string(diagnostic.span.begin) + "-" +
                   std::to_string(diagnostic.span.end) + " ";
        }
        return all;
    }
};

std::string repeated(std::string_view part, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
}

}  // namespace

TEST_CASE("bytes that are not UTF-8 are one diagnostic a run, exactly placed") {
    CHECK(Lexed("当 \xFF\xFE 甲 \x80").codes() == "FD0001@4-6 FD0001@11-12 ");
    CHECK(Lexed("甲\xED\xA0\x80乙").codes() == "FD0001@3-6 ");  // a lone surrogate
    CHECK(Lexed("“甲\xFF乙”").codes() == "FD0001@6-7 ");
    CHECK(Lexed("# \xFF\n当").codes() == "FD0001@2-3 ");
    CHECK(Lexed("甲\xE5\xBD").codes() == "FD0001@3-5 ");
    CHECK(Lexed("甲\xE5").codes() == "FD0001@3-4 ");
    CHECK(Lexed("\xE4").codes() == "FD0001@0-1 ");
    CHECK(Lexed("「甲\xFF」 《\xFF》").codes() == "FD0001@6-7 FD0001@14-15 ");
}

TEST_CASE("reading goes on behind an error") {
    const Lexed lexed("\xFF 当 @@@ 甲");
    REQUIRE(lexed.result.tokens.size() == 5);
    CHECK(lexed.result.tokens[1].keyword == Keyword::when);
    CHECK(lexed.result.tokens[2].kind == TokenKind::error);
    CHECK(lexed.result.tokens[3].text == "甲");
    CHECK(lexed.codes() == "FD0001@0-1 FD0007@6-9 ");
}

TEST_CASE("NUL and other control characters") {
    CHECK(Lexed(std::string("甲\0\0乙", 8)).codes() == "FD0007@3-5 ");
    CHECK(Lexed(std::string(100'000, '\0')).codes() == "FD0007@0-100000 ");
    CHECK(Lexed("甲\xE2\x80\xAE乙").codes() == "FD0007@3-6 ");
    CHECK(Lexed("”」》").codes() == "FD0007@0-9 ");
}

TEST_CASE("deep nesting is one diagnostic, and the brackets that are left balance") {
    for (const auto& [open, close] : {std::pair{"(", ")"}, {"（", "）"}, {"[", "]"}, {"{", "}"}}) {
        const Lexed lexed("甲 " + repeated(open, 100'000) + " 乙 " + repeated(close, 100'000) + " 丙");
        REQUIRE(lexed.result.diagnostics.size() == 1);
        CHECK(lexed.result.diagnostics[0].code == "FD0004");
        int depth = 0;
        for (const Token& token : lexed.result.tokens) {
            depth += token.symbol == *open || token.text == open ? 1 : 0;
            depth -= token.symbol == *close || token.text == close ? 1 : 0;
            if (token.kind == TokenKind::error) --depth;  // the one that was reported
        }
        CHECK(depth == 0);
        CHECK(lexed.result.tokens.size() < 500);
    }
    CHECK(Lexed("甲 " + repeated("(", 100'000)).result.diagnostics.size() == 1);
    CHECK(Lexed("甲 " + repeated(")", 100'000)).result.diagnostics.empty());
}

TEST_CASE("brackets left open in one declaration do not count against the next") {
    CHECK(Lexed(repeated("规则 甲\n 当 (((\n", 1000)).result.diagnostics.empty());
}

TEST_CASE("overlong lines are skipped, one diagnostic each") {
    Limits limits;
    limits.max_line_bytes = 1000;
    const Lexed lexed("当\n" + std::string(100'000, 'a') + "\n甲 " + std::string(998, 'b') + "\n乙", limits);
    CHECK(lexed.codes() == "FD0003@4-4 FD0003@100005-100005 ");
    REQUIRE(lexed.result.tokens.size() == 5);
    CHECK(lexed.result.tokens[3].text == "乙");
    CHECK(lexed.result.tokens[3].starts_line);
}

TEST_CASE("files, tokens and errors have limits") {
    Limits limits;
    limits.max_file_bytes = 10;
    const Lexed large("当 甲 乙 丙", limits);
    CHECK(large.result.tokens.size() == 1);
    CHECK(large.codes() == "FD0002@0-0 ");

    limits = {};
    limits.max_tokens = 3;
    const Lexed many("当 甲\n乙 丙 丁\n戊", limits);
    CHECK(many.result.tokens.size() == 4);
    CHECK(many.result.diagnostics.size() == 1);
    CHECK(many.result.diagnostics[0].code == "FD0005");

    limits = {};
    limits.max_errors = 5;
    for (const char* wrong : {"@ ", "\xFF ", "“\n", "2023-02-30 ", "「」"}) {
        const Lexed lexed(repeated(wrong, 1000), limits);
        CAPTURE(wrong);
        REQUIRE(lexed.result.diagnostics.size() == 6);
        CHECK(lexed.result.diagnostics[5].code == "FD0006");
    }
}

TEST_CASE("unterminated texts, titles and names end with their line") {
    for (const char* open : {"“", "\"", "《", "「"}) {
        CAPTURE(open);
        const Lexed lexed(repeated(open + std::string("甲\n"), 100) + "当");
        CHECK(lexed.result.diagnostics.size() == 100);
        CHECK((lexed.result.tokens.end() - 2)->keyword == Keyword::when);
        CHECK(Lexed(open).result.diagnostics.size() == 1);
        CHECK(Lexed(std::string(open) + "\r\n").result.tokens.size() == 2);
        CHECK(Lexed(std::string(open) + "\\").result.diagnostics.size() == 1);
    }
}

TEST_CASE("overlong names are refused, so that nobody has to normalise them") {
    const Lexed lexed("a" + repeated("\xCC\x81\xCC\xA3", 100'000) + " 当");
    CHECK(lexed.result.diagnostics.size() == 1);
    CHECK(lexed.result.diagnostics[0].code == "FD0018");
    CHECK(Lexed(std::string(500'000, 'a')).result.diagnostics.size() == 1);
    CHECK(Lexed("「" + std::string(500'000, 'a') + "」").result.diagnostics.size() == 1);
}

TEST_CASE("quadratic traps") {
    CHECK(Lexed(repeated("第", 300'000)).result.diagnostics.size() == 1);
    Lexed(repeated("第一条", 100'000));
    Lexed(repeated("第（", 100'000));
    Lexed(repeated("1", 1'000'000));
    Lexed(repeated("1,", 500'000));
    Lexed(repeated("art. 1 ", 100'000));
    Lexed(repeated("must ", 200'000));
    Lexed(repeated("1日甲", 100'000));
    Lexed(repeated("2023-", 200'000));
    Lexed(repeated("（一之", 100'000));
    Lexed(repeated("附件1§1.", 100'000));
    Lexed(repeated("“", 300'000));
    Lexed("1日" + repeated("甲", 300'000));
}

TEST_CASE("random bytes and random pieces of law") {
    std::mt19937 random(20230301);
    const std::string_view pieces[] = {"当",       "甲",
                                       " ",        "\n",
                                       "（",       "）",
                                       "“",        "”",
                                       "\"",       "\\",
                                       "《",       "》",
                                       "「",       "」",
                                       "第",       "一",
                                       "条",       "之",
                                       "附件",     "§",
                                       "2023",     "-",
                                       "03",       "年",
                                       "月",       "日",
                                       "元",       "%",
                                       "万",       ".",
                                       "T10",      ":",
                                       "30",       "#",
                                       "\r",       "\xFF",
                                       "\xE5",     "art.",
                                       "item ",    "must ",
                                       "not ",     "any of the following",
                                       "３",       "ａ",
                                       "\xCC\x81", "\xEF\xA4\x80",
                                       "以上",     "个工作日",
                                       ",",        "规则"};
    Limits tight;
    tight.max_line_bytes = 60;
    tight.max_nesting = 3;
    tight.max_errors = 4;
    tight.max_tokens = 40;
    for (int round = 0; round < 6000; ++round) {
        std::string source;
        const auto length = random() % 120;
        for (std::size_t i = 0; i < length; ++i) {
            if (round % 3 == 0) {
                source += static_cast<char>(random() & 0xFF);
            } else {
                source += pieces[random() % std::size(pieces)];
            }
        }
        const Lexed lexed(source, round % 2 == 0 ? Limits{} : tight);
        CHECK(text::find_invalid_utf8(text::render(lexed.result.diagnostics, lexed.sources)) == std::string::npos);
        if (!source.empty()) {
            text::Sources part;
            const auto id = part.add("x", source);
            const auto a = static_cast<std::uint32_t>(random() % source.size());
            const auto b = static_cast<std::uint32_t>(random() % source.size());
            CHECK_FALSE(lex(text::Span{id, std::min(a, b), std::max(a, b)}, part).tokens.empty());
        }
    }
}
