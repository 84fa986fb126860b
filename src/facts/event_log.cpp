// Cases from an event log: a row an event. Rows of one case may stand anywhere; a first pass notes which rows belong to
// which case (two numbers a row), a second builds one case after the other.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "facts/cells.hpp"
#include "facts/json_case.hpp"

namespace fadu::facts {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }
constexpr std::size_t longest_name = 200;  // an activity's name is copied into the mapping, so it is shown whole
constexpr std::size_t no_row = static_cast<std::size_t>(-1);

class EventLog {
  public:
    EventLog(const ReadJob& job, Reporter& reporter, int record)
        : job_(job),
          reporter_(reporter),
          mapping_(job.mapping != nullptr ? *job.mapping : no_mapping()),
          names_(job.rulebook, record, &mapping_, complain_to(reporter)),
          table_(job),
          cells_({job.rulebook, mapping_.time_of == "day"}, reporter) {}

    void read() {
        if (!table_.read_header(reporter_) || !find_columns()) return;
        find_rows();
        for (Thread& thread : threads_) {
            if (reporter_.report().cases_read >= job_.limits.max_cases) {
                say_case_limit(reporter_, job_.limits);
                break;
            }
            Case value = read_case(thread);
            ++reporter_.report().cases_read;
            if (!job_.sink(std::move(value))) break;
        }
        report_activities();
        report_contradictions();
    }

  private:
    struct Row {
        std::size_t offset, line;
        std::size_t next = no_row;
    };
    struct Thread {
        std::string id;
        std::size_t first = no_row, last = no_row;
    };

    static const Mapping& no_mapping() {
        static const Mapping none;
        return none;
    }
    const model::Record& record() const { return names_.record(); }

    /// The column of that name, or the usual name of an event log's; -1 with a diagnostic if a wanted one is not there.
    int column(const std::string& name, std::string_view usual, bool wanted) {
        std::string storage;
        const int found = table_.find(name.empty() ? usual : composed(trim(name), storage));
        if (found < 0 && (wanted || !name.empty()))
            reporter_.add(code::mapping, text::Level::error, table_.place(),
                          {fmt::format("事件日志没有列“{}”", name.empty() ? usual : name),
                           fmt::format("the event log has no column “{}”", name.empty() ? usual : name)},
                          suggestion(name, table_.columns));
        return found;
    }

    bool find_columns() {
        case_ = column(mapping_.case_column, "case:concept:name", true);
        activity_ = column(mapping_.activity_column, "concept:name", true);
        time_ = column(mapping_.time_column, "time:timestamp", true);
        end_ = column(mapping_.end_column, "", false);
        lifecycle_ = column(mapping_.lifecycle_column, "", false);
        if (case_ < 0 || activity_ < 0 || time_ < 0) return false;
        find_targets();
        return true;
    }

    void find_targets() {
        event_fields_.resize(record().events.size());
        std::string unused;
        for (std::size_t column = 0; column < table_.columns.size(); ++column) {
            const std::string& name = table_.columns[column];
            bool used = name.empty();
            for (const int special : {case_, activity_, time_, end_, lifecycle_})
                used |= special == static_cast<int>(column);
            const Target target = name.empty() ? Target{} : names_.find(name);
            if (target.kind == Target::Kind::field) {
                case_fields_.emplace_back(static_cast<int>(column), target.field);
                used = true;
            }
            for (std::size_t event = 0; event < record().events.size(); ++event) {
                const int field = name.empty() ? -1 : names_.find_event_field(static_cast<int>(event), name);
                if (field < 0) continue;
                event_fields_[event].emplace_back(static_cast<int>(column), field);
                used = true;
            }
            if (!used) unused += (unused.empty() ? "" : "、") + name;
        }
        for (const auto& source : mapping_.fields) missing_column(source.outside);
        for (const auto& source : mapping_.event_fields) missing_column(source.outside);
        if (!unused.empty())
            reporter_.add(
                code::unknown_name, text::Level::hint, table_.place(),
                {fmt::format("没有用到的列：{}", unused), fmt::format("columns that are not used: {}", unused)});
    }

    void missing_column(const std::string& name) { column(name, name, true); }

    void find_rows() {
        std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>> known;
        while (table_.next(reporter_, reporter_.report())) {
            const std::string_view id = cell(case_);
            if (id.empty()) {
                reporter_.add(code::no_case, text::Level::error, table_.place(),
                              {"没有案件号，已略过", "it names no case and is left out"});
                ++reporter_.report().records_skipped;
                continue;
            }
            if (lifecycle_ >= 0 && !mapping_.lifecycle_value.empty() && cell(lifecycle_) != mapping_.lifecycle_value)
                continue;
            const std::size_t row = rows_.size();
            rows_.push_back({table_.rows.offset(), table_.rows.line()});
            auto at = known.find(id);
            if (at == known.end()) {
                at = known.emplace(std::string(id), threads_.size()).first;
                threads_.push_back({std::string(id), row, row});
                continue;
            }
            Thread& thread = threads_[at->second];
            rows_[thread.last].next = row;
            thread.last = row;
        }
        reporter_.end_record();
    }

    std::string_view cell(int column) const {
        const auto& cells = table_.rows.cells();
        return column >= 0 && index(column) < cells.size() ? trim(cells[index(column)]) : std::string_view{};
    }

    Case read_case(const Thread& thread) {
        Case value = Case::blank(job_.rulebook, names_.record_index());
        value.in_order = mapping_.sequence;
        std::vector<std::string> said(case_fields_.size());
        Place place;
        for (std::size_t row = thread.first; row != no_row; row = rows_[row].next) {
            table_.rows.go_to(rows_[row].offset, rows_[row].line);
            if (!table_.rows.next()) break;
            if (row == thread.first) place = table_.place();
            reporter_.begin_record("行", "line", rows_[row].line);
            read_case_fields(thread, value, said);
            read_event(value);
            reporter_.end_record();
        }
        set_key(value, thread.id, place);
        if (names_.complete()) close_all_events(value);
        for (const int event : names_.supplied()) close_event(record(), value, event);
        settle_case(job_.rulebook, value, thread.id);
        report_missing(job_.rulebook, value, reporter_, place);
        report_repeated(job_.rulebook, value, reporter_, place);
        return value;
    }

    /// The case column is the key unless a column of its own was mapped to it.
    void set_key(Case& value, const std::string& id, Place place) {
        for (std::size_t i = 0; i < record().fields.size(); ++i) {
            const model::Field& field = record().fields[i];
            if (!field.key || value.root.slots[i].knowledge != Knowledge::unknown) continue;
            value.root.slots[i] = cells_.slot(field, nullptr, field.name, id, place);
            return;
        }
    }

    void read_case_fields(const Thread& thread, Case& value, std::vector<std::string>& said) {
        for (std::size_t i = 0; i < case_fields_.size(); ++i) {
            const auto [column, field] = case_fields_[i];
            const std::string_view text = cell(column);
            if (text.empty()) continue;
            if (said[i].empty()) {
                said[i] = text;
                // Two columns may feed one field; the first that says something wins.
                if (value.root.slots[index(field)].knowledge == Knowledge::unknown)
                    value.root.slots[index(field)] = cells_.slot(record().fields[index(field)], names_.values(field),
                                                                 table_.columns[index(column)], text, table_.place());
            } else if (said[i] != text) {
                auto [at, first] = contradictions_.try_emplace(column);
                Contradiction& told = at->second;
                if (first) told = {thread.id, said[i], std::string(text), table_.place(), {}, 0};
                if (told.latest != thread.id) ++told.cases;
                told.latest = thread.id;
            }
        }
    }

    void read_event(Case& value) {
        const std::string_view activity = cell(activity_);
        int event = names_.find_activity(activity);
        if (event < 0) {
            const Target target = names_.find(activity);
            if (target.kind == Target::Kind::event) event = target.event;
        }
        if (event < 0 || !may_occur(record(), event)) {
            Unknown& unknown = unknown_[std::string(activity)];
            if (++unknown.rows == 1) {
                unknown.place = table_.place();
                unknown.order = unknown_.size();
                unknown.event = event;
            }
            return;
        }
        Occurrence occurrence = blank_occurrence(record(), value, event);
        if (const std::string_view when = cell(time_); when.empty()) {
            reporter_.add(code::wrong_time, text::Level::error, table_.place(),
                          {"没有时间，作为日期不明处理", "it has no time and is taken to be undated"});
        } else if (const auto span = cells_.time(table_.columns[index(time_)], when, table_.place())) {
            occurrence.dated = true;
            occurrence.begin = *span;
        }
        if (const std::string_view end = cell(end_); !end.empty() && record().events[index(event)].lasting) {
            const auto span = cells_.time(table_.columns[index(end_)], end, table_.place());
            if (!span)
                occurrence.end_knowledge = EndKnowledge::unknown;
            else if (const auto set = set_end(occurrence, *span); !set)
                reporter_.add(code::wrong_time, text::Level::error, table_.place(), set.error());
        }
        for (const auto& [column, field] : event_fields_[index(event)]) {
            const std::string_view text = cell(column);
            Slot& slot = occurrence.slots[index(field)];
            if (text.empty() || slot.knowledge != Knowledge::unknown) continue;
            slot = cells_.slot(record().events[index(event)].fields[index(field)], names_.values(event, field),
                               table_.columns[index(column)], text, table_.place());
        }
        value.occurrences.push_back(std::move(occurrence));
    }

    void report_activities() {
        std::vector<std::pair<std::string, Unknown>> told(unknown_.begin(), unknown_.end());
        std::sort(told.begin(), told.end(),
                  [](const auto& a, const auto& b) { return a.second.order < b.second.order; });
        for (const auto& [name, unknown] : told) {
            text::Message why{"对应表没有说它是什么事件", "the mapping does not say which event it is"};
            if (unknown.event >= 0) why = may_occur(record(), unknown.event).error();
            reporter_.add(code::unknown_activity, text::Level::warning, unknown.place,
                          {fmt::format("活动“{}”共 {} 行，已略过：{}", shown(name, longest_name), unknown.rows, why.zh),
                           fmt::format("activity “{}” ({} rows) is left out: {}", shown(name, longest_name),
                                       unknown.rows, why.en)},
                          suggestion(name, names_.known_events()));
        }
    }

    void report_contradictions() {
        for (const auto& [column, told] : contradictions_)
            reporter_.add(
                code::contradiction, text::Level::warning, told.place,
                {fmt::format("列“{}”在 {} 件案件里前后不一，以第一个值为准；如案件 {}：“{}”与“{}”",
                             table_.columns[index(column)], told.cases, shown(told.id), shown(told.first),
                             shown(told.second)),
                 fmt::format("column “{}” contradicts itself in {} cases, where the first value counts; case {}: "
                             "“{}” and “{}”",
                             table_.columns[index(column)], told.cases, shown(told.id), shown(told.first),
                             shown(told.second))});
    }

    struct Unknown {
        std::size_t rows = 0, order = 0;
        int event = -1;
        Place place;
    };
    struct Contradiction {
        std::string id, first, second;
        Place place;
        std::string latest;  ///< the case it was last seen in
        std::size_t cases = 0;
    };

    const ReadJob& job_;
    Reporter& reporter_;
    const Mapping& mapping_;
    RecordNames names_;
    Table table_;
    Cells cells_;
    int case_ = -1, activity_ = -1, time_ = -1, end_ = -1, lifecycle_ = -1;
    std::vector<std::pair<int, int>> case_fields_;                ///< column, field
    std::vector<std::vector<std::pair<int, int>>> event_fields_;  ///< of each kind: column, field
    std::vector<Row> rows_;
    std::vector<Thread> threads_;
    std::map<std::string, Unknown> unknown_;
    std::map<int, Contradiction> contradictions_;
};

}  // namespace

void read_event_log(const ReadJob& job, Reporter& reporter) {
    const int record = choose_record(job.rulebook, job.record, job.mapping, reporter);
    if (record < 0) {
        reporter.add(
            code::no_case, text::Level::error, {},
            {"规则集里有多种记录，应写明案件是哪一种", "the rulebook has several records; say which the cases are"});
        return;
    }
    EventLog(job, reporter, record).read();
}

}  // namespace fadu::facts
