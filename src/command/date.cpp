// fadu date: due days by a law's own way of counting, day by day if asked.
#include "command/arguments.hpp"
#include "fadu/time/argument.hpp"
#include "fadu/time/explain.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(PERIOD: +5wd (working days), +90d (days as the law counts), +90cd (calendar days), +3m, +2y; -7wd counts backward. In Chinese:
5个工作日, 90日, 3个月, 7日前. The first day is not counted. Beyond the years of the calendar nothing is guessed: exit code 2.
Example / 例:
  fadu date 2023-01-18 +5wd --explain
  fadu date 2023-07-10 7日 -r rules/cn/administrative-penalty --policy 《行政处罚法》（2021）
  fadu date 2023-06-20 -7d --backward both-ends)";

struct Arguments {
    std::vector<std::string> rules, exclusions;
    std::string day, period, policy, calendar, roll, backward;
    bool explain = false, full = false;
};

/// 《行政处罚法》（2021） or 行政处罚法（2021）: the title and the version.
std::pair<std::string, std::string> title_and_version(std::string name) {
    for (const std::string_view mark : {"《", "》"})
        if (const auto at = name.find(mark); at != std::string::npos) name.erase(at, mark.size());
    std::string version;
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
        const auto at = name.find(open);
        const auto end = name.rfind(close);
        if (at == std::string::npos || end == std::string::npos || end < at) continue;
        version = name.substr(at + open.size(), end - at - open.size());
        name.resize(at);
        break;
    }
    return {name, version};
}

bool policy_of_source(const Session& session, const Arguments& arguments, time::CountingPolicy& policy) {
    if (arguments.policy.empty()) return true;
    if (arguments.rules.empty()) {
        session.error({"--policy 需要用 -r 指明写有该法源的规则文件",
                       "--policy needs -r: the rule files that declare the source"});
        return false;
    }
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return false;
    const auto [title, version] = title_and_version(arguments.policy);
    const int found = rules->rulebook().find_source(title, version);
    if (found < 0) {
        std::vector<std::string> names;
        for (const model::Source& source : rules->rulebook().sources) names.push_back(source.full_name());
        const auto near = text::nearest(arguments.policy, names);
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : "、") + name;
        session.error({"没有法源“" + arguments.policy + "”；" + (near ? "是否指" + *near : "有：" + all),
                       "there is no source \"" + arguments.policy + "\"; " +
                           (near ? "did you mean " + *near + "?" : "there are: " + all)});
        return false;
    }
    policy = rules->rulebook().sources[static_cast<std::size_t>(found)].policy;
    return true;
}

std::optional<std::vector<time::Exclusion>> read_exclusions(const Session& session,
                                                            const std::vector<std::string>& given) {
    std::vector<time::Exclusion> exclusions;
    for (const std::string& one : given) {
        const auto dots = one.find("..");
        const auto first = time::parse_day(one.substr(0, dots));
        const auto last = dots == std::string::npos ? first : time::parse_day(one.substr(dots + 2));
        if (!first || !last) {
            session.error({"--excluding 应写作 起日..止日：" + one, "--excluding takes DATE..DATE: " + one});
            return std::nullopt;
        }
        exclusions.push_back({*first, *last, session.word("不计入期限", "excluded")});
    }
    return exclusions;
}

int date(Session& session, const Arguments& arguments) {
    const auto day = read_day(session, arguments.day, "DATE");
    if (!day) return exit_failed;
    const auto period = time::parse_period_argument(unprotected(arguments.period));
    if (!period) {
        session.error(period.error());
        return exit_failed;
    }
    time::CountingPolicy policy;
    if (!policy_of_source(session, arguments, policy)) return exit_failed;
    if (arguments.roll == "none") policy.roll = time::Roll::none;
    if (arguments.roll == "public-holidays") policy.roll = time::Roll::public_holidays;
    if (arguments.roll == "rest-days") policy.roll = time::Roll::rest_days;
    if (arguments.backward == "one-end") policy.backward = time::Backward::one_end;
    if (arguments.backward == "both-ends") policy.backward = time::Backward::both_ends;
    const auto exclusions = read_exclusions(session, arguments.exclusions);
    if (!exclusions) return exit_failed;
    std::optional<time::Calendar> own;
    if (!arguments.calendar.empty()) {
        own = read_calendar(session, arguments.calendar);
        if (!own) return exit_failed;
    }
    const time::Calendar& calendar = own ? *own : time::Calendar::china();
    const time::Explain wanted = arguments.explain || arguments.full ? time::Explain::yes : time::Explain::no;
    const auto count = period->direction == time::Direction::forward
                           ? time::due_day(*day, period->period, policy, calendar, *exclusions, wanted)
                           : time::latest_day_before(*day, period->period, policy, calendar, wanted);
    if (!count) {
        session.error(count.error().message());
        return exit_failed;
    }
    for (const std::string& line :
         time::explain(*count, session.language(), arguments.full ? time::Detail::full : time::Detail::brief))
        session.output.write(line + "\n");
    session.output.write(time::to_string(count->due) + "\n");
    return exit_clean;
}

}  // namespace

void add_date(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("date", "Counts a period from a day / 计算期限");
    command->footer(footer);
    command->add_option("date", arguments->day, "The day from which to count, itself not counted / 起算日")->required();
    command->add_option("period", arguments->period, "+5wd, -7wd, +90d, +3m, 7个工作日, 7日前 / 期限")->required();
    add_rules(*command, arguments->rules, false);
    command->add_option("--policy", arguments->policy, "Counts as this source does (needs -r) / 按法源的计算方法");
    command
        ->add_option("--roll", arguments->roll,
                     "Where the last day may not fall: none, public-holidays or rest-days / 顺延")
        ->check(CLI::IsMember({"none", "public-holidays", "rest-days"}));
    command
        ->add_option("--backward", arguments->backward,
                     "Which ends stay out when counting backward: one-end or both-ends / 倒计")
        ->check(CLI::IsMember({"one-end", "both-ends"}));
    command
        ->add_option("--excluding", arguments->exclusions,
                     "Days left out: DATE..DATE, may be repeated / 不计入期限的日期")
        ->allow_extra_args(false);
    command->add_option("--calendar", arguments->calendar,
                        "Holiday calendar to use instead of the built-in one / 节假日历文件");
    command->add_flag("--explain", arguments->explain,
                      "Shows what was counted and why, days of one kind together / 逐日说明");
    command->add_flag("--full", arguments->full, "The same with a line for every day / 每日一行");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return date(session, *arguments); }; });
}

}  // namespace fadu::command
