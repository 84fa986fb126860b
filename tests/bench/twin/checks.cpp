#include "twin/checks.hpp"

namespace fadu::bench {
namespace {

constexpr Days always{far_future, far_future};

}  // namespace

void Checks::fifteen(const Case& c, Verdicts& out) const {
    // 两人执法
    for (const Evidence& step : c.evidence)
        out.add(verdict_of(step.happened, stand(two_certified(c, step.team, step.days), broken)));
    if (c.evidence.count == 0) out.add(not_applicable);
    out.close();
    // 立案期限
    out.only(duty(c.found, c.filed, calendar_.after(c.found.days, 15)));
    // 决定期限
    const Truth ordinary = c.procedure == 2 ? unknown : truth(c.procedure == 0);
    out.only(ordinary == no || c.filed.happened == no ? static_cast<std::uint8_t>(not_applicable)
                                                      : duty(c.filed, c.decision, put_off(c, c.filed.days), ordinary));
    // 决定书送达期限, 决定公示期限
    const Days week_after_decision = calendar_.after(c.decision.days, 7);
    out.only(duty(c.decision, c.served, week_after_decision));
    out.only(duty(c.decision, c.published, week_after_decision));
    // 未经告知不得决定
    out.only(decision_needs(c, any_before(c.notices, c.decision.days), ordinary));
    // 告知听证权
    const Amounts threshold = lists_.hearing_threshold[c.region][c.party];
    for (const Notice& notice : c.notices) {
        const Truth heavy = is_at_most(threshold, amounts(notice.fine));
        out.add(verdict_of(both(heavy, notice.happened), stand(notice.told, broken)));
    }
    if (c.notices.count == 0) out.add(not_applicable);
    out.close();
    // 听证七日前通知
    if (c.hearing.happened == no) {
        out.only(not_applicable);
    } else {
        const Days hearing = c.hearing.days;
        const Days until{hearing.low == far_past ? far_past : calendar_.before(hearing.low, 7),
                         calendar_.before(hearing.high, 7)};
        const Days any_time{far_past, far_past};
        out.only(verdict_of(c.hearing.happened, act_in_time(c.notified, any_time, any_time, until, today)));
    }
    // 未经审核不得决定, 集体讨论
    const Truth cleared = both(done_before(c.review, c.decision.days), c.review.agreed);
    const Truth heard = c.decision.happened == no ? c.hearing.happened : done_before(c.hearing, c.decision.days);
    out.only(decision_needs(c, cleared, needs_review(c, heard)));
    out.only(decision_needs(c, done_before(c.discussed, c.decision.days), c.grave));
    // 罚款不加重
    out.only(not_heavier(c));
    // 追究时效
    out.only(limitation(c));
    // 简易程序限额
    const Truth summary = c.procedure == 2 ? unknown : truth(c.procedure == 1);
    const Truth natural = c.party == 3 ? unknown : truth(c.party == 0);
    const std::int64_t fine = c.decision.fine;
    const Truth small = either(both(natural, negated(is_more_than(fine, 20000))),
                               both(negated(natural), negated(is_more_than(fine, 300000))));
    out.only(verdict_of(both(summary, c.decision.happened), stand(small, broken)));
    // 罚款在幅度内
    out.only(verdict_of(both(ordinary, c.decision.happened), stand(lists_.in_range(fine, c.cause), broken)));
    // 十五日内缴纳罚款
    const Days served = c.served.days;
    const Days pay_by{served.low == far_past ? far_past : calendar_.rolled(served.low + 15),
                      served.high == far_past ? far_past : calendar_.rolled(served.high + 15)};
    out.only(duty(c.served, c.paid, pay_by, both(c.decision.happened, is_more_than(fine, 0))));
}

std::uint8_t Checks::not_heavier(const Case& c) const {
    if (c.decision.happened == no) return not_applicable;
    Amounts least{highest_amount, lowest_amount};
    std::int64_t bound = highest_amount;
    bool any = false, certain = false;
    for (const Notice& notice : c.notices) {
        const Truth counts = done_before(notice, c.decision.days);
        if (counts == no) continue;
        const Amounts proposed = amounts(notice.fine);
        any = true;
        least = {std::min(least.low, proposed.low), std::max(least.high, proposed.high)};
        if (counts != yes) continue;
        certain = true;
        bound = std::min(bound, proposed.high);
    }
    if (!any) return not_applicable;
    if (certain) least.high = bound;
    Truth holds = is_at_most(amounts(c.decision.fine), least);
    // Where perhaps nothing was told there is perhaps nothing to compare with.
    if (!certain) holds = both(holds, unknown);
    const Truth applies = certain ? c.decision.happened : both(c.decision.happened, unknown);
    return verdict_of(applies, stand(holds, broken));
}

std::uint8_t Checks::limitation(const Case& c) const {
    if (c.ended == unknown_day) return undetermined;
    const Truth five = both(c.life, c.harm == 4 ? unknown : truth(c.harm != 0));
    if (c.found.happened == yes && c.found.days.low == c.found.days.high && c.found.days.low >= c.ended) {
        const bool within_short = beside_years_after(c.found.days.low, c.ended, five == yes ? 5 : 2) <= 0;
        if (within_short) return compliant;
        return five == unknown && beside_years_after(c.found.days.low, c.ended, 5) <= 0
                   ? static_cast<std::uint8_t>(undetermined)
                   : static_cast<std::uint8_t>(violated);
    }
    const Days until{add_months(c.ended, five == yes ? 60 : 24), add_months(c.ended, five == no ? 24 : 60)};
    const Days ended{c.ended, c.ended};
    return verdict_of(yes, act_in_time(c.found, ended, ended, until, today));
}

Truth Checks::younger_than(const Case& c, int years) const { return was_younger(c.born, c.ended, years); }

/// 自 事先告知 之日起 5日内 已 申请听证, seen from a moment.
Truth Checks::asked_in_time(const Case& c, Days moment) const {
    const Truth asked = done_before(c.asked, moment);
    if (asked == no) return no;
    bool told = false;
    const Days notice = last_notice_before(c.notices, moment, told);
    if (!told) return no;
    return both(asked, both(has_begun(c.asked.days, notice), is_in_time(c.asked.days, calendar_.after(notice, 5))));
}

std::uint8_t Checks::added_per_day(const Case& c, const Added& added) const {
    const Truth decided = done_before(c.decision, added.days);
    if (decided == no) return not_applicable;
    Truth holds = unknown;
    if (added.amount != unknown_money && c.decision.fine != unknown_money && added.days_late != unknown_count)
        holds = truth(added.amount * 100 <= c.decision.fine * 3 * added.days_late);
    if (decided != yes) holds = both(holds, unknown);
    return verdict_of(both(added.happened, decided), stand(holds, broken));
}

std::uint8_t Checks::added_in_all(const Case& c) const {
    const Truth when = any_happened(c.added);
    if (when == no || c.decision.happened == no) return not_applicable;
    std::int64_t sum = 0;
    bool known = c.decision.fine != unknown_money;
    for (const Added& added : c.added) {
        known = known && added.amount != unknown_money && added.happened == yes;
        sum += added.amount;
    }
    Truth holds = known ? truth(sum <= c.decision.fine) : unknown;
    if (c.decision.happened != yes) holds = both(holds, unknown);
    return verdict_of(both(when, c.decision.happened), stand(holds, broken));
}

void Checks::rest(const Case& c, Verdicts& out) const {
    const Days decided = c.decision.days;
    const bool has_decision = c.decision.happened != no;
    const Days now{far_future, far_future};
    // 登记保存两人
    for (const Preservation& one : c.preserved)
        out.add(verdict_of(one.happened, stand(two_certified(c, one.team, one.days), broken)));
    if (c.preserved.count == 0) out.add(not_applicable);
    out.close();
    // 取证应当有记录
    for (const Evidence& step : c.evidence)
        out.add(verdict_of(step.happened, stand(either(step.written, step.recorded), broken)));
    if (c.evidence.count == 0) out.add(not_applicable);
    out.close();
    // 登记保存七日内处理
    for (const Preservation& one : c.preserved)
        out.add(verdict_of(one.happened, first_act_in_time(c.handled, one.days, calendar_.after(one.days, 7), today)));
    if (c.preserved.count == 0) out.add(not_applicable);
    out.close();
    // 调查之后告知
    for (const Notice& notice : c.notices)
        out.add(verdict_of(notice.happened, stand(any_before(c.evidence, notice.days), broken)));
    if (c.notices.count == 0) out.add(compliant);
    out.close();
    // 申辩应当复核
    if (has_decision)
        out.only(verdict_of(both(c.plea.happened, c.decision.happened),
                            stand(done_before(c.plea_reviewed, decided), broken)));
    else
        out.only(verdict_of(c.plea.happened, stand(c.plea_reviewed.happened, open)));
    // 告知满五日后决定
    const Truth ordinary = c.procedure == 2 ? unknown : truth(c.procedure == 0);
    for (const Notice& notice : c.notices) {
        const Days over = calendar_.after(notice.days, 5);
        const Days from{over.low == far_past ? far_past : over.low + 1, over.high + 1};
        out.add(verdict_of(both(ordinary, notice.happened), act_in_time(c.decision, notice.days, from, always, today),
                           c.waived));
    }
    if (c.notices.count == 0) out.add(not_applicable);
    out.close();
    // 五日内申请听证
    if (c.asked.happened == no) {
        out.only(not_applicable);
    } else {
        bool told = false;
        const Days notice = last_notice_before(c.notices, c.asked.days, told);
        out.only(
            told ? verdict_of(c.asked.happened, stand(is_not_after(c.asked.days, calendar_.after(notice, 5)), broken))
                 : static_cast<std::uint8_t>(not_applicable));
    }
    // 应申请举行听证
    if (has_decision)
        out.only(verdict_of(both(asked_in_time(c, decided), c.decision.happened),
                            stand(done_before(c.hearing, decided), broken)));
    else
        out.only(verdict_of(asked_in_time(c, now), stand(c.hearing.happened, open)));
    // 主持人非办案人员, 审核人非办案人员, 审核人应当有资格
    out.only(c.hearing.happened == no
                 ? static_cast<std::uint8_t>(not_applicable)
                 : verdict_of(c.hearing.happened, stand(nobody_is_called(c, c.hearing.chair, c.hearing.days), broken)));
    out.only(c.review.happened == no
                 ? static_cast<std::uint8_t>(not_applicable)
                 : verdict_of(c.review.happened, stand(nobody_is_called(c, c.review.reviewer, c.review.days), broken)));
    out.only(verdict_of(c.review.happened, stand(c.review.qualified, broken)));
    // 审核在听证之后
    const Truth heard_and_reviewed = both(c.hearing.happened, c.review.happened);
    out.only(verdict_of(heard_and_reviewed,
                        stand(both(is_before(c.hearing.end, c.review.days), heard_and_reviewed), broken)));
    // 讨论在审核之后
    const Days discussed = c.discussed.days;
    out.only(verdict_of(both(c.discussed.happened, needs_review(c, done_before(c.hearing, discussed))),
                        stand(done_before(c.review, discussed), broken)));
    // 轻微不罚
    const Truth harmless = c.harm == 4 ? unknown : truth(c.harm == 0);
    const Truth nearly_harmless = c.harm == 4 ? unknown : truth(c.harm <= 1);
    out.only(must_not_fine(c, both(both(c.slight, c.corrected), harmless)));
    // 初次违法
    out.only(verdict_of(both(c.decision.happened, both(both(c.first_offence, c.corrected), nearly_harmless)),
                        stand(c.decision.reasoned, broken)));
    // 应当从轻或者减轻
    const Amounts highest = lists_.highest_fine[c.cause];
    out.only(
        verdict_of(both(c.decision.happened, either(either(c.removed_harm, c.coerced), either(c.confessed, c.helped))),
                   stand(is_at_most(amounts(c.decision.fine), {highest.low / 2, highest.high / 2}), broken)));
    // 清单内不予处罚
    out.only(must_not_fine(c, lists_.not_penalised(c.cause, c.harm, c.corrected, c.first_offence, c.amount)));
    // 未满十四周岁不予处罚, 未满十八周岁从轻
    const Truth natural = c.party == 3 ? unknown : truth(c.party == 0);
    const Truth child = younger_than(c, 14);
    out.only(must_not_fine(c, both(natural, child)));
    out.only(verdict_of(both(both(natural, c.decision.happened), both(younger_than(c, 18), negated(child))),
                        stand(c.decision.reasoned, broken)));
    // 一事不再罚
    out.only(verdict_of(both(c.decision.happened, c.fined_before),
                        stand(negated(is_more_than(c.decision.fine, 0)), broken)));
    // 加处不超过每日百分之三, 加处合计不超过罚款
    for (const Added& added : c.added) out.add(added_per_day(c, added));
    if (c.added.count == 0) out.add(not_applicable);
    out.close();
    out.only(added_in_all(c));
    // 处罚程序
    procedure(c, out);
    // 结案以前送达
    if (c.closed.happened != no)
        out.only(verdict_of(c.closed.happened, stand(done_before(c.served, c.closed.days), broken)));
    else
        out.only(verdict_of(yes, stand(c.served.happened, open)));
    // 归档期限
    out.only(duty(c.closed, c.archived, calendar_.after(c.closed.days, 15)));
}

}  // namespace fadu::bench
