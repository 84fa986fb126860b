#include "command/ordered_checks.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace fadu::command {
namespace {

constexpr std::size_t cases_held = 16;   // a thread; a checked case with all its reasons may take a megabyte
constexpr std::size_t cases_a_turn = 8;  // as columns of a program
/// Fewer cases than this are not worth a thread of their own.
constexpr std::size_t least_a_thread = 4;

}  // namespace

unsigned threads_of(unsigned asked) {
    const unsigned all = std::max(1U, std::thread::hardware_concurrency());
    return asked == 0 ? all : asked;
}

OrderedChecks::OrderedChecks(const Checker& checker, unsigned threads, bool at_once, Render render, Take take)
    : checker_(checker),
      threads_(std::max(1U, threads)),
      most_held_(at_once ? 1 : cases_held * threads_),
      render_(std::move(render)),
      take_(std::move(take)) {
    workers_.emplace_back(checker_);
}

void OrderedChecks::add(facts::Case&& value) {
    held_.push_back({std::make_shared<const facts::Case>(std::move(value)), {}, {}});
    if (held_.size() >= most_held_) finish();
}

void OrderedChecks::answer(std::size_t first, std::size_t last, Checker::Worker& worker) {
    std::vector<std::shared_ptr<const facts::Case>> cases;
    for (std::size_t i = first; i < last; ++i) cases.push_back(held_[i].value);
    std::vector<findings::CaseFindings> found = worker.check(cases);
    for (std::size_t i = first; i < last; ++i) {
        held_[i].findings = std::move(found[i - first]);
        held_[i].line = render_(held_[i].findings);
    }
}

void OrderedChecks::finish() {
    const std::size_t helpers =
        std::min<std::size_t>(threads_, std::max<std::size_t>(1, held_.size() / least_a_thread)) - 1;
    while (workers_.size() <= helpers) workers_.emplace_back(checker_);
    std::atomic<std::size_t> next = 0;
    const auto work = [&](std::size_t worker) {
        for (std::size_t i = next.fetch_add(cases_a_turn); i < held_.size(); i = next.fetch_add(cases_a_turn))
            answer(i, std::min(i + cases_a_turn, held_.size()), workers_[worker]);
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < helpers; ++i) threads.emplace_back(work, i + 1);
        work(0);
    }
    for (CheckedCase& one : held_) take_(std::move(one));
    held_.clear();
}

}  // namespace fadu::command
