// A step's place in its procedure: engine/procedure_order.hpp a lane at a time.
#pragma once

#include "fadu/program/kernels/truth.hpp"

namespace fadu::program::kernels {

/// What the verdict of a step's place hangs on, each a column of truths over the cases.
struct PlaceInputs {
    const std::uint8_t* applies = nullptr;       ///< the procedure; nothing: it does
    const std::uint8_t* out_of_place = nullptr;  ///< some later step came without it
    const std::uint8_t* any_later = nullptr;     ///< some later step happened
    const std::uint8_t* seen_to = nullptr;       ///< done by now, or wanted by a later step
    const std::uint8_t* next = nullptr;          ///< all that comes before it is over
};

inline std::uint8_t place_of(const PlaceInputs& in, int i) {
    const std::uint8_t applies = in.applies ? in.applies[i] : truth_bits::yes;
    if ((applies & 3U) == truth_bits::no) return verdict::not_applicable;
    const std::uint8_t misplaced = in.out_of_place[i];
    const std::uint8_t later = in.any_later[i];
    const std::uint8_t seen = in.seen_to[i];
    const std::uint8_t next = in.next[i];
    if (((applies | misplaced | later | seen | next) & truth_bits::deferred) != 0) return verdict::deferred;
    if (misplaced == truth_bits::yes) return applies == truth_bits::yes ? verdict::violated : verdict::undetermined;
    const bool violated = misplaced == truth_bits::unknown;
    bool pending = false;
    bool compliant = may_yes(seen);
    bool not_applicable = applies == truth_bits::unknown;
    if (may_no(seen)) {
        not_applicable = not_applicable || may_yes(later);
        if (may_no(later)) {
            pending = may_yes(next);
            not_applicable = not_applicable || may_no(next);
        }
    }
    if (pending && !violated && !compliant && !not_applicable) return verdict::pending;
    if (violated || pending) return verdict::undetermined;
    return compliant ? verdict::compliant : verdict::not_applicable;
}
inline void places(int n, std::uint8_t* out, const PlaceInputs& in) {
    each(n, [&](int i) { out[i] = place_of(in, i); });
}

/// A duty's verdict under a procedure that perhaps does not apply at all; none where it does not.
inline void under_procedure(int n, std::uint8_t* out, const std::uint8_t* duty, const std::uint8_t* applies) {
    each(n, [=](int i) {
        const std::uint8_t v = duty[i];
        const std::uint8_t a = applies[i];
        if ((a & 3U) == truth_bits::no)
            out[i] = verdict::no_instance;
        else if ((a & truth_bits::deferred) != 0)
            out[i] = verdict::deferred;
        else if ((a & 3U) == truth_bits::unknown && (v == verdict::violated || v == verdict::pending))
            out[i] = verdict::undetermined;
        else
            out[i] = v;
    });
}

}  // namespace fadu::program::kernels
