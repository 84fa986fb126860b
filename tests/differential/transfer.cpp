#include "transfer.hpp"

#include <algorithm>

namespace fadu::differential {
namespace {

using model::Type;
using model::TypeKind;

class Transfer {
  public:
    Transfer(const model::Rulebook& from, const model::Rulebook& to) : from_(from), to_(to) {}

    std::optional<facts::Case> all(const facts::Case& value) {
        const model::Record& old = from_.records[static_cast<std::size_t>(value.root.record)];
        const int record = to_.find_record(old.name);
        if (record < 0) return std::nullopt;
        const model::Record& now = to_.records[static_cast<std::size_t>(record)];
        facts::Case made = facts::Case::blank(to_, record);
        made.id = value.id;
        made.in_order = value.in_order;
        made.root.slots = slots(old.fields, value.root.slots, now.fields);
        for (std::size_t i = 0; i < old.events.size(); ++i)
            if (const int kind = now.find_event(old.events[i].name); kind >= 0)
                made.closed[static_cast<std::size_t>(kind)] = value.closed[i];
        for (const facts::Occurrence& one : value.occurrences) {
            const model::EventKind& event = old.events[static_cast<std::size_t>(one.event)];
            const int kind = now.find_event(event.name);
            if (kind < 0 || now.events[static_cast<std::size_t>(kind)].is_class ||
                now.events[static_cast<std::size_t>(kind)].deemed)
                continue;
            const model::EventKind& becomes = now.events[static_cast<std::size_t>(kind)];
            facts::Occurrence copy = one;
            copy.event = kind;
            copy.sequence = static_cast<int>(made.occurrences.size());
            copy.slots = slots(event.fields, one.slots, becomes.fields);
            if (!becomes.lasting) {
                copy.end = copy.begin;
                copy.end_knowledge = facts::EndKnowledge::at;
            }
            made.occurrences.push_back(std::move(copy));
        }
        if (!good_) return std::nullopt;
        return made;
    }

  private:
    std::vector<facts::Slot> slots(const std::vector<model::Field>& old, const std::vector<facts::Slot>& values,
                                   const std::vector<model::Field>& now) {
        std::vector<facts::Slot> made(now.size());
        for (std::size_t i = 0; i < now.size(); ++i)
            for (std::size_t k = 0; k < old.size() && k < values.size(); ++k)
                if (old[k].name == now[i].name) made[i] = slot(old[k], values[k], now[i]);
        return made;
    }

    facts::Slot slot(const model::Field& old, const facts::Slot& value, const model::Field& now) {
        const Type& a = old.type;
        const Type& b = now.type;
        if (a.kind != b.kind || a.element != b.element) return {};
        if ((value.knowledge == facts::Knowledge::none && !now.may_be_none) ||
            (value.knowledge == facts::Knowledge::unascertainable && !now.may_be_unascertainable))
            return {};
        facts::Slot made = value;
        constant(a, made.value, b);
        for (facts::Slot& item : made.items) constant(a.element_type(), item.value, b.element_type());
        for (facts::RecordValue& record : made.records) {
            record.slots = slots(from_.records[static_cast<std::size_t>(record.record)].fields, record.slots,
                                 to_.records[static_cast<std::size_t>(b.index)].fields);
            record.record = b.index;
        }
        return made;
    }

    void constant(const Type& old, model::Constant& value, const Type& now) {
        auto* one = std::get_if<model::Enumerator>(&value);
        if (one == nullptr || now.kind != TypeKind::enumeration) return;
        const auto& before = from_.enumerations[static_cast<std::size_t>(old.index)].enumerators;
        const auto& after = to_.enumerations[static_cast<std::size_t>(now.index)].enumerators;
        const auto found = std::find(after.begin(), after.end(), before[static_cast<std::size_t>(one->position)]);
        good_ = good_ && found != after.end();
        one->position = found == after.end() ? 0 : static_cast<int>(found - after.begin());
    }

    const model::Rulebook& from_;
    const model::Rulebook& to_;
    bool good_ = true;
};

}  // namespace

std::optional<facts::Case> transfer(const model::Rulebook& from, const facts::Case& value, const model::Rulebook& to) {
    return Transfer(from, to).all(value);
}

}  // namespace fadu::differential
