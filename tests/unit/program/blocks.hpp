// Blocks compared cell by cell, and lines read in both ways: what the tests of the reader share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../engine/random_cases.hpp"
#include "fadu/program/read.hpp"

namespace fadu::test {

/// The first difference of two blocks; empty if there is none. Texts are compared as texts.
inline std::string difference(const program::Program& program, const program::Block& a, const program::Block& b) {
    const auto say = [](const char* what, std::size_t table, int column = -1, int row = -1) {
        return std::string(what) + " of table " + std::to_string(table) + " column " + std::to_string(column) +
               " row " + std::to_string(row);
    };
    if (a.size() != b.size() || a.in_order() != b.in_order()) return "sizes";
    for (int i = 0; i < a.size(); ++i)
        if (a.is_deferred(i) != b.is_deferred(i)) return "deferred " + std::to_string(i);
    for (std::size_t t = 0; t < a.tables().size(); ++t) {
        const program::TableData& x = a.tables()[t];
        const program::TableData& y = b.tables()[t];
        if (x.rows != y.rows || x.parents != y.parents) return say("rows", t);
        for (int i = 0; i <= x.parents; ++i)
            if (x.begin[static_cast<std::size_t>(i)] != y.begin[static_cast<std::size_t>(i)])
                return say("begin", t, -1, i);
        for (std::size_t c = 0; c < x.columns.size(); ++c) {
            const program::Column& shape = program.layout().tables[t].columns[c];
            for (int i = 0; i < x.rows; ++i) {
                const auto r = static_cast<std::size_t>(i);
                if (t > 0 && x.up[r] != y.up[r]) return say("up", t, -1, i);
                if (x.columns[c].state[r] != y.columns[c].state[r]) return say("state", t, static_cast<int>(c), i);
                if (x.columns[c].high[r] != y.columns[c].high[r]) return say("high", t, static_cast<int>(c), i);
                const std::int64_t m = x.columns[c].low[r], n = y.columns[c].low[r];
                const bool texts = shape.shape == program::Shape::text && m >= 0 && n >= 0;
                if (texts ? a.texts().text(m) != b.texts().text(n) : m != n)
                    return say("low", t, static_cast<int>(c), i);
            }
        }
    }
    return {};
}

/// One line as the facts' reader takes it; nothing if it is skipped.
struct SlowLine {
    std::optional<facts::Case> value;
    facts::ReadReport report;
};
inline SlowLine read_slowly(const program::Program& program, std::string_view line,
                            const program::ReaderOptions& options = {}) {
    SlowLine read;
    read.report = facts::read_cases(
        *program.rulebook(), program.layout().record, facts::Format::ndjson, line, 0,
        [&](facts::Case&& value) {
            read.value.emplace(std::move(value));
            return true;
        },
        options.mapping, options.limits);
    return read;
}

/// Reads each line in both ways into two blocks: the fast way must say no more and no less, or decline.
class BothWays {
  public:
    BothWays(const program::Program& program, time::Day as_of, const program::ReaderOptions& options = {})
        : program_(program),
          options_(options),
          reader_(program, options),
          fast_(program, as_of),
          slow_(program, as_of) {}

    /// False if the fast reader declined.
    bool add(const std::string& line) {
        SlowLine read = read_slowly(program_, line, options_);
        const int before = fast_.size();
        const bool taken = reader_.add(line, fast_);
        INFO(line);
        if (taken) {
            CHECK(read.report.diagnostics.empty());
            REQUIRE(read.value.has_value());
            slow_.add(*read.value);
            if (!reader_.id().empty() || read.value->id != "1") CHECK(reader_.id() == read.value->id);
        } else {
            CHECK(fast_.size() == before);
            if (read.value && read.report.diagnostics.empty()) ++needless_;
            if (!read.value) return false;
            slow_.add(*read.value);
            fast_.add(*read.value);
        }
        CHECK(difference(program_, fast_, slow_) == "");
        if (slow_.size() == 7) {
            fast_.clear();
            slow_.clear();
        }
        return taken;
    }
    const program::BlockReader& reader() const { return reader_; }

    /// Declined though there was nothing to say.
    int needless() const { return needless_; }

  private:
    int needless_ = 0;
    const program::Program& program_;
    program::ReaderOptions options_;
    program::BlockReader reader_;
    program::Block fast_, slow_;
};

}  // namespace fadu::test
