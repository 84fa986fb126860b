// fadu score: cases against a scorecard (评查表), all of them or a sample.
#include <charconv>

#include "command/arguments.hpp"
#include "fadu/findings/scores.hpp"
#include "fadu/findings/write_json.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(A sample is drawn without replacement; the same seed draws the same cases on every machine, in any number of runs. Cases
not drawn still count where a scorecard asks for rules over many cases.
Exit codes: 0 no veto and the worst grade never certain, 1 a case vetoed or of the worst grade, 2 could not run or nothing
could be read.
Example / 例:
  fadu score rules --cases cases.ndjson --as-of 2023-12-31
  fadu score rules --cases cases.ndjson --as-of 2023-12-31 --sample 10% --seed 20231231 --by 机关 --format csv)";

struct Arguments {
    std::vector<std::string> rules, more, cases;
    std::string format = "text";
    std::string card, sample, by;
    std::optional<std::uint64_t> seed;
    CaseArguments reading;
};

std::optional<engine::SampleSize> read_size(const Session& session, std::string text) {
    engine::SampleSize size;
    const bool percent = text.ends_with("%") || text.ends_with("％");
    if (percent) text.resize(text.size() - (text.ends_with("%") ? 1 : std::string_view("％").size()));
    std::uint64_t whole = 0;
    std::uint64_t parts = 0;
    std::int64_t places = 1;
    const auto point = text.find('.');
    const std::string digits = text.substr(0, point);
    const auto read = [](const std::string& from, std::uint64_t& into) {
        const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), into);
        return error == std::errc() && end == from.data() + from.size() && !from.empty();
    };
    bool good = read(digits, whole);
    if (good && point != std::string::npos) {
        const std::string rest = text.substr(point + 1);
        good = percent && rest.size() <= 6 && read(rest, parts);
        for (std::size_t i = 0; i < rest.size() && good; ++i) places *= 10;
    }
    if (good && percent) {
        good = whole < 100 || (whole == 100 && parts == 0);
        if (good)
            size.share = model::Number::of(static_cast<std::int64_t>(whole) * places + static_cast<std::int64_t>(parts),
                                           places * 100);
    } else if (good) {
        size.count = whole;
    }
    if (good && (size.count || size.share)) return size;
    session.error(
        {"--sample 应写件数或者百分比（例：20、10%）", "--sample takes a number or a percentage (such as 20, 10%)"});
    return std::nullopt;
}

/// What a case has in the field, as text; "" where it is not known.
std::optional<std::vector<std::string>> strata_of(const Session& session, const Rules& rules, const std::string& field,
                                                  const std::vector<std::shared_ptr<const facts::Case>>& cases) {
    std::vector<std::string> strata;
    const findings::Wording wording{&rules.rulebook(), &rules.sources(), text::Language::zh};
    for (const auto& value : cases) {
        const model::Record& record = rules.rulebook().records[static_cast<std::size_t>(value->root.record)];
        const int index = record.find_field(field);
        if (index < 0) {
            std::vector<std::string> names;
            for (const model::Field& known : record.fields) names.push_back(known.name);
            const auto near = text::nearest(field, names);
            session.error({"“" + record.name + "”没有字段“" + field + "”" + (near ? "；是否指“" + *near + "”" : ""),
                           "\"" + record.name + "\" has no field \"" + field + "\"" +
                               (near ? "; did you mean \"" + *near + "\"?" : "")});
            return std::nullopt;
        }
        const auto place = static_cast<std::size_t>(index);
        strata.push_back(findings::describe(value->root.slots[place], record.fields[place].type, wording));
    }
    return strata;
}

class Scorer {
  public:
    Scorer(Session& session, RulesPointer rules, const CaseSettings& settings, const Arguments& arguments, int card)
        : session_(session),
          rules_(std::move(rules)),
          settings_(settings),
          arguments_(arguments),
          card_(card),
          tally_(rules_->rulebook().scorecards[static_cast<std::size_t>(card)]) {
        options_.language = session.language();
        options_.colour = session.colour_of_output();
    }

    void begin(const findings::SampleNote* sample) {
        const std::string& format = arguments_.format;
        if (format == "json")
            session_.output.write(findings::scores_json_begin(rules_->receipt(settings_.options), sample));
        else if (format == "csv")
            session_.output.write(findings::scores_csv_heading());
        else if (sample != nullptr)
            session_.output.write(session_.word("抽样 ", "Sample ") + std::to_string(sample->drawn) +
                                  session_.word(" 件，共 ", " of ") + std::to_string(sample->population) +
                                  session_.word(" 件（种子 ", " (seed ") + std::to_string(sample->seed) +
                                  (sample->by.empty() ? "" : session_.word("，分层：", ", by ") + sample->by) +
                                  session_.word("）", ")") + "\n");
    }

    void add(const findings::CaseFindings& checked, const engine::OutcomesByCase* batch) {
        const findings::CaseScore score = rules_->score(checked, card_, settings_.options, batch);
        const model::Scorecard& card = rules_->rulebook().scorecards[static_cast<std::size_t>(card_)];
        const bool worst =
            card.grades.size() > 1 && score.grades.size() == 1 && score.grades.front() == card.grades.back().name;
        failed_ = failed_ || score.vetoed || worst;
        tally_.add(score);
        const std::string& format = arguments_.format;
        if (format == "json")
            session_.output.write((tally_.cases > 1 ? ",\n" : "") + findings::score_json(score));
        else if (format == "csv")
            session_.output.write(findings::write_csv(score));
        else
            session_.output.write(findings::write_text(score, options_));
    }

    void end() {
        if (arguments_.format == "json") session_.output.write(findings::scores_json_end());
        if (arguments_.format == "text") session_.output.write(findings::write_text(tally_, options_));
    }

    bool failed() const { return failed_; }

  private:
    Session& session_;
    RulesPointer rules_;
    const CaseSettings& settings_;
    const Arguments& arguments_;
    int card_;
    findings::TextOptions options_;
    findings::ScoreTally tally_;
    bool failed_ = false;
};

int score(Session& session, const Arguments& arguments) {
    std::vector<std::string> paths = arguments.rules;
    paths.insert(paths.end(), arguments.more.begin(), arguments.more.end());
    if (paths.empty()) {
        session.error({"请指明规则文件或者目录", "name rule files or a directory"});
        return exit_failed;
    }
    std::optional<engine::SampleSize> size;
    if (!arguments.sample.empty()) {
        size = read_size(session, arguments.sample);
        if (!size) return exit_failed;
        if (!arguments.seed) {
            session.error({"抽样须写种子（--seed 整数），同样的种子抽出同样的案件",
                           "a sample needs a seed (--seed NUMBER); the same seed draws the same cases"});
            return exit_failed;
        }
    }
    const RulesPointer rules = load_rules(session, paths);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    const auto card = rules->scorecard(arguments.card);
    if (!card) {
        session.error(card.error());
        return exit_failed;
    }
    const model::Scorecard& scorecard = rules->rulebook().scorecards[static_cast<std::size_t>(*card)];
    const bool waits = engine::reads_batch(scorecard, rules->rulebook());
    const bool keeps = waits || size;  // without, a case is scored and forgotten

    Scorer scorer(session, rules, *settings, arguments, *card);
    if (!keeps) scorer.begin(nullptr);
    BatchCheck batch(rules, settings->options);
    std::vector<std::shared_ptr<const facts::Case>> cases;
    Progress progress(session.language());
    std::size_t seen = 0, others = 0, skipped = 0;
    bool unreadable = false, errors = false;
    for (const std::string& path : arguments.cases) {
        const auto outcome =
            read_cases(session, *rules, *settings, arguments.reading.input_format, path, [&](facts::Case&& value) {
                progress.step(++seen);
                if (value.root.record != scorecard.record) {
                    ++others;
                    return true;
                }
                auto shared = std::make_shared<const facts::Case>(std::move(value));
                if (keeps)
                    cases.push_back(std::move(shared));
                else
                    scorer.add(rules->check(std::move(shared), settings->options), nullptr);
                return !session.output.broken();
            });
        unreadable = unreadable || !outcome.readable;
        errors = errors || outcome.errors;
        skipped += outcome.skipped;
    }
    if (keeps) {
        std::vector<std::string> strata(cases.size());
        if (!arguments.by.empty()) {
            auto read = strata_of(session, *rules, arguments.by, cases);
            if (!read) return exit_failed;
            strata = std::move(*read);
        }
        const std::vector<std::size_t> drawn =
            engine::draw_sample(strata, size.value_or(engine::SampleSize{}), arguments.seed.value_or(0));
        if (waits)
            for (const auto& value : cases) batch.add(value, {});
        const findings::SampleNote note{cases.size(), drawn.size(), arguments.sample, arguments.by,
                                        arguments.seed.value_or(0)};
        scorer.begin(size ? &note : nullptr);
        for (const std::size_t i : drawn) {
            if (session.output.broken()) break;
            scorer.add(rules->check(cases[i], settings->options), waits ? &batch.outcomes() : nullptr);
        }
    }
    scorer.end();
    session.output.flush();
    if (skipped > 0)
        session.note({"有 " + std::to_string(skipped) + " 条记录未能读取",
                      std::to_string(skipped) + " records could not be read"});
    if (others > 0)
        session.note(
            {"有 " + std::to_string(others) + " 件不是评查表所评的记录，没有评分",
             std::to_string(others) + " cases are of another record than the scorecard's and were not scored"});
    if (unreadable || (seen == 0 && errors)) return exit_failed;
    return scorer.failed() ? exit_found : exit_clean;
}

}  // namespace

void add_score(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("score", "Scores cases by a scorecard / 案卷评查");
    command->footer(footer);
    add_rules(*command, arguments->rules, false);
    command->add_option("paths", arguments->more, "Rule files or directories / 规则文件或者目录");
    add_case_files(*command, arguments->cases)->required();
    add_case_arguments(*command, arguments->reading);
    command->add_option("--card", arguments->card, "The scorecard, where there are several / 用哪一个评查表");
    auto* sample = command->add_option("--sample", arguments->sample,
                                       "Draws so many cases, or such a part: 20, 10% (rounded up) / 抽样件数或者比例");
    command->add_option("--seed", arguments->seed, "Seed of the sample / 抽样种子")->needs(sample);
    command->add_option("--by", arguments->by, "Draws from each group of this field / 按字段分层抽样")->needs(sample);
    command->add_option("--format", arguments->format, "text, json or csv (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json", "csv"}));
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return score(session, *arguments); }; });
}

}  // namespace fadu::command
