#include "facts/json_case.hpp"

#include <fmt/format.h>

namespace fadu::facts {
namespace {

using Kind = JsonNode::Kind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }
Place place(const JsonNode& node) { return {node.begin, node.end}; }

}  // namespace

JsonCaseReader::JsonCaseReader(const model::Rulebook& rulebook, int record, const Mapping* mapping, Reporter& reporter)
    : rulebook_(rulebook),
      reporter_(reporter),
      conversion_{rulebook, mapping != nullptr && mapping->time_of == "day"},
      in_order_(mapping != nullptr && mapping->sequence),
      root_(choose_record(rulebook, record, mapping, reporter)),
      all_names_(rulebook, root_, mapping, complain_to(reporter)) {}

std::string JsonCaseReader::Path::text() const {
    std::string text;
    if (before != nullptr) text = before->text();
    if (!name.empty()) {
        if (!text.empty()) text += ".";
        text += shown(name);
    }
    if (number > 0) text += fmt::format("[{}]", number);
    return text;
}

void JsonCaseReader::wrong(const Path& path, const JsonNode& node, text::Message message, std::string_view code) {
    const std::string where = path.text();
    reporter_.add(code, text::Level::error, place(node),
                  {fmt::format("{}：{}", where, message.zh), fmt::format("{}: {}", where, message.en)});
}

void JsonCaseReader::unknown(const Path& path, std::string_view name, const JsonNode& node,
                             const std::vector<std::string>& known) {
    const std::string before = path.text();
    const std::string within = before.empty() ? "" : before + "：";
    reporter_.add_once(fmt::format("{} {}", static_cast<const void*>(names_), name), code::unknown_name,
                       text::Level::warning, place(node),
                       {fmt::format("{}没有名为“{}”的字段或事件，已略过", within, shown(name)),
                        fmt::format("{}there is no field or event “{}”; it is left out", within, shown(name))},
                       suggestion(name, known));
}

void JsonCaseReader::duplicate(const Path& path, const JsonNode& node) {
    wrong(path, node, {"同一个键写了两次，以第一次为准", "the key is given twice; the first one counts"},
          code::duplicate);
}

const JsonNode* JsonCaseReader::find(const JsonNode& object, Reserved word) const {
    for (const JsonNode* child = tree_->child(object); child != nullptr; child = tree_->next(*child))
        if (reserved_word(child->key) == word) return child;
    return nullptr;
}

bool JsonCaseReader::holds_cases(std::string_view key) {
    if (reserved_word(key) != Reserved::cases) return false;
    return root_ < 0 || !all_names_.of(root_).find(key);
}

int JsonCaseReader::record_of(const JsonNode& root) {
    for (const JsonNode* child = tree_->child(root); child != nullptr; child = tree_->next(*child)) {
        if (reserved_word(child->key) != Reserved::record || child->kind != Kind::text) continue;
        if (root_ >= 0 && all_names_.of(root_).find(child->key)) continue;
        const int named = rulebook_.find_record(child->text);
        if (named >= 0) return named;
        std::vector<std::string> known;
        for (const model::Record& record : rulebook_.records) known.push_back(record.name);
        reporter_.add(code::no_case, text::Level::error, place(*child),
                      {fmt::format("规则集里没有名为“{}”的记录", shown(child->text)),
                       fmt::format("the rulebook has no record “{}”", shown(child->text))},
                      suggestion(child->text, known));
        return -1;
    }
    if (root_ < 0)
        reporter_.add(code::no_case, text::Level::error, place(root),
                      {"规则集里有多种记录，案件应以“记录”键写明是哪一种",
                       "the rulebook has several records; a case must name its own under “record”"});
    return root_;
}

std::optional<Case> JsonCaseReader::read(const JsonTree& tree, std::size_t number) {
    tree_ = &tree;
    const JsonNode& root = tree.root();
    if (root.kind != Kind::object) {
        reporter_.add(code::unreadable, text::Level::error, place(root),
                      {"案件应为 JSON 对象 {…}", "a case must be a JSON object {…}"});
        return std::nullopt;
    }
    const int record_index = record_of(root);
    if (record_index < 0) return std::nullopt;
    names_ = &all_names_.of(record_index);
    case_ = Case::blank(rulebook_, record_index);
    case_.in_order = in_order_;
    seen_fields_.assign(record().fields.size(), false);
    seen_events_.assign(record().events.size(), false);
    for (const JsonNode* child = tree.child(root); child != nullptr; child = tree.next(*child)) read_member(*child);
    if (names_->complete()) close_all_events(case_);
    for (const int event : names_->supplied()) close_event(record(), case_, event);
    settle_case(rulebook_, case_, std::to_string(number));
    report_missing(rulebook_, case_, reporter_, place(root));
    report_repeated(rulebook_, case_, reporter_, place(root));
    return std::move(case_);
}

void JsonCaseReader::read_member(const JsonNode& node) {
    const Path path{nullptr, node.key, 0};
    const Target target = names_->find(node.key);
    switch (target.kind) {
        case Target::Kind::field:
            if (seen_fields_[index(target.field)]) return duplicate(path, node);
            seen_fields_[index(target.field)] = true;
            case_.root.slots[index(target.field)] =
                read_slot(path, record().fields[index(target.field)], names_->values(target.field), node);
            return;
        case Target::Kind::event:
            if (seen_events_[index(target.event)]) return duplicate(path, node);
            seen_events_[index(target.event)] = true;
            return read_event_key(target.event, node);
        case Target::Kind::event_begin:
        case Target::Kind::event_end:
        case Target::Kind::event_field:
            return wrong(path, node,
                         {"JSON 里事件的字段写在事件的对象中，已略过",
                          "in JSON an event's field stands in the event's object; this is left out"},
                         code::unknown_name);
        case Target::Kind::unknown: break;
    }
    switch (reserved_word(node.key)) {
        case Reserved::events: return read_event_list(node);
        case Reserved::complete_events: return read_complete_events(node);
        case Reserved::in_order:
            if (node.kind != Kind::boolean) break;
            case_.in_order = node.truth;
            return;
        case Reserved::record:
            if (node.kind == Kind::text) return;
            break;
        default: break;
    }
    std::vector<std::string> known = names_->known_names();
    for (const Reserved word : {Reserved::events, Reserved::complete_events, Reserved::record})
        known.emplace_back(spelling(word));
    unknown({}, node.key, node, known);
}

void JsonCaseReader::read_complete_events(const JsonNode& node) {
    const Path path{nullptr, node.key, 0};
    if (node.kind == Kind::null) return;
    if (node.kind == Kind::boolean) {
        if (node.truth) close_all_events(case_);
        return;
    }
    const auto close_named = [&](const JsonNode& name) {
        const int event = name.kind == Kind::text ? names_->find_event(name.text) : -1;
        if (event >= 0) return close_event(record(), case_, event);
        if (name.kind == Kind::text)
            unknown(path, name.text, name, names_->known_events());
        else
            wrong(path, name, {"应为 true，或者事件名的列表", "expected true or a list of events"});
    };
    if (node.kind != Kind::list) {
        if (node.kind == Kind::text)
            if (const auto truth = truth_of(node.text)) {
                if (*truth) close_all_events(case_);
                return;
            }
        return close_named(node);
    }
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child)) close_named(*child);
}

void JsonCaseReader::read_event_list(const JsonNode& node) {
    if (node.kind == Kind::null) return;
    Path path{nullptr, node.key, 1};
    if (node.kind == Kind::object) return read_occurrence(path, -1, node);
    if (node.kind != Kind::list)
        return wrong({nullptr, node.key, 0}, node, {"应为事件的列表", "expected a list of events"}, code::wrong_event);
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child), ++path.number)
        read_occurrence(path, -1, *child);
}

void JsonCaseReader::read_event_key(int event, const JsonNode& node) {
    if (node.kind == Kind::null) return;
    close_event(record(), case_, event);
    if (node.kind == Kind::boolean && !node.truth) return;
    Path path{nullptr, node.key, 0};
    if (node.kind != Kind::list) return read_occurrence(path, event, node);
    path.number = 1;
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child), ++path.number)
        read_occurrence(path, event, *child);
}

void JsonCaseReader::read_occurrence(const Path& path, int event, const JsonNode& node) {
    if (node.kind == Kind::object) return read_occurrence_object(path, event, node);
    if (event < 0)
        return wrong(path, node,
                     {"应为对象，如 {\"类型\":\"立案\",\"日期\":\"2023-03-01\"}",
                      "expected an object, such as {\"type\":\"立案\",\"date\":\"2023-03-01\"}"},
                     code::wrong_event);
    if (const auto can = may_occur(record(), event); !can) return wrong(path, node, can.error(), code::wrong_event);
    Occurrence occurrence = blank_occurrence(record(), case_, event);
    const bool lasting = record().events[index(event)].lasting;
    const bool undated = node.kind == Kind::null || (node.kind == Kind::boolean && node.truth);
    if (undated) {
        if (lasting) occurrence.end_knowledge = EndKnowledge::unknown;
    } else if (node.kind == Kind::text || node.kind == Kind::number) {
        const model::Type interval{model::TypeKind::interval, model::TypeKind::nothing, -1, -1};
        if (lasting) {
            if (const auto both = constant_from_text(conversion_, interval, node.text)) {
                set_interval(occurrence, std::get<model::DayInterval>(*both));
                case_.occurrences.push_back(std::move(occurrence));
                return;
            }
        }
        const auto span = span_from_text(conversion_, node.text);
        if (span) {
            occurrence.dated = true;
            occurrence.begin = *span;
        } else {
            wrong(path, node, span.error(), code::wrong_time);
        }
    } else {
        return wrong(path, node, {"应为日期、对象或它们的列表", "expected a date, an object or a list of these"},
                     code::wrong_event);
    }
    case_.occurrences.push_back(std::move(occurrence));
}

int JsonCaseReader::kind_of(const Path& path, int event, const JsonNode& node, const JsonNode*& said_by) {
    const bool open = event < 0 || record().events[index(event)].is_class;
    if (!open) return event;
    said_by = find(node, Reserved::events);
    if (said_by == nullptr || said_by->kind != Kind::text) said_by = find(node, Reserved::type);
    if (said_by == nullptr || said_by->kind != Kind::text) {
        if (event >= 0)
            wrong(path, node, may_occur(record(), event).error(), code::wrong_event);
        else
            wrong(path, node,
                  {"事件应以“类型”写明是哪一种，已略过", "an event must name its kind under “type”; it is left out"},
                  code::wrong_event);
        return -1;
    }
    const int named = names_->find_event(said_by->text);
    if (named < 0) {
        reporter_.add_once(
            fmt::format("{} {}", static_cast<const void*>(names_), said_by->text), code::wrong_event,
            text::Level::error, place(*said_by),
            {fmt::format("{}：没有名为“{}”的事件，已略过", path.text(), shown(said_by->text)),
             fmt::format("{}: there is no event “{}”; it is left out", path.text(), shown(said_by->text))},
            suggestion(said_by->text, names_->known_events()));
        return -1;
    }
    return named;
}

bool JsonCaseReader::read_time(const Path& path, const JsonNode& node, std::optional<time::TimeSpan>& span) {
    if (node.kind == Kind::null) return true;
    const bool readable = node.kind == Kind::text || node.kind == Kind::number;
    const auto read = span_from_text(conversion_, readable ? node.text : std::string_view("?"));
    if (!read) {
        wrong({&path, node.key, 0}, node, read.error(), code::wrong_time);
        return false;
    }
    span = *read;
    return true;
}

void JsonCaseReader::read_occurrence_object(const Path& path, int event, const JsonNode& node) {
    const JsonNode* said_by = nullptr;
    const int kind_index = kind_of(path, event, node, said_by);
    if (kind_index < 0) return;
    if (const auto can = may_occur(record(), kind_index); !can)
        return wrong(path, node, can.error(), code::wrong_event);
    const model::EventKind& kind = record().events[index(kind_index)];
    Occurrence occurrence = blank_occurrence(record(), case_, kind_index);
    std::optional<time::TimeSpan> begin;
    std::optional<time::TimeSpan> end;
    const JsonNode* end_node = nullptr;
    const JsonNode* begin_node = nullptr;
    std::vector<bool> seen(kind.fields.size(), false);
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child)) {
        if (child == said_by) continue;
        const Path here{&path, child->key, 0};
        const Reserved word = reserved_word(child->key);
        const int field = names_->find_event_field(kind_index, child->key);
        // 日期、起日、止日 always tell the time; the other words are the event's own fields where it has such.
        const bool always = word >= Reserved::date && word <= Reserved::end && child->key == spelling(word);
        if (field >= 0 && !always) {
            if (seen[index(field)]) {
                duplicate(here, *child);
                continue;
            }
            seen[index(field)] = true;
            occurrence.slots[index(field)] =
                read_slot(here, kind.fields[index(field)], names_->values(kind_index, field), *child);
        } else if (word == Reserved::date || word == Reserved::begin) {
            if (begin_node != nullptr) {
                duplicate(here, *child);
                continue;
            }
            begin_node = child;
            read_time(path, *child, begin);
        } else if (word == Reserved::end) {
            if (end_node != nullptr) {
                duplicate(here, *child);
                continue;
            }
            end_node = child;
            read_time(path, *child, end);
        } else if (word == Reserved::planned && child->kind == Kind::boolean) {
            occurrence.planned = child->truth;
        } else {
            unknown(path, child->key, *child, names_->known_event_fields(kind_index));
        }
    }
    if (begin) {
        occurrence.dated = true;
        occurrence.begin = *begin;
    }
    if (end_node != nullptr && !kind.lasting) {
        wrong({&path, end_node->key, 0}, *end_node,
              {fmt::format("“{}”没有起止，止日已略过", kind.name),
               fmt::format("“{}” does not last; its end is left out", kind.name)},
              code::wrong_time);
    } else if (end) {
        if (const auto set = set_end(occurrence, *end); !set) wrong(path, *end_node, set.error(), code::wrong_time);
    } else if (end_node != nullptr) {
        occurrence.end_knowledge = EndKnowledge::unknown;
    }
    case_.occurrences.push_back(std::move(occurrence));
}

}  // namespace fadu::facts
