#include "facts/cells.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fadu::facts {
namespace {

std::string_view translated(const ValueMap* values, std::string_view text) {
    if (values != nullptr)
        for (const auto& [outside, inside] : *values)
            if (outside == text) return inside;
    return text;
}

std::string_view without_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

}  // namespace

void Cells::wrong(std::string_view code, std::string_view column, text::Message message, Place place) {
    reporter_.add(code, text::Level::error, place,
                  {fmt::format("{}：{}", shown(column), message.zh), fmt::format("{}: {}", shown(column), message.en)});
}

std::vector<std::string_view> Cells::parts(std::string_view cell) {
    std::vector<std::string_view> parts;
    while (true) {
        std::size_t at = std::string_view::npos;
        std::size_t length = 0;
        for (const std::string_view separator : {"、", ";", "；"}) {
            const std::size_t found = cell.find(separator);
            if (found < at) {
                at = found;
                length = separator.size();
            }
        }
        if (const std::string_view part = trim(cell.substr(0, at)); !part.empty()) parts.push_back(part);
        if (at == std::string_view::npos) return parts;
        cell.remove_prefix(at + length);
    }
}

Slot Cells::slot(const model::Field& field, const ValueMap* values, std::string_view column, std::string_view cell,
                 Place place) {
    Slot slot;
    const std::string_view text = translated(values, trim(cell));
    if (text.empty()) return slot;
    const bool list = field.type.kind == model::TypeKind::list;
    const model::Type type = list ? field.type.element_type() : field.type;
    if (type.kind == model::TypeKind::record) {
        wrong(code::wrong_value, column,
              {"表格的单元格里写不下记录；请用 JSON", "a cell cannot hold a record; use JSON"}, place);
        return slot;
    }
    const bool word =
        (field.may_be_none && means_none(text)) || (field.may_be_unascertainable && means_unascertainable(text));
    if (!list || word) {
        auto read = slot_from_text(conversion_, field, type, text);
        if (read) return std::move(*read);
        wrong(code::wrong_value, column, std::move(read.error()), place);
        return slot;
    }
    slot.knowledge = Knowledge::known;
    for (const std::string_view part : parts(text)) {
        Slot& item = slot.items.emplace_back();
        auto value = constant_from_text(conversion_, type, translated(values, part));
        if (value) {
            item.knowledge = Knowledge::known;
            item.value = std::move(*value);
        } else {
            wrong(code::wrong_value, column, std::move(value.error()), place);
        }
    }
    return slot;
}

std::optional<time::TimeSpan> Cells::time(std::string_view column, std::string_view cell, Place place) {
    const auto span = span_from_text(conversion_, trim(cell));
    if (span) return *span;
    wrong(code::wrong_time, column, span.error(), place);
    return std::nullopt;
}

Table::Table(const ReadJob& job)
    : rows(without_mark(job.input), job.limits.max_record_bytes),
      mark(job.input.size() - without_mark(job.input).size()) {}

bool Table::read_header(Reporter& reporter) {
    if (!rows.next()) {
        reporter.add(code::unreadable, text::Level::error, {}, {"没有表头", "there is no header"});
        return false;
    }
    if (const CsvError* error = rows.error()) {
        reporter.add(code::unreadable, text::Level::error, place(),
                     {"表头读不出：" + error->message.zh, "the header cannot be read: " + error->message.en});
        return false;
    }
    std::string storage;
    for (const std::string_view cell : rows.cells()) {
        std::string name(composed(trim(cell), storage));
        const bool twice = !name.empty() && std::find(columns.begin(), columns.end(), name) != columns.end();
        if (twice)
            reporter.add(code::duplicate, text::Level::error, place(),
                         {fmt::format("列“{}”有两个，以第一个为准", shown(name)),
                          fmt::format("there are two columns “{}”; the first one counts", shown(name))});
        columns.push_back(twice ? std::string() : std::move(name));
    }
    return true;
}

bool Table::next(Reporter& reporter, ReadReport& report) {
    while (rows.next()) {
        reporter.begin_record("行", "line", rows.line());
        const auto skip = [&](std::string_view code, text::Message message) {
            reporter.add(code, text::Level::error, place(), std::move(message));
            ++report.records_skipped;
        };
        if (const CsvError* error = rows.error()) {
            skip(error->limit ? code::limit : code::unreadable, error->message);
        } else if (rows.cells().size() > columns.size()) {
            skip(code::unreadable,
                 {fmt::format("有 {} 个单元格，表头只有 {} 列，已略过", rows.cells().size(), columns.size()),
                  fmt::format("{} cells, but the header has only {} columns; it is left out", rows.cells().size(),
                              columns.size())});
        } else {
            return true;
        }
        reporter.end_record();
    }
    return false;
}

int Table::find(std::string_view name) const {
    const auto at = std::find(columns.begin(), columns.end(), name);
    return at == columns.end() || name.empty() ? -1 : static_cast<int>(at - columns.begin());
}

}  // namespace fadu::facts
