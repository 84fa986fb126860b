// The names that an object's keys or a field's words may be, found by their bytes as they stand in the text; the \uXXXX
// spelling of a name is one more name. Part of the reader's schema; one reader, one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "program/words.hpp"

namespace fadu::program {

class Dictionary {
  public:
    Dictionary() : names_(1), places_(16) {}

    /// A name and what it stands for, and its escaped spelling. One that is there already stays.
    void add(std::string_view name, int target);
    /// -1 if it is none of them.
    int find(std::string_view text) const {
        const int at = place_of(text);
        return at == 0 ? -1 : names_[static_cast<std::size_t>(at)].target;
    }

    /// The keys of one object, which mostly come in the order of the object before.
    class Order {
      public:
        explicit Order(Dictionary& dictionary) : dictionary_(&dictionary) {}
        int next(std::string_view text) {
            auto& names = dictionary_->names_;
            const Name& guess = names[static_cast<std::size_t>(names[at_].next)];
            if (guess.is(text)) {
                at_ = static_cast<std::size_t>(names[at_].next);
                return guess.target;
            }
            const int found = dictionary_->place_of(text);
            if (found == 0) return -1;
            names[at_].next = found;
            at_ = static_cast<std::size_t>(found);
            return names[at_].target;
        }

      private:
        Dictionary* dictionary_;
        std::size_t at_ = 0;
    };

  private:
    /// The first one is no name: its `next` is the name that objects begin with.
    struct Name {
        Words words;
        const char* text = nullptr;
        std::uint32_t size = 0;
        int target = -1;
        int next = 0;
        bool is(std::string_view other) const {
            if (size != other.size() || text == nullptr) return false;
            if (!(words == words_of(other.data(), size))) return false;
            return size <= 16 || std::memcmp(text + 8, other.data() + 8, size - 16) == 0;
        }
    };
    int place_of(std::string_view text) const;
    void add_spelling(std::string name, int target);

    std::deque<std::string> spellings_;
    std::vector<Name> names_;
    std::vector<std::int32_t> places_;  ///< by hash: place in names_, or 0
};

/// As a writer of ASCII has it: \u6848\u53f7. Empty if there is nothing to escape or no plain way to.
std::string escaped_spelling(std::string_view name);

}  // namespace fadu::program
