#include "command/coverage_table.hpp"

#include <algorithm>

#include "model/literals.hpp"

namespace fadu::command {
namespace {

class Collector {
  public:
    explicit Collector(const model::Rulebook& rulebook) : rulebook_(rulebook), sources_(rulebook.sources.size()) {
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const model::Source& source = rulebook.sources[i];
            sources_[i].source = source.full_name();
            sources_[i].article_count = std::min(source.article_count, 9999);
            for (int number = 1; number <= sources_[i].article_count; ++number)
                sources_[i].articles.push_back({"第" + chinese_number(number) + "条", number, {}, {}});
        }
    }

    std::vector<SourceCoverage> operator()() {
        for (const model::Definition& one : rulebook_.definitions) cite(one.citations, "definition", one.name);
        for (const model::List& list : rulebook_.lists) {
            cite(list.citations, "list", list.name);
            for (const model::ListRow& row : list.rows) cite(row.citations, "list", list.name);
        }
        for (const model::Deem& one : rulebook_.deems) cite(one.citations, "deem", one.name);
        for (const model::NormReference& norm : rulebook_.order) {
            const auto index = static_cast<std::size_t>(norm.index);
            if (norm.is_procedure)
                procedure(rulebook_.procedures[index]);
            else if (norm.is_state_table)
                cite(rulebook_.state_tables[index].citations, "state_table", rulebook_.state_tables[index].name);
            else
                candidates(index);
        }
        for (const model::Indicator& one : rulebook_.indicators) cite(one.citations, "indicator", one.name);
        for (const model::Scorecard& one : rulebook_.scorecards) cite(one.citations, "scorecard", one.name);
        for (const model::Untranslatable& one : rulebook_.untranslatables) untranslatable(one);
        for (SourceCoverage& source : sources_) {
            std::stable_sort(source.articles.begin(), source.articles.end(), [](const auto& a, const auto& b) {
                return (a.number == 0 ? 10000 : a.number) < (b.number == 0 ? 10000 : b.number);
            });
            for (const ArticleCoverage& article : source.articles) {
                if (article.encoded())
                    ++source.encoded;
                else if (!article.open())
                    ++source.untranslatable;
                else
                    ++source.open;
            }
        }
        return std::move(sources_);
    }

  private:
    /// All rules of one name, each with its own source, and the exceptions to them from elsewhere.
    void candidates(std::size_t first) {
        const int slot = rulebook_.rules[first].slot;
        if (slot < 0) return rule(rulebook_.rules[first]);
        for (const int candidate : rulebook_.slots[static_cast<std::size_t>(slot)].candidates)
            rule(rulebook_.rules[static_cast<std::size_t>(candidate)]);
    }

    void rule(const model::Rule& one) {
        cite(one.citations, one.exception.empty() ? "rule" : "exception",
             one.exception.empty() ? one.name : one.exception);
        for (const model::Exception& exception : one.exceptions) cite(exception.citations, "exception", exception.name);
    }

    void procedure(const model::Procedure& procedure) {
        cite(procedure.citations, "procedure", procedure.name);
        for (const model::Step& step : procedure.steps) {
            const std::string name = procedure.name + "·" + step.name;
            cite(step.citations, "step", name);
            for (const model::Rule& duty : step.duties) {
                cite(duty.citations, "step", name);
                for (const model::Exception& exception : duty.exceptions)
                    cite(exception.citations, "exception", exception.name);
            }
        }
    }

    ArticleCoverage& at(SourceCoverage& source, const std::string& article) {
        const int number = article.starts_with("第") ? model::detail::article_number(article) : 0;
        const std::string name = number > 0 ? "第" + chinese_number(number) + "条" : article;
        for (ArticleCoverage& known : source.articles)
            if (number > 0 ? known.number == number : known.article == name) return known;
        source.articles.push_back({name, number, {}, {}});
        return source.articles.back();
    }

    /// 第四十三条第二款、第三款: the second is a paragraph of the article before it.
    static std::vector<std::string> in_full(std::vector<std::string> articles) {
        std::string article;
        for (std::string& one : articles) {
            if (const auto end = one.find("条"); one.starts_with("第") && end != std::string::npos)
                article = one.substr(0, end + std::string_view("条").size());
            else if (!article.empty() && one.starts_with("第"))
                one = article + one;
        }
        return articles;
    }

    static void add(std::vector<CoveredBy>& list, CoveredBy one) {
        if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
    }

    void cite(const std::vector<model::Citation>& citations, const std::string& kind, const std::string& name) {
        for (const model::Citation& citation : citations) {
            if (citation.source < 0 || static_cast<std::size_t>(citation.source) >= sources_.size()) continue;
            SourceCoverage& source = sources_[static_cast<std::size_t>(citation.source)];
            if (citation.articles.empty()) add(source.whole, {kind, name, ""});
            for (const std::string& article : in_full(citation.articles))
                add(at(source, article).by, {kind, name, article});
        }
    }

    void untranslatable(const model::Untranslatable& one) {
        if (one.citation.source < 0 || static_cast<std::size_t>(one.citation.source) >= sources_.size()) return;
        SourceCoverage& source = sources_[static_cast<std::size_t>(one.citation.source)];
        for (const std::string& article : in_full(one.citation.articles)) {
            ArticleCoverage& covered = at(source, article);
            covered.untranslatable.push_back(article == covered.article ? one.reason : article + "：" + one.reason);
        }
    }

    const model::Rulebook& rulebook_;
    std::vector<SourceCoverage> sources_;
};

}  // namespace

std::vector<SourceCoverage> coverage_of(const model::Rulebook& rulebook) { return Collector(rulebook)(); }

std::string chinese_number(int number) {
    static const std::vector<std::string> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const std::vector<std::pair<int, std::string>> units{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    std::string text;
    bool gap = false;
    for (const auto& [unit, word] : units) {
        const int digit = number / unit % 10;
        if (digit == 0) {
            gap = !text.empty();
            continue;
        }
        if (gap) text += digits[0];
        gap = false;
        const bool bare_ten = unit == 10 && digit == 1 && text.empty();  // 十五, but 一百一十五
        text += (bare_ten ? "" : digits[static_cast<std::size_t>(digit)]) + word;
    }
    return text;
}

}  // namespace fadu::command
