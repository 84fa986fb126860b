#include "facts/csv_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "fadu/text/unicode.hpp"

namespace fadu::facts {

void CsvRows::go_to(std::size_t offset, std::size_t line) {
    at_ = offset;
    line_ = line;
}

void CsvRows::fail(text::Message message, bool limit) {
    failed_ = true;
    error_ = {std::move(message), limit};
    // A quote that is never closed would swallow all rows to the end, so reading goes on behind the row's first line.
    at_ = std::min(text_.find('\n', row_begin_), text_.size());
    if (at_ < text_.size()) ++at_;
    line_ = row_line_ + 1;
}

bool CsvRows::next() {
    while (at_ < text_.size()) {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const std::string_view line = text_.substr(at_, end - at_);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) return read_row();
        at_ = std::min(end + 1, text_.size());
        ++line_;
    }
    return false;
}

bool CsvRows::read_row() {
    failed_ = false;
    cells_.clear();
    unquoted_.clear();
    from_unquoted_.clear();
    row_begin_ = at_;
    row_line_ = line_;
    while (true) {
        if (at_ < text_.size() && text_[at_] == '"') {
            if (!read_quoted()) return true;
        } else {
            const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
            std::string_view cell = text_.substr(at_, end - at_);
            if (end == text_.size() || text_[end] == '\n')
                while (cell.ends_with('\r')) cell.remove_suffix(1);
            cells_.push_back(cell);
            at_ = end;
        }
        if (at_ - row_begin_ > max_row_bytes_) {
            fail({fmt::format("超过 {} 字节，已略过", max_row_bytes_),
                  fmt::format("longer than {} bytes; it is left out", max_row_bytes_)},
                 true);
            return true;
        }
        if (at_ < text_.size() && text_[at_] == ',') {
            ++at_;
            continue;
        }
        break;
    }
    if (at_ < text_.size()) ++at_;
    ++line_;
    for (const auto& [cell, stretch] : from_unquoted_)
        cells_[cell] = std::string_view(unquoted_).substr(stretch.first, stretch.second);
    if (text::find_invalid_utf8(text_.substr(row_begin_, at_ - row_begin_)) != std::string_view::npos)
        fail({"不是 UTF-8 编码；请另存为 UTF-8", "it is not UTF-8; save it as UTF-8"});
    return true;
}

bool CsvRows::read_quoted() {
    const std::size_t begin = at_ + 1;
    const std::size_t latest = row_begin_ + std::min(max_row_bytes_, text_.size() - row_begin_);
    std::size_t from = begin;
    const std::size_t stretch = unquoted_.size();
    bool doubled = false;
    while (true) {
        const std::size_t quote = text_.substr(0, latest).find('"', from);
        if (quote == std::string_view::npos) {
            if (latest < text_.size())
                fail({fmt::format("超过 {} 字节，已略过；是不是引号没有闭合？", max_row_bytes_),
                      fmt::format("longer than {} bytes; it is left out (is a quotation mark not closed?)",
                                  max_row_bytes_)},
                     true);
            else
                fail({"引号没有闭合", "a quotation mark is not closed"});
            return false;
        }
        if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
            doubled = true;
            unquoted_.append(text_.substr(from, quote + 1 - from));
            from = quote + 2;
            continue;
        }
        at_ = quote + 1;
        if (doubled) {
            unquoted_.append(text_.substr(from, quote - from));
            from_unquoted_.push_back({cells_.size(), {stretch, unquoted_.size() - stretch}});
        }
        cells_.push_back(text_.substr(begin, quote - begin));
        line_ += static_cast<std::size_t>(std::count(cells_.back().begin(), cells_.back().end(), '\n'));
        break;
    }
    if (at_ < text_.size() && text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) ++at_;
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
        fail({"引号之后还有文字；单元格里的引号要写两个",
              "there is text behind a quotation mark; double those inside a cell"});
        return false;
    }
    return true;
}

}  // namespace fadu::facts
