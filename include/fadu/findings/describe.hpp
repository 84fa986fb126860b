// Values, paths and expressions in words: money as 3000元, unknown as 未知, an occurrence as "2023-03-05 询问", an
// expression in its author's own words. What findings and explanations are written with.
#pragma once

#include <string>

#include "fadu/engine/value.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/text/source.hpp"

namespace fadu::findings {

/// What is needed to put things into words; points to what must outlive it.
struct Wording {
    const model::Rulebook* rulebook = nullptr;
    const text::Sources* sources = nullptr;
    text::Language language = text::Language::zh;
    const facts::Case* value = nullptr;  ///< the case spoken of: its elements are then called by their names

    std::string_view word(std::string_view zh, std::string_view en) const {
        return language == text::Language::zh ? zh : en;
    }
};

/// A known value: 3000元, 20%, 2023-03-01, 7个工作日, 1万元以上5万元以下, an enumerator's name.
std::string describe(const model::Constant& value, const model::Type& type, const Wording& wording);
/// All that a value may be: 39万元至63万元, 甲或者乙, 未知; with the cause where it is no missing fact.
std::string describe(const engine::Value& value, const Wording& wording);
/// "2023-03-05 询问", the key of a record's element, "2023-03-05至2023-03-07" of an interruption; the path otherwise.
std::string describe(const engine::Entity& entity, const Wording& wording);
/// "2023-03-05 询问"; `record` is the record whose event it is.
std::string describe(const engine::Event& event, int record, const Wording& wording);
/// The day or days of an occurrence: "2023-03-05", "2023-03-05 至 2023-03-30", "日期不明".
std::string describe_day(const engine::Event& event, const Wording& wording);
/// The slot's value where it is known.
std::string describe(const facts::Slot& slot, const model::Type& type, const Wording& wording);

/// 处罚决定[1].罚款, 案号, 询问[2].办案人员[1].执法证有效期; list positions and occurrences count from 1, an event that
/// happens once has no number.
std::string path_text(const engine::Path& path, const Wording& wording);

/// The same as a person says it: 办案人员孙强（粤L0311）的执法证有效期; occurrences by their day where there are several.
/// What stands before `base` (a part of the path, from its beginning) is left out, since it is clear from the context.
std::string path_words(const engine::Path& path, const Wording& wording, const engine::Path& base = {});

/// The text of a span with comments left out, line ends and blanks collapsed, and no blanks next to Chinese characters.
std::string author_words(text::Span span, const text::Sources& sources);

/// The parts with a separator between them: 、 or ", " for enumerations, 或者 or " or " for alternatives.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/describe_inl.hpp"
#endif
