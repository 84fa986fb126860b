// Programs as bytes: what is read back does what was written, and no damage to the bytes reaches out of anything.
#include <cstdlib>
#include <random>

#include "../engine/random_cases.hpp"
#include "fadu/program/store.hpp"
#include "program/store_bytes.hpp"
#include "program/verify.hpp"

using namespace fadu;
using test::Generator;

namespace {

const time::Day as_of = time::make_day(2023, 5, 26);

program::Origin origin() { return {"rules", "calendar", {{"名", "值"}}}; }

auto read(const std::string& bytes, const test::Book& book) {
    // A copy of its own size, so that the sanitizer sees who reads past its end.
    auto kept = std::make_shared<std::vector<char>>(bytes.begin(), bytes.end());
    const std::string_view view(kept->data(), kept->size());
    return program::read_program(view, book.rulebook(), time::Calendar::china(), origin(), kept);
}

std::string verdicts(const program::Program& program, const std::vector<facts::Case>& cases) {
    program::Run run(program);
    program::Block block(program, as_of);
    for (const facts::Case& value : cases) block.add(value);
    const program::Verdicts& found = run.check(block);
    std::string all;
    for (std::size_t c = 0; c < cases.size(); ++c)
        for (std::size_t n = 0; n < program.norms().size(); ++n) {
            for (const std::uint8_t v : found.of(static_cast<int>(c), n)) all += static_cast<char>('0' + v);
            all += ' ';
        }
    return all;
}

std::vector<facts::Case> some_cases(const test::Book& book, int count) {
    Generator generator(book.rulebook(), 11);
    std::vector<facts::Case> cases;
    for (int i = 0; i < count; ++i) cases.push_back(generator.random_case());
    return cases;
}

void set_checksum(std::string& bytes) {
    bytes.replace(program::checksum_at, program::checksum_size, program::checksum_of(bytes));
}

/// Rules for a program of few bytes.
const char* few_rules = R"(法源 《法》
  位阶 法律
  制定机关 机关
  施行 2000-01-01
记录 案件
  案号 : 文本 标识
  额 : 金额
  期日 : 日期
  理由 : 文本 可无
  事件 立案
  事件 决定
    罚 : 金额
规则 期限 对 案件
  当 额 超过 100元
  应当 自 立案 之日起 7日 内 决定
  依据 《法》第一条
规则 说明 对 案件 的 每次 决定
  当 罚 超过 100元
  应当 理由 不为 无
)";

}  // namespace

TEST_CASE("a program that was written and read gives the same verdicts, and the same bytes again") {
    const test::Book book(test::many_rules);
    const auto program = program::compile(book.rulebook(), book.rulebook().find_record("案件"));
    CHECK(program::fault_of(program->layout(), program->code(), program->norms()) == "counts");
    const std::string bytes = program::write_program(*program, origin());
    const auto again = read(bytes, book);
    REQUIRE_MESSAGE(again.has_value(), again.error().message.en);
    CHECK(program::write_program(**again, origin()) == bytes);
    CHECK((*again)->left_out().size() == program->left_out().size());
    const std::vector<facts::Case> cases = some_cases(book, 60);
    CHECK(verdicts(**again, cases) == verdicts(*program, cases));
    // Without anybody to keep the bytes it takes what it needs with it.
    std::string copy = bytes;
    const auto own = program::read_program(copy, book.rulebook(), time::Calendar::china(), origin());
    REQUIRE(own.has_value());
    copy.assign(copy.size(), 'x');
    CHECK(verdicts(**own, cases) == verdicts(*program, cases));
}

TEST_CASE("a program of other rules, days, parameters or another version is refused") {
    const test::Book book(test::many_rules);
    const auto program = program::compile(book.rulebook(), book.rulebook().find_record("案件"));
    const auto code_of = [&](const program::Origin& written, int version = -1) {
        std::string bytes = program::write_program(*program, written);
        if (version >= 0) {
            bytes[8] = static_cast<char>(version);
            set_checksum(bytes);
        }
        const auto again = read(bytes, book);
        return again ? std::string() : again.error().code;
    };
    CHECK(code_of(origin()).empty());
    program::Origin other = origin();
    other.rules_sha256 = "others";
    CHECK(code_of(other) == "FD0682");
    other = origin();
    other.calendar_hash = "others";
    CHECK(code_of(other) == "FD0682");
    other = origin();
    other.parameters.clear();
    CHECK(code_of(other) == "FD0682");
    CHECK(code_of(origin(), 2) == "FD0681");
    CHECK(read("", book).error().code == "FD0680");
    CHECK(read("FADU", book).error().code == "FD0680");
}

TEST_CASE("damage is refused, and what is hostile reaches out of nothing") {
    const test::Book book(few_rules);
    const auto program = program::compile(book.rulebook(), 0);
    const std::string bytes = program::write_program(*program, origin());
    REQUIRE(read(bytes, book).has_value());
    for (std::size_t i = 0; i < bytes.size(); i += 1) {
        std::string flipped = bytes;
        flipped[i] = static_cast<char>(~flipped[i]);
        CHECK_FALSE(read(flipped, book).has_value());
    }
    for (std::size_t size = 0; size < bytes.size(); size += 97)
        CHECK_FALSE(read(bytes.substr(0, size), book).has_value());
}

TEST_CASE("random changes under a right checksum are refused or harmless") {
    const char* asked = std::getenv("FADU_STORE_MUTATIONS");
    const int rounds = asked ? std::atoi(asked) : 400;
    std::mt19937 generator(3);
    const auto random = [&generator] { return static_cast<unsigned>(generator()); };
    for (const char* rules : {few_rules, test::many_rules}) {
        const test::Book book(rules);
        const auto program = program::compile(book.rulebook(), book.rulebook().find_record("案件"));
        const std::string bytes = program::write_program(*program, origin());
        const std::vector<facts::Case> cases = some_cases(book, 4);
        // Due days say nothing that could be wrong: everything else is changed.
        const auto number_at = [&](std::size_t at) {
            std::size_t value = 0;
            for (std::size_t i = 8; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
            return value;
        };
        const std::size_t days = static_cast<std::size_t>(program::Section::days);
        const std::size_t days_begin = number_at(program::sections_at + 16 * days);
        const std::size_t days_size = number_at(program::sections_at + 16 * days + 8);
        int ran = 0;
        for (int round = 0; round < rounds; ++round) {
            std::string changed = bytes;
            for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
                std::size_t at = program::sections_at + random() % (bytes.size() - program::sections_at - days_size);
                if (at >= days_begin) at += days_size;
                switch (random() % 4) {
                    case 0: changed[at] = static_cast<char>(random()); break;
                    case 1: changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 8)); break;
                    case 2: changed[at] = static_cast<char>(changed[at] + 1); break;
                    default: changed[at] = static_cast<char>(random() % 2 == 0 ? 0x7F : 0xFF); break;
                }
            }
            set_checksum(changed);
            const auto again = read(changed, book);
            if (!again) continue;
            ++ran;
            CHECK_FALSE(verdicts(**again, cases).empty());
        }
        MESSAGE(ran, " of ", rounds, " changed programs ran");
    }
}
