#include "syntax/print_units.hpp"

#include <array>
#include <utility>

namespace fadu::syntax {

namespace {

struct Unit {
    std::string_view english, one, simplified, traditional;
};
/// Longer before shorter where one ends with another.
constexpr std::array units{
    Unit{" working days", " working day", "个工作日", "個工作日"},
    Unit{" calendar days", " calendar day", "个自然日", "個自然日"},
    Unit{" days", " day", "日", "日"},
    Unit{" months", " month", "个月", "個月"},
    Unit{" years", " year", "年", "年"},
    Unit{" hours", " hour", "小时", "小時"},
};
constexpr std::pair<std::string_view, std::string_view> short_forms[] = {{"工作日", "个工作日"},
                                                                         {"自然日", "个自然日"}};
/// Characters of numbers, money and measure words that differ between 简 and 繁.
constexpr std::pair<std::string_view, std::string_view> characters[] = {{"万", "萬"}, {"亿", "億"}, {"个", "個"},
                                                                        {"项", "項"}, {"处", "處"}, {"种", "種"}};

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string respell_characters(std::string text, Spelling spelling) {
    for (const auto& [simplified, traditional] : characters) {
        if (spelling == Spelling::zh_hant) text = replace_all(std::move(text), simplified, traditional);
        if (spelling == Spelling::zh_hans) text = replace_all(std::move(text), traditional, simplified);
    }
    return text;
}

}  // namespace

std::string rewrite_literal(const Token& token, Spelling spelling) {
    std::string text(token.text);
    switch (token.kind) {
        case TokenKind::span: break;
        case TokenKind::money:
            if (text.ends_with(" yuan")) {
                if (spelling == Spelling::en) return text;
                text.replace(text.size() - 5, 5, "元");
            } else if (spelling == Spelling::en && text.ends_with("元")) {
                text.replace(text.size() - 3, 3, " yuan");
                return respell_characters(std::move(text), Spelling::zh_hans);
            }
            return respell_characters(std::move(text), spelling);
        case TokenKind::number:
        case TokenKind::count: return respell_characters(std::move(text), spelling);
        default: return text;
    }
    std::string_view unit_of;
    const Unit* found = nullptr;
    for (const Unit& unit : units) {
        for (std::string_view form : {unit.english, unit.one, unit.simplified, unit.traditional}) {
            if (found == nullptr && text.ends_with(form)) found = &unit, unit_of = form;
        }
    }
    if (found == nullptr) return text;
    std::string number = text.substr(0, text.size() - unit_of.size());
    // 5工作日 is short for 5个工作日; 日 alone was found first.
    if (found->simplified == "日") {
        for (const auto& [short_form, full] : short_forms) {
            if (!text.ends_with(short_form)) continue;
            number = text.substr(0, text.size() - short_form.size());
            for (const Unit& unit : units) {
                if (unit.simplified == full) found = &unit;
            }
        }
    }
    number = respell_characters(std::move(number), spelling == Spelling::zh_hant ? spelling : Spelling::zh_hans);
    switch (spelling) {
        case Spelling::en: return number + std::string(number == "1" ? found->one : found->english);
        case Spelling::zh_hans: return number + std::string(found->simplified);
        case Spelling::zh_hant: return number + std::string(found->traditional);
    }
    return text;
}

}  // namespace fadu::syntax
