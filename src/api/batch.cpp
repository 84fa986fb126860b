// Many cases together: rules over groups and pairs, figures, scores.
#include "fadu/engine/indicators.hpp"
#include "fadu/rules.hpp"

namespace fadu {
namespace {

engine::CheckOptions engine_options(const CheckOptions& options) {
    engine::CheckOptions result;
    result.as_of = options.as_of;
    result.calendar = options.calendar;
    result.parameters = options.parameters;
    return result;
}

bool wants_quiet_verdicts(const findings::Selection& selection) {
    return selection.verdicts.contains(engine::Verdict::compliant) ||
           selection.verdicts.contains(engine::Verdict::excused) ||
           selection.verdicts.contains(engine::Verdict::not_applicable);
}

std::string joined(const std::vector<model::Scorecard>& cards) {
    std::string text;
    for (const model::Scorecard& card : cards) text += (text.empty() ? "" : "、") + card.name;
    return text;
}

}  // namespace

struct BatchCheck::State {
    State(RulesPointer given, CheckOptions chosen)
        : rules(std::move(given)),
          options(std::move(chosen)),
          indicators(rules->rulebook(), engine_options(options)),
          batch(rules->rulebook(), engine_options(options),
                wants_quiet_verdicts(options.verdicts) || indicators.reads_batch() ||
                    !rules->rulebook().scorecards.empty()) {}

    RulesPointer rules;
    CheckOptions options;
    engine::Indicators indicators;
    engine::Batch batch;
    std::optional<findings::CaseFindings> found;
    std::optional<engine::OutcomesByCase> by_case;
};

BatchCheck::BatchCheck(RulesPointer rules, CheckOptions options)
    : state_(std::make_unique<State>(std::move(rules), std::move(options))) {}
BatchCheck::~BatchCheck() = default;
BatchCheck::BatchCheck(BatchCheck&&) noexcept = default;
BatchCheck& BatchCheck::operator=(BatchCheck&&) noexcept = default;

findings::CaseFindings BatchCheck::add(facts::Case value) {
    auto shared = std::make_shared<const facts::Case>(std::move(value));
    findings::CaseFindings checked = state_->rules->check(shared, state_->options);
    add(std::move(shared), checked);
    return checked;
}

void BatchCheck::add(std::shared_ptr<const facts::Case> value, const findings::CaseFindings& checked) {
    if (checked.verdicts) state_->indicators.add(value, *checked.verdicts);
    state_->batch.add(std::move(value));
}

const findings::CaseFindings& BatchCheck::findings() {
    State& state = *state_;
    if (state.found) return *state.found;
    engine::CaseVerdicts verdicts = state.batch.finish();
    // What the outcomes point into: the cases, and the rules.
    verdicts.keep_alive = std::make_shared<std::pair<std::shared_ptr<const void>, RulesPointer>>(
        std::move(verdicts.keep_alive), state.rules);
    state.found = findings::make_findings(state.rules->rulebook(), state.rules->sources(), std::move(verdicts),
                                          state.options.verdicts, state.options.language);
    return *state.found;
}

findings::Figures BatchCheck::figures() {
    const findings::CaseFindings& batch = findings();
    State& state = *state_;
    const auto results = state.indicators.finish(batch.verdicts.get());
    return findings::make_figures(state.rules->rulebook(), state.rules->sources(), results, state.options.as_of,
                                  state.options.language);
}

const engine::OutcomesByCase& BatchCheck::outcomes() {
    const findings::CaseFindings& batch = findings();
    if (!state_->by_case) state_->by_case = engine::outcomes_by_case(*batch.verdicts);
    return *state_->by_case;
}

tl::expected<int, text::Message> Rules::scorecard(std::string_view name) const {
    const auto& cards = rulebook_.scorecards;
    if (cards.empty()) return tl::unexpected(text::Message{"规则文件中没有评查表", "the rule files hold no scorecard"});
    if (name.empty() && cards.size() == 1) return 0;
    if (name.empty())
        return tl::unexpected(text::Message{"有几个评查表（" + joined(cards) + "），须说明用哪一个",
                                            "there are several scorecards (" + joined(cards) + "): say which one"});
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i].name == name) return static_cast<int>(i);
        names.push_back(cards[i].name);
    }
    const auto near = text::nearest(name, names);
    const std::string word(name);
    return tl::unexpected(
        text::Message{"没有名为“" + word + "”的评查表" + (near ? "；是否指“" + *near + "”" : "；有：" + joined(cards)),
                      "there is no scorecard \"" + word + "\"" +
                          (near ? "; did you mean \"" + *near + "\"?" : "; there are: " + joined(cards))});
}

findings::CaseScore Rules::score(const findings::CaseFindings& checked, int scorecard, const CheckOptions& options,
                                 const engine::OutcomesByCase* batch) const {
    std::vector<const engine::Outcome*> outcomes;
    for (const engine::Outcome& outcome : checked.verdicts->outcomes) outcomes.push_back(&outcome);
    const facts::Case* value = checked.verdicts->value;
    if (batch != nullptr)
        if (const auto found = batch->find(value); found != batch->end())
            outcomes.insert(outcomes.end(), found->second.begin(), found->second.end());
    const model::Scorecard& card = rulebook_.scorecards[static_cast<std::size_t>(scorecard)];
    return findings::make_score(rulebook_, *sources_, *value, engine::score_case(card, rulebook_, outcomes),
                                options.as_of, options.language);
}

}  // namespace fadu
