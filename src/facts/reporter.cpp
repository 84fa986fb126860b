#include "facts/reporter.hpp"

#include <limits>

#include <fmt/format.h>

namespace fadu::facts {

void Reporter::begin_record(std::string_view zh, std::string_view en, std::size_t number) {
    zh_ = zh;
    en_ = en;
    number_ = number;
}

text::Span Reporter::span(Place place) const {
    const auto cut = [this](std::size_t offset) {
        return static_cast<std::uint32_t>(
            std::min<std::size_t>(base_ + offset, std::numeric_limits<std::uint32_t>::max()));
    };
    return {file_, cut(place.begin), cut(std::max(place.begin, place.end))};
}

void Reporter::add(std::string_view code, text::Level level, Place place, text::Message message, text::Message help) {
    if (full()) {
        if (said_full_) return;
        said_full_ = true;
        report_.diagnostics.push_back({std::string(code::limit),
                                       text::Level::warning,
                                       span(place),
                                       {fmt::format("说明已满 {} 条，其余不再列出", limit_),
                                        fmt::format("there are {} notes already; the others are left out", limit_)}});
        return;
    }
    if (number_ > 0) {
        message.zh = fmt::format("第 {} {}：{}", number_, zh_, message.zh);
        message.en = fmt::format("{} {}: {}", en_, number_, message.en);
    }
    report_.diagnostics.push_back({std::string(code), level, span(place), std::move(message), {}, std::move(help)});
}

void Reporter::add_once(const std::string& what, std::string_view code, text::Level level, Place place,
                        text::Message message, text::Message help) {
    if (!said_.insert(fmt::format("{} {}", code, what)).second) return;
    add(code, level, place, std::move(message), std::move(help));
}

}  // namespace fadu::facts
