// What the parts of the grammar share while one slice of a rule file is read, and the plain functions by which parse.cpp
// calls them. No Spirit header here: only grammar_*.cpp see Spirit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fadu/syntax/tree.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::syntax {

/// Carried through every rule. Roles remember which local words were read as keywords; the last reading counts, since
/// what Spirit tries and gives up always comes before what it keeps.
struct GrammarState {
    text::FileId file = 0;
    text::Sources* sources = nullptr;
    Limits limits;
    std::vector<text::Diagnostic>* diagnostics = nullptr;
    Token const* base = nullptr;          ///< the file's first token
    std::vector<std::uint8_t> roles;      ///< by token: 1 = a local word that was read as a keyword
    Spelling author = Spelling::zh_hans;  ///< the language in which the slice's head is written
    std::size_t depth = 0;
    std::size_t filters = 0;    ///< open 中 … 的 since the last bracket
    std::size_t time_scan = 0;  ///< tokens looked at in telling 自…内 from 自…届满

    void note_role(Token const* at, bool as_keyword) {
        auto index = static_cast<std::size_t>(at - base);
        if (base != nullptr && at >= base && index < roles.size()) roles[index] = as_keyword ? 1 : 0;
    }
};

/// A refusal that is more exact than "expected X": thrown by builders and directives, caught once a unit.
struct Refusal {
    text::Diagnostic diagnostic;
};

/// The levels that an expression may be high; trees of this height are safe to walk and to destroy by recursion.
inline constexpr std::size_t max_expression_height = 1000;
inline constexpr std::size_t max_expression_depth = 220;

/// Puts a child under a node and keeps the node's height.
void adopt(Expression& parent, Expression&& child);
/// Keeps the height of a node that has just been given this child.
void raise(Expression& parent, const Expression& child);

/// One link of a flat chain: an operator and what stands on its right. Operators whose right half is more than one
/// operand (覆盖 B 至 C, 在 Y 之前, 取整 到元) carry it ready-made.
struct Link {
    Token op;
    Expression right;
};
struct Chain {
    Expression first;
    std::vector<Link> links;
};

/// "Expected X" in readable form. `expected` is a list parted by \x1f of "zh|en" phrases and "#n" keyword numbers.
void report_expectation(GrammarState& state, Token const* where, Token const* first, Token const* last,
                        std::string_view expected);
text::Message describe(Token const& token, const GrammarState& state);

/// Reports what may stand once and is there `already`; true if it is the first.
bool is_first(Token const* at, bool already, GrammarState& state);

/// True where a local word begins a clause and is no name: 建议 “…”, 退回 至 …
bool starts_local_clause(Token const* at);
bool starts_clause(Token const* at);
/// True where a token at the beginning of a line begins one of the lines that these declarations are made of; any other
/// goes on with the line before. Alike before and after local words were read as keywords.
bool starts_state_line(Token const* at);
bool starts_indicator_line(Token const* at);
bool starts_scorecard_line(Token const* at);

// One function a kind of unit. Each reads the whole of [first, last) or reports and returns false; what was read before
// the error stays.
using At = Token const*;
bool read_clauses(At first, At last, GrammarState& state, std::vector<Clause>& clauses);
bool read_template_expression(At first, At last, GrammarState& state, Expression& expression);

bool read_rulebook(At first, At last, GrammarState& state, RulebookHead& head);
bool read_use(At first, At last, GrammarState& state, Use& use);
bool read_source_head(At first, At last, GrammarState& state, Source& source);
bool read_source_attributes(At first, At last, GrammarState& state, Source& source);
bool read_kind(At first, At last, GrammarState& state, Kind& kind);
bool read_parameter(At first, At last, GrammarState& state, Parameter& parameter);
bool read_define(At first, At last, GrammarState& state, Define& define);
bool read_rule(At first, At last, GrammarState& state, Rule& rule);
bool read_deem(At first, At last, GrammarState& state, Deem& deem);
bool read_procedure(At first, At last, GrammarState& state, Procedure& procedure);
bool read_step(At first, At last, GrammarState& state, Step& step);
bool read_untranslatable(At first, At last, GrammarState& state, Untranslatable& untranslatable);

bool read_record_head(At first, At last, GrammarState& state, Record& record);
bool read_field(At first, At last, GrammarState& state, Field& field);
bool read_event(At first, At last, GrammarState& state, Event& event);

bool read_list_head(At first, At last, GrammarState& state, List& list);
bool read_list_attributes(At first, At last, GrammarState& state, List& list);
bool read_columns(At first, At last, GrammarState& state, std::vector<ListColumn>& columns);
bool read_row(At first, At last, GrammarState& state, const std::vector<ListColumn>& columns, ListRow& row);

bool read_example_head(At first, At last, GrammarState& state, Example& example);
bool read_example_line(At first, At last, GrammarState& state, Example& example);

bool read_exception_head(At first, At last, GrammarState& state, Exception& exception);
/// Clauses, and 则 value as one of kind `is`.
bool read_exception_clauses(At first, At last, GrammarState& state, std::vector<Clause>& clauses);

bool read_state_table_head(At first, At last, GrammarState& state, StateTable& table);
bool read_state_table_line(At first, At last, GrammarState& state, StateTable& table);
bool read_indicator_head(At first, At last, GrammarState& state, Indicator& indicator);
bool read_indicator_line(At first, At last, GrammarState& state, Indicator& indicator);
bool read_scorecard_head(At first, At last, GrammarState& state, Scorecard& scorecard);
bool read_scorecard_line(At first, At last, GrammarState& state, Scorecard& scorecard);

/// Reads the 【expressions】 of a message; template.cpp.
Template read_template(const Token& token, GrammarState& state);
/// Folds a flat chain by precedence; fold.cpp.
Expression fold(Chain&& chain, GrammarState& state);

}  // namespace fadu::syntax
