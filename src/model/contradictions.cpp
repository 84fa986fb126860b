// Two candidates of one name that demand the opposite of each other although neither prevails: an error where a case can
// be shown in which both apply; what cannot be shown is left to the check of each case.
#include <algorithm>

#include "fadu/model/hierarchy.hpp"
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

/// The atoms of a conjunction.
void atoms(const Expression& condition, std::vector<const Expression*>& out) {
    if (condition.operation == Operation::and_) {
        for (const Expression& part : condition.arguments) atoms(part, out);
        return;
    }
    out.push_back(&condition);
}

bool is_case_field(const Expression& e) {
    return e.operation == Operation::field && e.arguments.size() == 1 && e.arguments[0].operation == Operation::frame &&
           e.arguments[0].index == 0;
}

/// 应当 P against 不得 P, 应当 X 为 是 against 应当 X 为 否.
bool opposite(const Rule& a, const Rule& b) {
    const auto demands = [](const Rule& rule) { return rule.mode == Mode::must || rule.mode == Mode::normally_must; };
    if (a.content == ContentKind::condition && b.content == ContentKind::condition && a.condition && b.condition) {
        if (demands(a) != demands(b) && a.mode != Mode::may && b.mode != Mode::may)
            return same_expression(*a.condition, *b.condition);
        if (!demands(a) || !demands(b)) return false;
        const Expression& x = *a.condition;
        const Expression& y = *b.condition;
        if (x.operation == Operation::not_) return same_expression(x.arguments[0], y);
        if (y.operation == Operation::not_) return same_expression(y.arguments[0], x);
        return x.operation == Operation::equal && y.operation == Operation::equal &&
               same_expression(x.arguments[0], y.arguments[0]) && x.arguments[1].operation == Operation::constant &&
               y.arguments[1].operation == Operation::constant && x.arguments[1].type == y.arguments[1].type &&
               x.arguments[1].constant != y.arguments[1].constant;
    }
    if (a.content != ContentKind::acts || b.content != ContentKind::acts) return false;
    if (a.window || b.window || !a.without.empty() || !b.without.empty()) return false;
    if (demands(a) == demands(b) || a.mode == Mode::may || b.mode == Mode::may) return false;
    return a.acts.size() == 1 && b.acts.size() == 1 && a.acts[0].event == b.acts[0].event && !a.acts[0].where &&
           !b.acts[0].where;
}

}  // namespace

void Resolver::check_contradiction(const Slot& slot, std::size_t a, std::size_t b) {
    if (slot.definitions) return;
    const Rule& one = book_.rules[at(slot.candidates[a])];
    const Rule& other = book_.rules[at(slot.candidates[b])];
    if (!opposite(one, other)) return;
    const Source* mine = source_of(slot, a);
    const Source* theirs = source_of(slot, b);
    if (mine == nullptr || theirs == nullptr || same_organ(*mine, *theirs) || mine->title == theirs->title) return;
    if (outranks(*mine, *theirs) || outranks(*theirs, *mine)) return;
    const auto opens = [](const Rule& to, const Source& by) {
        return std::find(to.yields_to.begin(), to.yields_to.end(), by.rank) != to.yields_to.end();
    };
    if (opens(one, *theirs) || opens(other, *mine)) return;
    if (!one.exceptions.empty() || !other.exceptions.empty()) return;
    const auto from = [](const Rule& rule, const Source& source) {
        return rule.in_force_from ? rule.in_force_from : source.in_force_from;
    };
    const auto until = [](const Rule& rule, const Source& source) {
        return rule.in_force_until ? rule.in_force_until : source.in_force_until;
    };
    const auto ended = [](const std::optional<time::Day>& a_until, const std::optional<time::Day>& b_from) {
        return a_until && b_from && *a_until < *b_from;
    };
    if (ended(until(one, *mine), from(other, *theirs)) || ended(until(other, *theirs), from(one, *mine))) return;

    std::vector<const Expression*> all;
    for (const Rule* rule : {&one, &other})
        for (const auto* condition : {&rule->applies_where, &rule->when})
            if (*condition) atoms(**condition, all);
    // A case is shown only where every condition sets one field of the case.
    std::map<int, std::pair<std::string, std::string>> shown;
    for (const Expression* atom : all) {
        const Expression& e = *atom;
        std::string value;
        int field = -1;
        if (is_case_field(e) && e.type.kind == TypeKind::boolean) {
            field = e.index;
            value = "是";
        } else if (e.operation == Operation::equal && is_case_field(e.arguments[0]) &&
                   e.arguments[1].operation == Operation::constant) {
            field = e.arguments[0].index;
            value = slice(e.arguments[1].span);
        } else {
            return;
        }
        const auto [found, fresh] =
            shown.emplace(field, std::pair(book_.records[at(one.record)].fields[at(field)].name, value));
        if (!fresh && found->second.second != value) return;  // they never meet
    }
    std::string lines;
    for (const auto& [field, pair] : shown) lines += (lines.empty() ? "" : "，") + pair.first + " " + pair.second;
    if (lines.empty()) lines = "任何案件";
    text::Diagnostic& diagnostic =
        error("FD0730", other.span, fmt::format("“{}”的两条规定要求相反，又分不出谁优先；例如：{}", slot.name, lines),
              fmt::format("two candidates of “{}” demand the opposite and neither prevails; for example: {}", slot.name,
                          lines));
    diagnostic.related.push_back({one.span, {"相反的规定在这里", "the opposite is demanded here"}});
    diagnostic.help = {"写“例外 … 对 规则 …”加“优先适用 《…》”和理由（裁决），或者用“适用于”把两条分开",
                       "declare an exception with “prevails over 《…》” and its basis (the ruling), or tell the two "
                       "apart by “applies to”"};
}

}  // namespace fadu::model::detail
