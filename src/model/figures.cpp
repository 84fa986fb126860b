// Indicators: figures over many cases, what they count and what they are held against. Names of their own kind, which may
// refer to each other in any order.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

std::optional<Verdict> verdict_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::verdict_not_applicable: return Verdict::not_applicable;
        case Keyword::verdict_excused: return Verdict::excused;
        case Keyword::verdict_compliant: return Verdict::compliant;
        case Keyword::verdict_pending: return Verdict::pending;
        case Keyword::verdict_violated: return Verdict::violated;
        case Keyword::verdict_undetermined: return Verdict::undetermined;
        case Keyword::verdict_conflict: return Verdict::conflict;
        default: return std::nullopt;
    }
}

std::optional<Operation> target_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::not_less: return Operation::greater_equal;
        case Keyword::not_more: return Operation::less_equal;
        case Keyword::more: return Operation::greater;
        case Keyword::less: return Operation::less;
        case Keyword::is: return Operation::equal;
        case Keyword::is_not: return Operation::not_equal;
        default: return std::nullopt;
    }
}

bool can_group(TypeKind kind) {
    switch (kind) {
        case TypeKind::boolean:
        case TypeKind::integer:
        case TypeKind::text:
        case TypeKind::date:
        case TypeKind::enumeration: return true;
        default: return false;
    }
}

/// Every indicator that the expression refers to.
void collect_references(const Expression& expression, std::vector<std::pair<int, Span>>& out) {
    if (expression.operation == Operation::indicator) out.emplace_back(expression.index, expression.span);
    for (const Expression& argument : expression.arguments) collect_references(argument, out);
}

void renumber(Expression& expression, const std::vector<int>& places, bool& lost) {
    if (expression.operation == Operation::indicator) {
        expression.index = places[at(expression.index)];
        lost = lost || expression.index < 0;
    }
    for (Expression& argument : expression.arguments) renumber(argument, places, lost);
}

template <class Visit>
void each_expression(Indicator& one, const Visit& visit) {
    if (one.value) visit(*one.value);
    if (one.target) visit(*one.target);
    if (one.published) visit(*one.published);
    for (Template* words : {&one.message, &one.advice})
        for (Template::Piece& piece : words->pieces)
            if (piece.expression) visit(*piece.expression);
}

Type result_type(Measure measure, const Maybe& value) {
    switch (measure) {
        case Measure::count: return {TypeKind::integer};
        case Measure::share: return {TypeKind::ratio};
        case Measure::mean:
            return value && value->type.kind != TypeKind::integer ? value->type : Type{TypeKind::decimal};
        default: return value ? value->type : Type{};
    }
}

}  // namespace

/// What 违反 … can speak of, however the declarations are ordered. A name of several candidates stands for all.
void Resolver::collect_norm_names() {
    each<tree::Rule>([&](const tree::Rule& body, const tree::Declaration&) {
        if (body.name) norm_names_.emplace(std::string(body.name.text), NormName{});
    });
    each<tree::Procedure>([&](const tree::Procedure& body, const tree::Declaration&) {
        if (body.name) norm_names_.emplace(std::string(body.name.text), NormName{});
    });
    each<tree::StateTable>([&](const tree::StateTable& body, const tree::Declaration&) {
        if (body.name) norm_names_.emplace(std::string(body.name.text), NormName{});
    });
    for (const NormReference& norm : book_.order) {
        const std::string& name = norm.is_procedure     ? book_.procedures[at(norm.index)].name
                                  : norm.is_state_table ? book_.state_tables[at(norm.index)].name
                                                        : book_.rules[at(norm.index)].name;
        NormName& known = norm_names_[name];
        if (known.failed) known = {norm, false};
    }
}

std::optional<VerdictQuery> Resolver::verdict_query(const tree::VerdictMention& written, int record) {
    VerdictQuery out;
    out.span = written.span;
    const auto verdict = verdict_of(written.verdict);
    if (!verdict) {
        error("FD0260", written.span, "这里要写一种结论：违反、合规、除外、待办、存疑、冲突、不适用",
              "a verdict is expected here: violated, compliant, excused, pending, undetermined, conflict, not "
              "applicable");
        return std::nullopt;
    }
    out.verdict = *verdict;
    const auto known = norm_names_.find(written.rule.text);
    if (known == norm_names_.end()) {
        if (unreadable_names_.contains(written.rule.text)) return std::nullopt;
        std::vector<std::string> names;
        for (const auto& [name, what] : norm_names_) names.push_back(name);
        text::Diagnostic& diagnostic =
            error("FD0203", written.rule.span, fmt::format("没有名为“{}”的规则、程序或者状态表", written.rule.text),
                  fmt::format("there is no rule, procedure or state table named “{}”", written.rule.text));
        suggest(diagnostic, written.rule.span, written.rule.text, names);
        return std::nullopt;
    }
    if (known->second.failed) return std::nullopt;
    out.norm = known->second.norm;
    const std::size_t index = at(out.norm.index);
    const int of_record = out.norm.is_procedure     ? book_.procedures[index].record
                          : out.norm.is_state_table ? book_.state_tables[index].record
                                                    : book_.rules[index].record;
    if (of_record != record) {
        const std::string& owner = book_.records[at(of_record)].name;
        error("FD0206", written.rule.span,
              fmt::format("“{}”是对“{}”的，这里说的是“{}”", written.rule.text, owner, book_.records[at(record)].name),
              fmt::format("“{}” is declared for “{}”, which this is not about", written.rule.text, owner))
            .help = {fmt::format("要用它，这里的范围也要写“对 {}”", owner),
                     fmt::format("to use it, this too must be “for {}”", owner)};
        return std::nullopt;
    }
    if (!written.step) return out;
    std::vector<std::string> steps;
    if (out.norm.is_procedure)
        for (const Step& step : book_.procedures[index].steps) steps.push_back(step.name);
    const auto found = std::find(steps.begin(), steps.end(), written.step.text);
    if (found != steps.end()) {
        out.step = static_cast<int>(found - steps.begin());
        return out;
    }
    text::Diagnostic& diagnostic =
        error("FD0203", written.step.span, fmt::format("“{}”没有步骤“{}”", written.rule.text, written.step.text),
              fmt::format("“{}” has no step “{}”", written.rule.text, written.step.text));
    suggest(diagnostic, written.step.span, written.step.text, steps);
    if (!out.norm.is_procedure)
        diagnostic.help = {"只有程序才有步骤；删去“的 …”", "only procedures have steps; leave it out"};
    return std::nullopt;
}

std::optional<Measured> Resolver::measured(const tree::Measured& written, Context& context) {
    Measured out;
    if (written.verdict) {
        auto query = verdict_query(*written.verdict, context.record);
        if (!query) return std::nullopt;
        out.verdict = std::move(query);
        return out;
    }
    if (!written.condition) return std::nullopt;
    out.condition = condition(*written.condition, context);
    if (!out.condition) return std::nullopt;
    return out;
}

std::optional<Number> Resolver::plain_number(const tree::Token& token, std::string_view zh, std::string_view en) {
    std::optional<Number> found;
    if (token.kind == TokenKind::percent)
        found = to_number(tree::read_percent(token.text));
    else
        found = to_number(tree::read_number(token.text));
    if (!found)
        error("FD0209", token.span, fmt::format("{}读不出：“{}”", zh, token.text),
              fmt::format("{} cannot be read: “{}”", en, token.text));
    return found;
}

bool Resolver::indicator_value(const tree::Indicator& body, Context& context, Indicator& out) {
    if (!body.value) {
        lacks("FD0221", body.measure_span, "没有写对什么值计算", "it is not said which value is meant").help = {
            "例如“合计 罚款”“平均 罚款”“分位 90% 罚款”", "for example “sum AMOUNT”, “mean of AMOUNT”"};
        return false;
    }
    Maybe value = this->value(*body.value, context);
    if (!value) return false;
    if (value->type.kind == TypeKind::list && value->type.element_type().is_number()) {
        error("FD0260", body.value->span, "每个案件只能有一个值，这里是列表",
              "each case gives one value; this is a list")
            .help = {fmt::format("先合成一个，例如“{} 的 合计”", slice(body.value->span)),
                     fmt::format("make it one first, such as “{} sum”", slice(body.value->span))};
        return false;
    }
    if (!value->type.is_number()) {
        error("FD0260", body.value->span, fmt::format("只能对数、金额或者比率计算，写的是{}", words(value->type).zh),
              fmt::format("only numbers, money and ratios can be summed up, found {}", words(value->type).en));
        return false;
    }
    out.value = std::move(value);
    if (out.measure != Measure::quantile) return true;
    const auto share = plain_number(body.quantile, "分位", "the quantile");
    if (!share) return false;
    out.quantile = *share;
    if (*share >= Number(0) && *share <= Number(1)) return true;
    error("FD0260", body.quantile.span, "分位要在 0% 和 100% 之间", "a quantile lies between 0% and 100%").help = {
        "例如“分位 90% 罚款”", "for example “quantile 90% AMOUNT”"};
    return false;
}

bool Resolver::indicator_period(const tree::Indicator& body, Context& context, Indicator& out) {
    const auto day = [&](const tree::Token& token) -> std::optional<time::Day> {
        if (token.kind == TokenKind::end) return std::nullopt;
        const auto read = tree::read_date(token.text);
        if (read) return *read;
        error("FD0209", token.span, read.error().zh, read.error().en);
        return std::nullopt;
    };
    out.from = day(body.from);
    out.until = day(body.until);
    const bool from_given = body.from.kind != TokenKind::end;
    const bool until_given = body.until.kind != TokenKind::end;
    bool good = (!from_given || out.from) && (!until_given || out.until);
    if (out.from && out.until && *out.until < *out.from) {
        error("FD0219", body.until.span, "统计期间的止日早于起日", "the period of counting ends before it begins");
        good = false;
    }
    if (body.period_by) {
        out.period_by = point(*body.period_by, context);
        return out.period_by && good;
    }
    if (!from_given && !until_given) return good;
    out.period_by =
        only_date(context.frames.front(), until_given ? join(body.from.span, body.until.span) : body.from.span,
                  {"划入统计期间", "which date puts a case into the period"}, event_names(context.record));
    return out.period_by && good;
}

bool Resolver::indicator_groups(const tree::Indicator& body, Context& context, Indicator& out) {
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Expression& written : body.groups) {
        Maybe group = value(written, context);
        if (!group) {
            good = false;
            continue;
        }
        const std::string name = slice(written.span);
        if (duplicate(seen, name, written.span, {"分组", "group"})) {
            good = false;
        } else if (!can_group(group->type.kind)) {
            error("FD0260", written.span, fmt::format("不能按{}分组", words(group->type).zh),
                  fmt::format("cases cannot be grouped by {}", words(group->type).en))
                .help = {"按类别、文本、整数、日期或者是否的字段分组",
                         "group by a kind, a text, an integer, a date or a yes-or-no field"};
            good = false;
        } else {
            out.groups.push_back(std::move(*group));
            out.group_names.push_back(name);
        }
    }
    return good;
}

Maybe Resolver::indicator_name(std::string_view name, Span span) {
    FigureName& known = figures_.find(name)->second;
    switch (known.state) {
        case FigureName::State::failed: return std::nullopt;
        case FigureName::State::open: {
            error("FD0261", span, fmt::format("指标“{}”要靠自己才算得出", name),
                  fmt::format("the indicator “{}” can only be computed from itself", name))
                .help = {"其中一个改为直接计数", "let one of them count cases directly"};
            return std::nullopt;
        }
        case FigureName::State::unseen: {
            Indicator& one = book_.indicators[at(known.index)];
            known.state = FigureName::State::open;
            const bool good = derived(*known.body, one);
            known.state = good ? FigureName::State::done : FigureName::State::failed;
            if (!good) return std::nullopt;
            known.type = one.value->type;
            break;
        }
        case FigureName::State::done: break;
    }
    Expression result = make(Operation::indicator, known.type, span);
    result.index = known.index;
    return result;
}

bool Resolver::derived(const tree::Indicator& body, Indicator& out) {
    out.measure = Measure::derived;
    if (!body.value) return false;
    Context context;
    context.figures = true;
    context.policy = policy_of(out.citations);
    Maybe value = number(this->value(*body.value, context), body.value->span);
    if (!value) return false;
    out.value = std::move(value);
    return true;
}

/// A number, money or ratio over parameters and indicators that can be held against a figure of the given type.
Maybe Resolver::figure(const tree::Expression& written, const Type& type) {
    Context context;
    context.figures = true;
    Maybe found = number(value(written, context), written.span);
    if (!found) return std::nullopt;
    if ((found->type.kind == TypeKind::money) != (type.kind == TypeKind::money)) {
        money_mismatch(written.span, make_constant({}, type, written.span), *found);
        return std::nullopt;
    }
    const auto* constant = std::get_if<Number>(&found->constant);
    const bool plain = found->operation == Operation::constant && constant != nullptr;
    if (type.kind == TypeKind::integer && found->type.kind == TypeKind::ratio) {
        error("FD0262", written.span, "指标是件数，这里是比率",
              "the indicator is a number of cases, and this is a ratio")
            .help = {"写件数；要比率的，用“占比”", "write a number; for a ratio use “share”"};
        return std::nullopt;
    }
    if (type.kind == TypeKind::ratio && plain && found->type.kind != TypeKind::ratio && *constant > Number(1)) {
        text::Diagnostic& diagnostic =
            error("FD0262", written.span, fmt::format("指标是比率，“{}”要写成百分数", slice(written.span)),
                  fmt::format("the indicator is a ratio; “{}” must be a percentage", slice(written.span)));
        diagnostic.help = {fmt::format("写成“{}%”", slice(written.span)),
                           fmt::format("write “{}%”", slice(written.span))};
        diagnostic.fix = text::Fix{written.span, slice(written.span) + "%", {"加上“%”", "add “%”"}};
        return std::nullopt;
    }
    return found;
}

bool Resolver::indicator_target(const tree::Indicator& body, Indicator& out) {
    const Type type = result_type(out.measure, out.value);
    bool good = true;
    if (body.target) {
        out.target = figure(*body.target, type);
        const auto operation = target_of(body.target_operator);
        good = out.target && operation;
        if (operation) out.target_operator = *operation;
    }
    if (body.published) {
        out.published = figure(*body.published, type);
        good = out.published && good;
    }
    if (body.rounding_unit.kind == TokenKind::end) return good;
    const bool money = type.kind == TypeKind::money;
    auto unit = parse_rounding_unit(body.rounding_unit.text);
    if (unit && money && !unit->money) {  // a plain number is one of 元
        const auto fen = multiply(unit->unit, Number(100));
        unit = fen && body.rounding_unit.kind != TokenKind::percent ? std::optional(RoundingUnit{*fen, true})
                                                                    : std::nullopt;
    }
    if (!unit || unit->money != money) {
        error("FD0216", body.rounding_unit.span, fmt::format("不能取整到“{}”", body.rounding_unit.text),
              fmt::format("“{}” is no unit to round to", body.rounding_unit.text))
            .help = money ? text::Message{"金额写多少元，例如 1、0.01、100",
                                          "for money write how many 元, such as 1, 0.01 or 100"}
                          : text::Message{"写 0.1%、1%、0.01 或者 1", "write 0.1%, 1%, 0.01 or 1"};
        return false;
    }
    out.rounding_unit = unit->unit;
    out.rounding = body.rounding_mode == Keyword::round_down ? Rounding::down
                   : body.rounding_mode == Keyword::round_up ? Rounding::up
                                                             : Rounding::half_up;
    return good;
}

bool Resolver::indicator_clauses(const std::vector<tree::Clause>& clauses, Context& context, Indicator& out) {
    bool good = true;
    for (const tree::Clause& clause : clauses) switch (clause.kind) {
            case tree::ClauseKind::breach: good = breach(clause, context, out.grade, out.message) && good; break;
            case tree::ClauseKind::advise:
                if (clause.message) {
                    auto read = message(*clause.message, context);
                    good = good && read;
                    if (read) out.advice = std::move(*read);
                }
                break;
            case tree::ClauseKind::code:
                if (!clause.words.empty()) out.code = clause.words.front().text;
                break;
            case tree::ClauseKind::reading:
                if (!clause.words.empty()) out.reading = clause.words.front().text;
                break;
            case tree::ClauseKind::cites: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”不能写在指标里", clause.head.text),
                      fmt::format("“{}” does not belong in an indicator", clause.head.text));
                good = false;
        }
    return good;
}

/// An indicator over cases: everything but its target, published value and words.
bool Resolver::indicator(const tree::Indicator& body, Indicator& out) {
    const bool is_derived = body.measure == Keyword::is;
    if (is_derived) {
        const bool over_cases =
            !body.when.empty() || body.from.kind != TokenKind::end || body.period_by || !body.groups.empty();
        if (!over_cases && !body.scope) return true;
        error("FD0263", body.name.span, fmt::format("指标“{}”由其他指标算出，不能又数案件", body.name.text),
              fmt::format("the indicator “{}” is computed from others and cannot count cases as well", body.name.text))
            .help = {"删去“对 …”“当 …”“统计期间”和“分组”，写在它所用的指标里",
                     "leave out “for”, “when”, the period and the groups; they belong to the indicators it uses"};
        return false;
    }
    if (!body.scope) {
        lacks("FD0221", body.name.span, fmt::format("指标“{}”没有写对什么案件", body.name.text),
              fmt::format("the indicator “{}” does not say over which cases", body.name.text))
            .help = {fmt::format("例如“指标 {} 对 处罚案件”", body.name.text),
                     fmt::format("for example “indicator {} for …”", body.name.text)};
        return false;
    }
    std::vector<ScopeLevel> levels;
    auto context = scoped_context(body.scope, levels, policy_of(out.citations));
    if (!context) return false;
    if (!levels.empty()) {
        error("FD0222", body.scope.span, "指标数的是案件，不能对每次或者每个",
              "an indicator counts cases, not occurrences or elements")
            .help = {fmt::format("写成“对 {}”", body.scope.record.text),
                     fmt::format("write “for {}”", body.scope.record.text)};
        return false;
    }
    out.record = context->record;
    bool good = true;
    for (const tree::Measured& one : body.when) {
        auto when = measured(one, *context);
        good = good && when;
        if (when) out.when.push_back(std::move(*when));
    }
    switch (body.measure) {
        case Keyword::measure_count: out.measure = Measure::count; break;
        case Keyword::measure_share: out.measure = Measure::share; break;
        case Keyword::sum: out.measure = Measure::sum; break;
        case Keyword::measure_mean: out.measure = Measure::mean; break;
        case Keyword::measure_quantile: out.measure = Measure::quantile; break;
        default:
            lacks("FD0221", body.name.span, fmt::format("指标“{}”没有写算什么", body.name.text),
                  fmt::format("the indicator “{}” does not say what it computes", body.name.text))
                .help = {"写“计数 …”“占比 …”“合计 …”“平均 …”“分位 …”或者“为 …”",
                         "write “count of”, “share”, “sum”, “mean of”, “quantile” or “is”"};
            return false;
    }
    if (out.measure == Measure::count || out.measure == Measure::share) {
        if (body.what) out.what = measured(*body.what, *context);
        good = good && (!body.what || out.what);
        if (!body.what && out.measure == Measure::share) {
            lacks("FD0221", body.measure_span, "“占比”后面没有写哪些案件占的比", "nothing follows “share”").help = {
                "例如“占比 已 法制审核”“占比 违反 两人执法”", "for example “share has happened EVENT”"};
            good = false;
        }
    } else {
        good = indicator_value(body, *context, out) && good;
    }
    good = indicator_period(body, *context, out) && good;
    return indicator_groups(body, *context, out) && good;
}

void Resolver::collect_indicators() {
    std::map<std::string, Span, std::less<>> seen;
    each<tree::Indicator>([&](const tree::Indicator& body, const tree::Declaration& declaration) {
        if (!body.name || duplicate(seen, body.name.text, body.name.span, {"指标", "indicator"})) return;
        FigureName name;
        name.index = static_cast<int>(book_.indicators.size());
        name.body = &body;
        Indicator one;
        one.name = body.name.text;
        one.span = declaration.span;
        one.citations = citations_of(body.clauses);
        if (!declaration.complete) name.state = FigureName::State::failed;
        figures_.emplace(one.name, name);
        book_.indicators.push_back(std::move(one));
    });
}

/// Values, targets and published values must not lead back to where they started.
void Resolver::check_indicator_circles() {
    std::vector<std::vector<std::pair<int, Span>>> edges(book_.indicators.size());
    for (std::size_t i = 0; i < edges.size(); ++i)
        for (const auto* part :
             {&book_.indicators[i].value, &book_.indicators[i].target, &book_.indicators[i].published})
            if (*part) collect_references(**part, edges[i]);
    enum class Mark : std::uint8_t { unseen, open, done };
    std::vector<Mark> marks(edges.size(), Mark::unseen);
    for (std::size_t root = 0; root < edges.size(); ++root) {
        if (marks[root] != Mark::unseen) continue;
        std::vector<std::pair<std::size_t, std::size_t>> stack{{root, 0}};
        marks[root] = Mark::open;
        while (!stack.empty()) {
            const std::size_t node = stack.back().first;
            if (stack.back().second == edges[node].size()) {
                marks[node] = Mark::done;
                stack.pop_back();
                continue;
            }
            const auto& [to, span] = edges[node][stack.back().second++];
            if (marks[at(to)] == Mark::unseen) {
                marks[at(to)] = Mark::open;
                stack.push_back({at(to), 0});
            } else if (marks[at(to)] == Mark::open) {
                std::string circle;
                std::size_t begin = stack.size() - 1;
                while (stack[begin].first != at(to)) --begin;
                for (std::size_t i = begin; i < stack.size(); ++i)
                    circle += fmt::format("“{}”→", book_.indicators[stack[i].first].name);
                circle += fmt::format("“{}”", book_.indicators[at(to)].name);
                error("FD0261", span, fmt::format("指标互相依赖，成了一个圈：{}", circle),
                      fmt::format("indicators depend on each other in a circle: {}", circle))
                    .help = {"其中一处改为直接写出数", "write a plain number in one of these places"};
                for (std::size_t i = begin; i < stack.size(); ++i)
                    figures_.find(book_.indicators[stack[i].first].name)->second.state = FigureName::State::failed;
            }
        }
    }
}

/// Wrong indicators go, and with them what refers to them; the others keep their order.
void Resolver::drop_failed_indicators() {
    for (bool again = true; again;) {
        std::vector<int> places;
        std::vector<Indicator> kept;
        for (Indicator& one : book_.indicators) {
            const bool failed = figures_.find(one.name)->second.state == FigureName::State::failed;
            places.push_back(failed ? -1 : static_cast<int>(kept.size()));
            if (!failed) kept.push_back(std::move(one));
        }
        again = false;
        for (Indicator& one : kept) {
            bool lost = false;
            each_expression(one, [&](Expression& expression) { renumber(expression, places, lost); });
            if (!lost) continue;
            figures_.find(one.name)->second.state = FigureName::State::failed;
            again = true;
        }
        if (again)  // what refers to a lost one is lost as well: its numbers do not matter any more
            for (Indicator& one : kept)
                if (figures_.find(one.name)->second.state == FigureName::State::failed) {
                    one.value.reset();
                    one.target.reset();
                    one.published.reset();
                    one.message = one.advice = {};
                }
        book_.indicators = std::move(kept);
    }
}

void Resolver::resolve_figures() {
    collect_norm_names();
    collect_indicators();
    // First those over cases: their types are what derived ones compute with.
    for (auto& [name, figure] : figures_) {
        if (figure.state == FigureName::State::failed) continue;
        Indicator& one = book_.indicators[at(figure.index)];
        if (!indicator(*figure.body, one)) {
            figure.state = FigureName::State::failed;
        } else if (figure.body->measure != Keyword::is) {
            figure.type = result_type(one.measure, one.value);
            figure.state = FigureName::State::done;
        }
    }
    for (auto& [name, figure] : figures_)
        if (figure.state == FigureName::State::unseen) static_cast<void>(indicator_name(name, figure.body->name.span));
    for (auto& [name, figure] : figures_) {
        if (figure.state == FigureName::State::failed) continue;
        Indicator& one = book_.indicators[at(figure.index)];
        Context context;
        context.figures = true;
        const bool target = indicator_target(*figure.body, one);
        if (!indicator_clauses(figure.body->clauses, context, one) || !target) figure.state = FigureName::State::failed;
    }
    check_indicator_circles();
    drop_failed_indicators();
    resolve_scorecards();
}

}  // namespace fadu::model::detail
