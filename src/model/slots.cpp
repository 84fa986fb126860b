// Slots: declarations of one name as candidates of which one governs. What can be shown to be wrong about them when they
// are loaded is shown here; the rest is weighed case by case (engine/norms.hpp).
#include <algorithm>

#include "fadu/model/hierarchy.hpp"
#include "model/resolver.hpp"

namespace fadu::model::detail {

const Authority& Resolver::authority(const Slot& slot, std::size_t candidate) const {
    const std::size_t index = at(slot.candidates[candidate]);
    if (slot.definitions) return book_.definitions[index];
    return book_.rules[index];
}

const Source* Resolver::source_of(const Slot& slot, std::size_t candidate) const {
    const std::size_t index = at(slot.candidates[candidate]);
    const auto& cited = slot.definitions ? book_.definitions[index].citations : book_.rules[index].citations;
    return cited.empty() ? nullptr : &book_.sources[at(cited.front().source)];
}

Span Resolver::span_of(const Slot& slot, std::size_t candidate) const {
    const std::size_t index = at(slot.candidates[candidate]);
    return slot.definitions ? book_.definitions[index].span : book_.rules[index].span;
}

bool Resolver::same_scope(const Rule& a, const Rule& b) const {
    if (a.record != b.record || a.scope.size() != b.scope.size()) return false;
    for (std::size_t i = 0; i < a.scope.size(); ++i) {
        const ScopeLevel& x = a.scope[i];
        const ScopeLevel& y = b.scope[i];
        if (x.occurrences != y.occurrences || x.event != y.event) return false;
        if (x.collection && y.collection && !same_expression(*x.collection, *y.collection)) return false;
    }
    return true;
}

void Resolver::make_slots() {
    std::map<std::string, std::vector<int>, std::less<>> rules, definitions;
    for (std::size_t i = 0; i < book_.rules.size(); ++i) rules[book_.rules[i].name].push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < book_.definitions.size(); ++i)
        definitions[book_.definitions[i].name].push_back(static_cast<int>(i));
    for (const auto& [name, candidates] : rules) make_slot(candidates, false);
    for (const auto& [name, candidates] : definitions) make_slot(candidates, true);
    // Of a slot only the first candidate stands in the order of evaluation.
    std::erase_if(book_.order, [&](const NormReference& norm) {
        if (norm.is_procedure || norm.is_state_table) return false;
        const int slot = book_.rules[at(norm.index)].slot;
        return slot >= 0 && book_.slots[at(slot)].candidates.front() != norm.index;
    });
}

void Resolver::make_slot(const std::vector<int>& candidates, bool definitions) {
    Slot slot;
    slot.definitions = definitions;
    slot.candidates = candidates;
    slot.name = definitions ? book_.definitions[at(candidates.front())].name : book_.rules[at(candidates.front())].name;
    if (candidates.size() == 1) {
        const Authority& alone = authority(slot, 0);
        if (alone.lighter_of_old_and_new && definitions && !alone.governing_date) return;
        if (alone.lighter_of_old_and_new && !definitions)
            error("FD0731", span_of(slot, 0), "“从旧兼从轻”只能用在定义里：要比较轻重，先要有能比较的值",
                  "“the lighter of old and new” belongs in a definition: only values can be lighter")
                .help = {"把幅度或者处理结果写成两个版本的“定义”，规则里引用它",
                         "write the range or the outcome as a definition in two versions and use it in the rule"};
        return;
    }
    for (const int index : candidates)
        (definitions ? static_cast<Authority&>(book_.definitions[at(index)]) : book_.rules[at(index)]).slot =
            static_cast<int>(book_.slots.size());
    book_.slots.push_back(slot);
    check_slot(slot);
}

void Resolver::check_slot(const Slot& slot) {
    const std::string_view what_zh = slot.definitions ? "定义" : "规则";
    const std::string_view what_en = slot.definitions ? "definition" : "rule";
    const auto show_first = [&](text::Diagnostic& diagnostic, std::size_t first) {
        diagnostic.related.push_back({span_of(slot, first), {"另一个在这里", "the other is here"}});
    };
    bool versions = false;
    for (std::size_t a = 0; a < slot.candidates.size(); ++a)
        for (std::size_t b = a + 1; b < slot.candidates.size(); ++b) {
            const Authority& first = authority(slot, a);
            const Authority& second = authority(slot, b);
            const Source* one = source_of(slot, a);
            const Source* other = source_of(slot, b);
            versions = versions || (one != nullptr && other != nullptr && one != other && one->title == other->title);
            const bool same_force =
                first.in_force_from == second.in_force_from && first.in_force_until == second.in_force_until;
            const bool grouped = !slot.definitions && (book_.rules[at(slot.candidates[a])].grouping ||
                                                       book_.rules[at(slot.candidates[b])].grouping);
            if (grouped || (one == other && same_force && !first.applies_where && !second.applies_where &&
                            first.exception.empty() && second.exception.empty())) {
                text::Diagnostic& diagnostic =
                    error("FD0220", span_of(slot, b), fmt::format("{}“{}”重复", what_zh, slot.name),
                          fmt::format("the {} “{}” is declared twice", what_en, slot.name));
                show_first(diagnostic, a);
                diagnostic.help = {
                    "改用另一个名称；同名的几条须出自不同的法源或者版本，或者用“适用于”分开",
                    "use another name; several of one name must cite different sources or versions, or be told apart "
                    "by “applies to”"};
            }
            const bool alike =
                slot.definitions ? book_.definitions[at(slot.candidates[a])].record ==
                                           book_.definitions[at(slot.candidates[b])].record &&
                                       equal_types(book_.definitions[at(slot.candidates[a])].type,
                                                   book_.definitions[at(slot.candidates[b])].type)
                                 : same_scope(book_.rules[at(slot.candidates[a])], book_.rules[at(slot.candidates[b])]);
            if (!alike) {
                text::Diagnostic& diagnostic =
                    slot.definitions
                        ? error(
                              "FD0720", span_of(slot, b), fmt::format("定义“{}”的几个版本类型或者记录不同", slot.name),
                              fmt::format("the candidates of the definition “{}” differ in type or record", slot.name))
                        : error("FD0720", span_of(slot, b),
                                fmt::format("规则“{}”有几条，但是“对”的范围不同，无法比较", slot.name),
                                fmt::format("the candidates of the rule “{}” are for different things and cannot be "
                                            "weighed against each other",
                                            slot.name));
                show_first(diagnostic, a);
                diagnostic.help = {"写成同样的“对 …”，或者改用另一个名称",
                                   "give them the same “for …”, or another name"};
            }
        }
    bool lighter = false;
    for (std::size_t i = 0; i < slot.candidates.size(); ++i) {
        const Authority& one = authority(slot, i);
        const Source* source = source_of(slot, i);
        lighter = lighter || one.lighter_of_old_and_new;
        if (versions && !one.governing_date && one.exception.empty())
            error("FD0721", span_of(slot, i), fmt::format("“{}”随版本不同而不同，没有写按哪一天的规定", slot.name),
                  fmt::format("“{}” differs with the version and does not say by the law of which day", slot.name))
                .help = {"加一句“适用 … 的规定”，写明哪个事件或者日期定新旧",
                         "add “governed by the law at … its provisions” with the event or date that decides"};
        const bool dated = one.in_force_from || one.in_force_until ||
                           (source != nullptr && (source->in_force_from || source->in_force_until));
        if (versions && !dated && one.exception.empty())
            error("FD0722", source != nullptr ? source->span : span_of(slot, i),
                  fmt::format("{}没有写施行日期，分不清新旧", source != nullptr ? source->full_name() : slot.name),
                  fmt::format("{} does not say when it is in force, so old and new cannot be told apart",
                              source != nullptr ? source->full_name() : slot.name))
                .help = {"加一行“施行 2024-01-01”或者“施行 … 至 …”", "add “in force 2024-01-01” or “in force … to …”"};
        if (one.lighter_of_old_and_new && !slot.definitions)
            error("FD0731", span_of(slot, i), "“从旧兼从轻”只能用在定义里：要比较轻重，先要有能比较的值",
                  "“the lighter of old and new” belongs in a definition: only values can be lighter")
                .help = {"把幅度或者处理结果写成两个版本的“定义”，规则里引用它",
                         "write the range or the outcome as a definition in two versions and use it in the rule"};
    }
    if (lighter && slot.definitions) {
        const Definition& first = book_.definitions[at(slot.candidates.front())];
        const bool ranged = first.type.kind == TypeKind::range && first.type.element != TypeKind::span;
        if (!ranged && !is_ordered(first.type))
            error("FD0732", first.span, fmt::format("“{}”的值没有轻重之分，不能“从旧兼从轻”", slot.name),
                  fmt::format("the values of “{}” have no order, so none is lighter", slot.name))
                .help = {"类型用范围、数值，或者“由轻到重”的类别",
                         "use a range, a number, or a kind declared as ascending"};
    }
    check_displacement(slot);
}

void Resolver::check_displacement(const Slot& slot) {
    const std::size_t count = slot.candidates.size();
    const auto displaces = [&](std::size_t a, std::size_t b) {
        const auto& targets = authority(slot, a).displaces;
        return std::find(targets.begin(), targets.end(), slot.candidates[b]) != targets.end() ||
               (authority(slot, a).prevails && !authority(slot, b).prevails);
    };
    for (std::size_t a = 0; a < count; ++a) {
        const Authority& one = authority(slot, a);
        if (!one.prevails || !one.basis.empty()) continue;
        for (std::size_t b = 0; b < count; ++b) {
            if (a == b) continue;
            const Source* mine = source_of(slot, a);
            const Source* other = source_of(slot, b);
            const bool opened =
                mine != nullptr && std::find(authority(slot, b).yields_to.begin(), authority(slot, b).yields_to.end(),
                                             mine->rank) != authority(slot, b).yields_to.end();
            if (opened ||
                (mine != nullptr && other != nullptr && (same_organ(*mine, *other) || outranks(*mine, *other))))
                continue;
            error("FD0729", span_of(slot, a), fmt::format("“{}”的“优先适用”没有写凭什么优先", slot.name),
                  fmt::format("“{}” prevails over another, and does not say on what basis", slot.name))
                .help = {"加一句“理由 “…””，写明裁决或者授权的文号",
                         "add “because “…”” with the ruling or the authorisation"};
            break;
        }
    }
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = a + 1; b < count; ++b) {
            if (displaces(a, b) && displaces(b, a)) {
                error("FD0728", span_of(slot, b), fmt::format("“{}”的几条规定互相优先，没有结果", slot.name),
                      fmt::format("candidates of “{}” displace each other in a circle", slot.name))
                    .related.push_back({span_of(slot, a), {"另一个在这里", "the other is here"}});
            } else if (!displaces(a, b) && !displaces(b, a)) {
                check_contradiction(slot, a, b);
            }
        }
}

}  // namespace fadu::model::detail
