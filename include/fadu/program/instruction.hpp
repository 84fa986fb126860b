// The instructions of a program and what they work on: registers (columns over a domain) and domains (the cases, or row
// tables made by following events and lists). Plain data, so that a program can be written to a file and read back.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fadu/program/kernels/choose.hpp"
#include "fadu/program/kernels/duty.hpp"
#include "fadu/program/kernels/lookup.hpp"
#include "fadu/program/kernels/numbers.hpp"
#include "fadu/program/kernels/order.hpp"
#include "fadu/program/kernels/relation.hpp"
#include "fadu/program/layout.hpp"

namespace fadu::program {

/// Rows that registers run over. [0] is the cases.
struct Domain {
    enum class Kind : std::uint8_t {
        table,    ///< the rows of a table of the layout, as they stand
        of_case,  ///< for each row of the parent all rows of an event table that belong to the row's case
        of_row,   ///< for each row of the parent the rows of a child table that belong to the parent's table row
        flat,     ///< the rows of the domain `index`, as belonging to its grandparent
    };
    Kind kind = Kind::table;
    int parent = -1;
    int table = -1;  ///< whose columns can be loaded
    int index = -1;  ///< flat: the domain; of_row: the domain of the rows that hold the lists; below -1: a deemed event
    bool used = true;
};

struct Register {
    Shape shape = Shape::truth;
    int domain = 0;
    /// Constants have their cells here and no instruction.
    bool constant = false;
    std::int64_t low = 0, high = 0;
    std::uint8_t state = 0;
};

enum class Opcode : std::uint8_t {
    load,          ///< column `immediate` of the domain's table
    gather,        ///< a: a register of the domain's parent
    same_rows,     ///< a: a register of the domain that this one is the flat form of
    derived_list,  ///< a: list states: of a list made from that
    flat_state,  ///< a: state of the outer list or -1; b: states of the inner lists, rows of domain `immediate`; c: in

    collapse,       ///< truth of a boolean value, with its flags
    without_flags,  ///< truth of a boolean value, flags dropped
    and_,
    or_,
    not_,
    and_flags,
    or_flags,
    flags_of,        ///< a, with the absence flags of cells b
    where_anchored,  ///< a; where the times b are none: no (e = 0) or yes (e = 1), of something that did not happen

    // Comparisons keep what did not happen, unless they are plain.
    compare_numbers,  ///< a, b; immediate: order::…
    compare_times,
    compare_sets,
    compare_texts,
    compare_truths,
    set_in,          ///< a; immediate: the enumerators
    number_in,       ///< a; immediate, second: the ends
    state_is,        ///< a (cells); immediate: the states
    truth_state_is,  ///< a (truth); immediate: the states
    before,          ///< a: ends, b: beginnings; immediate: same_day; c, d: places in the record, or -1
    day_not_after,
    text_matches,   ///< a; immediate: the pattern's text
    text_contains,  ///< a, b

    by_day,
    in_days,      ///< a: days, b: times (beginnings)
    end_of_days,  ///< a: days; e: bits 1 the first day (else the last), 2 as 起日, 止日; as times
    halve,        ///< a, on a scale ten times as fine
    add,
    subtract,
    multiply,
    negate,
    rescale,  ///< a; immediate: the factor

    visible_now,   ///< a: happened, b: planned
    visible_at,    ///< a: happened, b: planned, c: is it the act itself, d: does it end before the act begins
    visible_by,    ///< a: happened, b: planned, c: begin, d: a moment (times); e: 1 of deemed events
    expired,       ///< a: the end of a period: is it over?
    deemed_time,   ///< a: the end of a period: its last moment, or now
    latest_of,     ///< a: times: the latest of each, as a known moment
    by_table_row,  ///< a: a register of the domain that the rows' table stands in
    row_number,    ///< immediate: the number of the first row of the table
    same_number,   ///< a, b (plain): are they equal?
    kind_in,       ///< a (plain): is it one of the kinds in `operands`?

    some_row,  ///< of rows in domain `immediate`: a: holds; b: list state or -1; e: 1 a list that cannot be found out may have one
    every_row,    ///< a: in, b: holds, c: list state or -1
    last_fits,    ///< a: in, b: fits or -1, c: begin, d: place in the record
    pick,         ///< two results: out: chosen rows, `second`: the state; a: in, c: begin, d: place; e: 1 last, 0 first
    join_chosen,  ///< a, b: chosen, c: state
    pick_in_order,  ///< as pick, by the order of the rows: a: in, b: list state or -1; e: 1 first, 0 last
    alone,          ///< a: chosen: the rows that are so alone
    one_chosen,     ///< the state of the only row that may be chosen: a: states of rows, b: chosen, c: state
    join_places,    ///< a (plain), b: chosen
    count_rows,  ///< a: in, b: key or -1, c: list state or -1; e: 1 keyed; rows in domain `immediate`; second: unknown key
    sum_rows,   ///< a: in, b: numbers, c: list state or -1
    least_row,  ///< a: in, b: numbers or times, c: list state or -1; e: 1 of occurrences
    greatest_row,

    choose,       ///< operands: conditions, then values
    choose_best,  ///< operands: `immediate` conditions, then values and, if e, the values' ranks: all that may hit
    look_up,      ///< operands: what the list in Code::lookups[immediate] asks for

    forward_end,    ///< a: anchor, b: period
    backward_end,   ///< a: target, b: period
    after_waiting,  ///< a
    up_to,          ///< a
    within,         ///< a: beginnings, b: from, c: until; e: 1 of deemed events
    not_before,     ///< a: beginnings, b: from
    in_force,       ///< a: days; immediate, second: the days, or open
    day_or_now,     ///< a: the governing day where there is one, else the as-of date
    end_of_period,  ///< a: ends, b: the times that they run from

    stand,             ///< a; immediate: otherwise
    stand_before,      ///< a: done, b: planned
    stand_until,       ///< a: done, b: waiting, c: the times of the point
    by_anchor,         ///< a: where the times c are there, b: where not
    waiting,           ///< a: until
    condition_stands,  ///< a: holds, b: late or -1; immediate: otherwise; e: bits 1 must not, 2 asks what happened
    first_act,         ///< operands for each pattern: domain, in, in_time, begin, order; a: late; e: 1 anchored
    anchored_stands,   ///< a: content, b: the point's times or state; e: 1 only perhaps
    doubt_anchor,      ///< a: content, b: happened
    relation,  ///< operands: rows, in, begin, end, order of the one event, then of the other; immediate: same_day;
               ///< second: which relation; e: counts' table or -1, its period in `d`
    cover,     ///< a: from, b: to; operands: rows, in, begin, end, order, running
    defer_where_some,  ///< a: content; rows in domain `immediate`, b: in
    verdict,           ///< operands: governs, applies, certain, excepted, standing; e: bits 1 may, 2 untranslatable
    place,             ///< operands: applies, out_of_place, any_later, seen_to, next
    under_procedure,   ///< a: verdicts, b: applies
    defer_unlisted,    ///< a: list states: deferred where nobody says what is in the list
    any_deferred,      ///< a: rows of domain `immediate`
};

struct Instruction {
    Opcode opcode = Opcode::load;
    int domain = 0;  ///< of the result
    int out = -1;
    int a = -1, b = -1, c = -1, d = -1, e = 0;
    bool plain = false;                        ///< a comparison: its flags are dropped
    int first_operand = 0, operand_count = 0;  ///< in Code::operands
    std::int64_t immediate = 0, second = 0;

    friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// A period as one law counts it; its table is filled by time::due_day or time::latest_day_before.
struct PeriodTable {
    time::Period period;
    time::CountingPolicy policy;
    bool backward = false;
    bool fails = false;  ///< cannot be counted at all
    std::int64_t plain_days = -1, hours = -1, first = 0;
    std::vector<std::int32_t> due;
    std::span<const std::int32_t> stored;  ///< instead of `due`: in a program file that is kept in memory

    std::span<const std::int32_t> days() const { return due.empty() ? stored : std::span<const std::int32_t>(due); }
};

/// A long list; see LookupView.
struct Lookup {
    std::vector<std::uint8_t> kinds;  ///< of each column a lookup_kind
    std::vector<CellTest> tests;
    std::vector<std::int64_t> result_low, result_high;
    std::vector<std::uint8_t> result_state;
    int indexed = -1;
    std::vector<std::int64_t> bounds;
    std::vector<std::int32_t> class_begin, class_rows;
};

struct Code {
    std::vector<Domain> domains;
    std::vector<Register> registers;
    std::vector<Instruction> instructions;  ///< each after what it needs
    std::vector<int> operands;
    std::vector<std::string> texts;     ///< constants, by their numbers
    std::vector<time::Period> periods;  ///< what sets of periods speak of, at most 64
    std::vector<Lookup> lookups;
    std::vector<std::vector<PeriodTable>> counts;  ///< windows' `immediate`: one table a period
};

}  // namespace fadu::program
