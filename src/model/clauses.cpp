// The clauses of a rule or of a step's duty besides the duty itself.
#include "model/resolver.hpp"

namespace fadu::model::detail {

Grade Resolver::grade(const tree::Clause& clause) {
    if (clause.words.empty()) return Grade::none;
    switch (clause.words.front().keyword) {
        case Keyword::grade_void: return Grade::void_;
        case Keyword::grade_major: return Grade::major;
        case Keyword::grade_minor: return Grade::minor;
        case Keyword::grade_flaw: return Grade::flaw;
        case Keyword::grade_note: return Grade::note;
        default: break;
    }
    const tree::Token& word = clause.words.front();
    error("FD0224", word.span, fmt::format("没有“{}”这个等级", word.text),
          fmt::format("there is no grade “{}”", word.text))
        .help = {"等级是 无效、重大、轻微、瑕疵、提示", "the grades are void, major, minor, flaw, note"};
    return Grade::none;
}

bool Resolver::breach(const tree::Clause& clause, Context& context, Grade& grade_out, Template& out) {
    grade_out = grade(clause);
    if (!clause.message) return true;
    auto read = message(*clause.message, context);
    if (!read) return false;
    out = std::move(*read);
    return true;
}

bool Resolver::join_condition(const tree::Expression& e, Context& context, Maybe& into) {
    Maybe found = condition(e, context);
    if (!found) return false;
    if (!into) {
        into = std::move(found);
    } else {
        const Span span = into->span;
        into = make(Operation::and_, boolean_type(), span, {std::move(*into), std::move(*found)});
    }
    return true;
}

std::vector<Rank> Resolver::ranks(const std::vector<tree::Token>& written) {
    std::vector<Rank> out;
    for (const tree::Token& word : written) switch (word.keyword) {
            case Keyword::rank_constitution: out.push_back(Rank::constitution); break;
            case Keyword::rank_law: out.push_back(Rank::law); break;
            case Keyword::rank_regulation: out.push_back(Rank::regulation); break;
            case Keyword::rank_local_regulation: out.push_back(Rank::local_regulation); break;
            case Keyword::rank_autonomous_regulation: out.push_back(Rank::autonomous_regulation); break;
            case Keyword::rank_zone_regulation: out.push_back(Rank::zone_regulation); break;
            case Keyword::rank_ministry_rule: out.push_back(Rank::ministry_rule); break;
            case Keyword::rank_local_rule: out.push_back(Rank::local_rule); break;
            case Keyword::rank_judicial_interpretation: out.push_back(Rank::judicial_interpretation); break;
            case Keyword::rank_document: out.push_back(Rank::document); break;
            case Keyword::rank_regulations:
                out.insert(out.end(), {Rank::regulation, Rank::local_regulation, Rank::autonomous_regulation,
                                       Rank::zone_regulation});
                break;
            case Keyword::rank_rules: out.insert(out.end(), {Rank::ministry_rule, Rank::local_rule}); break;
            default:
                error("FD0224", word.span, fmt::format("没有“{}”这个位阶", word.text),
                      fmt::format("there is no rank “{}”", word.text))
                    .help = {
                    "位阶是 "
                    "宪法、法律、行政法规、地方性法规、部门规章、地方政府规章、规范性文件等；“法规”“规章”各包括两种以"
                    "上",
                    "ranks are constitution, law, regulation, local regulation, ministry rule, local rule, document, "
                    "…"};
        }
    return out;
}

bool Resolver::extension(const tree::Clause& clause, Context& context, std::vector<Extension>& out) {
    if (clause.expressions.empty()) return false;
    auto found = pattern(clause.expressions.front(), context);
    Extension result;
    bool good = found.has_value();
    if (clause.expressions.size() > 1 && clause.expressions[1].kind != ExpressionKind::empty && found) {
        context.push({{TypeKind::occurrence, TypeKind::nothing, found->event, context.record}, "", true});
        result.period = period(clause.expressions[1], context);
        context.pop();
        good = result.period.has_value();
    }
    if (!good) return false;
    result.pattern = std::move(*found);
    result.span = clause.span;
    out.push_back(std::move(result));
    return true;
}

bool Resolver::exclusions(const tree::Clause& clause, Context& context, std::vector<Exclusion>& out) {
    bool good = true;
    for (const tree::Expression& written : clause.expressions) {
        auto found = pattern(written, context);
        good = good && found;
        if (!found) continue;
        const EventKind& kind = book_.records[at(context.record)].events[at(found->event)];
        if (!kind.lasting) {
            error("FD0306", written.span, fmt::format("“{}”没有起止，不能从期限里扣除", kind.name),
                  fmt::format("“{}” is not declared as lasting, so it cannot be left out of a period", kind.name))
                .related.push_back({kind.span, {"在这里写“有起止”", "write “lasting” here"}});
            good = false;
        }
        out.push_back({std::move(*found)});
    }
    return good;
}

bool Resolver::norm_clause(const tree::Clause& clause, Context& context, Rule& out) {
    const auto has_period = [&](std::string_view word) {
        if (out.window && out.window->arguments.size() > 1) return true;
        if (out.content == ContentKind::relation && out.relation_within) return true;
        error("FD0307", clause.head.span, fmt::format("这条规则没有期限，“{}”没有可管的", word),
              fmt::format("the rule sets no period that “{}” could be about", word))
            .help = {"先写“应当 自 … 之日起 … 内 …”", "first write “must from … on … within …”"};
        return false;
    };
    switch (clause.kind) {
        case tree::ClauseKind::when:
            return !clause.expressions.empty() && join_condition(clause.expressions.front(), context, out.when);
        case tree::ClauseKind::applies_to:
        case tree::ClauseKind::governed_by:
        case tree::ClauseKind::in_force:
        case tree::ClauseKind::yields_to:
        case tree::ClauseKind::prevails:
        case tree::ClauseKind::reason: return authority_clause(clause, context, out);
        case tree::ClauseKind::except: {
            if (clause.expressions.empty()) return false;
            Maybe found = condition(clause.expressions.front(), context);
            if (!found) return false;
            out.exceptions.push_back({std::move(*found), clause.span});
            return true;
        }
        case tree::ClauseKind::extension: {
            const bool period_set = has_period(clause.head.text);
            return extension(clause, context, out.extensions) && period_set;
        }
        case tree::ClauseKind::not_counting: {
            const bool period_set = has_period(clause.head.text);
            return exclusions(clause, context, out.exclusions) && period_set;
        }
        case tree::ClauseKind::by:
            for (const tree::Token& word : clause.words)
                out.bearer += (out.bearer.empty() ? "" : "、") + std::string(word.text);
            return true;
        case tree::ClauseKind::cites: return true;
        case tree::ClauseKind::incurable: {
            out.incurable_citations =
                citations(clause.citations, out.citations.empty() ? -1 : out.citations.front().source);
            if (!clause.message) return true;
            auto read = message(*clause.message, context);
            if (read) out.incurable = std::move(*read);
            return read.has_value();
        }
        case tree::ClauseKind::reading:
            if (!clause.words.empty()) out.reading = clause.words.front().text;
            return true;
        case tree::ClauseKind::code:
            if (!clause.words.empty()) out.code = clause.words.front().text;
            return true;
        case tree::ClauseKind::breach: return breach(clause, context, out.grade, out.message);
        case tree::ClauseKind::advise: {
            if (!clause.message) return true;
            auto read = message(*clause.message, context);
            if (read) out.advice = std::move(*read);
            return read.has_value();
        }
        case tree::ClauseKind::duty:
        case tree::ClauseKind::without: return true;
        case tree::ClauseKind::when_then:
        case tree::ClauseKind::is:
            error("FD0223", clause.head.span,
                  fmt::format("“{}”只能写在定义里", clause.kind == tree::ClauseKind::is ? "为" : "当 … 则 …"),
                  fmt::format("“{}” belongs in a definition",
                              clause.kind == tree::ClauseKind::is ? "is" : "when … then …"));
            return false;
        case tree::ClauseKind::return_to:
            error("FD0223", clause.head.span, "“退回 至”只能写在程序的步骤里",
                  "“return to” belongs in a step of a procedure");
            return false;
    }
    return true;
}

std::optional<Template> Resolver::message(const tree::Template& written, Context& context) {
    Template out;
    bool good = true;
    for (const auto& piece : written.pieces) {
        Template::Piece made;
        made.literal = piece.literal;
        if (piece.expression) {
            const tree::Expression& e = bare(*piece.expression);
            if (e.kind == ExpressionKind::name && (e.token.text == "缺项" || e.token.text == "missing items")) {
                made.special = Template::Special::missing_items;
            } else if (e.kind == ExpressionKind::name &&
                       (e.token.text == "逾期日数" || e.token.text == "逾期日數" || e.token.text == "days late")) {
                made.special = Template::Special::days_late;
            } else {
                made.expression = value(e, context);
                good = good && made.expression;
            }
        }
        out.pieces.push_back(std::move(made));
    }
    if (!good) return std::nullopt;
    return out;
}

}  // namespace fadu::model::detail
