#include "fadu/program/read.hpp"

#include <algorithm>

#include "program/read_walk.hpp"

namespace fadu::program {
namespace {

using namespace reading;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Appends what a walk has found to a block's tables, as BlockFiller does with a case.
class Writer {
  public:
    Writer(const Schema& schema, const Walk& walk, Block& block)
        : schema_(schema), walk_(walk), tables_(block.tables()), as_of_(block.as_of().time_since_epoch().count()) {}

    void write(std::vector<const Happening*>& sorted) {
        const int row = tables_.front().add_row(-1);
        const Cell* root = walk_.cells(walk_.root());
        copy(tables_.front(), row, root, schema_.case_row);
        for (const EventTable& events : schema_.event_tables) write_events(events, row, sorted);
        write_children(root, row, schema_.case_row);
    }

  private:
    static void copy(TableData& table, int row, const Cell* cells, const CopyRow& plan) {
        const std::size_t r = index(row);
        for (const Copy& each : plan.copies) {
            ColumnData& column = table.columns[index(each.column)];
            const Cell& cell = cells[each.slot];
            // The other halves of these shapes are always 0.
            switch (each.shape) {
                case Shape::truth:
                case Shape::list: column.state[r] = cell.state; break;
                case Shape::set:
                case Shape::text:
                    column.low[r] = cell.low;
                    column.state[r] = cell.state;
                    break;
                default:
                    column.low[r] = cell.low;
                    column.high[r] = cell.high;
                    column.state[r] = cell.state;
                    break;
            }
        }
    }

    void write_children(const Cell* cells, int row, const CopyRow& plan) {
        for (const CopyRow::Child& child : plan.children) {
            TableData& table = tables_[index(child.table)];
            for (std::int64_t at = cells[child.slot].low; at >= 0;) {
                const Cell* element = walk_.cells(static_cast<std::size_t>(at));
                at = element->low;
                const int added = table.add_row(row);
                copy(table, added, element, *child.element);
                write_children(element, added, *child.element);
            }
            table.end_parent_row();
        }
    }

    std::int64_t now() const { return whole_day(as_of_); }
    /// Dated ones in the order of their days, then the others; of one day in that of the record.
    static bool is_before(const Happening* a, const Happening* b) {
        if (a->dated != b->dated) return a->dated;
        if (a->dated && a->begin != b->begin) return a->begin < b->begin;
        return a < b;  // they stand in one list
    }

    void write_events(const EventTable& events, int row, std::vector<const Happening*>& sorted) {
        TableData& table = tables_[index(events.table)];
        const auto& kinds = schema_.record.events;
        const std::vector<Happening>& all = walk_.events();
        sorted.clear();
        // What may have happened comes last, kind by kind.
        for (const int kind : events.kinds)
            for (int at = walk_.first_of(kind); at >= 0; at = all[index(at)].next) sorted.push_back(&all[index(at)]);
        if (!std::is_sorted(sorted.begin(), sorted.end(), is_before))
            std::sort(sorted.begin(), sorted.end(), is_before);
        for (const Happening* event : sorted) {
            std::size_t member = 0;
            while (events.kinds[member] != event->kind) ++member;
            const int added = table.add_row(row);
            write_builtins(table, added, events, *event, event - all.data());
            copy(table, added, walk_.cells(event->row), events.rows[member]);
            write_children(walk_.cells(event->row), added, events.rows[member]);
        }
        for (std::size_t member = 0; member < events.kinds.size(); ++member) {
            const int kind = events.kinds[member];
            if (walk_.is_closed(kind) || kinds[index(kind)].deemed) continue;
            const int added = table.add_row(row);
            write_possible(table, added, events, kind);
            const Cell* blank = walk_.blank_of(kind);
            copy(table, added, blank, events.rows[member]);
            write_children(blank, added, events.rows[member]);
        }
        table.end_parent_row();
    }

    static void put(ColumnData& column, int row, const Cell& cell) {
        column.low[index(row)] = cell.low;
        column.high[index(row)] = cell.high;
        column.state[index(row)] = cell.state;
    }
    static Cell truth(bool yes) { return {0, 0, yes ? truth_bits::yes : truth_bits::no}; }
    static Cell plain(std::int64_t number) { return {number, 0, 0}; }

    void write_builtins(TableData& table, int row, const EventTable& events, const Happening& event,
                        std::ptrdiff_t place) const {
        Cell begin{beginning, now(), state::value};
        bool planned = event.planned;
        if (event.dated) {
            begin.low = begin.high = event.begin;
            if (begin_of(event.begin) >= end_of(now())) planned = true;
        }
        Cell end = begin;
        const bool lasting = schema_.record.events[index(event.kind)].lasting;
        bool running = false;
        if (lasting) switch (event.end_knowledge) {
                case facts::EndKnowledge::at:
                    if (event.dated) end.low = end.high = event.end;
                    break;
                case facts::EndKnowledge::running:
                    running = true;
                    end.low = end.high = ending;
                    break;
                case facts::EndKnowledge::unknown: end.high = ending; break;
            }
        for (const EventTable::Builtin& builtin : events.builtins) {
            ColumnData& column = table.columns[index(builtin.column)];
            switch (builtin.field) {
                case event_column::begin: put(column, row, begin); break;
                case event_column::end: put(column, row, end); break;
                case event_column::happened: put(column, row, truth(true)); break;
                case event_column::planned: put(column, row, truth(planned)); break;
                case event_column::running: put(column, row, truth(running)); break;
                case event_column::kind: put(column, row, plain(event.kind)); break;
                default: put(column, row, plain(place)); break;  // its place and identity
            }
        }
    }

    void write_possible(TableData& table, int row, const EventTable& events, int kind) const {
        for (const EventTable::Builtin& builtin : events.builtins) {
            ColumnData& column = table.columns[index(builtin.column)];
            switch (builtin.field) {
                case event_column::begin:
                case event_column::end: put(column, row, {beginning, now(), state::value}); break;
                case event_column::happened: put(column, row, {0, 0, truth_bits::unknown}); break;
                case event_column::planned:
                case event_column::running: put(column, row, truth(false)); break;
                case event_column::sequence: put(column, row, plain(-1)); break;
                case event_column::order:
                    put(column, row, plain(static_cast<std::int64_t>(walk_.events().size())));
                    break;
                case event_column::identity: put(column, row, plain(-2 - kind)); break;
                default: put(column, row, plain(kind)); break;
            }
        }
    }

    const Schema& schema_;
    const Walk& walk_;
    std::vector<TableData>& tables_;
    std::int64_t as_of_;
};

}  // namespace

struct BlockReader::State {
    State(const Program& program, const ReaderOptions& given)
        : options(given), schema(program, options), walk(schema, options.limits) {}

    ReaderOptions options;
    Schema schema;
    Walk walk;
    std::vector<const Happening*> sorted;
    std::size_t taken = 0, declined = 0;
};

BlockReader::BlockReader(const Program& program, const ReaderOptions& options)
    : state_(std::make_unique<State>(program, options)) {}
BlockReader::~BlockReader() = default;
BlockReader::BlockReader(BlockReader&&) noexcept = default;
BlockReader& BlockReader::operator=(BlockReader&&) noexcept = default;

bool BlockReader::add(std::string_view line, Block& block) {
    State& state = *state_;
    if (!state.schema.usable || !state.walk.read(line, block.texts()) || !block.takes_order(state.walk.in_order())) {
        ++state.declined;
        return false;
    }
    block.set_order(state.walk.in_order());
    Writer(state.schema, state.walk, block).write(state.sorted);
    block.end_case(false);
    ++state.taken;
    return true;
}

std::string_view BlockReader::id() const { return state_->walk.id(); }
std::size_t BlockReader::taken() const { return state_->taken; }
std::size_t BlockReader::declined() const { return state_->declined; }

}  // namespace fadu::program
