// Inside the lexer: what it has to complain of, in words; and the limit on how often.
#pragma once

#include <string_view>
#include <vector>

#include "fadu/syntax/token.hpp"

namespace fadu::syntax::lexer {

enum class Problem : std::uint8_t {
    invalid_utf8,          ///< FD0001
    file_too_large,        ///< FD0002
    line_too_long,         ///< FD0003
    nested_too_deeply,     ///< FD0004
    too_many_tokens,       ///< FD0005
    too_many_errors,       ///< FD0006
    unexpected_character,  ///< FD0007
    unterminated_text,     ///< FD0008
    unterminated_name,     ///< FD0009
    unterminated_title,    ///< FD0010
    impossible_date,       ///< FD0011
    impossible_time,       ///< FD0012
    loose_date,            ///< FD0013
    grouped_digits,        ///< FD0014
    empty_name,            ///< FD0015
    empty_title,           ///< FD0016
    control_character,     ///< FD0017
    name_too_long,         ///< FD0018
};

/// Collects diagnostics up to a limit; the first beyond it is replaced by one that says so.
class Problems {
  public:
    explicit Problems(std::size_t most) : most_(most) {}

    /// `subject` is the author's own word or the limit that was passed, shown in the message.
    void report(Problem problem, text::Span span, std::string_view subject = {});
    /// In order of place, with the note that there are more.
    std::vector<text::Diagnostic> finish();

  private:
    std::size_t most_;
    std::vector<text::Diagnostic> diagnostics_;
    bool too_many_ = false;
    text::Span first_left_out_{};
};

}  // namespace fadu::syntax::lexer
