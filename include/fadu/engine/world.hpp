// The world of one case at one as-of date: its occurrences (of the case, deemed, or only possible), what is visible and
// live from a reference moment, and the values of parameters. Everything evaluated stands on it.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "fadu/engine/compare.hpp"
#include "fadu/engine/options.hpp"
#include "fadu/engine/trace.hpp"

namespace fadu::engine {

/// Where conditions look back from: an occurrence, a moment, or (neither) now. See semantics.md section 3.
struct Reference {
    const Event* act = nullptr;
    std::optional<time::Moment> moment;
    friend auto operator<=>(const Reference&, const Reference&) = default;
};

class World {
  public:
    World(const model::Rulebook& rulebook, const facts::Case& value, const CheckOptions& options);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    const model::Rulebook& rulebook() const { return *rulebook_; }
    const model::Record& record() const { return rulebook_->records[static_cast<std::size_t>(case_->root.record)]; }
    int record_index() const { return case_->root.record; }
    const facts::Case& value() const { return *case_; }
    const time::Calendar& calendar() const { return *calendar_; }
    time::Day as_of() const { return options_.as_of; }
    time::Moment now() const { return time::end_of(options_.as_of); }
    Entity case_entity() const { return {&case_->root, nullptr, nullptr, {}}; }

    /// The host's value, else the rule file's; nothing if neither set it.
    const model::Constant* parameter(int index) const;

    /// All occurrences of a kind or class, planned ones included, in time order (undated last, then as recorded).
    const std::vector<const Event*>& occurrences(int kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
    /// The kinds that a kind stands for: itself, or a class's members.
    std::vector<int> kinds_of(int kind) const;
    bool is_of(const Event& event, int kind) const;

    /// How two bare dates of one day stand: as the law or rulebook says, else, where the input is a sequence, as recorded.
    time::SameDay same_day(const time::CountingPolicy& policy) const {
        return policy.same_day == time::SameDay::unknown && case_->in_order ? time::SameDay::as_recorded
                                                                            : policy.same_day;
    }

    /// Has it happened, seen from the reference?
    Truth visible(const Event& event, const Reference& at, time::SameDay same_day) const;
    /// Is it not spent by a later event (使 … 失效, 退回) before the reference? Asks nothing about visibility.
    Truth live(const Event& event, const Reference& at, time::SameDay same_day) const;

    void add_deemed(int kind, TimeInterval when, Truth happened);
    /// From now on `by` spends earlier occurrences of these kinds, so far as `truth` says.
    void add_return(const Event& by, std::vector<int> kinds, Truth truth);

    /// Definitions and lists already evaluated from one reference.
    std::map<std::tuple<int, int, Reference>, Trace> memo;

  private:
    struct Voiding {
        const Event* by;
        std::vector<int> kinds;
        Truth truth;
        bool is_return;
    };
    void add_occurrence(const facts::Occurrence& occurrence);
    void index();

    const model::Rulebook* rulebook_;
    const facts::Case* case_;
    CheckOptions options_;
    const time::Calendar* calendar_;
    std::deque<Event> events_;
    std::vector<std::vector<const Event*>> by_kind_;
    std::vector<Voiding> voidings_;
};

/// The world that the interpreter evaluates a case's rules in: with what is deemed and what is spent.
std::shared_ptr<World> make_world(const model::Rulebook& rulebook, const facts::Case& value,
                                  const CheckOptions& options);

}  // namespace fadu::engine
