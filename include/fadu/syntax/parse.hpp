// From tokens to the syntax tree: one slice a declaration, so that one run reports every error in its own place.
#pragma once

#include "fadu/syntax/tree.hpp"

namespace fadu::syntax {

struct Parsed {
    File file;
    std::vector<text::Diagnostic> diagnostics;
};

/// Reads a whole rule file. Never fails: an unreadable declaration becomes Unreadable with its diagnostics (FD01xx).
Parsed parse(text::FileId file, text::Sources& sources, const Limits& limits = {});

}  // namespace fadu::syntax
