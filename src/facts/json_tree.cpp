#include "facts/json_tree.hpp"

#include <fmt/format.h>

#include "facts/convert.hpp"

namespace fadu::facts {
namespace {

namespace ondemand = simdjson::ondemand;

tl::unexpected<JsonError> failed(simdjson::error_code error, std::size_t at) {
    return tl::unexpected(JsonError{json_complaint(error), at, false});
}

/// Exactly JSON's numbers; simdjson only looks at a number when it is asked for its value.
bool is_json_number(std::string_view text) {
    const auto digits = [&] {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count;
    };
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('0'))
        text.remove_prefix(1);
    else if (digits() == 0)
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (digits() == 0) return false;
    }
    return text.empty();
}

}  // namespace

tl::expected<void, JsonError> JsonTree::build(ondemand::value value, const char* start, const JsonLimits& limits) {
    nodes_.clear();
    start_ = start;
    limits_ = limits;
    const auto root = add(value, 1);
    if (!root) return tl::unexpected(root.error());
    return {};
}

void JsonTree::append(int parent, int& last, int child) {
    if (last < 0)
        at(parent).first = child;
    else
        at(last).next = child;
    last = child;
}

tl::expected<int, JsonError> JsonTree::add(ondemand::value value, std::size_t depth) {
    const int index = static_cast<int>(nodes_.size());
    nodes_.emplace_back();
    const std::string_view token = value.raw_json_token();
    const std::size_t begin = static_cast<std::size_t>(token.data() - start_);
    at(index).begin = begin;
    if (depth > limits_.max_depth) {
        return tl::unexpected(JsonError{{fmt::format("嵌套超过 {} 层", limits_.max_depth),
                                         fmt::format("nested more than {} deep", limits_.max_depth)},
                                        begin,
                                        true});
    }
    const char first = token.empty() ? '\0' : token.front();
    auto done = first == '['   ? add_list(index, value, depth)
                : first == '{' ? add_object(index, value, depth)
                               : add_scalar(index, value);
    if (!done) return tl::unexpected(std::move(done.error()));
    if (at(index).end == 0) at(index).end = begin + trim(token).size();
    return index;
}

tl::expected<void, JsonError> JsonTree::add_list(int index, ondemand::value& value, std::size_t depth) {
    const std::size_t begin = at(index).begin;
    at(index).kind = JsonNode::Kind::list;
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return failed(error, begin);
    int last = -1;
    std::size_t count = 0;
    for (auto element : array) {
        ondemand::value item;
        if (const auto error = element.get(item)) return failed(error, begin);
        if (++count > limits_.max_items)
            return tl::unexpected(JsonError{{fmt::format("列表超过 {} 项", limits_.max_items),
                                             fmt::format("a list of more than {} items", limits_.max_items)},
                                            begin,
                                            true});
        auto child = add(item, depth + 1);
        if (!child) return tl::unexpected(std::move(child.error()));
        append(index, last, *child);
    }
    return {};
}

tl::expected<void, JsonError> JsonTree::add_object(int index, ondemand::value& value, std::size_t depth) {
    const std::size_t begin = at(index).begin;
    at(index).kind = JsonNode::Kind::object;
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return failed(error, begin);
    int last = -1;
    std::size_t count = 0;
    for (auto entry : object) {
        ondemand::field field;
        if (const auto error = std::move(entry).get(field)) return failed(error, begin);
        if (++count > limits_.max_items)
            return tl::unexpected(JsonError{{fmt::format("对象超过 {} 个键", limits_.max_items),
                                             fmt::format("an object of more than {} keys", limits_.max_items)},
                                            begin,
                                            true});
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) return failed(error, begin);
        auto child = add(field.value(), depth + 1);
        if (!child) return tl::unexpected(std::move(child.error()));
        at(*child).key = key;
        append(index, last, *child);
    }
    return {};
}

tl::expected<void, JsonError> JsonTree::add_scalar(int index, ondemand::value& value) {
    JsonNode& node = at(index);
    const std::string_view token = trim(value.raw_json_token());
    node.end = node.begin + token.size();
    if (token.starts_with('"')) {
        node.kind = JsonNode::Kind::text;
        if (const auto error = value.get_string().get(node.text)) return failed(error, node.begin);
        return {};
    }
    // The raw token is what simdjson would read; asking for it as well moves the document past it.
    if (token == "null") {
        if (!value.is_null()) return failed(simdjson::N_ATOM_ERROR, node.begin);
        return {};
    }
    if (token == "true" || token == "false") {
        node.kind = JsonNode::Kind::boolean;
        if (const auto error = value.get_bool().get(node.truth)) return failed(error, node.begin);
        return {};
    }
    if (!is_json_number(token)) return failed(simdjson::TAPE_ERROR, node.begin);
    node.kind = JsonNode::Kind::number;
    node.text = token;
    return {};
}

text::Message json_complaint(simdjson::error_code error) {
    switch (error) {
        case simdjson::UTF8_ERROR: return {"不是 UTF-8 编码", "it is not UTF-8"};
        case simdjson::EMPTY: return {"没有内容", "it is empty"};
        case simdjson::UNCLOSED_STRING: return {"文本的引号没有闭合", "a text's quotation mark is not closed"};
        case simdjson::UNESCAPED_CHARS:
            return {"文本里有未转义的控制字符", "a text holds a control character as it is"};
        case simdjson::STRING_ERROR: return {"文本里有错误的转义", "a text holds a wrong escape"};
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return {"括号没有闭合", "a bracket is not closed"};
        case simdjson::CAPACITY: return {"过大", "it is too large"};
        case simdjson::DEPTH_ERROR: return {"嵌套过深", "it is nested too deeply"};
        case simdjson::TRAILING_CONTENT: return {"值的后面还有内容", "there is something after the value"};
        default: break;
    }
    return {fmt::format("不是 JSON（{}）", simdjson::error_message(error)),
            fmt::format("it is not JSON ({})", simdjson::error_message(error))};
}

}  // namespace fadu::facts
