#include "generate/cases.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "generate/vocabulary.hpp"

namespace fadu::bench {
namespace {

using time::Day;

constexpr std::array<std::string_view, 40> family_names{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                                        "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
                                                        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
                                                        "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕"};
constexpr std::array<std::string_view, 24> given_names{"伟", "芳",   "建国", "秀英", "敏", "静",   "志强", "丽",
                                                       "磊", "洋",   "艳",   "勇",   "杰", "娟",   "涛",   "明",
                                                       "超", "秀兰", "霞",   "平",   "刚", "桂英", "文",   "海燕"};
constexpr std::array<std::string_view, 8> trades{"商贸有限公司",     "食品有限公司", "百货店",   "餐饮管理有限公司",
                                                 "科技股份有限公司", "建材经营部",   "超市分店", "农产品专业合作社"};

struct Officer {
    std::string name, certificate;
    Day from, until;
};

class CaseMaker {
  public:
    CaseMaker(std::uint64_t seed, std::uint64_t number, const Gaps& gaps)
        : random_(seed, number), number_(number), gaps_(gaps) {}

    Json run() {
        draw_facts();
        draw_events();
        Json json = Json::object();
        json.add("案号", Json::of(fmt::format("罚〔{}〕{:07}", time::year_of(found_), number_ + 1)));
        write_fields(json);
        write_events(json);
        return json;
    }

  private:
    bool kept() { return !random_.chance(gaps_.fields); }
    Day later(Day day, int low, int high) { return day + std::chrono::days{random_.between(low, high)}; }

    void draw_facts() {
        const int party = random_.below(100);
        party_ = party < 50 ? 0 : party < 90 ? 1 : 2;
        summary_ = random_.chance(150);
        region_ = random_.below(10);
        cause_ = random_.below(40);
        // A third of the cases is in progress.
        found_ = random_.chance(350) ? as_of() - std::chrono::days{random_.between(1, 170)}
                                     : time::make_day(2021, 8, 1) + std::chrono::days{random_.below(1575)};
        const int age = random_.below(1000);
        ended_ = found_ - std::chrono::days{age < 930   ? random_.between(0, 300)
                                            : age < 980 ? random_.between(300, 900)
                                                        : random_.between(700, 2300)};
        slight_ = random_.chance(120);
        corrected_ = random_.chance(600);
        harm_ = random_.chance(250) ? 0 : random_.chance(500) ? 1 : random_.chance(800) ? 2 : 3;
        major_ = random_.chance(60);
        complex_ = random_.chance(150);
        grave_ = random_.chance(120);
        const FineRange range = fine_ranges[static_cast<std::size_t>(cause_)];
        const int low = std::max(range.low, 100);
        fine_ = summary_ ? random_.between(1, party_ == 0 ? 4 : 40) * 50
                         : low + (range.high - low) / 100 * random_.below(random_.chance(950) ? 100 : 130);
        if (random_.chance(15)) fine_ = 0;
        for (int i = random_.between(2, 4); i > 0; --i) draw_officer();
    }

    void draw_officer() {
        Officer officer;
        officer.name = person();
        officer.certificate = fmt::format("{:02}{:06}", region_ + 11, random_.below(30000));
        officer.from = found_ - std::chrono::days{random_.between(30, 1500)};
        officer.until = officer.from + std::chrono::days{random_.chance(960) ? random_.between(1700, 2200)
                                                                             : random_.between(60, 1500)};
        officers_.push_back(std::move(officer));
    }

    std::string person() {
        std::string name(random_.pick(family_names));
        name += random_.pick(given_names);
        return name;
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    struct Happening {
        Day day;
        Json json;
    };

    /// An event of the day, or nothing where that lies after the as-of date.
    Json* event(std::string_view kind, Day day, std::optional<Day> end = {}) {
        if (day > as_of()) return nullptr;
        Json json = Json::object();
        json.add("类型", Json::of(kind));
        const bool lasting = kind == "鉴定" || kind == "听证";
        if (!random_.chance(gaps_.dates)) json.add(lasting ? "起日" : "日期", Json::of(time::to_string(day)));
        if (end && *end <= as_of() && !random_.chance(gaps_.dates)) json.add("止日", Json::of(time::to_string(*end)));
        happened_.push_back({day, std::move(json)});
        return &happened_.back().json;
    }

    void flag(Json* to, const char* field, int yes_in_a_thousand) {
        const bool value = random_.chance(yes_in_a_thousand);
        if (to && kept()) to->add(field, Json::of(value));
    }

    void officers(Json* to) {
        Json list = Json::list();
        std::size_t wanted = random_.chance(30) ? 1 : random_.chance(850) ? 2 : officers_.size();
        const auto first = static_cast<std::size_t>(random_.below(static_cast<int>(officers_.size())));
        for (std::size_t i = 0; i < std::min(wanted, officers_.size()); ++i) {
            const Officer& one = officers_[(first + i) % officers_.size()];
            Json person = Json::object();
            if (kept()) person.add("姓名", Json::of(one.name));
            if (kept()) person.add("执法证号", Json::of(one.certificate));
            if (kept()) {
                Json valid = Json::list();
                valid.items = {Json::of(time::to_string(one.from)), Json::of(time::to_string(one.until))};
                person.add("执法证有效期", std::move(valid));
            }
            list.items.push_back(std::move(person));
        }
        if (to && kept()) to->add("办案人员", std::move(list));
    }

    std::string somebody() {
        if (random_.chance(20)) return random_.pick(officers_).name;
        return person();
    }

    Json money(int yuan) {
        if (random_.chance(60)) return Json::literal(fmt::format("{}.{:02}", yuan, random_.below(100)));
        return Json::of(yuan);
    }

    Day evidence(Day filed) {
        Day last = filed;
        for (int i = summary_ ? 1 : random_.between(1, 2); i > 0; --i) {
            last = later(last, summary_ ? 0 : random_.chance(20) ? -3 : 0, summary_ ? 1 : 12);
            Json* step = event(random_.chance(600) ? "询问" : "现场检查", last);
            officers(step);
            flag(step, "制作笔录", 950);
            if (random_.chance(300)) flag(step, "音像记录", 900);
        }
        if (!summary_ && random_.chance(150)) {
            const Day kept_on = later(last, 0, 3);
            officers(event("先行登记保存", kept_on));
            if (random_.chance(900)) event("处理登记保存", later(kept_on, 1, 12));
            if (random_.chance(50)) officers(event("先行登记保存", later(kept_on, 2, 9)));
        }
        if (!summary_ && random_.chance(120)) {
            const Day begin = later(last, 1, 5);
            const Day end = later(begin, 3, 40);
            event("鉴定", begin, end);
            last = end;
        }
        return last;
    }

    Day notice(Day after) {
        Day day = later(after, 1, 25);
        lowest_ = fine_;
        if (!random_.chance(970)) return day;
        const int threshold = party_ == 0 ? hearing_thresholds[static_cast<std::size_t>(region_)].natural
                                          : hearing_thresholds[static_cast<std::size_t>(region_)].other;
        for (int rounds = random_.chance(50) ? 2 : 1; rounds > 0; --rounds) {
            Json* told = event("事先告知", day);
            const int proposed = fine_ + (random_.chance(100) ? fine_ / 10 : random_.chance(20) ? -fine_ / 10 : 0);
            if (told && kept()) told->add("拟罚款", money(proposed));
            flag(told, "告知听证权", proposed >= threshold ? 950 : 100);
            if (rounds > 1) day = later(day, 5, 15);
        }
        heavy_ = fine_ >= threshold;
        if (random_.chance(200)) {
            const Day plea = later(day, 0, 7);
            event("陈述申辩", plea);
            if (random_.chance(900)) event("复核申辩", later(plea, 1, 10));
        }
        if (heavy_ ? random_.chance(350) : random_.chance(10)) day = hearing(day);
        return day;
    }

    Day hearing(Day told) {
        const Day asked = later(told, 1, 9);
        event("申请听证", asked);
        if (!random_.chance(930)) return asked;
        const Day day = later(asked, 12, 25);
        event("通知听证", day - std::chrono::days{random_.between(6, 12)});
        held_ = true;
        Json* held = event("听证", day, later(day, 0, 1));
        const std::string chair = somebody();
        if (held && kept()) held->add("主持人", Json::of(chair));
        return day;
    }

    Day review(Day after) {
        Day day = after;
        if (random_.chance(major_ || complex_ || held_ ? 950 : 100)) {
            day = later(day, random_.chance(60) ? -8 : 1, 8);
            Json* reviewed = event("法制审核", day);
            const std::string reviewer = somebody();
            if (reviewed && kept()) reviewed->add("审核人", Json::of(reviewer));
            flag(reviewed, "审核人有资格", 970);
            const bool agreed = random_.chance(960);
            if (reviewed && kept()) reviewed->add("结论", Json::of(conclusions[agreed ? 0 : 1]));
        }
        if (random_.chance(grave_ ? 940 : 30)) {
            day = later(day, 0, 6);
            event("集体讨论", day);
        }
        return day;
    }

    void draw_events() {
        happened_.reserve(32);  // event() hands out pointers into it
        if (kept()) event("发现线索", found_);
        const Day filed = later(found_, 0, summary_ ? 3 : random_.chance(950) ? 18 : 40);
        event("立案", filed);
        Day day = evidence(filed);
        if (!summary_) {
            day = review(notice(day));
            if (random_.chance(80)) {
                Json* longer = event("延期批准", filed + std::chrono::days{random_.between(60, 100)});
                const int approver = random_.chance(900) ? 0 : 1;
                if (longer && kept()) longer->add("批准人", Json::of(approvers[static_cast<std::size_t>(approver)]));
                day = later(day, 0, 60);
            }
            day = later(day, random_.chance(60) ? 0 : 6, 40);
        }
        if (random_.chance(20)) return;  // no decision in the end
        decide(day);
        if (random_.chance(50) && happened_.size() > 2) {
            const auto i = static_cast<std::size_t>(random_.below(static_cast<int>(happened_.size()) - 1));
            std::swap(happened_[i].day, happened_[i + 1].day);
        }
    }

    void decide(Day day) {
        Json* decision = event("处罚决定", day);
        const int fine = fine_ + (random_.chance(15) ? fine_ / 5 : 0);
        if (decision && kept()) decision->add("罚款", money(fine));
        flag(decision, "说明从轻理由", 700);
        const Day served = later(day, 0, summary_ || random_.chance(900) ? 9 : 30);
        if (random_.chance(970)) event("送达", served);
        if (random_.chance(960)) event("公示", later(day, 0, random_.chance(950) ? 9 : 20));
        Day paid = served;
        if (fine > 0 && random_.chance(960)) {
            paid = later(served, 0, random_.chance(930) ? 15 : 60);
            if (paid > served + std::chrono::days{16} && random_.chance(500)) {
                for (int i = random_.chance(100) ? 2 : 1; i > 0; --i) {
                    Json* added = event("加处罚款", paid);
                    const int days = static_cast<int>((paid - served).count()) - 15;
                    if (added && kept())
                        added->add("加处数额", money(random_.chance(900) ? fine * 3 * days / 100 : fine * days / 20));
                    if (added && kept()) added->add("计罚日数", Json::of(days));
                }
            }
            event("缴纳罚款", paid);
        }
        if (random_.chance(800)) {
            const Day closed = later(std::max(paid, served), random_.chance(30) ? -10 : 0, 20);
            event("结案", closed);
            if (random_.chance(970)) event("归档", later(closed, 1, random_.chance(950) ? 20 : 40));
        }
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    void write_fields(Json& json) {
        const auto add = [&](const char* key, Json value) {
            if (kept()) json.add(key, std::move(value));
        };
        const std::string owner = person();
        const std::string name = party_ == 0 ? owner
                                             : std::string(regions[static_cast<std::size_t>(region_)]) + owner +
                                                   std::string(random_.pick(trades));
        add("案件名称", Json::of(name + std::string(causes[static_cast<std::size_t>(cause_)]) + "案"));
        add("地区", Json::of(regions[static_cast<std::size_t>(region_)]));
        add("当事人类型", Json::of(parties[static_cast<std::size_t>(party_)]));
        if (party_ == 0) {
            const int years = random_.chance(60) ? random_.between(12, 19) : random_.between(20, 70);
            add("出生日期", Json::of(time::to_string(ended_ - std::chrono::days{years * 365 + random_.below(370)})));
        } else {
            add("出生日期", Json::of("无"));
        }
        add("案由", Json::of(causes[static_cast<std::size_t>(cause_)]));
        add("适用程序", Json::of(procedures[summary_ ? 1 : 0]));
        add("违法行为终了日", Json::of(time::to_string(ended_)));
        add("涉及生命健康安全", Json::of(random_.chance(100)));
        add("违法行为轻微", Json::of(slight_));
        add("及时改正", Json::of(corrected_));
        add("危害后果", Json::of(harms[static_cast<std::size_t>(harm_)]));
        add("初次违法", Json::of(random_.chance(500)));
        add("涉案金额", money(random_.between(1, random_.chance(300) ? 1000 : 60000)));
        add("涉及重大公共利益", Json::of(major_));
        add("疑难复杂", Json::of(complex_));
        add("情节复杂或者重大", Json::of(grave_));
        if (random_.chance(150)) add("主动消除危害", Json::of(random_.chance(800)));
        if (random_.chance(20)) add("受胁迫或者诱骗", Json::of(random_.chance(800)));
        if (random_.chance(80)) add("主动供述", Json::of(random_.chance(800)));
        if (random_.chance(20)) add("立功", Json::of(random_.chance(800)));
        add("同一行为已被罚款", Json::of(random_.chance(15)));
        if (random_.chance(100)) add("当事人放弃申辩", Json::of(random_.chance(700)));
    }

    void write_events(Json& json) {
        std::stable_sort(happened_.begin(), happened_.end(),
                         [](const Happening& a, const Happening& b) { return a.day < b.day; });
        if (!random_.chance(gaps_.incomplete)) {
            json.add("事件齐全", Json::of(true));
        } else {
            // All kinds but a few that are not listed: nobody says whether those happened.
            Json complete = Json::list();
            int open = random_.between(1, 4);
            for (const std::string_view kind : event_kinds) {
                const bool listed = std::any_of(happened_.begin(), happened_.end(), [&](const Happening& one) {
                    return one.json.members.front().second.text == kind;
                });
                if (!listed && open > 0 && random_.chance(300))
                    --open;
                else
                    complete.items.push_back(Json::of(kind));
            }
            json.add("事件齐全", std::move(complete));
        }
        Json events = Json::list();
        for (Happening& one : happened_) events.items.push_back(std::move(one.json));
        json.add("事件", std::move(events));
    }

    Random random_;
    std::uint64_t number_;
    Gaps gaps_;
    int party_ = 0, region_ = 0, cause_ = 0, harm_ = 0, fine_ = 0, lowest_ = 0;
    bool summary_ = false, slight_ = false, corrected_ = false, major_ = false, complex_ = false, grave_ = false;
    bool heavy_ = false, held_ = false;
    Day found_{}, ended_{};
    std::vector<Officer> officers_;
    std::vector<Happening> happened_;
};

}  // namespace

time::Day as_of() { return time::make_day(2025, 11, 30); }

Json make_case(std::uint64_t seed, std::uint64_t number, const Gaps& gaps) {
    return CaseMaker(seed, number, gaps).run();
}

Corpus make_corpus(std::size_t cases, Encoding encoding, std::uint64_t seed, const Gaps& gaps) {
    Corpus corpus;
    corpus.begins.reserve(cases + 1);
    corpus.text.reserve(cases * (encoding == Encoding::escaped ? 2800 : 1800) + 4096);
    for (std::size_t i = 0; i < cases; ++i) {
        corpus.begins.push_back(corpus.text.size());
        Random shuffle(seed ^ 0x5EEDU, i);
        write(make_case(seed, i, gaps), encoding, shuffle, corpus.text);
        corpus.text += '\n';
    }
    corpus.begins.push_back(corpus.text.size());
    corpus.text.append(64, ' ');
    return corpus;
}

}  // namespace fadu::bench
