// A program to bytes, section by section; read_program.cpp is its mirror.
#include <algorithm>
#include <span>

#include "fadu/program/store.hpp"
#include "fadu/text/sha256.hpp"
#include "program/opcodes.hpp"
#include "program/store_bytes.hpp"

namespace fadu::program {

std::string checksum_of(std::string_view bytes) {
    text::Sha256 hash;
    hash.add(bytes.substr(0, checksum_at));
    hash.add(bytes.substr(sections_at));
    return hash.hex();
}

namespace {

void write_layout(ByteWriter& out, const Layout& layout) {
    out.i32(layout.record);
    out.count(layout.tables.size());
    for (const Table& table : layout.tables) {
        out.u8(static_cast<std::uint8_t>(table.kind));
        for (const int value : {table.parent, table.record, table.event, table.field}) out.i32(value);
        // What a column holds follows from its field.
        out.count(table.columns.size());
        for (const Column& column : table.columns) out.i32(column.field);
    }
}

void write_domains(ByteWriter& out, const Code& code) {
    out.count(code.domains.size());
    for (const Domain& domain : code.domains) {
        out.u8(static_cast<std::uint8_t>(domain.kind));
        out.u8(domain.used ? 1 : 0);
        for (const int value : {domain.parent, domain.table, domain.index}) out.i32(value);
    }
}

void write_registers(ByteWriter& out, const Code& code) {
    out.count(code.registers.size());
    for (const Register& reg : code.registers) {
        out.u8(static_cast<std::uint8_t>(reg.shape));
        out.u8(reg.constant ? 1 : 0);
        out.u8(reg.state);
        out.i32(reg.domain);
        if (!reg.constant) continue;
        out.i64(reg.low);
        out.i64(reg.high);
    }
}

void write_instructions(ByteWriter& out, const Code& code) {
    out.count(code.instructions.size());
    for (const Instruction& one : code.instructions) {
        out.u8(static_cast<std::uint8_t>(one.opcode));
        out.u8(one.plain ? 1 : 0);
        for (const int value :
             {one.domain, one.out, one.a, one.b, one.c, one.d, one.e, one.first_operand, one.operand_count})
            out.i32(value);
        out.i64(one.immediate);
        out.i64(one.second);
    }
}

void write_periods(ByteWriter& out, const Code& code) {
    out.count(code.periods.size());
    for (const time::Period& period : code.periods) {
        out.count(period.parts.size());
        for (const time::PeriodPart& part : period.parts) {
            out.i64(part.number);
            out.u8(static_cast<std::uint8_t>(part.unit));
        }
    }
}

template <class T>
void write_numbers(ByteWriter& out, const std::vector<T>& numbers) {
    out.count(numbers.size());
    for (const T number : numbers) out.number(static_cast<std::uint64_t>(number), sizeof(T));
}

void write_lookups(ByteWriter& out, const Code& code) {
    out.count(code.lookups.size());
    for (const Lookup& list : code.lookups) {
        write_numbers(out, list.kinds);
        out.count(list.tests.size());
        for (const CellTest& test : list.tests) {
            out.u8(test.kind);
            out.i64(test.low);
            out.i64(test.high);
        }
        write_numbers(out, list.result_low);
        write_numbers(out, list.result_high);
        write_numbers(out, list.result_state);
        out.i32(list.indexed);
        write_numbers(out, list.bounds);
        write_numbers(out, list.class_begin);
        write_numbers(out, list.class_rows);
    }
}

void write_counts(ByteWriter& out, ByteWriter& days, const Code& code) {
    std::size_t at = 0;
    out.count(code.counts.size());
    for (const auto& tables : code.counts) {
        const std::size_t count = std::min(tables.size(), code.periods.size());
        out.count(count);
        for (const PeriodTable& table : std::span(tables).first(count)) {
            out.i64(table.plain_days);
            out.i64(table.hours);
            out.i64(table.first);
            out.count(at);
            out.count(table.days().size());
            for (const std::int32_t day : table.days()) days.i32(day);
            at += table.days().size();
        }
    }
}

void write_norms(ByteWriter& out, const Program& program) {
    out.count(program.norms().size());
    for (const NormPlan& plan : program.norms()) {
        out.u8(plan.compiled ? 1 : 0);
        if (!plan.compiled) {
            const auto left = std::find_if(program.left_out().begin(), program.left_out().end(),
                                           [&](const LeftOut& one) { return one.norm == plan.norm; });
            out.text(left == program.left_out().end() ? std::string_view() : left->construct);
            continue;
        }
        write_numbers(out, plan.defer);
        out.count(plan.parts.size());
        for (const NormPart& part : plan.parts) {
            for (const int value : {part.scope, part.otherwise, part.empty}) out.i32(value);
            out.u8(part.is_place ? 1 : 0);
            write_numbers(out, part.rows);
        }
    }
}

}  // namespace

std::string write_program(const Program& program, const Origin& origin) {
    const Code& code = program.code();
    std::array<ByteWriter, section_count> sections;
    const auto section = [&](Section which) -> ByteWriter& { return sections[static_cast<std::size_t>(which)]; };
    ByteWriter& from = section(Section::origin);
    from.text(origin.rules_sha256);
    from.text(origin.calendar_hash);
    from.count(origin.parameters.size());
    for (const auto& [name, value] : origin.parameters) {
        from.text(name);
        from.text(value);
    }
    write_layout(section(Section::layout), program.layout());
    write_domains(section(Section::domains), code);
    write_registers(section(Section::registers), code);
    write_instructions(section(Section::instructions), code);
    section(Section::operands).count(code.operands.size());
    for (const int operand : code.operands) section(Section::operands).i32(operand);
    section(Section::texts).count(code.texts.size());
    for (const std::string& text : code.texts) section(Section::texts).text(text);
    write_periods(section(Section::periods), code);
    write_lookups(section(Section::lookups), code);
    write_counts(section(Section::counts), section(Section::days), code);
    write_norms(section(Section::norms), program);

    std::size_t at = header_size;
    ByteWriter out;
    ByteWriter table;
    for (ByteWriter& one : sections) {
        table.count(at);
        table.count(one.bytes().size());
        one.align();
        at += one.bytes().size();
    }
    out.bytes() += store_magic;
    out.number(store_version, 4);
    out.number(opcodes_fingerprint(), 4);
    out.count(at);
    out.bytes().append(checksum_size, '0');
    out.bytes() += table.bytes();
    for (ByteWriter& one : sections) out.bytes() += one.bytes();
    out.bytes().replace(checksum_at, checksum_size, checksum_of(out.bytes()));
    return std::move(out.bytes());
}

}  // namespace fadu::program
