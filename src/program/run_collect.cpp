// Gathering verdicts: norm by norm and case by case out of the registers, in the order of the interpreter's outcomes.
#include "program/run_state.hpp"

namespace fadu::program {

namespace {

constexpr std::uint8_t deferred_verdict = verdict::deferred;
constexpr std::uint8_t not_applicable_verdict = verdict::not_applicable;

}  // namespace

void Run::State::prepare(const NormPart& plan, Part& part) {
    part.scope_begin = nullptr;
    if (plan.scope != 0) {
        const int parent = code->domains[static_cast<std::size_t>(plan.scope)].parent;
        part.scope_begin = rows_of(plan.scope).begin;
        if (parent != 0) {
            grow(part.own_begin, block->size() + 1);
            for (int c = 0; c <= block->size(); ++c)
                part.own_begin[static_cast<std::size_t>(c)] = begin_below(plan.scope, c);
            part.scope_begin = part.own_begin.data();
        }
    }
    part.acts.clear();
    for (const int reg : plan.rows)
        part.acts.push_back({truths(reg), rows_of(code->registers[static_cast<std::size_t>(reg)].domain).begin});
    part.otherwise = truths(plan.otherwise);
    part.empty = truths(plan.empty);
}

std::int32_t Run::State::begin_below(int domain, std::int32_t case_row) {
    if (domain == 0) return case_row;
    return rows_of(domain).begin[begin_below(code->domains[static_cast<std::size_t>(domain)].parent, case_row)];
}

std::uint8_t* Run::State::collect_part(const Part& part, int case_index, std::uint8_t* out, Told& told) {
    std::uint8_t* const before = out;
    const auto add = [&](std::uint8_t v) {
        told.deferred |= v == verdict::deferred;
        told.due |= v == verdict::pending || v == verdict::violated;
        *out = v;
        out += v == verdict::no_instance ? 0 : 1;
    };
    const int first = part.scope_begin ? part.scope_begin[case_index] : case_index;
    const int last = part.scope_begin ? part.scope_begin[case_index + 1] : case_index + 1;
    for (int p = first; p < last; ++p) {
        const std::uint8_t* const before_acts = out;
        for (const Part::Acts& acts : part.acts)
            for (int r = acts.begin[p]; r < acts.begin[p + 1]; ++r) add(acts.verdicts[r]);
        if (out == before_acts && part.otherwise) add(part.otherwise[p]);
    }
    if (out == before) add(part.empty ? part.empty[case_index] : not_applicable_verdict);
    return out;
}

void Run::State::collect(std::size_t norm) {
    const NormPlan& plan = program->norms()[norm];
    Result& result = results[norm];
    Verdicts::Column& column = verdicts.columns_[norm];
    column = {};
    if (!plan.compiled) return;
    const NormPart& only = plan.parts.front();
    const bool one_a_case = plan.parts.size() == 1 && plan.defer.empty() && only.rows.empty() && only.scope == 0;
    if (one_a_case) {
        column.verdicts = truths(only.otherwise);
        return;
    }
    if (parts.size() < plan.parts.size()) parts.resize(plan.parts.size());
    std::size_t most = 0;
    for (std::size_t p = 0; p < plan.parts.size(); ++p) {
        prepare(plan.parts[p], parts[p]);
        most += static_cast<std::size_t>(block->size() + 1 + rows_of(plan.parts[p].scope).count);
        for (const int reg : plan.parts[p].rows)
            most += static_cast<std::size_t>(rows_of(code->registers[static_cast<std::size_t>(reg)].domain).count);
    }
    grow(result.verdicts, static_cast<int>(most + 1));
    grow(result.begin, block->size() + 1);
    std::uint8_t* const all = result.verdicts.data();
    std::uint8_t* out = all;
    for (int c = 0; c < block->size(); ++c) {
        std::uint8_t* const begin = out;
        result.begin[static_cast<std::size_t>(c)] = static_cast<std::int32_t>(begin - all);
        Told told;
        for (const int reg : plan.defer) told.deferred |= (truths(reg)[c] & truth_bits::deferred) != 0;
        for (std::size_t p = 0; p < plan.parts.size() && !told.deferred; ++p) {
            if (!plan.parts[p].is_place) {
                out = collect_part(parts[p], c, out, told);
                continue;
            }
            // Where a duty of the step says by when, that it is still to come need not be said as well.
            std::uint8_t* const place = out;
            out = collect_part(parts[p], c, out, told);
            told.due = false;
            while (p + 1 < plan.parts.size() && !plan.parts[p + 1].is_place)
                out = collect_part(parts[++p], c, out, told);
            if (told.due && *place == verdict::pending) {
                std::copy(place + 1, out, place);
                --out;
            }
        }
        if (!told.deferred) continue;
        out = begin;
        *out++ = deferred_verdict;
    }
    result.begin[static_cast<std::size_t>(block->size())] = static_cast<std::int32_t>(out - all);
    column.verdicts = all;
    column.begin = result.begin.data();
}

Verdicts::Span Verdicts::of(int case_index, std::size_t norm) const {
    const Column& column = columns_[norm];
    if (!column.verdicts || block_->is_deferred(case_index)) return {&deferred_verdict, 1};
    const auto c = static_cast<std::size_t>(case_index);
    if (!column.begin) return {column.verdicts + c, 1};
    return {column.verdicts + column.begin[c], static_cast<std::size_t>(column.begin[c + 1] - column.begin[c])};
}

}  // namespace fadu::program
