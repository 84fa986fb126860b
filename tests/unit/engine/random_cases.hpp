// Rules of every kind and cases made at random over them: what properties of the engine are tested with.
#pragma once

#include <random>

#include "support.hpp"

namespace fadu::test {

inline const char* const many_rules = R"(规则集 性质 版本 1.0
类别 结果 由轻到重 不罚、可以不罚、处罚
法源 《示例法》
  位阶 法律
  制定机关 示例机关
  施行 2000-01-01
  计算 5日、7日 按工作日
  顺延 法定节假日
记录 人员
  证号 : 文本 标识
  有效期 : 起止日期
  辅助 : 是否
记录 案件
  案号 : 文本 标识
  甲 : 是否
  乙 : 是否
  丙 : 是否 举证 当事人
  额 : 金额
  次数 : 整数 可无法查明
  情形 : 重、一般、轻
  理由 : 文本 可无
  期日 : 日期
  事件 立案 一次
  事件 询问、检查 属于 调查
    人员们 : 列表 人员
  事件 告知
    拟罚 : 金额
  事件 新事实 使 告知 失效
  事件 听证、鉴定 有起止
    已告知 : 是否
  事件 决定
    罚 : 金额
    说明 : 是否
  事件 延期、送达、审核、申辩
    可 : 是否
视为 放弃 对 案件
  当 自 告知 之日起 5日内 未 申辩
  依据 《示例法》第一条
定义 应审 : 是否 对 案件
  为 有下列情形之一
    （一）甲
    （二）乙 且 已 听证
    （三）额 超过 100元
清单 处理 对 案件 取 最轻
  | 甲 | 情形 | 次数 | 则 结果 |
  | 是 | 轻 | 不限 | 不罚 |
  | 不限 | 轻、一般 | 不超过 1 | 可以不罚 |
  | 否 | 不限 | 不限 | 不罚 |
  | 其他 | 处罚 |
清单 比例 对 案件 取 合计 不超过 100%
  | 裁量因素 | 违法程度 | 则 百分值 |
  | 起点 | | 20% |
  | 情形 | 轻 | 0% |
  | | 一般 | 10% |
  | | 重 | 30% |
  | 次数 | 1次 | 0% |
  | | 2次以上 | 40% |
  无法查明 取 最低
定义 时限 : 期间 对 案件
  为 5日
  当 甲 则 30日
  当 乙 则 1个月
规则 按时限送达 对 案件
  应当 自 立案 之日起 时限 内 送达
  依据 《示例法》第五条
规则 两人 对 案件 的 每次 调查
  应当 人员们 中 有效期 包含 本次 且 非 辅助 的 不少于 2人
  但 甲 的除外
规则 告知在前 对 案件
  未经 告知 不得 决定
规则 不加重 对 案件 的 每次 决定
  应当 罚 不超过 告知 的 拟罚 的 最小值
规则 限期 对 案件
  当 乙 或 应审
  应当 自 立案 之日起 30日内 决定
  经 延期 其 可 可以延长 10日
  不计入期限 听证、鉴定 中 已告知 的
  依据 《示例法》第二条
规则 送达 对 案件 的 每次 决定
  应当 自 本次 之日起 7日内 送达
  但 理由 不为 无 的除外
  依据 《示例法》第三条
规则 审核 对 案件
  当 应审
  未经 审核 其 可 不得 决定
规则 不得罚 对 案件
  当 处理 为 不罚
  不得 决定
规则 说明 对 案件 的 每次 决定
  当 处理 为 可以不罚
  应当 说明
规则 比例相符 对 案件 的 每次 决定
  应当 罚 不超过 比例 × 额
规则 提前 对 案件 的 每次 听证
  应当 于 本次 7日前 告知
  依据 《示例法》第四条
规则 等待 对 案件
  未经 放弃 或 申辩 不得 决定
规则 决定前申辩 对 案件
  应当 在 决定 之前 申辩
规则 末位 对 案件 的 每次 调查
  应当 人员们 的 最后一个 的 辅助 为 否
规则 随后送达 对 案件
  应当 决定 后随 送达 相隔 不超过 10日
程序 流程 对 案件
  当 丙
  步骤 立案
  步骤 调查 在 立案 之后
  步骤 告知 在 调查 之后
  步骤 审核 在 告知 之后
    当 应审
    退回 至 调查 当 可 为 否
  步骤 决定 在 审核 之后
    应当 自 立案 之日起 60日内
  步骤 送达 在 决定 之后
)";

class Generator {
  public:
    Generator(const model::Rulebook& rulebook, unsigned seed) : rulebook_(rulebook), random_(seed) {}

    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance(int percent) { return below(100) < percent; }
    time::Day day() { return time::make_day(2023, 4, 20) + std::chrono::days{below(45)}; }

    model::Constant constant(const model::Type& type) {
        switch (type.kind) {
            case model::TypeKind::boolean: return chance(50);
            case model::TypeKind::integer: return model::Number(below(4));
            case model::TypeKind::money: return model::Number(below(5) * 5000);
            case model::TypeKind::text: return std::string(1, static_cast<char>('a' + below(3)));
            case model::TypeKind::date: return day();
            case model::TypeKind::interval: {
                const time::Day first = day();
                return model::DayInterval{first, first + std::chrono::days{below(40)}};
            }
            case model::TypeKind::enumeration:
                return model::Enumerator{below(
                    static_cast<int>(rulebook_.enumerations[static_cast<std::size_t>(type.index)].enumerators.size()))};
            default: return std::monostate{};
        }
    }

    /// Fills an unknown slot; with `holes`, may leave it unknown.
    void fill(facts::Slot& slot, const model::Field& field, bool holes) {
        if (slot.knowledge == facts::Knowledge::unknown) {
            if (holes && chance(35)) return;
            if (!holes && !field.burden.empty()) return;  // not proven is an answer
            if (field.may_be_none && chance(30)) {
                slot.knowledge = facts::Knowledge::none;
                return;
            }
            if (field.may_be_unascertainable && holes && chance(30)) {
                slot.knowledge = facts::Knowledge::unascertainable;
                return;
            }
            slot.knowledge = facts::Knowledge::known;
            if (field.type.kind == model::TypeKind::list) {
                const int n = below(4);
                for (int i = 0; i < n; ++i) slot.records.push_back(blank(field.type.index));
            } else {
                slot.value = constant(field.type);
            }
        }
        for (facts::RecordValue& record : slot.records) fill(record, holes);
    }

    facts::RecordValue blank(int record) {
        facts::RecordValue value;
        value.record = record;
        value.slots.resize(rulebook_.records[static_cast<std::size_t>(record)].fields.size());
        return value;
    }

    void fill(facts::RecordValue& record, bool holes) {
        const auto& fields = rulebook_.records[static_cast<std::size_t>(record.record)].fields;
        for (std::size_t i = 0; i < fields.size(); ++i) fill(record.slots[i], fields[i], holes);
    }

    void date(facts::Occurrence& occurrence, const model::EventKind& kind) {
        if (!occurrence.dated) {
            occurrence.dated = true;
            occurrence.begin = occurrence.end = time::TimeSpan::of(std::min(day(), time::make_day(2023, 5, 25)));
        }
        if (kind.lasting && occurrence.end_knowledge == facts::EndKnowledge::unknown) {
            occurrence.end_knowledge = facts::EndKnowledge::at;
            occurrence.end = time::TimeSpan::of(time::day_of(occurrence.begin.begin) + std::chrono::days{below(10)});
        }
    }

    void add(facts::Case& value, std::size_t kind, bool holes) {
        const model::EventKind& event = rulebook_.records[static_cast<std::size_t>(value.root.record)].events[kind];
        facts::Occurrence occurrence;
        occurrence.event = static_cast<int>(kind);
        occurrence.slots.resize(event.fields.size());
        occurrence.sequence = static_cast<int>(value.occurrences.size());
        occurrence.dated = !(holes && chance(15));
        if (occurrence.dated) occurrence.begin = occurrence.end = time::TimeSpan::of(day());
        if (event.lasting) {
            const int way = below(holes ? 4 : 3);
            occurrence.end_knowledge = way == 0   ? facts::EndKnowledge::running
                                       : way == 3 ? facts::EndKnowledge::unknown
                                                  : facts::EndKnowledge::at;
            if (occurrence.dated && occurrence.end_knowledge == facts::EndKnowledge::at)
                occurrence.end =
                    time::TimeSpan::of(time::day_of(occurrence.begin.begin) + std::chrono::days{below(12)});
            if (!occurrence.dated) occurrence.end_knowledge = facts::EndKnowledge::unknown;
        }
        value.occurrences.push_back(std::move(occurrence));
    }

    facts::Case random_case() {
        facts::Case value = facts::Case::blank(rulebook_, rulebook_.find_record("案件"));
        const auto& kinds = rulebook_.records[static_cast<std::size_t>(value.root.record)].events;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (kinds[kind].is_class || kinds[kind].deemed) continue;
            value.closed[kind] = !chance(12);
            const int n = below(kinds[kind].once ? 2 : 3);
            for (int i = 0; i < n; ++i) add(value, kind, true);
        }
        fill(value.root, true);
        fill_occurrences(value, true);
        return value;
    }

    void fill_occurrences(facts::Case& value, bool holes) {
        for (facts::Occurrence& occurrence : value.occurrences) {
            const auto& fields = rulebook_.records[static_cast<std::size_t>(value.root.record)]
                                     .events[static_cast<std::size_t>(occurrence.event)]
                                     .fields;
            for (std::size_t i = 0; i < fields.size(); ++i) fill(occurrence.slots[i], fields[i], holes);
        }
    }

    facts::Case complete(facts::Case value) {
        const auto& kinds = rulebook_.records[static_cast<std::size_t>(value.root.record)].events;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (kinds[kind].is_class || kinds[kind].deemed || value.closed[kind]) continue;
            if (chance(50) && !kinds[kind].once) add(value, kind, false);
            value.closed[kind] = true;
        }
        fill(value.root, false);
        for (facts::Occurrence& occurrence : value.occurrences)
            date(occurrence, kinds[static_cast<std::size_t>(occurrence.event)]);
        fill_occurrences(value, false);
        return value;
    }

  private:
    const model::Rulebook& rulebook_;
    std::mt19937 random_;
};

}  // namespace fadu::test
