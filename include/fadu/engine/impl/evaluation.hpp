// One evaluation of one expression: the class whose member functions, one for each family of operations, stand in the
// evaluate_…_inl.hpp files.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/facts_inl.hpp"

namespace fadu::engine {

namespace detail {

using model::Operation;

class Evaluation {
  public:
    Evaluation(const model::Expression& expression, const Context& context) : e_(expression), c_(context) {
        trace_.expression = &expression;
        trace_.value.type = expression.type;
    }

    Trace run();

  private:
    const model::Expression& argument(std::size_t i) const { return e_.arguments[i]; }
    /// Evaluates an argument, keeps its trace, gives its value.
    Value take(std::size_t i) { return take(evaluate(argument(i), c_)); }
    Value take(Trace part) {
        Value value = part.value;
        trace_.children.push_back(std::move(part));
        return value;
    }
    void set(Value value) {
        const model::Type type = trace_.value.type;
        trace_.value = std::move(value);
        trace_.value.type = type.kind == model::TypeKind::nothing ? trace_.value.type : type;
    }
    void set(Truth truth) { set(truth_value(truth)); }

    void frame();
    void field();
    void property();
    void occurrence_of();
    void map();
    void filter();
    void quantified();
    void happened();
    void compare_two();
    void in_set();
    void in_range();
    void in_interval();
    void includes();
    void includes_in_order();
    void matches();
    void text_contains();
    void order_in_time();
    void connective();
    void arithmetic();
    void rounded();
    void show_unknown_keys(const Value& list);
    void parameter();
    void gaps();
    Trace in_case_of_member();
    void note_absence(bool certain, bool possible);
    bool compares_lengths(const Value& a, const Value& b);
    Truth item_in(const Value& list, const Value& item);

    const model::Expression& e_;
    const Context& c_;
    Trace trace_;
};

}  // namespace detail

}  // namespace fadu::engine
