// What a rule demands: its mode, its time, and one of the five things a duty can be about; and where it stands.
#include "declarations.hpp"

namespace fadu::differential {

Declarations::Place Declarations::place_of_rule(int record) {
    Place place;
    place.scene = scene_of(record);
    place.text = " 对 " + shape_.records[static_cast<std::size_t>(record)].name;
    if (random_.chance(8)) {
        place.scene.frames.front().name = shape_.fresh("本");
        place.text += "（以下称 " + place.scene.frames.front().name + "）";
    }
    const int levels = random_.weighted({5, 4, 2});
    for (int i = 0; i < levels; ++i) {
        const bool called = random_.chance(50);
        const std::string binder = called ? shape_.fresh("者") : "";
        const std::string suffix = called ? "（以下称 " + binder + "）" : "";
        const int which = write_.any_event(place.scene);
        if (which >= 0 && random_.chance(70)) {
            place.text += " 的 每次 " + write_.event(place.scene, which).name + suffix;
            for (FrameShape& frame : place.scene.frames)
                if (frame.name == "本次") frame.name.clear();
            place.scene.frames.push_back({of_event(record, which), called ? binder : "本次", false});
            place.this_event = which;
            place.has_this = true;
            continue;
        }
        // 每个: a list of the innermost entity, or one that has a name here.
        std::vector<std::pair<std::string, Type>> lists;
        if (const auto* fields = shape_.fields_of(place.scene.frames.back().type))
            for (const FieldShape& field : *fields)
                if (field.type.kind == TypeKind::list) lists.emplace_back(field.name, field.type.element_type());
        for (const GlobalShape& global : shape_.globals)
            if (global.type.kind == TypeKind::list && global.what == GlobalShape::What::definition &&
                (global.record < 0 || global.record == record))
                lists.emplace_back(global.name, global.type.element_type());
        if (lists.empty()) continue;
        const auto& [name, element] = random_.pick(lists);
        place.text += " 的 每个 " + name + suffix;
        place.scene.frames.push_back({element, binder, false});
    }
    return place;
}

/// The act of 不得 E and of 在 E 之前 is an instance of its own, unless the scope already speaks of it.
void Declarations::push_act(Place& place, int event) {
    for (const FrameShape& frame : place.scene.frames)
        if (event >= 0 && frame.type.kind == TypeKind::occurrence && frame.type.index == event) return;
    place.scene.frames.push_back({of_event(place.scene.record, event), place.has_this ? "" : "本次", false});
    place.has_this = true;
}

std::string Declarations::content(Scene& scene, Content kind, int depth, bool& has_period, bool bare_time) {
    const auto acts = [&] {
        std::string text = write_.pattern(scene, write_.any_event(scene), depth - 1, 35);
        if (random_.chance(20))
            text = (text.find(" 且 ") != std::string::npos ? "（" + text + "）" : text) + " 或 " +
                   write_.pattern(scene, write_.any_event(scene), depth - 1, 20);
        return text;
    };
    switch (kind) {
        case Content::acts: return acts();
        case Content::items: {
            const bool in_order = random_.chance(40);
            if (auto text = write_.required_items(scene, depth, in_order, true)) return *text;
            break;
        }
        case Content::covers: {
            const int lasting = write_.any_event(scene, true);
            if (lasting < 0) return acts();
            std::string text = write_.pattern_in_brackets(scene, lasting, depth - 1) + " 覆盖 ";
            text += write_.pattern_in_brackets(scene, write_.any_event(scene), depth - 1) + " 至 ";
            text += write_.pattern_in_brackets(scene, write_.any_event(scene), depth - 1);
            scene.covering = lasting;
            return text;
        }
        case Content::relation: {
            const std::string one = write_.pattern_in_brackets(scene, write_.any_event(scene), depth - 1);
            const std::string other = write_.pattern_in_brackets(scene, write_.any_event(scene), depth - 1);
            std::string text;
            switch (random_.below(5)) {
                case 0: text = one + " 先于 " + other; break;
                case 1: text = one + " 后随 " + other; break;
                case 2: text = one + " 与 " + other + " 相随"; break;
                case 3: text = one + " 与 " + other + " 交替"; break;
                default: text = one + " 紧接 " + other; break;
            }
            if (random_.chance(50)) {
                text += " 相隔 不超过 " + write_.period(scene);
                has_period = true;
            }
            return text;
        }
        default: break;
    }
    if (!bare_time && random_.chance(10)) return write_.items(scene, depth, "    ");
    const Written found = write_.boolean(scene, depth);
    return bare_time ? tight(found, Tightness::disjunction) : found.text;
}

Declarations::Duty Declarations::duty(Place& place, const std::string& indent, bool may_have_act, int own_event) {
    Duty made;
    Scene& scene = place.scene;
    const int depth = 3;
    const auto act_pattern = [&](int event) {
        push_act(place, event);
        return write_.pattern(scene, event, depth - 1, 35);
    };
    const int which = write_.any_event(scene);
    const int mode =
        may_have_act && which >= 0 ? random_.weighted({50, 8, 16, 6, 20}) : random_.weighted({50, 8, 0, 6, 0});
    if (mode == 4) {  // 未经 A 不得 E
        made.has_act = true;
        const int other = random_.chance(15) ? write_.any_event(scene) : -1;
        std::string act;
        if (other >= 0) {
            push_act(place, -1);
            act = write_.event(scene, which).name + " 或 " + write_.event(scene, other).name;
        } else {
            act = act_pattern(which);
        }
        std::string before = write_.pattern(scene, write_.any_event(scene), depth - 1, 35);
        if (random_.chance(25) && before.find(" 且 ") == std::string::npos)
            before += " 或 " + write_.pattern(scene, write_.any_event(scene), depth - 1, 20);
        made.text = indent + "未经 " + before + " 不得 " + act;
        return made;
    }
    const bool forbids = mode == 2;
    const char* word = forbids ? "不得 " : mode == 1 ? "一般应当 " : mode == 3 ? "可以 " : "应当 ";
    Content kind = Content::acts;
    switch (forbids ? random_.weighted({7, 3, 0, 0, 0}) : random_.weighted({40, 30, 12, 8, 12})) {
        case 1: kind = Content::condition; break;
        case 2: kind = Content::items; break;
        case 3: kind = Content::covers; break;
        case 4: kind = Content::relation; break;
        default: break;
    }
    if (which < 0 && kind != Content::items) kind = Content::condition;
    const bool own = own_event >= 0 && !forbids && random_.chance(60);
    const bool timed = own || random_.chance(kind == Content::acts ? 75 : 15);
    std::string time;
    if (forbids && kind == Content::acts) {
        made.has_act = true;
        push_act(place, which);
    }
    if (timed) {
        const bool before_act = !made.has_act && may_have_act && which >= 0 && random_.chance(20);
        if (before_act) {
            if (!forbids || kind != Content::acts) {
                // A prohibition looks for its act in what it forbids alone.
                made.has_act = !forbids;
                if (!forbids) push_act(place, which);
            }
            time = "在 " + write_.event(scene, which).name + " 之前 ";
        } else {
            // 在 E 之前 would make an instance of E.
            do time = write_.window(scene, depth - 1) + " ";
            while (!forbids && time.starts_with("在 ") && time.ends_with("之前 "));
        }
        made.has_period = !time.starts_with("在 ");
    }
    std::string what;
    if (forbids && kind == Content::acts) {
        what = write_.pattern(scene, which, depth - 1, 35);
    } else if (!own) {
        what = content(scene, kind, depth, made.has_period, timed);
        // A condition that begins with a time makes that time the duty's own.
        if (!timed && (what.starts_with("自 ") || what.starts_with("于 ") || what.starts_with("在 ")) &&
            kind == Content::condition)
            what = "（" + what + "）";
    }
    made.text = indent + word + time + what;
    return made;
}

}  // namespace fadu::differential
