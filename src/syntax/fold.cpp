// Flat chains of operators to trees, by one table of precedence: 或, 且, comparisons, 取整, + -, × ÷. What the law's readers
// would read in two ways is refused here: 且 and 或 side by side, a < b < c.
#include <algorithm>
#include <string>

#include "syntax/grammar_state.hpp"

namespace fadu::syntax {

namespace {

using Kind = ExpressionKind;

enum Level : int { disjunction, conjunction, comparing, rounding, adding, multiplying };

int level_of(const Token& op) {
    switch (op.keyword) {
        case Keyword::or_: return disjunction;
        case Keyword::and_: return conjunction;
        case Keyword::rounded: return rounding;
        default: break;
    }
    switch (op.symbol) {
        case '+':
        case '-': return adding;
        case '*':
        case '/': return multiplying;
        default: return comparing;
    }
}

bool is_relation(Keyword keyword) {
    return keyword == Keyword::precedes || keyword == Keyword::followed_by || keyword == Keyword::accompanies ||
           keyword == Keyword::alternates || keyword == Keyword::immediately_followed;
}

Expression join(Expression&& left, Link&& link) {
    Expression node;
    node.span = text::join(text::join(left.span, link.op.span), link.right.span);
    node.token = link.op;
    if (link.op.keyword == Keyword::rounded) {
        node.kind = Kind::rounded;
        node.token = link.right.token;
        node.mode = link.right.mode;
        adopt(node, std::move(left));
        return node;
    }
    if (link.op.keyword == Keyword::covers || is_relation(link.op.keyword)) {
        node.kind = link.op.keyword == Keyword::covers ? Kind::covers : Kind::relation;
        adopt(node, std::move(left));
        for (Expression& part : link.right.children) adopt(node, std::move(part));
        return node;
    }
    const bool includes = link.op.keyword == Keyword::includes || link.op.keyword == Keyword::includes_in_order;
    const bool asks_for_items =
        includes && link.right.kind == Kind::items && link.right.token.keyword == Keyword::the_following;
    node.children.reserve(2);
    node.kind = asks_for_items ? Kind::includes_items : Kind::binary;
    adopt(node, std::move(left));
    adopt(node, std::move(link.right));
    return node;
}

std::string quote(const GrammarState& state, std::uint32_t begin, std::uint32_t end) {
    return std::string(state.sources->slice({state.file, begin, end}));
}

/// 且 and 或 in one chain: shows both ways of putting the brackets at the first place where they differ.
void refuse_mixed(const Chain& chain, const GrammarState& state) {
    Keyword seen = Keyword::none_;
    std::uint32_t begin = chain.first.span.begin;
    std::uint32_t operand_begin = begin;  // of the operand on the left of the next 且 or 或
    for (std::size_t i = 0; i < chain.links.size(); ++i) {
        const Link& link = chain.links[i];
        if (link.op.keyword != Keyword::and_ && link.op.keyword != Keyword::or_) continue;
        if (seen != Keyword::none_ && link.op.keyword != seen) {
            std::uint32_t end = link.right.span.end;
            for (std::size_t j = i + 1; j < chain.links.size() && level_of(chain.links[j].op) >= comparing; ++j) {
                end = std::max(end, std::max(chain.links[j].op.span.end, chain.links[j].right.span.end));
            }
            std::uint32_t before = link.op.span.begin;
            while (before > begin && state.sources->slice({state.file, before - 1, before}) == " ") --before;
            const bool english = state.author == Spelling::en;
            const std::string open = english ? "(" : "（";
            const std::string close = english ? ")" : "）";
            const std::string tail = " " + quote(state, link.op.span.begin, end);
            const std::string left = open + quote(state, begin, before) + close + tail;
            const std::string right =
                quote(state, begin, operand_begin) + open + quote(state, operand_begin, before) + tail + close;
            throw Refusal{{"FD0110",
                           text::Level::error,
                           {state.file, begin, end},
                           {"且与或混用，先后不明", "“and” and “or” side by side: which binds first is not clear"},
                           {{link.op.span, {"这里由一个换成了另一个", "here one changes to the other"}}},
                           {"写作“" + left + "”或者“" + right + "”", "write “" + left + "” or “" + right + "”"}}};
        }
        seen = link.op.keyword;
        operand_begin = link.right.span.begin;
    }
}

void refuse_second_comparison(const Expression& left, const Link& link) {
    throw Refusal{{"FD0111",
                   text::Level::error,
                   text::join(left.span, link.right.span),
                   {"两个比较连写", "two comparisons in a row"},
                   {},
                   {"写成两个条件，用“且”相连", "write two conditions joined by “and”"}}};
}

/// An operator that waits for its right side.
struct Waiting {
    Expression left;
    Token op;
    int level;
};

}  // namespace

void raise(Expression& parent, const Expression& child) {
    if (child.height >= max_expression_height) {
        throw Refusal{
            {"FD0112",
             text::Level::error,
             {child.span.file, child.span.begin, child.span.begin},
             {"这个表达式太长或者嵌套太深", "this expression is too long or nested too deeply"},
             {},
             {"用“有下列情形之一”分项写，或者用定义拆开", "write it as items, or take it apart with definitions"}}};
    }
    parent.height = std::max(parent.height, static_cast<std::uint16_t>(child.height + 1));
}

void adopt(Expression& parent, Expression&& child) {
    raise(parent, child);
    parent.children.push_back(std::move(child));
}

Expression fold(Chain&& chain, GrammarState& state) {
    if (chain.links.empty()) return std::move(chain.first);
    if (chain.links.size() == 1) return join(std::move(chain.first), std::move(chain.links.front()));
    refuse_mixed(chain, state);
    std::vector<Waiting> waiting;
    Expression current = std::move(chain.first);
    bool current_compares = false;
    const auto close = [&] {
        Waiting& top = waiting.back();
        Link link{top.op, std::move(current)};
        current = join(std::move(top.left), std::move(link));
        current_compares = top.level == comparing;
        waiting.pop_back();
    };
    for (Link& link : chain.links) {
        const int level = level_of(link.op);
        while (!waiting.empty() && waiting.back().level >= level && waiting.back().level != comparing) close();
        if (level == comparing) {
            const bool inside = !waiting.empty() && waiting.back().level == comparing;
            if (inside) close();
            if (inside || current_compares) refuse_second_comparison(current, link);
        } else {
            while (!waiting.empty() && waiting.back().level >= level) close();
        }
        // What carries its right half ready-made is complete at once; so is 取整, which stands behind its operand.
        if (level == rounding) {
            current = join(std::move(current), std::move(link));
            current_compares = false;
            continue;
        }
        waiting.push_back({std::move(current), link.op, level});
        current = std::move(link.right);
        current_compares = false;
        if (waiting.back().op.keyword == Keyword::covers || is_relation(waiting.back().op.keyword)) close();
    }
    while (!waiting.empty()) close();
    return current;
}

}  // namespace fadu::syntax
