// From a line of NDJSON to the twin's struct: simdjson finds where things stand (stage 1), a walker of our own reads them,
// guessing that keys come in the order in which they came last. The fastest way that was found (README.md).
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "twin/case.hpp"

namespace fadu::bench {

/// One a thread. Texts of a decoded case are views of the line, or of the decoder where they held escapes, until the next.
class Decoder {
  public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// False if the line is no JSON, or none of the form that the generator writes. Needs 64 readable bytes behind it.
    bool decode(std::string_view line, Case& into);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace fadu::bench
