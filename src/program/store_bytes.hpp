// Little-endian bytes of program files: written one value after another, read with every end checked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fadu::program {

/// The sections of a program file, in their order.
enum class Section : std::uint8_t {
    origin,
    layout,
    domains,
    registers,
    instructions,
    operands,
    texts,
    periods,
    lookups,
    counts,
    days,  ///< due days, four bytes each
    norms,
};
inline constexpr std::size_t section_count = 12;

// The header: magic, version, fingerprint of the opcodes, size of all, SHA-256 (in hex) of all but itself; then where each
// section begins and how long it is. Sections begin at multiples of eight.
inline constexpr std::string_view store_magic{"FADU\x1A\r\n\x00", 8};
inline constexpr std::size_t checksum_at = 24;
inline constexpr std::size_t checksum_size = 64;
inline constexpr std::size_t sections_at = checksum_at + checksum_size;
inline constexpr std::size_t header_size = sections_at + 16 * section_count;

class ByteWriter {
  public:
    void number(std::uint64_t value, int bytes) {
        for (int shift = 0; shift < 8 * bytes; shift += 8) bytes_ += static_cast<char>(value >> shift & 0xFFU);
    }
    void u8(std::uint8_t value) { number(value, 1); }
    void i32(int value) { number(static_cast<std::uint32_t>(value), 4); }
    void i64(std::int64_t value) { number(static_cast<std::uint64_t>(value), 8); }
    void count(std::size_t value) { number(value, 8); }
    void text(std::string_view value) {
        count(value.size());
        bytes_ += value;
    }
    void align() {
        while (bytes_.size() % 8 != 0) bytes_ += '\0';
    }
    std::string& bytes() { return bytes_; }

  private:
    std::string bytes_;
};

/// After the first thing that is not there everything reads as zero and `failed` stays true.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {}

    std::uint64_t number(std::size_t bytes) {
        if (failed_ || left_.size() < bytes) {
            failed_ = true;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = bytes; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(left_[i]);
        left_.remove_prefix(bytes);
        return value;
    }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    int i32() { return static_cast<int>(static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4)))); }
    std::int64_t i64() { return static_cast<std::int64_t>(number(8)); }
    bool boolean() {
        const std::uint8_t value = u8();
        failed_ = failed_ || value > 1;
        return value == 1;
    }
    /// How many things of at least so many bytes follow.
    std::size_t count(std::size_t least_bytes) {
        const std::uint64_t value = number(8);
        if (value > left_.size() / least_bytes) failed_ = true;
        return failed_ ? 0 : static_cast<std::size_t>(value);
    }
    std::string_view text() {
        const std::size_t size = count(1);
        const std::string_view value = left_.substr(0, size);
        left_.remove_prefix(size);
        return value;
    }
    void fail() { failed_ = true; }
    bool failed() const { return failed_; }
    /// Everything has been read and nothing was wrong.
    bool done() const { return !failed_ && left_.empty(); }

  private:
    std::string_view left_;
    bool failed_ = false;
};

/// Of all bytes of the file but the checksum itself.
std::string checksum_of(std::string_view bytes);

}  // namespace fadu::program
