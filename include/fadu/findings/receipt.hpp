// The receipt of a check: what an answer was computed with, what went in and what came out, so that it can be had again
// years later. The same receipt and the same input give the same bytes; compare_receipts says what differs if they do not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/engine/verdict.hpp"
#include "fadu/text/diagnostic.hpp"
#include "fadu/text/sha256.hpp"

namespace fadu::findings {

struct Receipt {
    struct Book {
        std::string name, version;
    };
    struct File {
        std::string name;    ///< as it was given or loaded; "-" is standard input
        std::string sha256;  ///< of its bytes, in hex
    };
    struct Output {
        std::size_t cases = 0;
        std::string sha256;  ///< see OutputHash
    };
    // What the library computes with: Rules::receipt fills it in.
    std::string engine_version;
    std::vector<Book> rulebooks;
    std::vector<File> files;  ///< rule files and tables, in the order of loading; their bytes without a byte-order mark
    std::string rules_sha256;  ///< over their hashes, in hex, one after the other
    std::string calendar_hash;
    time::Day as_of{};
    std::vector<std::pair<std::string, std::string>> parameters;  ///< set by the caller: name and value as written
    engine::VerdictSet verdicts;                                  ///< which were to be shown
    text::Language language = text::Language::zh;
    bool remedies = false;  ///< remedies were asked for
    // How it was asked for: the caller's to fill in, empty where not given. Paths are as the caller gave them.
    std::vector<std::string> rules;  ///< files and folders to load
    std::string calendar_file;       ///< empty: the built-in calendar
    std::string record;
    std::optional<File> mapping;
    std::string input_format;  ///< json, ndjson, csv, event-log; empty: by the files' names
    std::string format;        ///< text, json, ndjson
    // What went in and came out: known at the end.
    std::vector<File> inputs;
    std::optional<Output> output;
};

/// The hash of what came out. For JSON and NDJSON it is the SHA-256 of the case lines: each as case_json gives it, followed
/// by one line end (0A), in order, and after them in the same way what batch_line gives, where there are rules over many
/// cases; neither the receipt nor the commas between the cases of a document are in it. For text it is the SHA-256 of the
/// whole report, without colours.
class OutputHash {
  public:
    /// A case as one line of JSON, without a line end.
    void add_case(std::string_view line) {
        ++cases_;
        hash_.add(line);
        hash_.add("\n");
    }
    /// The findings of rules over many cases as one line of JSON, without a line end.
    void add_batch(std::string_view line) {
        hash_.add(line);
        hash_.add("\n");
    }
    /// A part of the text; `cases` of them are in it.
    void add_text(std::string_view text, std::size_t cases) {
        cases_ += cases;
        hash_.add(text);
    }
    /// Call once.
    Receipt::Output finish() { return {cases_, hash_.hex()}; }

  private:
    std::size_t cases_ = 0;
    text::Sha256 hash_;
};

/// Reads a receipt from the file that `fadu check --receipt` wrote, or from a whole answer as JSON or NDJSON. What a later
/// version may have added is a warning in `notes`. Error FD0650: what is no receipt, is cut off, or has been tampered with
/// so that it cannot be used.
tl::expected<Receipt, text::Diagnostic> read_receipt(std::string_view text, text::FileId file,
                                                     std::vector<text::Diagnostic>& notes);

/// One part of two receipts held against each other.
struct ReceiptPart {
    bool same = true;
    text::Message words;  ///< "规则文件 a.fadu：内容不同"
};

/// `now` held against what was `recorded`: engine, rulebooks, each rule file, calendar, mapping, parameters and how it was
/// asked, inputs, output. A rule file or input that only bears another name is the same.
std::vector<ReceiptPart> compare_receipts(const Receipt& recorded, const Receipt& now);

}  // namespace fadu::findings
