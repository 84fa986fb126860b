// Types: their names as written, which values pass for which, and how to say so where they do not.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

TypeKind kind_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::type_boolean: return TypeKind::boolean;
        case Keyword::type_integer: return TypeKind::integer;
        case Keyword::type_decimal: return TypeKind::decimal;
        case Keyword::type_ratio: return TypeKind::ratio;
        case Keyword::type_money: return TypeKind::money;
        case Keyword::type_text: return TypeKind::text;
        case Keyword::type_date: return TypeKind::date;
        case Keyword::type_moment: return TypeKind::moment;
        case Keyword::type_span: return TypeKind::span;
        case Keyword::type_interval: return TypeKind::interval;
        default: return TypeKind::nothing;
    }
}

}  // namespace

int Resolver::add_inline_enumeration(const std::vector<tree::Name>& enumerators, Span span) {
    Enumeration kind;
    kind.span = span;
    std::map<std::string, Span, std::less<>> values;
    for (const tree::Name& enumerator : enumerators)
        if (!duplicate(values, enumerator.text, enumerator.span, {"类别的值", "value of a kind"}))
            kind.enumerators.emplace_back(enumerator.text);
    book_.enumerations.push_back(std::move(kind));
    return static_cast<int>(book_.enumerations.size()) - 1;
}

std::optional<Type> Resolver::type(const tree::TypeName& written) {
    Type result;
    if (!written.enumerators.empty()) {
        result = {TypeKind::enumeration, TypeKind::nothing, add_inline_enumeration(written.enumerators, written.span)};
    } else if (written.type != Keyword::none_) {
        result.kind = kind_of(written.type);
    } else if (written.name) {
        if (const auto kind = named_enumerations_.find(written.name.text); kind != named_enumerations_.end()) {
            result = {TypeKind::enumeration, TypeKind::nothing, kind->second};
        } else if (const auto record = record_index_.find(written.name.text); record != record_index_.end()) {
            result = {TypeKind::record, TypeKind::nothing, record->second};
        } else {
            if (unreadable_names_.contains(written.name.text)) return std::nullopt;
            std::vector<std::string> names{"是否", "整数", "数值", "比率", "金额",
                                           "文本", "日期", "时刻", "期间", "起止日期"};
            for (const auto& [name, index] : named_enumerations_) names.push_back(name);
            for (const auto& [name, index] : record_index_) names.push_back(name);
            text::Diagnostic& diagnostic =
                error("FD0202", written.name.span, fmt::format("没有名为“{}”的类型", written.name.text),
                      fmt::format("there is no type named “{}”", written.name.text));
            suggest(diagnostic, written.name.span, written.name.text, names);
            if (diagnostic.help.empty())
                diagnostic.help = {
                    "类型是 是否、整数、数值、比率、金额、文本、日期、时刻、期间、起止日期，或者一个类别、一个记录",
                    "a type is bool, integer, decimal, ratio, money, text, date, moment, span, interval, a kind or a "
                    "record"};
            return std::nullopt;
        }
    }
    if (result.kind == TypeKind::nothing) return std::nullopt;
    if (written.range) {
        if (!result.is_number() && result.kind != TypeKind::span) {
            error("FD0202", written.span, fmt::format("没有“{}”的范围", book_.type_name(result)),
                  fmt::format("there is no range of {}", words(result).en))
                .help = {"范围可以是金额、整数、数值、比率或者期间的",
                         "a range may be of money, integers, decimals, ratios or periods"};
            return std::nullopt;
        }
        result = {TypeKind::range, result.kind};
    }
    if (written.list) {
        if (result.kind == TypeKind::range) {
            error("FD0202", written.span, "列表的元素不能是范围", "the elements of a list cannot be ranges");
            return std::nullopt;
        }
        result = Type::list_of(result);
    }
    return result;
}

bool Resolver::same_enumeration(int a, int b) const {
    return a == b ||
           (a >= 0 && b >= 0 && book_.enumerations[at(a)].enumerators == book_.enumerations[at(b)].enumerators);
}

int Resolver::find_enumerator(int enumeration, std::string_view name) const {
    if (enumeration < 0) return -1;
    const auto& names = book_.enumerations[at(enumeration)].enumerators;
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

bool Resolver::equal_types(const Type& a, const Type& b) const {
    if (a.kind != b.kind || a.element != b.element) return false;
    const TypeKind inner = a.kind == TypeKind::list ? a.element : a.kind;
    if (inner == TypeKind::enumeration) return same_enumeration(a.index, b.index);
    return a.index == b.index && a.owner == b.owner;
}

void Resolver::mismatch(Span span, const Type& wanted, const Type& got) {
    text::Diagnostic& diagnostic =
        error("FD0211", span, fmt::format("这里要的是{}，写的是{}", words(wanted).zh, words(got).zh),
              fmt::format("expected {}, found {}", words(wanted).en, words(got).en));
    if (wanted.kind == TypeKind::date && got.kind == TypeKind::occurrence)
        diagnostic.help = {fmt::format("写成“{} 的 日期”", slice(span)),
                           fmt::format("write “{} of 日期”", slice(span))};
    if (wanted.kind == TypeKind::money && got.is_number()) {
        diagnostic.code = "FD0210";
        diagnostic.help = {fmt::format("金额要带单位，例如“{}元”", slice(span)),
                           fmt::format("money needs its unit, such as “{}元”", slice(span))};
    }
    if (wanted.kind == TypeKind::boolean && got.kind == TypeKind::list)
        diagnostic.help = {
            fmt::format("写成“有 {}”，或者写明数量，例如“{} 不少于 1”", slice(span), slice(span)),
            fmt::format("write “some {}”, or a number, such as “{} no less than 1”", slice(span), slice(span))};
}

void Resolver::money_mismatch(Span span, const Expression& left, const Expression& right) {
    const Expression& plain = left.type.kind == TypeKind::money ? right : left;
    const std::string written = slice(plain.span);
    text::Diagnostic& diagnostic =
        error("FD0210", span, fmt::format("金额不能与{}相比较或者相加减", words(plain.type).zh),
              fmt::format("money cannot be compared with or added to {}", words(plain.type).en));
    if (plain.operation == Operation::constant && plain.type.kind != TypeKind::ratio) {
        diagnostic.help = {fmt::format("写明单位：“{}元”", written), fmt::format("write the unit: “{}元”", written)};
        diagnostic.fix = text::Fix{plain.span, written + "元", {"加上“元”", "add “元”"}};
    } else {
        diagnostic.help = {"两边都要是金额；比率先乘以一个金额",
                           "both sides must be money; multiply a ratio by an amount first"};
    }
}

Maybe Resolver::convert(Maybe value, const Type& target, Span span) {
    if (!value || value->type.kind == TypeKind::nothing || target.kind == TypeKind::nothing) return value;
    const Type& got = value->type;
    if (equal_types(got, target)) {
        value->type = target;
        return value;
    }
    const auto widens = [](TypeKind from, TypeKind to) {
        if (to == TypeKind::decimal) return from == TypeKind::integer || from == TypeKind::ratio;
        if (to == TypeKind::ratio) return from == TypeKind::decimal || from == TypeKind::integer;
        return to == TypeKind::moment && from == TypeKind::date;
    };
    if (widens(got.kind, target.kind)) return value;
    if (got.kind == TypeKind::range && target.kind == TypeKind::range && (widens(got.element, target.element))) {
        value->type = target;
        return value;
    }
    if (got.kind == TypeKind::list && target.is_number() && target.kind == TypeKind::integer)
        return make(Operation::count, {TypeKind::integer}, value->span, {std::move(*value)});
    if (got.kind == TypeKind::integer && target.kind == TypeKind::money) {
        money_mismatch(span, make_constant({}, target, span), *value);
        return std::nullopt;
    }
    mismatch(span, target, got);
    return std::nullopt;
}

std::optional<Constant> Resolver::constant(const tree::Expression& written, const Type& target) {
    Context context;
    const Maybe found = convert(value(written, context, &target), target, written.span);
    if (!found) return std::nullopt;
    if (found->operation == Operation::constant) return found->constant;
    error("FD0218", written.span, "这里只能写一个确定的值", "only a plain value can stand here").help = {
        "例如“否”“3”“3000元”“30日”", "for example “no”, “3”, “3000元”, “30 days”"};
    return std::nullopt;
}

}  // namespace fadu::model::detail
