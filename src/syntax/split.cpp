// How a run of characters falls into known words: from its end to its beginning, the two best ways from every place.
#include "fadu/syntax/split.hpp"

#include <algorithm>
#include <array>

#include "fadu/syntax/keyword.hpp"
#include "syntax/lexer_characters.hpp"
#include "syntax/lexer_scan.hpp"

namespace fadu::syntax {

namespace {

/// One way to read the rest of the run: its first word, and which of the ways from there on follows.
struct Way {
    std::size_t end = 0;
    std::size_t next = 0;
    std::size_t words = 0;
};

struct Ways {
    std::array<Way, 2> best{};
    std::size_t count = 0;

    void add(Way way) {
        if (count == 0 || way.words < best[0].words) {
            best[1] = best[0];
            best[0] = way;
        } else if (count == 1 || way.words < best[1].words) {
            best[1] = way;
        } else {
            return;
        }
        count = std::min<std::size_t>(count + 1, 2);
    }
};

std::vector<std::size_t> character_starts(std::string_view run) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < run.size() && starts.size() <= longest_run;) {
        starts.push_back(at);
        at += lexer::character(run, at).bytes;
    }
    return starts;
}

bool is_known(std::string_view word, const std::vector<std::string>& names) {
    if (find_keyword(word)) return true;
    const auto found = std::lower_bound(names.begin(), names.end(), word,
                                        [](const std::string& name, std::string_view wanted) { return name < wanted; });
    return found != names.end() && *found == word;
}

std::vector<std::string_view> follow(std::string_view run, const std::vector<Ways>& ways, std::size_t choice) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < run.size();) {
        const Way& way = ways[at].best[choice];
        words.push_back(run.substr(at, way.end - at));
        at = way.end;
        choice = way.next;
    }
    return words;
}

}  // namespace

std::vector<std::vector<std::string_view>> split(std::string_view run, const std::vector<std::string>& names) {
    const std::vector<std::size_t> starts = character_starts(run);
    if (starts.size() < 2 || starts.size() > longest_run) return {};

    std::vector<Ways> ways(run.size() + 1);  // by byte offset
    ways[run.size()].count = 1;
    const auto try_word = [&](std::size_t begin, std::size_t end) {
        for (std::size_t next = 0; next < ways[end].count; ++next) {
            ways[begin].add({end, next, ways[end].best[next].words + 1});
        }
    };
    for (auto start = starts.rbegin(); start != starts.rend(); ++start) {
        const std::size_t begin = *start;
        if (lexer::is_digit(lexer::character(run, begin).value)) {
            const lexer::Literal literal = lexer::scan_literal(run, begin);
            if (begin > 0 || literal.end < run.size()) try_word(begin, literal.end);
            continue;
        }
        const std::size_t article = lexer::scan_article(run, begin).value_or(begin);
        if (article > begin && article - begin < run.size()) try_word(begin, article);
        for (std::size_t i = static_cast<std::size_t>(starts.rend() - start); i <= starts.size(); ++i) {
            const std::size_t end = i < starts.size() ? starts[i] : run.size();
            if (begin == 0 && end == run.size()) break;
            if (end != article && ways[end].count > 0 && is_known(run.substr(begin, end - begin), names))
                try_word(begin, end);
        }
    }

    std::vector<std::vector<std::string_view>> readings;
    for (std::size_t choice = 0; choice < ways[0].count; ++choice) readings.push_back(follow(run, ways, choice));
    return readings;
}

}  // namespace fadu::syntax
