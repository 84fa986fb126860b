#include "generate/json.hpp"

#include <algorithm>

namespace fadu::bench {
namespace {

class Writer {
  public:
    Writer(Encoding encoding, Random& shuffle, std::string& out)
        : spaced_(encoding == Encoding::spaced || encoding == Encoding::escaped),
          escaped_(encoding == Encoding::escaped),
          shuffled_(encoding == Encoding::shuffled && shuffle.chance(200)),
          shuffle_(shuffle),
          out_(out) {}

    void write(const Json& value) {
        switch (value.kind) {
            case Json::Kind::literal: out_ += value.text; break;
            case Json::Kind::text: write_text(value.text); break;
            case Json::Kind::list:
                out_ += '[';
                for (const Json& item : value.items) {
                    separate(&item != &value.items.front());
                    write(item);
                }
                out_ += ']';
                break;
            case Json::Kind::object: write_object(value); break;
        }
    }

  private:
    void separate(bool needed) {
        if (needed) out_ += spaced_ ? ", " : ",";
    }

    void write_object(const Json& value) {
        std::vector<std::size_t> order(value.members.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        if (shuffled_)
            for (std::size_t i = order.size(); i > 1; --i)
                std::swap(order[i - 1], order[static_cast<std::size_t>(shuffle_.below(static_cast<int>(i)))]);
        out_ += '{';
        bool first = true;
        for (const std::size_t i : order) {
            separate(!first);
            first = false;
            write_text(value.members[i].first);
            out_ += spaced_ ? ": " : ":";
            write(value.members[i].second);
        }
        out_ += '}';
    }

    void write_text(std::string_view text) {
        out_ += '"';
        for (std::size_t i = 0; i < text.size();) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if (byte < 0x80 || !escaped_) {
                if (byte == '"' || byte == '\\') out_ += '\\';
                out_ += text[i++];
                continue;
            }
            // The texts of the generators are Chinese or ASCII: two or three bytes a character.
            const std::size_t length = byte >= 0xE0 ? 3 : 2;
            unsigned code = byte & (length == 3 ? 0x0FU : 0x1FU);
            for (std::size_t k = 1; k < length; ++k)
                code = code << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
            i += length;
            out_ += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4)
                out_ += "0123456789abcdef"[code >> static_cast<unsigned>(shift) & 15U];
        }
        out_ += '"';
    }

    bool spaced_, escaped_, shuffled_;
    Random& shuffle_;
    std::string& out_;
};

}  // namespace

void write(const Json& value, Encoding encoding, Random& shuffle, std::string& out) {
    Writer(encoding, shuffle, out).write(value);
}

}  // namespace fadu::bench
