#include "twin/column_checks.hpp"

#include "twin/loops.hpp"

namespace fadu::bench {

using namespace loops;

namespace {

/// The norms, as they stand in `ColumnVerdicts::single`.
enum Norm {
    two_officers,
    filing,
    decision_term,
    service,
    publication,
    no_decision_without_notice,
    hearing_right,
    notice_of_hearing,
    no_decision_without_review,
    discussion,
    not_heavier_norm,
    limitation_norm,
    summary_limit,
    statutory_range,
    payment,
    preserved_by_two,
    recorded,
    preservation_handled,
    evidence_before_notice,
    plea_reviewed,
    wait_after_notice,
    hearing_asked_in_time,
    hearing_held,
    chair_is_nobody,
    reviewer_is_nobody,
    reviewer_qualified,
    review_after_hearing,
    discussion_after_review,
    slight_norm,
    first_offence_norm,
    lighter,
    lenient_list,
    under_14,
    under_18,
    same_act,
    added_a_day,
    added_in_all,
    procedure_norm,
    service_before_closing,
    archiving
};

/// In rows: the lane's empty answer, and the kernel for each row.
template <class R, class F>
void each_row(const R& rows, F f) {
    for (std::size_t row = 0; row < rows.count; ++row) f(row, rows.lane[row]);
}

Truth two_certified(const Columns& c, const TeamColumns& team, std::size_t row, Days day) {
    return team.known[row] == 0 ? unknown
                                : bench::two_certified(c.officers.data() + team.first[row], team.count[row], day);
}

Truth nobody_is_called(const Columns& c, std::size_t lane, const Text& name, Days moment) {
    Truth somebody = no;
    for (std::size_t row = c.evidence.first[lane]; row < c.evidence.first[lane + 1]; ++row) {
        const Truth counts = both(c.evidence.happened[row], is_before(c.evidence.days(row), moment));
        if (counts == no) continue;
        if (c.evidence.team.known[row] == 0) {
            somebody = either(somebody, unknown);
            continue;
        }
        const Officer* first = c.officers.data() + c.evidence.team.first[row];
        for (std::size_t k = 0; k < c.evidence.team.count[row]; ++k) {
            const Truth same = name.empty() || first[k].name.empty() ? unknown : truth(name == first[k].name);
            somebody = either(somebody, both(counts, same));
        }
    }
    return negated(somebody);
}

}  // namespace

template <std::size_t n>
void ColumnChecks::after(const DaysColumn& from, DaysColumn& into) const {
    const std::int32_t* upto = calendar_.working_upto();
    const Day* days = calendar_.working_days();
    const Day first = calendar_.first();
    each([&](std::size_t i) {
        const Day low = from.low[i];
        const Day known = low == far_past ? first : low;
        const Day due = days[static_cast<std::size_t>(upto[known - first]) + n];
        into.low[i] = low == far_past ? far_past : due;
        into.high[i] = days[static_cast<std::size_t>(upto[from.high[i] - first]) + n];
    });
}

void ColumnChecks::fifteen(const Columns& c, ColumnVerdicts& out) {
    // 两人执法
    each([&](std::size_t i) { out.single[two_officers][i] = not_applicable; });
    each_row(c.evidence, [&](std::size_t row, std::size_t) {
        out.two_officers[row] =
            condition(c.evidence.happened[row], two_certified(c, c.evidence.team, row, c.evidence.days(row)));
    });
    // 立案期限, 决定期限
    after<15>(c.found.days, due_);
    duty(c.found, c.filed, due_, out.single[filing].at);
    each([&](std::size_t i) {
        ordinary_[i] = pick(c.procedure[i] == 2, unknown, pick(c.procedure[i] == 0, yes, no));
        natural_[i] = pick(c.party[i] == 3, unknown, pick(c.party[i] == 0, yes, no));
    });
    decision_due(c);
    duty(c.filed, c.decision, due_, ordinary_.at, out.single[decision_term].at);
    // 决定书送达期限, 决定公示期限
    after<7>(c.decision.days, week_);
    duty(c.decision, c.served, week_, out.single[service].at);
    duty(c.decision, c.published, week_, out.single[publication].at);
    // 未经告知不得决定
    each([&](std::size_t i) { told_before_[i] = no; });
    each_row(c.notices, [&](std::size_t row, std::size_t i) {
        const Truth counts = both(c.notices.happened[row], is_before(c.notices.days(row), c.decision.days[i]));
        told_before_[i] = either(told_before_[i], counts);
    });
    decision_needs(c, told_before_.at, ordinary_.at, out.single[no_decision_without_notice].at);
    // 告知听证权
    each([&](std::size_t i) { out.single[hearing_right][i] = not_applicable; });
    each_row(c.notices, [&](std::size_t row, std::size_t i) {
        const Truth heavy = is_at_most(lists_.hearing_threshold[c.region[i]][c.party[i]], amounts(c.notices.fine[row]));
        out.told[row] = condition(both(heavy, c.notices.happened[row]), c.notices.told[row]);
    });
    // 听证七日前通知
    const std::int32_t* upto = calendar_.working_upto();
    const Day* days = calendar_.working_days();
    const Day first = calendar_.first();
    each([&](std::size_t i) {
        const Day low = c.hearing.days.low[i];
        const Day known = low == far_past ? first + 31 : low;
        const Day last = days[upto[known - 1 - first] - 6];
        const Day until_low = low == far_past ? far_past : last;
        const Day until_high = days[upto[c.hearing.days.high[i] - 1 - first] - 6];
        const Truth timely = in_time(c.notified.days.low[i], c.notified.days.high[i], until_low, until_high);
        out.single[notice_of_hearing][i] =
            settle(c.hearing.happened[i], act(c.notified.happened[i], timely, until_low, until_high));
    });
    // 未经审核不得决定, 集体讨论
    done_before(c.hearing, c.hearing.end, c.decision.days, heard_.at);
    done_before(c.review, c.decision.days, cleared_.at);
    each([&](std::size_t i) {
        const Truth heard = pick(c.decision.happened[i] == no, c.hearing.happened[i], heard_[i]);
        heard_[i] = either(either(c.public_interest[i], c.complex[i]), heard);
        cleared_[i] = both(cleared_[i], c.agreed[i]);
    });
    decision_needs(c, cleared_.at, heard_.at, out.single[no_decision_without_review].at);
    done_before(c.discussed, c.decision.days, cleared_.at);
    decision_needs(c, cleared_.at, c.grave.at, out.single[discussion].at);
    // 罚款不加重, 追究时效
    not_heavier(c, out.single[not_heavier_norm]);
    limitation(c, out.single[limitation_norm]);
    // 简易程序限额
    each([&](std::size_t i) {
        const std::int64_t fine = c.fine[i];
        const Truth small = pick(fine == unknown_money, unknown, pick(fine <= 20000, yes, no));
        const Truth moderate = pick(fine == unknown_money, unknown, pick(fine <= 300000, yes, no));
        const Truth holds = either(both(natural_[i], small), both(negated(natural_[i]), moderate));
        const Truth summary = negated(ordinary_[i]);
        out.single[summary_limit][i] = condition(both(summary, c.decision.happened[i]), holds);
    });
    // 罚款在幅度内
    for (std::size_t i = 0; i < lanes; ++i)
        out.single[statutory_range][i] =
            condition(both(ordinary_[i], c.decision.happened[i]), lists_.in_range(c.fine[i], c.cause[i]));
    // 十五日内缴纳罚款
    const Day* rolled = calendar_.rolled_days();
    each([&](std::size_t i) {
        const Day low = c.served.days.low[i];
        const Day known = low == far_past ? first : low;
        due_.low[i] = low == far_past ? far_past : rolled[known + 15 - first];
        due_.high[i] = rolled[c.served.days.high[i] + 15 - first];
        cleared_[i] = both(c.decision.happened[i], is_more_than(c.fine[i], 0));
    });
    duty(c.served, c.paid, due_, cleared_.at, out.single[payment].at);
}

/// Ninety days for all; then the few lanes in which something puts the day off.
void ColumnChecks::decision_due(const Columns& c) {
    each([&](std::size_t i) {
        const Day low = c.filed.days.low[i];
        due_.low[i] = low == far_past ? far_past : low + 90;
        due_.high[i] = c.filed.days.high[i] + 90;
    });
    for (std::size_t i = 0; i < lanes; ++i) {
        if ((c.hearing.happened[i] | c.appraisal.happened[i] | c.extension.happened[i]) == no) continue;
        if (c.filed.happened[i] == no || ordinary_[i] == no) continue;
        CaseFacts one;
        const auto lasting = [&](const LastingColumn& column, Lasting& into) {
            into.days = column.days[i];
            into.happened = column.happened[i];
            into.end = column.end[i];
            into.running = column.running[i] != 0;
        };
        lasting(c.hearing, one.hearing);
        lasting(c.appraisal, one.appraisal);
        one.extension.days = c.extension.days[i];
        one.extension.happened = c.extension.happened[i];
        one.extension.by_head = c.by_head[i];
        due_.set(i, put_off(one, c.filed.days[i]));
    }
}

void ColumnChecks::not_heavier(const Columns& c, Column<std::uint8_t>& out) {
    for (std::size_t i = 0; i < lanes; ++i) {
        out[i] = not_applicable;
        if (c.decision.happened[i] == no) continue;
        Amounts least{highest_amount, lowest_amount};
        std::int64_t bound = highest_amount;
        bool any = false, certain = false;
        for (std::size_t row = c.notices.first[i]; row < c.notices.first[i + 1]; ++row) {
            const Truth counts = both(c.notices.happened[row], is_before(c.notices.days(row), c.decision.days[i]));
            if (counts == no) continue;
            const Amounts proposed = amounts(c.notices.fine[row]);
            any = true;
            least = {std::min(least.low, proposed.low), std::max(least.high, proposed.high)};
            if (counts != yes) continue;
            certain = true;
            bound = std::min(bound, proposed.high);
        }
        if (!any) continue;
        if (certain) least.high = bound;
        const Truth doubt = certain ? yes : unknown;
        out[i] = condition(both(c.decision.happened[i], doubt), both(is_at_most(amounts(c.fine[i]), least), doubt));
    }
}

void ColumnChecks::limitation(const Columns& c, Column<std::uint8_t>& out) {
    // 730 and 1,826 days are within two and five years for certain, 731 and 1,827 are not unless a leap day helps.
    Column<std::uint8_t> plain;
    each([&](std::size_t i) {
        const Truth five = both(c.life[i], pick(c.harm[i] == 4, unknown, pick(c.harm[i] != 0, yes, no)));
        const Day gap = c.found.days.low[i] - c.ended[i];
        const bool known = (c.found.happened[i] == yes) & (c.found.days.low[i] == c.found.days.high[i]) &
                           (c.ended[i] != unknown_day) & (gap >= 0);
        const bool within = gap <= (five == yes ? 1825 : 730);
        const bool beyond = gap > (five == no ? 731 : 1827);
        plain[i] = pick(known & (within | beyond), 1, 0);
        out[i] = pick(within, compliant, violated);
    });
    for (std::size_t i = 0; i < lanes; ++i) {
        if (plain[i] != 0) continue;
        out[i] = undetermined;
        if (c.ended[i] == unknown_day) continue;
        const Truth five = both(c.life[i], pick(c.harm[i] == 4, unknown, pick(c.harm[i] != 0, yes, no)));
        const Day low = add_months(c.ended[i], five == yes ? 60 : 24);
        const Day high = five == unknown ? add_months(c.ended[i], 60) : low;
        const Days found = c.found.days[i];
        const Truth started = begun(found.low, found.high, c.ended[i], c.ended[i]);
        out[i] = settle(yes, act(both(c.found.happened[i], started),
                                 both(started, in_time(found.low, found.high, low, high)), low, high));
    }
}

void ColumnChecks::investigation(const Columns& c, ColumnVerdicts& out) {
    // 登记保存两人, 取证应当有记录, 登记保存七日内处理, 调查之后告知
    each([&](std::size_t i) {
        out.single[preserved_by_two][i] = out.single[recorded][i] = out.single[preservation_handled][i] =
            not_applicable;
        out.single[evidence_before_notice][i] = compliant;
    });
    each_row(c.preserved, [&](std::size_t row, std::size_t i) {
        const Days on = c.preserved.days(row);
        out.preserved_by_two[row] = condition(c.preserved.happened[row], two_certified(c, c.preserved.team, row, on));
        Few<Happening, 4> handled;
        for (std::size_t k = c.handled.first[i]; k < c.handled.first[i + 1]; ++k)
            handled.items[handled.count++] = {c.handled.days(k), c.handled.happened[k]};
        out.handled[row] =
            settle(c.preserved.happened[row], first_act_in_time(handled, on, calendar_.after(on, 7), today));
    });
    for (std::size_t row = 0; row < c.evidence.count; ++row)
        out.recorded[row] =
            condition(c.evidence.happened[row], either(c.evidence.written[row], c.evidence.recorded[row]));
    each_row(c.notices, [&](std::size_t row, std::size_t i) {
        Truth any = no;
        for (std::size_t k = c.evidence.first[i]; k < c.evidence.first[i + 1]; ++k)
            any = either(any, both(c.evidence.happened[k], is_before(c.evidence.days(k), c.notices.days(row))));
        out.after_evidence[row] = condition(c.notices.happened[row], any);
    });
    // 申辩应当复核
    done_before(c.plea_reviewed, c.decision.days, cleared_.at);
    each([&](std::size_t i) {
        const Truth decided = c.decision.happened[i];
        const std::uint8_t with = condition(both(c.plea.happened[i], decided), cleared_[i]);
        const std::uint8_t without = settle(c.plea.happened[i], stand(c.plea_reviewed.happened[i], open));
        out.single[plea_reviewed][i] = pick(decided == no, without, with);
    });
    // 告知满五日后决定
    each([&](std::size_t i) { out.single[wait_after_notice][i] = not_applicable; });
    each_row(c.notices, [&](std::size_t row, std::size_t i) {
        const Days told = c.notices.days(row);
        const Days over = calendar_.after(told, 5);
        const Days from{over.low == far_past ? far_past : over.low + 1, over.high + 1};
        const Days decided = c.decision.days[i];
        const Truth fits = both(c.decision.happened[i], has_begun(decided, told));
        out.waited[row] = settle(both(ordinary_[i], c.notices.happened[row]),
                                 act(fits, has_begun(decided, from), far_future, far_future), c.waived[i]);
    });
}

void ColumnChecks::notice_before(const Columns& c, std::size_t lane, Days moment, Days& last, bool& any) const {
    Few<Notice, 4> notices;
    for (std::size_t row = c.notices.first[lane]; row < c.notices.first[lane + 1]; ++row) {
        Notice& notice = notices.items[notices.count++];
        notice.days = c.notices.days(row);
        notice.happened = c.notices.happened[row];
    }
    last = last_notice_before(notices, moment, any);
}

void ColumnChecks::asked_in_time(const Columns& c) {
    for (std::size_t i = 0; i < lanes; ++i) {
        in_time_[i] = no;
        if (c.asked.happened[i] == no) continue;
        const Days moment = c.decision.happened[i] == no ? Days{far_future, far_future} : c.decision.days[i];
        const Days asked = c.asked.days[i];
        const Truth counts = both(c.asked.happened[i], is_before(asked, moment));
        Days notice;
        bool told = false;
        notice_before(c, i, moment, notice, told);
        if (counts == no || !told) continue;
        in_time_[i] = both(counts, both(has_begun(asked, notice), is_in_time(asked, calendar_.after(notice, 5))));
    }
}

void ColumnChecks::hearing_and_review(const Columns& c, ColumnVerdicts& out) {
    // 五日内申请听证, 主持人非办案人员, 审核人非办案人员
    for (std::size_t i = 0; i < lanes; ++i) {
        out.single[hearing_asked_in_time][i] = not_applicable;
        if (c.asked.happened[i] != no) {
            Days notice;
            bool told = false;
            notice_before(c, i, c.asked.days[i], notice, told);
            if (told)
                out.single[hearing_asked_in_time][i] =
                    condition(c.asked.happened[i], is_not_after(c.asked.days[i], calendar_.after(notice, 5)));
        }
        out.single[chair_is_nobody][i] =
            c.hearing.happened[i] == no
                ? std::uint8_t{not_applicable}
                : condition(c.hearing.happened[i], nobody_is_called(c, i, c.chair[i], c.hearing.days[i]));
        out.single[reviewer_is_nobody][i] =
            c.review.happened[i] == no
                ? std::uint8_t{not_applicable}
                : condition(c.review.happened[i], nobody_is_called(c, i, c.reviewer[i], c.review.days[i]));
    }
    // 应申请举行听证
    asked_in_time(c);
    done_before(c.hearing, c.hearing.end, c.decision.days, cleared_.at);
    each([&](std::size_t i) {
        const Truth decided = c.decision.happened[i];
        const std::uint8_t with = condition(both(in_time_[i], decided), cleared_[i]);
        const std::uint8_t without = settle(in_time_[i], stand(c.hearing.happened[i], open));
        out.single[hearing_held][i] = pick(decided == no, without, with);
    });
    // 审核人应当有资格, 审核在听证之后
    each([&](std::size_t i) { out.single[reviewer_qualified][i] = condition(c.review.happened[i], c.qualified[i]); });
    each([&](std::size_t i) {
        const Truth when = both(c.hearing.happened[i], c.review.happened[i]);
        const Truth holds =
            before(c.hearing.end.low[i], c.hearing.end.high[i], c.review.days.low[i], c.review.days.high[i]);
        out.single[review_after_hearing][i] = condition(when, both(holds, when));
    });
    // 讨论在审核之后
    done_before(c.hearing, c.hearing.end, c.discussed.days, heard_.at);
    done_before(c.review, c.discussed.days, cleared_.at);
    each([&](std::size_t i) {
        const Truth needed = either(either(c.public_interest[i], c.complex[i]), heard_[i]);
        out.single[discussion_after_review][i] = condition(both(c.discussed.happened[i], needed), cleared_[i]);
    });
}

void ColumnChecks::younger_than(const Columns& c, int years, Column<Truth>& out) const {
    each([&](std::size_t i) {
        const Day gap = c.ended[i] - c.born[i];
        const bool known = (c.born[i] > no_day) & (c.ended[i] != unknown_day);
        const bool older = gap > years * 365 + (years + 3) / 4;
        out[i] = pick(known, pick(older, no, 3), pick(c.born[i] == no_day, no, unknown));
    });
    for (std::size_t i = 0; i < lanes; ++i)
        if (out[i] == 3) out[i] = was_younger(c.born[i], c.ended[i], years);
}

void ColumnChecks::leniency(const Columns& c, ColumnVerdicts& out) {
    // 轻微不罚, 清单内不予处罚, 未满十四周岁不予处罚: nobody may be fined.
    Column<Truth> free_of_fine, harmless, nearly, small;
    each([&](std::size_t i) {
        free_of_fine[i] = pick(c.fine[i] == unknown_money, unknown, pick(c.fine[i] > 0, no, yes));
        const Choice harm = c.harm[i];
        harmless[i] = pick(harm == 4, unknown, pick(harm == 0, yes, no));
        nearly[i] = pick(harm == 4, unknown, pick(harm <= 1, yes, no));
    });
    each([&](std::size_t i) { cleared_[i] = both(both(c.slight[i], c.corrected[i]), harmless[i]); });
    decision_needs(c, free_of_fine.at, cleared_.at, out.single[slight_norm].at);
    // 初次违法
    each([&](std::size_t i) {
        const Truth when = both(both(c.first_offence[i], c.corrected[i]), nearly[i]);
        out.single[first_offence_norm][i] = condition(both(c.decision.happened[i], when), c.reasoned[i]);
    });
    // 应当从轻或者减轻
    each([&](std::size_t i) {
        const Amounts highest = lists_.highest_fine[c.cause[i]];
        small[i] = is_at_most(amounts(c.fine[i]), {highest.low / 2, highest.high / 2});
    });
    each([&](std::size_t i) {
        const Truth when = either(either(c.removed_harm[i], c.coerced[i]), either(c.confessed[i], c.helped[i]));
        out.single[lighter][i] = condition(both(c.decision.happened[i], when), small[i]);
    });
    for (std::size_t i = 0; i < lanes; ++i)
        cleared_[i] = lists_.not_penalised(c.cause[i], c.harm[i], c.corrected[i], c.first_offence[i], c.amount[i]);
    decision_needs(c, free_of_fine.at, cleared_.at, out.single[lenient_list].at);
    // 未满十八周岁从轻
    younger_than(c, 14, child_);
    younger_than(c, 18, minor_);
    each([&](std::size_t i) { cleared_[i] = both(natural_[i], child_[i]); });
    decision_needs(c, free_of_fine.at, cleared_.at, out.single[under_14].at);
    each([&](std::size_t i) {
        const Truth when = both(natural_[i], both(minor_[i], negated(child_[i])));
        out.single[under_18][i] = condition(both(c.decision.happened[i], when), c.reasoned[i]);
    });
    // 一事不再罚
    each([&](std::size_t i) {
        out.single[same_act][i] = condition(both(c.decision.happened[i], c.fined_before[i]), free_of_fine[i]);
    });
}

void ColumnChecks::execution(const Columns& c, ColumnVerdicts& out) {
    // 加处不超过每日百分之三, 加处合计不超过罚款
    each([&](std::size_t i) { out.single[added_a_day][i] = out.single[added_in_all][i] = not_applicable; });
    each_row(c.added, [&](std::size_t row, std::size_t i) {
        const Truth decided = both(c.decision.happened[i], is_before(c.decision.days[i], c.added.days(row)));
        const bool known = c.added.amount[row] != unknown_money && c.fine[i] != unknown_money &&
                           c.added.days_late[row] != unknown_count;
        const Truth holds =
            known ? truth(c.added.amount[row] * 100 <= c.fine[i] * 3 * c.added.days_late[row]) : unknown;
        out.added[row] = condition(both(c.added.happened[row], decided), both(holds, either(decided, unknown)));
        if (row + 1 < c.added.count && c.added.lane[row + 1] == i) return;
        // The lane's last: all together.
        Truth when = no;
        std::int64_t sum = 0;
        bool all_known = c.fine[i] != unknown_money;
        for (std::size_t k = c.added.first[i]; k <= row; ++k) {
            when = either(when, c.added.happened[k]);
            all_known = all_known && c.added.amount[k] != unknown_money && c.added.happened[k] == yes;
            sum += c.added.amount[k];
        }
        const Truth within = all_known ? truth(sum <= c.fine[i]) : unknown;
        const Truth applies = both(when, c.decision.happened[i]);
        out.single[added_in_all][i] =
            condition(applies, c.decision.happened[i] == yes ? within : both(within, unknown));
    });
    // 结案以前送达
    done_before(c.served, c.closed.days, cleared_.at);
    each([&](std::size_t i) {
        const std::uint8_t with = condition(c.closed.happened[i], cleared_[i]);
        const std::uint8_t without = settle(yes, stand(c.served.happened[i], open));
        out.single[service_before_closing][i] = pick(c.closed.happened[i] == no, without, with);
    });
    // 归档期限
    after<15>(c.closed.days, due_);
    duty(c.closed, c.archived, due_, out.single[archiving].at);
}

}  // namespace fadu::bench
