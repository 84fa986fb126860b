// Rules with their clauses, alone or several of one name, and procedures with their steps.
#include <algorithm>

#include "declarations.hpp"

namespace fadu::differential {

void Declarations::rule_clauses(Scene& scene, bool has_period, const std::string& indent, bool in_step) {
    const auto condition = [&] { return write_.condition(scene, 3); };
    if (!in_step) {
        const int conditions = random_.weighted({5, 5, 2});
        for (int i = 0; i < conditions; ++i) line(indent + "当 " + condition());
    }
    const int exceptions = random_.weighted({6, 3, 1});
    for (int i = 0; i < exceptions; ++i) {
        if (random_.chance(10)) {
            const auto list = write_.any_collection(scene, 2);
            if (list && list->first.find(" 中 ") != std::string::npos) {
                line(indent + "但 有 " + list->first + " 的除外");
                continue;
            }
        }
        line(indent + "但 " + tight(write_.boolean(scene, 3), Tightness::disjunction) + " 的除外");
    }
    if (has_period) {
        const int extensions = random_.weighted({6, 3, 1});
        for (int i = 0; i < extensions; ++i) {
            const int which = write_.any_event(scene);
            if (which < 0) break;
            std::string text = indent + "经 " + write_.pattern(scene, which, 1, 40) + " 可以延长";
            if (random_.chance(85)) {
                scene.frames.push_back({of_event(scene.record, which), "", true});
                text += " " + write_.period(scene);
                scene.frames.pop_back();
            }
            line(text);
        }
        if (const int lasting = write_.any_event(scene, true); lasting >= 0 && random_.chance(35)) {
            std::string text = indent + "不计入期限 " + write_.event(scene, lasting).name;
            if (random_.chance(30)) {
                scene.frames.push_back({of_event(scene.record, lasting), "", true});
                text += " 中 （" + tight(write_.boolean(scene, 1), Tightness::prefixed) + " 为 是） 的";
                scene.frames.pop_back();
            }
            if (const int other = write_.any_event(scene, true); random_.chance(30))
                text += "、" + write_.event(scene, other).name;
            line(text);
        }
    }
    if (in_step) return;
    if (random_.chance(15)) line(indent + "由 办案机关、承办人");
    if (random_.chance(10)) line(indent + "解释 “从严”");
    if (random_.chance(10)) line(indent + "编号 “R-" + std::to_string(random_.below(100)) + "”");
    if (random_.chance(75)) line(indent + "违者 " + grade() + " " + write_.text_with_values(scene, "不合"));
    if (random_.chance(15)) line(indent + "建议 " + write_.text_with_values(scene, "改正"));
    if (random_.chance(6)) line(indent + "不能补正的 “撤销”");
}

void Declarations::rule(const std::string& name, const Place& at, const std::vector<int>& cited_sources,
                        const std::string& authority, bool may_have_act) {
    Place place = at;
    line("规则 " + name + place.text);
    const std::size_t before = out_.size();
    const Duty made = duty(place, "  ", may_have_act);
    // The clauses stand in any order.
    std::string duty_text = made.text + "\n";
    rule_clauses(place.scene, made.has_period, "  ", false);
    out_ += authority;
    if (random_.chance(50))
        out_.insert(before, duty_text);
    else
        out_ += duty_text;
    std::string citations;
    for (const int source : cited_sources) citations += (citations.empty() ? "" : "、") + cited(source);
    if (!citations.empty()) line("  依据 " + citations);
    RuleNote note{name, place, made.has_act, cited_sources, authority.find("优先适用") != std::string::npos};
    note.covers = note.place.scene.covering >= 0;
    note.place.scene.covering = -1;
    rules_.push_back(std::move(note));
}

void Declarations::rules() {
    const int count = random_.between(3, 8);
    for (int i = 0; i < count; ++i) {
        const std::string name = shape_.fresh("规");
        const int last = static_cast<int>(shape_.records.size()) - 1;
        const int record = last != shape_.main_record && random_.chance(20) ? last : shape_.main_record;
        const Place place = place_of_rule(record);
        Scene scene = scene_of(record);
        const auto date = [&] { return governing_date(scene) + "\n"; };
        const int group = random_.weighted({70, new_version_ >= 0 ? 8 : 0, new_version_ >= 0 ? 8 : 0, 14});
        if (group == 0) {
            std::string authority;
            if (random_.chance(10)) authority += "  适用于 " + write_.boolean(scene, 2).text + "\n";
            if (random_.chance(8)) authority += date();
            if (random_.chance(6)) authority += "  施行 2020-01-01 至 2023-05-10\n";
            if (random_.chance(10)) authority += "  从其规定 法律、规章\n";
            std::vector<int> cites_these;
            if (random_.chance(70)) cites_these.push_back(random_.pick(other_sources_));
            rule(name, place, cites_these, authority, true);
        } else if (group == 1) {
            rule(name, place, {old_version_, new_version_}, date(), true);
        } else if (group == 2) {
            rule(name, place, {old_version_}, date(), true);
            rule(name, place, {new_version_}, date(), true);
        } else {
            const int candidates = random_.between(2, 3);
            for (int k = 0; k < candidates; ++k) {
                std::string authority;
                const bool told_apart = k > 0 || random_.chance(60);
                if (told_apart) authority += "  适用于 " + write_.boolean(scene, 2).text + "\n";
                if (random_.chance(15)) authority += date();
                if (random_.chance(20)) authority += "  从其规定 法规、部门规章\n";
                if (k == 0 && random_.chance(20)) authority += "  优先适用\n  理由 “裁决”\n";
                rule(name, place, {random_.pick(other_sources_)}, authority, true);
            }
        }
    }
    if (random_.chance(4)) grouped_rule();
}

void Declarations::grouped_rule() {
    const RecordShape& record = shape_.records[static_cast<std::size_t>(shape_.main_record)];
    line("规则 " + shape_.fresh("规") + " 对 " + record.name + " 中 同一 " + record.fields.front().name +
         " 的 每组（以下称 同组）");
    line("  应当 同组 的 数量 不超过 1");
}

void Declarations::step(int event, const std::vector<int>& earlier, const std::map<int, std::set<int>>& before,
                        int cited_source) {
    Scene scene = scene_of(shape_.main_record);
    std::string text = "  步骤 " + write_.event(scene, event).name;
    if (!earlier.empty()) {
        std::string names;
        for (const int one : earlier) names += (names.empty() ? "" : "、") + write_.event(scene, one).name;
        text += " 在 " + names + " 之后";
    }
    line(text);
    Scene own = scene;
    own.frames.push_back({of_event(shape_.main_record, event), "本次", false});
    if (random_.chance(35)) line("    当 " + write_.condition(own, 2));
    const auto& ancestors = before.at(event);
    if (!ancestors.empty() && random_.chance(25)) {
        const std::vector<int> all(ancestors.begin(), ancestors.end());
        line("    退回 至 " + write_.event(scene, random_.pick(all)).name +
             (random_.chance(90) ? " 当 " + write_.boolean(own, 2).text : ""));
    }
    const int duties = random_.weighted({4, 5, 1});
    for (int i = 0; i < duties; ++i) {
        Place place;
        place.scene = scene;
        Scene with_step = own;
        if (random_.chance(65)) {  // its own act in time
            std::string time;
            if (const int act = write_.any_event(scene); random_.chance(15)) {
                push_act(place, act);
                time = "在 " + write_.event(scene, act).name + " 之前";
            } else {
                do time = write_.window(place.scene, 1);
                while (time.starts_with("在 ") && time.ends_with("之前"));
            }
            line("    应当 " + time);
            rule_clauses(place.scene, !time.starts_with("在 "), "    ", true);
        } else {
            place.scene = with_step;
            place.has_this = true;
            place.this_event = event;
            const Duty made = duty(place, "    ", true);
            line(made.text);
            rule_clauses(place.scene, made.has_period, "    ", true);
        }
    }
    if (random_.chance(35)) line("    违者 " + grade() + " “步骤不合【逾期日数】”");
    if (random_.chance(10)) line("    建议 “补办”");
    if (cited_source >= 0 && random_.chance(20)) line("    依据 " + cited(cited_source));
    if (random_.chance(10)) line("    编号 “S” ");
}

void Declarations::procedure() {
    Scene scene = scene_of(shape_.main_record);
    std::vector<int> events = write_.usable_events(scene);
    random_.shuffle(events);
    const int steps = std::min(random_.between(2, 6), static_cast<int>(events.size()));
    if (steps < 2) return;
    events.resize(static_cast<std::size_t>(steps));
    const std::string name = shape_.fresh("程");
    line("程序 " + name + " 对 " + shape_.records[static_cast<std::size_t>(shape_.main_record)].name);
    const int source = random_.chance(70) ? random_.pick(other_sources_) : -1;
    if (source >= 0) line(cites(source));
    if (random_.chance(30)) line("  当 " + write_.condition(scene, 2));
    if (random_.chance(50)) line("  违者 " + grade() + " “程序不合”");
    if (random_.chance(10)) line("  编号 “P”");
    std::map<int, std::set<int>> before;
    for (int i = 0; i < steps; ++i) {
        const int event = events[static_cast<std::size_t>(i)];
        std::vector<int> earlier;
        for (int k = 0; k < i; ++k)
            if (random_.chance(k == i - 1 ? 75 : 20)) earlier.push_back(events[static_cast<std::size_t>(k)]);
        for (const int one : earlier) {
            before[event].insert(one);
            before[event].insert(before[one].begin(), before[one].end());
        }
        before[event];
        step(event, earlier, before, source);
        steps_.push_back({name, write_.event(scene, event).name, event});
    }
}

void Declarations::norms() {
    rules();
    if (random_.chance(50)) procedure();
    if (random_.chance(10)) procedure();
    exceptions();
}

std::string Declarations::all() {
    head();
    sources();
    kinds();
    records();
    plan();
    norms();
    return out_;
}

}  // namespace fadu::differential
