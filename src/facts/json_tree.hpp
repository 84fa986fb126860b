// One JSON value with everything looked at: checked to its last byte, numbers as written, children in order. The readers
// work on this rather than on simdjson's forward-only values, because a case's keys may come in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>
#include <tl/expected.hpp>

#include "fadu/text/diagnostic.hpp"

namespace fadu::facts {

struct JsonNode {
    enum class Kind : std::uint8_t { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    std::string_view key;   ///< of a member of an object
    std::string_view text;  ///< a text's content or a number's digits
    std::size_t begin = 0;  ///< where it stands, from the start of the text given to the parser
    std::size_t end = 0;
    int first = -1;  ///< its first child
    int next = -1;   ///< its next sibling
};

struct JsonLimits {
    std::size_t max_depth = 64;
    std::size_t max_items = 1'000'000;  ///< of one list or object
};

struct JsonError {
    text::Message message;
    std::size_t at = 0;
    bool limit = false;
};

/// Reused from value to value; its views live as long as the simdjson document they came from.
class JsonTree {
  public:
    /// Replaces what was there. After an error the document cannot be read on.
    tl::expected<void, JsonError> build(simdjson::ondemand::value value, const char* start, const JsonLimits& limits);

    const JsonNode& root() const { return nodes_.front(); }
    const JsonNode* child(const JsonNode& node) const { return node.first < 0 ? nullptr : &at(node.first); }
    const JsonNode* next(const JsonNode& node) const { return node.next < 0 ? nullptr : &at(node.next); }

  private:
    const JsonNode& at(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
    JsonNode& at(int index) { return nodes_[static_cast<std::size_t>(index)]; }
    tl::expected<int, JsonError> add(simdjson::ondemand::value value, std::size_t depth);
    tl::expected<void, JsonError> add_list(int index, simdjson::ondemand::value& value, std::size_t depth);
    tl::expected<void, JsonError> add_object(int index, simdjson::ondemand::value& value, std::size_t depth);
    tl::expected<void, JsonError> add_scalar(int index, simdjson::ondemand::value& value);
    void append(int parent, int& last, int child);

    std::vector<JsonNode> nodes_;
    const char* start_ = nullptr;
    JsonLimits limits_;
};

/// What simdjson has against a text, in words.
text::Message json_complaint(simdjson::error_code error);

}  // namespace fadu::facts
