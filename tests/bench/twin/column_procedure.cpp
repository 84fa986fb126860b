// 处罚程序 over columns: where every day is known, a step is in its place if the first of it came before the first of what
// comes later; the few other lanes go through the case by case way.
#include "twin/column_checks.hpp"
#include "twin/loops.hpp"

namespace fadu::bench {

using namespace loops;

namespace {

constexpr std::size_t steps = ColumnVerdicts::steps;

struct Reduced {
    std::array<Column<Day>, steps> first;       ///< the first day, far_future where there is none
    std::array<Column<Truth>, steps> happened;  ///< yes or no; unknown ones are not looked at here
    Column<std::uint8_t> doubtful;
};

void reduce(const Columns& c, Reduced& r) {
    each([&](std::size_t i) { r.doubtful[i] = 0; });
    const auto single = [&](std::size_t step, const HappeningColumn& one) {
        each([&](std::size_t i) {
            r.first[step][i] = one.happened[i] == no ? far_future : one.days.low[i];
            r.happened[step][i] = one.happened[i];
            const bool doubtful = (one.happened[i] != no) & ((one.happened[i] != yes) | (one.days.low[i] == far_past));
            r.doubtful[i] = static_cast<std::uint8_t>(r.doubtful[i] | pick(doubtful, 1, 0));
        });
    };
    const auto several = [&](std::size_t step, const auto& rows) {
        each([&](std::size_t i) {
            r.first[step][i] = far_future;
            r.happened[step][i] = no;
        });
        for (std::size_t row = 0; row < rows.count; ++row) {
            const std::size_t i = rows.lane[row];
            r.first[step][i] = std::min(r.first[step][i], rows.low[row]);
            r.happened[step][i] = either(r.happened[step][i], rows.happened[row]);
            if (rows.happened[row] != yes || rows.low[row] == far_past) r.doubtful[i] = 1;
        }
    };
    single(0, c.filed);
    several(1, c.evidence);
    several(2, c.notices);
    single(3, c.decision);
    single(4, c.served);
    single(5, c.closed);
    single(6, c.archived);
}

}  // namespace

void ColumnChecks::procedure(const Columns& c, ColumnVerdicts& out) {
    static thread_local Reduced r;
    reduce(c, r);
    Column<Day> later;
    Column<Truth> any_later;
    // Are all steps before it done? Then it is the next to do.
    std::array<Column<Truth>, steps> ready;
    each([&](std::size_t i) {
        later[i] = far_future;
        any_later[i] = no;
        ready[0][i] = yes;
    });
    for (std::size_t step = 1; step < steps; ++step)
        each([&](std::size_t i) { ready[step][i] = both(ready[step - 1][i], r.happened[step - 1][i]); });
    for (std::size_t step = steps; step-- > 0;) {
        each([&](std::size_t i) {
            const Day own = r.first[step][i];
            const Day next = later[i];
            const Truth applies = ordinary_[i];
            const bool done = (r.happened[step][i] | any_later[i]) != no;
            // Where the procedure perhaps does not apply, 不适用 is possible too.
            std::uint8_t verdict = pick(done, compliant, not_applicable);
            verdict = pick(!done & (ready[step][i] == yes), pick(applies == yes, pending, undetermined), verdict);
            verdict = pick((own == next) & (next != far_future), undetermined, verdict);
            verdict = pick((own > next) & (next != far_future), pick(applies == yes, violated, undetermined), verdict);
            out.step[step][i] = pick(applies == no, not_applicable, verdict);
        });
        each([&](std::size_t i) {
            later[i] = std::min(later[i], r.first[step][i]);
            any_later[i] = either(any_later[i], r.happened[step][i]);
        });
    }
    for (std::size_t i = 0; i < lanes; ++i) {
        if (r.doubtful[i] == 0 || ordinary_[i] == no) continue;
        std::array<StepActs, steps> acts;
        const auto single = [&](std::size_t step, const HappeningColumn& one) {
            acts[step].add({one.days[i], one.happened[i]});
        };
        const auto several = [&](std::size_t step, const auto& rows) {
            for (std::size_t row = rows.first[i]; row < rows.first[i + 1]; ++row)
                acts[step].add({rows.days(row), rows.happened[row]});
        };
        single(0, c.filed);
        several(1, c.evidence);
        several(2, c.notices);
        single(3, c.decision);
        single(4, c.served);
        single(5, c.closed);
        single(6, c.archived);
        const auto verdicts = order_of_steps(acts, ordinary_[i]);
        for (std::size_t step = 0; step < steps; ++step) out.step[step][i] = verdicts[step];
    }
}

void gather(const Columns& c, const ColumnVerdicts& from, std::size_t lane, Verdicts& out) {
    const auto rows = [&](const auto& table, const auto& verdicts, std::size_t norm) {
        for (std::size_t row = table.first[lane]; row < table.first[lane + 1]; ++row) out.add(verdicts[row]);
        if (table.first[lane] == table.first[lane + 1]) out.add(from.single[norm][lane]);
        out.close();
    };
    out.clear();
    for (std::size_t norm = 0; norm < ColumnVerdicts::single_norms; ++norm) {
        switch (norm) {
            case 0: rows(c.evidence, from.two_officers, norm); break;
            case 6: rows(c.notices, from.told, norm); break;
            case 15: rows(c.preserved, from.preserved_by_two, norm); break;
            case 16: rows(c.evidence, from.recorded, norm); break;
            case 17: rows(c.preserved, from.handled, norm); break;
            case 18: rows(c.notices, from.after_evidence, norm); break;
            case 20: rows(c.notices, from.waited, norm); break;
            case 35: rows(c.added, from.added, norm); break;
            case 37:
                for (const auto& step : from.step) out.add(step[lane]);
                out.close();
                break;
            default: out.only(from.single[norm][lane]); break;
        }
    }
}

}  // namespace fadu::bench
