// Bodies of fadu/engine/slots.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/duty_inl.hpp"
#include "fadu/engine/slots.hpp"

namespace fadu::engine {

namespace detail {

/// One candidate's outcome together with where it was evaluated.
struct CandidateOutcome {
    Outcome outcome;
    Context context;
    const Event* act = nullptr;
    std::vector<const void*> scope_key, full_key;
};

/// One line of a slot: what the candidates say of one and the same instance. Nothing: it has no such instance.
using SlotRow = std::vector<CandidateOutcome*>;

FADU_INLINE const void* identity_of(const Entity& entity) {
    if (entity.event) return entity.event;
    if (entity.record) return entity.record;
    if (entity.gap) return entity.gap;
    return entity.scalar.get();
}

class SlotEvaluation {
  public:
    SlotEvaluation(const model::Slot& slot, World& world, bool messages)
        : slot_(slot), world_(world), messages_(messages) {}

    std::vector<Outcome> run() {
        for (const int index : slot_.candidates) candidates_.push_back(outcomes_of(rule(index)));
        std::vector<Outcome> joined;
        for (const SlotRow& row : rows()) joined.push_back(join(row));
        return joined;
    }

  private:
    const model::Rule& rule(int index) const { return world_.rulebook().rules[static_cast<std::size_t>(index)]; }
    const model::Source* source_of(const model::Rule& rule) const {
        if (rule.citations.empty()) return nullptr;
        return &world_.rulebook().sources[static_cast<std::size_t>(rule.citations.front().source)];
    }

    std::vector<CandidateOutcome> outcomes_of(const model::Rule& rule) {
        std::vector<CandidateOutcome> all;
        Instances instances = instances_of(rule, world_);
        for (Instance& instance : instances.all) {
            CandidateOutcome one;
            one.context = instance.context;
            one.act = instance.act;
            one.outcome = evaluate_instance(rule, instance, world_, messages_, true);
            for (std::size_t frame = 1; frame <= rule.scope.size() && frame < instance.context.frames.size(); ++frame)
                one.scope_key.push_back(identity_of(instance.context.frames[frame]));
            one.full_key = one.scope_key;
            one.full_key.push_back(instance.act);
            one.full_key.push_back(instance.context.anchor);
            all.push_back(std::move(one));
        }
        if (all.empty()) {
            CandidateOutcome one;
            one.outcome = nothing_happened(rule, instances, world_);
            one.context.world = &world_;
            one.context.frames = {world_.case_entity()};
            one.context.policy = &rule.policy;
            all.push_back(std::move(one));
        }
        return all;
    }

    /// The candidates' outcomes of one instance side by side: by the scope's entities where each has one for them, else
    /// by the act or anchor too.
    std::vector<SlotRow> rows() {
        std::vector<std::vector<const void*>> scopes;
        bool single = true;
        for (auto& candidate : candidates_) {
            std::vector<std::vector<const void*>> seen;
            for (const CandidateOutcome& one : candidate) {
                if (std::find(seen.begin(), seen.end(), one.scope_key) != seen.end()) single = false;
                seen.push_back(one.scope_key);
            }
        }
        std::vector<SlotRow> rows;
        std::vector<std::vector<const void*>> keys;
        for (std::size_t c = 0; c < candidates_.size(); ++c)
            for (CandidateOutcome& one : candidates_[c]) {
                const auto& key = single ? one.scope_key : one.full_key;
                const auto known = std::find(keys.begin(), keys.end(), key);
                const auto at = static_cast<std::size_t>(known - keys.begin());
                if (known == keys.end()) {
                    keys.push_back(key);
                    rows.emplace_back(candidates_.size(), nullptr);
                }
                rows[at][c] = &one;
            }
        // A candidate without any instance says so once, beside the instances of the others.
        if (rows.size() > 1)
            for (std::size_t c = 0; c < candidates_.size(); ++c) {
                const bool empty = candidates_[c].size() == 1 && candidates_[c].front().full_key.empty();
                if (!empty) continue;
                for (SlotRow& row : rows)
                    if (!row[c]) row[c] = &candidates_[c].front();
                std::erase_if(rows, [&](const SlotRow& row) {
                    return std::all_of(row.begin(), row.end(),
                                       [&](const CandidateOutcome* one) { return !one || one->full_key.empty(); });
                });
                if (rows.empty()) rows.push_back(SlotRow(candidates_.size(), &candidates_[c].front()));
            }
        return rows;
    }

    Outcome join(const SlotRow& row) {
        std::vector<NormView> views;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const model::Rule& one = rule(slot_.candidates[c]);
            const CandidateOutcome* outcome =
                row[c] ? row[c] : *std::find_if(row.begin(), row.end(), [](auto* o) { return o; });
            NormView view;
            view.authority = &one;
            view.source = source_of(one);
            view.index = slot_.candidates[c];
            view.context = outcome->context;
            view.context.policy = &one.policy;
            view.day = day_of_instance(outcome->act, outcome->context);
            views.push_back(std::move(view));
        }
        const NormWorlds found = norm_worlds(views);

        std::vector<Verdict> labels;
        std::vector<std::size_t> mattering;  // candidates that survive in some world
        for (const NormWorld& world : found.worlds) {
            std::vector<Verdict> norms;
            for (const std::size_t c : world.surviving) {
                norms.push_back(row[c] ? row[c]->outcome.verdict : Verdict::not_applicable);
                if (std::find(mattering.begin(), mattering.end(), c) == mattering.end()) mattering.push_back(c);
            }
            labels.push_back(join_norms(norms));
        }
        Verdict verdict = found.too_many ? Verdict::undetermined : join_worlds(labels);

        Outcome result = representative(row, mattering, verdict);
        note_candidates(result, row, found);
        result.governing = found.governing;
        if (verdict == Verdict::undetermined && result.verdict != Verdict::undetermined) widen(result, row, found);
        if (verdict == Verdict::undetermined) result.possible.bits |= possible(row, found, labels).bits;
        result.verdict = verdict;
        if (verdict == Verdict::not_applicable && mattering.empty()) {
            const bool none = std::all_of(found.worlds.begin(), found.worlds.end(),
                                          [](const NormWorld& world) { return world.none_in_force; });
            result.note = none ? Note::not_in_force : Note::condition_not_met;
        }
        if (verdict == Verdict::conflict) rule_on(result, found, row);
        return result;
    }

    /// The outcome whose words stand for the answer: the earliest of what is pending, else the first that has the answer's
    /// verdict; for a conflict the one that accuses.
    Outcome representative(const SlotRow& row, const std::vector<std::size_t>& mattering, Verdict verdict) const {
        const Outcome* best = nullptr;
        const auto due = [](const Outcome& one) {
            return one.deadline && one.deadline->earliest ? *one.deadline->earliest : time::latest_day;
        };
        for (const std::size_t c : mattering) {
            if (!row[c]) continue;
            const Outcome& one = row[c]->outcome;
            if (verdict == Verdict::conflict) {
                if (one.verdict == Verdict::violated && (!best || best->verdict != Verdict::violated)) best = &one;
                if (one.verdict == Verdict::pending && !best) best = &one;
                continue;
            }
            if (one.verdict != verdict) continue;
            if (!best || (verdict == Verdict::pending && due(one) < due(*best))) best = &one;
        }
        if (!best)
            for (const std::size_t c : mattering)
                if (row[c] && !best) best = &row[c]->outcome;
        if (!best)
            for (const CandidateOutcome* one : row)
                if (one && !best) best = &one->outcome;
        return *best;
    }

    /// 存疑: everything that some candidate may come to in some world, 冲突 where they may differ.
    static VerdictSet possible(const SlotRow& row, const NormWorlds& found, const std::vector<Verdict>& labels) {
        VerdictSet all;
        for (std::size_t w = 0; w < found.worlds.size(); ++w) {
            const NormWorld& world = found.worlds[w];
            VerdictSet here;
            for (const std::size_t c : world.surviving) {
                if (row[c] && row[c]->outcome.verdict == Verdict::undetermined)
                    here.bits |= row[c]->outcome.possible.bits;
                else
                    here.insert(row[c] ? row[c]->outcome.verdict : Verdict::not_applicable);
            }
            if (world.surviving.empty()) here.insert(Verdict::not_applicable);
            const bool differ = world.surviving.size() > 1 && (here.bits & (here.bits - 1U)) != 0 &&
                                (here.contains(Verdict::violated) || here.contains(Verdict::pending));
            if (differ || labels[w] == Verdict::conflict) here.insert(Verdict::conflict);
            all.bits |= here.bits;
        }
        return all;
    }

    /// A doubt about who governs: the words of an accusation must not stand for it.
    void widen(Outcome& result, const SlotRow& row, const NormWorlds& found) const {
        result.message_values.clear();
        result.excused_by = -1;
        result.days_late.reset();
        result.days_late_in_unit.reset();
        for (const NormWorld& world : found.worlds)
            for (const std::size_t c : world.surviving)
                if (row[c]) result.standing.bits |= row[c]->outcome.standing.bits;
    }

    void note_candidates(Outcome& result, const SlotRow& row, const NormWorlds& found) const {
        for (std::size_t c = 0; c < row.size(); ++c) {
            Candidate candidate;
            candidate.rule = &rule(slot_.candidates[c]);
            candidate.verdict = row[c] ? row[c]->outcome.verdict : Verdict::not_applicable;
            if (row[c] && row[c]->outcome.deadline) candidate.due = row[c]->outcome.deadline->earliest;
            bool governs = false;
            for (const NormWorld& world : found.worlds) {
                if (world.dropped[c] == Dropped::no) governs = true;
                if (candidate.dropped == Dropped::no && world.dropped[c] != Dropped::no) {
                    candidate.dropped = world.dropped[c];
                    if (world.dropped_by[c] >= 0)
                        candidate.displaced_by = slot_.candidates[static_cast<std::size_t>(world.dropped_by[c])];
                }
            }
            if (governs) {
                candidate.dropped = Dropped::no;
                candidate.displaced_by = -1;
            }
            result.norms.push_back(std::move(candidate));
        }
    }

    void rule_on(Outcome& result, const NormWorlds& found, const SlotRow& row) const {
        for (const NormWorld& world : found.worlds)
            for (const std::size_t a : world.surviving)
                for (const std::size_t b : world.surviving) {
                    if (a >= b || result.referee != Referee::none || !row[a] || !row[b]) continue;
                    if (row[a]->outcome.verdict == row[b]->outcome.verdict) continue;
                    const model::Source* one = source_of(rule(slot_.candidates[a]));
                    const model::Source* other = source_of(rule(slot_.candidates[b]));
                    if (one && other) result.referee = referee_of(*one, *other, result.referee_organ);
                }
        if (result.referee == Referee::none) result.referee = Referee::common_superior;
        for (const Candidate& norm : result.norms)
            if (norm.dropped == Dropped::no) result.possible.insert(norm.verdict);
    }

    const model::Slot& slot_;
    World& world_;
    bool messages_;
    std::vector<std::vector<CandidateOutcome>> candidates_;
};

}  // namespace detail

FADU_INLINE std::vector<Outcome> evaluate_slot(const model::Slot& slot, World& world, bool messages) {
    return detail::SlotEvaluation(slot, world, messages).run();
}

}  // namespace fadu::engine
