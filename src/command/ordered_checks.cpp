#include "command/ordered_checks.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace fadu::command {
namespace {

constexpr std::size_t cases_a_thread = 8;  // a checked case with all its reasons may take a megabyte
/// Fewer cases than this are not worth a thread of their own.
constexpr std::size_t least_a_thread = 4;

}  // namespace

unsigned threads_of(unsigned asked) {
    const unsigned all = std::max(1U, std::thread::hardware_concurrency());
    return asked == 0 ? all : asked;
}

OrderedChecks::OrderedChecks(const Rules& rules, const CheckOptions& options, unsigned threads, Render render,
                             Take take)
    : rules_(rules),
      options_(options),
      threads_(std::max(1U, threads)),
      render_(std::move(render)),
      take_(std::move(take)) {}

void OrderedChecks::add(facts::Case&& value) {
    held_.push_back({std::make_shared<const facts::Case>(std::move(value)), {}, {}});
    if (threads_ == 1 || held_.size() >= cases_a_thread * threads_) finish();
}

void OrderedChecks::answer(CheckedCase& one) const {
    one.findings = rules_.check(one.value, options_);
    one.line = render_(one.findings);
}

void OrderedChecks::finish() {
    const std::size_t helpers =
        std::min<std::size_t>(threads_, std::max<std::size_t>(1, held_.size() / least_a_thread)) - 1;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < held_.size(); i = next++) answer(held_[i]);
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < helpers; ++i) threads.emplace_back(work);
        work();
    }
    for (CheckedCase& one : held_) take_(std::move(one));
    held_.clear();
}

}  // namespace fadu::command
