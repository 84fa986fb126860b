// bench_facts: what the peers are given. Cases of which everything is known, as plain numbers with every working day counted
// and every period already ended, and which of the checks the interpreter finds violated. Less work than Fadu does.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fmt/format.h>

#include "fadu/engine/interpreter.hpp"
#include "file.hpp"
#include "generate/lists.hpp"
#include "reference.hpp"
#include "twin/checks.hpp"
#include "twin/decode.hpp"

namespace {

using namespace fadu::bench;

Day day_of(const Happening& one) { return one.happened == no ? -1 : one.days.low; }

/// Two officers of one step with the same certificate, which happens once in some ten thousand cases: peers that count
/// without telling apart would have to answer wrongly.
bool shares_certificates(const Case& c) {
    for (const Evidence& step : c.evidence)
        for (std::size_t i = 0; i < step.team.count; ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (c.officers[step.team.first + i].certificate == c.officers[step.team.first + k].certificate)
                    return true;
    return false;
}

/// In fen, as the peers' numbers; -1 where a case has none.
std::string facts_of(const Case& c, const Checks& checks) {
    const WorkCalendar& calendar = checks.calendar();
    const Lists& lists = checks.lists();
    std::string evidence, notices;
    for (const Evidence& step : c.evidence) {
        std::string officers;
        for (std::size_t i = step.team.first; i < static_cast<std::size_t>(step.team.first + step.team.count); ++i)
            officers += fmt::format("{}{{\"cert\":{},\"from\":{},\"until\":{}}}", officers.empty() ? "" : ",", i,
                                    c.officers[i].from, c.officers[i].until);
        evidence +=
            fmt::format("{}{{\"day\":{},\"officers\":[{}]}}", evidence.empty() ? "" : ",", day_of(step), officers);
    }
    for (const Notice& notice : c.notices)
        notices += fmt::format("{}{{\"day\":{},\"fine\":{},\"told\":{}}}", notices.empty() ? "" : ",", day_of(notice),
                               notice.fine, notice.told == yes);
    const Days decision_due = c.filed.happened == no ? Days{} : put_off(c, c.filed.days);
    const Truth heard = c.decision.happened == no ? c.hearing.happened : done_before(c.hearing, c.decision.days);
    const bool five_years = c.life == yes && c.harm != 0;
    const auto due = [&](const Happening& from, int days) {
        return from.happened == no ? -1 : calendar.after(from.days.low, days);
    };
    std::string text = "{";
    const auto add = [&](const char* key, const auto& value) {
        text += fmt::format("{}\"{}\":{}", text.size() == 1 ? "" : ",", key, value);
    };
    add("asOf", today);
    add("ordinary", c.procedure == 0);
    add("natural", c.party == 0);
    add("evidence", "[" + evidence + "]");
    add("notices", "[" + notices + "]");
    add("threshold", lists.hearing_threshold[c.region][c.party].low);
    add("found", day_of(c.found));
    add("foundDue", due(c.found, 15));
    add("filed", day_of(c.filed));
    add("filedDue", decision_due.low);
    add("decided", day_of(c.decision));
    add("weekAfter", due(c.decision, 7));
    add("served", day_of(c.served));
    add("published", day_of(c.published));
    add("paid", day_of(c.paid));
    add("payDue", c.served.happened == no ? -1 : calendar.rolled(c.served.days.low + 15));
    add("hearing", day_of(c.hearing));
    add("noticeDue", c.hearing.happened == no ? -1 : calendar.before(c.hearing.days.low, 7));
    add("notified", day_of(c.notified));
    add("needsReview", c.public_interest == yes || c.complex == yes || heard == yes);
    add("reviewed", day_of(c.review));
    add("agreed", c.review.agreed == yes);
    add("grave", c.grave == yes);
    add("discussed", day_of(c.discussed));
    add("fine", c.decision.happened == no ? -1 : c.decision.fine);
    add("limitationEnd", add_months(c.ended, five_years ? 60 : 24));
    add("rangeLow", std::max<std::int64_t>(lists.fine_range[c.cause][0], 0));
    add("rangeHigh", lists.fine_range[c.cause][1]);
    return text;
}

/// Bits of the norms of which a verdict is 违反; false if any is 存疑.
bool violations(const Verdicts& verdicts, unsigned& bits) {
    bits = 0;
    std::size_t at = 0;
    for (std::size_t norm = 0; norm < verdicts.norms; ++norm)
        for (; at < verdicts.end[norm]; ++at) {
            if (verdicts.verdict[at] == undetermined) return false;
            if (verdicts.verdict[at] == violated) bits |= 1U << norm;
        }
    return true;
}

int write_cases(std::size_t wanted) {
    const auto reference = Reference::load("fifteen.fadu");
    if (!reference) return 2;
    const Checks checks;
    Decoder decoder;
    for (std::uint64_t number = 0; wanted > 0; number += 1000) {
        Corpus corpus;
        for (std::uint64_t i = number; i < number + 1000; ++i) {
            corpus.begins.push_back(corpus.text.size());
            Random unused(0, 0);
            write(make_case(usual_seed, i, {.fields = 0, .dates = 0, .incomplete = 0}), Encoding::plain, unused,
                  corpus.text);
            corpus.text += '\n';
        }
        corpus.begins.push_back(corpus.text.size());
        corpus.text.append(64, ' ');
        std::string complaint;
        const auto read = reference->read(corpus, complaint);
        for (std::size_t i = 0; i < read.size() && wanted > 0; ++i) {
            Case value;
            unsigned bits = 0;
            if (!decoder.decode(corpus.line(i), value) || shares_certificates(value) ||
                !violations(reference->verdicts(read[i]), bits))
                continue;
            std::printf("%s,\"expected\":%u}\n", facts_of(value, checks).c_str(), bits);
            --wanted;
        }
    }
    return 0;
}

/// First a line with the rows of the list, then a line a case.
int write_list(std::size_t wanted, std::size_t rows) {
    const auto rules = fadu::load_text("list.fadu", make_list(rows));
    if (!rules) return std::fputs(rules.error().to_text().c_str(), stderr), 2;
    std::string text;
    for (const ListRow& row : list_rows(rows))
        text += fmt::format("{}{{\"item\":\"{}\",\"first\":{},\"last\":{},\"below\":{},\"way\":{}}}",
                            text.empty() ? "" : ",", row.item, row.first_degree, row.last_degree,
                            row.below < 0 ? 2'000'000'000 : row.below, row.way);
    std::printf("[%s]\n", text.c_str());
    const auto& book = (*rules)->rulebook();
    const Corpus corpus = make_list_corpus(wanted * 2, rows);
    fadu::engine::CheckOptions options;
    options.as_of = as_of();
    options.messages = false;
    fadu::facts::read_cases(book, 0, fadu::facts::Format::ndjson, corpus.all(), 0, [&](fadu::facts::Case&& value) {
        const auto& slots = value.root.slots;  // 案号, 事项, 程度, 金额, 处理
        for (const auto& slot : slots)
            if (slot.knowledge != fadu::facts::Knowledge::known) return true;
        const auto position = [&](std::size_t field) {
            return std::get<fadu::model::Enumerator>(slots[field].value).position;
        };
        const auto found = fadu::engine::interpret(book, value, options);
        std::printf("{\"item\":\"%s\",\"degree\":%d,\"amount\":%d,\"way\":%d,\"expected\":%d}\n",
                    std::get<std::string>(slots[1].value).c_str(), position(2),
                    static_cast<int>(std::get<fadu::model::Number>(slots[3].value).numerator() / 100), position(4),
                    found.outcomes.front().verdict == fadu::engine::Verdict::violated ? 1 : 0);
        return --wanted > 0;
    });
    return 0;
}

/// How often the interpreter finds each rule of log.fadu violated, and in how many cases.
int write_log_expectation(const char* file) {
    const auto rules = fadu::load(FADU_BENCH_RULES "/log.fadu");
    if (!rules) return std::fputs(rules.error().to_text().c_str(), stderr), 2;
    const auto mapping = fadu::facts::read_mapping(contents(FADU_BENCH_RULES "/log.map.json"));
    if (!mapping) return 2;
    const auto& book = (*rules)->rulebook();
    fadu::engine::CheckOptions options;
    options.as_of = as_of();
    options.messages = false;
    std::vector<int> counts(book.rules.size()), cases(book.rules.size());
    fadu::facts::read_cases(
        book, 0, fadu::facts::Format::event_log, contents(file), 0,
        [&](fadu::facts::Case&& value) {
            std::vector<int> here(book.rules.size());
            for (const auto& outcome : fadu::engine::interpret(book, value, options).outcomes)
                if (outcome.verdict == fadu::engine::Verdict::violated)
                    ++here[static_cast<std::size_t>(outcome.norm.index)];
            for (std::size_t i = 0; i < here.size(); ++i) {
                counts[i] += here[i];
                cases[i] += here[i] > 0 ? 1 : 0;
            }
            return true;
        },
        &*mapping);
    for (std::size_t i = 0; i < counts.size(); ++i)
        std::printf("%s\"%s\": [%d, %d]", i == 0 ? "{" : ", ", book.rules[i].name.c_str(), counts[i], cases[i]);
    std::puts("}");
    return 0;
}

/// Every day of the calendar that is not worked.
int write_days_off() {
    const auto& china = fadu::time::Calendar::china();
    const char* before = "[";
    const fadu::time::Day last = fadu::time::make_day(china.last_year(), 12, 31);
    for (fadu::time::Day day = fadu::time::make_day(china.first_year(), 1, 1); day <= last;
         day += std::chrono::days{1}) {
        if (china.is_working(day)) continue;
        std::printf("%s\"%s\"", before, fadu::time::to_string(day).c_str());
        before = ", ";
    }
    std::puts("]");
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::strcmp(arguments[1], "cases") == 0)
        return write_cases(std::strtoull(arguments[2], nullptr, 10));
    if (count == 4 && std::strcmp(arguments[1], "list") == 0)
        return write_list(std::strtoull(arguments[2], nullptr, 10), std::strtoull(arguments[3], nullptr, 10));
    if (count == 3 && std::strcmp(arguments[1], "log") == 0) return write_log_expectation(arguments[2]);
    if (count == 2 && std::strcmp(arguments[1], "days-off") == 0) return write_days_off();
    std::fputs(
        "usage: bench_facts cases N\n       bench_facts list N ROWS\n       bench_facts log FILE\n       bench_facts "
        "days-off\n",
        stderr);
    return 2;
}
