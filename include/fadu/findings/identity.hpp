// The lasting name of a finding: 16 hex digits by which follow-up events, explanations and other programs speak of it. Made
// of the case, the norm and what the norm speaks of, before any of it is put into words.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "fadu/engine/verdict.hpp"
#include "fadu/findings/describe.hpp"

namespace fadu::findings {

/// The first 16 hex digits of the SHA-256 of "fadu-finding 1\n" and then of each part as its length in bytes (decimal), ":",
/// its bytes and "\n". `ordinal` is added as a fifth part where it is not 0.
std::string finding_id(std::string_view case_id, std::string_view rule, std::string_view step,
                       std::string_view instance, std::size_t ordinal = 0);

/// Which occurrences and elements an outcome is about, as paths and keys: 询问@2023-03-05 办案人员[A1]. The same in every
/// language; an occurrence goes by its day and an element by its key, so that what is recorded later beside them changes
/// nothing. "" for the case as a whole. Of a rule over many cases: a group's keys, =[粤罚1号]; of a pair each case and its
/// member.
std::string instance_key(const engine::Outcome& outcome, const Wording& wording);

/// Gives the findings of one case their ids. Ask it for every outcome of the case, shown or not, in the rulebook's order:
/// where two of one norm have the same instance (two interviews on one day), the later one is told apart by its number.
class Identities {
  public:
    Identities(std::string case_id, const Wording& wording) : case_id_(std::move(case_id)), wording_(wording) {}
    /// Notes the outcome; the result makes its id.
    struct Key {
        std::string rule, step, instance;
        std::size_t ordinal = 0;
    };
    Key key(const engine::Outcome& outcome);
    std::string id(const Key& key) const;

  private:
    std::string case_id_;
    Wording wording_;
    std::map<std::string, std::size_t, std::less<>> seen_;
};

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/identity_inl.hpp"
#endif
