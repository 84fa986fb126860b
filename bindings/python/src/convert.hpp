// Between Python's values and the library's: dates, exact numbers, languages, diagnostics as exceptions. What every part
// of the extension needs; the interpreter's lock is held wherever a py:: value is touched.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu::python {

namespace py = pybind11;

/// A class or function of the Python half of the package: fadu._types, fadu._errors.
py::object from_package(const char* module, const char* name);

/// datetime.date from a day.
py::object to_date(time::Day day);
/// None where there is no day.
py::object to_date(const std::optional<time::Day>& day);
/// datetime.datetime of the wall clock; None outside the years 1 to 9999.
py::object to_datetime(time::Moment moment);
/// A day from datetime.date or datetime.datetime (its date) or text as the rules write it. TypeError or ValueError else.
time::Day to_day(py::handle value);

/// decimal.Decimal where the number ends in decimals, fractions.Fraction otherwise.
py::object to_number(model::Number number);

/// None for an empty text.
py::object text_or_none(std::string_view text);
py::tuple texts(const std::vector<std::string>& values);

/// "zh" or "en"; ValueError else.
text::Language to_language(const std::string& name);

/// fadu.Diagnostic.
py::object to_python(const text::Diagnostic& diagnostic, const text::Sources& sources, text::Language language);
py::list to_python(const Problems& problems, text::Language language);

/// Throws fadu.LoadError, fadu.InputError or fadu.CalendarError with what was wrong, as text and as diagnostics.
[[noreturn]] void raise(const char* error, const Problems& problems, text::Language language);
/// The same for a message without a place.
[[noreturn]] void raise(const char* error, const text::Message& message, text::Language language);

/// Asks now and then whether a signal has come in; for loops that run with the interpreter's lock released.
class SignalWatch {
  public:
    /// True once a signal's handler has raised: stop, take the lock back and throw py::error_already_set.
    bool interrupted();

  private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// One function a part of the extension: adds its classes to the module.
void add_time(py::module_& module);
void add_findings(py::module_& module);
void add_rules(py::module_& module);
void add_examples(py::module_& module);

}  // namespace fadu::python
