#include "generate/log.hpp"

#include <array>

#include <fmt/format.h>

namespace fadu::bench {
namespace {

constexpr std::array<std::string_view, 12> clerks{"王敏", "李强", "张伟", "刘洋", "陈静", "杨帆",
                                                  "赵磊", "黄丽", "周涛", "吴芳", "徐明", "孙艳"};

class LogMaker {
  public:
    LogMaker(std::uint64_t seed, std::uint64_t number, std::string& out)
        : random_(seed ^ 0x106U, number), number_(number), out_(out) {
        day_ = time::make_day(2022, 1, 4) + std::chrono::days{random_.below(1200)};
    }

    void run() {
        event("申请", 0);
        if (random_.chance(120)) event("补正", random_.between(1, 5));
        event("受理", random_.between(0, random_.chance(950) ? 5 : 12));
        if (random_.chance(970)) event("审查", random_.between(0, random_.chance(950) ? 6 : 20));
        if (random_.chance(350)) event("现场核查", random_.between(1, 8));
        if (random_.chance(60)) event("听证", random_.between(5, 20));
        if (random_.chance(20)) return;
        event("决定", random_.between(random_.chance(50) ? 0 : 2, random_.chance(950) ? 12 : 40));
        if (random_.chance(10)) event("审查", 1);
        if (random_.chance(8)) event("决定", random_.between(1, 9));
        const bool filed_early = random_.chance(15);
        if (filed_early) event("归档", 1);
        if (random_.chance(980)) event("送达", random_.between(0, random_.chance(950) ? 9 : 30));
        if (random_.chance(900) && !filed_early) event("归档", random_.between(1, 40));
    }

  private:
    void event(std::string_view activity, int days_later) {
        day_ += std::chrono::days{days_later};
        if (day_ > as_of()) return;
        fmt::format_to(std::back_inserter(out_), "许{:07},{},{},{},{}\n", number_ + 1, activity, time::to_string(day_),
                       random_.pick(clerks), random_.between(100, 90000));
    }

    Random random_;
    std::uint64_t number_;
    time::Day day_{};
    std::string& out_;
};

}  // namespace

std::string make_log(std::size_t cases, std::uint64_t seed) {
    std::string out = "案件号,活动,时间,经办,金额\n";
    for (std::size_t i = 0; i < cases; ++i) LogMaker(seed, i, out).run();
    return out;
}

}  // namespace fadu::bench
