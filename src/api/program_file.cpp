#include "fadu/program_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#if defined(__unix__) || defined(__APPLE__)
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define FADU_HAS_MAPPING 1
#endif

namespace fadu {
namespace {

program::Origin origin_of(const Rules& rules, const CheckOptions& options) {
    findings::Receipt receipt = rules.receipt(options);
    return {std::move(receipt.rules_sha256), std::move(receipt.calendar_hash), std::move(receipt.parameters)};
}

const time::Calendar& calendar_of(const CheckOptions& options) {
    return options.calendar ? *options.calendar : time::Calendar::china();
}

/// The bytes of a file, mapped where that can be done, else read.
struct FileBytes {
    std::string_view bytes;
    std::shared_ptr<const void> keep_alive;
};

#ifdef FADU_HAS_MAPPING
bool map(const std::string& path, FileBytes& file) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct stat about = {};
    const bool regular = ::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    const auto size = static_cast<std::size_t>(about.st_size);
    void* const start = regular ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
    ::close(descriptor);
    if (start == MAP_FAILED) return false;
    file.bytes = {static_cast<const char*>(start), size};
    file.keep_alive = std::shared_ptr<const void>(start, [size](void* mapped) { ::munmap(mapped, size); });
    return true;
}
#else
bool map(const std::string&, FileBytes&) { return false; }
#endif

bool read(const std::string& path, FileBytes& file) {
    std::FILE* const stream = std::fopen(path.c_str(), "rb");
    if (stream == nullptr) return false;
    const auto bytes = std::make_shared<std::string>();
    std::string piece(1U << 16U, '\0');
    for (std::size_t count = 0; (count = std::fread(piece.data(), 1, piece.size(), stream)) > 0;)
        bytes->append(piece, 0, count);
    const bool failed = std::ferror(stream) != 0;
    const int error = errno;
    std::fclose(stream);
    errno = error;
    file.bytes = *bytes;
    file.keep_alive = bytes;
    return !failed;
}

}  // namespace

std::string compile_program(const Rules& rules, int record, const CheckOptions& options) {
    program::Settings settings;
    settings.calendar = options.calendar;
    settings.parameters = options.parameters;
    return program::write_program(*program::compile(rules.rulebook(), record, settings), origin_of(rules, options));
}

tl::expected<std::shared_ptr<const program::Program>, text::Diagnostic> open_program(const std::string& path,
                                                                                     const Rules& rules,
                                                                                     const CheckOptions& options) {
    FileBytes file;
    if (!map(path, file) && !read(path, file)) {
        const std::string why = std::strerror(errno);
        text::Diagnostic unreadable;
        unreadable.code = "FD0683";
        unreadable.message = {"不能读取程序文件“" + path + "”：" + why,
                              "cannot read the program file \"" + path + "\": " + why};
        return tl::unexpected(std::move(unreadable));
    }
    return program::read_program(file.bytes, rules.rulebook(), calendar_of(options), origin_of(rules, options),
                                 file.keep_alive);
}

}  // namespace fadu
