// The wording of a count's account.
#pragma once

#include <array>

#include <fmt/format.h>

#include "fadu/time/explain.hpp"
#include "fadu/time/impl/civil_inl.hpp"

namespace fadu::time {

namespace detail {

class AccountWriter {
  public:
    AccountWriter(const Count& count, text::Language language, Detail detail)
        : days_(count.days), language_(language), detail_(detail) {}

    std::vector<std::string> lines() const {
        std::vector<std::string> lines;
        for (std::size_t begin = 0; begin < days_.size();) {
            std::size_t end = begin + 1;
            while (detail_ == Detail::brief && end < days_.size() && share_a_line(end - 1, end)) ++end;
            lines.push_back(line(begin, end - 1));
            begin = end;
        }
        return lines;
    }

  private:
    bool is_due(std::size_t index) const { return index + 1 == days_.size(); }
    bool is_backward() const { return days_.back().day < days_.front().day; }

    bool share_a_line(std::size_t index, std::size_t next) const {
        const DayNote& one = days_[index];
        const DayNote& other = days_[next];
        if (is_due(next) || one.use != other.use || one.make_up != other.make_up || one.label != other.label)
            return false;
        if (one.use == DayUse::counted) return other.count == one.count + 1;
        return one.use != DayUse::rolled || is_rest(one) == is_rest(other);
    }

    std::string in_words(std::string_view zh, std::string_view en) const {
        return std::string{language_ == text::Language::zh ? zh : en};
    }

    std::string date(const DayNote& note) const {
        return fmt::format("{} {}", to_string(note.day), weekday_name(note.day, language_));
    }

    std::string named(std::string_view zh, std::string_view en, const DayNote& note) const {
        if (note.label.empty()) return in_words(zh, en);
        return language_ == text::Language::zh ? fmt::format("{}（{}）", zh, note.label)
                                               : fmt::format("{} ({})", en, note.label);
    }

    /// A Saturday or Sunday that no holiday's name claims.
    static bool is_rest(const DayNote& note) { return note.label.empty() && is_weekend(note.day); }

    /// Why the day stands where it does; empty for a plain counted day.
    std::string reason(const DayNote& note, bool first) const {
        switch (note.use) {
            case DayUse::anchor:
                if (!first) return in_words("末端当日", "last end");
                return is_backward() ? in_words("期限当日", "target day") : in_words("起算日", "first day");
            case DayUse::counted:
            case DayUse::jumped: return note.make_up ? named("调休上班", "make-up working day", note) : std::string{};
            case DayUse::weekend: return in_words("休息日", "weekend");
            case DayUse::public_holiday: return named("节假日", "public holiday", note);
            case DayUse::excluded: return named("不计入期限", "excluded time", note);
            case DayUse::rolled:
                return is_rest(note) ? in_words("休息日", "weekend") : named("节假日", "public holiday", note);
        }
        return {};
    }

    std::string ordinal(const DayNote& from, const DayNote& to) const {
        if (from.count == 0) return {};
        if (from.count == to.count) return fmt::format(fmt::runtime(in_words("第{}日", "day {}")), from.count);
        return fmt::format(fmt::runtime(in_words("第{}日至第{}日", "days {} to {}")), from.count, to.count);
    }

    std::string result(const DayNote& note) const {
        switch (note.use) {
            case DayUse::counted: return in_words("计入", "counted");
            case DayUse::jumped: return in_words("按月计，不逐日", "within the months");
            case DayUse::rolled: return in_words("顺延", "put off");
            case DayUse::excluded: return in_words("扣除", "not counted");
            case DayUse::anchor:
            case DayUse::weekend:
            case DayUse::public_holiday: break;
        }
        return in_words("不计入", "not counted");
    }

    std::string line(std::size_t first, std::size_t last) const {
        const DayNote& from = days_[first];
        const DayNote& to = days_[last];
        std::string text = date(from);
        if (first != last) text += in_words(" 至 ", " to ") + date(to);
        const auto add = [&](const std::string& part) {
            if (!part.empty()) text += in_words(" ", ", ") + part;
        };
        add(reason(from, first == 0));
        add(ordinal(from, to));
        add(result(from));
        if (is_due(last)) {
            add(is_backward() ? in_words("最迟日", "latest day") : in_words("届满", "last day of the period"));
        }
        return text;
    }

    const std::vector<DayNote>& days_;
    text::Language language_;
    Detail detail_;
};

}  // namespace detail

FADU_INLINE std::string weekday_name(Day day, text::Language language) {
    static constexpr std::array<std::string_view, 7> zh{"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
    static constexpr std::array<std::string_view, 7> en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const auto index = std::chrono::weekday{day}.c_encoding();
    return std::string{language == text::Language::zh ? zh[index] : en[index]};
}

FADU_INLINE std::vector<std::string> explain(const Count& count, text::Language language, Detail detail) {
    return detail::AccountWriter{count, language, detail}.lines();
}

}  // namespace fadu::time
