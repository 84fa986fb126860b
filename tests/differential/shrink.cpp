#include "shrink.hpp"

#include <algorithm>
#include <set>

#include "edits.hpp"
#include "transfer.hpp"

namespace fadu::differential {
namespace {

constexpr int most_attempts = 20'000;

std::string without_empty_lines(const std::string& text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (line.find_first_not_of(' ') != std::string::npos) out += line + "\n";
        at = end + 1;
    }
    return out;
}

class Shrinker {
  public:
    Shrinker(Pair pair, const Property& property) : best_(std::move(pair)), property_(property) {}

    Pair run() {
        for (bool again = true; again && attempts_ < most_attempts;) {
            again = shrink_text();
            again = shrink_case() || again;
        }
        return std::move(best_);
    }

  private:
    bool accept(Pair candidate) {
        ++attempts_;
        if (!property_(candidate)) return false;
        best_ = std::move(candidate);
        return true;
    }

    bool accept_text(const std::string& text) {
        Pair candidate;
        candidate.text = without_empty_lines(text);
        if (candidate.text == best_.text || !seen_.insert(candidate.text).second) return false;
        candidate.loaded = load(candidate.text);
        if (!candidate.loaded->good()) return false;
        auto value = transfer(best_.loaded->rulebook, best_.value, candidate.loaded->rulebook);
        if (!value) return false;
        candidate.value = std::move(*value);
        candidate.as_of = best_.as_of;
        candidate.settings = best_.settings;
        for (const facts::Case& one : best_.before) {
            auto moved = transfer(best_.loaded->rulebook, one, candidate.loaded->rulebook);
            if (!moved) return false;
            candidate.before.push_back(std::move(*moved));
        }
        return accept(std::move(candidate));
    }

    bool shrink_text() {
        bool any = false;
        seen_.clear();
        for (std::size_t next = 0; attempts_ < most_attempts;) {
            const std::vector<Edit> edits = edits_of(*best_.loaded);
            bool found = false;
            for (; next < edits.size() && !found; ++next) {
                if (edits[next].begin >= edits[next].end || edits[next].end > best_.text.size()) continue;
                found = accept_text(applied(best_.text, edits[next]));
            }
            if (!found) break;
            any = true;
            // What is left stands at about the same place in the new list; the loop of passes catches the rest.
            next = next > 4 ? next - 4 : 0;
        }
        return any;
    }

    bool change(const std::function<bool(Pair&)>& edit) {
        Pair candidate = best_;
        return edit(candidate) && accept(std::move(candidate));
    }

    bool shrink_slots(const std::function<std::vector<facts::Slot>*(Pair&)>& slots_of) {
        bool any = false;
        const auto* now = slots_of(best_);
        const std::size_t count = now == nullptr ? 0 : now->size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = [&](Pair& pair) -> facts::Slot& { return (*slots_of(pair))[i]; };
            if (at(best_).knowledge == facts::Knowledge::unknown) continue;
            if (change([&](Pair& pair) {
                    at(pair) = {};
                    return true;
                })) {
                any = true;
                continue;
            }
            for (std::size_t k = at(best_).items.size(); k-- > 0;)
                any = change([&](Pair& pair) {
                          at(pair).items.erase(at(pair).items.begin() + static_cast<std::ptrdiff_t>(k));
                          return true;
                      }) ||
                      any;
            for (std::size_t k = at(best_).records.size(); k-- > 0;) {
                const bool dropped =
                    at(best_).records.size() > 1 && change([&](Pair& pair) {
                        at(pair).records.erase(at(pair).records.begin() + static_cast<std::ptrdiff_t>(k));
                        return true;
                    });
                any = dropped || any;
                if (!dropped && ++depth_ < 4) {
                    any = shrink_slots([&](Pair& pair) { return &at(pair).records[k].slots; }) || any;
                    --depth_;
                }
            }
        }
        return any;
    }

    bool shrink_case() {
        bool any = false;
        for (std::size_t i = best_.before.size(); i-- > 0;)
            any = change([&](Pair& pair) {
                      pair.before.erase(pair.before.begin() + static_cast<std::ptrdiff_t>(i));
                      return true;
                  }) ||
                  any;
        for (std::size_t i = best_.value.occurrences.size(); i-- > 0;)
            any = change([&](Pair& pair) {
                      auto& all = pair.value.occurrences;
                      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
                      for (std::size_t k = 0; k < all.size(); ++k) all[k].sequence = static_cast<int>(k);
                      return true;
                  }) ||
                  any;
        any = shrink_slots([](Pair& pair) { return &pair.value.root.slots; }) || any;
        for (std::size_t i = 0; i < best_.value.occurrences.size(); ++i) {
            any = shrink_slots([i](Pair& pair) { return &pair.value.occurrences[i].slots; }) || any;
            any = change([&](Pair& pair) {
                      facts::Occurrence& one = pair.value.occurrences[i];
                      if (!one.dated || !one.begin.is_exact()) return false;
                      one.begin = time::TimeSpan::of(time::day_of(one.begin.begin));
                      if (one.end.is_exact()) one.end = time::TimeSpan::of(time::day_of(one.end.begin));
                      return true;
                  }) ||
                  any;
            any =
                change([&](Pair& pair) {
                    facts::Occurrence& one = pair.value.occurrences[i];
                    return (std::exchange(one.possible, false) ? 1 : 0) + (std::exchange(one.planned, false) ? 1 : 0) >
                           0;
                }) ||
                any;
        }
        for (std::size_t i = 0; i < best_.value.closed.size(); ++i)
            any = change([&](Pair& pair) {
                      if (pair.value.closed[i]) return false;
                      pair.value.closed[i] = true;
                      return true;
                  }) ||
                  any;
        any = change([](Pair& pair) { return std::exchange(pair.value.in_order, false); }) || any;
        any = change([](Pair& pair) { return std::exchange(pair.settings.calendar, nullptr) != nullptr; }) || any;
        const auto parameters = best_.settings.parameters;
        for (const auto& [name, value] : parameters)
            any = change([&](Pair& pair) { return pair.settings.parameters.erase(name) > 0; }) || any;
        return any;
    }

    Pair best_;
    const Property& property_;
    std::set<std::string> seen_;
    int attempts_ = 0;
    int depth_ = 0;
};

}  // namespace

Pair shrink(Pair pair, const Property& property) { return Shrinker(std::move(pair), property).run(); }

std::string shrink_text(std::string text, const std::function<bool(const std::string&)>& property) {
    for (bool again = true; again;) {
        again = false;
        std::set<std::string> seen;
        for (std::size_t next = 0;;) {
            const auto loaded = load(text);
            const std::vector<Edit> edits = edits_of(*loaded);
            bool found = false;
            for (; next < edits.size() && !found; ++next) {
                if (edits[next].begin >= edits[next].end || edits[next].end > text.size()) continue;
                std::string shorter = without_empty_lines(applied(text, edits[next]));
                if (shorter.size() >= text.size() || !seen.insert(shorter).second || !property(shorter)) continue;
                text = std::move(shorter);
                found = again = true;
            }
            if (!found) break;
            next = next > 4 ? next - 4 : 0;
        }
    }
    return text;
}

}  // namespace fadu::differential
