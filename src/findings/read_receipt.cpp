// read_receipt: strict about what it uses, since whoever changed a receipt may have had a reason.
#include <algorithm>
#include <array>
#include <charconv>

#include "fadu/findings/receipt.hpp"
#include "fadu/findings/words.hpp"
#include "findings/json_text.hpp"

namespace fadu::findings {
namespace {

using Node = JsonText::Node;
using Kind = Node::Kind;

constexpr std::size_t most_entries = 100'000;  ///< rule files, inputs, parameters

class Reader {
  public:
    Reader(text::FileId file, std::vector<text::Diagnostic>& notes) : file_(file), notes_(notes) {}

    std::optional<Receipt> read(std::string_view text) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (text.starts_with(mark)) {
            base_ = mark.size();
            text.remove_prefix(mark.size());
        }
        if (is_by_lines(text)) {
            if (!parts(text.find_first_not_of(" \t\r\n"), trimmed_line(text), true)) return std::nullopt;
            const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
            const std::size_t begin = text.rfind('\n', end - 1) + 1;  // 0 where there is only one line
            if (begin > 0 && !parts(begin, text.substr(begin, end - begin), false)) return std::nullopt;
        } else if (!parts(0, text, true)) {
            return std::nullopt;
        }
        return std::move(receipt_);
    }

    text::Diagnostic error() const { return error_; }

  private:
    /// The members of an answer, or of one of its lines.
    bool parts(std::size_t begin, std::string_view text, bool first) {
        offset_ = base_ + begin;
        if (const auto parsed = json_.parse(text); !parsed)
            return wrong(parsed.error().at, parsed.error().message.zh, parsed.error().message.en);
        const Node& root = json_.root();
        if (root.kind != Kind::object) return wrong(root, "不是 JSON 对象", "it is no JSON object");
        const Node* head = json_.find(root, "receipt");
        if (first && head == nullptr) return wrong(root, "没有“receipt”", "there is no \"receipt\"");
        if (first && !receipt(*head)) return false;
        if (const Node* inputs = json_.find(root, "input"); inputs != nullptr && !files(*inputs, receipt_.inputs))
            return false;
        const Node* out = json_.find(root, "output");
        return out == nullptr || output(*out);
    }

    bool wrong(std::size_t at, std::string_view zh, std::string_view en) {
        const auto place = static_cast<std::uint32_t>(std::min<std::size_t>(offset_ + at, 0xFFFFFFFFU));
        error_.code = "FD0650";
        error_.span = {file_, place, place};
        error_.message = {"回执不能使用：" + std::string(zh), "the receipt cannot be used: " + std::string(en)};
        error_.help = {"回执由 fadu check --receipt 写出，也在 JSON 和 NDJSON 的结果里",
                       "receipts are written by fadu check --receipt, and are part of its JSON and NDJSON"};
        return false;
    }
    bool wrong(const Node& node, std::string_view zh, std::string_view en) { return wrong(node.begin, zh, en); }

    bool truth(const Node& node, bool& into) {
        const std::string name(node.key);
        if (node.kind != Kind::boolean)
            return wrong(node, "“" + name + "”应为 true 或者 false", "\"" + name + "\" must be true or false");
        into = node.truth;
        return true;
    }

    bool text(const Node& node, std::string& into) {
        const std::string name(node.key);
        if (node.kind != Kind::text) return wrong(node, "“" + name + "”应为文本", "\"" + name + "\" must be a text");
        // Names and paths are shown and opened: nothing that moves the cursor, or ends a path early.
        for (const char byte : node.text)
            if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F)
                return wrong(node, "“" + name + "”含有控制字符", "\"" + name + "\" holds a control character");
        into = std::string(node.text);
        return true;
    }

    bool hash(const Node& node, std::string& into) {
        if (!text(node, into)) return false;
        if (into.size() == 64 && into.find_first_not_of("0123456789abcdef") == std::string::npos) return true;
        return wrong(node, "“sha256”应为 64 位十六进制数字", "\"sha256\" must be 64 hex digits");
    }

    template <class Function>
    bool members(const Node& node, std::string_view what, Function function) {
        if (node.kind != Kind::object)
            return wrong(node, "“" + std::string(what) + "”应为对象",
                         "\"" + std::string(what) + "\" must be an object");
        return all(node, function);
    }
    template <class Function>
    bool elements(const Node& node, Function function) {
        const std::string name(node.key);
        if (node.kind != Kind::list) return wrong(node, "“" + name + "”应为列表", "\"" + name + "\" must be a list");
        return all(node, function);
    }
    template <class Function>
    bool all(const Node& node, Function function) {
        bool good = true;
        std::size_t count = 0;
        json_.each(node, [&](const Node& child) {
            if (good && ++count > most_entries) good = wrong(child, "项数过多", "there are too many entries");
            good = good && function(child);
        });
        return good;
    }

    bool file(const Node& node, Receipt::File& into) {
        const bool read = members(node, node.key.empty() ? "files" : node.key, [&](const Node& member) {
            if (member.key == "name") return text(member, into.name);
            if (member.key == "sha256") return hash(member, into.sha256);
            return unknown(member);
        });
        if (!read) return false;
        if (into.name.empty() || into.sha256.empty())
            return wrong(node, "文件缺少“name”或者“sha256”", "a file lacks its \"name\" or \"sha256\"");
        return true;
    }
    bool files(const Node& node, std::vector<Receipt::File>& into) {
        return elements(node, [&](const Node& child) { return file(child, into.emplace_back()); });
    }

    bool output(const Node& node) {
        Receipt::Output output;
        const bool read = members(node, "output", [&](const Node& member) {
            if (member.key == "sha256") return hash(member, output.sha256);
            if (member.key != "cases") return unknown(member);
            const auto [end, error] =
                std::from_chars(member.text.data(), member.text.data() + member.text.size(), output.cases);
            return (member.kind == Kind::number && error == std::errc() &&
                    end == member.text.data() + member.text.size()) ||
                   wrong(member, "“cases”应为件数", "\"cases\" must be a count");
        });
        if (!read) return false;
        if (output.sha256.empty()) return wrong(node, "“output”缺少“sha256”", "\"output\" lacks its \"sha256\"");
        receipt_.output = output;
        return true;
    }

    bool receipt(const Node& node) {
        bool has_day = false;
        const bool read = members(node, "receipt", [&](const Node& member) {
            if (member.key == "as_of") has_day = true;
            return head(member);
        });
        if (!read) return false;
        if (!has_day || receipt_.engine_version.empty() || receipt_.rules_sha256.empty() ||
            receipt_.calendar_hash.empty())
            return wrong(node, "缺少 engine、rules_sha256、calendar 或者 as_of",
                         "engine, rules_sha256, calendar or as_of is missing");
        return true;
    }

    bool head(const Node& member) {
        const std::string_view key = member.key;
        if (key == "engine") return text(member, receipt_.engine_version);
        if (key == "rulebooks")
            return elements(member,
                            [&](const Node& book) { return this->book(book, receipt_.rulebooks.emplace_back()); });
        if (key == "files") return files(member, receipt_.files);
        if (key == "rules_sha256") return hash(member, receipt_.rules_sha256);
        if (key == "calendar") return text(member, receipt_.calendar_hash);
        if (key == "as_of") return day(member);
        if (key == "parameters")
            return members(member, key, [&](const Node& one) {
                return text(one, receipt_.parameters.emplace_back(one.key, "").second);
            });
        if (key == "verdicts") return verdicts(member);
        if (key == "language") return language(member);
        if (key == "remedies") return truth(member, receipt_.remedies);
        if (key == "rules")
            return elements(member, [&](const Node& path) { return text(path, receipt_.rules.emplace_back()); });
        if (key == "calendar_file") return text(member, receipt_.calendar_file);
        if (key == "record") return text(member, receipt_.record);
        if (key == "mapping") return file(member, receipt_.mapping.emplace());
        if (key == "input_format") return one_of(member, receipt_.input_format, {"json", "ndjson", "csv", "event-log"});
        if (key == "format") return one_of(member, receipt_.format, {"text", "json", "ndjson"});
        return unknown(member);
    }

    bool book(const Node& node, Receipt::Book& into) {
        return members(node, "rulebooks", [&](const Node& member) {
            if (member.key == "name") return text(member, into.name);
            if (member.key == "version") return text(member, into.version);
            return unknown(member);
        });
    }

    bool day(const Node& node) {
        const auto day = node.kind == Kind::text ? time::parse_day(node.text) : std::nullopt;
        if (!day) return wrong(node, "“as_of”应为日期", "\"as_of\" must be a date");
        receipt_.as_of = *day;
        return true;
    }

    bool verdicts(const Node& node) {
        return elements(node, [&](const Node& one) {
            const auto verdict = one.kind == Kind::text ? parse_verdict(one.text) : std::nullopt;
            if (!verdict) return wrong(one, "“verdicts”里有不认识的结论", "\"verdicts\" holds an unknown verdict");
            receipt_.verdicts.insert(*verdict);
            return true;
        });
    }

    bool language(const Node& node) {
        std::string word;
        if (!one_of(node, word, {"zh", "en"})) return false;
        receipt_.language = word == "en" ? text::Language::en : text::Language::zh;
        return true;
    }

    bool one_of(const Node& node, std::string& into, std::initializer_list<std::string_view> words) {
        if (!text(node, into)) return false;
        if (std::find(words.begin(), words.end(), into) != words.end()) return true;
        return wrong(node, "“" + std::string(node.key) + "”不认识“" + into + "”",
                     "\"" + std::string(node.key) + "\" cannot be \"" + into + "\"");
    }

    bool unknown(const Node& member) {
        std::string name(member.key.substr(0, 64));
        for (char& byte : name)
            if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = '?';
        const auto place = static_cast<std::uint32_t>(std::min<std::size_t>(offset_ + member.begin, 0xFFFFFFFFU));
        text::Diagnostic note;
        note.code = "FD0651";
        note.level = text::Level::warning;
        note.span = {file_, place, place};
        note.message = {"回执里的“" + name + "”不认识，没有核对",
                        "the receipt's \"" + name + "\" is not known and was not compared"};
        if (notes_.size() < 100) notes_.push_back(std::move(note));
        return true;
    }

    text::FileId file_;
    std::vector<text::Diagnostic>& notes_;
    JsonText json_;
    Receipt receipt_;
    text::Diagnostic error_;
    std::size_t base_ = 0, offset_ = 0;
};

}  // namespace

tl::expected<Receipt, text::Diagnostic> read_receipt(std::string_view text, text::FileId file,
                                                     std::vector<text::Diagnostic>& notes) {
    Reader reader(file, notes);
    auto receipt = reader.read(text);
    if (!receipt) return tl::unexpected(reader.error());
    return std::move(*receipt);
}

}  // namespace fadu::findings
