// Fadu checks cases against rules that are written as law is written.
//
// "以事实为根据，以法律为准绳": facts are the ground, the law is the plumb line. The plumb line is a rule file; the facts are
// cases, as JSON, as tables, or in your own structs; what comes back are findings: for each rule and each occasion on which
// it applies one verdict, with the article, the facts it rests on, what is missing and what to do.
//
// -----------------------------------------------------------------------------------------------------------------------
// FROM RULES TO FINDINGS
//
//    auto rules = fadu::load("rules/cn/administrative-penalty");        // a directory, or a file
//    if (!rules) { std::cerr << rules.error().to_text(); return; }
//
//    auto checked = (*rules)->check_json(json, {.as_of = fadu::time::make_day(2023, 7, 15)});
//    if (!checked) { std::cerr << checked.error().to_text(); return; }
//
//    for (const auto& one : checked->cases)
//        for (const auto& finding : one.findings)
//            std::cout << one.case_id << ' ' << finding.rule << ": " << finding.message << '\n';
//
// The as-of date is an input and always needed: the library never looks at the clock, nor at the locale or the environment.
// What happened after it has not happened yet.
//
// -----------------------------------------------------------------------------------------------------------------------
// RULES
//
// fadu::load reads rule files and gives a std::shared_ptr<const fadu::Rules>, or fadu::Problems: every error of every file,
// each with its place, in Chinese and English (to_text renders them). Rules that load with warnings load; see
// Rules::warnings. fadu::load_text takes a rule file from memory.
//
// Rules are immutable. Load once, share the pointer between as many threads as you like, call check on it from all of them
// at once.
//
// -----------------------------------------------------------------------------------------------------------------------
// CASES
//
// check_json takes one case or an array of them; check_text the other formats (NDJSON, CSV, event logs), with a
// facts::Mapping from outside names. A record that cannot be read is skipped and reported in Checked::notes. A
// facts::Case built by hand goes to Rules::check. For streams, hand facts::read_cases a callback that calls check.
//
// Your own structs: describe them once (facts/bind.hpp), and
//
//    auto bind = fadu::facts::Binder<Penalty>::make((*rules)->rulebook(), (*rules)->case_record().value()).value();
//    auto one = (*rules)->check(bind(penalty), options);
//
// A fact that is left out is unknown, not false. Where it matters the verdict is undetermined (存疑), and
// Finding::missing names the facts that would decide it.
//
// Where the rules speak of several records (记录), say which one a case is: check_json(json, options, "处罚案件"),
// or let each JSON case say it itself.
//
// -----------------------------------------------------------------------------------------------------------------------
// FINDINGS
//
// A findings::Finding has the rule, the verdict, the severity, the citations, the message in the rulebook's words, the
// deciding facts with path and value, due dates, what is missing, and advice. By default the findings are breaches, duties
// still open, doubts and conflicts; CheckOptions::verdicts = findings::Selection::all() gives the others too.
//
//    fadu::findings::write_text(one)                 a report for people           (findings/write_text.hpp)
//    fadu::findings::check_json(receipt, cases)      JSON, docs/findings.schema.json (findings/write_json.hpp)
//    (*rules)->explain(finding, options)             why, as a tree                (findings/explanation.hpp)
//    (*rules)->remedy(finding, options)              what would set it right       (findings/remedy.hpp)
//    (*rules)->why_not(finding, options)             why a rule did not fire       (findings/why_not.hpp)
//    (*rules)->next_steps(case, options)             what may be done next         (findings/next_steps.hpp)
//    (*rules)->receipt(options)                      what the answer was computed with
//    fadu::follow_up(answers, events, day)           what became of findings       (follow_up.hpp)
//
// -----------------------------------------------------------------------------------------------------------------------
// MANY CASES
//
// Rules over groups and pairs of cases (同一 … 的 每组, 每两次) speak after the last case. check_json and check_text give
// their findings in Checked::batch. For streams, and for figures (指标), hand each case to a BatchCheck:
//
//    fadu::BatchCheck batch(*rules, options);
//    for (auto& value : cases) use(batch.add(std::move(value)));        // the case's own findings
//    for (const auto& finding : batch.findings().findings) …            // finding.cases: the ids of those it speaks of
//    std::cout << fadu::findings::write_text(batch.figures());          // a table; write_csv, figures_json
//
// A scorecard (评查表) takes points off one checked case:
//
//    const int card = (*rules)->scorecard().value();                    // the only one, or by name
//    std::cout << fadu::findings::write_text((*rules)->score(one, card, options));
//
// -----------------------------------------------------------------------------------------------------------------------
// PARAMETERS AND CALENDARS
//
//    fadu::CheckOptions options{.as_of = day};
//    options.parameters["及时"] = (*rules)->parameter_value("及时", "3个工作日").value();
//    options.calendar = &my_calendar;                // time::Calendar::parse; by default time::Calendar::china()
//
// -----------------------------------------------------------------------------------------------------------------------
// ERRORS
//
// Nothing is thrown for what comes from outside: bad rule files, bad cases and bad parameters are values (tl::expected). An
// error inside one case (a year beyond the calendar, an overflow) is an unknown with its cause and stops nothing else.
#pragma once

#include "fadu/findings/write_json.hpp"
#include "fadu/findings/write_text.hpp"
#include "fadu/rules.hpp"
