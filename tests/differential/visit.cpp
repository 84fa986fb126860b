#include "visit.hpp"

namespace fadu::differential {
namespace {

using model::Expression;

class Walk {
  public:
    explicit Walk(const std::function<void(const Expression&)>& visit) : visit_(visit) {}

    void all(const model::Rulebook& book) {
        for (const model::Definition& one : book.definitions) {
            authority(one);
            each(one.default_value);
            for (const model::Case& item : one.cases) {
                each(item.condition);
                each(item.value);
            }
        }
        for (const model::List& one : book.lists)
            for (const model::ListRow& row : one.rows) {
                for (const Expression& condition : row.conditions) each(condition);
                for (const Expression& result : row.results) each(result);
            }
        for (const model::Deem& one : book.deems) {
            authority(one);
            each(one.window);
            each(one.condition);
            maybe(one.when);
            times(one.extensions, one.exclusions);
        }
        for_each_rule(book, [this](const model::Rule& one) { rule(one); });
        for (const model::Procedure& one : book.procedures) {
            maybe(one.when);
            words(one.message);
            words(one.advice);
            for (const model::Step& step : one.steps) {
                maybe(step.when);
                maybe(step.return_when);
                words(step.message);
                words(step.advice);
            }
        }
        for (const model::StateTable& one : book.state_tables) {
            words(one.message);
            for (const model::Transition& transition : one.transitions) {
                if (transition.upon) pattern(*transition.upon);
                maybe(transition.due);
            }
        }
    }

  private:
    void each(const Expression& one) {
        visit_(one);
        for (const Expression& argument : one.arguments) each(argument);
    }
    void maybe(const std::optional<Expression>& one) {
        if (one) each(*one);
    }
    void pattern(const model::EventPattern& one) { maybe(one.where); }
    void words(const model::Template& one) {
        for (const auto& piece : one.pieces) maybe(piece.expression);
    }
    void authority(const model::Authority& one) {
        maybe(one.applies_where);
        maybe(one.governing_date);
    }
    void times(const std::vector<model::Extension>& extensions, const std::vector<model::Exclusion>& exclusions) {
        for (const model::Extension& one : extensions) {
            pattern(one.pattern);
            maybe(one.period);
        }
        for (const model::Exclusion& one : exclusions) pattern(one.pattern);
    }
    void rule(const model::Rule& one) {
        authority(one);
        for (const model::ScopeLevel& level : one.scope) maybe(level.collection);
        maybe(one.when);
        maybe(one.window);
        for (const model::EventPattern& act : one.acts) pattern(act);
        for (const model::EventPattern& before : one.without) pattern(before);
        maybe(one.condition);
        for (const model::Item& item : one.items) {
            each(item.required);
            maybe(item.when);
        }
        maybe(one.relation_within);
        for (const model::Exception& exception : one.exceptions) each(exception.condition);
        times(one.extensions, one.exclusions);
        words(one.message);
        words(one.advice);
    }

    const std::function<void(const Expression&)>& visit_;
};

}  // namespace

void for_each_expression(const model::Rulebook& rulebook, const std::function<void(const Expression&)>& visit) {
    Walk(visit).all(rulebook);
}

void for_each_rule(const model::Rulebook& rulebook, const std::function<void(const model::Rule&)>& visit) {
    for (const model::Rule& one : rulebook.rules) visit(one);
    for (const model::Procedure& procedure : rulebook.procedures)
        for (const model::Step& step : procedure.steps)
            for (const model::Rule& duty : step.duties) visit(duty);
}

}  // namespace fadu::differential
