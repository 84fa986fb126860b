#include "twin/dictionary.hpp"

#include <bit>

#include "generate/json.hpp"

namespace fadu::bench {

Dictionary::Dictionary(std::span<const std::string_view> words) : mask_(std::bit_ceil(words.size() * 6) - 1) {
    table_.resize(mask_ + 1);
    Random unused(0, 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string escaped;
        write(Json::of(words[i]), Encoding::escaped, unused, escaped);
        insert(std::string(words[i]), static_cast<int>(i));
        insert(escaped.substr(1, escaped.size() - 2), static_cast<int>(i));
    }
}

void Dictionary::insert(const std::string& text, int number) {
    std::string padded = text + std::string(8, '\0');
    Entry entry{fingerprint(padded.data(), text.size()), number, text};
    if (plain_.size() == static_cast<std::size_t>(number)) plain_.push_back(entry);
    std::size_t at = slot(entry.print);
    while (table_[at].number >= 0) at = (at + 1) & mask_;
    table_[at] = std::move(entry);
}

}  // namespace fadu::bench
