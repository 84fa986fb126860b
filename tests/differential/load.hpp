// A rule text as the library loads it: parsed, resolved, its procedures checked. Where the generator's texts, the corpus
// and every step of the shrinker become rulebooks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"
#include "fadu/syntax/tree.hpp"
#include "fadu/text/source.hpp"

namespace fadu::differential {

struct Loaded {
    text::Sources sources;
    std::vector<syntax::File> files;  ///< one
    model::Rulebook rulebook;
    std::vector<text::Diagnostic> errors;

    bool good() const { return errors.empty(); }
    std::string problems() const;  ///< the errors, rendered
};

/// Trees and rulebook point into the sources, so they stay where they are.
std::unique_ptr<Loaded> load(const std::string& text);

}  // namespace fadu::differential
