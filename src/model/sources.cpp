// Sources of law: how each counts and includes, and what the declarations cite of them.
#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

Rank rank_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::rank_constitution: return Rank::constitution;
        case Keyword::rank_law: return Rank::law;
        case Keyword::rank_regulation: return Rank::regulation;
        case Keyword::rank_local_regulation: return Rank::local_regulation;
        case Keyword::rank_autonomous_regulation: return Rank::autonomous_regulation;
        case Keyword::rank_zone_regulation: return Rank::zone_regulation;
        case Keyword::rank_ministry_rule: return Rank::ministry_rule;
        case Keyword::rank_local_rule: return Rank::local_rule;
        case Keyword::rank_judicial_interpretation: return Rank::judicial_interpretation;
        case Keyword::rank_document: return Rank::document;
        default: return Rank::unknown;
    }
}

/// 以上 以下 以内 均含 · 以上含 以下不含
void read_bounds(const std::vector<tree::Token>& words, time::CountingPolicy& policy) {
    for (const tree::Token& word : words) switch (word.keyword) {
            case Keyword::all_included: policy.or_more_includes = policy.or_less_includes = true; break;
            case Keyword::more_included: policy.or_more_includes = true; break;
            case Keyword::more_excluded: policy.or_more_includes = false; break;
            case Keyword::less_included: policy.or_less_includes = true; break;
            case Keyword::less_excluded: policy.or_less_includes = false; break;
            default: break;
        }
}

}  // namespace

void Resolver::read_countings(const tree::Source& body, Source& source) {
    for (const tree::Source::Counting& counting : body.countings) {
        if (counting.as == Keyword::as_calendar_days) continue;  // what is not said to be working days is calendar days
        if (counting.every_number) source.policy.all_days_are_working = true;
        for (const tree::Token& token : counting.numbers) {
            const auto period = tree::read_span(token.text);
            if (!period || period->unit != time::Unit::day) {
                error("FD0705", token.span, "“计算”只列几日，例如“计算 2日、3日 按工作日”",
                      "“count” lists numbers of days only, for example “count 2 days, 3 days as working days”");
                continue;
            }
            const std::int64_t number = period->number;
            if (counting.within)
                source.policy.working_days_up_to = std::max(number, source.policy.working_days_up_to.value_or(number));
            else
                source.policy.working_day_numbers.push_back(number);
        }
    }
}

void Resolver::resolve_sources() {
    std::map<std::string, Span, std::less<>> seen;
    each<tree::Source>([&](const tree::Source& body, const tree::Declaration& declaration) {
        if (body.title.text.empty()) return;
        Source source;
        source.title = body.title.text;
        if (body.version.kind != TokenKind::end) source.version = to_ascii(body.version.text);
        source.span = declaration.span;
        if (duplicate(seen, source.full_name(), body.title.span, {"法源", "source"})) return;
        source.rank = rank_of(body.rank);
        source.issued_by = body.issued_by.text;
        source.number = body.number.text;
        if (body.rank == Keyword::none_)
            report(text::Level::hint, "FD0704", body.title.span,
                   fmt::format("{}没有写位阶，与其他法源冲突时无法比较", source.full_name()),
                   fmt::format("{} does not say its rank, so it cannot be weighed against other sources",
                               source.full_name()))
                .help = {"加一行，例如“位阶 法律”", "add a line, for example “rank law”"};
        const auto day = [&](const tree::Token& token) -> std::optional<time::Day> {
            if (token.kind == TokenKind::end) return std::nullopt;
            const auto read = tree::read_date(token.text);
            if (read) return *read;
            error("FD0209", token.span, read.error().zh, read.error().en);
            return std::nullopt;
        };
        source.in_force_from = day(body.in_force_from);
        source.in_force_until = day(body.in_force_until);
        if (source.in_force_from && source.in_force_until && *source.in_force_until < *source.in_force_from)
            error("FD0706", body.in_force_until.span, "施行的止日早于起日",
                  "the source goes out of force before it comes into force");
        if (!body.articles.empty()) {
            source.first_article = body.articles.front().text;
            source.last_article = body.articles.back().text;
            source.article_count = article_number(source.last_article);
        }
        read_countings(body, source);
        time::CountingPolicy& policy = source.policy;
        if (body.roll == Keyword::public_holidays) policy.roll = time::Roll::public_holidays;
        if (body.roll == Keyword::rest_days) policy.roll = time::Roll::rest_days;
        if (body.backward == Keyword::both_ends) policy.backward = time::Backward::both_ends;
        source_says_same_day_.push_back(body.same_day.has_value());
        policy.same_day = same_day_of_book();
        if (body.same_day)
            policy.same_day = *body.same_day == Keyword::as_recorded ? time::SameDay::as_recorded
                              : *body.same_day == Keyword::in_order  ? time::SameDay::in_order
                                                                     : time::SameDay::unknown;
        policy.transit_counts = body.in_transit == Keyword::transit_counts;
        read_bounds(body.bounds, policy);
        book_.sources.push_back(std::move(source));
    });
}

int Resolver::cited_source(const tree::Citation& written, int default_source) {
    if (written.title.kind == TokenKind::end || written.title.text.empty()) {
        if (default_source < 0)
            error("FD0701", written.span, "这里只写了条款，没有写是哪部法",
                  "an article is cited, but not of which source")
                .help = {"写成“依据 《…》第…条”", "write “cites 《…》 …”"};
        return default_source;
    }
    const std::string title(written.title.text);
    const std::string version = written.version.kind == TokenKind::end ? "" : to_ascii(written.version.text);
    std::vector<int> same_title;
    std::vector<std::string> titles;
    for (std::size_t i = 0; i < book_.sources.size(); ++i) {
        titles.push_back(book_.sources[i].title);
        if (book_.sources[i].title == title) same_title.push_back(static_cast<int>(i));
    }
    for (const int i : same_title)
        if (book_.sources[at(i)].version == version) return i;
    std::string versions;
    for (const int i : same_title) versions += (versions.empty() ? "" : "、") + book_.sources[at(i)].full_name();
    if (same_title.empty()) {
        text::Diagnostic& diagnostic =
            error("FD0701", written.title.span, fmt::format("引用了没有声明的法源《{}》", title),
                  fmt::format("《{}》 is cited but not declared as a source", title));
        suggest(diagnostic, written.title.span, title, titles);
        if (diagnostic.fix) diagnostic.fix->replacement = "《" + diagnostic.fix->replacement + "》";
        if (diagnostic.help.empty())
            diagnostic.help = {fmt::format("加一段“法源 《{}》”，写明位阶和施行日期", title),
                               fmt::format("add “source 《{}》” with its rank and the day it came into force", title)};
        return -1;
    }
    if (version.empty()) {
        if (same_title.size() == 1) return same_title.front();
        error("FD0702", written.title.span, fmt::format("《{}》声明了几个版本，这里没有写明是哪一个", title),
              fmt::format("several versions of 《{}》 are declared and the citation does not say which", title))
            .help = {fmt::format("写成其中之一：{}", versions), fmt::format("write one of: {}", versions)};
        return -1;
    }
    error("FD0701", join(written.title.span, written.version.span), fmt::format("没有声明《{}》（{}）", title, version),
          fmt::format("the version {} of 《{}》 is not declared", version, title))
        .help = {fmt::format("已声明的有：{}", versions), fmt::format("declared are: {}", versions)};
    return -1;
}

void Resolver::check_article(const Source& source, const tree::Token& article) {
    if (source.article_count == 0) return;
    const int number = article_number(article.text);
    const int first = article_number(source.first_article);
    if (number == 0 || (number >= first && number <= source.article_count)) return;
    report(text::Level::warning, "FD0703", article.span,
           fmt::format("{}没有“{}”：声明的条文是{}至{}", source.full_name(), article.text, source.first_article,
                       source.last_article),
           fmt::format("{} has no “{}”: its articles were declared as {} to {}", source.full_name(), article.text,
                       source.first_article, source.last_article))
        .help = {"核对条号，或者更正法源的“条文”", "check the number, or mend “articles” of the source"};
}

std::vector<Citation> Resolver::citations(const std::vector<tree::Citation>& written, int default_source) {
    std::vector<Citation> out;
    for (const tree::Citation& one : written) {
        const int source = cited_source(one, default_source);
        if (source < 0) continue;
        Citation citation;
        citation.source = source;
        for (const tree::Token& article : one.articles) {
            check_article(book_.sources[at(source)], article);
            const std::string_view previous = citation.articles.empty() ? std::string_view() : citation.articles.back();
            citation.articles.push_back(complete_article(article.text, previous));
        }
        default_source = source;
        out.push_back(std::move(citation));
    }
    return out;
}

std::vector<Citation> Resolver::citations_of(const std::vector<tree::Clause>& clauses, int default_source) {
    std::vector<Citation> out;
    for (const tree::Clause& clause : clauses) {
        if (clause.kind != tree::ClauseKind::cites) continue;
        for (Citation& citation : citations(clause.citations, out.empty() ? default_source : out.back().source))
            out.push_back(std::move(citation));
    }
    return out;
}

time::CountingPolicy Resolver::policy_of(const std::vector<Citation>& citations,
                                         const time::CountingPolicy* otherwise) const {
    if (citations.empty() && otherwise != nullptr) return *otherwise;
    time::CountingPolicy policy;
    bool said = false;
    if (!citations.empty()) {
        policy = book_.sources[at(citations.front().source)].policy;
        said = source_says_same_day_[at(citations.front().source)];
    }
    if (!said) policy.same_day = same_day_of_book();
    return policy;
}

void Resolver::resolve_untranslatables() {
    each<tree::Untranslatable>([&](const tree::Untranslatable& body, const tree::Declaration& declaration) {
        std::vector<tree::Citation> written{body.citation};
        written.insert(written.end(), body.more.begin(), body.more.end());
        std::string reason;
        for (const tree::Clause& clause : body.clauses)
            if (clause.kind == tree::ClauseKind::reason && !clause.words.empty()) reason = clause.words.front().text;
        std::vector<Citation> cited = citations(written);
        const std::string name(body.binder.text);
        if (!name.empty())
            declare_global(Global::untranslatable, static_cast<int>(book_.untranslatables.size()), name,
                           body.binder.span, cited.empty());
        for (Citation& citation : cited)
            book_.untranslatables.push_back({name, std::move(citation), reason, declaration.span});
    });
}

}  // namespace fadu::model::detail
