// Decision tables: columns that test, rows with cells of every form, results of one or several columns; factor tables.
#include <algorithm>

#include "declarations.hpp"

namespace fadu::differential {

std::string Declarations::cell(Scene& scene, const Type& type) {
    if (random_.chance(18)) return random_.chance(80) ? "不限" : "";
    const auto value = [&] { return write_.literal(type); };
    const auto compared = [&](std::initializer_list<const char*> words) {
        std::string text = random_.pick(words);
        const std::vector<std::string> others = write_.names(scene, type);
        if (!others.empty() && random_.chance(15)) return text + " " + random_.pick(others);
        return text + " " + value();
    };
    switch (type.kind) {
        case TypeKind::boolean: return value();
        case TypeKind::integer:
        case TypeKind::decimal:
        case TypeKind::ratio:
        case TypeKind::money:
            switch (random_.below(4)) {
                case 0: return value();
                case 1: return write_.literal(range_of(type.kind));
                case 2: return value() + "、" + value();
                default: return compared({"不足", "不超过", "超过", "不少于", "为", "不为", "<", ">="});
            }
        case TypeKind::text:
            switch (random_.below(4)) {
                case 0: return "符合 “甲*”";
                case 1: return value() + "、" + value();
                case 2: return random_.pick({"包含 “乙”", "包含 “甲”、“乙”"});
                default: return value();
            }
        case TypeKind::date:
        case TypeKind::moment: return random_.chance(40) ? value() : compared({"不晚于", "不早于", "为", "不足"});
        case TypeKind::span:
            return random_.chance(50) ? write_.literal(range_of(TypeKind::span)) : compared({"不超过", "超过", "为"});
        case TypeKind::interval: return random_.chance(60) ? write_.literal(plain(TypeKind::date)) : value();
        case TypeKind::enumeration:
            if (random_.chance(30)) return value() + "、" + value();
            if (shape_.kind(type).ordered && random_.chance(25)) return compared({"不少于", "不超过", "超过", "不足"});
            return random_.chance(15) ? "不为 " + value() : value();
        case TypeKind::list:
            if (type.element == TypeKind::text) return random_.pick({"甲", "乙", "丙1"});
            return write_.literal(type.element_type());
        default: return "不限";
    }
}

void Declarations::list(int place) {
    Scene scene = scene_of(shape_.main_record, place);
    ListNote note;
    note.global.what = GlobalShape::What::list;
    note.global.name = shape_.fresh("表");
    note.global.place = place;
    note.global.record = shape_.main_record;

    // What the columns test.
    std::vector<std::string> heads;
    std::vector<Type> tested;
    const int columns = random_.between(1, 4);
    for (int i = 0; i < columns; ++i) {
        std::vector<std::pair<std::string, Type>> candidates;
        for (const FieldShape& field : shape_.records[static_cast<std::size_t>(shape_.main_record)].fields) {
            const bool words = field.type.kind == TypeKind::list && field.type.element != TypeKind::text &&
                               field.type.element != TypeKind::enumeration;
            if (words || field.type.kind == TypeKind::record || field.type.kind == TypeKind::range) continue;
            candidates.emplace_back(field.name, field.type);
        }
        for (const GlobalShape& global : shape_.globals)
            if (global.place < place && (global.record < 0 || global.record == shape_.main_record) &&
                global.type.kind != TypeKind::list && global.type.kind != TypeKind::record &&
                global.type.kind != TypeKind::range)
                candidates.emplace_back(global.name, global.type);
        if (random_.chance(20)) {
            const TypeKind kind = random_.pick({TypeKind::integer, TypeKind::money, TypeKind::boolean, TypeKind::date});
            const MaybeWritten found = write_.value(scene, plain(kind), 2);
            if (found && found->text.find("“") == std::string::npos) candidates = {{found->text, plain(kind)}};
        }
        const auto& [head, type] = random_.pick(candidates);
        heads.push_back(head);
        tested.push_back(type);
    }

    // What it gives, and which of the fitting rows count.
    std::vector<std::pair<std::string, Type>> results;
    const int result_columns = random_.chance(25) ? 2 : 1;
    for (int i = 0; i < result_columns; ++i) {
        const Type type = random_.pick(std::vector<Type>{
            of_kind(random_.below(static_cast<int>(declared_kinds_))), plain(TypeKind::money), plain(TypeKind::integer),
            plain(TypeKind::ratio), plain(TypeKind::boolean), range_of(TypeKind::money), plain(TypeKind::text),
            plain(TypeKind::span), plain(TypeKind::date), plain(TypeKind::decimal), range_of(TypeKind::integer)});
        std::string name = shape_.text_of(type);
        const bool told_by_cells = type.kind == TypeKind::money || type.kind == TypeKind::text ||
                                   type.kind == TypeKind::span || type.kind == TypeKind::ratio ||
                                   type.kind == TypeKind::date;
        if (told_by_cells && random_.chance(40)) name = shape_.fresh("果");
        results.emplace_back(std::move(name), type);
    }
    if (results.size() == 2 && results[0].first == results[1].first) results.pop_back();
    const Type& result = results.front().second;
    const bool ordered = result.is_number() || result.kind == TypeKind::range || result.kind == TypeKind::span ||
                         (result.kind == TypeKind::enumeration && shape_.kind(result).ordered);
    std::vector<std::string> policies{"首项", "首项", "唯一", "全部"};
    if (ordered) policies.insert(policies.end(), {"最轻", "最重", "最轻", "最重"});
    if (result.is_number()) policies.insert(policies.end(), {"合计", "合计"});
    std::string policy = random_.pick(policies);
    if (policy == "全部" && result.kind == TypeKind::range) policy = "首项";
    note.global.type = policy == "全部" ? Type::list_of(result) : result;
    for (std::size_t i = 0; i < results.size(); ++i)
        note.global.columns.push_back(
            {results[i].first, policy == "全部" ? Type::list_of(results[i].second) : results[i].second});
    if (policy == "全部" && results.back().second.kind == TypeKind::range) note.global.columns.clear();

    std::string first = "清单 " + note.global.name;
    if (result.kind != TypeKind::enumeration && results.size() == 1 && random_.chance(20))
        first += " : " + shape_.text_of(result);
    first += " 对 " + shape_.records[static_cast<std::size_t>(shape_.main_record)].name + " 取 " + policy;
    if (policy == "合计" && random_.chance(60)) first += " 不超过 " + write_.literal(result);
    line(first);
    const bool cites_rows = random_.chance(20);
    std::string head = "  |";
    for (const std::string& one : heads) head += " " + one + " |";
    for (const auto& [name, type] : results) head += " 则 " + name + " |";
    line(head + (cites_rows ? " 依据 |" : ""));
    const auto given = [&] {
        std::string text;
        for (const auto& [name, type] : results) {
            std::string value = write_.literal(type);
            const bool inferred = name.starts_with("果");
            if (!inferred && type.kind != TypeKind::boolean && type.kind != TypeKind::money && random_.chance(10)) {
                const std::vector<std::string> named = write_.names(scene, type);
                if (!named.empty()) value = random_.pick(named);
            }
            text += " " + value + " |";
        }
        return text + (cites_rows ? " 第二条 |" : "");
    };
    std::set<std::string> seen;
    const int rows = random_.between(1, 6);
    for (int i = 0; i < rows; ++i) {
        std::string cells;
        for (std::size_t k = 0; k < tested.size(); ++k) {
            std::string one = cell(scene, tested[k]);
            if (i > 0 && tested.size() > 1 && random_.chance(4)) one = "其他";
            if (k == 0 && one == "其他") one = "不限";
            cells += " " + one + " |";
        }
        if (policy == "唯一" && !seen.insert(cells).second) continue;
        line("  |" + cells + given());
        ++note.rows;
    }
    if (random_.chance(65)) {
        line("  | 其他 |" + given());
        ++note.rows;
        note.otherwise_last = true;
    }
    if (random_.chance(25)) line("  无法查明 取 最低");
    if (cites_rows || random_.chance(30)) line(cites(random_.pick(other_sources_)));
    shape_.globals.push_back(note.global);
    lists_.push_back(std::move(note));
}

void Declarations::factor_list(int place) {
    Scene scene = scene_of(shape_.main_record, place);
    ListNote note;
    note.global.what = GlobalShape::What::list;
    note.global.name = shape_.fresh("表");
    note.global.place = place;
    note.global.record = shape_.main_record;
    note.global.type = plain(random_.pick({TypeKind::ratio, TypeKind::integer, TypeKind::money}));
    line("清单 " + note.global.name + " : " + shape_.text_of(note.global.type) + " 对 " +
         shape_.records[static_cast<std::size_t>(shape_.main_record)].name + " 取 合计" +
         (random_.chance(60) ? " 不超过 " + write_.literal(note.global.type) : ""));
    line("  | 裁量因素 | 违法程度 | 则 分值 |");
    if (random_.chance(60)) {
        line("  | 裁量起点 | | " + write_.literal(note.global.type) + " |");
        ++note.rows;
    }
    std::vector<FieldShape> fields = shape_.records[static_cast<std::size_t>(shape_.main_record)].fields;
    std::erase_if(fields, [](const FieldShape& one) {
        return one.type.kind == TypeKind::record || one.type.kind == TypeKind::list || one.type.kind == TypeKind::range;
    });
    random_.shuffle(fields);
    const std::size_t factors = std::min<std::size_t>(fields.size(), random_.below(std::size_t{3}) + 1);
    for (std::size_t i = 0; i < factors; ++i) {
        const int rows = random_.between(1, 3);
        for (int k = 0; k < rows; ++k) {
            std::string test = cell(scene, fields[i].type);
            if (test.empty()) test = "不限";
            line("  | " + (k == 0 ? fields[i].name : "") + " | " + test + " | " + write_.literal(note.global.type) +
                 " |");
            ++note.rows;
        }
    }
    if (random_.chance(50)) line("  无法查明 取 最低");
    shape_.globals.push_back(note.global);
    lists_.push_back(std::move(note));
}

}  // namespace fadu::differential
