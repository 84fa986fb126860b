#include "fadu/rules.hpp"

#include "api/check_case.hpp"
#include "api/loader.hpp"
#include "fadu/engine/interpreter.hpp"
#include "fadu/findings/describe.hpp"
#include "fadu/text/sha256.hpp"

namespace fadu {
namespace {

constexpr std::string_view library_version = "0.1.0";

const time::Calendar& calendar_of(const CheckOptions& options) {
    return options.calendar != nullptr ? *options.calendar : time::Calendar::china();
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : "、") + name;
    return text;
}

engine::CheckOptions engine_options(const CheckOptions& options) {
    engine::CheckOptions made;
    made.as_of = options.as_of;
    made.calendar = &calendar_of(options);
    made.parameters = options.parameters;
    return made;
}

/// What the outcomes of a case point into.
struct Kept {
    std::shared_ptr<const facts::Case> value;
    RulesPointer rules;
    std::shared_ptr<const void> evaluation;
};

}  // namespace

std::string_view version() { return library_version; }

std::string Problems::to_text(const text::RenderOptions& options) const {
    static const text::Sources none;
    return text::render(diagnostics, sources ? *sources : none, options);
}

tl::expected<RulesPointer, Problems> load(const std::vector<std::string>& paths, const LoadOptions& options) {
    Loader loader(file_system(options.limits.max_file_bytes), options);
    for (const std::string& path : paths) loader.add_path(path);
    return loader.finish();
}

tl::expected<RulesPointer, Problems> load(const std::string& path, const LoadOptions& options) {
    return load(std::vector<std::string>{path}, options);
}

tl::expected<RulesPointer, Problems> load_texts(const std::vector<std::pair<std::string, std::string>>& texts,
                                                const LoadOptions& options) {
    std::map<std::string, std::string> by_name(texts.begin(), texts.end());
    const auto normal = [](const std::string& path) {
        return std::filesystem::path(path).lexically_normal().generic_string();
    };
    FileAccess access{
        [&](const std::string& path) -> tl::expected<std::string, text::Message> {
            const auto found = by_name.find(path);
            if (found == by_name.end())
                return tl::unexpected(
                    text::Message{"没有名为“" + path + "”的文本", "there is no text named \"" + path + "\""});
            return found->second;
        },
        normal,
        [&](const std::string& path) { return by_name.contains(path); },
    };
    Loader loader(std::move(access), options);
    for (const auto& [name, text] : texts)
        if (!name.ends_with(".csv") && !name.ends_with(".json")) loader.add_file(name, no_place);
    return loader.finish();
}

tl::expected<RulesPointer, Problems> load_text(std::string name, std::string text, const LoadOptions& options) {
    return load_texts({{std::move(name), std::move(text)}}, options);
}

findings::Receipt Rules::receipt(const CheckOptions& options) const {
    findings::Receipt receipt;
    receipt.engine_version = std::string(library_version);
    for (const model::BookInfo& book : rulebook_.books) receipt.rulebooks.push_back({book.name, book.version});
    // Hashed when asked for: most checks never show a receipt.
    text::Sha256 all;
    for (text::FileId id = 0; id < sources_->size(); ++id) {
        const text::Source& source = (*sources_)[id];
        receipt.files.push_back({source.name(), text::Sha256::of(source.text())});
        all.add(receipt.files.back().sha256);
    }
    receipt.rules_sha256 = all.hex();
    receipt.calendar_hash = calendar_of(options).content_hash();
    receipt.as_of = options.as_of;
    receipt.verdicts = options.verdicts.verdicts;
    receipt.language = options.language;
    receipt.remedies = options.remedies;
    const findings::Wording wording{&rulebook_, sources_.get(), text::Language::zh};
    for (const auto& [name, value] : options.parameters) {
        model::Type type;
        for (const model::Parameter& parameter : rulebook_.parameters)
            if (parameter.name == name) type = parameter.type;
        receipt.parameters.emplace_back(name, findings::describe(value, type, wording));
    }
    return receipt;
}

findings::CaseFindings Rules::check(facts::Case value, const CheckOptions& options) const {
    return check(std::make_shared<const facts::Case>(std::move(value)), options);
}

findings::CaseFindings check_case(const Rules& rules, std::shared_ptr<const facts::Case> shared,
                                  const CheckOptions& options, const std::vector<std::uint8_t>* norms) {
    auto kept = std::make_shared<Kept>();
    engine::CheckOptions chosen = engine_options(options);
    chosen.norms = norms;
    engine::CaseVerdicts verdicts = engine::interpret(rules.rulebook(), *shared, chosen);
    kept->evaluation = std::move(verdicts.keep_alive);
    kept->value = shared;
    kept->rules = rules.weak_from_this().lock();
    verdicts.keep_alive = std::move(kept);
    findings::CaseFindings found = findings::make_findings(rules.rulebook(), rules.sources(), *shared,
                                                           std::move(verdicts), options.verdicts, options.language);
    if (options.remedies)
        for (findings::Finding& finding : found.findings) rules.remedy(finding, options);
    return found;
}

findings::CaseFindings Rules::check(std::shared_ptr<const facts::Case> shared, const CheckOptions& options) const {
    return check_case(*this, std::move(shared), options, nullptr);
}

const findings::Remedy* Rules::remedy(findings::Finding& finding, const CheckOptions& options) const {
    findings::add_remedy(finding, rulebook_, *sources_, engine_options(options), options.language);
    return finding.remedy ? &*finding.remedy : nullptr;
}

findings::WhyNot Rules::why_not(const findings::Finding& finding, const CheckOptions& options) const {
    return findings::why_not(finding, rulebook_, *sources_, engine_options(options), options.language);
}

std::vector<findings::NextStep> Rules::next_steps(const facts::Case& value, const CheckOptions& options) const {
    return findings::next_steps(rulebook_, *sources_, value, engine_options(options), options.language);
}

tl::expected<Checked, Problems> Rules::check_json(std::string_view json, const CheckOptions& options,
                                                  std::string_view record) const {
    return check_text(json, facts::Format::json, options, record);
}

tl::expected<Checked, Problems> Rules::check_text(std::string_view input, facts::Format format,
                                                  const CheckOptions& options, std::string_view record,
                                                  const facts::Mapping* mapping) const {
    auto sources = std::make_shared<text::Sources>();
    Checked checked;
    const auto index =
        reading_record(record.empty() && mapping != nullptr ? std::string_view(mapping->record) : record);
    if (!index) {
        text::Diagnostic diagnostic{"FD0610", text::Level::error, no_place, index.error()};
        return tl::unexpected(Problems{sources, {std::move(diagnostic)}});
    }
    const text::FileId file = sources->add("input", std::string(input));
    BatchCheck batch(shared_from_this(), options);
    facts::ReadReport report = facts::read_cases(
        rulebook_, *index, format, sources->operator[](file).text(), file,
        [&](facts::Case&& value) {
            checked.cases.push_back(batch.add(std::move(value)));
            return true;
        },
        mapping);
    checked.batch = batch.findings();
    checked.notes = {sources, std::move(report.diagnostics)};
    if (checked.cases.empty() && text::has_error(checked.notes.diagnostics))
        return tl::unexpected(std::move(checked.notes));
    return checked;
}

findings::Explanation Rules::explain(const findings::Finding& finding, const CheckOptions& options) const {
    findings::Finding with_remedy = finding;
    if (!with_remedy.remedy) remedy(with_remedy, options);
    return findings::explain(with_remedy, rulebook_, *sources_, calendar_of(options), options.language);
}

tl::expected<int, text::Message> Rules::case_record(std::string_view name) const {
    std::vector<bool> used(rulebook_.records.size(), false);
    const auto use = [&](int record) {
        if (record >= 0 && static_cast<std::size_t>(record) < used.size())
            used[static_cast<std::size_t>(record)] = true;
    };
    for (const model::Rule& rule : rulebook_.rules) use(rule.record);
    for (const model::Procedure& procedure : rulebook_.procedures) use(procedure.record);
    for (const model::StateTable& table : rulebook_.state_tables) use(table.record);
    for (const model::Indicator& indicator : rulebook_.indicators) use(indicator.record);
    for (const model::Scorecard& card : rulebook_.scorecards) use(card.record);
    std::vector<std::string> names;
    int only = -1;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i]) continue;
        names.push_back(rulebook_.records[i].name);
        only = static_cast<int>(i);
    }
    if (!name.empty()) {
        const int found = rulebook_.find_record(name);
        if (found >= 0) return found;
        std::vector<std::string> all;
        for (const model::Record& record : rulebook_.records) all.push_back(record.name);
        const auto near = text::nearest(name, all);
        const std::string word(name);
        return tl::unexpected(
            text::Message{"没有名为“" + word + "”的记录" + (near ? "；是否指“" + *near + "”" : "；有：" + joined(all)),
                          "there is no record \"" + word + "\"" +
                              (near ? "; did you mean \"" + *near + "\"?" : "; there are: " + joined(all))});
    }
    if (names.size() == 1) return only;
    if (names.empty())
        return tl::unexpected(
            text::Message{"规则文件中没有规则，也没有程序", "the rule files hold no rule and no procedure"});
    return tl::unexpected(
        text::Message{"规则涉及多种记录（" + joined(names) + "），须说明案件是哪一种",
                      "the rules speak of several records (" + joined(names) + "): say which one a case is"});
}

tl::expected<int, text::Message> Rules::reading_record(std::string_view name) const {
    auto record = case_record(name);
    const bool several = !rulebook_.order.empty() || !rulebook_.indicators.empty() || !rulebook_.scorecards.empty();
    if (!record && name.empty() && several) return -1;
    return record;
}

}  // namespace fadu
