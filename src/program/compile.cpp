// The order of compiling: norms one after another, then what they need and nothing else.
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

namespace {

/// Which opcodes look over the rows of the domain that `immediate` names.
bool looks_over_rows(Opcode opcode) {
    switch (opcode) {
        case Opcode::some_row:
        case Opcode::every_row:
        case Opcode::last_fits:
        case Opcode::join_chosen:
        case Opcode::join_places:
        case Opcode::one_chosen:
        case Opcode::count_rows:
        case Opcode::sum_rows:
        case Opcode::least_row:
        case Opcode::greatest_row:
        case Opcode::defer_where_some:
        case Opcode::flat_state:
        case Opcode::any_deferred: return true;
        default: return false;
    }
}

}  // namespace

Compiler::Compiler(const model::Rulebook& rulebook, int record, const Settings& settings)
    : book_(rulebook),
      record_(record),
      settings_(settings),
      program_(std::make_shared<Program>()),
      layout_(program_->layout_),
      code_(program_->code_) {
    program_->rulebook_ = &rulebook;
    program_->calendar_ = settings.calendar ? settings.calendar : &time::Calendar::china();
    layout_.record = record;
    Table cases;
    cases.kind = Table::Kind::cases;
    cases.record = record;
    layout_.tables.push_back(cases);
    new_domain({Domain::Kind::table, -1, 0, -1});
    deemed_.assign(book_.records[static_cast<std::size_t>(record)].events.size(), false);
    find_deems();
}

bool concerns(const model::Rulebook& rulebook, const model::NormReference& norm, int record) {
    const auto index = static_cast<std::size_t>(norm.index);
    if (norm.is_procedure) return rulebook.procedures[index].record == record;
    if (norm.is_state_table) return rulebook.state_tables[index].record == record;
    return rulebook.rules[index].record == record && !rulebook.rules[index].grouping;
}

std::shared_ptr<const Program> Compiler::run() {
    for (const model::NormReference& norm : book_.order) {
        if (!concerns(book_, norm, record_)) continue;
        const auto index = static_cast<std::size_t>(norm.index);
        NormPlan plan;
        plan.norm = norm;
        try {
            if (norm.is_procedure) {
                compile_procedure(book_.procedures[index], plan);
            } else if (norm.is_state_table) {
                throw LeftOutError{"state table"};
            } else {
                plan.parts.push_back(compile_rule(book_.rules[index], plan));
            }
            plan.compiled = true;
        } catch (const LeftOutError& error) {
            plan = {};
            plan.norm = norm;
            program_->left_out_.push_back({norm, error.construct});
        }
        program_->norms_.push_back(std::move(plan));
    }
    remove_unused();
    order_by_domain();
    remove_unused_columns();
    fill_counts();
    return program_;
}

void Compiler::remove_unused_columns() {
    std::vector<bool> used_domains(code_.domains.size(), false);
    const auto use = [&](int domain) {
        for (; domain >= 0 && !used_domains[static_cast<std::size_t>(domain)];
             domain = code_.domains[static_cast<std::size_t>(domain)].parent) {
            used_domains[static_cast<std::size_t>(domain)] = true;
        }
    };
    use(0);
    std::vector<std::vector<bool>> used(layout_.tables.size());
    for (std::size_t t = 0; t < used.size(); ++t) used[t].assign(layout_.tables[t].columns.size(), false);
    for (const Instruction& i : code_.instructions) {
        use(i.domain);
        if (looks_over_rows(i.opcode)) use(static_cast<int>(i.immediate));
        for (int k = 0; k < i.operand_count; ++k)
            if (is_domain_operand(i.opcode, k)) use(code_.operands[static_cast<std::size_t>(i.first_operand + k)]);
        if (i.opcode == Opcode::load) {
            const int table = code_.domains[static_cast<std::size_t>(i.domain)].table;
            used[static_cast<std::size_t>(table)][static_cast<std::size_t>(i.immediate)] = true;
        }
    }
    for (const NormPlan& plan : program_->norms_)
        for (const NormPart& part : plan.parts) {
            use(part.scope);
            for (const int reg : part.rows) use(domain_of(reg));
        }
    for (std::size_t d = code_.domains.size(); d-- > 0;)
        if (used_domains[d] && code_.domains[d].index >= 0) use(code_.domains[d].index);
    for (std::size_t d = 0; d < used_domains.size(); ++d) code_.domains[d].used = used_domains[d];
    std::vector<std::vector<int>> renumbered(used.size());
    for (std::size_t t = 0; t < used.size(); ++t) {
        std::vector<Column> kept;
        for (std::size_t c = 0; c < used[t].size(); ++c) {
            const bool only = layout_.tables[t].kind == Table::Kind::values;  // readers expect its one column
            renumbered[t].push_back(static_cast<int>(kept.size()));
            if (used[t][c] || only) kept.push_back(layout_.tables[t].columns[c]);
        }
        layout_.tables[t].columns = std::move(kept);
    }
    for (Instruction& i : code_.instructions) {
        if (i.opcode != Opcode::load) continue;
        const int table = code_.domains[static_cast<std::size_t>(i.domain)].table;
        i.immediate = renumbered[static_cast<std::size_t>(table)][static_cast<std::size_t>(i.immediate)];
    }
}

std::uint64_t Compiler::possible_periods(int reg) const {
    const Register& made = code_.registers[static_cast<std::size_t>(reg)];
    if (made.constant) return static_cast<std::uint64_t>(made.low);
    for (const Instruction& i : code_.instructions) {
        if (i.out != reg) continue;
        if (i.opcode == Opcode::gather || i.opcode == Opcode::same_rows) return possible_periods(i.a);
        if (i.opcode != Opcode::choose) break;
        std::uint64_t all = 0;
        for (int k = i.operand_count / 2; k < i.operand_count; ++k)
            all |= possible_periods(code_.operands[static_cast<std::size_t>(i.first_operand + k)]);
        return all;
    }
    return ~std::uint64_t{0};
}

namespace {

constexpr std::int64_t longest_plain = time::longest_period_in_days;

/// Days that need no calendar: only calendar days, and no roll.
std::int64_t plain_days(const PeriodTable& table) {
    if (table.policy.roll != time::Roll::none && !table.backward) return -1;
    std::int64_t days = 0;
    for (const time::PeriodPart& part : table.period.parts) {
        const time::Unit unit = part.unit == time::Unit::day ? table.policy.meaning_of_days(part.number) : part.unit;
        if (unit != time::Unit::calendar_day || part.number < 0 || part.number > longest_plain) return -1;
        days += part.number;
    }
    if (table.backward) return -1;
    return days <= longest_plain ? days : -1;
}

std::int64_t seconds(const time::Period& period) {
    std::int64_t hours = 0;
    for (const time::PeriodPart& part : period.parts) {
        if (part.unit != time::Unit::hour || part.number < 0 || part.number > longest_plain) return -1;
        hours += part.number;
    }
    return period.parts.empty() ? -1 : hours * 3600;
}

void fill(PeriodTable& table, const time::Calendar& calendar) {
    table.plain_days = plain_days(table);
    if (!table.backward) table.hours = seconds(table.period);
    if (table.plain_days >= 0 || table.hours >= 0) return;
    // A year before and after what the calendar knows; beyond that cases are left to the interpreter.
    const time::Day first = time::make_day(std::max(calendar.first_year() - 1, 1000), 1, 1);
    const time::Day last = time::make_day(std::min(calendar.last_year() + 1, 9000), 12, 31);
    table.first = first.time_since_epoch().count();
    for (time::Day day = first; day <= last; day += std::chrono::days{1}) {
        const auto counted = table.backward ? time::latest_day_before(day, table.period, table.policy, calendar)
                                            : time::due_day(day, table.period, table.policy, calendar);
        table.due.push_back(counted ? static_cast<std::int32_t>(counted->due.time_since_epoch().count())
                                    : DueTable::unknown_day);
    }
}

}  // namespace

void Compiler::fill_counts() {
    std::vector<std::uint64_t> needed(code_.counts.size(), 0);
    for (const Instruction& i : code_.instructions)
        if (i.opcode == Opcode::forward_end || i.opcode == Opcode::backward_end)
            needed[static_cast<std::size_t>(i.immediate)] |= possible_periods(i.b);
        else if (i.opcode == Opcode::relation && i.e >= 0)
            needed[static_cast<std::size_t>(i.e)] |= std::uint64_t{1} << static_cast<unsigned>(i.d);
    for (std::size_t c = 0; c < code_.counts.size(); ++c) {
        const PeriodTable policy = code_.counts[c].front();
        code_.counts[c].assign(code_.periods.size(), policy);
        for (std::size_t p = 0; p < code_.periods.size(); ++p) {
            PeriodTable& table = code_.counts[c][p];
            table.period = code_.periods[p];
            if ((needed[c] >> p & 1U) != 0) fill(table, *program_->calendar_);
        }
    }
}

std::shared_ptr<const Program> compile(const model::Rulebook& rulebook, int record, const Settings& settings) {
    return Compiler(rulebook, record, settings).run();
}

}  // namespace fadu::program
