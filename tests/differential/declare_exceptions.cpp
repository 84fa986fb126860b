// 例外 declared apart: to rules, definitions, steps, rows of lists and other exceptions; and what is to prevail.
#include <algorithm>

#include "declarations.hpp"
#include "generate.hpp"

namespace fadu::differential {

/// What entitles an exception: its source, or a basis. Without a source a basis is needed where the target cites one.
void Declarations::grounds(const std::vector<int>& sources, bool restated) {
    if (!restated && !sources.empty() && sources.front() >= 0 && random_.chance(40))
        line(cites(sources.front()));
    else
        line("  理由 “授权”");
}

void Declarations::except_rule() {
    const RuleNote target = random_.pick(rules_);
    const bool several =
        std::count_if(rules_.begin(), rules_.end(), [&](const RuleNote& one) { return one.name == target.name; }) > 1 ||
        target.sources.size() > 1;
    Scene scene = scene_of(target.place.scene.record);
    // What stands in the scope is common to all of its name; the act is not.
    if (!target.has_act) scene = target.place.scene;
    const std::string name = shape_.fresh("外");
    const bool prevails = std::any_of(rules_.begin(), rules_.end(),
                                      [&](const RuleNote& one) { return one.name == target.name && one.prevails; });
    if (several && !prevails && random_.chance(25)) {
        line("例外 " + name + " 对 规则 " + target.name);
        std::set<int> cited_sources;
        for (const RuleNote& one : rules_)
            if (one.name == target.name) cited_sources.insert(one.sources.begin(), one.sources.end());
        if (cited_sources.size() > 1) {
            line("  优先适用 " + shape_.sources[static_cast<std::size_t>(*cited_sources.begin())].name());
            line("  理由 “裁决”");
            return;
        }
        line("  当 " + write_.boolean(scene, 2).text);
        line("  理由 “授权”");
        return;
    }
    line("例外 " + name + " 对 规则 " + target.name);
    line("  当 " + write_.condition(scene, 2));
    const bool instead = !several && !target.has_act && !target.covers && random_.chance(45);
    if (instead) {
        Place place = target.place;
        const Duty made = duty(place, "  ", false);
        line(made.text);
        if (made.has_period && random_.chance(30)) {
            const int which = write_.any_event(place.scene);
            if (which >= 0) line("  经 " + write_.event(place.scene, which).name + " 可以延长 5日");
        }
        if (random_.chance(20)) line("  违者 重大 “例外不合”");
    }
    grounds(target.sources, several || target.sources.size() != 1);
    if (random_.chance(10)) line("  施行 2020-01-01 至 2023-06-01");
    exceptions_.push_back(name);
    exception_scenes_.push_back(std::move(scene));
}

void Declarations::except_definition() {
    if (definitions_.empty()) return;
    const DefinitionNote target = random_.pick(definitions_);
    if (target.prevails) return;
    Scene scene = scene_of(target.global.record, target.global.place);
    std::vector<std::string> values;
    const int count = random_.between(1, 2);
    for (int i = 0; i < count; ++i) {
        const std::string value = definition_value(scene, target.global.type, false);
        if (!value.empty()) values.push_back(value);
    }
    if (values.empty()) return;
    const std::string name = shape_.fresh("外");
    line("例外 " + name + " 对 定义 " + target.global.name);
    if (random_.chance(30)) {
        line("  当 " + write_.boolean(scene, 2).text);
        line("  为 " + values.front());
    } else {
        for (const std::string& value : values) line("  当 " + write_.boolean(scene, 2).text + " 则 " + value);
    }
    grounds(target.sources, target.sources.size() != 1);
    exceptions_.push_back(name);
    exception_scenes_.push_back(std::move(scene));
}

void Declarations::except_list() {
    if (lists_.empty()) return;
    const ListNote target = random_.pick(lists_);
    if (target.rows == 0) return;
    Scene scene = scene_of(target.global.record, target.global.place);
    const int row = random_.between(1, target.rows);
    const bool rest = target.otherwise_last && row == target.rows;
    const Type type =
        target.global.type.kind == TypeKind::list ? target.global.type.element_type() : target.global.type;
    const std::string name = shape_.fresh("外");
    line("例外 " + name + " 对 清单 " + target.global.name + " 的 " + std::to_string(row));
    line("  当 " + write_.boolean(scene, 2).text);
    if (rest || random_.chance(50)) line("  则 " + write_.literal(type));
    line("  理由 “授权”");
    exceptions_.push_back(name);
    exception_scenes_.push_back(std::move(scene));
}

void Declarations::except_step() {
    if (steps_.empty()) return;
    const StepNote target = random_.pick(steps_);
    Scene scene = scene_of(shape_.main_record);
    scene.frames.push_back({of_event(shape_.main_record, target.event), "本次", false});
    const std::string name = shape_.fresh("外");
    line("例外 " + name + " 对 程序 " + target.procedure + " 的 步骤 " + target.step);
    line("  当 " + write_.condition(scene, 2));
    if (random_.chance(40)) {
        Scene own = scene_of(shape_.main_record);
        line("  应当 自 " + write_.event(own, write_.any_event(own)).name + " 之日起 " + write_.period(own) + " 内");
    }
    line("  理由 “授权”");
    exceptions_.push_back(name);
    exception_scenes_.push_back(std::move(scene));
}

void Declarations::exceptions() {
    const int count = random_.weighted({3, 4, 3, 2});
    for (int i = 0; i < count; ++i) {
        switch (random_.weighted({5, 2, 2, 2})) {
            case 0: except_rule(); break;
            case 1: except_definition(); break;
            case 2: except_list(); break;
            default: except_step(); break;
        }
    }
    if (exceptions_.empty() || !random_.chance(40)) return;
    const std::size_t which = random_.below(exceptions_.size());
    line("例外 " + shape_.fresh("外") + " 对 例外 " + exceptions_[which]);
    line("  当 " + write_.boolean(exception_scenes_[which], 1).text);
    line("  理由 “授权”");
}

std::string random_rulebook(std::uint64_t seed) { return Declarations(seed).all(); }

}  // namespace fadu::differential
