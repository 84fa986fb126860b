// The examples of rule files, for the pytest plugin: which there are, and what is wrong with one.
#include "fadu/examples.hpp"

#include "session.hpp"

namespace fadu::python {
namespace {

/// (name, file, line) of each, in the order of loading.
py::list list_examples(const std::shared_ptr<Rules>& rules) {
    py::list list;
    for (const ExampleReference& example : examples_of(*rules)) {
        const text::Source& source = rules->sources()[example.place.file];
        list.append(
            py::make_tuple(std::string(example.name()), source.name(), source.position(example.place.begin).line));
    }
    return list;
}

/// Failures as (file, line, expected, [found]) or (file, line, rendered diagnostic, []), then the notes on its case.
py::tuple run(const std::shared_ptr<Rules>& rules, std::size_t index, const std::string& language) {
    const text::Language spoken = to_language(language);
    const auto examples = examples_of(*rules);
    if (index >= examples.size()) throw py::index_error("there is no such example");
    const ExampleReport report = [&] {
        const py::gil_scoped_release unlocked;
        return run_example(rules, examples[index], spoken);
    }();
    text::RenderOptions options;
    options.language = spoken;
    py::list failures, notes;
    for (const ExampleFailure& failure : report.failures) {
        const text::Source& source = rules->sources()[failure.place.file];
        const std::string words =
            failure.unreadable ? text::render(*failure.unreadable, rules->sources(), options) : failure.expected;
        failures.append(
            py::make_tuple(source.name(), source.position(failure.place.begin).line, words, py::cast(failure.found)));
    }
    for (const Problems& problems : report.notes) notes.append(problems.to_text(options));
    return py::make_tuple(report.expectations, failures, notes);
}

}  // namespace

void add_examples(py::module_& module) {
    module.def("examples", &list_examples, py::arg("rules"));
    module.def("run_example", &run, py::arg("rules"), py::arg("index"), py::arg("language"));
}

}  // namespace fadu::python
