// Cases from CSV: a row a case. Columns are fields, events (a date in the cell: it happened) or fields of events (事件.字段).
#include <fmt/format.h>

#include "facts/cells.hpp"
#include "facts/json_case.hpp"

namespace fadu::facts {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class CsvFormat {
  public:
    CsvFormat(const ReadJob& job, Reporter& reporter, int record)
        : job_(job),
          reporter_(reporter),
          names_(job.rulebook, record, job.mapping, complain_to(reporter)),
          table_(job),
          cells_({job.rulebook, job.mapping != nullptr && job.mapping->time_of == "day"}, reporter) {}

    void read() {
        if (!table_.read_header(reporter_)) return;
        find_targets();
        while (table_.next(reporter_, reporter_.report())) {
            if (reporter_.report().cases_read >= job_.limits.max_cases) {
                reporter_.end_record();
                return say_case_limit(reporter_, job_.limits);
            }
            Case value = read_row();
            reporter_.end_record();
            ++reporter_.report().cases_read;
            if (!job_.sink(std::move(value))) return;
        }
    }

  private:
    const model::Record& record() const { return names_.record(); }

    void find_targets() {
        for (std::size_t column = 0; column < table_.columns.size(); ++column) {
            const std::string& name = table_.columns[column];
            Target target = name.empty() ? Target{} : names_.find(name);
            if (!target && !name.empty()) {
                reporter_.add_once(
                    name, code::unknown_name, text::Level::warning, table_.place(),
                    {fmt::format("没有名为“{}”的字段或事件，这一列已略过", shown(name)),
                     fmt::format("there is no field or event “{}”; the column is left out", shown(name))},
                    suggestion(name, names_.known_names()));
            }
            if (target.event >= 0) {
                if (const auto can = may_occur(record(), target.event); !can) {
                    reporter_.add(code::wrong_event, text::Level::error, table_.place(), can.error());
                    target = {};
                }
            }
            // Two columns may stand for one thing under different names; the first one counts, as with equal names.
            for (const Target& earlier : targets_) {
                if (!target || !(earlier == target)) continue;
                reporter_.add(code::duplicate, text::Level::error, table_.place(),
                              {fmt::format("列“{}”与前面的一列是同一项，以前面的为准", shown(name)),
                               fmt::format("column “{}” means the same as one before it, which counts", shown(name))});
                target = {};
            }
            targets_.push_back(target);
        }
    }

    /// The cells of one event: when, until when, and what is said of it.
    struct EventCells {
        int when = -1, end = -1;
        bool any_field = false;
        std::vector<std::pair<int, int>> fields;  ///< column, field
    };

    Case read_row() {
        const auto& cells = table_.rows.cells();
        const Place place = table_.place();
        Case value = Case::blank(job_.rulebook, names_.record_index());
        value.in_order = job_.mapping != nullptr && job_.mapping->sequence;
        std::vector<EventCells> events(record().events.size());
        std::vector<int> order;
        for (std::size_t column = 0; column < targets_.size(); ++column) {
            const Target target = targets_[column];
            const std::string_view cell = column < cells.size() ? trim(cells[column]) : std::string_view{};
            if (target.kind == Target::Kind::field) {
                value.root.slots[index(target.field)] =
                    cells_.slot(record().fields[index(target.field)], names_.values(target.field),
                                table_.columns[column], cell, place);
                continue;
            }
            if (target.event < 0) continue;
            EventCells& event = events[index(target.event)];
            if (event.when < 0 && event.end < 0 && event.fields.empty()) order.push_back(target.event);
            if (target.kind == Target::Kind::event_field) {
                event.fields.emplace_back(static_cast<int>(column), target.field);
                event.any_field |= !cell.empty();
            } else {
                (target.kind == Target::Kind::event_end ? event.end : event.when) = static_cast<int>(column);
            }
        }
        for (const int event : order) read_event(value, event, events[index(event)]);
        if (names_.complete()) close_all_events(value);
        for (const int event : names_.supplied()) close_event(record(), value, event);
        settle_case(job_.rulebook, value, std::to_string(reporter_.report().cases_read + 1));
        report_missing(job_.rulebook, value, reporter_, place);
        report_repeated(job_.rulebook, value, reporter_, place);
        return value;
    }

    std::string_view cell(int column) const {
        const auto& cells = table_.rows.cells();
        return column >= 0 && index(column) < cells.size() ? trim(cells[index(column)]) : std::string_view{};
    }

    void read_event(Case& value, int event, const EventCells& from) {
        const std::string_view when = cell(from.when);
        const std::string_view end = cell(from.end);
        if (from.when >= 0) close_event(record(), value, event);
        const bool denied = truth_of(when) == false;
        const std::vector<std::string_view> whens = Cells::parts(when);
        const std::string& name = record().events[index(event)].name;
        const auto contradiction = [&](std::string zh, std::string en) {
            reporter_.add(code::contradiction, text::Level::error, table_.place(), {std::move(zh), std::move(en)});
        };
        if (whens.size() > 1) {
            for (const std::string_view each : whens) add(value, event, from.when, each);
            if (from.any_field || !end.empty())
                contradiction(
                    fmt::format("“{}”有多个日期，不知字段属于哪一次，已略过", name),
                    fmt::format("“{}” has several dates; its fields could be any one's and are left out", name));
            return;
        }
        if (when.empty() || denied) {
            if (!from.any_field && end.empty()) return;
            if (from.when >= 0)
                contradiction(
                    fmt::format("“{}”没有日期却有字段，作为日期不明处理", name),
                    fmt::format("“{}” has fields but no date; it is taken to have happened on an unknown day", name));
        }
        add(value, event, from.when, denied ? std::string_view{} : when);
        Occurrence& occurrence = value.occurrences.back();
        if (!end.empty()) {
            const std::string& column = table_.columns[index(from.end)];
            const auto span = cells_.time(column, end, table_.place());
            const bool lasting = record().events[index(event)].lasting;
            if (!lasting)
                contradiction(fmt::format("“{}”没有起止，止日已略过", name),
                              fmt::format("“{}” does not last; its end is left out", name));
            else if (!span)
                occurrence.end_knowledge = EndKnowledge::unknown;
            else if (const auto set = set_end(occurrence, *span); !set)
                reporter_.add(
                    code::wrong_time, text::Level::error, table_.place(),
                    {fmt::format("{}：{}", name, set.error().zh), fmt::format("{}: {}", name, set.error().en)});
        }
        for (const auto& [column, field] : from.fields)
            occurrence.slots[index(field)] =
                cells_.slot(record().events[index(event)].fields[index(field)], names_.values(event, field),
                            table_.columns[index(column)], cell(column), table_.place());
    }

    void add(Case& value, int event, int column, std::string_view when) {
        Occurrence occurrence = blank_occurrence(record(), value, event);
        const model::Type interval{model::TypeKind::interval, model::TypeKind::nothing, -1, -1};
        const bool lasting = record().events[index(event)].lasting;
        if (when.empty() || truth_of(when) == true) {
            if (lasting) occurrence.end_knowledge = EndKnowledge::unknown;
        } else if (const auto both = lasting ? constant_from_text(cells_.conversion(), interval, when)
                                             : Converted<model::Constant>(tl::unexpected(text::Message{}));
                   both) {
            set_interval(occurrence, std::get<model::DayInterval>(*both));
        } else if (const auto span = cells_.time(table_.columns[index(column)], when, table_.place())) {
            occurrence.dated = true;
            occurrence.begin = *span;
        }
        value.occurrences.push_back(std::move(occurrence));
    }

    const ReadJob& job_;
    Reporter& reporter_;
    RecordNames names_;
    Table table_;
    Cells cells_;
    std::vector<Target> targets_;
};

}  // namespace

void read_csv(const ReadJob& job, Reporter& reporter) {
    const int record = choose_record(job.rulebook, job.record, job.mapping, reporter);
    if (record < 0) {
        reporter.add(
            code::no_case, text::Level::error, {},
            {"规则集里有多种记录，应写明案件是哪一种", "the rulebook has several records; say which the cases are"});
        return;
    }
    CsvFormat(job, reporter, record).read();
}

}  // namespace fadu::facts
