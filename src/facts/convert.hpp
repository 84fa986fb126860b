// From one value as the outside writes it (a text, a number's digits, a truth value) to a typed slot, exactly or not at
// all. Every reader goes through here; what cannot be converted comes back as a sentence.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/facts/case.hpp"

namespace fadu::facts {

/// Outside value → the rulebook's (Mapping::values of one field).
using ValueMap = std::vector<std::pair<std::string, std::string>>;

struct Conversion {
    const model::Rulebook& rulebook;
    bool cut_to_days = false;  ///< a date may be written with a time, which is dropped
};

template <class T>
using Converted = tl::expected<T, text::Message>;

/// A decimal with an optional exponent; an error if it is none or does not fit in 64 bits.
Converted<model::Number> parse_decimal(std::string_view text);

/// A scalar of `type` (never a record or a list).
Converted<model::Constant> constant_from_text(const Conversion& conversion, const model::Type& type,
                                              std::string_view text);
/// `digits` as in the JSON text: money is a number of yuan.
Converted<model::Constant> constant_from_number(const Conversion& conversion, const model::Type& type,
                                                std::string_view digits);
Converted<model::Constant> constant_from_boolean(const Conversion& conversion, const model::Type& type, bool value);

/// A scalar slot; 无 and 无法查明 where the field allows them. `type` is the field's or that of its elements.
Converted<Slot> slot_from_text(const Conversion& conversion, const model::Field& field, const model::Type& type,
                               std::string_view text);

/// When something happened: a date is the span of its day, a date with a time an exact moment.
Converted<time::TimeSpan> span_from_text(const Conversion& conversion, std::string_view text);

/// A period, 30日 or 5个工作日加3日; English too.
std::optional<time::Period> parse_period(std::string_view text);

/// The constant as the readers take it: 3000元, 20%, 2023-03-01, 是.
std::string text_of(const model::Rulebook& rulebook, const model::Type& type, const model::Constant& value);
/// The exact decimal of a number, or a fraction where there is none.
std::string decimal_of(model::Number value);

/// What a value of the type looks like: "金额：元的数，或者“3000元”".
text::Message expected_form(const model::Rulebook& rulebook, const model::Type& type);
text::Message mismatch(const model::Rulebook& rulebook, const model::Type& type, std::string_view found_zh,
                       std::string_view found_en);
text::Message mismatch(const model::Rulebook& rulebook, const model::Type& type, std::string_view found);

/// Without spaces around it, full-width ASCII narrowed, in NFC: how names and figures are compared.
std::string plain(std::string_view text);
std::string_view trim(std::string_view text);
/// In NFC; the view given if it is so already, otherwise one into `storage`.
std::string_view composed(std::string_view text, std::string& storage);
/// The text for a message: cut where it is long, control characters shown as "·".
std::string shown(std::string_view text, std::size_t most = 40);

bool means_none(std::string_view text);
bool means_unascertainable(std::string_view text);
/// 是 / 否 in any spelling.
std::optional<bool> truth_of(std::string_view text);

}  // namespace fadu::facts
