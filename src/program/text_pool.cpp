// The texts of a block: a table by hash over pages that are kept from block to block.
#include <cstring>

#include "fadu/program/block.hpp"
#include "program/words.hpp"

namespace fadu::program {
namespace {

constexpr std::size_t page_size = std::size_t{1} << 16;

}  // namespace

TextPool::TextPool(const std::vector<std::string>& constants) : places_(256) {
    for (const std::string& text : constants) number_of(text);
    constants_ = texts_.size();
    // What stands before is never forgotten: the pages begin anew behind it.
    for (auto& page : pages_) long_texts_.push_back(std::move(page));
    pages_.clear();
    page_ = used_ = 0;
    constant_texts_ = long_texts_.size();
}

std::size_t TextPool::find_place(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    while (places_[at] != 0) {
        const Entry& entry = texts_[static_cast<std::size_t>(places_[at] - 1)];
        if (entry.hash == hash && entry.text == text) break;
        at = (at + 1) & mask;
    }
    return at;
}

std::int64_t TextPool::number_of(std::string_view text) {
    const std::uint64_t hash = hash_of(text);
    std::size_t at = find_place(text, hash);
    if (places_[at] != 0) return places_[at] - 1;
    if (texts_.size() * 2 >= places_.size()) {
        widen();
        at = find_place(text, hash);
    }
    texts_.push_back({keep(text), hash});
    places_[at] = static_cast<std::int32_t>(texts_.size());
    return places_[at] - 1;
}

std::string_view TextPool::keep(std::string_view text) {
    if (text.empty()) return {};
    char* to = nullptr;
    if (text.size() > page_size / 4) {
        to = long_texts_.emplace_back(std::make_unique<char[]>(text.size())).get();
    } else {
        if (page_ < pages_.size() && used_ + text.size() > page_size) {
            ++page_;
            used_ = 0;
        }
        if (page_ == pages_.size()) pages_.push_back(std::make_unique<char[]>(page_size));
        to = pages_[page_].get() + used_;
        used_ += text.size();
    }
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
}

void TextPool::widen() {
    places_.assign(places_.size() * 2, 0);
    for (std::size_t i = 0; i < texts_.size(); ++i)
        places_[find_place(texts_[i].text, texts_[i].hash)] = static_cast<std::int32_t>(i + 1);
}

void TextPool::clear() {
    if (texts_.size() == constants_) return;
    texts_.resize(constants_);
    std::fill(places_.begin(), places_.end(), 0);
    for (std::size_t i = 0; i < texts_.size(); ++i)
        places_[find_place(texts_[i].text, texts_[i].hash)] = static_cast<std::int32_t>(i + 1);
    long_texts_.resize(constant_texts_);
    page_ = used_ = 0;
}

}  // namespace fadu::program
