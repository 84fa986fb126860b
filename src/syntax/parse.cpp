// From a file's tokens to its declarations: cuts them at the heads that begin a line, each declaration into units that
// begin a line of their own (clauses, fields, rows, steps, entries), and reads every unit alone, so that one run reports
// every error in its own place.
#include "fadu/syntax/parse.hpp"

#include <algorithm>
#include <string>

#include "syntax/grammar_state.hpp"
#include "syntax/parse_glue.hpp"
#include "syntax/parse_split.hpp"

namespace fadu::syntax {

namespace {

struct Unit {
    At first, last;
};

bool is_head(At at) {
    return at->starts_line && at->kind == TokenKind::keyword && use_of(at->keyword) == KeywordUse::head;
}
bool is_symbol(At at, char symbol) { return at->kind == TokenKind::punctuation && at->symbol == symbol; }

/// Words that go on with a field or an event when they begin a line and no : follows.
bool continues_field(At at) {
    if (is_symbol(at + 1, ':')) return false;
    switch (at->keyword) {
        case Keyword::key:
        case Keyword::required:
        case Keyword::default_:
        case Keyword::may_be_none:
        case Keyword::may_be_unascertainable:
        case Keyword::found:
        case Keyword::burden:
        case Keyword::curable:
        case Keyword::alias:
        case Keyword::once:
        case Keyword::lasting:
        case Keyword::in_set:
        case Keyword::voids: return !at->quoted;
        default: return false;
    }
}

class Parser {
  public:
    Parser(text::FileId file, text::Sources& sources, const Limits& limits) {
        Tokens read = lex(file, sources, limits);
        parsed_.diagnostics = std::move(read.diagnostics);
        parsed_.file.id = file;
        parsed_.file.comments = std::move(read.comments);
        parsed_.file.tokens = std::move(read.tokens);
        split_glued_words(parsed_.file.tokens);
        release_section_names(parsed_.file.tokens);
        state_.file = file;
        state_.sources = &sources;
        state_.limits = limits;
        state_.diagnostics = &parsed_.diagnostics;
        state_.base = parsed_.file.tokens.data();
        state_.roles.assign(parsed_.file.tokens.size(), 0);
        max_diagnostics_ = parsed_.diagnostics.size() + limits.max_errors;
    }

    Parsed run() {
        std::vector<Token>& tokens = parsed_.file.tokens;
        At const begin = tokens.data();
        At const end = begin + tokens.size() - 1;
        parsed_.file.declarations.reserve(
            static_cast<std::size_t>(std::count_if(begin, end, [](const Token& token) { return is_head(&token); })) +
            1);
        At at = begin;
        while (at != end && !is_head(at)) ++at;
        if (at != begin) stray(begin, at);
        while (at != end) {
            At next = at + 1;
            while (next != end && !is_head(next)) ++next;
            declaration(at, next);
            at = next;
        }
        mend_missing_blanks(parsed_);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (state_.roles[i] != 0) tokens[i].kind = TokenKind::keyword;
        }
        text::sort(parsed_.diagnostics);
        limit_diagnostics();
        return std::move(parsed_);
    }

  private:
    bool report(const char* code, text::Span span, text::Message message, text::Message help = {}) {
        parsed_.diagnostics.push_back({code, text::Level::error, span, std::move(message), {}, std::move(help), {}});
        return false;
    }

    Declaration& add(At first, At last) {
        Declaration& declaration = parsed_.file.declarations.emplace_back();
        declaration.head = *first;
        declaration.span = text::join(first->span, (last - 1)->span);
        declaration.first_token = static_cast<std::size_t>(first - state_.base);
        declaration.end_token = static_cast<std::size_t>(last - state_.base);
        declaration.documentation = documentation_above(first);
        return declaration;
    }

    void stray(At first, At last) {
        add(first, last).complete = false;
        if (first->kind == TokenKind::error) return;
        report("FD0101", first->span,
               {"应为声明（规则集、记录、定义、规则……），这里却是" + describe(*first, state_).zh,
                "expected a declaration (rulebook, record, define, rule …), found " + describe(*first, state_).en});
    }

    void declaration(At first, At last) {
        Declaration& value = add(first, last);
        if (parsed_.diagnostics.size() > max_diagnostics_) {
            value.complete = false;
            return;
        }
        const std::size_t before = parsed_.diagnostics.size();
        state_.author = first->text == spelling(first->keyword, Spelling::en)        ? Spelling::en
                        : first->text == spelling(first->keyword, Spelling::zh_hans) ? Spelling::zh_hans
                                                                                     : Spelling::zh_hant;
        const bool good = read(value, first, last);
        value.complete = good && parsed_.diagnostics.size() == before;
        for (At at = first; at != last && value.complete; ++at) value.complete = at->kind != TokenKind::error;
    }

    bool read(Declaration& value, At first, At last) {
        switch (first->keyword) {
            case Keyword::rulebook: return whole<RulebookHead>(value, first, last, read_rulebook);
            case Keyword::use: return whole<Use>(value, first, last, read_use);
            case Keyword::kind: return whole<Kind>(value, first, last, read_kind);
            case Keyword::source: return source(value, first, last);
            case Keyword::record: return record(value, first, last);
            case Keyword::parameter: return parameter(value, first, last);
            case Keyword::define: return with_clauses<Define>(value, first, last, read_define, true);
            case Keyword::rule: return with_clauses<Rule>(value, first, last, read_rule);
            case Keyword::deem: return with_clauses<Deem>(value, first, last, read_deem);
            case Keyword::untranslatable: return with_clauses<Untranslatable>(value, first, last, read_untranslatable);
            case Keyword::procedure: return procedure(value, first, last);
            case Keyword::list: return list(value, first, last);
            case Keyword::example: return example(value, first, last);
            case Keyword::exception: return exception(value, first, last);
            case Keyword::state_table:
                return lines<StateTable>(value, first, last, starts_state_line, read_state_table_head,
                                         read_state_table_line);
            case Keyword::indicator:
                return lines<Indicator>(value, first, last, starts_indicator_line, read_indicator_head,
                                        read_indicator_line);
            case Keyword::scorecard:
                return lines<Scorecard>(value, first, last, starts_scorecard_line, read_scorecard_head,
                                        read_scorecard_line);
            default: break;
        }
        const text::Message met = describe(*first, state_);
        return report("FD0120", first->span,
                      {"这个版本还不认识" + met.zh, "this version does not know " + met.en + " yet"});
    }

    template <typename Body, typename Read>
    bool whole(Declaration& declaration, At first, At last, Read read_body) {
        Body body{};
        const bool good = read_body(first, last, state_, body);
        if (good) declaration.body = std::move(body);
        return good;
    }

    /// Cuts [first, last) before every token for which starts(token) holds; the first unit begins at first.
    template <typename Starts>
    const std::vector<Unit>& cut(At first, At last, Starts&& starts) {
        units_.clear();
        At begin = first;
        for (At at = first + 1; at < last; ++at) {
            if (!at->starts_line || !starts(at, begin)) continue;
            units_.push_back({begin, at});
            begin = at;
        }
        units_.push_back({begin, last});
        return units_;
    }

    /// 未经 … 不得 may be broken before 不得.
    static bool begins_clause(At at, At unit, bool with_is) {
        if (at->keyword == Keyword::must_not && unit->keyword == Keyword::without &&
            std::none_of(unit, at, [](const Token& token) { return token.keyword == Keyword::must_not; })) {
            return false;
        }
        return starts_clause(at) || (with_is && at->keyword == Keyword::is && at->kind == TokenKind::keyword);
    }

    template <typename Body, typename Read>
    bool with_clauses(Declaration& declaration, At first, At last, Read read_head, bool with_is = false) {
        Body body{};
        bool good = true, first_unit = true;
        body.clauses.reserve(8);
        for (const Unit& unit : cut(first, last, [&](At at, At begin) { return begins_clause(at, begin, with_is); })) {
            if (first_unit) {
                good = read_head(unit.first, unit.last, state_, body);
                first_unit = false;
            } else {
                good = read_clauses(unit.first, unit.last, state_, body.clauses) && good;
            }
        }
        declaration.body = std::move(body);
        return good;
    }

    bool parameter(Declaration& declaration, At first, At last) {
        const bool good = with_clauses<Parameter>(declaration, first, last, read_parameter, true);
        auto& body = std::get<Parameter>(declaration.body);
        auto value = std::find_if(body.clauses.begin(), body.clauses.end(),
                                  [](const Clause& clause) { return clause.kind == ClauseKind::is; });
        if (value != body.clauses.end() && !body.value) {
            body.value = std::move(value->expressions.front());
            body.clauses.erase(value);
        }
        return good;
    }

    bool source(Declaration& declaration, At first, At last) {
        Source body;
        bool good = true;
        for (const Unit& unit : cut(first, last, [](At at, At) { return !is_symbol(at - 1, ','); })) {
            good = (unit.first == first ? read_source_head(unit.first, unit.last, state_, body)
                                        : read_source_attributes(unit.first, unit.last, state_, body)) &&
                   good;
        }
        declaration.body = std::move(body);
        return good;
    }

    bool record(Declaration& declaration, At first, At last) {
        Record body;
        bool good = true;
        const auto starts = [](At at, At) {
            return !is_symbol(at - 1, ',') && !is_symbol(at - 1, ':') && !continues_field(at);
        };
        for (const Unit& unit : cut(first, last, starts)) {
            if (unit.first == first) {
                good = read_record_head(unit.first, unit.last, state_, body);
            } else if (unit.first->keyword == Keyword::event && unit.first->kind == TokenKind::keyword) {
                // An event that could not be read still keeps its fields from falling to the one before.
                good = read_event(unit.first, unit.last, state_, body.events.emplace_back()) && good;
            } else {
                auto& fields = body.events.empty() ? body.fields : body.events.back().fields;
                Field field;
                if (read_field(unit.first, unit.last, state_, field)) {
                    fields.push_back(std::move(field));
                } else {
                    good = false;
                }
            }
        }
        declaration.body = std::move(body);
        return good;
    }

    bool procedure(Declaration& declaration, At first, At last) {
        Procedure body;
        bool good = true;
        const auto is_step = [](At at) { return at->keyword == Keyword::step && at->kind == TokenKind::keyword; };
        for (const Unit& unit :
             cut(first, last, [&](At at, At begin) { return is_step(at) || begins_clause(at, begin, false); })) {
            if (unit.first == first) {
                good = read_procedure(unit.first, unit.last, state_, body);
            } else if (is_step(unit.first)) {
                good = read_step(unit.first, unit.last, state_, body.steps.emplace_back()) && good;
            } else {
                auto& clauses = body.steps.empty() ? body.clauses : body.steps.back().clauses;
                good = read_clauses(unit.first, unit.last, state_, clauses) && good;
            }
        }
        declaration.body = std::move(body);
        return good;
    }

    bool list(Declaration& declaration, At first, At last) {
        List body;
        bool good = true, has_columns = false, bad_columns = false;
        const auto starts = [](At at, At begin) {
            return is_symbol(at, '|') || at->keyword == Keyword::take || at->keyword == Keyword::from_file ||
                   (at->keyword == Keyword::unascertainable && at[1].keyword == Keyword::take) ||
                   begins_clause(at, begin, false);
        };
        for (const Unit& unit : cut(first, last, starts)) {
            if (unit.first == first) {
                good = read_list_head(unit.first, unit.last, state_, body);
            } else if (!is_symbol(unit.first, '|')) {
                good = read_list_attributes(unit.first, unit.last, state_, body) && good;
            } else if (!has_columns) {
                has_columns = true;
                bad_columns = !read_columns(unit.first, unit.last, state_, body.columns);
                good = !bad_columns && good;
            } else if (!bad_columns) {
                good = read_row(unit.first, unit.last, state_, body.columns, body.rows.emplace_back()) && good;
            }
        }
        declaration.body = std::move(body);
        return good;
    }

    bool example(Declaration& declaration, At first, At last) {
        Example body;
        bool good = true;
        std::size_t depth = 0;
        At seen = first;
        const auto starts = [&](At at, At) {
            for (; seen != at; ++seen) {
                if (is_symbol(seen, '(')) ++depth;
                if (is_symbol(seen, ')') && depth > 0) --depth;
            }
            // A line that can only be one of the example's own ends what a bracket left open.
            if (at->keyword == Keyword::as_of || at->keyword == Keyword::expect || at->keyword == Keyword::expect_no)
                depth = 0;
            return depth == 0 && !is_symbol(at - 1, ',');
        };
        for (const Unit& unit : cut(first, last, starts)) {
            good = (unit.first == first ? read_example_head(unit.first, unit.last, state_, body)
                                        : read_example_line(unit.first, unit.last, state_, body)) &&
                   good;
        }
        declaration.body = std::move(body);
        return good;
    }

    /// 则 at the beginning of a line is what holds instead; only in the exception from a definition does it go on with the
    /// 当 before it.
    bool exception(Declaration& declaration, At first, At last) {
        Exception body;
        bool good = true;
        const At target = std::find_if(first, last, [](const Token& token) { return token.keyword == Keyword::for_; });
        const bool of_value = target != last && target + 1 != last && target[1].keyword == Keyword::define;
        const auto starts = [of_value](At at, At begin) {
            if (at->keyword != Keyword::then || at->kind != TokenKind::keyword) return begins_clause(at, begin, true);
            return !of_value || begin->keyword != Keyword::when ||
                   std::any_of(begin, at, [](const Token& token) { return token.keyword == Keyword::then; });
        };
        for (const Unit& unit : cut(first, last, starts)) {
            good = (unit.first == first ? read_exception_head(unit.first, unit.last, state_, body)
                                        : read_exception_clauses(unit.first, unit.last, state_, body.clauses)) &&
                   good;
        }
        if (body.target_kind == Keyword::list) part_results(body.clauses, last);
        declaration.body = std::move(body);
        return good;
    }
    /// 当 A 则 B on one line means in the exception from a row what it means on two.
    static void part_results(std::vector<Clause>& clauses, At last) {
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            if (clauses[i].kind != ClauseKind::when_then || clauses[i].expressions.size() != 2) continue;
            At then = last - 1;
            while (then->keyword != Keyword::then || then->span.begin > clauses[i].expressions[1].span.begin) --then;
            Clause result;
            result.kind = ClauseKind::is;
            result.head = *then;
            result.span = {clauses[i].span.file, then->span.begin, clauses[i].span.end};
            result.expressions.push_back(std::move(clauses[i].expressions[1]));
            clauses[i].kind = ClauseKind::when;
            clauses[i].expressions.pop_back();
            clauses[i].span.end = clauses[i].expressions[0].span.end;
            clauses.insert(clauses.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(result));
        }
    }

    /// Declarations of lines, each read alone.
    template <typename Body, typename ReadHead, typename ReadLine>
    bool lines(Declaration& declaration, At first, At last, bool (*starts)(At), ReadHead read_head,
               ReadLine read_line) {
        Body body;
        bool good = true;
        const auto begins = [starts](At at, At) { return !is_symbol(at - 1, ',') && starts(at); };
        for (const Unit& unit : cut(first, last, begins)) {
            good = (unit.first == first ? read_head(unit.first, unit.last, state_, body)
                                        : read_line(unit.first, unit.last, state_, body)) &&
                   good;
        }
        declaration.body = std::move(body);
        return good;
    }

    /// The comments on the lines right above, if nothing stands between them and the head.
    std::string_view documentation_above(At head) {
        const auto& comments = parsed_.file.comments;
        while (next_comment_ < comments.size() && comments[next_comment_].span.begin < head->span.begin)
            ++next_comment_;
        std::size_t first = next_comment_;  // an indented comment belongs to what stands above it
        std::uint32_t below = head->span.begin;
        while (first > 0 && comments[first - 1].own_line && stands_at_margin(comments[first - 1]) &&
               touches(comments[first - 1].span.end, below)) {
            below = comments[--first].span.begin;
        }
        if (first == next_comment_) return {};
        std::string joined;
        for (std::size_t i = first; i < next_comment_; ++i) {
            std::string_view line = state_.sources->slice(comments[i].span);
            line.remove_prefix(line.starts_with("#") ? 1 : std::string_view("＃").size());
            if (line.starts_with(' ')) line.remove_prefix(1);
            if (next_comment_ - first == 1) return line;
            joined += (joined.empty() ? "" : "\n") + std::string(line);
        }
        return state_.sources->intern(std::move(joined));
    }
    bool stands_at_margin(const Comment& comment) const {
        return comment.span.begin == 0 ||
               state_.sources->slice({state_.file, comment.span.begin - 1, comment.span.begin}) == "\n";
    }
    bool touches(std::uint32_t end, std::uint32_t begin) const {
        const std::string_view gap = state_.sources->slice({state_.file, end, begin});
        return std::count(gap.begin(), gap.end(), '\n') == 1 &&
               gap.find_first_not_of(" \t\r\n") == std::string_view::npos;
    }

    void limit_diagnostics() {
        const std::size_t most = state_.limits.max_errors;
        auto& all = parsed_.diagnostics;
        if (all.size() <= most + 1) return;
        const text::Span place = all[most].span;
        all.resize(most);
        report("FD0100", place, {"错误太多，其余不再列出", "too many errors; the rest are not listed"});
    }

    Parsed parsed_;
    GrammarState state_;
    std::vector<Unit> units_;
    std::size_t next_comment_ = 0;
    std::size_t max_diagnostics_ = 0;
};

}  // namespace

Parsed parse(text::FileId file, text::Sources& sources, const Limits& limits) {
    return Parser(file, sources, limits).run();
}

}  // namespace fadu::syntax
