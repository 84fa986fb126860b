// Diagnostics as values: what is wrong in a text, where, in the author's own words, and the way out. Every room returns
// them; only the renderers (render.hpp) turn them into lines on a screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/text/source.hpp"

namespace fadu::text {

enum class Language { zh, en };

/// One sentence in the two languages of the reports.
struct Message {
    std::string zh;
    std::string en;

    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
    bool empty() const { return zh.empty() && en.empty(); }
};

enum class Level { error, warning, hint };

/// Another place that has to do with the matter ("first declared here").
struct Related {
    Span span;
    Message message;
};

/// A mend that a tool may carry out: put `replacement` in place of `span`.
struct Fix {
    Span span;
    std::string replacement;
    Message label;
};

struct Diagnostic {
    std::string code;  ///< stable, "FD0203"; FD00xx text and tokens, FD01xx syntax, FD02xx names and types, FD03xx time
                       ///< and procedures, FD04xx lists, FD05xx cases and readers, FD06xx the command, FD07xx the law
    Level level = Level::error;
    Span span;
    Message message;
    std::vector<Related> related = {};
    Message help = {};
    std::optional<Fix> fix = {};
};

/// Puts diagnostics into the order of their places, equal places by code; stable.
void sort(std::vector<Diagnostic>& diagnostics);
bool has_error(const std::vector<Diagnostic>& diagnostics);

/// The candidate nearest to `word` by edit distance over characters, if any is near enough to be meant
/// (at most a third of the longer word, at least one edit allowed); ties go to the earlier candidate.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace fadu::text

#ifdef FADU_HEADER_ONLY
#include "fadu/text/impl/diagnostic_inl.hpp"
#endif
