#include "load.hpp"

#include "fadu/model/resolve.hpp"
#include "fadu/procedure/check.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/text/render.hpp"

namespace fadu::differential {

std::string Loaded::problems() const { return text::render(errors, sources); }

std::unique_ptr<Loaded> load(const std::string& text) {
    auto loaded = std::make_unique<Loaded>();
    const auto keep_errors = [&](const std::vector<text::Diagnostic>& found) {
        for (const text::Diagnostic& one : found)
            if (one.level == text::Level::error) loaded->errors.push_back(one);
    };
    const text::FileId id = loaded->sources.add("rules.fadu", text);
    syntax::Parsed parsed = syntax::parse(id, loaded->sources);
    keep_errors(parsed.diagnostics);
    loaded->files.push_back(std::move(parsed.file));
    if (!loaded->good()) return loaded;
    model::Resolved resolved = model::resolve(loaded->files, loaded->sources);
    keep_errors(resolved.diagnostics);
    loaded->rulebook = std::move(resolved.rulebook);
    if (loaded->good()) keep_errors(procedure::check(loaded->rulebook));
    return loaded;
}

}  // namespace fadu::differential
