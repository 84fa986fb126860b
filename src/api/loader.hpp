// Puts rules together: finds the files, parses each, follows 引用, resolves all of them. Used once for each load.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "fadu/rules.hpp"

namespace fadu {

/// Where texts come from: the file system, or names in memory.
struct FileAccess {
    /// The bytes of a file; an error says why not.
    std::function<tl::expected<std::string, text::Message>(const std::string& path)> read;
    /// One spelling for each file, however it is reached.
    std::function<std::string(const std::string& path)> identity;
    std::function<bool(const std::string& path)> exists;
};

FileAccess file_system(std::size_t max_file_bytes);

class Loader {
  public:
    Loader(FileAccess access, const LoadOptions& options);

    void add_path(const std::string& path);
    void add_file(const std::string& path, text::Span place);
    tl::expected<RulesPointer, Problems> finish();

  private:
    void add_directory(const std::filesystem::path& directory);
    void follow_uses(const syntax::File& file, const std::string& path);
    std::optional<text::FileId> read(const std::string& path, text::Span place);
    std::optional<text::FileId> read_table(text::FileId from, std::string_view path);
    void report(std::string code, text::Span place, text::Message message, text::Message help = {});

    FileAccess access_;
    LoadOptions options_;
    std::shared_ptr<Rules> rules_;
    std::vector<text::Diagnostic> diagnostics_;
    std::set<std::string> seen_;
    std::map<std::string, text::FileId> tables_;
    std::size_t total_bytes_ = 0;
};

/// A place outside every source: diagnostics that concern no text carry it.
inline constexpr text::Span no_place{0xFFFFFFFFU, 0, 0};

}  // namespace fadu
