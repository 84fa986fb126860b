// What the benchmark programs share: nanoseconds a case as a counter, registration, and the rule against assertions.
#pragma once

#include <benchmark/benchmark.h>

#include <string>
#include <utility>

#ifndef NDEBUG
#error "Benchmarks are built with NDEBUG: simdjson alone is twice as slow without it"
#endif

namespace fadu::bench {

/// Nanoseconds a case, whatever an iteration goes through. Of processor time: what others do on the machine counts less.
inline void per_case(benchmark::State& state, std::size_t cases) {
    state.counters["ns"] = benchmark::Counter(
        static_cast<double>(cases) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

template <class Function, class... Arguments>
benchmark::internal::Benchmark* measure(const std::string& name, Function run, Arguments... arguments) {
    return benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { run(state, arguments...); })
        ->Unit(benchmark::kMillisecond);
}

}  // namespace fadu::bench
