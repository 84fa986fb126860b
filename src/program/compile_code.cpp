// Registers, instructions and domains: one of each kind, however often it is asked for.
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

bool is_register_operand(const Instruction& instruction, int place) {
    if (instruction.opcode == Opcode::kind_in) return false;
    // Conditions and one more value; ranks follow.
    if (instruction.opcode == Opcode::choose_best) return place < 2 * instruction.immediate + 1;
    return !is_domain_operand(instruction.opcode, place);
}

bool is_domain_operand(Opcode opcode, int place) {
    switch (opcode) {
        case Opcode::first_act:
        case Opcode::relation: return place % 5 == 0;
        case Opcode::cover: return place == 0;
        default: return false;
    }
}

bool has_second_result(Opcode opcode) { return opcode == Opcode::pick || opcode == Opcode::pick_in_order; }

int Compiler::new_register(Shape shape, int domain) {
    Register reg;
    reg.shape = shape;
    reg.domain = domain;
    code_.registers.push_back(reg);
    return static_cast<int>(code_.registers.size()) - 1;
}

int Compiler::constant(Shape shape, int domain, std::int64_t low, std::int64_t high, std::uint8_t state) {
    const std::tuple key(static_cast<int>(shape), domain, low, high, static_cast<int>(state));
    if (const auto found = constants_.find(key); found != constants_.end()) return found->second;
    const int reg = new_register(shape, domain);
    Register& made = code_.registers.back();
    made.constant = true;
    made.low = low;
    made.high = high;
    made.state = state;
    constants_.emplace(key, reg);
    return reg;
}

int Compiler::truth_constant(std::uint8_t truth, int domain) { return constant(Shape::truth, domain, 0, 0, truth); }

int Compiler::emit(Instruction instruction, Shape shape) { return emit_with(instruction, shape, {}); }

int Compiler::emit_with(Instruction instruction, Shape shape, const std::vector<int>& operands) {
    const std::tuple key(static_cast<int>(instruction.opcode) * 2 + (instruction.plain ? 1 : 0), instruction.domain,
                         instruction.a, instruction.b, instruction.c, instruction.d, instruction.e,
                         static_cast<int>(shape), instruction.immediate, instruction.second, operands);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    instruction.out = new_register(shape, instruction.domain);
    instruction.first_operand = static_cast<int>(code_.operands.size());
    instruction.operand_count = static_cast<int>(operands.size());
    code_.operands.insert(code_.operands.end(), operands.begin(), operands.end());
    makers_.emplace(instruction.out, code_.instructions.size());
    code_.instructions.push_back(instruction);
    known_.emplace(key, instruction.out);
    return instruction.out;
}

const Instruction* Compiler::maker(int reg) const {
    const auto found = makers_.find(reg);
    return found == makers_.end() ? nullptr : &code_.instructions[found->second];
}

bool Compiler::is_plain_truth(int reg) const {
    const Instruction* made = maker(reg);
    if (!made) return false;
    switch (made->opcode) {
        case Opcode::without_flags:
        case Opcode::and_:
        case Opcode::or_:
        case Opcode::some_row:
        case Opcode::every_row:
        case Opcode::last_fits: return true;
        case Opcode::gather:
        case Opcode::not_: return is_plain_truth(made->a);
        default: return made->plain;
    }
}

int Compiler::as_plain_comparison(int reg) {
    const Instruction* made = maker(reg);
    if (!made) return -1;
    switch (made->opcode) {
        case Opcode::compare_numbers:
        case Opcode::compare_times:
        case Opcode::compare_sets:
        case Opcode::compare_texts:
        case Opcode::compare_truths:
        case Opcode::set_in:
        case Opcode::number_in:
        case Opcode::state_is:
        case Opcode::truth_state_is:
        case Opcode::before:
        case Opcode::day_not_after: break;
        default: return -1;
    }
    Instruction plain = *made;
    plain.plain = true;
    return emit(plain, Shape::truth);
}

int Compiler::new_domain(Domain domain) {
    const std::tuple key(static_cast<int>(domain.kind), domain.parent, domain.table, domain.index);
    if (const auto found = domains_.find(key); found != domains_.end()) return found->second;
    code_.domains.push_back(domain);
    const int index = static_cast<int>(code_.domains.size()) - 1;
    domains_.emplace(key, index);
    return index;
}

bool Compiler::is_within(int domain, int ancestor) const {
    while (domain >= 0 && domain != ancestor) domain = parent_of(domain);
    return domain == ancestor;
}

int Compiler::lift(int reg, int domain) {
    const Register& from = code_.registers[static_cast<std::size_t>(reg)];
    if (from.domain == domain) return reg;
    if (from.constant) return constant(from.shape, domain, from.low, from.high, from.state);
    if (!is_within(domain, from.domain)) throw LeftOutError{"rows of another kind"};
    const Shape shape = from.shape;
    const int outer = lift(reg, parent_of(domain));
    return emit({.opcode = Opcode::gather, .domain = domain, .a = outer}, shape);
}

void Compiler::remove_unused() {
    // Backwards from what verdicts are read from; instructions stand after what they need.
    std::vector<bool> needed(code_.registers.size(), false);
    const auto need = [&](int reg) {
        if (reg >= 0) needed[static_cast<std::size_t>(reg)] = true;
    };
    for (const NormPlan& plan : program_->norms_) {
        for (const int reg : plan.defer) need(reg);
        for (const NormPart& part : plan.parts) {
            for (const int reg : part.rows) need(reg);
            need(part.otherwise);
            need(part.empty);
        }
    }
    std::vector<Instruction> kept;
    for (auto i = code_.instructions.rbegin(); i != code_.instructions.rend(); ++i) {
        const bool second_needed = has_second_result(i->opcode) && needed[static_cast<std::size_t>(i->second)];
        if (!needed[static_cast<std::size_t>(i->out)] && !second_needed) continue;
        kept.push_back(*i);
        for (const int reg : {i->a, i->b, i->c, i->opcode == Opcode::relation ? -1 : i->d}) need(reg);
        for (int k = 0; k < i->operand_count; ++k)
            if (is_register_operand(*i, k)) need(code_.operands[static_cast<std::size_t>(i->first_operand + k)]);
    }
    std::reverse(kept.begin(), kept.end());
    code_.instructions = std::move(kept);
    makers_.clear();
}

void Compiler::order_by_domain() {
    // Instructions over the same rows one after another, so that a run leaves out all of them where there are none: as many
    // of one domain as can be done, then those of the next.
    const std::size_t count = code_.instructions.size();
    std::map<int, std::size_t> made_by;
    for (std::size_t i = 0; i < count; ++i) {
        made_by.emplace(code_.instructions[i].out, i);
        if (has_second_result(code_.instructions[i].opcode))
            made_by.emplace(static_cast<int>(code_.instructions[i].second), i);
    }
    std::vector<std::vector<std::size_t>> waiting_for(count);
    std::vector<int> missing(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const Instruction& one = code_.instructions[i];
        std::vector<int> needs{one.a, one.b, one.c, one.opcode == Opcode::relation ? -1 : one.d};
        for (int k = 0; k < one.operand_count; ++k)
            if (is_register_operand(one, k))
                needs.push_back(code_.operands[static_cast<std::size_t>(one.first_operand + k)]);
        for (const int reg : needs) {
            const auto maker = made_by.find(reg);
            if (reg < 0 || maker == made_by.end()) continue;
            waiting_for[maker->second].push_back(i);
            ++missing[i];
        }
    }
    std::map<int, std::vector<std::size_t>> ready;
    for (std::size_t i = 0; i < count; ++i)
        if (missing[i] == 0) ready[code_.instructions[i].domain].push_back(i);
    std::vector<Instruction> ordered;
    ordered.reserve(count);
    int domain = 0;
    while (!ready.empty()) {
        auto here = ready.find(domain);
        if (here == ready.end()) {
            here = std::max_element(ready.begin(), ready.end(),
                                    [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
            domain = here->first;
        }
        std::vector<std::size_t> batch = std::move(here->second);
        ready.erase(here);
        for (const std::size_t i : batch) {
            ordered.push_back(code_.instructions[i]);
            for (const std::size_t next : waiting_for[i])
                if (--missing[next] == 0) ready[code_.instructions[next].domain].push_back(next);
        }
    }
    code_.instructions = std::move(ordered);
}

}  // namespace fadu::program
