// A JSON text read as a whole: the tree of facts/json_tree.hpp with the memory that it stands on. What receipts, findings
// and follow-up events are read with.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "facts/json_tree.hpp"

namespace fadu::findings {

class JsonText {
  public:
    using Node = facts::JsonNode;

    /// Replaces what was there. A byte-order mark must have been taken off.
    tl::expected<void, facts::JsonError> parse(std::string_view text) {
        namespace ondemand = simdjson::ondemand;
        const auto failed = [](simdjson::error_code error) {
            return tl::unexpected(facts::JsonError{facts::json_complaint(error), 0, false});
        };
        if (buffer_.size() < text.size() + simdjson::SIMDJSON_PADDING)
            buffer_.resize(text.size() + simdjson::SIMDJSON_PADDING);
        if (!text.empty()) std::memcpy(buffer_.data(), text.data(), text.size());
        std::memset(buffer_.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
        ondemand::document document;
        if (const auto error = parser_.iterate(buffer_.data(), text.size(), buffer_.size()).get(document))
            return failed(error);
        ondemand::value value;
        if (const auto error = document.get_value().get(value)) return failed(error);
        if (auto built = tree_.build(value, buffer_.data(), facts::JsonLimits{}); !built) return built;
        if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return failed(simdjson::TRAILING_CONTENT);
        return {};
    }

    const Node& root() const { return tree_.root(); }
    /// The first member of that name; nothing if it is no object or has none.
    const Node* find(const Node& object, std::string_view key) const {
        if (object.kind != Node::Kind::object) return nullptr;
        for (const Node* child = tree_.child(object); child != nullptr; child = tree_.next(*child))
            if (child->key == key) return child;
        return nullptr;
    }
    template <class Function>
    void each(const Node& node, Function function) const {
        for (const Node* child = tree_.child(node); child != nullptr; child = tree_.next(*child)) function(*child);
    }

  private:
    std::string buffer_;
    simdjson::ondemand::parser parser_;
    facts::JsonTree tree_;
};

/// The first line, without blanks around it and without its line end.
inline std::string_view trimmed_line(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    text.remove_prefix(first);
    text = text.substr(0, text.find('\n'));
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// Does a text hold one JSON value a line (rather than one over several lines)? True for a single line.
inline bool is_by_lines(std::string_view text) {
    const std::string_view first = trimmed_line(text);
    return first.size() > 1 && first.front() == '{' && first.back() == '}';
}

}  // namespace fadu::findings
