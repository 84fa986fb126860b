// The half of Walk that reads values: the common forms by hand, the others by the facts' own conversion.
#include "facts/assemble.hpp"
#include "fadu/text/unicode.hpp"
#include "program/read_walk.hpp"

namespace fadu::program::reading {
namespace {

using model::Constant;

std::string_view translated(const facts::ValueMap* values, std::string_view text) {
    if (values)
        for (const auto& [outside, inside] : *values)
            if (outside == text) return inside;
    return text;
}

/// ASCII and the ideographs of everyday texts are in NFC whatever stands beside them.
bool is_surely_composed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80)
            ++at;
        else if (c >= 0xE4 && c <= 0xE9)
            at += 3;
        else
            return false;
    }
    return true;
}

}  // namespace

Walk::Read Walk::read_value(Value& value, std::size_t row) {
    switch (here()) {
        case '"': return read_text(value, row);
        case 'n': return take_word("null") ? Read::unknown : Read::failed;
        case 't':
        case 'f': return read_truth(value, row);
        case '{': return read_object(value, row);
        case '[':
            if (value.form == Form::interval && !value.values) return read_interval(value, row);
            return value.form == Form::list ? read_list(value, row) : Read::failed;
        default: return read_number(value, row);
    }
}

Walk::Read Walk::read_text(Value& value, std::size_t row) {
    std::string_view raw;
    if (!content(at_, raw)) return Read::failed;
    const bool escaped = has_escape(raw);
    if (!value.values) {
        if (value.words)
            if (const int word = value.words->find(raw); word >= 0) {
                ++at_;
                return read_word(value, row, word);
            }
        if (value.form == Form::date) {
            std::int64_t day = 0;
            if (read_plain_day(raw, day)) {
                ++at_;
                return put(value, row, {whole_day(day), whole_day(day), state::value});
            }
        }
    }
    // A list's own words are taken; anything else is its only element.
    if (value.form == Form::list) {
        if (value.values || escaped) return Read::failed;
        return read_element(value, row);
    }
    ++at_;
    if (escaped) {
        if (!unescape(raw, storage_)) return Read::failed;
        raw = storage_;
    }
    if (value.form == Form::text && !value.values && (!escaped || !value.words))
        return read_plain_text(value, row, raw);
    return convert_text(value, row, raw);
}

Walk::Read Walk::read_word(Value& value, std::size_t row, int word) {
    switch (word) {
        case word::none: return put(value, row, value.none);
        case word::unascertainable: return put(value, row, value.unascertainable);
        case word::yes: return put(value, row, {0, 0, truth_bits::yes});
        case word::no: return put(value, row, {0, 0, truth_bits::no});
        default: break;
    }
    if (value.slot < 0) return Read::known;
    return put(value, row,
               {static_cast<std::int64_t>(std::uint64_t{1} << static_cast<unsigned>(word & 63)), 0, state::value});
}

Walk::Read Walk::read_plain_text(Value& value, std::size_t row, std::string_view said) {
    if (value.slot < 0 && value.key < 0) return Read::known;
    if (!is_surely_composed(said)) said = facts::composed(said, composed_);
    if (value.key >= 0) {
        keys_[static_cast<std::size_t>(value.key)] = said;
        has_key_[static_cast<std::size_t>(value.key)] = true;
    }
    if (value.slot < 0) return Read::known;
    return put(value, row, {texts_->number_of(said), 0, state::value});
}

Walk::Read Walk::put_constant(Value& value, std::size_t row, const Constant& constant) {
    if (value.key >= 0) {
        keys_[static_cast<std::size_t>(value.key)] = facts::text_of(schema_.rulebook, value.type, constant);
        has_key_[static_cast<std::size_t>(value.key)] = true;
    }
    if (value.slot < 0) return Read::known;
    return put(value, row, cell_of(constant, value.column, Numbering{*texts_, schema_.program.code().periods}));
}

Walk::Read Walk::convert_text(Value& value, std::size_t row, std::string_view said) {
    const std::string_view text = translated(value.values, said);
    if (value.form == Form::record || value.form == Form::list) return Read::failed;
    if (value.element) {
        const auto constant = facts::constant_from_text(conversion_, value.type, text);
        return constant ? put_constant(value, row, *constant) : Read::failed;
    }
    const auto slot = facts::slot_from_text(conversion_, *value.field, value.type, text);
    if (!slot) return Read::failed;
    if (slot->knowledge == facts::Knowledge::none) return put(value, row, value.none);
    if (slot->knowledge == facts::Knowledge::unascertainable) return put(value, row, value.unascertainable);
    return put_constant(value, row, slot->value);
}

Walk::Read Walk::read_truth(Value& value, std::size_t row) {
    const bool yes = here() == 't';
    if (value.values) return Read::failed;
    if (value.form == Form::list) return read_element(value, row);
    if (!take_word(yes ? "true" : "false")) return Read::failed;
    if (value.form == Form::truth) return put(value, row, {0, 0, yes ? truth_bits::yes : truth_bits::no});
    const auto constant = facts::constant_from_boolean(conversion_, value.type, yes);
    return constant && value.form == Form::other ? put_constant(value, row, *constant) : Read::failed;
}

Walk::Read Walk::read_number(Value& value, std::size_t row) {
    if (value.values) return Read::failed;
    if (value.form == Form::list) return read_element(value, row);
    const std::string_view digits = token(at_);
    std::int64_t number = 0;
    if (value.form == Form::number && read_plain_number(digits, value.scale, number)) {
        ++at_;
        return put(value, row, {number, number, state::value});
    }
    if (value.form == Form::record || !is_json_number(digits)) return Read::failed;
    ++at_;
    const auto constant = facts::constant_from_number(conversion_, value.type, digits);
    return constant ? put_constant(value, row, *constant) : Read::failed;
}

Walk::Read Walk::read_object(Value& value, std::size_t row) {
    if (value.form == Form::interval && !value.values) return read_interval(value, row);
    if (value.form == Form::list) return value.records ? read_element(value, row) : Read::failed;
    if (value.form != Form::record) return Read::failed;
    if (++rows_ > most_rows_a_case) return Read::failed;
    const std::size_t record = new_row(*value.records);
    if (!read_record(*value.records, record)) return Read::failed;
    return put(value, row, {static_cast<std::int64_t>(record), 0, state::value});
}

bool Walk::read_day(std::string_view raw, std::int64_t& day) {
    if (read_plain_day(raw, day)) return true;
    const model::Type date{model::TypeKind::date, model::TypeKind::nothing, -1, -1};
    if (has_escape(raw)) {
        if (!unescape(raw, storage_)) return false;
        raw = storage_;
    }
    const auto constant = facts::constant_from_text(conversion_, date, raw);
    if (!constant) return false;
    day = std::get<time::Day>(*constant).time_since_epoch().count();
    return true;
}

/// {"起": …, "止": …} and nothing else, or […, …].
Walk::Read Walk::read_interval(Value& value, std::size_t row) {
    std::int64_t days[2] = {0, 0};
    bool said[2] = {false, false};
    if (depth_ + 2 > limits_.max_depth || value.key >= 0) return Read::failed;
    const bool object = here() == '{';
    const char close = object ? '}' : ']';
    Dictionary::Order order(schema_.interval_words);
    for (int i = 0; i < 2; ++i) {
        ++at_;
        const int which = object ? take_target(order) : i;
        std::string_view raw;
        if (which < 0 || std::exchange(said[which], true) || !content(at_, raw) || !read_day(raw, days[which]))
            return Read::failed;
        ++at_;
        if (here() != (i == 0 ? ',' : close)) return Read::failed;
    }
    ++at_;
    return days[0] <= days[1] ? put(value, row, {days[0], days[1], state::value}) : Read::failed;
}

Walk::Read Walk::read_element(Value& list, std::size_t row) {
    if (++rows_ > most_rows_a_case) return Read::failed;
    std::size_t element = 0;
    if (list.records) {
        if (here() != '{') return Read::failed;
        element = new_row(*list.records);
        if (!read_record(*list.records, element)) return Read::failed;
    } else {
        element = new_item(*list.items);
        if (read_value(*list.items, element) != Read::known) return Read::failed;
    }
    return put(list, row, {static_cast<std::int64_t>(element), 0, state::value});
}

Walk::Read Walk::read_list(Value& value, std::size_t row) {
    if (++depth_ + 1 > limits_.max_depth) return Read::failed;
    const std::size_t used = used_;
    std::int64_t first = -1;
    std::size_t latest = 0;
    ++at_;
    bool ended = here() == ']';
    if (ended) ++at_;
    while (!ended) {
        if (++rows_ > most_rows_a_case) return Read::failed;
        std::size_t element = 0;
        if (value.records) {
            element = new_row(*value.records);
            if (here() == '{') {
                if (!read_record(*value.records, element)) return Read::failed;
            } else if (!take_word("null") || value.records->required != 0) {
                return Read::failed;
            }
        } else {
            element = new_item(*value.items);
            if (read_value(*value.items, element) == Read::failed) return Read::failed;
        }
        if (first < 0)
            first = static_cast<std::int64_t>(element);
        else
            tape_[latest].low = static_cast<std::int64_t>(element);
        latest = element;
        if (!take_comma(']', ended)) return Read::failed;
    }
    --depth_;
    if (value.slot < 0) used_ = used;
    return put(value, row, {first, 0, state::value});
}

}  // namespace fadu::program::reading
