// Reads what follow-up is made of: the JSON that checks wrote, and the events.
#include <algorithm>
#include <set>

#include "fadu/findings/follow_up.hpp"
#include "fadu/findings/words.hpp"
#include "findings/json_text.hpp"

namespace fadu::findings {
namespace {

using Node = JsonText::Node;
using Kind = Node::Kind;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_notes = 1000;

bool is_id(std::string_view text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<model::Grade> parse_grade(std::string_view code) {
    if (code == "none") return model::Grade::none;
    for (int i = 1; i < 6; ++i)
        if (grade_code(static_cast<model::Grade>(i)) == code) return static_cast<model::Grade>(i);
    return std::nullopt;
}

std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(std::min<std::size_t>(at, 0xFFFFFFFFU)); }

class RoundReader {
  public:
    RoundReader(text::FileId file, std::string_view name, std::vector<text::Diagnostic>& notes)
        : file_(file), name_(name), notes_(notes) {}

    bool read(std::string_view text) {
        std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        if (!is_by_lines(text.substr(begin))) return value(begin, text.substr(begin)) && complete(begin);
        while (begin < text.size()) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string_view line = text.substr(begin, end - begin);
            if (line.find_first_not_of(" \t\r") != std::string_view::npos && !value(begin, line)) return false;
            begin = end + 1;
        }
        return complete(0);
    }

    std::vector<Round> rounds;
    text::Diagnostic error;

  private:
    bool complete(std::size_t at) {
        base_ = at;
        return !rounds.empty() || wrong(0, "没有“receipt”", "there is no \"receipt\"");
    }

    bool wrong(std::size_t at, std::string_view zh, std::string_view en) {
        error.code = "FD0660";
        error.span = {file_, offset(base_ + at), offset(base_ + at)};
        error.message = {"不是 fadu check 写出的结果：" + std::string(zh),
                         "this is not what fadu check writes: " + std::string(en)};
        error.help = {"用 fadu check --format json 或者 ndjson 写出",
                      "write it with fadu check --format json or ndjson"};
        return false;
    }
    bool wrong(const Node& node, std::string_view zh, std::string_view en) { return wrong(node.begin, zh, en); }

    template <class Function>
    bool elements(const Node& list, std::string_view what, Function function) {
        if (list.kind != Kind::list)
            return wrong(list, "“" + std::string(what) + "”应为列表", "\"" + std::string(what) + "\" must be a list");
        bool good = true;
        json_.each(list, [&](const Node& child) { good = good && function(child); });
        return good;
    }

    /// A member that is a text; "" where it is absent and need not be there.
    bool text(const Node& object, std::string_view key, std::string& into, bool required = true) {
        const Node* node = json_.find(object, key);
        if (node == nullptr && !required) return true;
        const std::string name(key);
        if (node == nullptr) return wrong(object, "没有“" + name + "”", "\"" + name + "\" is missing");
        if (node->kind != Kind::text) return wrong(*node, "“" + name + "”应为文本", "\"" + name + "\" must be a text");
        into = std::string(node->text);
        return true;
    }

    /// A document, or a line of a stream: a receipt, a case, the end.
    bool value(std::size_t begin, std::string_view text) {
        base_ = begin;
        if (const auto parsed = json_.parse(text); !parsed)
            return wrong(parsed.error().at, parsed.error().message.zh, parsed.error().message.en);
        const Node& root = json_.root();
        if (root.kind != Kind::object) return wrong(root, "不是 JSON 对象", "it is no JSON object");
        if (const Node* head = json_.find(root, "receipt"); head != nullptr && !receipt(*head)) return false;
        const bool holds = json_.find(root, "case") != nullptr || json_.find(root, "cases") != nullptr ||
                           json_.find(root, "batch") != nullptr;
        if (holds && rounds.empty()) return wrong(root, "没有“receipt”", "there is no \"receipt\"");
        if (json_.find(root, "case") != nullptr && !one_case(root)) return false;
        if (const Node* batch = json_.find(root, "batch"); batch != nullptr && !over_cases(*batch)) return false;
        const Node* cases = json_.find(root, "cases");
        return cases == nullptr || elements(*cases, "cases", [this](const Node& one) { return one_case(one); });
    }

    bool receipt(const Node& node) {
        Round round;
        round.name = std::string(name_);
        round.span = {file_, offset(base_ + node.begin), offset(base_ + node.begin)};
        std::string day;
        if (!text(node, "as_of", day) || !text(node, "rules_sha256", round.rules_sha256)) return false;
        const auto as_of = time::parse_day(day);
        if (!as_of) return wrong(node, "“as_of”应为日期", "\"as_of\" must be a date");
        round.as_of = *as_of;
        if (const Node* books = json_.find(node, "rulebooks"); books != nullptr) {
            const bool good = elements(*books, "rulebooks", [&](const Node& book) {
                return text(book, "name", round.rulebooks.emplace_back());
            });
            if (!good) return false;
        }
        if (const Node* shown = json_.find(node, "verdicts"); shown != nullptr) {
            const bool good = elements(*shown, "verdicts", [&](const Node& one) {
                const auto verdict = one.kind == Kind::text ? parse_verdict(one.text) : std::nullopt;
                if (!verdict) return wrong(one, "不认识的结论", "an unknown verdict");
                round.shown.insert(*verdict);
                return true;
            });
            if (!good) return false;
        }
        rounds.push_back(std::move(round));
        seen_.clear();
        return true;
    }

    bool one_case(const Node& node) {
        ReportedCase one;
        one.span = {file_, offset(base_ + node.begin), offset(base_ + node.begin)};
        if (node.kind != Kind::object) return wrong(node, "案件应为对象", "a case must be an object");
        if (!text(node, "case", one.case_id) || !text(node, "record", one.record)) return false;
        const Node* all = json_.find(node, "findings");
        if (all == nullptr) return wrong(node, "没有“findings”", "\"findings\" is missing");
        if (!findings(*all, one)) return false;
        if (!seen_.insert(one.record + '\n' + one.case_id).second && notes_.size() < most_notes) {
            text::Diagnostic note;
            note.code = "FD0667";
            note.level = text::Level::warning;
            note.span = one.span;
            note.message = {"案件“" + one.case_id + "”在同一次检查里不止一件，结论不能分开",
                            "the case \"" + one.case_id +
                                "\" stands more than once in one check: its findings cannot be told apart"};
            note.help = {"给案件各不相同的编号（标识）", "give the cases keys of their own"};
            notes_.push_back(std::move(note));
        }
        rounds.back().cases.push_back(std::move(one));
        return true;
    }

    /// Findings over many cases.
    bool over_cases(const Node& node) {
        const Node* all = node.kind == Kind::list ? &node : json_.find(node, "findings");
        if (all == nullptr) return true;
        ReportedCase none;
        none.span = {file_, offset(base_ + node.begin), offset(base_ + node.begin)};
        if (!findings(*all, none)) return false;
        rounds.back().cases.push_back(std::move(none));
        return true;
    }

    bool findings(const Node& list, ReportedCase& into) {
        return elements(list, "findings", [&](const Node& one) { return finding(one, into.findings.emplace_back()); });
    }

    bool finding(const Node& node, ReportedFinding& into) {
        if (node.kind != Kind::object) return wrong(node, "结论应为对象", "a finding must be an object");
        if (json_.find(node, "id") == nullptr)
            return wrong(node, "结论没有编号“id”（较旧的版本写出），请重新检查",
                         "a finding has no \"id\" (an older version wrote it): check again");
        std::string verdict, severity;
        if (!text(node, "id", into.id) || !text(node, "rule", into.rule) || !text(node, "verdict", verdict) ||
            !text(node, "severity", severity) || !text(node, "message", into.message))
            return false;
        if (!text(node, "code", into.code, false) || !text(node, "step", into.step, false) ||
            !text(node, "instance", into.instance, false) || !text(node, "advice", into.advice, false))
            return false;
        if (!is_id(into.id)) return wrong(node, "“id”应为 16 位十六进制数字", "\"id\" must be 16 hex digits");
        const auto known_verdict = parse_verdict(verdict);
        const auto known_grade = parse_grade(severity);
        if (!known_verdict) return wrong(node, "不认识的结论", "an unknown verdict");
        if (!known_grade) return wrong(node, "不认识的等级", "an unknown severity");
        into.verdict = *known_verdict;
        into.severity = *known_grade;
        if (const Node* cites = json_.find(node, "cites"); cites != nullptr) {
            const bool good = elements(*cites, "cites", [&](const Node& one) {
                Cite& cite = into.cites.emplace_back();
                return text(one, "source", cite.source) && text(one, "article", cite.article, false);
            });
            if (!good) return false;
        }
        const Node* cases = json_.find(node, "cases");
        return cases == nullptr || elements(*cases, "cases", [&](const Node& one) {
                   if (one.kind != Kind::text) return wrong(one, "“cases”应为文本", "\"cases\" must be texts");
                   into.cases.emplace_back(one.text);
                   return true;
               });
    }

    text::FileId file_;
    std::string_view name_;
    std::vector<text::Diagnostic>& notes_;
    JsonText json_;
    std::size_t base_ = 0;
    std::set<std::string> seen_;  ///< cases of the present round
};

enum class Key : std::uint8_t { finding, event, date, due, by, note };
struct KeyName {
    std::string_view english, simplified, traditional;
    Key key;
};
constexpr std::array<KeyName, 6> key_names{{
    {"finding", "结论", "結論", Key::finding},
    {"event", "事件", "事件", Key::event},
    {"date", "日期", "日期", Key::date},
    {"due", "期限", "期限", Key::due},
    {"by", "经办", "經辦", Key::by},
    {"note", "备注", "備註", Key::note},
}};

class EventReader {
  public:
    EventReader(text::FileId file, std::string_view name, std::vector<text::Diagnostic>& notes)
        : file_(file), name_(name), notes_(notes) {}

    std::vector<FollowUpEvent> read(std::string_view text) {
        std::vector<FollowUpEvent> events;
        std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        for (std::uint32_t line = 1; begin < text.size(); ++line) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string_view one = text.substr(begin, end - begin);
            base_ = begin;
            line_ = line;
            if (one.find_first_not_of(" \t\r") != std::string_view::npos) {
                FollowUpEvent event;
                event.file = std::string(name_);
                event.line = line;
                event.span = {file_, offset(begin), offset(begin + one.find_last_not_of(" \t\r") + 1)};
                if (read_line(one, event)) events.push_back(std::move(event));
            }
            begin = end + 1;
        }
        return events;
    }

  private:
    bool wrong(std::size_t from, std::size_t to, std::string zh, std::string en) {
        if (notes_.size() >= most_notes) return false;
        text::Diagnostic note;
        note.code = "FD0661";
        note.span = {file_, offset(base_ + from), offset(base_ + to)};
        const std::string number = std::to_string(line_);
        note.message = {"第 " + number + " 行不能使用：" + zh, "line " + number + " cannot be used: " + en};
        note.help = {
            R"(写作 {"finding": "0123456789abcdef", "event": "责令整改", "date": "2023-07-20", "due": "2023-08-20"})",
            R"(write {"finding": "0123456789abcdef", "event": "order", "date": "2023-07-20", "due": "2023-08-20"})"};
        notes_.push_back(std::move(note));
        return false;
    }
    bool wrong(const Node& node, std::string zh, std::string en) {
        return wrong(node.begin, std::max(node.begin, node.end), std::move(zh), std::move(en));
    }

    bool read_line(std::string_view line, FollowUpEvent& event) {
        if (const auto parsed = json_.parse(line); !parsed)
            return wrong(parsed.error().at, parsed.error().at, parsed.error().message.zh, parsed.error().message.en);
        const Node& root = json_.root();
        if (root.kind != Kind::object) return wrong(root, "不是 JSON 对象", "it is no JSON object");
        std::set<Key> seen;
        bool good = true;
        json_.each(root, [&](const Node& node) { good = good && member(node, event, seen); });
        if (!good) return false;
        for (const Key key : {Key::finding, Key::event, Key::date})
            if (!seen.contains(key)) {
                const KeyName& name = key_names[static_cast<std::size_t>(key)];
                return wrong(root.begin, root.begin + 1, "没有“" + std::string(name.english) + "”",
                             "\"" + std::string(name.english) + "\" is missing");
            }
        return true;
    }

    bool member(const Node& node, FollowUpEvent& event, std::set<Key>& seen) {
        const auto known = std::find_if(key_names.begin(), key_names.end(), [&](const KeyName& name) {
            return node.key == name.english || node.key == name.simplified || node.key == name.traditional;
        });
        const std::string name(node.key);
        if (known == key_names.end()) {
            std::vector<std::string> names;
            for (const KeyName& key : key_names)
                for (const auto word : {key.english, key.simplified}) names.emplace_back(word);
            const auto near = text::nearest(name, names);
            return wrong(node, "没有“" + name + "”这一项" + (near ? "；是否指“" + *near + "”" : ""),
                         "there is no \"" + name + "\"" + (near ? "; did you mean \"" + *near + "\"?" : ""));
        }
        if (!seen.insert(known->key).second)
            return wrong(node, "“" + name + "”写了两次", "\"" + name + "\" is given twice");
        if (node.kind == Kind::null && known->key > Key::date) return true;
        if (node.kind != Kind::text) return wrong(node, "“" + name + "”应为文本", "\"" + name + "\" must be a text");
        const std::string value(node.text);
        switch (known->key) {
            case Key::finding:
                event.finding = value;
                return is_id(value) || wrong(node, "“" + value + "”不是结论编号（16 位十六进制数字）",
                                             "\"" + value + "\" is no finding's id (16 hex digits)");
            case Key::event: return kind(node, value, event);
            case Key::date: return day(node, value, event.date);
            case Key::due: return day(node, value, event.due.emplace());
            case Key::by: event.by = value; return true;
            case Key::note: event.note = value; return true;
        }
        return true;
    }

    bool kind(const Node& node, const std::string& word, FollowUpEvent& event) {
        if (const auto known = parse_follow_up_kind(word)) {
            event.kind = *known;
            return true;
        }
        std::vector<std::string> words;
        std::string zh, en;
        for (int i = 0; i <= static_cast<int>(FollowUpKind::transferred); ++i) {
            const auto one = static_cast<FollowUpKind>(i);
            words.emplace_back(event_name(one, text::Language::zh));
            words.emplace_back(event_code(one));
            zh += (i > 0 ? "、" : "") + words[words.size() - 2];
            en += (i > 0 ? ", " : "") + words.back();
        }
        const auto near = text::nearest(word, words);
        return wrong(
            node, "没有“" + word + "”这种事件；" + (near ? "是否指“" + *near + "”" : "有：" + zh),
            "there is no event \"" + word + "\"; " + (near ? "did you mean \"" + *near + "\"?" : "there are: " + en));
    }

    bool day(const Node& node, const std::string& word, time::Day& into) {
        const auto day = time::parse_day(word);
        if (!day)
            return wrong(node, "“" + word + "”不是日期（例：2023-07-15）",
                         "\"" + word + "\" is no date (such as 2023-07-15)");
        into = *day;
        return true;
    }

    text::FileId file_;
    std::string_view name_;
    std::vector<text::Diagnostic>& notes_;
    JsonText json_;
    std::size_t base_ = 0;
    std::uint32_t line_ = 0;
};

}  // namespace

tl::expected<std::vector<Round>, text::Diagnostic> read_rounds(std::string_view text, text::FileId file,
                                                               std::string_view name,
                                                               std::vector<text::Diagnostic>& notes) {
    RoundReader reader(file, name, notes);
    if (!reader.read(text)) return tl::unexpected(std::move(reader.error));
    return std::move(reader.rounds);
}

std::vector<FollowUpEvent> read_follow_up_events(std::string_view text, text::FileId file, std::string_view name,
                                                 std::vector<text::Diagnostic>& notes) {
    return EventReader(file, name, notes).read(text);
}

}  // namespace fadu::findings
