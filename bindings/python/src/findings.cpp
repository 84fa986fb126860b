// Answers and findings as Python sees them: words as text, dates as datetime.date, money as decimal.Decimal, what is not
// known as None.
#include "fadu/findings/describe.hpp"
#include "fadu/findings/write_json.hpp"
#include "fadu/findings/write_text.hpp"
#include "session.hpp"

namespace fadu::python {
namespace {

using findings::Finding;

findings::Wording wording_of(const Answer& answer) {
    const Rules& rules = *answer.settings->rules;
    return {&rules.rulebook(), &rules.sources(), answer.settings->options.language};
}

py::object verdict(engine::Verdict verdict) {
    return from_package("fadu._types", "Verdict")(std::string(findings::verdict_code(verdict)));
}

py::object severity(model::Grade grade) {
    if (grade == model::Grade::none) return py::none();
    return from_package("fadu._types", "Severity")(std::string(findings::grade_code(grade)));
}

// ---- values of facts -----------------------------------------------------------------------------------------------

py::object number(model::Number number, model::TypeKind kind) {
    if (kind == model::TypeKind::integer && number.is_integer()) return py::int_(number.numerator());
    if (kind != model::TypeKind::money) return to_number(number);
    const auto yuan = model::divide(number, model::Number(100));
    return yuan ? to_number(*yuan) : py::none();
}

py::object moment_or_day(const engine::TimeInterval& when, model::TypeKind kind) {
    if (when.earliest != when.latest) return py::none();
    if (kind == model::TypeKind::moment && when.earliest.is_exact()) return to_datetime(when.earliest.begin);
    return to_date(time::day_of(when.earliest.begin));
}

py::object value(const engine::Value& value, const findings::Wording& wording);

/// A list of plain values as a tuple; of records, in words.
py::object items(const engine::Elements& list, const engine::Value& whole, const findings::Wording& wording) {
    py::list values;
    for (const engine::Element& element : list.elements) {
        const bool plain = element.value.type.kind != model::TypeKind::record &&
                           element.value.type.kind != model::TypeKind::occurrence &&
                           element.value.type.kind != model::TypeKind::gap;
        if (!plain || element.member != engine::Truth::yes || !element.value.is_known())
            return py::str(findings::describe(whole, wording));
        values.append(value(element.value, wording));
    }
    return py::tuple(values);
}

/// A known value of a type that Python has a type for; words for the others (spans, ranges, records); None if it is not
/// known, or known to be none.
py::object value(const engine::Value& value, const findings::Wording& wording) {
    using model::TypeKind;
    if (!value.is_known() || !value.may_be_value) return py::none();
    if (const auto* truth = std::get_if<engine::Truth>(&value.domain)) return py::bool_(*truth == engine::Truth::yes);
    if (const auto* numbers = std::get_if<engine::NumberInterval>(&value.domain); numbers != nullptr && numbers->low)
        return number(*numbers->low, value.type.kind);
    if (const auto* text = std::get_if<std::string>(&value.domain)) return py::str(*text);
    if (const auto* when = std::get_if<engine::TimeInterval>(&value.domain))
        return moment_or_day(*when, value.type.kind);
    if (const auto* days = std::get_if<model::DayInterval>(&value.domain))
        return py::make_tuple(to_date(days->first), to_date(days->last));
    if (const auto* list = std::get_if<engine::Elements>(&value.domain)) return items(*list, value, wording);
    return py::str(findings::describe(value, wording));
}

/// "Did it happen" says when, where it did.
py::object value(const engine::Trace& leaf, const findings::Wording& wording) {
    const engine::Event* event = leaf.event;
    if (event == nullptr || event->happened != engine::Truth::yes) return value(leaf.value, wording);
    if (!event->dated()) return py::none();
    return event->begin_earliest.is_exact() ? to_datetime(event->begin_earliest.begin) : to_date(event->day());
}

const engine::Trace* find(const engine::Trace& trace, const std::string& path, const findings::Wording& wording) {
    if (trace.is_fact && !trace.path.empty() && findings::path_text(trace.path, wording) == path) return &trace;
    for (const engine::Trace& child : trace.children)
        if (const engine::Trace* found = find(child, path, wording)) return found;
    return nullptr;
}

/// Where the finding took the fact from.
const engine::Trace* find(const engine::Outcome& outcome, const std::string& path, const findings::Wording& wording) {
    std::vector<const engine::Trace*> traces;
    for (const engine::Trace& key : outcome.common) traces.push_back(&key);
    if (outcome.applies) traces.push_back(&*outcome.applies);
    if (outcome.content) traces.push_back(&*outcome.content);
    for (const engine::ExceptionTrace& exception : outcome.exceptions) traces.push_back(&exception.trace);
    for (const engine::Trace* trace : traces)
        if (const engine::Trace* found = find(*trace, path, wording)) return found;
    return nullptr;
}

py::object act_day(const engine::Outcome& outcome, const std::string& words) {
    const engine::Event* act = outcome.act;
    if (act == nullptr || !act->dated() || act->happened != engine::Truth::yes) return py::none();
    const time::Day day = act->day();
    if (words != time::to_string(day)) return py::none();
    return to_date(day);
}

py::tuple facts(const FindingHandle& finding) {
    const findings::Wording wording = wording_of(*finding.answer);
    const py::object make = from_package("fadu._types", "Fact");
    const std::string unknown(wording.word("未知", "unknown"));
    py::list list;
    for (const findings::Fact& fact : finding->facts) {
        py::object typed = py::none();
        if (finding->outcome != nullptr && fact.value != unknown) {
            const engine::Trace* leaf = find(*finding->outcome, fact.path, wording);
            typed = leaf != nullptr ? value(*leaf, wording) : act_day(*finding->outcome, fact.value);
        }
        list.append(make(fact.path, typed, fact.value, text_or_none(fact.name)));
    }
    return py::tuple(list);
}

// ---- findings ------------------------------------------------------------------------------------------------------

py::tuple cites(const std::vector<findings::Cite>& cites) {
    const py::object make = from_package("fadu._types", "Cite");
    py::list list;
    for (const findings::Cite& cite : cites) list.append(make(cite.source, text_or_none(cite.article)));
    return py::tuple(list);
}

py::tuple norms(const Finding& finding) {
    const py::object make = from_package("fadu._types", "Norm");
    py::list list;
    for (const findings::NormNote& note : finding.norms)
        list.append(make(note.source, verdict(note.verdict), to_date(note.due), text_or_none(note.why_not)));
    return py::tuple(list);
}

py::tuple possible(const Finding& finding) {
    py::list list;
    for (const engine::Verdict one : finding.possible) list.append(verdict(one));
    return py::tuple(list);
}

py::object tree(const findings::Explanation& explanation, text::Language language) {
    py::list children;
    for (const findings::Explanation& child : explanation.children) children.append(tree(child, language));
    return from_package("fadu._types", "Explanation")(explanation.title, text_or_none(explanation.sentence),
                                                      py::tuple(children),
                                                      findings::write_explanation(explanation, language));
}

py::object explain(const FindingHandle& finding) {
    const Settings& settings = *finding.answer->settings;
    const findings::Explanation explanation = [&] {
        const py::gil_scoped_release unlocked;
        return settings.rules->explain(*finding, settings.options);
    }();
    return tree(explanation, settings.options.language);
}

py::tuple steps(const std::vector<findings::RemedyStep>& steps) {
    const py::object make = from_package("fadu._types", "RemedyStep");
    py::list list;
    for (const findings::RemedyStep& step : steps)
        list.append(make(step.kind, step.sentence, text_or_none(step.path), text_or_none(step.value),
                         text_or_none(step.event), to_date(step.day)));
    return py::tuple(list);
}

py::object remedy(const FindingHandle& handle) {
    const Settings& settings = *handle.answer->settings;
    Finding finding = *handle;  // the answer's own stays as it is: other threads read it
    const findings::Remedy* found = [&] {
        const py::gil_scoped_release unlocked;
        return settings.rules->remedy(finding, settings.options);
    }();
    if (found == nullptr) return py::none();
    return from_package("fadu._types", "Remedy")(std::string(findings::remedy_code(found->kind)), found->sentence,
                                                 steps(found->steps), to_date(found->until), verdict(found->result),
                                                 texts(found->redo), steps(found->limits));
}

std::string describe(const FindingHandle& finding) {
    std::string text = "<fadu.Finding " + std::string(findings::verdict_code(finding->verdict)) + " " + finding->rule;
    if (!finding->step.empty()) text += " " + finding->step;
    if (!finding->instance.empty()) text += " [" + finding->instance + "]";
    return text + ": " + finding->message + ">";
}

std::vector<FindingHandle> all(const std::shared_ptr<Answer>& answer) {
    std::vector<FindingHandle> handles;
    for (std::size_t i = 0; i < answer->findings.findings.size(); ++i) handles.push_back({answer, i});
    return handles;
}

std::string answer_text(const Answer& answer, bool batch) {
    const findings::TextOptions options{.language = answer.settings->options.language};
    return batch ? findings::write_batch_text(answer.findings, options)
                 : findings::write_text(answer.findings, options);
}

template <auto Member>
py::object text_member(const FindingHandle& finding) {
    return text_or_none((*finding).*Member);
}

template <auto Member>
py::tuple texts_member(const FindingHandle& finding) {
    return texts((*finding).*Member);
}

}  // namespace

void add_findings(py::module_& module) {
    py::class_<FindingHandle>(module, "Finding",
                              "One verdict of one rule on one occasion, with its article and its reasons.")
        .def_property_readonly("id", [](const FindingHandle& finding) { return finding->id; })
        .def_property_readonly("rule", [](const FindingHandle& finding) { return finding->rule; })
        .def_property_readonly("code", &text_member<&Finding::code>)
        .def_property_readonly("step", &text_member<&Finding::step>)
        .def_property_readonly("instance", &text_member<&Finding::instance>)
        .def_property_readonly("verdict", [](const FindingHandle& finding) { return verdict(finding->verdict); })
        .def_property_readonly("severity", [](const FindingHandle& finding) { return severity(finding->severity); })
        .def_property_readonly("cites", [](const FindingHandle& finding) { return cites(finding->cites); })
        .def_property_readonly("message", [](const FindingHandle& finding) { return finding->message; })
        .def_property_readonly("advice", &text_member<&Finding::advice>)
        .def_property_readonly("facts", &facts)
        .def_property_readonly("due", [](const FindingHandle& finding) { return to_date(finding->due); })
        .def_property_readonly("due_note", &text_member<&Finding::due_note>)
        .def_property_readonly("days_late", [](const FindingHandle& finding) { return finding->days_late; })
        .def_property_readonly("missing", &texts_member<&Finding::missing>)
        .def_property_readonly("possible", [](const FindingHandle& finding) { return possible(*finding); })
        .def_property_readonly("excused_by", &text_member<&Finding::excused_by>)
        .def_property_readonly("reason", &text_member<&Finding::reason>)
        .def_property_readonly("norms", [](const FindingHandle& finding) { return norms(*finding); })
        .def_property_readonly("referee", &text_member<&Finding::referee>)
        .def_property_readonly("treatment", &text_member<&Finding::treatment>)
        .def_property_readonly("treatment_cites",
                               [](const FindingHandle& finding) { return cites(finding->treatment_cites); })
        .def_property_readonly("cases", &texts_member<&Finding::cases>)
        .def_property_readonly(
            "case_id", [](const FindingHandle& finding) { return text_or_none(finding.answer->findings.case_id); })
        .def("explain", &explain)
        .def("remedy", &remedy)
        .def("__repr__", &describe)
        .def("__eq__",
             [](const FindingHandle& one, const py::object& other) {
                 if (!py::isinstance<FindingHandle>(other)) return false;
                 const auto& second = other.cast<const FindingHandle&>();
                 return one.answer == second.answer && one.index == second.index;
             })
        .def("__hash__", [](const FindingHandle& finding) {
            return py::hash(py::make_tuple(reinterpret_cast<std::uintptr_t>(finding.answer.get()), finding.index));
        });

    py::class_<Answer, std::shared_ptr<Answer>>(module, "Answer")
        .def_property_readonly("case_id", [](const Answer& answer) { return text_or_none(answer.findings.case_id); })
        .def_property_readonly("record", [](const Answer& answer) { return text_or_none(answer.findings.record); })
        .def_property_readonly("as_of", [](const Answer& answer) { return to_date(answer.settings->options.as_of); })
        .def_property_readonly("findings",
                               [](const std::shared_ptr<Answer>& answer) { return py::tuple(py::cast(all(answer))); })
        .def_property_readonly(
            "notes",
            [](const Answer& answer) { return py::tuple(to_python(*answer.notes, answer.settings->options.language)); })
        .def("case_json", [](const Answer& answer) { return findings::case_json(answer.findings); })
        .def("batch_json", [](const Answer& answer) { return findings::batch_line(answer.findings); })
        .def("receipt_json",
             [](const Answer& answer) {
                 const py::gil_scoped_release unlocked;
                 return findings::receipt_line(answer.settings->rules->receipt(answer.settings->options));
             })
        .def("text", &answer_text, py::arg("batch"));
}

}  // namespace fadu::python
