// Values for parameters that the caller sets, read as a rule file would read them.
#include "fadu/rules.hpp"
#include "model/literals.hpp"

namespace fadu {
namespace {

using model::TypeKind;

template <class T>
std::optional<model::Constant> constant(const std::optional<T>& value) {
    if (!value) return std::nullopt;
    return model::Constant(*value);
}

template <class T>
std::optional<model::Constant> constant(const syntax::Literal<T>& value) {
    if (!value) return std::nullopt;
    return model::Constant(*value);
}

std::optional<model::Number> number(const std::string& text) {
    if (const auto plain = model::detail::to_number(syntax::read_number(text))) return plain;
    const auto count = syntax::read_count(text);
    return count ? std::optional<model::Number>(*count) : std::nullopt;
}

std::optional<model::Constant> read(const model::Type& type, const std::string& text, const model::Rulebook& rulebook) {
    switch (type.kind) {
        case TypeKind::boolean:
            if (text == "是" || text == "yes" || text == "true") return model::Constant(true);
            if (text == "否" || text == "no" || text == "false") return model::Constant(false);
            return std::nullopt;
        case TypeKind::integer: {
            const auto whole = number(text);
            return whole && whole->is_integer() ? constant(whole) : std::nullopt;
        }
        case TypeKind::decimal: return constant(number(text));
        case TypeKind::ratio: {
            const auto percent = model::detail::to_number(syntax::read_percent(text));
            return constant(percent ? percent : number(text));
        }
        case TypeKind::money: return constant(model::detail::to_number(syntax::read_money(text)));
        case TypeKind::text: return model::Constant(text);
        case TypeKind::date: return constant(syntax::read_date(text));
        case TypeKind::moment:
            return constant(syntax::read_moment(text, rulebook.zone_offset_minutes, rulebook.keep_wall_clock));
        case TypeKind::span:
            return constant(syntax::read_span(text).map([](time::PeriodPart part) { return time::Period{{part}}; }));
        case TypeKind::enumeration: {
            const auto index = static_cast<std::size_t>(type.index);
            if (type.index < 0 || index >= rulebook.enumerations.size()) return std::nullopt;
            const auto& names = rulebook.enumerations[index].enumerators;
            for (std::size_t i = 0; i < names.size(); ++i)
                if (names[i] == text) return model::Constant(model::Enumerator{static_cast<int>(i)});
            return std::nullopt;
        }
        default: return std::nullopt;
    }
}

}  // namespace

tl::expected<model::Constant, text::Message> Rules::parameter_value(std::string_view name,
                                                                    std::string_view value) const {
    const std::string word(name);
    std::vector<std::string> names;
    for (const model::Parameter& parameter : rulebook_.parameters) {
        names.push_back(parameter.name);
        if (parameter.name != name) continue;
        if (auto constant = read(parameter.type, std::string(value), rulebook_)) return *constant;
        const std::string type = rulebook_.type_name(parameter.type);
        return tl::unexpected(text::Message{
            "参数“" + word + "”应为" + type + "，不能读取“" + std::string(value) + "”",
            "the parameter \"" + word + "\" is of type " + type + ": cannot read \"" + std::string(value) + "\""});
    }
    const auto near = text::nearest(name, names);
    return tl::unexpected(
        text::Message{"没有名为“" + word + "”的参数" + (near ? "；是否指“" + *near + "”" : ""),
                      "there is no parameter \"" + word + "\"" + (near ? "; did you mean \"" + *near + "\"?" : "")});
}

}  // namespace fadu
