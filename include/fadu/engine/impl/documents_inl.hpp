// What documents are asked: texts that fit a pattern or hold another text, and things that stand in a list in an order.
#pragma once

#include <algorithm>
#include <string_view>

#include "fadu/engine/documents.hpp"
#include "fadu/engine/impl/collections_inl.hpp"
#include "fadu/engine/impl/compare_inl.hpp"
#include "fadu/engine/impl/evaluation.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::engine {

namespace detail {

/// Code points, full-width digits as their half-width twins.
FADU_INLINE std::u32string with_plain_digits(std::string_view text) {
    std::u32string out;
    for (std::size_t offset = 0; offset < text.size();) {
        const text::CodePoint point = text::decode(text, offset);
        if (point.bytes == 0) break;
        const bool wide_digit = point.value >= U'０' && point.value <= U'９';
        out += wide_digit ? static_cast<char32_t>(point.value - U'０' + U'0') : point.value;
        offset += point.bytes;
    }
    return out;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE bool fits_pattern(std::string_view text, std::string_view pattern) {
    const std::u32string words = with_plain_digits(text);
    const std::u32string form = with_plain_digits(pattern);
    const auto fits_one = [](char32_t wanted, char32_t got) {
        return wanted == U'?' || (wanted == U'#' ? got >= U'0' && got <= U'9' : wanted == got);
    };
    std::size_t at = 0;
    std::size_t in_form = 0;
    std::size_t star = std::u32string::npos;
    std::size_t taken = 0;
    while (at < words.size()) {
        if (in_form < form.size() && form[in_form] == U'*') {
            star = in_form++;
            taken = at;
        } else if (in_form < form.size() && fits_one(form[in_form], words[at])) {
            ++in_form;
            ++at;
        } else if (star != std::u32string::npos) {  // the last run takes one character more
            in_form = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    while (in_form < form.size() && form[in_form] == U'*') ++in_form;
    return in_form == form.size();
}

namespace detail {

/// Of a condition on a text that holds or not where the text is known.
template <class Holds>
Truth of_text(const Value& value, Holds holds) {
    if (value.may_be_unascertainable) return Truth::unknown;
    if (!value.may_be_value) return Truth::no;
    const auto* text = std::get_if<std::string>(&value.domain);
    const Truth known = text ? truth(holds(*text)) : Truth::unknown;
    return value.may_be_none ? known && Truth::unknown : known;
}

FADU_INLINE void Evaluation::matches() {
    const Value value = take(0);
    const auto* pattern = std::get_if<std::string>(&e_.constant);
    set(of_text(value, [&](const std::string& text) { return pattern && fits_pattern(text, *pattern); }));
    note_absence(value.did_not_happen, value.absence_possible);
}

FADU_INLINE void Evaluation::text_contains() {
    const Value whole = take(0);
    const Value part = take(1);
    Truth result = Truth::unknown;
    if (const auto* wanted = part.may_be_value ? std::get_if<std::string>(&part.domain) : nullptr;
        wanted && !part.may_be_unascertainable) {
        result = of_text(whole, [&](const std::string& text) { return text.find(*wanted) != std::string::npos; });
        if (part.may_be_none) result = result && Truth::unknown;
    } else if (!part.may_be_value && !part.may_be_unascertainable) {
        result = Truth::no;
    } else if (!whole.may_be_value && !whole.may_be_unascertainable) {
        result = Truth::no;
    }
    set(result);
    note_absence(whole.did_not_happen || part.did_not_happen, whole.absence_possible || part.absence_possible);
}

/// One of several things that a list must have in their order.
struct OrderedItem {
    Value value;
    Truth wanted = Truth::yes;
};

/// The most items that stand in the list in their order; which they are goes to `placed`.
template <class Fits>
std::size_t most_in_order(std::size_t items, std::size_t elements, Fits fits, std::vector<bool>* placed = nullptr) {
    std::vector<std::vector<std::size_t>> most(items + 1, std::vector<std::size_t>(elements + 1, 0));
    for (std::size_t i = items; i-- > 0;)
        for (std::size_t j = elements; j-- > 0;)
            most[i][j] =
                std::max({most[i + 1][j], most[i][j + 1], fits(i, j) ? most[i + 1][j + 1] + 1 : std::size_t{0}});
    if (placed) {
        placed->assign(items, false);
        for (std::size_t i = 0, j = 0; i < items && j < elements;) {
            if (fits(i, j) && most[i][j] == most[i + 1][j + 1] + 1) {
                (*placed)[i] = true;
                ++i;
                ++j;
            } else if (most[i][j] == most[i][j + 1]) {
                ++j;
            } else {
                ++i;
            }
        }
    }
    return most[0][0];
}

/// Do the wanted items stand in the list in their order? `misplaced` gets those that certainly are there but not in it.
FADU_INLINE Truth stand_in_order(const Value& list, const std::vector<OrderedItem>& items,
                                 std::vector<std::size_t>* misplaced = nullptr) {
    if (!list.may_be_value && !list.may_be_unascertainable) return Truth::no;
    const Elements* elements = elements_of(list);
    if (!elements) return Truth::unknown;
    std::vector<std::size_t> perhaps;  // wanted at all
    std::vector<std::size_t> surely;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].wanted != Truth::no) perhaps.push_back(i);
        if (items[i].wanted == Truth::yes) surely.push_back(i);
    }
    const auto fit = [&](std::size_t item, std::size_t element) {
        const Element& one = elements->elements[element];
        return one.member && is_equal(one.value, items[item].value);
    };
    const std::size_t length = elements->elements.size();
    std::vector<bool> placed;
    const std::size_t certain = most_in_order(
        perhaps.size(), length, [&](std::size_t i, std::size_t j) { return fit(perhaps[i], j) == Truth::yes; },
        &placed);
    if (certain == perhaps.size()) return list.may_be_none ? Truth::unknown : Truth::yes;
    const std::size_t possible = most_in_order(
        surely.size(), length, [&](std::size_t i, std::size_t j) { return may_be_yes(fit(surely[i], j)); });
    if (!elements->complete || list.may_be_unascertainable || possible == surely.size()) return Truth::unknown;
    if (misplaced)
        for (std::size_t i = 0; i < perhaps.size(); ++i)
            for (std::size_t j = 0; j < length && !placed[i]; ++j)
                if (items[perhaps[i]].wanted == Truth::yes && fit(perhaps[i], j) == Truth::yes) {
                    misplaced->push_back(perhaps[i]);
                    break;
                }
    return Truth::no;
}

FADU_INLINE void Evaluation::includes_in_order() {
    const Value list = take(0);
    std::vector<OrderedItem> items;
    for (std::size_t i = 1; i + 1 < e_.arguments.size(); i += 2) {
        Trace value = evaluate(argument(i), c_);
        Trace when = evaluate(argument(i + 1), c_);
        items.push_back({value.value, when.value.truth()});
        if (argument(i).operation != Operation::constant) trace_.children.push_back(std::move(value));
        if (argument(i + 1).operation != Operation::constant) trace_.children.push_back(std::move(when));
    }
    set(stand_in_order(list, items));
    note_absence(list.did_not_happen, list.absence_possible);
}

}  // namespace detail

}  // namespace fadu::engine
