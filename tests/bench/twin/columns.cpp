#include "twin/columns.hpp"

#include <memory>

namespace fadu::bench {

void Columns::clear() {
    count = officer_count = 0;
    evidence.count = preserved.count = handled.count = notices.count = added.count = 0;
}

void Columns::add(const Case& c) {
    const std::size_t i = count++;
    region[i] = c.region;
    party[i] = c.party;
    cause[i] = c.cause;
    procedure[i] = c.procedure;
    harm[i] = c.harm;
    life[i] = c.life;
    slight[i] = c.slight;
    corrected[i] = c.corrected;
    first_offence[i] = c.first_offence;
    public_interest[i] = c.public_interest;
    complex[i] = c.complex;
    grave[i] = c.grave;
    removed_harm[i] = c.removed_harm;
    coerced[i] = c.coerced;
    confessed[i] = c.confessed;
    helped[i] = c.helped;
    fined_before[i] = c.fined_before;
    waived[i] = c.waived;
    amount[i] = c.amount;
    born[i] = c.born;
    ended[i] = c.ended;
    found.set(i, c.found);
    filed.set(i, c.filed);
    plea.set(i, c.plea);
    plea_reviewed.set(i, c.plea_reviewed);
    asked.set(i, c.asked);
    notified.set(i, c.notified);
    discussed.set(i, c.discussed);
    served.set(i, c.served);
    published.set(i, c.published);
    paid.set(i, c.paid);
    closed.set(i, c.closed);
    archived.set(i, c.archived);
    review.set(i, c.review);
    extension.set(i, c.extension);
    decision.set(i, c.decision);
    appraisal.set(i, c.appraisal);
    hearing.set(i, c.hearing);
    chair[i] = c.hearing.chair;
    reviewer[i] = c.review.reviewer;
    qualified[i] = c.review.qualified;
    agreed[i] = c.review.agreed;
    by_head[i] = c.extension.by_head;
    reasoned[i] = c.decision.reasoned;
    fine[i] = c.decision.fine;

    const auto set_team = [&](TeamColumns& columns, std::size_t row, const Team& team) {
        columns.first[row] = static_cast<std::uint16_t>(officer_count + team.first);
        columns.count[row] = team.count;
        columns.known[row] = team.known ? 1 : 0;
    };
    evidence.first[i] = static_cast<std::uint16_t>(evidence.count);
    for (const Evidence& one : c.evidence) {
        evidence.add(i, one);
        set_team(evidence.team, evidence.count, one.team);
        evidence.written[evidence.count] = one.written;
        evidence.recorded[evidence.count++] = one.recorded;
    }
    preserved.first[i] = static_cast<std::uint16_t>(preserved.count);
    for (const Preservation& one : c.preserved) {
        preserved.add(i, one);
        set_team(preserved.team, preserved.count++, one.team);
    }
    handled.first[i] = static_cast<std::uint16_t>(handled.count);
    for (const Happening& one : c.handled) {
        handled.add(i, one);
        ++handled.count;
    }
    notices.first[i] = static_cast<std::uint16_t>(notices.count);
    for (const Notice& one : c.notices) {
        notices.add(i, one);
        notices.fine[notices.count] = one.fine;
        notices.told[notices.count++] = one.told;
    }
    added.first[i] = static_cast<std::uint16_t>(added.count);
    for (const Added& one : c.added) {
        added.add(i, one);
        added.amount[added.count] = one.amount;
        added.days_late[added.count++] = one.days_late;
    }
    for (std::size_t k = 0; k < c.officer_count; ++k) officers[officer_count + k] = c.officers[k];
    officer_count += c.officer_count;
}

void Columns::finish() {
    const std::size_t used = count;
    const Case empty{};
    while (count < lanes) add(empty);
    count = used;
    const auto close = [](auto& rows) { rows.first[lanes] = static_cast<std::uint16_t>(rows.count); };
    close(evidence);
    close(preserved);
    close(handled);
    close(notices);
    close(added);
}

}  // namespace fadu::bench
