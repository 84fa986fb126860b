// Cases as JSON in all the ways that people and programs write them, some of them wrong: what the property of the reader is
// tested with.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "../engine/random_cases.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::test {

class Scribe {
  public:
    /// `mistakes`: how many values in a hundred are none of their field's.
    Scribe(const model::Rulebook& rulebook, unsigned seed, int mistakes)
        : rulebook_(rulebook), random_(rulebook, seed), mistakes_(mistakes) {}

    std::string write(int record) {
        const model::Record& shape = rulebook_.records[static_cast<std::size_t>(record)];
        escaped_ = random_.chance(20);
        spaced_ = random_.chance(30);
        shuffled_ = random_.chance(30);
        Members members;
        if (random_.chance(50)) members.emplace_back("记录", text(random_.chance(mistakes_) ? "没有" : shape.name));
        fields(shape.fields, members);
        const bool by_key = random_.chance(30);
        std::string list;
        for (std::size_t kind = 0; kind < shape.events.size(); ++kind) {
            const model::EventKind& event = shape.events[kind];
            if ((event.is_class || event.deemed) && !random_.chance(mistakes_)) continue;
            std::string own;
            for (int n = random_.below(event.once && !random_.chance(mistakes_) ? 2 : 3); n > 0; --n) {
                std::string& to = by_key ? own : list;
                to += (to.empty() ? "" : comma()) + occurrence(event, !by_key);
            }
            if (by_key && random_.chance(70))
                members.emplace_back(event.name, own.empty() ? any({"null", "false", "true", "[]"}) : "[" + own + "]");
        }
        if (!by_key) members.emplace_back("事件", "[" + list + "]");
        if (random_.chance(50)) members.emplace_back("事件齐全", complete(shape));
        if (random_.chance(3)) members.emplace_back("按记载顺序", any({"true", "false"}));
        if (random_.chance(mistakes_)) members.emplace_back("没有这个", "1");
        if (random_.chance(mistakes_)) members.push_back(members[static_cast<std::size_t>(below(members))]);
        return object(members);
    }

    Generator& random() { return random_; }

  private:
    using Members = std::vector<std::pair<std::string, std::string>>;

    template <class List>
    int below(const List& list) {
        return random_.below(static_cast<int>(list.size()));
    }
    std::string any(std::initializer_list<const char*> choices) {
        return choices.begin()[random_.below(static_cast<int>(choices.size()))];
    }
    std::string comma() const { return spaced_ ? ", " : ","; }

    std::string text(const std::string& content) {
        std::string out = "\"";
        for (std::size_t at = 0; at < content.size();) {
            const text::CodePoint point = text::decode(content, at);
            const auto c = static_cast<unsigned>(point.value);
            char unit[16];
            if (c == '"' || c == '\\') {
                out += '\\';
                out += static_cast<char>(c);
            } else if ((escaped_ && c >= 0x80 && c < 0x10000) || c < 0x20 ||
                       (c < 0x10000 && random_.below(1000) == 0)) {
                std::snprintf(unit, sizeof unit, random_.chance(1) ? "\\u%04X" : "\\u%04x", c);
                out += unit;
            } else {
                out += content.substr(at, point.bytes);
            }
            at += point.bytes;
        }
        return out + "\"";
    }

    std::string object(Members members) {
        if (shuffled_)
            for (std::size_t i = members.size(); i > 1; --i)
                std::swap(members[i - 1], members[static_cast<std::size_t>(random_.below(static_cast<int>(i)))]);
        std::string out = "{";
        for (const auto& [key, value] : members)
            out += (out.size() > 1 ? comma() : "") + text(key) + (spaced_ ? ": " : ":") + value;
        return out + (spaced_ && random_.chance(20) ? " }" : "}");
    }

    std::string date() {
        const time::Day day = random_.day();
        const std::string plain = time::to_string(day);
        switch (random_.below(12)) {
            case 0: return text(plain + "T10:30");
            case 1: return text(plain + " 23:59:59");
            case 2: return text(plain + "T08:00:00Z");
            case 3: return text(plain.substr(0, 4) + "年5月3日");
            default: return text(plain);
        }
    }

    std::string scalar(const model::Type& type) {
        if (random_.chance(mistakes_))
            return any({"1", "true", "\"x\"", "{}", "[]", "-0.5", "\"\"", "[null]", "01", "1e3"});
        switch (type.kind) {
            case model::TypeKind::boolean:
                return any({"true", "false", "true", "false", "\"是\"", "\"否\"", "\"yes\""});
            case model::TypeKind::integer: return any({"0", "1", "-2", "17", "\"3\"", "100000000000", "2.0", "1e2"});
            case model::TypeKind::money:
                return any({"0", "50", "100.5", "99.99", "\"3000元\"", "\"1.2万元\"", "1e3", "0.10"});
            case model::TypeKind::decimal:
            case model::TypeKind::ratio: return any({"0", "0.25", "1.5", "-3.125", "\"1/3\"", "0.1234567", "\"0.5\""});
            case model::TypeKind::text:
                return any({"\"张三\"", "\"李四\"", "\"现场\"", "\"急\"", "\"\"", "12", "\"无名\"", "\"Ａe\xCC\x81\"",
                            "\" a \"", "\"a\\nb\"", "\"无\"", "\"\\u5f20\\u4e09\""});
            case model::TypeKind::date: return random_.chance(85) ? text(time::to_string(random_.day())) : date();
            case model::TypeKind::moment: return date();
            case model::TypeKind::span: return any({"\"30日\"", "\"1个月\"", "\"7个工作日\""});
            case model::TypeKind::interval: {
                const time::Day first = random_.day();
                const std::string begin = time::to_string(first);
                const std::string end = time::to_string(first + std::chrono::days{random_.below(30)});
                if (random_.chance(20)) return text(begin + "/" + end);
                if (random_.chance(30)) return "[" + text(begin) + comma() + text(end) + "]";
                return object({{any({"起", "begin", "起日"}), text(begin)}, {any({"止", "end"}), text(end)}});
            }
            case model::TypeKind::enumeration: {
                const auto& all = rulebook_.enumerations[static_cast<std::size_t>(type.index)].enumerators;
                return text(all[static_cast<std::size_t>(below(all))]);
            }
            case model::TypeKind::record: {
                Members members;
                fields(rulebook_.records[static_cast<std::size_t>(type.index)].fields, members);
                return object(members);
            }
            default: return "null";
        }
    }

    std::string value(const model::Field& field) {
        if (random_.chance(8)) return "null";
        if (field.may_be_none && random_.chance(20)) return text(any({"无", "none"}));
        if (field.may_be_unascertainable && random_.chance(20)) return text("无法查明");
        if (field.found && random_.chance(10)) return "{\"值\":" + scalar(field.type) + ",\"认定人\":\"甲\"}";
        if (field.type.kind != model::TypeKind::list) return scalar(field.type);
        if (random_.chance(5)) return scalar(field.type.element_type());
        std::string list;
        for (int n = random_.below(4); n > 0; --n)
            list += (list.empty() ? "" : comma()) + (random_.chance(5) ? "null" : scalar(field.type.element_type()));
        return "[" + list + "]";
    }

    void fields(const std::vector<model::Field>& all, Members& members) {
        for (const model::Field& field : all)
            if (random_.chance(70)) members.emplace_back(field.name, value(field));
    }

    std::string occurrence(const model::EventKind& event, bool listed) {
        if (!listed && random_.chance(40)) return random_.chance(15) ? any({"true", "null"}) : date();
        Members members;
        if (listed) members.emplace_back(any({"类型", "type", "类型"}), text(event.name));
        if (random_.chance(90)) members.emplace_back(event.lasting ? "起日" : any({"日期", "日期", "时间"}), date());
        if (random_.chance(event.lasting ? 60 : mistakes_))
            members.emplace_back(
                "止日", random_.chance(20) ? "null" : text("2023-06-" + std::to_string(10 + random_.below(20))));
        if (random_.chance(5)) members.emplace_back("计划", any({"true", "false"}));
        fields(event.fields, members);
        return object(members);
    }

    std::string complete(const model::Record& shape) {
        if (random_.chance(60)) return any({"true", "false", "null", "true"});
        std::string list;
        for (const model::EventKind& event : shape.events)
            if (random_.chance(50)) list += (list.empty() ? "" : comma()) + text(event.name);
        return "[" + list + "]";
    }

    const model::Rulebook& rulebook_;
    Generator random_;
    int mistakes_;
    bool escaped_ = false, spaced_ = false, shuffled_ = false;
};

}  // namespace fadu::test
