// Rule files in, what is in them out, and cases checked against them.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "fadu/facts/read.hpp"
#include "fadu/findings/describe.hpp"
#include "session.hpp"

namespace fadu::python {
namespace {

using Loaded = tl::expected<RulesPointer, Problems>;

/// Loads that were interrupted. They end by themselves (LoadOptions has limits); the interpreter waits for them at its
/// end, for they use what would be destroyed under them.
struct Abandoned {
    std::mutex mutex;
    std::vector<std::thread> threads;

    void add(std::thread thread) {
        const std::lock_guard hold(mutex);
        threads.push_back(std::move(thread));
    }
    void join() {
        const py::gil_scoped_release unlocked;
        const std::lock_guard hold(mutex);
        for (std::thread& thread : threads) thread.join();
        threads.clear();
    }
};
Abandoned& abandoned() {
    static Abandoned loads;
    return loads;
}

struct LoadJob {
    std::vector<std::string> paths;
    LoadOptions options;
    std::mutex mutex;
    std::condition_variable ended;
    std::optional<Loaded> result;
    std::exception_ptr failure;

    void run() {
        std::optional<Loaded> loaded;
        std::exception_ptr thrown;
        try {
            loaded.emplace(load(paths, options));
        } catch (...) {
            thrown = std::current_exception();
        }
        const std::lock_guard hold(mutex);
        result = std::move(loaded);
        failure = thrown;
        ended.notify_all();
    }
    bool wait() {
        std::unique_lock hold(mutex);
        return ended.wait_for(hold, std::chrono::milliseconds(50), [&] { return result || failure; });
    }
};

/// On a thread of its own, so that this one can answer Ctrl-C: a large rulebook takes its time.
Loaded load_interruptibly(std::vector<std::string> paths, bool include_tests) {
    auto job = std::make_shared<LoadJob>();
    job->paths = std::move(paths);
    job->options.include_tests = include_tests;
    std::thread thread([job] { job->run(); });
    while (true) {
        bool ended = false;
        {
            const py::gil_scoped_release unlocked;
            ended = job->wait();
            if (ended) thread.join();
        }
        if (ended) break;
        if (PyErr_CheckSignals() != 0) {
            abandoned().add(std::move(thread));
            throw py::error_already_set();
        }
    }
    if (job->failure) std::rethrow_exception(job->failure);
    return std::move(*job->result);
}

RulesPointer load_rules(std::vector<std::string> paths, bool include_tests, const std::string& language) {
    const text::Language spoken = to_language(language);
    auto rules = load_interruptibly(std::move(paths), include_tests);
    if (!rules) raise("LoadError", rules.error(), spoken);
    return *rules;
}

RulesPointer load_rule_texts(const std::vector<std::pair<std::string, std::string>>& named,
                             const std::string& language) {
    const text::Language spoken = to_language(language);
    auto rules = [&] {
        const py::gil_scoped_release unlocked;
        return load_texts(named);
    }();
    if (!rules) raise("LoadError", rules.error(), spoken);
    return *rules;
}

template <class T>
const T* at(const std::vector<T>& values, int index) {
    return index >= 0 && static_cast<std::size_t>(index) < values.size() ? &values[static_cast<std::size_t>(index)]
                                                                         : nullptr;
}

/// (file, line) of a place.
py::tuple place(const Rules& rules, text::Span span) {
    if (span.file >= rules.sources().size()) return py::make_tuple(py::none(), py::none());
    const text::Source& source = rules.sources()[span.file];
    return py::make_tuple(source.name(), source.position(span.begin).line);
}

py::tuple cites(const model::Rulebook& book, const std::vector<model::Citation>& citations) {
    const py::object cite = from_package("fadu._types", "Cite");
    py::list list;
    for (const model::Citation& citation : citations) {
        const model::Source* source = at(book.sources, citation.source);
        const std::string name = source != nullptr ? source->full_name() : std::string();
        for (const std::string& article : citation.articles) list.append(cite(name, article));
        if (citation.articles.empty()) list.append(cite(name, py::none()));
    }
    return py::tuple(list);
}

template <class Norm>
py::object norm(const Rules& rules, const Norm& norm, const char* kind, py::object steps, std::string_view reading) {
    const model::Rulebook& book = rules.rulebook();
    const model::Record* record = at(book.records, norm.record);
    const py::tuple where = place(rules, norm.span);
    return from_package("fadu._types", "Rule")(
        norm.name, text_or_none(norm.code), kind, text_or_none(record != nullptr ? record->name : std::string()),
        cites(book, norm.citations), text_or_none(findings::grade_code(norm.grade)), text_or_none(reading),
        std::move(steps), where[0], where[1]);
}

py::tuple all_rules(const Rules& rules) {
    const model::Rulebook& book = rules.rulebook();
    py::list list;
    for (const model::NormReference& reference : book.order) {
        if (reference.is_procedure) {
            const model::Procedure* procedure = at(book.procedures, reference.index);
            if (procedure == nullptr) continue;
            py::list steps;
            for (const model::Step& step : procedure->steps) steps.append(step.name);
            list.append(norm(rules, *procedure, "procedure", py::tuple(steps), {}));
        } else if (reference.is_state_table) {
            if (const model::StateTable* table = at(book.state_tables, reference.index))
                list.append(norm(rules, *table, "state_table", py::tuple(), {}));
        } else if (const model::Rule* rule = at(book.rules, reference.index)) {
            list.append(norm(rules, *rule, rule->grouping ? "rule_over_cases" : "rule", py::tuple(), rule->reading));
        }
    }
    return py::tuple(list);
}

const char* rank_code(model::Rank rank) {
    switch (rank) {
        case model::Rank::unknown: return "";
        case model::Rank::constitution: return "constitution";
        case model::Rank::law: return "law";
        case model::Rank::regulation: return "regulation";
        case model::Rank::local_regulation: return "local_regulation";
        case model::Rank::autonomous_regulation: return "autonomous_regulation";
        case model::Rank::zone_regulation: return "zone_regulation";
        case model::Rank::ministry_rule: return "ministry_rule";
        case model::Rank::local_rule: return "local_rule";
        case model::Rank::judicial_interpretation: return "judicial_interpretation";
        case model::Rank::document: return "document";
    }
    return "";
}

py::tuple all_sources(const RulesPointer& rules) {
    const py::object make = from_package("fadu._types", "Source");
    py::list list;
    for (const model::Source& source : rules->rulebook().sources)
        list.append(make(source.full_name(), source.title, text_or_none(source.version),
                         text_or_none(rank_code(source.rank)), text_or_none(source.issued_by),
                         text_or_none(source.number), to_date(source.in_force_from), to_date(source.in_force_until)));
    return py::tuple(list);
}

py::tuple all_parameters(const Rules& rules) {
    const model::Rulebook& book = rules.rulebook();
    const findings::Wording wording{&book, &rules.sources(), text::Language::zh};
    const py::object make = from_package("fadu._types", "Parameter");
    py::list list;
    for (const model::Parameter& parameter : book.parameters) {
        py::object value = py::none();
        if (parameter.value) value = py::str(findings::describe(*parameter.value, parameter.type, wording));
        list.append(make(parameter.name, book.type_name(parameter.type), value));
    }
    return py::tuple(list);
}

py::tuple all_records(const Rules& rules) {
    py::list list;
    for (const model::Record& record : rules.rulebook().records) list.append(record.name);
    return py::tuple(list);
}

py::tuple all_books(const Rules& rules) {
    py::list list;
    for (const model::BookInfo& book : rules.rulebook().books)
        list.append(py::make_tuple(book.name, text_or_none(book.version)));
    return py::tuple(list);
}

py::tuple all_files(const Rules& rules) {
    py::list list;
    for (text::FileId id = 0; id < rules.sources().size(); ++id) list.append(rules.sources()[id].name());
    return py::tuple(list);
}

/// A record by name, else the only one. InputError with the names that there are.
int record_of(const Rules& rules, const std::string& name, text::Language language) {
    const auto record = rules.case_record(name);
    if (!record)
        raise("InputError", Problems{nullptr, {{"FD0610", text::Level::error, {0xFFFFFFFFU, 0, 0}, record.error()}}},
              language);
    return *record;
}

std::string schema(const Rules& rules, const std::string& record) {
    return facts::case_schema(rules.rulebook(), record_of(rules, record, text::Language::zh));
}

findings::Selection selection(const std::optional<std::vector<std::string>>& verdicts) {
    if (!verdicts) return findings::Selection::usual();
    findings::Selection chosen;
    for (const std::string& word : *verdicts) {
        const auto verdict = findings::parse_verdict(word);
        if (!verdict)
            throw py::value_error("no verdict: '" + word +
                                  "' (violated, pending, undetermined, conflict, excused, compliant, not_applicable)");
        chosen.verdicts.insert(*verdict);
    }
    return chosen;
}

std::shared_ptr<Settings> make_settings(RulesPointer rules, py::handle as_of, const std::string& record,
                                        const std::vector<std::pair<std::string, std::string>>& parameters,
                                        const std::string& language,
                                        const std::optional<std::vector<std::string>>& verdicts,
                                        std::shared_ptr<time::Calendar> calendar) {
    auto settings = std::make_shared<Settings>();
    settings->options.as_of = to_day(as_of);
    settings->options.language = to_language(language);
    settings->options.verdicts = selection(verdicts);
    settings->calendar = std::move(calendar);
    settings->options.calendar = settings->calendar.get();
    for (const auto& [name, value] : parameters) {
        auto constant = rules->parameter_value(name, value);
        if (!constant) raise("ParameterError", constant.error(), settings->options.language);
        settings->options.parameters.insert_or_assign(name, std::move(*constant));
    }
    const auto index = rules->reading_record(record);
    if (!index) record_of(*rules, record, settings->options.language);
    settings->record = index.value_or(-1);
    settings->rules = std::move(rules);
    return settings;
}

/// Reads the cases of a JSON text and hands each to `take`. Without the interpreter's lock; interrupted by signals.
template <class Take>
std::shared_ptr<const Problems> read_json(const Settings& settings, std::string_view json, Take take) {
    auto sources = std::make_shared<text::Sources>();
    auto notes = std::make_shared<Problems>();
    bool stopped = false;
    {
        const py::gil_scoped_release unlocked;
        const text::FileId file = sources->add("case", std::string(json));
        SignalWatch watch;
        facts::ReadReport report = facts::read_cases(settings.rules->rulebook(), settings.record, facts::Format::json,
                                                     (*sources)[file].text(), file, [&](facts::Case&& value) {
                                                         take(std::move(value));
                                                         stopped = watch.interrupted();
                                                         return !stopped;
                                                     });
        notes->diagnostics = std::move(report.diagnostics);
    }
    if (stopped) throw py::error_already_set();
    notes->sources = std::move(sources);
    return notes;
}

/// InputError where nothing could be read, or `strict` and something could not.
void expect_readable(const Settings& settings, const Problems& notes, std::size_t cases, bool strict) {
    const bool errors = text::has_error(notes.diagnostics);
    if (errors && (strict || cases == 0)) {
        Problems wrong{notes.sources, {}};
        for (const text::Diagnostic& diagnostic : notes.diagnostics)
            if (diagnostic.level == text::Level::error) wrong.diagnostics.push_back(diagnostic);
        raise("InputError", wrong, settings.options.language);
    }
}

std::vector<std::shared_ptr<Answer>> check(const std::shared_ptr<Settings>& settings, const std::string& json,
                                           bool strict) {
    std::vector<std::shared_ptr<Answer>> answers;
    const auto notes = read_json(*settings, json, [&](facts::Case&& value) {
        auto answer = std::make_shared<Answer>();
        answer->settings = settings;
        answer->findings = settings->rules->check(std::move(value), settings->options);
        answers.push_back(std::move(answer));
    });
    expect_readable(*settings, *notes, answers.size(), strict);
    for (const auto& answer : answers) answer->notes = notes;
    return answers;
}

/// Cases one after another, with what only all of them show. One thread at a time; the others wait.
class Batch {
  public:
    explicit Batch(std::shared_ptr<Settings> settings)
        : settings_(std::move(settings)), batch_(settings_->rules, settings_->options) {}

    std::vector<std::shared_ptr<Answer>> add(const std::string& json, bool strict) {
        // Checked first and taken in only if the input is accepted: a case that was refused must not count.
        std::vector<std::pair<std::shared_ptr<const facts::Case>, std::shared_ptr<Answer>>> checked;
        const auto notes = read_json(*settings_, json, [&](facts::Case&& value) {
            auto shared = std::make_shared<const facts::Case>(std::move(value));
            auto answer = std::make_shared<Answer>();
            answer->settings = settings_;
            answer->findings = settings_->rules->check(shared, settings_->options);
            checked.emplace_back(std::move(shared), std::move(answer));
        });
        expect_readable(*settings_, *notes, checked.size(), strict);
        std::vector<std::shared_ptr<Answer>> answers;
        const py::gil_scoped_release unlocked;
        const std::lock_guard hold(mutex_);
        for (auto& [value, answer] : checked) {
            answer->notes = notes;
            if (!ended_) batch_.add(std::move(value), answer->findings);
            answers.push_back(std::move(answer));
        }
        return answers;
    }

    std::shared_ptr<Answer> finish() {
        const py::gil_scoped_release unlocked;
        const std::lock_guard hold(mutex_);
        ended_ = true;
        auto answer = std::make_shared<Answer>();
        answer->settings = settings_;
        answer->findings = batch_.findings();
        answer->notes = std::make_shared<Problems>();
        return answer;
    }

  private:
    std::shared_ptr<Settings> settings_;
    std::mutex mutex_;
    BatchCheck batch_;
    bool ended_ = false;
};

}  // namespace

const time::CountingPolicy& policy_of(const Rules& rules, std::size_t source) {
    return rules.rulebook().sources.at(source).policy;
}

void add_rules(py::module_& module) {
    // Const rules under a holder that pybind11 knows: nothing that is bound here can change them.
    py::class_<Rules, std::shared_ptr<Rules>>(module, "Rules")
        .def_static(
            "load",
            [](std::vector<std::string> paths, bool include_tests, const std::string& language) {
                return std::const_pointer_cast<Rules>(load_rules(std::move(paths), include_tests, language));
            },
            py::arg("paths"), py::arg("include_tests"), py::arg("language"))
        .def_static(
            "load_texts",
            [](const std::vector<std::pair<std::string, std::string>>& named, const std::string& language) {
                return std::const_pointer_cast<Rules>(load_rule_texts(named, language));
            },
            py::arg("texts"), py::arg("language"))
        .def_property_readonly("books", &all_books)
        .def_property_readonly("rules", &all_rules)
        .def_property_readonly("sources", [](const std::shared_ptr<Rules>& rules) { return all_sources(rules); })
        .def_property_readonly("parameters", &all_parameters)
        .def_property_readonly("records", &all_records)
        .def_property_readonly("files", &all_files)
        .def(
            "warnings",
            [](const Rules& rules, const std::string& language) {
                return py::tuple(to_python(rules.warnings(), to_language(language)));
            },
            py::arg("language"))
        .def("schema", &schema, py::arg("record"));

    py::class_<Settings, std::shared_ptr<Settings>>(module, "Settings")
        .def(py::init([](const std::shared_ptr<Rules>& rules, py::handle as_of, const std::string& record,
                         const std::vector<std::pair<std::string, std::string>>& parameters,
                         const std::string& language, const std::optional<std::vector<std::string>>& verdicts,
                         std::shared_ptr<time::Calendar> calendar) {
                 return make_settings(rules, as_of, record, parameters, language, verdicts, std::move(calendar));
             }),
             py::arg("rules"), py::arg("as_of"), py::arg("record"), py::arg("parameters"), py::arg("language"),
             py::arg("verdicts"), py::arg("calendar"))
        .def("check", &check, py::arg("json"), py::arg("strict"));

    py::class_<Batch>(module, "Batch")
        .def(py::init<std::shared_ptr<Settings>>(), py::arg("settings"))
        .def("add", &Batch::add, py::arg("json"), py::arg("strict"))
        .def("finish", &Batch::finish);

    module.def("_join_loads", [] { abandoned().join(); });
    py::module_::import("atexit").attr("register")(module.attr("_join_loads"));
}

}  // namespace fadu::python
