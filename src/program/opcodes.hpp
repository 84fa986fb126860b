// What each opcode takes and gives, in one table: the reader of program files checks instructions by it, and generated C++
// is written by it. It mirrors what run.cpp does with them; a new opcode is one line here.
#pragma once

#include <cstdint>
#include <string_view>

#include "fadu/program/instruction.hpp"

namespace fadu::program {

/// Operands and results are written in letters. Shapes: t truth, n number, m time, s set, x text, p plain, l list, d days;
/// besides: * any that has a state, k any that has a state and low ends, = the shape of the result (of a result: any),
/// j any that rows are joined to, o number or time. Before it: ? may be missing, / of the rows (in the domain that
/// `immediate` names, or the last R), ^ of the domain's parent, _ of a domain of the same rows (this one is its flat form, or both are one table), # of
/// the table that the domain's rows stand in. R: a domain of rows below this one. + at the end: repeated.
struct OpcodeForm {
    enum class Immediate : std::uint8_t {
        none,
        column,
        rows,
        bits,
        orders,
        policy,
        text,
        counts,
        lookup,
        factor,
        day,
        any
    };
    enum class Second : std::uint8_t { none, result, any, day, relation };

    Opcode opcode;
    std::string_view name;
    char result;
    std::string_view a, b, c, d;
    Immediate immediate = Immediate::none;
    Second second = Second::none;
    /// "kinds": bare numbers; "choose": conditions, then one value more; "choose_best": the same, then ranks; "lookup": what
    /// the list asks for.
    std::string_view operands = {};
    /// The call in generated C++: $o result, $a … $d operands, $n lanes, $i immediate, $j second, $e e == 1, $f (e & 2) != 0,
    /// $S rows of domain `immediate`, $D rows of the own domain, $2 second result, $y same-day policy, $u due tables.
    /// Empty: written out by emit_code.cpp.
    std::string_view call = {};
};

/// Nothing for a number that is no opcode.
const OpcodeForm* form_of(Opcode opcode);
/// Tells apart tables that are not the same: a program holds good only for the table that it was written by.
std::uint32_t opcodes_fingerprint();

}  // namespace fadu::program
