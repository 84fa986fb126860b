// Programs as bytes: what `fadu compile` writes and `fadu check --program` maps into memory. A program holds good for the
// rules, calendar and parameters that it was compiled from and for no others; damaged or hostile bytes are refused.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/program/program.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::program {

/// What a program was compiled from, as a receipt names it (findings::Receipt).
struct Origin {
    std::string rules_sha256;
    std::string calendar_hash;
    std::vector<std::pair<std::string, std::string>> parameters;  ///< set by the caller: name and value as written
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// The format that this version writes, and the only one that it reads.
inline constexpr std::uint32_t store_version = 1;

std::string write_program(const Program& program, const Origin& origin);

/// The program that was written, for a rulebook and calendar that must outlive it. `origin` is what they are: of anything
/// else the program is refused. Due-day tables are used where they stand, if `keep_alive` holds the bytes; else all is
/// copied. Errors: FD0680 damaged or no program at all, FD0681 of another version, FD0682 of other rules, calendar or
/// parameters. The checksum tells damage from health, not friend from foe: a program is to be trusted as its rules are.
tl::expected<std::shared_ptr<const Program>, text::Diagnostic> read_program(
    std::string_view bytes, const model::Rulebook& rulebook, const time::Calendar& calendar, const Origin& origin,
    std::shared_ptr<const void> keep_alive = nullptr);

}  // namespace fadu::program
