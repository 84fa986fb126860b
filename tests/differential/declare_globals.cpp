// What stands before rules: parameters, definitions with their versions, deemed events, state tables. They may use only
// what the plan puts before them, so nothing depends on itself.
#include <algorithm>

#include "declarations.hpp"

namespace fadu::differential {
namespace {

bool may_fall_between_fen(const std::string& text) {
    for (const char* part : {"×", "*", "÷", "/", "半数", "平均值"})
        if (text.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

void Declarations::parameter() {
    GlobalShape global;
    global.what = GlobalShape::What::parameter;
    global.type = random_.pick(std::vector<Type>{plain(TypeKind::span), plain(TypeKind::span), plain(TypeKind::money),
                                                 plain(TypeKind::integer), plain(TypeKind::ratio),
                                                 plain(TypeKind::date), plain(TypeKind::boolean),
                                                 range_of(TypeKind::money), of_kind(0), plain(TypeKind::text)});
    global.name = shape_.fresh("参");
    std::string text = "参数 " + global.name + " : " + shape_.text_of(global.type);
    if (random_.chance(70)) text += " 为 " + write_.literal(global.type);
    line(text);
    shape_.globals.push_back(std::move(global));
}

void Declarations::untranslatable() {
    GlobalShape global;
    global.what = GlobalShape::What::untranslatable;
    global.type = plain(TypeKind::boolean);
    global.name = shape_.fresh("断");
    marked_article_ = random_.pick({"第九条", "第三条", "第二条"});
    const bool named = random_.chance(75);
    line("不可译 " + shape_.sources.front().name() + marked_article_ + (named ? "（以下称 " + global.name + "）" : ""));
    line("  理由 “要由人判断”");
    if (named) shape_.globals.push_back(std::move(global));
}

Type Declarations::definition_type(bool weighable) {
    for (;;) {
        const Type type =
            weighable ? random_.pick(std::vector<Type>{range_of(TypeKind::money), range_of(TypeKind::money),
                                                       plain(TypeKind::money), plain(TypeKind::integer),
                                                       plain(TypeKind::ratio), of_kind(0), plain(TypeKind::span)})
                      : field_type();
        if (weighable && type.kind == TypeKind::enumeration && !shape_.kind(type).ordered) continue;
        if (type.kind == TypeKind::record && random_.chance(50)) continue;
        return type;
    }
}

std::string Declarations::definition_value(Scene& scene, const Type& type, bool alone) {
    if (type.kind == TypeKind::boolean)
        return alone ? write_.condition(scene, 3) : tight(write_.boolean(scene, 3), Tightness::disjunction);
    const MaybeWritten found = write_.value(scene, type, 3);
    if (!found) return "";
    if (type.kind != TypeKind::money || found->tightness == Tightness::rounding || !may_fall_between_fen(found->text)) {
        return found->text;
    }
    return tight(*found, Tightness::adding) + " 取整 到 " + random_.pick({"元", "分", "百元"}) +
           random_.pick({"", " 四舍五入", " 舍去", " 进一"});
}

void Declarations::definition(const std::string& name, const Type& type, Scene& scene, int source,
                              const std::string& authority) {
    std::string fallback;
    for (int round = 0; round < 8 && fallback.empty(); ++round) fallback = definition_value(scene, type, true);
    if (fallback.empty()) fallback = "无法查明";
    line("定义 " + name + " : " + shape_.text_of(type) + " 对 " +
         shape_.records[static_cast<std::size_t>(scene.record)].name);
    line("  为 " + fallback);
    const int cases = random_.below(3);
    for (int i = 0; i < cases; ++i) {
        const std::string value = definition_value(scene, type, false);
        if (!value.empty()) line("  当 " + write_.boolean(scene, 3).text + " 则 " + value);
    }
    if (!authority.empty()) out_ += authority;
    if (source >= 0) line(cites(source));
    if (random_.chance(8)) line("  解释 “从宽”");
}

std::string Declarations::governing_date(Scene& scene) { return "  适用 " + write_.point(scene, 1, false) + " 的规定"; }

void Declarations::definitions(int place) {
    const bool versions = new_version_ >= 0 && random_.chance(25);
    const bool several = !versions && random_.chance(15);
    const bool lighter = versions && random_.chance(60);
    DefinitionNote note;
    note.global.type = definition_type(lighter);
    note.global.name = shape_.fresh("定");
    note.global.place = place;
    note.global.record = shape_.main_record;
    Scene scene = scene_of(note.global.record, place);
    const auto one = [&](int source, const std::string& authority) {
        definition(note.global.name, note.global.type, scene, source, authority);
        note.sources.push_back(source);
    };
    if (versions) {
        const std::string date = governing_date(scene) + (lighter ? " 从旧兼从轻" : "");
        one(old_version_, date + "\n");
        one(new_version_, (random_.chance(80) ? date : governing_date(scene)) + "\n");
    } else if (several) {
        const int count = random_.between(2, 3);
        for (int i = 0; i < count; ++i) {
            std::string authority = "  适用于 " + write_.boolean(scene, 2).text + "\n";
            if (random_.chance(20)) authority += "  从其规定 法规、规章\n";
            if (i == 0 && random_.chance(20)) {
                authority += "  优先适用\n  理由 “裁决”\n";
                note.prevails = true;
            }
            if (random_.chance(15)) authority += "  施行 2010-01-01 至 2023-05-10\n";
            one(random_.pick(other_sources_), authority);
        }
    } else {
        std::string authority;
        if (random_.chance(8)) authority += "  适用于 " + write_.boolean(scene, 2).text + "\n";
        if (random_.chance(6)) authority += governing_date(scene) + "\n";
        one(random_.chance(40) ? random_.pick(other_sources_) : -1, authority);
    }
    shape_.globals.push_back(note.global);
    definitions_.push_back(std::move(note));
}

void Declarations::deem(int place, int event) {
    Scene scene = scene_of(shape_.main_record, place);
    const int count = new_version_ >= 0 && random_.chance(15) ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        const int from = write_.any_event(scene);
        const int missing = write_.any_event(scene);
        if (from < 0 || missing < 0) return;
        line("视为 " + write_.event(scene, event).name + " 对 " +
             shape_.records[static_cast<std::size_t>(shape_.main_record)].name);
        const bool hours = random_.chance(10);
        std::string within = hours ? "自 " + write_.point(scene, 1, true) + " 之时起 " + write_.period(scene, true)
                                   : "自 " + write_.point(scene, 1, false) + " 之日起 " + write_.period(scene);
        std::string condition = std::string(random_.chance(85) ? "未 " : "已 ") + write_.event(scene, missing).name;
        if (random_.chance(25)) {
            const int other = write_.any_event(scene);
            condition += random_.pick({" 且 未 ", " 或 已 "}) + write_.event(scene, other).name;
        } else if (random_.chance(20)) {
            condition += " 且 " + tight(write_.boolean(scene, 1), Tightness::comparing);
        }
        line("  当 " + within + " 内 " + condition);
        if (random_.chance(30)) {
            // A time at its beginning would be taken for the period.
            const Written when = write_.boolean(scene, 2);
            const bool has_time =
                when.text.find("之") != std::string::npos || when.text.find("于 ") != std::string::npos;
            line("  当 " + (has_time ? "是 且 " + tight(when, Tightness::comparing) : when.text));
        }
        if (random_.chance(20))
            line("  经 " + write_.pattern(scene, write_.any_event(scene), 1, 50) + " 可以延长 " + write_.period(scene));
        if (const int lasting = write_.any_event(scene, true); lasting >= 0 && random_.chance(25))
            line("  不计入期限 " + write_.event(scene, lasting).name);
        if (count == 2) {
            line(governing_date(scene));
            line(cites(i == 0 ? old_version_ : new_version_));
        } else {
            if (random_.chance(10)) line("  适用于 " + write_.boolean(scene, 1).text);
            if (random_.chance(10)) line("  施行 2020-01-01 至 2023-05-03");
            if (random_.chance(60)) line(cites(random_.pick(other_sources_)));
        }
    }
}

void Declarations::state_table(int place) {
    Scene scene = scene_of(shape_.main_record, place);
    if (write_.any_event(scene) < 0) return;
    Kind kind;
    const int count = random_.between(2, 5);
    for (int i = 0; i < count; ++i) kind.values.push_back(shape_.fresh("态"));
    const std::vector<std::string> states = kind.values;
    GlobalShape global;
    global.what = GlobalShape::What::state;
    global.name = shape_.fresh("状");
    global.record = shape_.main_record;
    global.place = place;
    global.type = of_kind(static_cast<int>(shape_.kinds.size()));
    shape_.kinds.push_back(std::move(kind));
    line("状态表 " + global.name + " 对 " + shape_.records[static_cast<std::size_t>(shape_.main_record)].name);
    line("  始于 " + states.front());
    std::set<std::pair<int, int>> ways;  ///< from and event, whatever the condition
    std::set<int> with_ways_out;
    const auto transition = [&](int from, int to, int event) {
        std::string text = "  " + states[static_cast<std::size_t>(from)];
        if (event >= 0 && ways.insert({from, event}).second) {
            text += " 经 " + write_.pattern(scene, event, 1, 35);
        } else {
            const bool hours = random_.chance(15);
            text += " 自 " + write_.point(scene, 1, hours) + (hours ? " 之时起 " : " 之日起 ") +
                    write_.period(scene, hours) + " 届满";
        }
        line(text + " 转为 " + states[static_cast<std::size_t>(to)]);
        with_ways_out.insert(from);
    };
    for (int to = 1; to < count; ++to)
        transition(random_.below(to), to, random_.chance(75) ? write_.any_event(scene) : -1);
    const int more = random_.below(3);
    for (int i = 0; i < more; ++i)
        transition(random_.below(count), random_.below(count), random_.chance(70) ? write_.any_event(scene) : -1);
    std::string last;
    for (int i = 1; i < count; ++i)
        if (!with_ways_out.contains(i) && random_.chance(60))
            last += (last.empty() ? "" : "、") + states[static_cast<std::size_t>(i)];
    if (!last.empty()) line("  终态 " + last);
    if (random_.chance(60)) line(cites(random_.pick(other_sources_)));
    if (random_.chance(80)) {
        Scene words = scene;
        words.frames.push_back({of_event(scene.record, -1), "本次", false});
        words.place = place + 1;
        shape_.globals.push_back(global);
        line("  违者 " + grade() + " " + write_.text_with_values(words, "状态不对"));
        if (random_.chance(20)) line("  建议 “改”");
        return;
    }
    shape_.globals.push_back(global);
}

void Declarations::plan() {
    const int parameters = random_.between(1, 3);
    for (int i = 0; i < parameters; ++i) parameter();
    if (random_.chance(45)) untranslatable();

    enum class What { definition, list, factors, deem, state };
    std::vector<What> all;
    const int definitions_count = random_.between(2, 5);
    for (int i = 0; i < definitions_count; ++i) all.push_back(What::definition);
    const int list_count = random_.between(1, 3);
    for (int i = 0; i < list_count; ++i) all.push_back(random_.chance(25) ? What::factors : What::list);
    const int deem_count = random_.weighted({4, 4, 1});
    for (int i = 0; i < deem_count; ++i) all.push_back(What::deem);
    const int state_count = random_.weighted({5, 4, 1});
    for (int i = 0; i < state_count; ++i) all.push_back(What::state);
    random_.shuffle(all);

    // Which event each deeming makes is settled first: whoever looks for that event must come after.
    RecordShape& record = shape_.records[static_cast<std::size_t>(shape_.main_record)];
    std::vector<int> made(all.size(), -1);
    for (std::size_t place = 0; place < all.size(); ++place) {
        if (all[place] != What::deem) continue;
        int event = random_.below(static_cast<int>(record.events.size()));
        if (random_.chance(70) || record.events[static_cast<std::size_t>(event)].is_class) {
            event = static_cast<int>(record.events.size());
            EventShape fresh;
            fresh.name = shape_.fresh("拟");
            fresh.only_deemed = true;
            record.events.push_back(std::move(fresh));
        }
        made[place] = event;
        std::vector<int> concerned{event};
        for (const int spent : record.events[static_cast<std::size_t>(event)].voids) {
            concerned.push_back(spent);
            const auto& members = record.events[static_cast<std::size_t>(spent)].members;
            concerned.insert(concerned.end(), members.begin(), members.end());
        }
        for (std::size_t i = 0; i < record.events.size(); ++i)
            for (const int member : record.events[i].members)
                if (std::find(concerned.begin(), concerned.end(), member) != concerned.end())
                    concerned.push_back(static_cast<int>(i));
        for (const int one : concerned) {
            int& at = record.events[static_cast<std::size_t>(one)].made_at;
            at = std::max(at, static_cast<int>(place));
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const int place = static_cast<int>(i);
        switch (all[i]) {
            case What::definition: definitions(place); break;
            case What::list: list(place); break;
            case What::factors: factor_list(place); break;
            case What::deem: deem(place, made[i]); break;
            case What::state: state_table(place); break;
        }
    }
}

}  // namespace fadu::differential
