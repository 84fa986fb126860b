#include "convert.hpp"

#include <array>

namespace fadu::python {

py::object from_package(const char* module, const char* name) { return py::module_::import(module).attr(name); }

py::object to_date(time::Day day) {
    const std::chrono::year_month_day date{day};
    return py::module_::import("datetime")
        .attr("date")(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                      static_cast<unsigned>(date.day()));
}

py::object to_date(const std::optional<time::Day>& day) {
    if (!day) return py::none();
    return to_date(*day);
}

py::object to_datetime(time::Moment moment) {
    if (moment < time::start_of(time::earliest_day) || moment >= time::end_of(time::latest_day)) return py::none();
    const time::Day day = time::day_of(moment);
    const std::chrono::year_month_day date{day};
    const std::int64_t seconds = moment.seconds - time::start_of(day).seconds;
    return py::module_::import("datetime")
        .attr("datetime")(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                          static_cast<unsigned>(date.day()), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

time::Day to_day(py::handle value) {
    if (py::isinstance(value, py::module_::import("datetime").attr("date")))
        return time::make_day(value.attr("year").cast<int>(), value.attr("month").cast<unsigned>(),
                              value.attr("day").cast<unsigned>());
    if (!py::isinstance<py::str>(value))
        throw py::type_error("expected a datetime.date, found " + std::string(py::str(py::type::of(value))));
    const auto text = value.cast<std::string>();
    const auto day = time::parse_day(text);
    if (!day) throw py::value_error("not a date: '" + text + "' (2023-07-15, 2023年7月15日)");
    return *day;
}

py::object to_number(model::Number number) {
    const std::string decimal = model::to_decimal(number, 18);
    if (decimal.find('/') == std::string::npos) return py::module_::import("decimal").attr("Decimal")(decimal);
    return py::module_::import("fractions").attr("Fraction")(number.numerator(), number.denominator());
}

py::object text_or_none(std::string_view text) {
    if (text.empty()) return py::none();
    return py::str(text.data(), text.size());
}

py::tuple texts(const std::vector<std::string>& values) { return py::tuple(py::cast(values)); }

text::Language to_language(const std::string& name) {
    if (name == "zh") return text::Language::zh;
    if (name == "en") return text::Language::en;
    throw py::value_error("language is 'zh' or 'en', not '" + name + "'");
}

py::object to_python(const text::Diagnostic& diagnostic, const text::Sources& sources, text::Language language) {
    constexpr std::array levels{"error", "warning", "hint"};
    py::object file = py::none(), line = py::none(), column = py::none();
    if (diagnostic.span.file < sources.size()) {
        const text::Source& source = sources[diagnostic.span.file];
        const text::Position position = source.position(diagnostic.span.begin);
        file = py::str(source.name());
        line = py::int_(position.line);
        column = py::int_(position.column);
    }
    text::RenderOptions options;
    options.language = language;
    return from_package("fadu._types", "Diagnostic")(
        diagnostic.code, levels.at(static_cast<std::size_t>(diagnostic.level)), diagnostic.message.in(language), file,
        line, column, text_or_none(diagnostic.help.in(language)), text::render(diagnostic, sources, options));
}

py::list to_python(const Problems& problems, text::Language language) {
    static const text::Sources none;
    py::list list;
    for (const text::Diagnostic& diagnostic : problems.diagnostics)
        list.append(to_python(diagnostic, problems.sources ? *problems.sources : none, language));
    return list;
}

void raise(const char* error, const Problems& problems, text::Language language) {
    text::RenderOptions options;
    options.language = language;
    const py::object type = from_package("fadu._errors", error);
    const py::object value = type(problems.to_text(options), py::tuple(to_python(problems, language)));
    PyErr_SetObject(type.ptr(), value.ptr());
    throw py::error_already_set();
}

void raise(const char* error, const text::Message& message, text::Language language) {
    const py::object type = from_package("fadu._errors", error);
    PyErr_SetObject(type.ptr(), type(message.in(language)).ptr());
    throw py::error_already_set();
}

bool SignalWatch::interrupted() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(50)) return false;
    last_ = now;
    const py::gil_scoped_acquire lock;
    return PyErr_CheckSignals() != 0;
}

}  // namespace fadu::python
