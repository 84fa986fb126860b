// Bodies of fadu/findings/figures.hpp.
#pragma once

#include "fadu/findings/figures.hpp"
#include "fadu/findings/impl/finding_inl.hpp"
#include "fadu/findings/impl/table_inl.hpp"

namespace fadu::findings {
namespace figures_detail {

using engine::IndicatorResult;
using engine::IndicatorRow;
using engine::Truth;
using model::Number;
using model::TypeKind;

/// 1/10^places.
inline Number place(int places) {
    std::int64_t whole = 1;
    for (int i = 0; i < places; ++i) whole *= 10;
    return Number::of(1, whole).value_or(Number(1));
}

/// How many decimals a number has; 12 where they do not end.
inline int decimals(Number number) {
    for (int places = 0; places < 12; ++places) {
        const auto cut = model::round_to(number, place(places), model::Rounding::down);
        if (cut && *cut == number) return places;
    }
    return 12;
}

/// With so many decimals, zeros at the end included; "…" where it goes on.
inline std::string decimal_text(Number number, int least, int most) {
    const auto cut = model::round_to(number, place(most), model::Rounding::down);
    if (!cut) return model::to_decimal(number);
    std::string text = model::to_decimal(*cut);
    if (*cut == Number(0) && number < Number(0)) text = "-0";
    const bool goes_on = *cut != number;
    const auto point = text.find('.');
    int have = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
    const int want = goes_on ? most : least;
    if (have == 0 && want > 0) text += '.';
    for (; have < want; ++have) text += '0';
    return goes_on ? text + "…" : text;
}

inline std::string_view rounding_name(model::Rounding rounding, const Wording& wording) {
    switch (rounding) {
        case model::Rounding::half_up: return wording.word("四舍五入", "rounded half up");
        case model::Rounding::down: return wording.word("舍去", "cut off");
        case model::Rounding::up: return wording.word("进一", "rounded up");
    }
    return {};
}

inline std::string_view operator_name(model::Operation operation, const Wording& wording) {
    switch (operation) {
        case model::Operation::equal: return wording.word("为", "is");
        case model::Operation::not_equal: return wording.word("不为", "is not");
        case model::Operation::less: return wording.word("不足", "less than");
        case model::Operation::less_equal: return wording.word("不超过", "at most");
        case model::Operation::greater: return wording.word("超过", "more than");
        default: return wording.word("不少于", "at least");
    }
}

inline std::string fraction(const std::optional<Number>& number) {
    if (!number) return {};
    if (number->is_integer()) return std::to_string(number->numerator());
    return std::to_string(number->numerator()) + "/" + std::to_string(number->denominator());
}

inline std::optional<Number> single(const engine::NumberInterval& interval) {
    if (!interval.low || !interval.high || *interval.low != *interval.high) return std::nullopt;
    return interval.low;
}

inline std::optional<Number> single(const engine::Value& value) {
    const auto* interval = value.may_be_value ? std::get_if<engine::NumberInterval>(&value.domain) : nullptr;
    return interval != nullptr ? single(*interval) : std::nullopt;
}

class FigureMaker {
  public:
    FigureMaker(const IndicatorResult& result, const Wording& wording)
        : result_(result), indicator_(*result.indicator), wording_(wording), type_(result.type) {
        // A quotient is shown as it is published or aimed at: in percent where that is.
        for (const auto* other : {&indicator_.published, &indicator_.target})
            if (*other && (*other)->type.kind == TypeKind::ratio && type_.kind == TypeKind::decimal)
                type_ = {TypeKind::ratio};
    }

    Figure operator()() {
        Figure figure;
        figure.name = indicator_.name;
        figure.code = indicator_.code;
        if (const auto* record = describe_detail::at(wording_.rulebook->records, indicator_.record))
            figure.record = record->name;
        figure.measure = indicator_.measure;
        figure.formula = formula();
        figure.from = indicator_.from;
        figure.until = indicator_.until;
        if (indicator_.period_by) figure.period_by = author_words(indicator_.period_by->span, *wording_.sources);
        if (indicator_.rounding_unit) figure.rounding = rounding(*indicator_.rounding_unit, indicator_.rounding);
        if (result_.target)
            figure.target = std::string(operator_name(indicator_.target_operator, wording_)) +
                            std::string(wording_.word("", " ")) + value_text(*result_.target);
        if (result_.published) figure.published = value_text(*result_.published);
        figure.agrees = result_.agrees;
        figure.group_names = indicator_.group_names;
        figure.cases = result_.cases;
        figure.reading = indicator_.reading;
        cite(figure);
        figure.rows.push_back(row(result_.all));
        for (const IndicatorRow& group : result_.groups) figure.rows.push_back(row(group));
        figure.arithmetic = arithmetic(result_.all);
        findings(figure);
        return figure;
    }

  private:
    std::string word(std::string_view zh, std::string_view en) const { return std::string(wording_.word(zh, en)); }

    std::string number(Number n, const std::optional<Number>& unit = {}) const {
        return figure_text(n, type_, unit, wording_);
    }

    /// A target or a published value is written by its author: in its own decimals.
    std::string value_text(const engine::Value& value) const {
        if (const auto n = single(value)) return number(*n);
        return describe(value, wording_);
    }

    std::string formula() const {
        if (indicator_.value) return author_words(indicator_.value->span, *wording_.sources);
        if (!indicator_.what) return {};
        if (indicator_.what->condition) return author_words(indicator_.what->condition->span, *wording_.sources);
        if (indicator_.what->verdict) return author_words(indicator_.what->verdict->span, *wording_.sources);
        return {};
    }

    std::string rounding(Number unit, model::Rounding mode) const {
        const std::string to = number(unit, unit);
        return wording_.language == text::Language::zh ? std::string(rounding_name(mode, wording_)) + "到" + to
                                                       : std::string(rounding_name(mode, wording_)) + " to " + to;
    }

    void cite(Figure& figure) const {
        for (const model::Citation& citation : indicator_.citations) {
            const auto* source = describe_detail::at(wording_.rulebook->sources, citation.source);
            const std::string name = source != nullptr ? source->full_name() : std::string();
            if (citation.articles.empty()) figure.cites.push_back({name, ""});
            for (const std::string& article : citation.articles) figure.cites.push_back({name, article});
        }
    }

    template <class Text>
    static FigureRange range(const engine::NumberInterval& interval, const Text& text) {
        FigureRange range;
        if (interval.low) range.low = text(*interval.low);
        if (interval.high) range.high = text(*interval.high);
        return range;
    }

    FigureRow row(const IndicatorRow& from) const {
        FigureRow row;
        for (const engine::Value& value : from.group) row.group.push_back(describe(value, wording_));
        row.unknown_group = from.unknown_group;
        const bool of_values = indicator_.measure == model::Measure::sum || indicator_.measure == model::Measure::mean;
        const auto plain = [](Number n) { return decimal_text(n, 0, 4); };
        row.numerator = range(from.numerator, [&](Number n) {
            return of_values ? figure_text(n, indicator_.value->type, {}, wording_) : plain(n);
        });
        row.denominator = range(from.denominator, plain);
        row.none = from.none;
        row.may_be_none = from.may_be_none;
        if (from.cause && (*from.cause != engine::Cause::division_by_zero || !from.none))
            row.cause = cause_name(*from.cause, wording_.language);
        row.on_target = from.on_target;
        if (from.none || (from.cause && *from.cause == engine::Cause::overflow)) return row;
        row.value = range(from.value, [&](Number n) { return number(n); });
        row.rounded = range(from.rounded, [&](Number n) { return number(n, indicator_.rounding_unit); });
        row.exact_low = fraction(from.value.low);
        row.exact_high = fraction(from.value.high);
        return row;
    }

    /// 2524 ÷ 53754 = 4.6954…%，四舍五入到0.1%为4.7%.
    std::string arithmetic(const IndicatorRow& row) const {
        const auto value = single(row.value);
        if (row.none || row.cause || !value) return {};
        std::string text;
        const auto top = single(row.numerator);
        const auto bottom = single(row.denominator);
        const bool is_quotient = indicator_.measure == model::Measure::share ||
                                 indicator_.measure == model::Measure::mean ||
                                 (indicator_.measure == model::Measure::derived && top && bottom);
        if (is_quotient && top && bottom) {
            const std::string above = indicator_.measure == model::Measure::mean
                                          ? figure_text(*top, indicator_.value->type, {}, wording_)
                                          : decimal_text(*top, 0, 4);
            text = above + " ÷ " + decimal_text(*bottom, 0, 4) + " = " + number(*value);
        } else if (indicator_.measure == model::Measure::derived) {
            text = formula() + " = " + number(*value);
        } else {
            text = indicator_.name + " = " + number(*value);
        }
        if (!indicator_.rounding_unit) return text;
        const auto rounded = single(row.rounded);
        if (!rounded || *rounded == *value) return text;
        return text + word("，", ", ") + rounding(*indicator_.rounding_unit, indicator_.rounding) + word("为", " ") +
               number(*rounded, indicator_.rounding_unit);
    }

    /// The last place of the published value.
    Number published_unit(Number published) const {
        if (type_.kind != TypeKind::ratio) return place(decimals(published));
        const auto percent = model::multiply(published, Number(100));
        const auto unit = model::divide(place(percent ? decimals(*percent) : 2), Number(100));
        return unit.value_or(place(4));
    }

    std::string other_roundings(Number value, Number published) const {
        const Number unit = indicator_.rounding_unit.value_or(published_unit(published));
        std::string text;
        for (const auto mode : {model::Rounding::half_up, model::Rounding::down, model::Rounding::up}) {
            if (indicator_.rounding_unit && mode == indicator_.rounding) continue;
            const auto rounded = model::round_to(value, unit, mode);
            if (!rounded || *rounded != published) continue;
            text += word("；" + rounding(unit, mode) + "则为" + number(*rounded, unit) + "，与公布值相同",
                         "; " + rounding(unit, mode) + " it would be " + number(*rounded, unit) + ", as published");
            break;
        }
        return text;
    }

    std::string contradiction() const {
        const auto published = result_.published ? single(*result_.published) : std::nullopt;
        const auto value = single(result_.all.value);
        std::string text = arithmetic(result_.all);
        if (text.empty()) text = word("计算为", "computed: ") + range_words(result_.all);
        if (!published) return text;
        const Number unit = indicator_.rounding_unit.value_or(published_unit(*published));
        text += word("，公布", ", published ") + number(*published, unit);
        return value ? text + other_roundings(*value, *published) : text;
    }

    std::string range_words(const IndicatorRow& from) const {
        const FigureRow shown = row(from);
        const FigureRange& range = shown.rounded;
        if (range.is_known()) return range.low;
        if (range.low.empty() && range.high.empty()) return word("未知", "unknown");
        if (range.high.empty()) return word("不少于", "at least ") + range.low;
        if (range.low.empty()) return word("不超过", "at most ") + range.high;
        return range.low + word("至", " to ") + range.high;
    }

    /// Values are put into the author's sentence; the indicator's own name stands for the row that is spoken of.
    std::string filled(const model::Template& words, const std::vector<engine::Value>& values,
                       const IndicatorRow& from) const {
        std::string text;
        std::size_t next = 0;
        for (const model::Template::Piece& piece : words.pieces) {
            if (!piece.expression) {
                text += piece.literal;
                continue;
            }
            const model::Expression& expression = *piece.expression;
            if (expression.operation == model::Operation::indicator &&
                describe_detail::at(wording_.rulebook->indicators, expression.index) == &indicator_)
                text += range_words(from);
            else if (next < values.size())
                text += piece_text(expression, values[next]);
            ++next;
        }
        return text;
    }

    std::string piece_text(const model::Expression& expression, const engine::Value& value) const {
        const auto n = single(value);
        if (!n) return describe(value, wording_);
        std::optional<Number> unit;
        model::Type type = value.type;
        if (expression.operation == model::Operation::indicator)
            if (const auto* other = describe_detail::at(wording_.rulebook->indicators, expression.index)) {
                unit = other->rounding_unit;
                const auto rounded = unit ? model::round_to(*n, *unit, other->rounding) : std::nullopt;
                if (rounded) return figure_text(*rounded, type, unit, wording_);
            }
        return figure_text(*n, type, unit, wording_);
    }

    void findings(Figure& figure) const {
        add(figure, result_.all, figure.rows.front());
        for (std::size_t i = 0; i < result_.groups.size(); ++i) add(figure, result_.groups[i], figure.rows[i + 1]);
        if (result_.agrees != Truth::no) return;
        figure.findings.push_back(breach(FigureFinding::Kind::contradicted, result_.all, contradiction()));
    }

    FigureFinding breach(FigureFinding::Kind kind, const IndicatorRow& from, std::string sentence) const {
        FigureFinding finding;
        finding.kind = kind;
        finding.severity = indicator_.grade;
        finding.message = filled(indicator_.message, result_.message_values, from);
        finding.advice = filled(indicator_.advice, result_.advice_values, from);
        (finding.message.empty() ? finding.message : finding.detail) = std::move(sentence);
        return finding;
    }

    void add(Figure& figure, const IndicatorRow& from, const FigureRow& row) const {
        const std::string group =
            row.unknown_group ? word("分组不明", "group unknown") : join(row.group, wording_.word("、", ", "));
        FigureFinding finding;
        finding.group = group;
        if (row.none) {
            finding.kind = FigureFinding::Kind::empty;
            finding.message = from.cause == engine::Cause::division_by_zero
                                  ? word("分母为零，没有值", "the denominator is zero: there is no value")
                                  : word("没有案件进入统计，分母为零，没有值",
                                         "no case is counted, the denominator is zero: there is no value");
        } else if (from.cause) {
            finding.kind = FigureFinding::Kind::unknown;
            finding.message =
                word("不能计算：", "cannot be computed: ") + std::string(cause_name(*from.cause, wording_.language));
        } else if (row.on_target == Truth::no) {
            finding = breach(FigureFinding::Kind::missed, from,
                             word("未达到目标：", "the target is missed: ") + range_words(from) +
                                 word("，目标", ", target ") + figure.target);
            finding.group = group;
        } else if (row.on_target == Truth::unknown && !row.unknown_group) {
            finding.kind = FigureFinding::Kind::undecided;
            const bool target_unknown = result_.target && !result_.target->is_known();
            finding.message =
                target_unknown ? word("目标未定：", "the target is not known: ") + describe(*result_.target, wording_)
                               : word("是否达到目标尚不能判断：", "whether the target is met cannot be told yet: ") +
                                     range_words(from) + word("，目标", ", target ") + figure.target;
        } else {
            return;
        }
        figure.findings.push_back(std::move(finding));
    }

    const IndicatorResult& result_;
    const model::Indicator& indicator_;
    const Wording& wording_;
    model::Type type_;
};

inline std::string range_text(const FigureRange& range, const Wording& wording) {
    if (range.low == range.high) return range.low;
    if (range.low.empty()) return "≤" + range.high;
    if (range.high.empty()) return "≥" + range.low;
    return range.low + std::string(wording.word("至", " to ")) + range.high;
}

inline std::string target_word(const std::optional<engine::Truth>& on_target, const Wording& wording) {
    if (!on_target) return {};
    if (*on_target == Truth::yes) return std::string(wording.word("达到", "met"));
    return std::string(*on_target == Truth::no ? wording.word("未达到", "missed") : wording.word("待定", "undecided"));
}

}  // namespace figures_detail

FADU_INLINE std::string figure_text(model::Number number, const model::Type& type,
                                    const std::optional<model::Number>& unit, const Wording& wording) {
    using namespace figures_detail;
    if (type.kind == TypeKind::money) {
        const auto cut = model::round_to(number, Number(1), model::Rounding::down);
        const std::string text = describe_detail::number_text(cut.value_or(number), type.kind, wording);
        return cut && *cut != number ? text + "…" : text;
    }
    if (type.kind != TypeKind::ratio) {
        const int places = unit ? decimals(*unit) : 0;
        return decimal_text(number, places, std::max(places, 4));
    }
    const auto percent = model::multiply(number, Number(100));
    if (!percent) return model::to_decimal(number);
    const auto unit_percent = unit ? model::multiply(*unit, Number(100)) : std::nullopt;
    const int places = unit_percent ? decimals(*unit_percent) : 0;
    return decimal_text(*percent, places, std::max(places, 4)) + "%";
}

FADU_INLINE bool Figures::has_breach() const {
    return std::any_of(figures.begin(), figures.end(), [](const Figure& figure) {
        return std::any_of(figure.findings.begin(), figure.findings.end(),
                           [](const FigureFinding& finding) { return finding.is_breach(); });
    });
}

FADU_INLINE Figures make_figures(const model::Rulebook& rulebook, const text::Sources& sources,
                                 const std::vector<engine::IndicatorResult>& results, time::Day as_of,
                                 text::Language language) {
    const Wording wording{&rulebook, &sources, language};
    Figures figures;
    figures.as_of = as_of;
    for (const engine::IndicatorResult& result : results)
        figures.figures.push_back(figures_detail::FigureMaker(result, wording)());
    return figures;
}

FADU_INLINE std::string_view figure_finding_code(FigureFinding::Kind kind) {
    switch (kind) {
        case FigureFinding::Kind::empty: return "empty";
        case FigureFinding::Kind::missed: return "missed";
        case FigureFinding::Kind::undecided: return "undecided";
        case FigureFinding::Kind::contradicted: return "contradicted";
        case FigureFinding::Kind::unknown: return "unknown";
    }
    return {};
}

FADU_INLINE std::string_view measure_code(model::Measure measure) {
    switch (measure) {
        case model::Measure::count: return "count";
        case model::Measure::share: return "share";
        case model::Measure::sum: return "sum";
        case model::Measure::mean: return "mean";
        case model::Measure::quantile: return "quantile";
        case model::Measure::derived: return "derived";
    }
    return {};
}

FADU_INLINE std::string write_text(const Figures& figures, const TextOptions& options) {
    using namespace figures_detail;
    const Wording wording{nullptr, nullptr, options.language};
    const auto word = [&](std::string_view zh, std::string_view en) { return std::string(wording.word(zh, en)); };
    std::string out = word("指标  截至 ", "Figures  as of ") + time::to_string(figures.as_of) + "\n";
    if (figures.figures.empty()) return out + word("规则文件中没有指标\n", "the rule files hold no indicators\n");
    std::vector<std::vector<std::string>> rows;
    rows.push_back({word("指标", "figure"), word("分组", "group"), word("分子", "numerator"),
                    word("分母", "denominator"), word("值", "value"), word("目标", "target"),
                    word("公布", "published")});
    for (const Figure& figure : figures.figures) {
        const bool bare = figure.measure == model::Measure::count || figure.measure == model::Measure::sum;
        for (std::size_t i = 0; i < figure.rows.size(); ++i) {
            const FigureRow& row = figure.rows[i];
            std::string value = row.none             ? word("无", "none")
                                : !row.cause.empty() ? word("未知", "unknown")
                                                     : range_text(row.rounded, wording);
            if (value.empty()) value = word("未知", "unknown");
            if (row.may_be_none && !row.none) value += word("或者无", " or none");
            std::string target = figure.target;
            if (row.on_target) target += word("：", ": ") + target_word(row.on_target, wording);
            std::string published = i == 0 ? figure.published : std::string();
            if (i == 0 && figure.agrees)
                published += *figure.agrees == Truth::yes  ? word(" ✓", " ✓")
                             : *figure.agrees == Truth::no ? word(" ✗ 不符", " ✗ differs")
                                                           : word(" ?", " ?");
            rows.push_back({i == 0 ? figure.name : std::string(),
                            row.unknown_group ? word("（分组不明）", "(group unknown)")
                                              : join(row.group, wording.word("、", ", ")),
                            bare ? std::string() : range_text(row.numerator, wording),
                            bare ? std::string() : range_text(row.denominator, wording), std::move(value),
                            std::move(target), std::move(published)});
        }
    }
    // Columns in which nothing stands are left out.
    std::vector<bool> right{false, false, true, true, true, false, false};
    for (std::size_t column = rows.front().size(); column-- > 1;) {
        const bool empty =
            std::all_of(rows.begin() + 1, rows.end(), [&](const auto& row) { return row[column].empty(); });
        if (!empty) continue;
        for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
        right.erase(right.begin() + static_cast<std::ptrdiff_t>(column));
    }
    out += table_detail::aligned(rows, right);
    bool first = true;
    for (const Figure& figure : figures.figures) {
        for (const FigureFinding& finding : figure.findings) {
            if (first) out += "\n";
            first = false;
            const bool breach = finding.is_breach();
            std::string line = breach ? "✗ " : "? ";
            if (options.colour) line = (breach ? "\x1b[1;31m" : "\x1b[1;35m") + line + "\x1b[0m";
            line += figure.name;
            if (!finding.group.empty()) line += word("（", " (") + finding.group + word("）", ")");
            const std::string_view grade = grade_name(finding.severity, options.language);
            if (!grade.empty()) line += word("·", ", ") + std::string(grade);
            out += line + word("：", ": ") + finding.message + "\n";
            if (!finding.detail.empty()) out += "  " + finding.detail + "\n";
            const std::string cites = cites_text(figure.cites, options.language);
            if (breach && !cites.empty()) out += "  " + word("依据 ", "law ") + cites + "\n";
            if (!finding.advice.empty()) out += "  " + word("建议 ", "advice ") + finding.advice + "\n";
        }
    }
    return out;
}

FADU_INLINE std::string write_csv(const Figures& figures) {
    using namespace figures_detail;
    std::string out = table_detail::csv_line({"figure", "code", "measure", "group", "from", "until", "numerator_low",
                                              "numerator_high", "denominator_low", "denominator_high", "value_low",
                                              "value_high", "rounded_low", "rounded_high", "target", "target_verdict",
                                              "published", "published_verdict", "finding"});
    const auto verdict = [](const std::optional<Truth>& truth, const char* yes, const char* no) {
        return std::string(!truth ? "" : *truth == Truth::yes ? yes : *truth == Truth::no ? no : "undecided");
    };
    for (const Figure& figure : figures.figures) {
        for (std::size_t i = 0; i < figure.rows.size(); ++i) {
            const FigureRow& row = figure.rows[i];
            const std::string group = row.unknown_group ? "?" : join(row.group, "、");
            std::vector<std::string> codes;
            for (const FigureFinding& finding : figure.findings) {
                const bool here = finding.kind == FigureFinding::Kind::contradicted
                                      ? i == 0
                                      : (i == 0 ? finding.group.empty() : finding.group == join(row.group, "、"));
                if (here) codes.emplace_back(figure_finding_code(finding.kind));
            }
            out += table_detail::csv_line(
                {figure.name, figure.code, std::string(measure_code(figure.measure)), group,
                 figure.from ? time::to_string(*figure.from) : "", figure.until ? time::to_string(*figure.until) : "",
                 row.numerator.low, row.numerator.high, row.denominator.low, row.denominator.high, row.exact_low,
                 row.exact_high, row.rounded.low, row.rounded.high, figure.target,
                 verdict(row.on_target, "met", "missed"), i == 0 ? figure.published : "",
                 i == 0 ? verdict(figure.agrees, "agrees", "contradicted") : "", join(codes, " ")});
        }
    }
    return out;
}

}  // namespace fadu::findings
