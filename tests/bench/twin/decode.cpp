#include "twin/decode.hpp"

#include <simdjson.h>

#include "fadu/time/civil.hpp"
#include "generate/cases.hpp"
#include "twin/walker.hpp"

namespace fadu::bench {
namespace {

enum CaseKey {
    case_number,
    title,
    region,
    party,
    born,
    cause,
    procedure,
    ended,
    life,
    slight,
    corrected,
    harm,
    first_offence,
    amount,
    public_interest,
    complex_case,
    grave,
    removed_harm,
    coerced,
    confessed,
    helped,
    fined_before,
    waived,
    complete,
    events,
    case_keys
};
constexpr std::array<std::string_view, case_keys> case_words{
    "案号",     "案件名称",         "地区",           "当事人类型",       "出生日期",
    "案由",     "适用程序",         "违法行为终了日", "涉及生命健康安全", "违法行为轻微",
    "及时改正", "危害后果",         "初次违法",       "涉案金额",         "涉及重大公共利益",
    "疑难复杂", "情节复杂或者重大", "主动消除危害",   "受胁迫或者诱骗",   "主动供述",
    "立功",     "同一行为已被罚款", "当事人放弃申辩", "事件齐全",         "事件"};

enum EventKey {
    type,
    date,
    begin,
    end,
    team,
    written,
    recorded,
    proposed,
    told,
    chair,
    reviewer,
    qualified,
    conclusion,
    approver,
    fine,
    reasoned,
    added_amount,
    days_late,
    event_keys
};
constexpr std::array<std::string_view, event_keys> event_words{
    "类型",   "日期",   "起日",         "止日", "办案人员", "制作笔录", "音像记录",     "拟罚款",   "告知听证权",
    "主持人", "审核人", "审核人有资格", "结论", "批准人",   "罚款",     "说明从轻理由", "加处数额", "计罚日数"};

enum OfficerKey { officer_name, certificate, valid, officer_keys };
constexpr std::array<std::string_view, officer_keys> officer_words{"姓名", "执法证号", "执法证有效期"};

enum Kind {
    k_found,
    k_filed,
    k_questioning,
    k_inspection,
    k_preserved,
    k_handled,
    k_appraisal,
    k_notice,
    k_plea,
    k_plea_reviewed,
    k_asked,
    k_notified,
    k_hearing,
    k_review,
    k_discussed,
    k_extension,
    k_decision,
    k_served,
    k_published,
    k_paid,
    k_added,
    k_closed,
    k_archived
};

/// Whatever an event of any kind may hold.
struct AnyEvent {
    int kind = -1;
    Day day = unknown_day, end = unknown_day;
    Team team;
    Truth written = unknown, recorded = no, told = unknown, qualified = unknown, reasoned = unknown;
    Truth agreed = unknown, by_head = unknown;
    Text person;
    std::int64_t money = unknown_money;
    std::int32_t days_late = unknown_count;
};

}  // namespace

struct Decoder::State : Walker {
    State()
        : case_dictionary(case_words),
          event_dictionary(event_words),
          officer_dictionary(officer_words),
          kinds(event_kinds),
          region_words(regions),
          party_words(parties),
          cause_words(causes),
          procedure_words(procedures),
          harm_words(harms),
          conclusion_words(conclusions),
          approver_words(approvers) {
        for (std::size_t i = 0; i < after_case_key.size(); ++i)
            after_case_key[i] = static_cast<std::uint8_t>(i % case_keys);
        for (auto& row : after_event_key) row.fill(date);
    }

    Dictionary case_dictionary, event_dictionary, officer_dictionary, kinds, region_words, party_words, cause_words,
        procedure_words, harm_words, conclusion_words, approver_words;
    std::array<std::uint8_t, case_keys + 1>
        after_case_key{};  ///< what came after each key last; the last: what came first
    std::array<std::array<std::uint8_t, event_keys + 1>, 24> after_event_key{};  ///< by kind; the last: not known yet
    Case* out = nullptr;
    std::uint32_t closed = 0, listed = 0;

    bool read_case() {
        Case& c = *out;
        if (!enter('{')) return false;
        std::uint8_t* guess = &after_case_key[case_keys];
        closed = listed = 0;
        while (more('}')) {
            const int key = read_key(case_dictionary, *guess);
            if (key < 0) return false;
            *guess = static_cast<std::uint8_t>(key);
            guess = &after_case_key[static_cast<std::size_t>(key)];
            bool good = true;
            switch (key) {
                case case_number: good = read_text(c.number); break;
                case title: good = skip_text(); break;
                case region: good = read_choice(region_words, c.region); break;
                case party: good = read_choice(party_words, c.party); break;
                case born: good = read_day_or_none(c.born); break;
                case cause: good = read_choice(cause_words, c.cause); break;
                case procedure: good = read_choice(procedure_words, c.procedure); break;
                case ended: good = read_day(c.ended); break;
                case life: good = read_truth(c.life); break;
                case slight: good = read_truth(c.slight); break;
                case corrected: good = read_truth(c.corrected); break;
                case harm: good = read_choice(harm_words, c.harm); break;
                case first_offence: good = read_truth(c.first_offence); break;
                case amount: good = read_money(c.amount); break;
                case public_interest: good = read_truth(c.public_interest); break;
                case complex_case: good = read_truth(c.complex); break;
                case grave: good = read_truth(c.grave); break;
                case removed_harm: good = read_truth(c.removed_harm); break;
                case coerced: good = read_truth(c.coerced); break;
                case confessed: good = read_truth(c.confessed); break;
                case helped: good = read_truth(c.helped); break;
                case fined_before: good = read_truth(c.fined_before); break;
                case waived: good = read_truth(c.waived); break;
                case complete: good = read_complete(); break;
                default: good = read_events(); break;
            }
            if (!good) return false;
        }
        return leave('}') && add_possible();
    }

    bool read_complete() {
        if (here() == 't') {
            closed = ~std::uint32_t{0};
            return skip_scalar();
        }
        if (!enter('[')) return false;
        while (more(']')) {
            const int kind = read_word(kinds);
            if (kind < 0) return false;
            closed |= std::uint32_t{1} << static_cast<unsigned>(kind);
        }
        return leave(']');
    }

    bool read_events() {
        if (!enter('[')) return false;
        while (more(']')) {
            AnyEvent event;
            if (!read_event(event) || !place(event)) return false;
        }
        return leave(']');
    }

    bool read_event(AnyEvent& event) {
        if (!enter('{')) return false;
        std::uint8_t kind = 23;
        std::uint8_t first = type;
        std::uint8_t* guess = &first;
        while (more('}')) {
            const int key = read_key(event_dictionary, *guess);
            if (key < 0) return false;
            *guess = static_cast<std::uint8_t>(key);
            bool good = true;
            switch (key) {
                case type:
                    event.kind = read_word(kinds);
                    good = event.kind >= 0;
                    kind = static_cast<std::uint8_t>(event.kind);
                    break;
                case date:
                case begin: good = read_day(event.day); break;
                case end: good = read_day(event.end); break;
                case team: good = read_team(event.team); break;
                case written: good = read_truth(event.written); break;
                case recorded: good = read_truth(event.recorded); break;
                case told: good = read_truth(event.told); break;
                case qualified: good = read_truth(event.qualified); break;
                case reasoned: good = read_truth(event.reasoned); break;
                case chair:
                case reviewer: good = read_text(event.person); break;
                case conclusion: good = read_first(conclusion_words, event.agreed); break;
                case approver: good = read_first(approver_words, event.by_head); break;
                case proposed:
                case fine:
                case added_amount: good = read_money(event.money); break;
                default: good = read_count(event.days_late); break;
            }
            if (!good) return false;
            guess = &after_event_key[kind][static_cast<std::size_t>(key)];
        }
        return leave('}');
    }

    /// Of two values: is it the first?
    bool read_first(const Dictionary& words, Truth& into) {
        const int word = read_word(words);
        into = truth(word == 0);
        return word >= 0;
    }

    bool read_team(Team& into) {
        if (!enter('[')) return false;
        into.first = out->officer_count;
        into.known = true;
        while (more(']')) {
            if (out->officer_count == out->officers.size()) return false;
            Officer& officer = out->officers[out->officer_count++];
            officer = Officer{};
            if (!read_officer(officer)) return false;
        }
        into.count = static_cast<std::uint8_t>(out->officer_count - into.first);
        return leave(']');
    }

    bool read_officer(Officer& officer) {
        if (!enter('{')) return false;
        int guess = officer_name;
        while (more('}')) {
            const int key = read_key(officer_dictionary, static_cast<std::uint8_t>(guess));
            bool good = false;
            switch (key) {
                case officer_name: good = read_text(officer.name); break;
                case certificate: good = read_text(officer.certificate); break;
                case valid:
                    good = enter('[') && more(']') && read_day(officer.from) && more(']') && read_day(officer.until) &&
                           !more(']') && leave(']');
                    break;
                default: break;
            }
            if (!good) return false;
            guess = key < valid ? key + 1 : officer_name;
        }
        return leave('}');
    }

    Happening happening(const AnyEvent& event) const {
        const bool dated = event.day != unknown_day;
        return {{dated ? event.day : far_past, dated ? event.day : today}, yes};
    }
    void set_lasting(const AnyEvent& event, Lasting& into) const {
        static_cast<Happening&>(into) = happening(event);
        into.running = event.end == unknown_day;
        if (into.running)
            into.end = {far_future, far_future};
        else
            into.end = into.dated() ? Days{event.end, event.end} : into.days;
    }

    /// Moves an event to where its kind stands in the case. What the generator never writes is refused.
    bool place(const AnyEvent& event) {
        if (event.kind < 0 || event.day > today) return false;
        Case& c = *out;
        const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(event.kind);
        constexpr std::uint32_t several = 1U << k_questioning | 1U << k_inspection | 1U << k_preserved |
                                          1U << k_handled | 1U << k_notice | 1U << k_added;
        if ((listed & bit & ~several) != 0) return false;
        listed |= bit;
        const Happening when = happening(event);
        switch (event.kind) {
            case k_found: c.found = when; break;
            case k_filed: c.filed = when; break;
            case k_questioning:
            case k_inspection:
                if (c.evidence.full()) return false;
                c.evidence.insert({when, event.team, event.written, event.recorded});
                break;
            case k_preserved:
                if (c.preserved.full()) return false;
                c.preserved.insert({when, event.team});
                break;
            case k_handled:
                if (c.handled.full()) return false;
                c.handled.insert(when);
                break;
            case k_appraisal: set_lasting(event, c.appraisal); break;
            case k_notice:
                if (c.notices.full()) return false;
                c.notices.insert({when, event.money, event.told});
                break;
            case k_plea: c.plea = when; break;
            case k_plea_reviewed: c.plea_reviewed = when; break;
            case k_asked: c.asked = when; break;
            case k_notified: c.notified = when; break;
            case k_hearing:
                set_lasting(event, c.hearing);
                c.hearing.chair = event.person;
                break;
            case k_review: c.review = {when, event.person, event.qualified, event.agreed}; break;
            case k_discussed: c.discussed = when; break;
            case k_extension: c.extension = {when, event.by_head}; break;
            case k_decision: c.decision = {when, event.money, event.reasoned}; break;
            case k_served: c.served = when; break;
            case k_published: c.published = when; break;
            case k_paid: c.paid = when; break;
            case k_added:
                if (c.added.full()) return false;
                c.added.insert({when, event.money, event.days_late});
                break;
            case k_closed: c.closed = when; break;
            default: c.archived = when; break;
        }
        return true;
    }

    /// Of a kind that nobody says is complete, one more may have happened.
    bool add_possible() {
        constexpr std::uint32_t all = (1U << event_kinds.size()) - 1;
        const std::uint32_t open_kinds = all & ~closed;
        if (open_kinds == 0) return true;
        if ((open_kinds & listed) != 0) return false;
        Case& c = *out;
        const Happening maybe{{far_past, today}, unknown};
        const std::array<Happening*, 23> single{
            &c.found,    &c.filed,         nullptr,      nullptr,     nullptr,    nullptr,   &c.appraisal, nullptr,
            &c.plea,     &c.plea_reviewed, &c.asked,     &c.notified, &c.hearing, &c.review, &c.discussed, &c.extension,
            &c.decision, &c.served,        &c.published, &c.paid,     nullptr,    &c.closed, &c.archived};
        for (unsigned kind = 0; kind < event_kinds.size(); ++kind) {
            if ((open_kinds >> kind & 1U) == 0) continue;
            if (single[kind]) *single[kind] = maybe;
            if (kind == k_appraisal) c.appraisal.end = maybe.days;
            if (kind == k_hearing) c.hearing.end = maybe.days;
            if (kind == k_questioning || kind == k_inspection) c.evidence.insert({maybe, {}, unknown, no});
            if (kind == k_preserved) c.preserved.insert({maybe, {}});
            if (kind == k_handled) c.handled.insert(maybe);
            if (kind == k_notice) c.notices.insert({maybe, unknown_money, unknown});
            if (kind == k_added) c.added.insert({maybe, unknown_money, unknown_count});
        }
        return true;
    }
};

Decoder::Decoder() : state_(std::make_unique<State>()) {}
Decoder::~Decoder() = default;

bool Decoder::decode(std::string_view line, Case& into) {
    if (!state_->start(line)) return false;
    into.clear();
    state_->out = &into;
    return state_->read_case() && state_->at_end();
}

}  // namespace fadu::bench
