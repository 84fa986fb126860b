// read_mapping: the file that says which outside names stand for which fields and events. JSON; keys as in Mapping, in
// English or Chinese, tables as objects {"outside": "inside"}.
#include <array>

#include <fmt/format.h>

#include "facts/assemble.hpp"
#include "facts/json_tree.hpp"
#include "facts/reporter.hpp"
#include "fadu/facts/read.hpp"

namespace fadu::facts {
namespace {

namespace ondemand = simdjson::ondemand;
using Kind = JsonNode::Kind;

enum class Key : unsigned char {
    record,
    case_column,
    activity_column,
    time_column,
    end_column,
    lifecycle_column,
    lifecycle_value,
    events,
    fields,
    event_fields,
    values,
    complete_events,
    sequence,
    time_of,
};
struct KeyName {
    std::string_view english, simplified, traditional;
    Key key;
};
constexpr std::array key_names{
    KeyName{"record", "记录", "記錄", Key::record},
    KeyName{"case_column", "案件列", "案件列", Key::case_column},
    KeyName{"activity_column", "活动列", "活動列", Key::activity_column},
    KeyName{"time_column", "时间列", "時間列", Key::time_column},
    KeyName{"end_column", "结束列", "結束列", Key::end_column},
    KeyName{"lifecycle_column", "状态列", "狀態列", Key::lifecycle_column},
    KeyName{"lifecycle_value", "状态值", "狀態值", Key::lifecycle_value},
    KeyName{"events", "事件", "事件", Key::events},
    KeyName{"fields", "字段", "字段", Key::fields},
    KeyName{"event_fields", "事件字段", "事件字段", Key::event_fields},
    KeyName{"values", "取值", "取值", Key::values},
    KeyName{"complete_events", "事件齐全", "事件齊全", Key::complete_events},
    KeyName{"sequence", "按记载顺序", "按記載順序", Key::sequence},
    KeyName{"time_of", "时间取", "時間取", Key::time_of},
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

class MappingReader {
  public:
    MappingReader(const JsonTree& tree, Reporter& reporter) : tree_(tree), reporter_(reporter) {}

    Mapping read() {
        if (tree_.root().kind != Kind::object) {
            wrong(tree_.root(), "对应表应为 JSON 对象 {…}", "a mapping must be a JSON object {…}");
            return mapping_;
        }
        each(tree_.root(), [this](const JsonNode& node) { read_key(node); });
        return mapping_;
    }

  private:
    template <class Function>
    void each(const JsonNode& node, Function function) {
        for (const JsonNode* child = tree_.child(node); child != nullptr; child = tree_.next(*child)) function(*child);
    }

    void wrong(const JsonNode& node, std::string zh, std::string en, text::Message help = {}) {
        reporter_.add(code::mapping, text::Level::error, {node.begin, node.end}, {std::move(zh), std::move(en)},
                      std::move(help));
    }

    std::string text(const JsonNode& node) {
        if (node.kind == Kind::text) return std::string(node.text);
        if (node.kind != Kind::null)
            wrong(node, fmt::format("“{}”应为文本", shown(node.key)),
                  fmt::format("“{}” must be a text", shown(node.key)));
        return {};
    }

    bool truth(const JsonNode& node) {
        if (node.kind != Kind::boolean)
            wrong(node, fmt::format("“{}”应为 true 或 false", shown(node.key)),
                  fmt::format("“{}” must be true or false", shown(node.key)));
        return node.truth;
    }

    /// {"outside": "inside", …}, or [["outside", "inside"], …] where one name stands for several.
    Pairs pairs(const JsonNode& node) {
        Pairs result;
        const auto refuse = [&](const JsonNode& at) {
            wrong(at, fmt::format("“{}”应为 {{\"外部名\":\"规则集的名\"}}", shown(node.key)),
                  fmt::format("“{}” must be {{\"outside name\": \"the rulebook's name\"}}", shown(node.key)));
        };
        if (node.kind == Kind::object) {
            each(node, [&](const JsonNode& entry) {
                if (entry.kind == Kind::text) return void(result.emplace_back(entry.key, entry.text));
                if (entry.kind != Kind::list) return refuse(entry);
                each(entry, [&](const JsonNode& inside) {
                    if (inside.kind != Kind::text) return refuse(inside);
                    result.emplace_back(entry.key, inside.text);
                });
            });
        } else if (node.kind == Kind::list) {
            each(node, [&](const JsonNode& entry) {
                const JsonNode* first = entry.kind == Kind::list ? tree_.child(entry) : nullptr;
                const JsonNode* second = first != nullptr ? tree_.next(*first) : nullptr;
                if (second == nullptr || first->kind != Kind::text || second->kind != Kind::text) return refuse(entry);
                result.emplace_back(first->text, second->text);
            });
        } else {
            refuse(node);
        }
        return result;
    }

    void read_key(const JsonNode& node) {
        for (const KeyName& name : key_names)
            if (node.key == name.english || node.key == name.simplified || node.key == name.traditional)
                return read_known(name.key, node);
        std::vector<std::string> known;
        for (const KeyName& name : key_names) {
            known.emplace_back(name.english);
            known.emplace_back(name.simplified);
        }
        wrong(node, fmt::format("对应表没有“{}”这一项", shown(node.key)),
              fmt::format("a mapping has no “{}”", shown(node.key)), suggestion(node.key, known));
    }

    void read_known(Key key, const JsonNode& node) {
        switch (key) {
            case Key::record: mapping_.record = text(node); break;
            case Key::case_column: mapping_.case_column = text(node); break;
            case Key::activity_column: mapping_.activity_column = text(node); break;
            case Key::time_column: mapping_.time_column = text(node); break;
            case Key::end_column: mapping_.end_column = text(node); break;
            case Key::lifecycle_column: mapping_.lifecycle_column = text(node); break;
            case Key::lifecycle_value: mapping_.lifecycle_value = text(node); break;
            case Key::events:
                for (auto& [outside, inside] : pairs(node))
                    mapping_.events.push_back({std::move(outside), std::move(inside)});
                break;
            case Key::fields:
                for (auto& [outside, inside] : pairs(node))
                    mapping_.fields.push_back({std::move(outside), std::move(inside)});
                break;
            case Key::event_fields:
                for (auto& [outside, inside] : pairs(node))
                    mapping_.event_fields.push_back({std::move(outside), std::move(inside)});
                break;
            case Key::values:
                if (node.kind != Kind::object)
                    return wrong(node, "“values”应为 {\"字段\":{\"外部值\":\"值\"}}",
                                 "“values” must be {\"field\": {\"outside value\": \"value\"}}");
                each(node, [this](const JsonNode& field) { mapping_.values.emplace_back(field.key, pairs(field)); });
                break;
            case Key::complete_events: mapping_.complete_events = truth(node); break;
            case Key::sequence: mapping_.sequence = truth(node); break;
            case Key::time_of: {
                const std::string said = text(node);
                if (said == "day" || said == "日期")
                    mapping_.time_of = "day";
                else if (said == "moment" || said == "时刻" || said == "時刻")
                    mapping_.time_of = "moment";
                else
                    wrong(node, "“time_of”应为 day（日期）或 moment（时刻）", "“time_of” must be day or moment");
                break;
            }
        }
    }

    const JsonTree& tree_;
    Reporter& reporter_;
    Mapping mapping_;
};

}  // namespace

tl::expected<Mapping, std::vector<text::Diagnostic>> read_mapping(std::string_view json, text::FileId file) {
    ReadReport report;
    Reporter reporter(report, file, ReadLimits{}.max_diagnostics);
    const auto refused = [&](const JsonError& error) {
        reporter.add(code::mapping, text::Level::error, {error.at, error.at},
                     {"对应表读不出：" + error.message.zh, "the mapping cannot be read: " + error.message.en});
        return tl::unexpected(std::move(report.diagnostics));
    };
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (json.starts_with(mark)) {
        reporter.set_base(mark.size());
        json.remove_prefix(mark.size());
    }
    simdjson::padded_string text(json);
    ondemand::parser parser;
    ondemand::document document;
    if (const auto error = parser.iterate(text).get(document)) return refused({json_complaint(error), 0, false});
    ondemand::value value;
    if (const auto error = document.get_value().get(value)) return refused({json_complaint(error), 0, false});
    JsonTree tree;
    if (const auto built = tree.build(value, text.data(), {}); !built) return refused(built.error());
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return refused({json_complaint(simdjson::TRAILING_CONTENT), text.size(), false});
    Mapping mapping = MappingReader(tree, reporter).read();
    if (!report.diagnostics.empty()) return tl::unexpected(std::move(report.diagnostics));
    return mapping;
}

}  // namespace fadu::facts
