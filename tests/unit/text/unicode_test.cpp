#include "fadu/text/unicode.hpp"

#include <doctest/doctest.h>

using namespace fadu::text;

TEST_CASE("valid code points come back as they went in") {
    for (const char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'当', U'\xD7FF', U'\xE000', U'\xFFFD',
                             U'\xFFFF', U'\x10000', U'\x20000', U'\x10FFFF'}) {
        const std::string bytes = encode(c);
        const CodePoint point = decode(bytes, 0);
        CAPTURE(static_cast<std::uint32_t>(c));
        CHECK(point.valid);
        CHECK(point.value == c);
        CHECK(point.bytes == bytes.size());
        CHECK(find_invalid_utf8(bytes) == std::string_view::npos);
    }
    CHECK(decode("a", 1).bytes == 0);
    CHECK(encode(0xD800) == "\xEF\xBF\xBD");
    CHECK(encode(0x110000) == "\xEF\xBF\xBD");
}

TEST_CASE("what is not UTF-8 is one bad byte at a time") {
    const char* const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xC3",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xE5\xBD",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x9F\x98",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (const std::string bytes : bad) {
        CAPTURE(bytes.size());
        const CodePoint point = decode(bytes, 0);
        CHECK_FALSE(point.valid);
        CHECK(point.bytes == 1);
        CHECK(point.value == 0xFFFD);
        CHECK(find_invalid_utf8(bytes) == 0);
        for (const std::string before : {"", "a", "当", "当事人", "abcdefgh当", "12345678901234567"}) {
            CHECK(find_invalid_utf8(before + bytes) == before.size());
            CHECK(find_invalid_utf8(before + bytes + "的") == before.size());
        }
    }
}

TEST_CASE("columns on a terminal") {
    CHECK(width(U'a') == 1);
    CHECK(width(U'当') == 2);
    CHECK(width(U'，') == 2);
    CHECK(width(U'\x3000') == 2);
    CHECK(width(U'\x20000') == 2);
    CHECK(width(U'\x301') == 0);
    CHECK(width(U'\n') == 0);
    CHECK(width("当 a") == 4);
    CHECK(width("") == 0);
}

TEST_CASE("characters of names") {
    for (const char32_t c : {U'a', U'Z', U'_', U'当', U'〇', U'々', U'é', U'ａ', U'\x301', U'\x20BB7', U'·', U'Ⅱ', U'①',
                             U'か', U'한', U'\xE0100'}) {
        CAPTURE(static_cast<std::uint32_t>(c));
        CHECK(is_name_character(c));
    }
    for (const char32_t c : {U'0', U'９', U' ', U'-', U'，', U'（', U'\x3000', U'\x200B', U'\x202E', U'\x3164', U'\0',
                             U'\xFFFD', U'€', U'😀'}) {
        CAPTURE(static_cast<std::uint32_t>(c));
        CHECK_FALSE(is_name_character(c));
    }
}

TEST_CASE("Normalization Form C") {
    CHECK(to_nfc("e\xCC\x81") == "é");
    CHECK(to_nfc("罚款") == "罚款");
    CHECK(to_nfc("\xEF\xA4\x80") == "豈");  // a compatibility ideograph
    CHECK(to_nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB") == "한");
    CHECK(to_nfc("a\xFF") == "a\xFF");
    CHECK(to_nfc("") == "");
    CHECK(is_nfc("当事人abc，（１）"));
    CHECK(is_nfc("é"));
    CHECK_FALSE(is_nfc("e\xCC\x81"));
    CHECK_FALSE(is_nfc("\xEF\xA4\x80"));
    CHECK(to_nfc("q\xCC\x87\xCC\xA3") == "q\xCC\xA3\xCC\x87");  // marks are put in order
}

TEST_CASE("very many marks on one letter are normalised in reasonable time") {
    std::string marks = "a";
    for (int i = 0; i < 200'000; ++i) marks += i % 2 == 0 ? "\xCC\x87" : "\xCC\xA3";
    CHECK(to_nfc(marks).size() <= marks.size());
}
