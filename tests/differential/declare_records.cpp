// The head of a rulebook: sources of law with their ways of counting, kinds, and the records of cases.
#include <algorithm>

#include "declarations.hpp"

namespace fadu::differential {

void Declarations::head() {
    line("规则集 随机 版本 1.0");
    if (random_.chance(10)) line("  地域 广东省");
    if (random_.chance(10)) line("  维护 “某处”");
    if (random_.chance(15)) line(random_.chance(50) ? "  时区 按记载" : "  时区 “+08:00”");
    if (random_.chance(25)) line(std::string("  同日 ") + random_.pick({"存疑", "按记载顺序", "视为合序"}));
}

void Declarations::source(const SourceShape& shape, const std::string& from, const std::string& until) {
    line("法源 " + shape.name());
    line(std::string("  位阶 ") +
         random_.pick({"法律", "法律", "行政法规", "地方性法规", "部门规章", "部门规章", "地方政府规章", "规范性文件",
                       "宪法", "自治条例", "经济特区法规", "司法解释"}));
    line("  制定机关 " + shape.organ);
    if (random_.chance(10)) line("  文号 “第1号”");
    if (!from.empty()) line("  施行 " + from + (until.empty() ? "" : " 至 " + until));
    if (random_.chance(20)) line("  条文 第一条 至 第九十条");
    switch (random_.below(5)) {
        case 0: line("  计算 2日、3日、5日、7日 按工作日"); break;
        case 1: line("  计算 10日以内 按工作日"); break;
        case 2: line(std::string("  计算 全部 ") + random_.pick({"按工作日", "按自然日"})); break;
        case 3: line("  计算 5日 按工作日\n  计算 15日 按自然日"); break;
        default: break;
    }
    switch (random_.below(5)) {
        case 0:
        case 1: line("  顺延 法定节假日"); break;
        case 2: line("  顺延 法定休假日"); break;
        case 3: line("  不顺延"); break;
        default: break;
    }
    switch (random_.below(4)) {
        case 0: line("  本数 均含"); break;
        case 1: line("  本数 以上含、以下不含"); break;
        case 2: line("  本数 以上不含 以下含"); break;
        default: break;
    }
    if (random_.chance(30)) line(std::string("  倒计 ") + random_.pick({"不计当日", "首尾不计"}));
    if (random_.chance(10)) line(std::string("  在途时间 ") + random_.pick({"计", "不计"}));
    if (random_.chance(30)) line(std::string("  同日 ") + random_.pick({"存疑", "按记载顺序", "视为合序"}));
}

void Declarations::sources() {
    const auto add = [&](SourceShape shape, const std::string& from, const std::string& until) {
        source(shape, from, until);
        shape_.sources.push_back(std::move(shape));
        return static_cast<int>(shape_.sources.size()) - 1;
    };
    const std::vector<std::string> organs{"全国人大常委会", "国务院", "某部", "甲省人民政府", "甲省乙市人民政府"};
    const int others = random_.between(1, 3);
    for (int i = 0; i < others; ++i)
        other_sources_.push_back(add({shape_.fresh("法"), random_.chance(30) ? "2021" : "", random_.pick(organs)},
                                     random_.chance(70) ? "2000-01-01" : "", ""));
    if (!random_.chance(55)) return;
    const std::string title = shape_.fresh("办法");
    const std::string organ = random_.pick(organs);
    const bool gap = random_.chance(15);
    old_version_ = add({title, "旧", organ}, "2000-01-01", gap ? "2023-04-24" : "2023-05-04");
    new_version_ = add({title, "新", organ}, "2023-05-05", "");
}

std::string Declarations::cited(int source) {
    std::string article = random_.pick({"第一条", "第二条第一款", "第三条", "第五条第二款第（一）项"});
    if (!marked_article_.empty() && random_.chance(10)) article = marked_article_;
    return shape_.sources[static_cast<std::size_t>(source)].name() + article;
}

void Declarations::kinds() {
    const int count = random_.between(1, 3);
    for (int i = 0; i < count; ++i) {
        Kind kind;
        kind.name = shape_.fresh("档");
        kind.ordered = random_.chance(65);
        const int values = random_.between(2, 4);
        std::string all;
        for (int k = 0; k < values; ++k) {
            kind.values.push_back(shape_.fresh("值"));
            all += (k > 0 ? "、" : "") + kind.values.back();
        }
        line("类别 " + kind.name + (kind.ordered ? " 由轻到重 " : " ") + all);
        shape_.kinds.push_back(std::move(kind));
    }
    declared_kinds_ = shape_.kinds.size();
}

Type Declarations::field_type() {
    switch (random_.weighted({14, 8, 4, 4, 10, 6, 8, 3, 4, 5, 9, 3, 4, 5, 6})) {
        case 0: return plain(TypeKind::boolean);
        case 1: return plain(TypeKind::integer);
        case 2: return plain(TypeKind::decimal);
        case 3: return plain(TypeKind::ratio);
        case 4: return plain(TypeKind::money);
        case 5: return plain(TypeKind::text);
        case 6: return plain(TypeKind::date);
        case 7: return plain(TypeKind::moment);
        case 8: return plain(TypeKind::span);
        case 9: return plain(TypeKind::interval);
        case 10: {
            if (random_.chance(70)) return of_kind(random_.below(static_cast<int>(declared_kinds_)));
            Kind written_out;
            const int values = random_.between(2, 3);
            for (int k = 0; k < values; ++k) written_out.values.push_back(shape_.fresh("值"));
            shape_.kinds.push_back(std::move(written_out));
            return of_kind(static_cast<int>(shape_.kinds.size()) - 1);
        }
        case 11:
            return range_of(
                random_.pick({TypeKind::money, TypeKind::integer, TypeKind::decimal, TypeKind::ratio, TypeKind::span}));
        case 12:
            if (nested_records_ > 0) return of_record(random_.below(nested_records_));
            return plain(TypeKind::boolean);
        case 13:
            if (nested_records_ > 0) return Type::list_of(of_record(random_.below(nested_records_)));
            return Type::list_of(plain(TypeKind::text));
        default:
            return Type::list_of(
                random_.chance(30)
                    ? of_kind(random_.below(static_cast<int>(declared_kinds_)))
                    : plain(random_.pick({TypeKind::text, TypeKind::text, TypeKind::integer, TypeKind::money,
                                          TypeKind::date, TypeKind::boolean, TypeKind::interval, TypeKind::ratio})));
    }
}

std::vector<FieldShape> Declarations::fields(int count, const std::string& indent, bool in_case) {
    static const std::map<TypeKind, std::string> beginnings{
        {TypeKind::boolean, "真"}, {TypeKind::integer, "整"},  {TypeKind::decimal, "数"},     {TypeKind::ratio, "率"},
        {TypeKind::money, "款"},   {TypeKind::text, "文"},     {TypeKind::date, "日"},        {TypeKind::moment, "刻"},
        {TypeKind::span, "限"},    {TypeKind::interval, "区"}, {TypeKind::enumeration, "种"}, {TypeKind::range, "幅"},
        {TypeKind::record, "物"},  {TypeKind::list, "列"}};
    std::vector<FieldShape> all;
    for (int i = 0; i < count; ++i) {
        FieldShape field;
        field.type = field_type();
        field.name = shape_.fresh(beginnings.at(field.type.kind));
        std::string text = indent + field.name + " : ";
        if (field.type.kind == TypeKind::range && random_.chance(30))
            text += "范围 " + shape_.text_of({field.type.element});
        else
            text += shape_.text_of(field.type);
        const bool plain_value = field.type.kind != TypeKind::list && field.type.kind != TypeKind::record;
        if (random_.chance(15)) {
            field.may_be_none = true;
            text += " 可无";
        }
        if (random_.chance(12)) {
            field.may_be_unascertainable = true;
            text += " 可无法查明";
        }
        if (plain_value && random_.chance(8)) text += " 缺省 " + write_.literal(field.type);
        if (field.type.kind == TypeKind::boolean && random_.chance(12)) text += " 举证 当事人";
        if (random_.chance(5)) text += " 认定";
        if (random_.chance(5)) text += " 可补正";
        if (in_case && random_.chance(4)) text += " 必填";
        if (random_.chance(4)) text += " 别名 “x" + field.name + "”";
        line(text);
        all.push_back(std::move(field));
    }
    return all;
}

void Declarations::nested_record() {
    RecordShape record;
    record.name = shape_.fresh("件");
    line("记录 " + record.name);
    if (random_.chance(80)) {
        FieldShape key{shape_.fresh("号"), plain(TypeKind::text)};
        line("  " + key.name + " : 文本 标识");
        record.fields.push_back(std::move(key));
    }
    for (FieldShape& field : fields(random_.between(2, 5), "  ", false)) record.fields.push_back(std::move(field));
    shape_.records.push_back(std::move(record));
    ++nested_records_;
}

void Declarations::case_record(bool main) {
    RecordShape record;
    record.name = shape_.fresh("案");
    line("记录 " + record.name);
    FieldShape key{shape_.fresh("号"), plain(TypeKind::text)};
    line("  " + key.name + " : 文本 标识 必填");
    record.fields.push_back(key);
    for (FieldShape& field : fields(main ? random_.between(8, 18) : random_.between(2, 5), "  ", true))
        record.fields.push_back(std::move(field));
    const int groups = main ? random_.between(4, 7) : 2;
    std::vector<std::pair<std::string, std::vector<int>>> classes;
    for (int i = 0; i < groups; ++i) {
        const int together = random_.chance(30) ? 2 : 1;
        std::vector<int> here;
        std::string names;
        bool lasting = random_.chance(35) || (main && i == 1);
        for (int k = 0; k < together; ++k) {
            EventShape event;
            event.name = shape_.fresh("事");
            event.lasting = lasting;
            names += (k > 0 ? "、" : "") + event.name;
            here.push_back(static_cast<int>(record.events.size()));
            record.events.push_back(std::move(event));
        }
        std::string text = "  事件 " + names;
        if (random_.chance(20)) text += " 一次";
        if (lasting) text += " 有起止";
        if (random_.chance(together > 1 ? 60 : 20)) {
            const bool fresh = classes.empty() || random_.chance(60);
            if (fresh) classes.push_back({shape_.fresh("类"), {}});
            auto& chosen = fresh ? classes.back() : classes[random_.below(classes.size())];
            chosen.second.insert(chosen.second.end(), here.begin(), here.end());
            text += " 属于 " + chosen.first;
        }
        if (i > 0 && random_.chance(30)) {
            const int spent = random_.below(static_cast<int>(record.events.size()));
            for (const int one : here) record.events[static_cast<std::size_t>(one)].voids.push_back(spent);
            text += " 使 " + record.events[static_cast<std::size_t>(spent)].name + " 失效";
        }
        if (random_.chance(6)) text += " 别名 “y" + std::to_string(i) + "”";
        line(text);
        if (random_.chance(75)) {
            const std::vector<FieldShape> own = fields(random_.between(1, 3), "    ", false);
            for (const int one : here) record.events[static_cast<std::size_t>(one)].fields = own;
        }
    }
    for (auto& [name, members] : classes) {
        EventShape event;
        event.name = name;
        event.is_class = true;
        event.members = members;
        const auto of = [&](int member) -> const EventShape& {
            return record.events[static_cast<std::size_t>(member)];
        };
        event.lasting = std::all_of(members.begin(), members.end(), [&](int one) { return of(one).lasting; });
        for (const FieldShape& field : of(members.front()).fields)
            if (std::all_of(members.begin(), members.end(), [&](int one) {
                    const auto& theirs = of(one).fields;
                    return std::any_of(theirs.begin(), theirs.end(),
                                       [&](const FieldShape& other) { return other.name == field.name; });
                }))
                event.fields.push_back(field);
        record.events.push_back(std::move(event));
    }
    shape_.records.push_back(std::move(record));
}

void Declarations::records() {
    const int nested = random_.between(1, 2);
    for (int i = 0; i < nested; ++i) nested_record();
    shape_.main_record = static_cast<int>(shape_.records.size());
    case_record(true);
    if (random_.chance(20)) case_record(false);
}

Scene Declarations::scene_of(int record, int place) const {
    Scene scene;
    scene.record = record;
    scene.place = place;
    if (record >= 0) scene.frames.push_back({of_record(record), "本案", false});
    return scene;
}

}  // namespace fadu::differential
