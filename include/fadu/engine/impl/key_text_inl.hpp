// A known value as a text that is the same for equal values: by which members of many cases are grouped.
#pragma once

#include "fadu/engine/impl/facts_inl.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE std::string key_text(const model::Number& n) {
    return std::to_string(n.numerator()) + "/" + std::to_string(n.denominator());
}

FADU_INLINE std::string key_text(const time::Period& period) {
    std::string text;
    for (const time::PeriodPart& part : period.parts)
        text += std::to_string(part.number) + "u" + std::to_string(static_cast<int>(part.unit)) + ",";
    return text;
}

FADU_INLINE std::string key_text(const time::TimeSpan& span) {
    return std::to_string(span.begin.seconds) + "-" + std::to_string(span.end.seconds);
}

/// Nothing where the value is not known. A record counts by its 标识. 无 has a text of its own.
FADU_INLINE std::optional<std::string> key_text(const Value& value, const model::Rulebook& rulebook) {
    if (!value.is_known()) return std::nullopt;
    if (!value.may_be_value) {
        if (value.may_be_unascertainable) return std::nullopt;
        return "none";
    }
    using Text = std::optional<std::string>;
    return std::visit(Overload{
                          [](Truth truth) -> Text { return truth == Truth::yes ? "yes" : "no"; },
                          [](const NumberInterval& n) -> Text { return "n" + key_text(*n.low); },
                          [](const EnumeratorSet& set) -> Text { return "e" + std::to_string(set.positions.front()); },
                          [](const TimeInterval& t) -> Text { return "t" + key_text(t.earliest); },
                          [](const std::string& text) -> Text { return "s" + text; },
                          [](const time::Period& period) -> Text { return "p" + key_text(period); },
                          [](const model::DayInterval& days) -> Text {
                              return "d" + time::to_string(days.first) + "/" + time::to_string(days.last);
                          },
                          [&](const EntityChoice& choice) -> Text {
                              const Entity& entity = choice.entities.front();
                              if (entity.scalar) return key_text(*entity.scalar, rulebook);
                              if (!entity.record) return std::nullopt;
                              const auto& fields =
                                  rulebook.records[static_cast<std::size_t>(entity.record->record)].fields;
                              for (std::size_t i = 0; i < fields.size() && i < entity.record->slots.size(); ++i) {
                                  const facts::Slot& slot = entity.record->slots[i];
                                  if (fields[i].key && slot.knowledge == facts::Knowledge::known)
                                      return key_text(constant_value(slot.value, fields[i].type), rulebook);
                              }
                              return std::nullopt;
                          },
                          [](const auto&) -> Text { return std::nullopt; },
                      },
                      value.domain);
}

/// Does it need no world of a case, but only the frames and the host's parameters?
FADU_INLINE bool is_plain(const model::Expression& expression) {
    switch (expression.operation) {
        case model::Operation::constant:
        case model::Operation::frame:
        case model::Operation::field:
        case model::Operation::property:
        case model::Operation::parameter: break;
        default: return false;
    }
    return std::all_of(expression.arguments.begin(), expression.arguments.end(), is_plain);
}

}  // namespace detail

}  // namespace fadu::engine
