// A block of 1,024 penalty cases as columns, laid out by hand for rules/penalty.fadu: a column a field, what a case may have
// several of as rows with the lane that they belong to. What the twin's column checks run over.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "twin/case.hpp"

namespace fadu::bench {

inline constexpr std::size_t lanes = 1024;

template <class T, std::size_t size = lanes>
struct alignas(64) Column {
    T at[size];
    T& operator[](std::size_t i) { return at[i]; }
    const T& operator[](std::size_t i) const { return at[i]; }
};

struct DaysColumn {
    Column<Day> low, high;
    Days operator[](std::size_t i) const { return {low[i], high[i]}; }
    void set(std::size_t i, Days days) {
        low[i] = days.low;
        high[i] = days.high;
    }
};
struct HappeningColumn {
    DaysColumn days;
    Column<Truth> happened;
    void set(std::size_t i, const Happening& one) {
        days.set(i, one.days);
        happened[i] = one.happened;
    }
};
struct LastingColumn : HappeningColumn {
    DaysColumn end;
    Column<std::uint8_t> running;
    void set(std::size_t i, const Lasting& one) {
        HappeningColumn::set(i, one);
        end.set(i, one.end);
        running[i] = one.running ? 1 : 0;
    }
};

/// Rows of all lanes one after another; those of lane i from first[i] up to first[i + 1].
template <std::size_t a_case>
struct Rows {
    static constexpr std::size_t capacity = lanes * a_case;
    std::size_t count = 0;
    std::array<std::uint16_t, lanes + 1> first{};
    Column<std::uint16_t, capacity> lane;
    Column<Day, capacity> low, high;
    Column<Truth, capacity> happened;

    Days days(std::size_t row) const { return {low[row], high[row]}; }
    void add(std::size_t of_lane, const Happening& one) {
        lane[count] = static_cast<std::uint16_t>(of_lane);
        low[count] = one.days.low;
        high[count] = one.days.high;
        happened[count] = one.happened;
    }
};

struct TeamColumns {
    Column<std::uint16_t, lanes * 6> first;
    Column<std::uint8_t, lanes * 6> count, known;
};
struct EvidenceRows : Rows<6> {
    TeamColumns team;
    Column<Truth, capacity> written, recorded;
};
struct PreservationRows : Rows<4> {
    TeamColumns team;
};
struct NoticeRows : Rows<4> {
    Column<std::int64_t, capacity> fine;
    Column<Truth, capacity> told;
};
struct AddedRows : Rows<4> {
    Column<std::int64_t, capacity> amount;
    Column<std::int32_t, capacity> days_late;
};

struct Columns {
    std::size_t count = 0;  ///< lanes in use; the others hold empty cases

    Column<Choice> region, party, cause, procedure, harm;
    Column<Truth> life, slight, corrected, first_offence, public_interest, complex, grave, removed_harm, coerced,
        confessed, helped, fined_before, waived;
    Column<std::int64_t> amount;
    Column<Day> born, ended;
    HappeningColumn found, filed, plea, plea_reviewed, asked, notified, discussed, served, published, paid, closed,
        archived, review, extension, decision;
    LastingColumn appraisal, hearing;
    Column<Text> chair, reviewer;
    Column<Truth> qualified, agreed, by_head, reasoned;
    Column<std::int64_t> fine;
    EvidenceRows evidence;
    PreservationRows preserved;
    Rows<4> handled;
    NoticeRows notices;
    AddedRows added;
    std::array<Officer, lanes * 16> officers;
    std::size_t officer_count = 0;

    void clear();
    /// Puts a case into the next lane. Texts are not copied.
    void add(const Case& c);
    /// Fills up the block with empty cases, so that loops run over whole blocks.
    void finish();
};

/// Verdicts by norm, then lane or row; the procedure's are those of its steps.
struct ColumnVerdicts {
    static constexpr std::size_t single_norms = 40, steps = 7;
    std::array<Column<std::uint8_t>, single_norms> single;  ///< by norm; of norms with rows: where a lane has none
    std::array<Column<std::uint8_t>, steps> step;
    Column<std::uint8_t, EvidenceRows::capacity> two_officers, recorded;
    Column<std::uint8_t, PreservationRows::capacity> preserved_by_two, handled;
    Column<std::uint8_t, NoticeRows::capacity> told, after_evidence, waited;
    Column<std::uint8_t, AddedRows::capacity> added;
};

}  // namespace fadu::bench
