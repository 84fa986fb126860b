#include "program/verify.hpp"

#include <algorithm>

#include "program/opcodes.hpp"

namespace fadu::program {

namespace {

/// Rows of rows of rows: no rulebook pairs more than a few kinds of things with each other.
constexpr int deepest_domain = 8;
constexpr std::int64_t latest_day = 4'000'000;
constexpr std::int64_t largest_factor = 1'000'000'000'000'000'000;

class Verifier {
  public:
    Verifier(const Layout& layout, const Code& code, const std::vector<NormPlan>& norms)
        : layout_(layout), code_(code), norms_(norms) {}

    std::string_view fault() {
        if (!domains_fit()) return "domains";
        if (!counts_fit()) return "counts";
        for (const Lookup& list : code_.lookups)
            if (!fits(list)) return "lookups";
        if (!registers_fit()) return "registers";
        for (const Instruction& one : code_.instructions)
            if (!fits(one)) return "instructions";
        for (const NormPlan& plan : norms_)
            if (!fits(plan)) return "norms";
        return {};
    }

  private:
    const Domain& domain(int index) const { return code_.domains[static_cast<std::size_t>(index)]; }
    const Register& reg(int index) const { return code_.registers[static_cast<std::size_t>(index)]; }
    const Table& table(int index) const { return layout_.tables[static_cast<std::size_t>(index)]; }
    template <class T>
    static bool has(const std::vector<T>& all, std::int64_t index) {
        return index >= 0 && index < static_cast<std::int64_t>(all.size());
    }

    // ---- domains -----------------------------------------------------------------------------------------------------

    bool domains_fit() const {
        if (code_.domains.empty() || layout_.tables.empty()) return false;
        const Domain& cases = code_.domains.front();
        if (cases.kind != Domain::Kind::table || cases.parent != -1 || cases.table != 0 || !cases.used) return false;
        std::vector<int> depth{0};
        for (std::size_t d = 1; d < code_.domains.size(); ++d) {
            const Domain& one = code_.domains[d];
            const auto is_earlier = [d](int index) { return index >= 0 && static_cast<std::size_t>(index) < d; };
            if (!is_earlier(one.parent) || one.table < 1 || !has(layout_.tables, one.table)) return false;
            const bool by_other = one.kind == Domain::Kind::of_row || one.kind == Domain::Kind::flat;
            if (by_other && !is_earlier(one.index)) return false;
            if (one.used && (!domain(one.parent).used || (by_other && !domain(one.index).used))) return false;
            if (!rows_fit(one)) return false;
            depth.push_back(depth[static_cast<std::size_t>(one.parent)] + 1);
            if (depth.back() > deepest_domain) return false;
        }
        return true;
    }

    bool rows_fit(const Domain& one) const {
        switch (one.kind) {
            case Domain::Kind::table:
                return domain(one.parent).kind == Domain::Kind::table &&
                       table(one.table).parent == domain(one.parent).table;
            case Domain::Kind::of_case: return table(one.table).kind == Table::Kind::events;
            case Domain::Kind::of_row: {
                int above = one.parent;
                while (above >= 0 && above != one.index) above = domain(above).parent;
                return above == one.index && table(one.table).kind != Table::Kind::events &&
                       table(one.table).parent == domain(one.index).table;
            }
            case Domain::Kind::flat: {
                const int outer = domain(one.index).parent;
                return outer > 0 && domain(outer).parent == one.parent && domain(one.index).table == one.table;
            }
        }
        return false;
    }

    // ---- registers and counts ----------------------------------------------------------------------------------------

    bool counts_fit() const {
        if (code_.periods.size() > most_periods) return false;
        for (const auto& tables : code_.counts) {
            if (tables.size() != most_periods) return false;
            for (const PeriodTable& one : tables)
                if (one.plain_days < -1 || one.plain_days > time::longest_period_in_days || one.hours < -1 ||
                    one.hours > time::longest_period_in_days * 3600 || one.first < -latest_day ||
                    one.first > latest_day)
                    return false;
        }
        return true;
    }

    static bool fits(const Lookup& list) {
        const std::size_t columns = list.kinds.size();
        const std::size_t results = list.result_state.size();
        if (columns > static_cast<std::size_t>(kernels::most_lookup_columns) || results == 0) return false;
        if (list.tests.size() != (results - 1) * columns) return false;
        if (list.result_low.size() != results || list.result_high.size() != results) return false;
        if (list.indexed < -1 || list.indexed >= static_cast<int>(columns)) return false;
        if (list.indexed == -1) return true;
        if (list.class_begin.size() != list.bounds.size() + 2 || list.class_begin.front() < 0) return false;
        if (!std::is_sorted(list.class_begin.begin(), list.class_begin.end())) return false;
        if (list.class_begin.back() > static_cast<std::int64_t>(list.class_rows.size())) return false;
        return std::all_of(list.class_rows.begin(), list.class_rows.end(), [results](std::int32_t row) {
            return row >= 0 && static_cast<std::size_t>(row) < results - 1;
        });
    }

    bool registers_fit() {
        made_.assign(code_.registers.size(), false);
        for (std::size_t r = 0; r < code_.registers.size(); ++r) {
            const Register& one = code_.registers[r];
            if (!has(code_.domains, one.domain)) return false;
            if (!one.constant) continue;
            if (!constant_fits(one)) return false;
            made_[r] = domain(one.domain).used;
        }
        return true;
    }

    bool constant_fits(const Register& one) const {
        const auto within = [](std::int64_t value, std::int64_t low, std::int64_t high) {
            return value >= low && value <= high;
        };
        switch (one.shape) {
            case Shape::number:
                return (one.low == no_low || within(one.low, -largest_number, largest_number)) &&
                       (one.high == no_high || within(one.high, -largest_number, largest_number));
            case Shape::time: return within(one.low, beginning, ending + 1) && within(one.high, beginning, ending + 1);
            case Shape::days:
                return one.low == no_low ||
                       (within(one.low, -latest_day, latest_day) && within(one.high, -latest_day, latest_day));
            case Shape::text: return one.low < static_cast<std::int64_t>(code_.texts.size());
            default: return true;
        }
    }

    // ---- instructions ------------------------------------------------------------------------------------------------

    static bool has_shape(Shape shape, char letter, Shape result) {
        switch (letter) {
            case 't': return shape == Shape::truth;
            case 'n': return shape == Shape::number;
            case 'm': return shape == Shape::time;
            case 's': return shape == Shape::set;
            case 'x': return shape == Shape::text;
            case 'p': return shape == Shape::plain;
            case 'l': return shape == Shape::list;
            case 'd': return shape == Shape::days;
            case '*': return shape != Shape::plain;
            case 'k': return shape != Shape::plain && shape != Shape::truth && shape != Shape::list;
            case 'j': return shape != Shape::plain && shape != Shape::list;
            case 'o': return shape == Shape::number || shape == Shape::time;
            case '=': return shape == result;
            default: return false;
        }
    }

    /// Takes one operand's letters off the front.
    bool operand_fits(std::string_view& letters, int index, const Instruction& one, int rows) const {
        const auto take = [&letters](char letter) {
            if (letters.empty() || letters.front() != letter) return false;
            letters.remove_prefix(1);
            return true;
        };
        const bool optional = take('?');
        int wanted = one.domain;
        bool of_table = false;
        if (take('/')) {
            wanted = rows;
        } else if (take('^')) {
            wanted = domain(one.domain).parent;
        } else if (take('_')) {
            if (domain(one.domain).kind == Domain::Kind::flat)
                wanted = domain(one.domain).index;
            else if (domain(one.domain).kind == Domain::Kind::table)
                of_table = true;
            else
                return false;
        } else if (take('#')) {
            of_table = domain(one.domain).kind != Domain::Kind::table;
            if (!of_table) return false;
        }
        const char letter = letters.front();
        letters.remove_prefix(1);
        if (optional && index == -1) return true;
        if (!has(code_.registers, index) || !made_[static_cast<std::size_t>(index)]) return false;
        const Register& given = reg(index);
        if (of_table) {
            const Domain& rows_of_table = domain(given.domain);
            if (rows_of_table.kind != Domain::Kind::table || rows_of_table.table != domain(one.domain).table)
                return false;
        } else if (wanted < 0 || given.domain != wanted) {
            return false;
        }
        return has_shape(given.shape, letter, reg(one.out).shape);
    }
    bool operand_fits_whole(std::string_view letters, int index, const Instruction& one, int rows) const {
        return letters.empty() || operand_fits(letters, index, one, rows);
    }

    bool is_rows_below(std::int64_t index, int above) const {
        return has(code_.domains, index) && domain(static_cast<int>(index)).used &&
               domain(static_cast<int>(index)).parent == above;
    }

    bool is_fresh(std::int64_t index, int of_domain) const {
        return has(code_.registers, index) && !made_[static_cast<std::size_t>(index)] &&
               !reg(static_cast<int>(index)).constant && reg(static_cast<int>(index)).domain == of_domain;
    }

    bool fits(const Instruction& one) {
        const OpcodeForm* form = form_of(one.opcode);
        if (!form || !has(code_.domains, one.domain) || !domain(one.domain).used) return false;
        if (!is_fresh(one.out, one.domain)) return false;
        const Shape result = reg(one.out).shape;
        if (!has_shape(result, form->result, result)) return false;
        if (one.plain && result != Shape::truth) return false;
        if (!immediate_fits(*form, one) || !second_fits(*form, one) || !own_conditions_hold(one)) return false;
        const int rows = form->immediate == OpcodeForm::Immediate::rows ? static_cast<int>(one.immediate) : -1;
        if (!operand_fits_whole(form->a, one.a, one, rows) || !operand_fits_whole(form->b, one.b, one, rows) ||
            !operand_fits_whole(form->c, one.c, one, rows) || !operand_fits_whole(form->d, one.d, one, rows))
            return false;
        if (!operands_fit(*form, one)) return false;
        made_[static_cast<std::size_t>(one.out)] = true;
        if (form->second == OpcodeForm::Second::result) made_[static_cast<std::size_t>(one.second)] = true;
        return true;
    }

    bool immediate_fits(const OpcodeForm& form, const Instruction& one) const {
        const std::int64_t value = one.immediate;
        switch (form.immediate) {
            case OpcodeForm::Immediate::column: {
                const auto& columns = table(domain(one.domain).table).columns;
                return has(columns, value) && columns[static_cast<std::size_t>(value)].shape == reg(one.out).shape;
            }
            case OpcodeForm::Immediate::rows: return is_rows_below(value, one.domain);
            case OpcodeForm::Immediate::bits: return value >= 0 && value <= 255;
            case OpcodeForm::Immediate::orders: return value >= 0 && value <= 7;
            case OpcodeForm::Immediate::policy: return value >= same_day::unknown && value <= same_day::in_order;
            case OpcodeForm::Immediate::text: return has(code_.texts, value);
            case OpcodeForm::Immediate::counts: return has(code_.counts, value);
            case OpcodeForm::Immediate::lookup: return has(code_.lookups, value);
            case OpcodeForm::Immediate::factor: return value >= 1 && value <= largest_factor;
            case OpcodeForm::Immediate::day: return value == no_low || (value >= -latest_day && value <= latest_day);
            case OpcodeForm::Immediate::none:
            case OpcodeForm::Immediate::any: return true;
        }
        return false;
    }

    bool second_fits(const OpcodeForm& form, const Instruction& one) const {
        switch (form.second) {
            case OpcodeForm::Second::result: {
                const int above = domain(one.domain).parent;
                if (above < 0 || one.second == one.out || !is_fresh(one.second, above)) return false;
                const Shape shape = reg(static_cast<int>(one.second)).shape;
                return shape == Shape::list || shape == Shape::truth;
            }
            case OpcodeForm::Second::day:
                return one.second == no_high || (one.second >= -latest_day && one.second <= latest_day);
            case OpcodeForm::Second::relation:
                return one.second >= relation::precedes && one.second <= relation::alternates;
            case OpcodeForm::Second::none:
            case OpcodeForm::Second::any: return true;
        }
        return false;
    }

    bool own_conditions_hold(const Instruction& one) const {
        switch (one.opcode) {
            case Opcode::alone: return domain(one.domain).parent >= 0;
            case Opcode::relation: return one.e == -1 || (has(code_.counts, one.e) && has(code_.periods, one.d));
            default: return true;
        }
    }

    bool operands_fit(const OpcodeForm& form, const Instruction& one) const {
        const std::int64_t end = std::int64_t{one.first_operand} + one.operand_count;
        if (one.first_operand < 0 || one.operand_count < 0 || end > static_cast<std::int64_t>(code_.operands.size()))
            return false;
        const int* operand = code_.operands.data() + one.first_operand;
        int left = one.operand_count;
        if (form.operands == "kinds") return true;
        if (form.operands == "choose") {
            if (left % 2 == 0) return false;
            for (int k = 0; k < left; ++k)
                if (!operand_fits_whole(k < left / 2 ? "t" : "=", operand[k], one, -1)) return false;
            return true;
        }
        if (form.operands == "choose_best") return choice_fits(one, operand);
        if (form.operands == "lookup") return lookup_fits(one, operand);
        int rows = -1;
        std::string_view letters = form.operands;
        while (left > 0) {
            if (letters == "+") letters = form.operands;
            if (letters.empty()) return false;
            if (letters.front() == 'R') {
                letters.remove_prefix(1);
                rows = *operand;
                if (!is_rows_below(rows, one.domain)) return false;
            } else if (!operand_fits(letters, *operand, one, rows)) {
                return false;
            }
            ++operand;
            --left;
        }
        return letters.empty() || letters == "+" || (letters.ends_with('+') && one.operand_count == 0);
    }

    bool choice_fits(const Instruction& one, const int* operand) const {
        const std::int64_t count = one.immediate;
        if (count < 0 || count > one.operand_count) return false;
        const std::int64_t registers = 2 * count + 1;
        if (one.operand_count != registers + (one.e == 1 ? count + 1 : 0)) return false;
        for (std::int64_t k = 0; k < registers; ++k)
            if (!operand_fits_whole(k < count ? "t" : "=", operand[k], one, -1)) return false;
        return true;
    }

    bool lookup_fits(const Instruction& one, const int* operand) const {
        const Lookup& list = code_.lookups[static_cast<std::size_t>(one.immediate)];
        if (one.operand_count != static_cast<int>(list.kinds.size())) return false;
        for (int k = 0; k < one.operand_count; ++k) {
            const std::uint8_t kind = list.kinds[static_cast<std::size_t>(k)];
            if (kind > lookup_kind::text) return false;
            const std::string_view letters = kind == lookup_kind::set    ? "s"
                                             : kind == lookup_kind::time ? "m"
                                             : kind == lookup_kind::text ? "x"
                                                                         : "n";
            if (!operand_fits_whole(letters, operand[k], one, -1)) return false;
        }
        Register result = reg(one.out);
        for (std::size_t row = 0; row < list.result_state.size(); ++row) {
            result.low = list.result_low[row];
            result.high = list.result_high[row];
            if (!constant_fits(result)) return false;
        }
        return true;
    }

    // ---- norms -------------------------------------------------------------------------------------------------------

    /// A truth of this domain.
    bool is_truth_of(int index, int of_domain) const {
        return has(code_.registers, index) && made_[static_cast<std::size_t>(index)] &&
               reg(index).shape == Shape::truth && reg(index).domain == of_domain;
    }

    bool fits(const NormPlan& plan) const {
        if (!plan.compiled) return true;
        if (plan.parts.empty()) return false;
        for (const int index : plan.defer)
            if (!is_truth_of(index, 0)) return false;
        for (const NormPart& part : plan.parts) {
            if (!has(code_.domains, part.scope) || !domain(part.scope).used) return false;
            if (part.otherwise != -1 && !is_truth_of(part.otherwise, part.scope)) return false;
            if (part.empty != -1 && !is_truth_of(part.empty, 0)) return false;
            for (const int index : part.rows)
                if (!has(code_.registers, index) || !is_rows_below(reg(index).domain, part.scope) ||
                    !is_truth_of(index, reg(index).domain))
                    return false;
        }
        return true;
    }

    const Layout& layout_;
    const Code& code_;
    const std::vector<NormPlan>& norms_;
    std::vector<bool> made_;
};

}  // namespace

std::string_view fault_of(const Layout& layout, const Code& code, const std::vector<NormPlan>& norms) {
    return Verifier(layout, code, norms).fault();
}

}  // namespace fadu::program
