// Bodies of fadu/model/hierarchy.hpp.
#pragma once

#include <algorithm>
#include <array>

#include "fadu/model/hierarchy.hpp"

namespace fadu::model {

FADU_INLINE int territorial_level(std::string_view organ) {
    constexpr std::array<std::string_view, 5> provinces{"北京市", "天津市", "上海市", "重庆市", "特别行政区"};
    const auto has = [&](std::string_view part) { return organ.find(part) != std::string_view::npos; };
    // The smallest unit named decides: 广东省江门市蓬江区人民政府 is a district's.
    if (has("县") || has("镇") || has("街道")) return 4;
    const bool municipality =
        std::any_of(provinces.begin(), provinces.end(), [&](std::string_view one) { return organ.starts_with(one); });
    const auto city = organ.find("市");
    if (has("区") && !has("自治区") && (city != std::string_view::npos)) return 4;
    if (municipality) return 2;
    if (city != std::string_view::npos && !organ.starts_with("市场")) {
        // 国家市场监督管理总局 is no city's.
        if (organ.substr(city).starts_with("市场")) return has("省") || has("自治区") ? 2 : 1;
        return 3;
    }
    if (has("自治州") || has("盟")) return 3;
    if (has("省") || has("自治区")) return 2;
    return 1;
}

FADU_INLINE bool same_organ(const Source& a, const Source& b) {
    return !a.issued_by.empty() && a.issued_by == b.issued_by;
}

FADU_INLINE bool outranks(const Source& a, const Source& b) {
    const auto departs = [](Rank rank) { return rank == Rank::autonomous_regulation || rank == Rank::zone_regulation; };
    const auto height = [](Rank rank) {
        switch (rank) {
            case Rank::constitution: return 4;
            case Rank::law: return 3;
            case Rank::regulation: return 2;
            default: return 1;
        }
    };
    if (a.rank == Rank::unknown || b.rank == Rank::unknown) return false;
    if (b.rank == Rank::document) return a.rank != Rank::document;
    if (a.rank == Rank::document || departs(a.rank) || departs(b.rank)) return false;
    if (b.rank == Rank::judicial_interpretation) return height(a.rank) > 2;
    if (height(a.rank) != height(b.rank)) return height(a.rank) > height(b.rank);
    if (height(a.rank) > 1) return false;
    const int higher = territorial_level(a.issued_by);
    const int lower = territorial_level(b.issued_by);
    if (a.rank == Rank::local_regulation && b.rank == Rank::local_rule) return higher <= lower;
    if (a.rank == b.rank && (a.rank == Rank::local_regulation || a.rank == Rank::local_rule)) return higher < lower;
    return false;
}

FADU_INLINE bool same_expression(const Expression& a, const Expression& b) {
    return a.operation == b.operation && a.type == b.type && a.constant == b.constant && a.index == b.index &&
           a.frame == b.frame && a.column == b.column && a.rounds == b.rounds && a.hours == b.hours &&
           a.rounding == b.rounding &&
           std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(), same_expression);
}

}  // namespace fadu::model
