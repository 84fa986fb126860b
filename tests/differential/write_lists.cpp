// Collections: lists of the case, events, what is picked out of them by 中 … 的 and what 的 makes of each.
#include "expressions.hpp"

namespace fadu::differential {

std::optional<std::pair<std::string, Type>> Expressions::any_collection(Scene& scene, int depth, bool as_value) {
    std::vector<std::pair<std::string, Type>> all;
    const auto add = [&](const Type& element) {
        for (std::string& name : names(scene, Type::list_of(element))) all.emplace_back(std::move(name), element);
    };
    for (std::size_t i = 0; i < shape_.records.size(); ++i) add(of_record(static_cast<int>(i)));
    for (std::size_t i = 0; i < shape_.kinds.size(); ++i) add(of_kind(static_cast<int>(i)));
    for (const TypeKind kind : {TypeKind::boolean, TypeKind::integer, TypeKind::decimal, TypeKind::ratio,
                                TypeKind::money, TypeKind::text, TypeKind::date, TypeKind::moment, TypeKind::interval})
        add(plain(kind));
    const std::vector<int> events = usable_events(scene);
    if (all.empty() && events.empty()) return std::nullopt;
    std::pair<std::string, Type> chosen;
    if (scene.covering >= 0 && random_.chance(60)) {
        chosen = {"间断", {TypeKind::gap, TypeKind::nothing, scene.covering, scene.record}};
    } else if (all.empty() || (!events.empty() && random_.chance(50))) {
        const int which = random_.pick(events);
        const std::string rounds = as_value             ? "历次 "
                                   : random_.chance(70) ? ""
                                                        : random_.pick({"历次 ", "首次 ", "最后一次 "});
        chosen = {rounds + event(scene, which).name, of_event(scene.record, which)};
    } else {
        chosen = random_.pick(all);
    }
    if (depth > 0 && random_.chance(45)) chosen.first = filtered(scene, chosen.first, chosen.second, depth, false);
    return chosen;
}

/// X 中 P 的, without the last 的 where nothing follows: the caller goes on with 的.
std::string Expressions::filtered(Scene& scene, const std::string& list, const Type& element, int depth,
                                  bool before_name) {
    scene.frames.push_back({element, "", true});
    const Written where = boolean(scene, depth - 1);
    scene.frames.pop_back();
    std::string text = where.text;
    const bool has_path = text.find(" 的 ") != std::string::npos;
    if (has_path || before_name || random_.chance(20)) {
        // In brackets a mere name could still be gone on with: 甲 为 是 cannot.
        text = where.tightness == Tightness::atom ? "（" + text + " 为 是）" : "（" + text + "）";
    }
    return list + " 中 " + text;
}

MaybeWritten Expressions::collection(Scene& scene, const Type& element, int depth, bool as_value) {
    const auto kept = [&](const std::string& list, const Type& of, bool before_name) {
        if (depth < 1 || !random_.chance(35)) return list;
        return filtered(scene, list, of, depth, before_name) + (as_value && !before_name ? " 的" : "");
    };
    const Attempt named = [&]() -> MaybeWritten {
        const std::vector<std::string> all = names(scene, Type::list_of(element));
        if (all.empty()) return std::nullopt;
        return Written{kept(random_.pick(all), element, false)};
    };
    const Attempt events = [&]() -> MaybeWritten {
        if (element.kind != TypeKind::occurrence || element.owner != scene.record || element.index < 0 ||
            !usable(scene, element.index))
            return std::nullopt;
        const std::string rounds = as_value             ? "历次 "
                                   : random_.chance(70) ? ""
                                                        : random_.pick({"历次 ", "首次 ", "最后一次 "});
        return Written{kept(rounds + event(scene, element.index).name, element, false)};
    };
    /// The fields of each event or record that are of the type, or lists of it.
    const auto ends_of = [&](const Type& owner) {
        std::vector<std::string> ends;
        if (element.kind == TypeKind::range) return ends;  // there are no lists of ranges
        if (const auto* fields = shape_.fields_of(owner))
            for (const FieldShape& field : *fields)
                if (field.type == element || field.type == Type::list_of(element)) ends.push_back(field.name);
        if (const EventShape* of = shape_.event_of(owner)) {
            if (element.kind == TypeKind::date) ends.emplace_back("日期");
            if (element.kind == TypeKind::moment) ends.emplace_back("起时");
            if (of->lasting && element.kind == TypeKind::duration) ends.emplace_back("期间");
            if (of->lasting && element.kind == TypeKind::date) ends.emplace_back("止日");
        }
        if (owner.kind == TypeKind::interval && element.kind == TypeKind::date) ends.emplace_back("起日");
        if (owner.kind == TypeKind::gap && element.kind == TypeKind::duration) ends.emplace_back("期间");
        if (owner.kind == TypeKind::gap && element.kind == TypeKind::date) ends.emplace_back("止日");
        return ends;
    };
    const Attempt mapped = [&]() -> MaybeWritten {
        for (int round = 0; round < 3; ++round) {
            const auto of = any_collection(scene, 0, as_value);
            if (!of) return std::nullopt;
            const std::vector<std::string> ends = ends_of(of->second);
            if (!ends.empty()) {
                std::string list = kept(of->first, of->second, true);
                return Written{list + " 的 " + random_.pick(ends)};
            }
        }
        return std::nullopt;
    };
    return first_that_works({{4, named}, {4, events}, {4, mapped}});
}

}  // namespace fadu::differential
