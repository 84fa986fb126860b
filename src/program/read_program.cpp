// Bytes to a program: each section read with every end checked, tables and columns held against the rulebook, then all of
// it verified (verify.cpp) before anybody may run it.
#include <algorithm>
#include <bit>
#include <set>

#include "fadu/program/store.hpp"
#include "program/opcodes.hpp"
#include "program/store_bytes.hpp"
#include "program/verify.hpp"

namespace fadu::program {

namespace {

text::Diagnostic refused(std::string code, text::Message message) {
    text::Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    return diagnostic;
}
text::Diagnostic damaged(std::string_view part) {
    const std::string name(part);
    return refused("FD0680", {"这不是能用的程序文件（" + name + " 部分损坏）",
                              "this is no usable program file (" + name + " damaged)"});
}
text::Diagnostic of_others(std::string_view zh, std::string_view en) {
    return refused("FD0682", {"程序不是由这些" + std::string(zh) + "编译的，请重新编译",
                              "the program was compiled from other " + std::string(en) + ": compile again"});
}

}  // namespace

/// Fills a program in; a friend of it.
class ProgramReader {
  public:
    ProgramReader(std::string_view bytes, const model::Rulebook& rulebook, std::shared_ptr<const void> keep_alive)
        : bytes_(bytes), book_(rulebook), program_(std::make_shared<Program>()), keep_alive_(std::move(keep_alive)) {}

    tl::expected<std::shared_ptr<const Program>, text::Diagnostic> run(const time::Calendar& calendar,
                                                                       const Origin& origin) {
        if (bytes_.size() < header_size || !bytes_.starts_with(store_magic)) return tl::unexpected(damaged("header"));
        ByteReader header(bytes_.substr(store_magic.size(), checksum_at - store_magic.size()));
        const bool known = header.number(4) == store_version && header.number(4) == opcodes_fingerprint();
        if (!known)
            return tl::unexpected(refused("FD0681", {"程序文件出自另一个版本的 fadu，请重新编译",
                                                     "the program file is of another version of fadu: compile again"}));
        if (header.number(8) != bytes_.size()) return tl::unexpected(damaged("size"));
        if (bytes_.substr(checksum_at, checksum_size) != checksum_of(bytes_))
            return tl::unexpected(damaged("checksum"));
        if (!find_sections()) return tl::unexpected(damaged("sections"));
        Origin written;
        if (!read_origin(written)) return tl::unexpected(damaged("origin"));
        if (written.rules_sha256 != origin.rules_sha256) return tl::unexpected(of_others("规则", "rules"));
        if (written.calendar_hash != origin.calendar_hash) return tl::unexpected(of_others("节假日历", "holidays"));
        if (written.parameters != origin.parameters) return tl::unexpected(of_others("参数", "parameters"));
        program_->rulebook_ = &book_;
        program_->calendar_ = &calendar;
        for (const auto& [name, read] : parts())
            if (!(this->*read)()) return tl::unexpected(damaged(name));
        const std::string_view fault = fault_of(program_->layout_, program_->code_, program_->norms_);
        if (!fault.empty()) return tl::unexpected(damaged(fault));
        return program_;
    }

  private:
    using Part = std::pair<std::string_view, bool (ProgramReader::*)()>;
    static std::array<Part, 10> parts() {
        return {{{"layout", &ProgramReader::read_layout},
                 {"domains", &ProgramReader::read_domains},
                 {"registers", &ProgramReader::read_registers},
                 {"instructions", &ProgramReader::read_instructions},
                 {"operands", &ProgramReader::read_operands},
                 {"texts", &ProgramReader::read_texts},
                 {"periods", &ProgramReader::read_periods},
                 {"lookups", &ProgramReader::read_lookups},
                 {"counts", &ProgramReader::read_counts},
                 {"norms", &ProgramReader::read_norms}}};
    }

    bool find_sections() {
        ByteReader table(bytes_.substr(sections_at, header_size - sections_at));
        std::size_t end = header_size;
        for (std::string_view& section : sections_) {
            const std::uint64_t at = table.number(8);
            const std::uint64_t size = table.number(8);
            // One after another, so that each byte belongs to one.
            if (at != end || at > bytes_.size() || size > bytes_.size() - at) return false;
            section = bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
            end = (static_cast<std::size_t>(at + size) + 7) / 8 * 8;
        }
        return end == bytes_.size();
    }
    ByteReader section(Section which) const { return ByteReader(sections_[static_cast<std::size_t>(which)]); }

    bool read_origin(Origin& origin) const {
        ByteReader in = section(Section::origin);
        origin.rules_sha256 = in.text();
        origin.calendar_hash = in.text();
        for (std::size_t left = in.count(16); left > 0; --left) {
            std::string name(in.text());
            std::string value(in.text());
            origin.parameters.emplace_back(std::move(name), std::move(value));
        }
        return in.done();
    }

    // ---- tables and columns ------------------------------------------------------------------------------------------

    bool read_layout() {
        ByteReader in = section(Section::layout);
        Layout& layout = program_->layout_;
        layout.record = in.i32();
        if (layout.record < 0 || static_cast<std::size_t>(layout.record) >= book_.records.size()) return false;
        for (std::size_t left = in.count(25); left > 0; --left) {
            const std::uint8_t kind = in.u8();
            if (kind > static_cast<std::uint8_t>(Table::Kind::values)) return false;
            Table table;
            table.kind = static_cast<Table::Kind>(kind);
            for (int* value : {&table.parent, &table.record, &table.event, &table.field}) *value = in.i32();
            if (in.failed() || !is_as_declared(table)) return false;
            std::set<int> fields;
            for (std::size_t columns = in.count(4); columns > 0; --columns) {
                Column column;
                column.field = in.i32();
                if (!fields.insert(column.field).second || !complete(column, table)) return false;
                table.columns.push_back(column);
            }
            if (table.kind == Table::Kind::values && table.columns.size() != 1) return false;
            layout.tables.push_back(std::move(table));
        }
        return in.done() && !layout.tables.empty();
    }

    const std::vector<model::Field>& fields_of(const Table& table) const {
        const model::Record& record = book_.records[static_cast<std::size_t>(table.record)];
        return table.kind == Table::Kind::events ? record.events[static_cast<std::size_t>(table.event)].fields
                                                 : record.fields;
    }

    /// Is it a table that the compiler makes: the case first, events of it, and what fields of those hold?
    bool is_as_declared(Table& table) const {
        const Layout& layout = program_->layout_;
        if (layout.tables.empty())
            return table.kind == Table::Kind::cases && table.parent == -1 && table.record == layout.record &&
                   table.event == -1 && table.field == -1;
        if (table.parent < 0 || static_cast<std::size_t>(table.parent) >= layout.tables.size()) return false;
        switch (table.kind) {
            case Table::Kind::cases: return false;
            case Table::Kind::events: {
                const auto& events = book_.records[static_cast<std::size_t>(layout.record)].events;
                return table.parent == 0 && table.record == layout.record && table.field == -1 && table.event >= 0 &&
                       static_cast<std::size_t>(table.event) < events.size() && layout.find_events(table.event) < 0;
            }
            case Table::Kind::records:
            case Table::Kind::values: break;
        }
        const Table& parent = layout.tables[static_cast<std::size_t>(table.parent)];
        if (parent.kind == Table::Kind::values || table.event != -1 || table.field < 0 ||
            static_cast<std::size_t>(table.field) >= fields_of(parent).size() ||
            layout.find_child(table.parent, table.field) >= 0)
            return false;
        const model::Type& type = fields_of(parent)[static_cast<std::size_t>(table.field)].type;
        const bool of_records = type.kind == model::TypeKind::record ||
                                (type.kind == model::TypeKind::list && type.element == model::TypeKind::record);
        if (of_records) return table.kind == Table::Kind::records && table.record == type.index;
        return table.kind == Table::Kind::values && type.kind == model::TypeKind::list && table.record == -1;
    }

    /// The rest of a column, which follows from its field.
    bool complete(Column& column, const Table& table) const {
        if (table.kind == Table::Kind::values) {
            const Table& parent = program_->layout_.tables[static_cast<std::size_t>(table.parent)];
            column.type = fields_of(parent)[static_cast<std::size_t>(table.field)].type.element_type();
            column.scale = scale_of(column.type);
            return column.field == 0 && has_shape(book_, column.type, column.shape);
        }
        if (column.field < 0) {
            if (table.kind != Table::Kind::events || column.field < event_column::order) return false;
            column.shape = shape_of_event_column(column.field);
            return true;
        }
        if (static_cast<std::size_t>(column.field) >= fields_of(table).size()) return false;
        column.type = fields_of(table)[static_cast<std::size_t>(column.field)].type;
        column.scale = scale_of(column.type);
        return has_shape(book_, column.type, column.shape);
    }

    // ---- code --------------------------------------------------------------------------------------------------------

    bool read_domains() {
        ByteReader in = section(Section::domains);
        for (std::size_t left = in.count(14); left > 0; --left) {
            const std::uint8_t kind = in.u8();
            if (kind > static_cast<std::uint8_t>(Domain::Kind::flat)) return false;
            Domain domain;
            domain.kind = static_cast<Domain::Kind>(kind);
            domain.used = in.boolean();
            for (int* value : {&domain.parent, &domain.table, &domain.index}) *value = in.i32();
            program_->code_.domains.push_back(domain);
        }
        return in.done();
    }

    bool read_registers() {
        ByteReader in = section(Section::registers);
        for (std::size_t left = in.count(7); left > 0; --left) {
            const std::uint8_t shape = in.u8();
            if (shape > static_cast<std::uint8_t>(Shape::days)) return false;
            Register reg;
            reg.shape = static_cast<Shape>(shape);
            reg.constant = in.boolean();
            reg.state = in.u8();
            reg.domain = in.i32();
            if (reg.constant) {
                reg.low = in.i64();
                reg.high = in.i64();
            }
            program_->code_.registers.push_back(reg);
        }
        return in.done();
    }

    bool read_instructions() {
        ByteReader in = section(Section::instructions);
        for (std::size_t left = in.count(54); left > 0; --left) {
            Instruction one;
            const auto opcode = static_cast<Opcode>(in.u8());
            if (!form_of(opcode)) return false;
            one.opcode = opcode;
            one.plain = in.boolean();
            for (int* value : {&one.domain, &one.out, &one.a, &one.b, &one.c, &one.d, &one.e, &one.first_operand,
                               &one.operand_count})
                *value = in.i32();
            one.immediate = in.i64();
            one.second = in.i64();
            program_->code_.instructions.push_back(one);
        }
        return in.done();
    }

    bool read_operands() {
        ByteReader in = section(Section::operands);
        for (std::size_t left = in.count(4); left > 0; --left) program_->code_.operands.push_back(in.i32());
        return in.done();
    }

    bool read_texts() {
        ByteReader in = section(Section::texts);
        std::set<std::string_view> seen;  // equal texts have one number
        for (std::size_t left = in.count(8); left > 0; --left) {
            const std::string_view text = in.text();
            if (!seen.insert(text).second) return false;
            program_->code_.texts.emplace_back(text);
        }
        return in.done();
    }

    bool read_periods() {
        ByteReader in = section(Section::periods);
        for (std::size_t left = in.count(8); left > 0; --left) {
            time::Period period;
            for (std::size_t parts = in.count(9); parts > 0; --parts) {
                time::PeriodPart part;
                part.number = in.i64();
                const std::uint8_t unit = in.u8();
                if (unit > static_cast<std::uint8_t>(time::Unit::hour)) return false;
                part.unit = static_cast<time::Unit>(unit);
                period.parts.push_back(part);
            }
            program_->code_.periods.push_back(std::move(period));
        }
        return in.done() && program_->code_.periods.size() <= most_periods;
    }

    template <class T>
    static void read_numbers(ByteReader& in, std::vector<T>& numbers) {
        for (std::size_t left = in.count(sizeof(T)); left > 0; --left)
            numbers.push_back(static_cast<T>(in.number(sizeof(T))));
    }

    bool read_lookups() {
        ByteReader in = section(Section::lookups);
        for (std::size_t left = in.count(76); left > 0; --left) {
            Lookup list;
            read_numbers(in, list.kinds);
            for (std::size_t tests = in.count(17); tests > 0; --tests) {
                CellTest test;
                test.kind = in.u8();
                test.low = in.i64();
                test.high = in.i64();
                list.tests.push_back(test);
            }
            read_numbers(in, list.result_low);
            read_numbers(in, list.result_high);
            read_numbers(in, list.result_state);
            list.indexed = in.i32();
            read_numbers(in, list.bounds);
            read_numbers(in, list.class_begin);
            read_numbers(in, list.class_rows);
            program_->code_.lookups.push_back(std::move(list));
        }
        return in.done();
    }

    bool read_counts() {
        ByteReader in = section(Section::counts);
        const std::string_view days = sections_[static_cast<std::size_t>(Section::days)];
        Code& code = program_->code_;
        std::size_t read = 0;
        for (std::size_t left = in.count(8); left > 0; --left) {
            const std::size_t count = in.count(40);
            if (count != code.periods.size()) return false;
            auto& tables = code.counts.emplace_back(most_periods);
            for (std::size_t p = 0; p < count; ++p) {
                PeriodTable& table = tables[p];
                table.period = code.periods[p];
                table.plain_days = in.i64();
                table.hours = in.i64();
                table.first = in.i64();
                const std::uint64_t first = in.number(8);
                const std::uint64_t size = in.number(8);
                if (in.failed() || first != read || size > days.size() / 4 - read) return false;
                set_days(table, days.substr(read * 4, static_cast<std::size_t>(size) * 4));
                read += static_cast<std::size_t>(size);
            }
        }
        return in.done() && read * 4 == days.size();
    }

    /// Where they stand, if this machine reads them as they are written.
    void set_days(PeriodTable& table, std::string_view bytes) {
        const bool in_place = keep_alive_ && std::endian::native == std::endian::little &&
                              reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::int32_t) == 0;
        if (in_place) {
            table.stored = {reinterpret_cast<const std::int32_t*>(bytes.data()), bytes.size() / 4};
            program_->stored_ = keep_alive_;
            return;
        }
        ByteReader in(bytes);
        table.due.reserve(bytes.size() / 4);
        for (std::size_t left = bytes.size() / 4; left > 0; --left) table.due.push_back(in.i32());
    }

    // ---- norms -------------------------------------------------------------------------------------------------------

    bool read_norms() {
        ByteReader in = section(Section::norms);
        std::size_t left = in.count(1);
        for (const model::NormReference& norm : book_.order) {
            if (!concerns(book_, norm, program_->layout_.record)) continue;
            if (left == 0) return false;
            --left;
            NormPlan plan;
            plan.norm = norm;
            plan.compiled = in.boolean();
            if (!plan.compiled) {
                program_->left_out_.push_back({norm, std::string(in.text())});
                program_->norms_.push_back(std::move(plan));
                continue;
            }
            read_numbers(in, plan.defer);
            for (std::size_t parts = in.count(21); parts > 0; --parts) {
                NormPart part;
                for (int* value : {&part.scope, &part.otherwise, &part.empty}) *value = in.i32();
                part.is_place = in.boolean();
                read_numbers(in, part.rows);
                plan.parts.push_back(std::move(part));
            }
            if (in.failed()) return false;
            program_->norms_.push_back(std::move(plan));
        }
        return left == 0 && in.done();
    }

    std::string_view bytes_;
    const model::Rulebook& book_;
    std::shared_ptr<Program> program_;
    std::shared_ptr<const void> keep_alive_;
    std::array<std::string_view, section_count> sections_;
};

tl::expected<std::shared_ptr<const Program>, text::Diagnostic> read_program(std::string_view bytes,
                                                                            const model::Rulebook& rulebook,
                                                                            const time::Calendar& calendar,
                                                                            const Origin& origin,
                                                                            std::shared_ptr<const void> keep_alive) {
    return ProgramReader(bytes, rulebook, std::move(keep_alive)).run(calendar, origin);
}

}  // namespace fadu::program
