// Figures: indicators in words, each with its numerator, denominator, period and rounding, what was expected of it and what
// was published. Data only; the table and CSV are written here, JSON in write_json.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/indicators.hpp"
#include "fadu/findings/describe.hpp"
#include "fadu/findings/finding.hpp"
#include "fadu/findings/write_text.hpp"

namespace fadu::findings {

/// Two ends as a person reads them: equal where it is known; "" for an end that is not bounded.
struct FigureRange {
    std::string low, high;
    bool is_known() const { return low == high && !low.empty(); }
};

struct FigureRow {
    std::vector<std::string> group;  ///< values of the group fields; empty: over all cases
    bool unknown_group = false;      ///< the cases whose group is not known
    FigureRange numerator, denominator;
    FigureRange value;                  ///< exact as far as decimals go: 4.6954…%
    FigureRange rounded;                ///< as the indicator rounds
    std::string exact_low, exact_high;  ///< as fractions: 1262/26877; "" where not bounded
    bool none = false;                  ///< there is no value: the denominator is empty
    bool may_be_none = false;
    std::string cause;                       ///< why nothing is known: 溢出, 地方参数未定; "" otherwise
    std::optional<engine::Truth> on_target;  ///< 是 met, 否 missed, 未知 undecided; nothing without a target
};

struct FigureFinding {
    enum class Kind : std::uint8_t {
        empty,         ///< no case in the denominator: there is no value
        missed,        ///< the target is missed
        undecided,     ///< whether the target is met hangs on what is not known
        contradicted,  ///< the published value is not the computed one
        unknown,       ///< nothing can be computed: overflow, a parameter that nobody set
    } kind = Kind::empty;
    model::Grade severity = model::Grade::none;  ///< missed and contradicted: as the indicator says
    std::string group;                           ///< of a group: its values; "" over all cases
    std::string message;  ///< the author's words for what is missed or contradicted, else a sentence
    std::string detail;   ///< the arithmetic; "" where the message says it all
    std::string advice;
    bool is_breach() const { return kind == Kind::missed || kind == Kind::contradicted; }
};

struct Figure {
    std::string name, code, record;  ///< record: "" for a derived one
    model::Measure measure = model::Measure::count;
    std::string formula;  ///< derived: in the author's words; else what is counted or summed up
    std::optional<time::Day> from, until;
    std::string period_by;                ///< the date that puts a case into the period, in the author's words
    std::string rounding;                 ///< 四舍五入到0.1%; "" where the exact value is given
    std::string target, published;        ///< 不少于95%; 98.5%
    std::optional<engine::Truth> agrees;  ///< is the published value the computed one?
    std::string arithmetic;               ///< 2524 ÷ 53754 = 4.6954…%，四舍五入到0.1%为4.7%
    std::vector<std::string> group_names;
    std::size_t cases = 0;        ///< of the record that were seen
    std::vector<FigureRow> rows;  ///< over all cases, then the groups by first appearance, the unknown group last
    std::vector<FigureFinding> findings;
    std::vector<Cite> cites;
    std::string reading;
};

struct Figures {
    time::Day as_of{};
    std::vector<Figure> figures;  ///< in the order of the files
    bool has_breach() const;      ///< a target missed or a published value contradicted
};

Figures make_figures(const model::Rulebook& rulebook, const text::Sources& sources,
                     const std::vector<engine::IndicatorResult>& results, time::Day as_of, text::Language language);

/// "missed", "contradicted", …: the spelling of JSON and CSV.
std::string_view figure_finding_code(FigureFinding::Kind kind);
/// "count", "share", …
std::string_view measure_code(model::Measure measure);

/// A table with aligned columns (Chinese characters take two), then what was found. Ends with a line end.
std::string write_text(const Figures& figures, const TextOptions& options = {});
/// One line a row with a heading (RFC 4180, line ends \n); the headings are the same in every language.
std::string write_csv(const Figures& figures);

/// A number in decimals: as many as `unit` has, or at most 4, cut off with "…", where there is no unit. Ratios in percent.
std::string figure_text(model::Number number, const model::Type& type, const std::optional<model::Number>& unit,
                        const Wording& wording);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/figures_inl.hpp"
#endif
