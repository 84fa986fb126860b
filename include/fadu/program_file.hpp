// Program files: a program compiled from the rules of one load, kept in a file and mapped from it. Between the rules and
// program/store.hpp, which knows the bytes and no files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fadu/program/store.hpp"
#include "fadu/rules.hpp"

namespace fadu {

/// The program of a record as bytes to be written to a file.
std::string compile_program(const Rules& rules, int record, const CheckOptions& options);

/// Maps a program file into memory and checks that it was compiled from these rules with the calendar and parameters of
/// `options`; the rules and the calendar must outlive it. The file may be replaced but must not be cut short while the
/// program is in use. Errors: FD0683 the file cannot be read, and those of program::read_program.
tl::expected<std::shared_ptr<const program::Program>, text::Diagnostic> open_program(const std::string& path,
                                                                                     const Rules& rules,
                                                                                     const CheckOptions& options);

}  // namespace fadu
