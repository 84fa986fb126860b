// Cases from JSON: a document (one case, an array of them, or an object that holds one) or lines (NDJSON), where one bad
// line stays one bad line.
#include "facts/formats.hpp"

#include <cstring>

#include <fmt/format.h>
#include <simdjson.h>

#include "facts/json_case.hpp"

namespace fadu::facts {
namespace {

namespace ondemand = simdjson::ondemand;

/// Reads the values one after the other and hands the cases on.
class JsonFormat {
  public:
    JsonFormat(const ReadJob& job, Reporter& reporter)
        : job_(job), reporter_(reporter), reader_(job.rulebook, job.record, job.mapping, reporter) {}

    void read_document() {
        const std::string_view text = without_mark(job_.input);
        load(text);
        ondemand::document document;
        if (const auto error = parser_.iterate(buffer_.data(), text.size(), buffer_.size()).get(document)) {
            refuse({json_complaint(error), at_invalid_utf8(error, text), false});
            return;
        }
        ondemand::json_type type{};
        if (const auto error = document.type().get(type)) return refuse({json_complaint(error), 0, false});
        if (type == ondemand::json_type::array) {
            ondemand::array array;
            if (const auto error = document.get_array().get(array)) return refuse({json_complaint(error), 0, false});
            read_array(array);
        } else if (type == ondemand::json_type::object) {
            if (!read_container(document)) {
                // An error may have left the document unusable even for rewind, so it is begun anew.
                ondemand::value value;
                if (const auto error = parser_.iterate(buffer_.data(), text.size(), buffer_.size()).get(document))
                    return refuse({json_complaint(error), 0, false});
                if (const auto error = document.get_value().get(value))
                    return refuse({json_complaint(error), 0, false});
                if (!read_value(value)) return;
            }
        } else {
            return refuse(
                {{"应为案件的对象 {…} 或数组 […]", "expected an object {…} or an array […] of cases"}, 0, false});
        }
        if (!stopped_ && !failed_ && !at_end(document))
            refuse({json_complaint(simdjson::TRAILING_CONTENT), text.size(), false});
    }

    void read_lines() {
        std::string_view rest = without_mark(job_.input);
        const std::size_t before = job_.input.size() - rest.size();
        std::size_t begin = 0;
        for (std::size_t line = 1; begin < rest.size() && !stopped_; ++line) {
            const std::size_t end = std::min(rest.find('\n', begin), rest.size());
            const std::string_view text = rest.substr(begin, end - begin);
            reporter_.set_base(before + begin);
            reporter_.begin_record("行", "line", line);
            if (!trim(text).empty()) read_line(text);
            reporter_.end_record();
            begin = end + 1;
        }
    }

  private:
    std::string_view without_mark(std::string_view text) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (!text.starts_with(mark)) return text;
        reporter_.set_base(mark.size());
        return text.substr(mark.size());
    }

    /// simdjson reads a little beyond the end, so it works on a copy with room behind.
    void load(std::string_view text) {
        if (buffer_.size() < text.size() + simdjson::SIMDJSON_PADDING)
            buffer_.resize(std::max(buffer_.size() * 2, text.size() + simdjson::SIMDJSON_PADDING));
        if (!text.empty()) std::memcpy(buffer_.data(), text.data(), text.size());
        std::memset(buffer_.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
    }

    static std::size_t at_invalid_utf8(simdjson::error_code error, std::string_view text) {
        if (error != simdjson::UTF8_ERROR) return 0;
        const std::size_t at = text::find_invalid_utf8(text);
        return at == std::string_view::npos ? 0 : at;
    }

    void read_line(std::string_view text) {
        if (text.size() > job_.limits.max_record_bytes)
            return refuse({{fmt::format("超过 {} 字节，已略过", job_.limits.max_record_bytes),
                            fmt::format("longer than {} bytes; it is left out", job_.limits.max_record_bytes)},
                           0,
                           true});
        load(text);
        ondemand::document document;
        if (const auto error = parser_.iterate(buffer_.data(), text.size(), buffer_.size()).get(document))
            return refuse({json_complaint(error), at_invalid_utf8(error, text), false});
        ondemand::value value;
        if (const auto error = document.get_value().get(value)) return refuse({json_complaint(error), 0, false});
        const auto built = tree_.build(value, buffer_.data(), json_limits());
        if (!built) return refuse(built.error());
        if (!at_end(document)) return refuse({json_complaint(simdjson::TRAILING_CONTENT), text.size(), false});
        deliver();
    }

    static bool at_end(ondemand::document& document) {
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }

    /// Reads {"cases": […]}; false, with nothing read, if the document is no such object.
    bool read_container(ondemand::document& document) {
        bool found = false;
        ondemand::object object;
        if (document.get_object().get(object)) return false;
        for (auto entry : object) {
            ondemand::field field;
            if (const auto error = std::move(entry).get(field)) {
                if (found && !failed_) refuse({json_complaint(error), 0, false});
                return found;
            }
            std::string_view key;
            if (field.unescaped_key().get(key)) return found;
            if (!reader_.holds_cases(key)) continue;
            ondemand::value value = field.value();
            ondemand::json_type type{};
            ondemand::array array;
            if (value.type().get(type) || type != ondemand::json_type::array || value.get_array().get(array)) continue;
            found = true;
            read_array(array);
            if (failed_ || stopped_) return true;
        }
        return found;
    }

    void read_array(ondemand::array& array) {
        std::size_t number = 0;
        for (auto element : array) {
            ++number;
            ondemand::value value;
            if (const auto error = element.get(value)) return refuse({json_complaint(error), 0, false});
            reporter_.begin_record("件", "case", number);
            const bool go_on = read_value(value);
            reporter_.end_record();
            if (!go_on) return;
        }
    }

    /// False if nothing more can be read or is wanted.
    bool read_value(ondemand::value value) {
        const auto built = tree_.build(value, buffer_.data(), json_limits());
        if (!built) {
            refuse(built.error());
            return false;
        }
        deliver();
        return !stopped_;
    }

    JsonLimits json_limits() const { return {job_.limits.max_depth, job_.limits.max_list_items}; }

    void deliver() {
        if (job_.limits.max_cases <= reporter_.report().cases_read) {
            say_case_limit(reporter_, job_.limits);
            stopped_ = true;
            return;
        }
        auto value = reader_.read(tree_, reporter_.report().cases_read + 1);
        if (!value) {
            ++reporter_.report().records_skipped;
            return;
        }
        ++reporter_.report().cases_read;
        if (!job_.sink(std::move(*value))) stopped_ = true;
    }

    void refuse(const JsonError& error) {
        failed_ = true;
        ++reporter_.report().records_skipped;
        reporter_.add(error.limit ? code::limit : code::unreadable, text::Level::error, {error.at, error.at},
                      error.message);
    }

    const ReadJob& job_;
    Reporter& reporter_;
    JsonCaseReader reader_;
    ondemand::parser parser_;
    std::vector<char> buffer_;
    JsonTree tree_;
    bool stopped_ = false;
    bool failed_ = false;
};

}  // namespace

void read_json(const ReadJob& job, Reporter& reporter) { JsonFormat(job, reporter).read_document(); }
void read_ndjson(const ReadJob& job, Reporter& reporter) { JsonFormat(job, reporter).read_lines(); }

}  // namespace fadu::facts
