#include "reference.hpp"

#include <cstdio>

#include "fadu/engine/interpreter.hpp"

namespace fadu::bench {

std::unique_ptr<const Reference> Reference::load(const std::string& file) {
    const std::string path = file.find('/') == std::string::npos ? std::string(FADU_BENCH_RULES "/") + file : file;
    const auto rules = fadu::load(path);
    if (!rules) {
        std::fputs(rules.error().to_text().c_str(), stderr);
        return nullptr;
    }
    const auto record = (*rules)->case_record("处罚案件");
    if (!record) {
        std::fputs(record.error().zh.c_str(), stderr);
        return nullptr;
    }
    auto reference = std::make_unique<Reference>();
    reference->rules_ = *rules;
    reference->record_ = *record;
    return reference;
}

const std::string& Reference::name(std::size_t norm) const {
    const model::NormReference& reference = rulebook().order[norm];
    const auto index = static_cast<std::size_t>(reference.index);
    return reference.is_procedure ? rulebook().procedures[index].name : rulebook().rules[index].name;
}

std::vector<facts::Case> Reference::read(const Corpus& corpus, std::string& complaint) const {
    std::vector<facts::Case> cases;
    cases.reserve(corpus.size());
    const auto report =
        facts::read_cases(rulebook(), record_, facts::Format::ndjson, corpus.all(), 0, [&](facts::Case&& value) {
            cases.push_back(std::move(value));
            return true;
        });
    if (!report.diagnostics.empty()) complaint = report.diagnostics.front().message.zh;
    if (cases.size() != corpus.size()) complaint += " cases are missing";
    return cases;
}

Verdicts Reference::verdicts(const facts::Case& value) const {
    engine::CheckOptions options;
    options.as_of = as_of();
    options.messages = false;
    const engine::CaseVerdicts found = engine::interpret(rulebook(), value, options);
    Verdicts verdicts;
    std::size_t at = 0;
    for (const model::NormReference& norm : rulebook().order) {
        for (; at < found.outcomes.size() && found.outcomes[at].norm == norm; ++at)
            verdicts.add(static_cast<std::uint8_t>(found.outcomes[at].verdict));
        verdicts.close();
    }
    return verdicts;
}

}  // namespace fadu::bench
