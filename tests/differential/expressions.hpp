// Random expressions of a wanted type, as rule text: what the declarations that declarations.hpp writes are filled with.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "random.hpp"
#include "shape.hpp"

namespace fadu::differential {

/// How tightly a written expression holds together: what stands looser than its place asks for is put into （ ）.
enum class Tightness { timed, disjunction, conjunction, comparing, rounding, adding, multiplying, prefixed, atom };

struct Written {
    std::string text;
    Tightness tightness = Tightness::atom;
};
using MaybeWritten = std::optional<Written>;

std::string tight(const Written& written, Tightness least);

class Expressions {
  public:
    Expressions(Random& random, Shape& shape) : random_(random), shape_(shape) {}

    // ---- conditions (write_conditions.cpp, write_comparisons.cpp) ----
    /// What may stand behind 当: also items on lines of their own, or a leading time. One line where the scene is a text.
    std::string condition(Scene& scene, int depth);
    Written boolean(Scene& scene, int depth);
    std::string items(Scene& scene, int depth, const std::string& indent);
    /// E, E 其 P: what a duty, an extension or 已 is about.
    std::string pattern(Scene& scene, int event, int depth, int percent_with_condition);
    std::string pattern_in_brackets(Scene& scene, int event, int depth);
    /// 列表 包括 下列各项 with its lines; nothing where there is no list.
    std::optional<std::string> required_items(Scene& scene, int depth, bool in_order, bool documents);

    // ---- times (write_times.cpp) ----
    std::string window(Scene& scene, int depth);
    /// What a period may start from. `exact`: a moment or an occurrence, for hours.
    std::string point(Scene& scene, int depth, bool exact, bool* is_date = nullptr);
    std::string period(Scene& scene, bool hours = false);

    // ---- values (write_values.cpp, write_numbers.cpp, write_lists.cpp) ----
    MaybeWritten value(Scene& scene, const Type& type, int depth);
    std::string literal(const Type& type);
    /// Everything of the type that has a name here.
    std::vector<std::string> names(const Scene& scene, const Type& type);
    MaybeWritten number(Scene& scene, TypeKind kind, int depth);
    /// A list of such elements. `as_value`: one that is a list wherever it stands, not an event's name or what 的 makes of
    /// it; closed by 的 where it ends in a filter.
    MaybeWritten collection(Scene& scene, const Type& element, int depth, bool as_value = false);
    std::optional<std::pair<std::string, Type>> any_collection(Scene& scene, int depth, bool as_value = false);
    std::optional<std::pair<std::string, Type>> entity(Scene& scene, int depth);
    /// Any value that a message may show.
    std::string shown(Scene& scene, int depth);
    std::string text_with_values(Scene& scene, const std::string& words);

    int any_event(const Scene& scene, bool lasting = false);  ///< usable here; -1 if there is none
    std::vector<int> usable_events(const Scene& scene) const;
    bool usable(const Scene& scene, int event) const;
    const EventShape& event(const Scene& scene, int index) const;

  private:
    using Attempt = std::function<MaybeWritten()>;
    MaybeWritten first_that_works(const std::vector<std::pair<int, Attempt>>& attempts);

    std::vector<std::string> field_names(const Scene& scene, std::size_t frame, const std::string& field);
    MaybeWritten path_to(Scene& scene, const Type& type, int depth);
    std::string filtered(Scene& scene, const std::string& list, const Type& element, int depth, bool before_name);

    MaybeWritten compare_numbers(Scene& scene, int depth);
    MaybeWritten compare_counts(Scene& scene, int depth);
    MaybeWritten compare_kinds(Scene& scene, int depth);
    MaybeWritten compare_texts(Scene& scene, int depth);
    MaybeWritten compare_dates(Scene& scene, int depth);
    MaybeWritten compare_lengths(Scene& scene, int depth);
    MaybeWritten compare_lists(Scene& scene, int depth);
    MaybeWritten compare_same(Scene& scene, int depth);
    MaybeWritten absence(Scene& scene, int depth);
    MaybeWritten about_gap(Scene& scene);
    MaybeWritten happened(Scene& scene, int depth);
    MaybeWritten quantified(Scene& scene, int depth);
    MaybeWritten timelike(Scene& scene, int depth);
    std::string required_item(Scene& scene, const Type& element, int depth);

    Random& random_;
    Shape& shape_;
};

}  // namespace fadu::differential
