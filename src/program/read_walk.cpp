// The half of Walk that follows objects: the case, its events, records in it.
#include "program/read_walk.hpp"

#include <algorithm>

#include "facts/assemble.hpp"

namespace fadu::program::reading {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

}  // namespace

Walk::Walk(Schema& schema, const facts::ReadLimits& limits)
    : schema_(schema), limits_(limits), conversion_{schema.rulebook, schema.cut_to_days} {
    const std::size_t kinds = schema.record.events.size();
    first_.resize(kinds);
    latest_.resize(kinds);
    blank_.resize(kinds);
    times_.resize(kinds);
    keys_.resize(index(schema.key_count));
    has_key_.resize(index(schema.key_count));
    tape_.resize(1024);
    constexpr std::size_t usual_line = 16384;
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(usual_line, simdjson::DEFAULT_MAX_DEPTH,
                                                                                index_) != simdjson::SUCCESS)
        index_ = nullptr;
}

bool Walk::read(std::string_view line, TextPool& texts) {
    if (!index_ || line.empty() || line.size() > limits_.max_record_bytes || line.size() > 0x7FFFFFFF) return false;
    if (line.size() > index_->capacity() && index_->set_capacity(line.size() * 2) != simdjson::SUCCESS) return false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());  // NOLINT(*-reinterpret-cast)
    if (index_->stage1(bytes, line.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS) return false;
    std::uint32_t* tokens = index_->structural_indexes.get();
    const std::size_t count = index_->n_structural_indexes;
    if (count < 2 || line[tokens[0]] != '{') return false;
    tokens[count] = tokens[count + 1] = tokens[count + 2] = tokens[0];
    text_ = line.data();
    at_ = tokens;
    last_ = tokens + count;
    escapes_ = std::memchr(line.data(), '\\', line.size()) != nullptr;
    texts_ = &texts;
    used_ = rows_ = 0;
    depth_ = 1;
    events_.clear();
    std::fill(first_.begin(), first_.end(), -1);
    std::fill(times_.begin(), times_.end(), 0);
    closed_ = schema_.closed;
    std::fill(has_key_.begin(), has_key_.end(), false);
    in_order_ = schema_.in_order;
    said_record_ = said_order_ = said_events_ = said_complete_ = false;
    root_ = new_row(*schema_.root);
    return read_case() && at_ == last_ && settle();
}

bool Walk::settle() {
    id_.clear();
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (!has_key_[i]) continue;
        if (!id_.empty()) id_ += '/';
        id_ += keys_[i];
    }
    for (std::size_t kind = 0; kind < times_.size(); ++kind)
        if (times_[kind] > 1 && schema_.record.events[kind].once) return false;
    for (std::size_t kind = 0; kind < blank_.size(); ++kind)
        if (!schema_.events[kind]->default_texts.empty()) blank_[kind] = new_row(*schema_.events[kind]);
    return true;
}

std::size_t Walk::new_row(const Row& row) {
    const std::size_t at = used_;
    used_ += row.blank.size();
    if (used_ > tape_.size()) tape_.resize(used_ * 2);
    std::copy(row.blank.begin(), row.blank.end(), tape_.begin() + static_cast<std::ptrdiff_t>(at));
    for (const auto& [slot, text] : row.default_texts) tape_[at + index(slot)].low = texts_->number_of(text);
    return at;
}

std::size_t Walk::new_item(const Value& item) {
    const std::size_t at = used_;
    used_ += 2;
    if (used_ > tape_.size()) tape_.resize(used_ * 2);
    tape_[at] = {-1, 0, 0};
    if (item.slot >= 0) tape_[at + 1] = unknown_cell(item.column);
    return at;
}

int Walk::take_target(Dictionary::Order& order) {
    std::string_view raw;
    if (!take_key(raw)) return -1;
    int target = order.next(raw);
    if (target < 0 && spell(raw)) target = order.next(storage_);
    return target;
}

bool Walk::read_case() {
    Row& row = *schema_.root;
    Marks seen(row.values.size()), seen_events(schema_.events.size());
    int required = 0;
    Dictionary::Order order(row.keys);
    ++at_;
    bool ended = here() == '}';
    if (ended) ++at_;
    while (!ended) {
        const int target = take_target(order);
        if (target < 0) return false;
        if (target < key::event) {
            Value& value = row.values[index(target)];
            if (!seen.add(target)) return false;
            const Read read = read_value(value, root_);
            if (read == Read::failed) return false;
            if (read == Read::known && value.field->required) ++required;
        } else if (target < key::event_list) {
            if (!seen_events.add(target - key::event) || !read_event_key(target - key::event)) return false;
        } else if (!read_case_key(target)) {
            return false;
        }
        if (!take_comma('}', ended)) return false;
    }
    return required == row.required;
}

bool Walk::read_case_key(int target) {
    switch (target) {
        case key::event_list:
            if (std::exchange(said_events_, true)) return false;
            return read_event_list();
        case key::complete_events:
            if (std::exchange(said_complete_, true)) return false;
            return read_complete_events();
        case key::in_order:
            if (std::exchange(said_order_, true)) return false;
            in_order_ = here() == 't';
            return take_word(in_order_ ? "true" : "false");
        case key::record: {
            std::string_view raw;
            if (std::exchange(said_record_, true) || !content(at_, raw)) return false;
            if (raw != schema_.record.name && !(has_escape(raw) && raw == schema_.escaped_record)) return false;
            ++at_;
            return true;
        }
        default: return false;
    }
}

bool Walk::read_record(Row& row, std::size_t at) {
    if (++depth_ + 1 > limits_.max_depth) return false;
    Marks seen(row.values.size());
    int required = 0;
    Dictionary::Order order(row.keys);
    ++at_;
    bool ended = here() == '}';
    if (ended) ++at_;
    while (!ended) {
        const int target = take_target(order);
        if (target < 0 || !seen.add(target)) return false;
        Value& value = row.values[index(target)];
        const Read read = read_value(value, at);
        if (read == Read::failed) return false;
        if (read == Read::known && value.field->required) ++required;
        if (!take_comma('}', ended)) return false;
    }
    --depth_;
    return required == row.required;
}

bool Walk::close(int event) {
    if (event < 0) return false;
    closed_[index(event)] = 1;
    for (const int member : schema_.record.events[index(event)].members) closed_[index(member)] = 1;
    return true;
}

bool Walk::read_complete_events() {
    switch (here()) {
        case 'n': return take_word("null");
        case 'f': return take_word("false");
        case 't': std::fill(closed_.begin(), closed_.end(), std::uint8_t{1}); return take_word("true");
        case '[': break;
        default: return false;
    }
    ++at_;
    bool ended = here() == ']';
    if (ended) ++at_;
    while (!ended) {
        std::string_view raw;
        if (++rows_ > most_rows_a_case || !content(at_, raw)) return false;
        ++at_;
        int event = schema_.kinds.find(raw);
        if (event < 0 && spell(raw)) event = schema_.kinds.find(storage_);
        if (!close(event) || !take_comma(']', ended)) return false;
    }
    return true;
}

bool Walk::read_event_list() {
    if (here() == 'n') return take_word("null");
    if (here() == '{') return read_event_object(-1);
    if (here() != '[') return false;
    ++depth_;
    ++at_;
    bool ended = here() == ']';
    if (ended) ++at_;
    while (!ended)
        if (here() != '{' || !read_event_object(-1) || !take_comma(']', ended)) return false;
    --depth_;
    return true;
}

bool Walk::read_event_key(int event) {
    if (here() == 'n') return take_word("null");
    close(event);
    if (here() == 'f') return take_word("false");
    if (here() != '[') return read_occurrence(event);
    ++depth_;
    ++at_;
    bool ended = here() == ']';
    if (ended) ++at_;
    while (!ended)
        if (!read_occurrence(event) || !take_comma(']', ended)) return false;
    --depth_;
    return true;
}

bool Walk::read_occurrence(int event) {
    if (here() == '{') return read_event_object(event);
    if (!schema_.may_occur[index(event)]) return false;
    const bool lasting = schema_.record.events[index(event)].lasting;
    Happening happening;
    happening.kind = event;
    happening.end_knowledge = lasting ? facts::EndKnowledge::running : facts::EndKnowledge::at;
    if (here() == 't' || here() == 'n') {
        if (!take_word(here() == 't' ? "true" : "null")) return false;
        if (lasting) happening.end_knowledge = facts::EndKnowledge::unknown;
    } else {
        // The text of what lasts may be both its days.
        bool both = false;
        if (lasting && !read_both_days(happening, both)) return false;
        if (!both && !read_time(happening.dated, happening.begin)) return false;
    }
    happening.row = new_row(*schema_.events[index(event)]);
    return schema_.events[index(event)]->required == 0 && add_event(happening);
}

bool Walk::read_both_days(Happening& event, bool& both) {
    std::string_view raw = token(at_);
    std::int64_t day = 0;
    if (here() == '"') {
        if (!content(at_, raw)) return false;
        if (read_plain_day(raw, day)) return true;
        if (has_escape(raw)) {
            if (!unescape(raw, storage_)) return false;
            raw = storage_;
        }
    }
    const model::Type interval{model::TypeKind::interval, model::TypeKind::nothing, -1, -1};
    const auto days = facts::constant_from_text(conversion_, interval, raw);
    both = days.has_value();
    if (!both) return true;
    ++at_;
    const auto& found = std::get<model::DayInterval>(*days);
    event.dated = true;
    event.begin = whole_day(found.first.time_since_epoch().count());
    event.end = whole_day(found.last.time_since_epoch().count());
    event.end_knowledge = facts::EndKnowledge::at;
    return true;
}

/// The token of the key under which the object says its kind; nothing if it does not, or not so that it is sure.
const std::uint32_t* Walk::find_kind(int& event) const {
    const std::uint32_t* by_event = nullptr;
    const std::uint32_t* by_type = nullptr;
    bool event_word = false, type_word = false;
    for (const std::uint32_t* at = at_ + 1;;) {
        std::string_view raw;
        if (text_[*at] != '"' || text_[at[1]] != ':' || !content(at, raw)) return nullptr;
        const int word = schema_.kind_words.find(raw);
        const bool text = text_[at[2]] == '"';
        if (word == key::event_word && !std::exchange(event_word, true) && text) by_event = at;
        if (word == key::type_word && !std::exchange(type_word, true) && text) by_type = at;
        at += 2;
        int depth = 0;
        do {
            const char c = text_[*at];
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at;
        } while (depth > 0 && at < last_);
        if (text_[*at] == '}') break;
        if (text_[*at] != ',') return nullptr;
        ++at;
    }
    const std::uint32_t* said_by = by_event ? by_event : by_type;
    std::string_view raw;
    if (!said_by || !content(said_by + 2, raw)) return nullptr;
    event = schema_.kinds.find(raw);
    return event < 0 ? nullptr : said_by;
}

bool Walk::read_event_object(int event) {
    if (++depth_ + 1 > limits_.max_depth) return false;
    const std::uint32_t* said_by = nullptr;
    if (event < 0 || schema_.record.events[index(event)].is_class) {
        // Nearly always it is the first key. One under 事件 would win, but a kind with such a field is not read here.
        std::string_view raw;
        const bool first = text_[at_[1]] == '"' && content(at_ + 1, raw) && text_[at_[2]] == ':' &&
                           schema_.kind_words.find(raw) >= 0 && content(at_ + 3, raw);
        event = first ? schema_.kinds.find(raw) : -1;
        said_by = event >= 0 ? at_ + 1 : find_kind(event);
        if (!said_by) return false;
    }
    if (!schema_.may_occur[index(event)]) return false;
    const bool lasting = schema_.record.events[index(event)].lasting;
    Row& row = *schema_.events[index(event)];
    Happening happening;
    happening.kind = event;
    happening.row = new_row(row);
    happening.end_knowledge = lasting ? facts::EndKnowledge::running : facts::EndKnowledge::at;
    Marks seen(row.values.size());
    int required = 0;
    Dictionary::Order order(row.keys);
    EventTimes times;
    ++at_;
    bool ended = here() == '}';
    if (ended) ++at_;
    while (!ended) {
        if (at_ == said_by) {
            at_ += 3;
        } else {
            const int target = take_target(order);
            if (target < 0 || !read_event_member(row, target, happening, times, seen, required)) return false;
        }
        if (!take_comma('}', ended)) return false;
    }
    --depth_;
    if (required != row.required || (times.end_said && !lasting)) return false;
    if (times.end_known) {
        const bool early = happening.dated && begin_of(happening.end) < begin_of(happening.begin) &&
                           end_of(happening.end) <= begin_of(happening.begin);
        if (early) return false;
        happening.end_knowledge = facts::EndKnowledge::at;
    } else if (times.end_said) {
        happening.end_knowledge = facts::EndKnowledge::unknown;
    }
    return add_event(happening);
}

bool Walk::read_event_member(Row& row, int target, Happening& event, EventTimes& times, Marks& seen, int& required) {
    switch (target) {
        case key::begin:
            if (std::exchange(times.begin_said, true)) return false;
            return read_time(event.dated, event.begin);
        case key::end:
            if (std::exchange(times.end_said, true)) return false;
            return read_time(times.end_known, event.end);
        case key::planned:
            if (std::exchange(times.planned_said, true)) return false;
            event.planned = here() == 't';
            return take_word(event.planned ? "true" : "false");
        case key::left: return false;
        default: break;
    }
    if (!seen.add(target)) return false;
    Value& value = row.values[index(target)];
    const Read read = read_value(value, event.row);
    if (read == Read::known && value.field->required) ++required;
    return read != Read::failed;
}

bool Walk::read_time(bool& known, std::int64_t& span) {
    known = false;
    if (here() == 'n') return take_word("null");
    std::string_view raw;
    std::int64_t day = 0;
    if (here() == '"') {
        if (!content(at_, raw)) return false;
        if (read_plain_day(raw, day)) {
            span = whole_day(day);
            known = true;
            ++at_;
            return true;
        }
        if (has_escape(raw)) {
            if (!unescape(raw, storage_)) return false;
            raw = storage_;
        }
    } else {
        raw = token(at_);
        if (!is_json_number(raw)) return false;
    }
    ++at_;
    const auto read = facts::span_from_text(conversion_, raw);
    if (!read) return false;
    known = true;
    span = exact_moment(read->begin.seconds) + (read->is_exact() ? 0 : 1);
    return true;
}

bool Walk::add_event(Happening& event) {
    if (++rows_ > most_rows_a_case) return false;
    const int at = static_cast<int>(events_.size());
    const std::size_t kind = index(event.kind);
    if (first_[kind] < 0)
        first_[kind] = at;
    else
        events_[index(latest_[kind])].next = at;
    latest_[kind] = at;
    if (!event.planned) ++times_[kind];
    events_.push_back(event);
    return true;
}

}  // namespace fadu::program::reading
