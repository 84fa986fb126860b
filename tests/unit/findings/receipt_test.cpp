#include "fadu/findings/receipt.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "fadu/findings/write_json.hpp"

using namespace fadu;
using findings::Receipt;

namespace {

const std::string a(64, 'a'), b(64, 'b'), c(64, 'c');

Receipt full() {
    Receipt receipt;
    receipt.engine_version = "0.1.0";
    receipt.rulebooks = {{"甲", "1.0"}, {"乙", ""}};
    receipt.files = {{"rules/a.fadu", a}, {"rules/b.fadu", b}};
    receipt.rules_sha256 = c;
    receipt.calendar_hash = "0123456789abcdef";
    receipt.as_of = time::make_day(2023, 7, 15);
    receipt.parameters = {{"期限", "30日"}, {"名", "“\"\\”"}};
    receipt.verdicts.insert(engine::Verdict::violated);
    receipt.language = text::Language::en;
    receipt.rules = {"rules"};
    receipt.calendar_file = "calendar.txt";
    receipt.record = "案件";
    receipt.mapping = {"mapping.json", c};
    receipt.input_format = "event-log";
    receipt.format = "ndjson";
    receipt.inputs = {{"-", a}, {"cases.csv", b}};
    receipt.output = Receipt::Output{12, c};
    return receipt;
}

Receipt read(const std::string& text) {
    std::vector<text::Diagnostic> notes;
    auto receipt = findings::read_receipt(text, 0, notes);
    REQUIRE_MESSAGE(receipt.has_value(), (receipt ? std::string() : receipt.error().message.en));
    CHECK(notes.empty());
    return *receipt;
}

std::vector<std::string> differences(const Receipt& recorded, const Receipt& now) {
    std::vector<std::string> words;
    for (const auto& part : findings::compare_receipts(recorded, now))
        if (!part.same) words.push_back(part.words.en);
    return words;
}

}  // namespace

TEST_CASE("a receipt is read back as it was written, from a file, a document and a stream") {
    const std::string alone = findings::receipt_json(full());
    CHECK(findings::receipt_json(read(alone)) == alone);
    CHECK(findings::receipt_json(read("\xEF\xBB\xBF" + alone)) == alone);
    const std::string document = findings::check_json_begin(full()) + findings::check_json_end(full());
    CHECK(findings::receipt_json(read(document)) == alone);
    const std::string stream = findings::receipt_line(full()) + "\n{\"case\":\"1\"}\n" + findings::end_line(full());
    CHECK(findings::receipt_json(read(stream + "\n")) == alone);
    CHECK(findings::receipt_json(read(stream)) == alone);
    CHECK_FALSE(read(findings::receipt_line(full()) + "\n").output.has_value());
}

TEST_CASE("the hash of the output is that of the lines") {
    findings::OutputHash hash;
    hash.add_case("{\"case\":\"1\"}");
    hash.add_case("{\"case\":\"2\"}");
    const auto output = hash.finish();
    CHECK(output.cases == 2);
    CHECK(output.sha256 == text::Sha256::of("{\"case\":\"1\"}\n{\"case\":\"2\"}\n"));
}

TEST_CASE("files that only moved are the same; what changed, came or went is named") {
    CHECK(differences(full(), full()).empty());
    Receipt moved = full();
    moved.files = {{"elsewhere/a.fadu", a}, {"elsewhere/b.fadu", b}};
    moved.inputs = {{"x.json", a}, {"y.csv", b}};
    CHECK(differences(full(), moved).empty());
    moved.files[0].sha256 = c;
    CHECK(differences(full(), moved) == std::vector<std::string>{"rule file rules/a.fadu: different contents"});
    moved.files[0].name = "elsewhere/c.fadu";
    CHECK(differences(full(), moved) == std::vector<std::string>{"rule file rules/a.fadu: not there now",
                                                                 "rule file elsewhere/c.fadu: not in the receipt"});
    Receipt turned = full();
    std::swap(turned.files[0], turned.files[1]);
    turned.rules_sha256 = a;
    CHECK(differences(full(), turned) == std::vector<std::string>{"order of the rule files: different"});
    Receipt swapped = full();
    std::swap(swapped.files[0].sha256, swapped.files[1].sha256);
    CHECK(differences(full(), swapped).size() == 2);
}

TEST_CASE("every part that an answer depends on is compared") {
    const auto changed = [](auto change) {
        Receipt now = full();
        change(now);
        return differences(full(), now);
    };
    CHECK(changed([](Receipt& now) { now.engine_version = "0.2.0"; }) ==
          std::vector<std::string>{"engine version: different, 0.1.0 in the receipt and 0.2.0 now"});
    CHECK(changed([](Receipt& now) { now.rulebooks[0].version = "1.1"; }).size() == 1);
    CHECK(changed([](Receipt& now) { now.calendar_hash = "1"; }).size() == 1);
    CHECK(changed([](Receipt& now) { now.as_of = time::make_day(2023, 7, 16); }).size() == 1);
    CHECK(changed([](Receipt& now) { now.parameters[0].second = "31日"; }).size() == 1);
    CHECK(changed([](Receipt& now) { std::swap(now.parameters[0], now.parameters[1]); }).empty());
    CHECK(changed([](Receipt& now) { now.mapping.reset(); }).size() == 1);
    CHECK(changed([](Receipt& now) { now.record = ""; }).size() == 1);
    CHECK(changed([](Receipt& now) { now.inputs[1].sha256 = c; }).size() == 1);
    CHECK(changed([](Receipt& now) { now.output->sha256 = a; }) == std::vector<std::string>{"output: different"});
    CHECK(changed([](Receipt& now) { now.output->cases = 11; }).size() == 1);
    CHECK(changed([](Receipt& now) { now.output.reset(); }).size() == 1);
}

TEST_CASE("a cut or hostile receipt is an error, never more") {
    const std::string text = findings::receipt_json(full());
    for (std::size_t end = 0; end + 2 < text.size(); ++end) {
        std::vector<text::Diagnostic> notes;
        const auto receipt = findings::read_receipt(text.substr(0, end), 0, notes);
        CHECK_FALSE(receipt.has_value());
        if (!receipt) CHECK(receipt.error().code == "FD0650");
    }
    for (std::size_t at = 0; at < text.size(); ++at) {  // whatever is in it, it is read or refused
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        std::vector<text::Diagnostic> notes;
        (void)findings::read_receipt(changed, 0, notes);
    }
    std::vector<text::Diagnostic> notes;
    const std::string later = R"({"receipt":{"engine":"9","rules_sha256":")" + a +
                              R"(","calendar":"1","as_of":"2023-07-15","new":{"deep":[1,2]}}})";
    CHECK(findings::read_receipt(later, 0, notes).has_value());
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].code == "FD0651");
}
