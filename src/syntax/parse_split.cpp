// Missing blanks: a declaration that could not be read and holds a run that is no declared name may only want blanks.
#include "syntax/parse_split.hpp"

#include <algorithm>
#include <string>

#include "fadu/syntax/split.hpp"

namespace fadu::syntax {

namespace {

class Names {
  public:
    void add(std::string_view name) {
        if (!name.empty()) names_.emplace_back(name);
    }
    void add(const Name& name) { add(name.text); }
    void add(const std::vector<Name>& names) {
        for (const Name& name : names) add(name);
    }
    void add(const TypeName& type) { add(type.enumerators); }
    void add(const Scope& scope) {
        add(scope.binder);
        for (const ScopeLevel& level : scope.levels) add(level.binder);
        if (scope.grouping) {
            add(scope.grouping->first);
            add(scope.grouping->second);
        }
    }
    void add(const std::vector<Field>& fields) {
        for (const Field& field : fields) {
            add(field.name);
            add(field.type);
        }
    }

    void collect(const DeclarationBody& body) {
        std::visit([this](const auto& value) { from(value); }, body);
    }
    std::vector<std::string> sorted() && {
        std::sort(names_.begin(), names_.end());
        names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
        return std::move(names_);
    }

  private:
    template <typename Body>
    void from(const Body& body) {
        if constexpr (requires { body.name; }) add(body.name);
        if constexpr (requires { body.scope; }) add(body.scope);
        if constexpr (requires { body.binder; }) add(body.binder);
        if constexpr (requires { body.type; }) add(body.type);
        if constexpr (requires { body.enumerators; }) add(body.enumerators);
        if constexpr (requires { body.fields; }) add(body.fields);
        if constexpr (requires { body.events; }) {
            for (const Event& event : body.events) {
                add(event.names);
                add(event.classes);
                add(event.fields);
            }
        }
        if constexpr (requires { body.steps; }) {
            for (const Step& step : body.steps) add(step.name);
        }
        if constexpr (requires { body.transitions; }) {
            add(body.initial);
            add(body.final_states);
            for (const Transition& transition : body.transitions) {
                add(transition.from);
                add(transition.to);
            }
        }
    }

    std::vector<std::string> names_;
};

using Ways = std::vector<std::vector<std::string_view>>;

std::string spaced(const std::vector<std::string_view>& words) {
    std::string joined;
    for (std::string_view word : words) joined += (joined.empty() ? "" : " ") + std::string(word);
    return joined;
}

bool has_reserved_word(const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
        const auto keyword = find_keyword(word);
        return keyword && use_of(*keyword) != KeywordUse::local;
    });
}

/// The ways in which a run that is no known name falls into words, one of them a reserved one.
Ways ways_of(const Token& token, const std::vector<std::string>& names) {
    if (token.kind != TokenKind::name || token.quoted || token.keyword != Keyword::none_) return {};
    if (std::binary_search(names.begin(), names.end(), std::string(token.text))) return {};
    Ways ways = split(token.text, names);
    std::erase_if(ways, [](const auto& words) { return !has_reserved_word(words); });
    return ways;
}

text::Diagnostic missing_blanks(const Token& token, const Ways& ways) {
    const std::string written(token.text), first = spaced(ways.front());
    text::Diagnostic diagnostic{"FD0107", text::Level::error, token.span, {}, {}, {}, {}};
    if (ways.size() == 1) {
        diagnostic.message = {"“" + written + "”少了空格：应为“" + first + "”",
                              "“" + written + "” lacks blanks: “" + first + "”"};
        diagnostic.fix = text::Fix{token.span, first, {"写入空格", "write the blanks"}};
        return diagnostic;
    }
    const std::string second = spaced(ways[1]);
    diagnostic.message = {"“" + written + "”少了空格，有两种读法",
                          "“" + written + "” lacks blanks and can be read in two ways"};
    diagnostic.help = {"写作“" + first + "”或者“" + second + "”", "write “" + first + "” or “" + second + "”"};
    return diagnostic;
}

}  // namespace

void mend_missing_blanks(Parsed& parsed) {
    const auto& declarations = parsed.file.declarations;
    if (std::all_of(declarations.begin(), declarations.end(), [](const Declaration& d) { return d.complete; })) return;
    Names collected;
    for (const Declaration& declaration : declarations) collected.collect(declaration.body);
    const std::vector<std::string> names = std::move(collected).sorted();
    const auto& tokens = parsed.file.tokens;
    const std::size_t count = parsed.diagnostics.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (parsed.diagnostics[i].code != "FD0102") continue;
        // The run that stands where the error is, or right before it.
        const auto after =
            std::upper_bound(tokens.begin(), tokens.end(), parsed.diagnostics[i].span.begin,
                             [](std::uint32_t offset, const Token& token) { return offset < token.span.begin; });
        if (after == tokens.begin()) continue;
        auto found = after;
        Ways ways;
        for (int back = 0; back < 2 && found != tokens.begin() && ways.empty(); ++back) ways = ways_of(*--found, names);
        if (ways.empty()) continue;
        parsed.diagnostics[i] = missing_blanks(*found, ways);
        // One who leaves out blanks does so more than once in a line.
        for (auto other = found; !other->starts_line && other != tokens.begin();) {
            const Ways more = ways_of(*--other, names);
            if (!more.empty()) parsed.diagnostics.push_back(missing_blanks(*other, more));
        }
    }
}

}  // namespace fadu::syntax
