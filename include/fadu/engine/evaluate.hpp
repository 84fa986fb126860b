// Evaluation of expressions over one case: one case of the switch for each Operation, every result with its trace.
#pragma once

#include "fadu/engine/world.hpp"

namespace fadu::engine {

/// A stretch of time that happenings are looked for in; ends are moments, both may be doubtful.
struct Bounds {
    TimeInterval from;   ///< not before
    TimeInterval until;  ///< not after the end of this
};

/// Whose case a member of a rule over many cases belongs to.
class MemberWorlds {
  public:
    virtual ~MemberWorlds() = default;
    /// The world of the member's case; nothing if it is no member that is known.
    virtual World* of(const Entity& member) = 0;
};

/// Everything an expression may refer to. Cheap to copy.
struct Context {
    World* world = nullptr;
    std::vector<Entity> frames;
    Reference at;
    const time::CountingPolicy* policy = nullptr;
    const Event* anchor = nullptr;                   ///< what a bare event in a window means for this instance
    std::optional<Bounds> bounds;                    ///< of a timed condition
    const std::vector<Gap>* gaps = nullptr;          ///< of the 覆盖 last spoken of
    MemberWorlds* members = nullptr;                 ///< of rules over many cases
    const std::vector<Value>* indicators = nullptr;  ///< by Rulebook::indicators: where figures are compared

    Context at_frame(int frame, Entity entity) const;
};

Trace evaluate(const model::Expression& expression, const Context& context);

/// The value of a constant of the given type.
Value constant_value(const model::Constant& constant, const model::Type& type);
/// What a slot of the case holds, with the field's default and burden of proof applied.
Trace slot_value(const facts::Slot* slot, const model::Field& field, Path path);
Value entity_value(Entity entity, const model::Type& type);
Value truth_value(Truth truth);
Value unknown_value(const model::Type& type, Cause cause);
Value none_value(const model::Type& type, bool did_not_happen);

/// The occurrence as an entity, with its path.
Entity event_entity(const World& world, const Event& event);
/// A boolean leaf for "this occurrence, so far as `truth` says".
Trace event_trace(const World& world, const Event& event, Truth truth);

/// A leaf for "on which day this happened", which nobody said.
Trace unknown_day(const World& world, const Event& event);

/// What a frame holds for an element of a list.
Entity element_entity(const Element& element);

/// An occurrence that fits `E 其 P`, so far as the pattern says; visibility is the caller's.
Trace fits(const model::EventPattern& pattern, const Event& event, const Context& context);

}  // namespace fadu::engine
