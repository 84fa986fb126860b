// State tables: states, what leads from one to another, and what in a table cannot be meant.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

/// Two transitions on one event that nothing tells apart.
bool overlap(const Transition& a, const Transition& b) {
    return a.upon && b.upon && a.upon->event == b.upon->event && (!a.upon->where || !b.upon->where);
}

std::string list_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "“" : "、“") + name + "”";
    return all;
}

}  // namespace

void Resolver::collect_state_table(const tree::StateTable& body, Span span) {
    const auto record = scope_record(body.scope);
    const bool fresh = !globals_.contains(body.name.text);
    const int index = static_cast<int>(book_.state_tables.size());
    declare_global(Global::state, index, body.name.text, body.name.span, !record);
    if (!fresh || !record) return;
    StateTable table;
    table.name = body.name.text;
    table.record = *record;
    table.span = span;
    Enumeration states;
    states.span = body.name.span;
    const auto mention = [&](const tree::Name& name) {
        auto& known = states.enumerators;
        if (name && std::find(known.begin(), known.end(), name.text) == known.end()) known.emplace_back(name.text);
    };
    mention(body.initial);
    for (const tree::Transition& transition : body.transitions) {
        for (const tree::Name& from : transition.from) mention(from);
        mention(transition.to);
    }
    for (const tree::Name& name : body.final_states) mention(name);
    table.enumeration = static_cast<int>(book_.enumerations.size());
    table.is_final.assign(states.enumerators.size(), false);
    book_.enumerations.push_back(std::move(states));
    state_table_of_.emplace(&body, index);
    book_.state_tables.push_back(std::move(table));
}

/// One table while it is being read: where each state is written, and what leads to it.
struct Resolver::StateReader {
    Resolver& resolver;
    const tree::StateTable& body;
    StateTable& out;
    Context context;
    std::vector<Span> first = {};    ///< where a state is first written
    std::vector<int> mentions = {};  ///< how often it is
    std::vector<bool> reached = {};
    bool good = true;

    const std::vector<std::string>& names() const {
        return resolver.book_.enumerations[at(out.enumeration)].enumerators;
    }

    int state(const tree::Name& name) {
        const int found = resolver.find_enumerator(out.enumeration, name.text);
        if (found < 0) return found;
        if (mentions[at(found)]++ == 0) first[at(found)] = name.span;
        return found;
    }

    void transition(const tree::Transition& written) {
        Transition made;
        made.span = written.span;
        for (const tree::Name& from : written.from) {
            const int which = state(from);
            if (which < 0) continue;
            if (std::find(made.from.begin(), made.from.end(), which) == made.from.end()) made.from.push_back(which);
        }
        made.to = state(written.to);
        if (written.upon) {
            made.upon = resolver.pattern(*written.upon, context);
            good = good && made.upon;
        } else if (written.after) {
            Maybe due = resolver.end_of_period(bare(*written.after), context);
            if (due && due->type.kind != TypeKind::date && due->type.kind != TypeKind::moment) due.reset();
            made.due = std::move(due);
            good = good && made.due;
        } else {
            good = false;
        }
        if (made.from.empty() || made.to < 0) good = false;
        out.transitions.push_back(std::move(made));
    }

    void check() {
        for (std::size_t i = 0; i < out.transitions.size(); ++i) {
            const Transition& one = out.transitions[i];
            const tree::Transition& written = body.transitions[i];
            for (const tree::Name& from : written.from)
                if (const int which = resolver.find_enumerator(out.enumeration, from.text);
                    which >= 0 && out.is_final[at(which)]) {
                    resolver
                        .error("FD0281", from.span, fmt::format("“{}”是终态，不能再转为别的状态", from.text),
                               fmt::format("“{}” is a final state, from which nothing leads on", from.text))
                        .help = {"从“终态”里去掉它，或者删去这一行",
                                 "take it out of the final states, or delete this line"};
                    good = false;
                }
            for (std::size_t j = 0; j < i; ++j) {
                const Transition& other = out.transitions[j];
                const auto shared = std::find_if(one.from.begin(), one.from.end(), [&](int from) {
                    return std::find(other.from.begin(), other.from.end(), from) != other.from.end();
                });
                if (shared == one.from.end() || !overlap(one, other)) continue;
                const std::string& event = resolver.book_.records[at(out.record)].events[at(one.upon->event)].name;
                text::Diagnostic& diagnostic =
                    resolver.error("FD0282", one.span,
                                   fmt::format("“{}”经“{}”有两个去向，分不清走哪一个", names()[at(*shared)], event),
                                   fmt::format("two transitions lead from “{}” upon “{}”, and nothing tells them apart",
                                               names()[at(*shared)], event));
                diagnostic.related.push_back({other.span, {"另一个在这里", "the other is here"}});
                diagnostic.help = {fmt::format("各写一个条件，例如“经 {} 其 …”", event),
                                   fmt::format("give each a condition, such as “upon {} its …”", event)};
                good = false;
            }
        }
        reach();
    }

    void reach() {
        reached.assign(names().size(), false);
        if (out.initial < 0) return;
        reached[at(out.initial)] = true;
        for (bool again = true; again;) {
            again = false;
            for (const Transition& one : out.transitions) {
                const bool from = std::any_of(one.from.begin(), one.from.end(), [&](int s) { return reached[at(s)]; });
                if (!from || one.to < 0 || reached[at(one.to)]) continue;
                reached[at(one.to)] = again = true;
            }
        }
        for (std::size_t i = 0; i < reached.size(); ++i) {
            if (reached[i]) continue;
            text::Diagnostic& diagnostic = resolver.error("FD0280", first[i], fmt::format("到不了状态“{}”", names()[i]),
                                                          fmt::format("the state “{}” is never reached", names()[i]));
            good = false;
            std::vector<std::string> others;
            for (std::size_t j = 0; j < names().size(); ++j)
                if (j != i) others.push_back(names()[j]);
            if (mentions[i] == 1) resolver.suggest(diagnostic, first[i], names()[i], others);
            if (diagnostic.help.empty())
                diagnostic.help = {
                    fmt::format("写出怎样转为它，例如“… 经 … 转为 {}”；已有的状态是{}", names()[i], list_of(others)),
                    fmt::format("write what leads to it, such as “… upon … becomes {}”", names()[i])};
        }
    }
};

bool Resolver::state_table(const tree::StateTable& body, StateTable& out) {
    out.citations = citations_of(body.clauses);
    out.policy = policy_of(out.citations);
    std::vector<ScopeLevel> levels;
    auto context = scoped_context(body.scope, levels, out.policy);
    if (!context) return false;
    if (!levels.empty()) {
        error("FD0222", body.scope.span, "状态表只能对一个记录，不能对每次或者每个",
              "a state table is for a record, not for each occurrence or element");
        return false;
    }
    if (!body.initial || body.transitions.empty()) {
        lacks("FD0221", body.name.span,
              body.initial ? fmt::format("状态表“{}”没有写怎样转换", body.name.text)
                           : fmt::format("状态表“{}”没有写从哪个状态开始", body.name.text),
              body.initial ? fmt::format("the state table “{}” has no transitions", body.name.text)
                           : fmt::format("the state table “{}” does not say how it begins", body.name.text))
            .help = {"先写“始于 状态”，再写“状态 经 事件 转为 状态”",
                     "first “begins as STATE”, then “STATE upon EVENT becomes STATE”"};
        return false;
    }
    const std::size_t states = out.is_final.size();
    StateReader reader{*this, body, out, std::move(*context)};
    reader.first.resize(states);
    reader.mentions.resize(states);
    out.initial = reader.state(body.initial);
    for (const tree::Transition& written : body.transitions) reader.transition(written);
    for (const tree::Name& name : body.final_states)
        if (const int which = reader.state(name); which >= 0) out.is_final[at(which)] = true;
    reader.check();
    // 本次 in the message is the event that met a state which it leads nowhere from.
    std::vector<int> kinds;
    for (const Transition& one : out.transitions)
        if (one.upon && std::find(kinds.begin(), kinds.end(), one.upon->event) == kinds.end())
            kinds.push_back(one.upon->event);
    Context words = reader.context;
    words.push(
        {{TypeKind::occurrence, TypeKind::nothing, kinds.size() == 1 ? kinds.front() : -1, out.record}, "", false});
    words.this_frame = 1;
    bool good = reader.good;
    for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
            case tree::ClauseKind::breach: good = breach(clause, words, out.grade, out.message) && good; break;
            case tree::ClauseKind::advise:
                if (clause.message) {
                    auto read = message(*clause.message, words);
                    good = good && read;
                    if (read) out.advice = std::move(*read);
                }
                break;
            case tree::ClauseKind::code:
                if (!clause.words.empty()) out.code = clause.words.front().text;
                break;
            case tree::ClauseKind::cites:
            case tree::ClauseKind::reading: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”不能写在状态表里", clause.head.text),
                      fmt::format("“{}” does not belong in a state table", clause.head.text));
                good = false;
        }
    if (good) return true;
    out.transitions.clear();
    return false;
}

}  // namespace fadu::model::detail
