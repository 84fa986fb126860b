// The holiday calendar and the counting of periods, each day accounted for.
#include "fadu/time/argument.hpp"
#include "fadu/time/explain.hpp"
#include "session.hpp"

namespace fadu::python {
namespace {

using time::Calendar;

const char* kind_name(time::DayKind kind) {
    switch (kind) {
        case time::DayKind::working_day: return "working_day";
        case time::DayKind::make_up_day: return "make_up_day";
        case time::DayKind::weekend: return "weekend";
        case time::DayKind::public_holiday: return "public_holiday";
    }
    return "";
}

const char* use_name(time::DayUse use) {
    switch (use) {
        case time::DayUse::anchor: return "anchor";
        case time::DayUse::counted: return "counted";
        case time::DayUse::weekend: return "weekend";
        case time::DayUse::public_holiday: return "public_holiday";
        case time::DayUse::excluded: return "excluded";
        case time::DayUse::jumped: return "jumped";
        case time::DayUse::rolled: return "rolled";
    }
    return "";
}

[[noreturn]] void raise_count(const time::CountError& error, text::Language language) {
    python::raise("CalendarError", error.message(), language);
}

time::Day known(const Calendar& calendar, py::handle value) {
    const time::Day day = to_day(value);
    if (!calendar.knows(day)) raise_count({time::CountErrorKind::beyond_calendar, day}, text::Language::zh);
    return day;
}

Calendar parse(const std::string& text, const std::string& name, const std::string& language) {
    auto calendar = Calendar::parse(text);
    if (calendar) return std::move(*calendar);
    auto sources = std::make_shared<text::Sources>();
    sources->add(name, text);
    raise("CalendarError", Problems{sources, std::move(calendar.error())}, to_language(language));
}

/// A due day and how it was come by.
struct Due {
    time::Count count;
    std::string period;
};

time::Roll to_roll(const std::string& name) {
    if (name == "none") return time::Roll::none;
    if (name == "public_holidays") return time::Roll::public_holidays;
    if (name == "rest_days") return time::Roll::rest_days;
    throw py::value_error("roll is 'none', 'public_holidays' or 'rest_days', not '" + name + "'");
}

time::Backward to_backward(const std::string& name) {
    if (name == "one_end") return time::Backward::one_end;
    if (name == "both_ends") return time::Backward::both_ends;
    throw py::value_error("backward is 'one_end' or 'both_ends', not '" + name + "'");
}

Due due_day(py::handle start, const std::string& words, const std::optional<std::string>& roll,
            const std::optional<std::string>& backward, const std::vector<py::tuple>& excluding,
            const std::shared_ptr<Calendar>& calendar, const std::shared_ptr<Rules>& rules, std::size_t source,
            const std::string& language) {
    const text::Language spoken = to_language(language);
    const time::Day day = to_day(start);
    const auto period = time::parse_period_argument(words);
    if (!period) python::raise("CalendarError", period.error(), spoken);
    time::CountingPolicy policy;
    if (rules) policy = policy_of(*rules, source);
    if (roll) policy.roll = to_roll(*roll);
    if (backward) policy.backward = to_backward(*backward);
    std::vector<time::Exclusion> exclusions;
    for (const py::tuple& days : excluding) {
        if (days.size() != 2 && days.size() != 3)
            throw py::value_error("excluding takes (first, last) or (first, last, name)");
        std::string name =
            days.size() == 3 ? days[2].cast<std::string>() : text::Message{"不计入期限", "excluded"}.in(spoken);
        exclusions.push_back({to_day(days[0]), to_day(days[1]), std::move(name)});
    }
    const bool forward = period->direction == time::Direction::forward;
    if (!forward && !exclusions.empty()) throw py::value_error("excluding is for counting forward only");
    const Calendar& days = calendar ? *calendar : Calendar::china();
    auto count = forward ? time::due_day(day, period->period, policy, days, exclusions, time::Explain::yes)
                         : time::latest_day_before(day, period->period, policy, days, time::Explain::yes);
    if (!count) raise_count(count.error(), spoken);
    return {std::move(*count), time::to_string(period->period, spoken)};
}

py::tuple notes(const Due& due) {
    const py::object make = from_package("fadu._types", "DayNote");
    py::list list;
    for (const time::DayNote& note : due.count.days) {
        py::object number = py::none();
        if (note.count > 0) number = py::int_(note.count);
        list.append(make(to_date(note.day), use_name(note.use), number, note.make_up, text_or_none(note.label)));
    }
    return py::tuple(list);
}

std::string explain(const Due& due, bool full, const std::string& language) {
    std::string text;
    for (const std::string& line :
         time::explain(due.count, to_language(language), full ? time::Detail::full : time::Detail::brief))
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

void add_calendar(py::module_& module) {
    py::class_<Calendar, std::shared_ptr<Calendar>>(
        module, "Calendar", "A holiday calendar. Beyond its years nothing is guessed: CalendarError.")
        .def_static("china", [] { return Calendar::china(); })
        .def_static("parse", &parse, py::arg("text"), py::arg("name") = "calendar", py::arg("language") = "zh")
        .def_property_readonly("first_year", &Calendar::first_year)
        .def_property_readonly("last_year", &Calendar::last_year)
        .def_property_readonly("content_hash", &Calendar::content_hash)
        .def(
            "knows", [](const Calendar& calendar, py::handle day) { return calendar.knows(to_day(day)); },
            py::arg("day"))
        .def(
            "kind",
            [](const Calendar& calendar, py::handle day) { return kind_name(calendar.kind(known(calendar, day))); },
            py::arg("day"))
        .def(
            "is_working_day",
            [](const Calendar& calendar, py::handle day) { return calendar.is_working(known(calendar, day)); },
            py::arg("day"))
        .def(
            "label",
            [](const Calendar& calendar, py::handle day) { return text_or_none(calendar.label(known(calendar, day))); },
            py::arg("day"))
        .def(
            "working_days_between",
            [](const Calendar& calendar, py::handle after, py::handle upto) {
                return calendar.working_days_between(known(calendar, after), known(calendar, upto));
            },
            py::arg("after"), py::arg("upto"))
        .def("__contains__", [](const Calendar& calendar, py::handle day) { return calendar.knows(to_day(day)); })
        .def("__repr__", [](const Calendar& calendar) {
            return "<fadu.Calendar " + std::to_string(calendar.first_year()) + "-" +
                   std::to_string(calendar.last_year()) + " " + calendar.content_hash() + ">";
        });
}

}  // namespace

void add_time(py::module_& module) {
    add_calendar(module);
    py::class_<Due>(module, "DueDay", "A day that a count led to, and how every day on the way was used.")
        .def_property_readonly("day", [](const Due& due) { return to_date(due.count.due); })
        .def_property_readonly("before_rolling", [](const Due& due) { return to_date(due.count.unrolled); })
        .def_property_readonly("period", [](const Due& due) { return due.period; })
        .def_property_readonly("days", &notes)
        .def("explain", &explain, py::arg("full") = false, py::arg("language") = "zh")
        .def("__str__", [](const Due& due) { return time::to_string(due.count.due); })
        .def("__repr__", [](const Due& due) {
            return "<fadu.DueDay " + time::to_string(due.count.due) + " (" + due.period + ")>";
        });
    module.def("due_day", &due_day, py::arg("start"), py::arg("period"), py::arg("roll"), py::arg("backward"),
               py::arg("excluding"), py::arg("calendar"), py::arg("rules"), py::arg("source"), py::arg("language"));
}

}  // namespace fadu::python
