// What the values of an example's line mean: tokens and expressions of the rule file to constants of a field's type.
// Used by example.cpp.
#pragma once

#include "facts/convert.hpp"
#include "fadu/syntax/tree.hpp"

namespace fadu::facts {

class ExampleValues {
  public:
    explicit ExampleValues(const model::Rulebook& rulebook) : rulebook_(rulebook), conversion_{rulebook} {}

    using Problems = std::vector<std::pair<text::Span, text::Message>>;

    struct When {
        std::optional<time::TimeSpan> begin, end;
        bool end_said = false;  ///< 至 …, even 至 某日
        Problems problems;
    };
    /// When an event's line says that it happened.
    When when(const syntax::ExampleEntry& entry);

    struct Constants {
        std::vector<std::optional<model::Constant>> values;  ///< without a value where it could not be read
        bool unknown = false;                                ///< 某日
        Problems problems;
    };
    Constants constants(const syntax::ExampleEntry& entry, const model::Type& type);

    /// 无 and 无法查明 where the field allows them.
    std::optional<Knowledge> knowledge(const syntax::ExampleEntry& entry, const model::Field& field) const;
    /// The line's only value is 无: of a list, that it has no elements.
    bool says_none(const syntax::ExampleEntry& entry) const;

  private:
    Converted<model::Constant> constant(const syntax::Expression& value, const model::Type& type);
    Converted<model::Constant> literal(const syntax::Token& token, const model::Type& type);
    Converted<model::Constant> range(const syntax::Expression& value, const model::Type& type);
    Converted<model::Constant> interval(const syntax::Token& first, const syntax::Token& last, const model::Type& type);
    Converted<time::TimeSpan> moment_of(const syntax::Token& token);
    tl::unexpected<text::Message> wrong(const model::Type& type, std::string_view found) const {
        return tl::unexpected(mismatch(rulebook_, type, found));
    }

    const model::Rulebook& rulebook_;
    Conversion conversion_;
};

}  // namespace fadu::facts
