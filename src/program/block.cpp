#include "fadu/program/block.hpp"

#include <algorithm>
#include <tuple>

#include "fadu/program/program.hpp"
#include "program/fill.hpp"

namespace fadu::program {

void TableData::clear() {
    rows = 0;
    parents = 0;
    if (begin.empty()) begin.resize(64);
    begin.front() = 0;
}

void TableData::grow() {
    room = room * 2 + 64;
    const auto size = static_cast<std::size_t>(room);
    up.resize(size);
    for (ColumnData& column : columns) {
        column.low.resize(size);
        column.high.resize(size);
        column.state.resize(size);
    }
}

Block::Block(const Program& program, time::Day as_of)
    : program_(&program), as_of_(as_of), texts_(program.code().texts) {
    tables_.resize(program.layout().tables.size());
    for (std::size_t t = 0; t < tables_.size(); ++t)
        tables_[t].columns.resize(program.layout().tables[t].columns.size());
    clear();
}

void Block::clear() {
    for (TableData& table : tables_) table.clear();
    deferred_.clear();
    in_order_ = false;
    texts_.clear();
}

void Block::end_case(bool deferred) { deferred_.push_back(deferred ? 1 : 0); }

/// Lays one case out, table by table: rows of a parent before those of its children.
class BlockFiller {
  public:
    BlockFiller(Block& block, const facts::Case& value)
        : block_(block),
          numbering_{block.texts_, block.program_->code().periods},
          layout_(block.program_->layout()),
          rulebook_(*block.program_->rulebook()),
          case_(value) {}

    void run() {
        const bool many = too_many() || has_recorded_deemed();
        const bool other_order = block_.size() > 0 && block_.in_order() != case_.in_order;
        const bool deferred = many || other_order || case_.root.record != layout_.record;
        if (block_.size() == 0) block_.in_order_ = case_.in_order;
        if (deferred) {
            const facts::Case nothing;
            fill_case(nothing, true);
        } else {
            fill_case(case_, false);
        }
        block_.end_case(deferred);
    }

  private:
    /// What the law deems is also recorded: the program has rows for one of the two only.
    bool has_recorded_deemed() const {
        if (case_.root.record != layout_.record) return false;
        const auto& kinds = record().events;
        return std::any_of(case_.occurrences.begin(), case_.occurrences.end(),
                           [&](const facts::Occurrence& occurrence) {
                               return kinds[static_cast<std::size_t>(occurrence.event)].deemed;
                           });
    }

    bool too_many() const {
        std::size_t rows = case_.occurrences.size();
        const auto count = [&rows](const std::vector<facts::Slot>& slots, const auto& self) -> void {
            for (const facts::Slot& slot : slots) {
                rows += slot.items.size() + slot.records.size();
                if (rows > most_rows_a_case) return;
                for (const facts::RecordValue& record : slot.records) self(record.slots, self);
            }
        };
        count(case_.root.slots, count);
        for (const facts::Occurrence& occurrence : case_.occurrences) count(occurrence.slots, count);
        return rows > most_rows_a_case;
    }

    void fill_case(const facts::Case& value, bool empty) {
        const int row = block_.tables_.front().rows;
        const auto& fields = rulebook_.records[static_cast<std::size_t>(layout_.record)].fields;
        add_row(0, -1);
        add_fields(0, value.root.slots, fields, nullptr);
        for (std::size_t table = 1; table < layout_.tables.size(); ++table)
            if (layout_.tables[table].kind == Table::Kind::events) add_events(static_cast<int>(table), row, empty);
        add_children(0, value.root.slots, nullptr);
    }

    void add_row(int table, int parent_row) {
        row_ = static_cast<std::size_t>(block_.tables_[static_cast<std::size_t>(table)].add_row(parent_row));
    }
    /// A cell of the row that was added last.
    void append(ColumnData& column, const Cell& cell) const {
        column.low[row_] = cell.low;
        column.high[row_] = cell.high;
        column.state[row_] = cell.state;
    }

    /// `own`: of a class's table, the member's field for each of the class's.
    void add_fields(int table, const std::vector<facts::Slot>& slots, const std::vector<model::Field>& fields,
                    const std::vector<int>* own) {
        const Table& shape = layout_.tables[static_cast<std::size_t>(table)];
        TableData& data = block_.tables_[static_cast<std::size_t>(table)];
        for (std::size_t c = 0; c < shape.columns.size(); ++c) {
            const Column& column = shape.columns[c];
            if (column.field < 0) continue;
            const std::size_t field = field_of(column.field, own);
            const facts::Slot* slot = field < slots.size() ? &slots[field] : nullptr;
            append(data.columns[c], cell_of(slot, fields[field], column, numbering_));
        }
    }
    static std::size_t field_of(int field, const std::vector<int>* own) {
        return static_cast<std::size_t>(own ? (*own)[static_cast<std::size_t>(field)] : field);
    }

    /// The rows of the lists that a row holds, and their ends.
    void add_children(int table, const std::vector<facts::Slot>& slots, const std::vector<int>* own) {
        const int row = block_.tables_[static_cast<std::size_t>(table)].rows - 1;
        for (std::size_t child = 1; child < layout_.tables.size(); ++child) {
            const Table& shape = layout_.tables[child];
            if (shape.parent != table || shape.kind == Table::Kind::events) continue;
            const std::size_t field = field_of(shape.field, own);
            const facts::Slot* slot = field < slots.size() ? &slots[field] : nullptr;
            if (slot && slot->knowledge == facts::Knowledge::known) add_elements(static_cast<int>(child), row, *slot);
            block_.tables_[child].end_parent_row();
        }
    }

    void add_elements(int table, int parent_row, const facts::Slot& slot) {
        const Table& shape = layout_.tables[static_cast<std::size_t>(table)];
        if (shape.kind == Table::Kind::records) {
            const auto& fields = rulebook_.records[static_cast<std::size_t>(shape.record)].fields;
            for (const facts::RecordValue& record : slot.records) {
                add_row(table, parent_row);
                add_fields(table, record.slots, fields, nullptr);
                add_children(table, record.slots, nullptr);
            }
            return;
        }
        TableData& data = block_.tables_[static_cast<std::size_t>(table)];
        for (const facts::Slot& item : slot.items) {
            add_row(table, parent_row);
            if (shape.columns.empty()) continue;
            const Column& column = shape.columns.front();
            const bool known = item.knowledge == facts::Knowledge::known;
            append(data.columns.front(), known ? cell_of(item.value, column, numbering_) : unknown_cell(column));
        }
    }

    // ---- events, as engine::World lays them out ---------------------------------------------------------------------

    struct Happening {
        const facts::Occurrence* source = nullptr;
        int kind = -1;
        Cell begin, end;
        bool planned = false;
        bool possible = false;
        bool running = false;
        std::int64_t sequence = -1;
        std::int64_t identity = -1;
        bool dated() const { return begin.low == begin.high; }
    };

    std::int64_t as_of_day() const { return block_.as_of_.time_since_epoch().count(); }

    static std::int64_t pack(const time::TimeSpan& span) {
        return span.is_exact() ? exact_moment(span.begin.seconds) : exact_moment(span.begin.seconds) + 1;
    }

    Happening happening(const facts::Occurrence& occurrence, bool lasting) const {
        Happening event;
        event.source = &occurrence;
        event.kind = occurrence.event;
        event.planned = occurrence.planned;
        event.possible = occurrence.possible;
        event.sequence = occurrence.sequence;
        event.identity = &occurrence - case_.occurrences.data();
        const std::int64_t now = whole_day(as_of_day());
        if (occurrence.dated) {
            event.begin = {pack(occurrence.begin), pack(occurrence.begin), state::value};
            if (occurrence.begin.begin >= time::end_of(block_.as_of_)) event.planned = true;
        } else {
            event.begin = {beginning, now, state::value};
        }
        event.end = event.begin;
        if (!lasting) return event;
        switch (occurrence.end_knowledge) {
            case facts::EndKnowledge::at:
                if (occurrence.dated) event.end = {pack(occurrence.end), pack(occurrence.end), state::value};
                break;
            case facts::EndKnowledge::running:
                event.running = true;
                event.end = {ending, ending, state::value};
                break;
            case facts::EndKnowledge::unknown: event.end.high = ending; break;
        }
        return event;
    }

    void collect(int kind) {
        const model::EventKind& declared = record().events[static_cast<std::size_t>(kind)];
        for (const facts::Occurrence& occurrence : case_.occurrences)
            if (occurrence.event == kind) happenings_.push_back(happening(occurrence, declared.lasting));
        const auto index = static_cast<std::size_t>(kind);
        const bool closed = index < case_.closed.size() && case_.closed[index];
        if (closed || declared.deemed) return;
        Happening possible;
        possible.kind = kind;
        possible.possible = true;
        possible.begin = {beginning, whole_day(as_of_day()), state::value};
        possible.end = possible.begin;
        possible.sequence = static_cast<std::int64_t>(case_.occurrences.size());
        possible.identity = -2 - kind;
        happenings_.push_back(possible);
    }

    const model::Record& record() const { return rulebook_.records[static_cast<std::size_t>(layout_.record)]; }

    void add_events(int table, int case_row, bool empty) {
        const Table& shape = layout_.tables[static_cast<std::size_t>(table)];
        const model::EventKind& declared = record().events[static_cast<std::size_t>(shape.event)];
        happenings_.clear();
        if (!empty) {
            if (declared.is_class)
                for (const int member : declared.members) collect(member);
            else
                collect(shape.event);
        }
        std::stable_sort(happenings_.begin(), happenings_.end(), [](const Happening& a, const Happening& b) {
            const auto key = [](const Happening& e) {
                return std::tuple(!e.dated(), e.dated() ? e.begin.low : e.begin.high, e.sequence);
            };
            return key(a) < key(b);
        });
        static const std::vector<facts::Slot> nothing;
        for (const Happening& event : happenings_) {
            const std::vector<int>* own = nullptr;
            if (declared.is_class)
                for (std::size_t m = 0; m < declared.members.size(); ++m)
                    if (declared.members[m] == event.kind) own = &declared.member_fields[m];
            const auto& fields = record().events[static_cast<std::size_t>(event.kind)].fields;
            const std::vector<facts::Slot>& slots = event.source ? event.source->slots : nothing;
            add_row(table, case_row);
            add_builtins(table, event);
            add_fields(table, slots, fields, own);
            add_children(table, slots, own);
        }
        block_.tables_[static_cast<std::size_t>(table)].end_parent_row();
    }

    void add_builtins(int table, const Happening& event) {
        const Table& shape = layout_.tables[static_cast<std::size_t>(table)];
        TableData& data = block_.tables_[static_cast<std::size_t>(table)];
        const auto truth = [](bool yes) { return Cell{0, 0, yes ? truth_bits::yes : truth_bits::no}; };
        for (std::size_t c = 0; c < shape.columns.size(); ++c) {
            ColumnData& column = data.columns[c];
            switch (shape.columns[c].field) {
                case event_column::begin: append(column, event.begin); break;
                case event_column::end: append(column, event.end); break;
                case event_column::happened:
                    append(column, {0, 0, event.possible ? truth_bits::unknown : truth_bits::yes});
                    break;
                case event_column::planned: append(column, truth(event.planned)); break;
                case event_column::sequence: append(column, {event.source ? event.sequence : -1, 0, 0}); break;
                case event_column::order: append(column, {event.sequence, 0, 0}); break;
                case event_column::identity: append(column, {event.identity, 0, 0}); break;
                case event_column::kind: append(column, {event.kind, 0, 0}); break;
                case event_column::running: append(column, truth(event.running)); break;
                default: break;
            }
        }
    }

    Block& block_;
    const Numbering numbering_;
    const Layout& layout_;
    const model::Rulebook& rulebook_;
    const facts::Case& case_;
    std::vector<Happening> happenings_;
    std::size_t row_ = 0;
};

void Block::add(const facts::Case& value) { BlockFiller(*this, value).run(); }

}  // namespace fadu::program
