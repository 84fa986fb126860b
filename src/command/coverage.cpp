// fadu coverage: each source article by article, as text, Markdown or JSON.
#include "command/arguments.hpp"
#include "command/coverage_table.hpp"
#include "findings/json_writer.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(Which articles of each source are encoded, and by what; which are 不可译 (untranslatable), and why; which are not yet encoded
(needs 条文 第一条 至 第N条 in the source's declaration).
Example / 例:
  fadu coverage -r rules/cn/administrative-penalty
  fadu coverage -r rules/cn/administrative-penalty --format markdown > COVERAGE.md)";

struct Arguments {
    std::vector<std::string> rules;
    std::string format = "text";
};

class Writer {
  public:
    explicit Writer(Session& session) : session_(session) {}

    std::string text(const std::vector<SourceCoverage>& sources) const {
        std::string out;
        for (const SourceCoverage& source : sources) {
            out += source.source + "  " + counts(source) + "\n";
            if (!source.whole.empty())
                out += "  " + word("全文", "as a whole") + "  " + names(source.whole, source.source) + "\n";
            each(source, [&](const std::string& article, const std::string& state, const std::string& what) {
                out += "  " + article + "  " + state + (what.empty() ? "" : word("：", ": ") + what) + "\n";
            });
            out += "\n";
        }
        return out;
    }

    std::string markdown(const std::vector<SourceCoverage>& sources) const {
        std::string out;
        for (const SourceCoverage& source : sources) {
            out += "### " + source.source + "\n\n" + counts(source) + "\n\n";
            out +=
                word("| 条文 | 情况 | 规则或者理由 |", "| article | state | rules or reason |") + "\n|---|---|---|\n";
            if (!source.whole.empty())
                out +=
                    "| " + word("全文", "as a whole") + " | | " + escaped(names(source.whole, source.source)) + " |\n";
            each(source, [&](const std::string& article, const std::string& state, const std::string& what) {
                out += "| " + article + " | " + state + " | " + escaped(what) + " |\n";
            });
            out += "\n";
        }
        return out;
    }

    std::string json(const std::vector<SourceCoverage>& sources) const {
        findings::JsonWriter json;
        json.begin_array();
        for (const SourceCoverage& source : sources) {
            json.begin_object();
            json.member("source", source.source);
            number(json, "articles_in_all", source.article_count);
            number(json, "encoded", static_cast<int>(source.encoded));
            number(json, "untranslatable", static_cast<int>(source.untranslatable));
            number(json, "not_yet", static_cast<int>(source.open));
            json.key("articles");
            json.begin_array();
            for (const ArticleCoverage& article : source.articles) write(json, article);
            json.end_array();
            json.end_object();
        }
        json.end_array();
        return json.take() + "\n";
    }

  private:
    std::string word(std::string_view zh, std::string_view en) const { return session_.word(zh, en); }

    std::string counts(const SourceCoverage& source) const {
        std::string text = word("已编码 ", "encoded ") + std::to_string(source.encoded) +
                           word(" 条，不可译 ", ", untranslatable ") + std::to_string(source.untranslatable) +
                           word(" 条", "");
        if (source.article_count > 0)
            text += word("，未编码 ", ", not yet ") + std::to_string(source.open) + word(" 条，共 ", ", of ") +
                    std::to_string(source.article_count) + word(" 条", "");
        return text;
    }

    std::string kind_name(const std::string& kind) const {
        static const std::map<std::string, std::string> chinese{
            {"rule", "规则"},      {"step", "步骤"},       {"procedure", "程序"}, {"definition", "定义"},
            {"list", "清单"},      {"deem", "视为"},       {"exception", "例外"}, {"state_table", "状态表"},
            {"indicator", "指标"}, {"scorecard", "评查表"}};
        const auto found = chinese.find(kind);
        return session_.language() == text::Language::zh && found != chinese.end() ? found->second : kind;
    }

    std::string names(const std::vector<CoveredBy>& by, const std::string& article) const {
        std::string text;
        for (const CoveredBy& one : by) {
            text += (text.empty() ? "" : word("；", "; ")) + kind_name(one.kind) + " " + one.name;
            const std::string part = one.place.starts_with(article) ? one.place.substr(article.size()) : one.place;
            if (!part.empty()) text += word("（", " (") + part + word("）", ")");
        }
        return text;
    }

    /// A row an article; articles not yet encoded that follow one another share a row.
    template <class Row>
    void each(const SourceCoverage& source, const Row& row) const {
        const auto& articles = source.articles;
        for (std::size_t i = 0; i < articles.size(); ++i) {
            if (articles[i].open()) {
                std::size_t last = i;
                while (last + 1 < articles.size() && articles[last + 1].open()) ++last;
                row(articles[i].article + (last > i ? word("至", " to ") + articles[last].article : ""),
                    word("未编码", "not yet encoded"), "");
                i = last;
                continue;
            }
            std::string reasons;
            for (const std::string& reason : articles[i].untranslatable)
                reasons += (reasons.empty() ? "" : word("；", "; ")) + reason;
            const bool partly = articles[i].encoded() && !reasons.empty();
            const std::string state = partly ? word("已编码，部分不可译", "encoded, in part untranslatable")
                                      : articles[i].encoded() ? word("已编码", "encoded")
                                                              : word("不可译", "untranslatable");
            const std::string by = names(articles[i].by, articles[i].article);
            row(articles[i].article, state,
                partly ? by + word("；不可译：", "; untranslatable: ") + reasons : by + reasons);
        }
    }

    static std::string escaped(std::string text) {
        for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
        return text;
    }

    static void number(findings::JsonWriter& json, std::string_view name, int value) {
        json.key(name);
        json.integer(value);
    }

    static void write(findings::JsonWriter& json, const ArticleCoverage& article) {
        json.begin_object();
        json.member("article", article.article);
        number(json, "number", article.number);
        json.member("state", article.encoded() ? "encoded" : article.open() ? "not_yet" : "untranslatable");
        json.key("by");
        json.begin_array();
        for (const CoveredBy& one : article.by) {
            json.begin_object();
            json.member("kind", one.kind);
            json.member("name", one.name);
            json.member("article", one.place);
            json.end_object();
        }
        json.end_array();
        json.key("reasons");
        json.begin_array();
        for (const std::string& reason : article.untranslatable) json.string(reason);
        json.end_array();
        json.end_object();
    }

    Session& session_;
};

int coverage(Session& session, const Arguments& arguments) {
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const std::vector<SourceCoverage> sources = coverage_of(rules->rulebook());
    const Writer writer(session);
    session.output.write(arguments.format == "json"       ? writer.json(sources)
                         : arguments.format == "markdown" ? writer.markdown(sources)
                                                          : writer.text(sources));
    return exit_clean;
}

}  // namespace

void add_coverage(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("coverage", "Which articles are encoded, which are not and why / 条文编码情况");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    command->add_option("--format", arguments->format, "text, markdown or json (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "markdown", "json"}));
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return coverage(session, *arguments); }; });
}

}  // namespace fadu::command
