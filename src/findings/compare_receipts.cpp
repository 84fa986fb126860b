// compare_receipts: part by part, in words.
#include <algorithm>

#include "fadu/findings/receipt.hpp"
#include "fadu/findings/words.hpp"

namespace fadu::findings {
namespace {

std::string file_name(const std::string& path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

class Comparison {
  public:
    std::vector<ReceiptPart> operator()(const Receipt& recorded, const Receipt& now) {
        part("引擎版本", "engine version", recorded.engine_version, now.engine_version);
        part("规则集", "rulebooks", books(recorded), books(now));
        files("规则文件", "rule file", recorded.files, now.files);
        if (same_contents(recorded.files, now.files))
            same(recorded.rules_sha256 == now.rules_sha256, "规则文件的次序", "order of the rule files");
        part("节假日历", "calendar", recorded.calendar_hash, now.calendar_hash);
        part("截至日期", "as-of date", time::to_string(recorded.as_of), time::to_string(now.as_of));
        part("参数", "parameters", parameters(recorded), parameters(now));
        part("结论的种类", "verdicts shown", verdicts(recorded), verdicts(now));
        part("记录", "record", recorded.record, now.record);
        files("名称对照", "mapping", of(recorded.mapping), of(now.mapping));
        files("输入", "input", recorded.inputs, now.inputs);
        output(recorded, now);
        return std::move(parts_);
    }

  private:
    void same(bool same, std::string zh, std::string en) {
        parts_.push_back({same, {zh + (same ? "：相同" : "：不同"), en + (same ? ": the same" : ": different")}});
    }

    void part(std::string zh, std::string en, const std::string& recorded, const std::string& now) {
        if (recorded == now) return same(true, std::move(zh), std::move(en));
        const auto shown = [](const std::string& text, const char* nothing) { return text.empty() ? nothing : text; };
        parts_.push_back({false,
                          {zh + "：不同，回执为 " + shown(recorded, "（无）") + "，现为 " + shown(now, "（无）"),
                           en + ": different, " + shown(recorded, "(none)") + " in the receipt and " +
                               shown(now, "(none)") + " now"}});
    }

    static std::vector<Receipt::File> of(const std::optional<Receipt::File>& file) {
        return file ? std::vector<Receipt::File>{*file} : std::vector<Receipt::File>{};
    }

    static bool same_contents(const std::vector<Receipt::File>& a, const std::vector<Receipt::File>& b) {
        std::vector<std::string> left, right;
        for (const Receipt::File& file : a) left.push_back(file.sha256);
        for (const Receipt::File& file : b) right.push_back(file.sha256);
        std::sort(left.begin(), left.end());
        std::sort(right.begin(), right.end());
        return left == right;
    }

    /// Matches by name, then by content (it only moved), then by the file's own name (it moved and changed).
    void files(const std::string& zh, const std::string& en, const std::vector<Receipt::File>& recorded,
               const std::vector<Receipt::File>& now) {
        std::vector<const Receipt::File*> left;
        for (const Receipt::File& file : now) left.push_back(&file);
        std::vector<const Receipt::File*> match(recorded.size(), nullptr);
        const auto match_by = [&](auto equal) {
            for (std::size_t i = 0; i < recorded.size(); ++i) {
                if (match[i] != nullptr) continue;
                const auto found = std::find_if(left.begin(), left.end(), [&](const Receipt::File* file) {
                    return file != nullptr && equal(recorded[i], *file);
                });
                if (found == left.end()) continue;
                match[i] = *found;
                *found = nullptr;
            }
        };
        using File = Receipt::File;
        match_by([](const File& a, const File& b) { return a.name == b.name && a.sha256 == b.sha256; });
        match_by([](const File& a, const File& b) { return a.name == b.name; });
        match_by([](const File& a, const File& b) { return a.sha256 == b.sha256; });
        match_by([](const File& a, const File& b) { return file_name(a.name) == file_name(b.name); });
        for (std::size_t i = 0; i < recorded.size(); ++i) {
            const std::string name = " " + recorded[i].name;
            if (match[i] == nullptr)
                parts_.push_back({false, {zh + name + "：现在没有", en + name + ": not there now"}});
            else if (match[i]->sha256 != recorded[i].sha256)
                parts_.push_back({false, {zh + name + "：内容不同", en + name + ": different contents"}});
            else
                same(true, zh + name, en + name);
        }
        for (const Receipt::File* file : left)
            if (file != nullptr)
                parts_.push_back(
                    {false, {zh + " " + file->name + "：回执里没有", en + " " + file->name + ": not in the receipt"}});
    }

    static std::string books(const Receipt& receipt) {
        std::string text;
        for (const Receipt::Book& book : receipt.rulebooks)
            text += (text.empty() ? "" : "、") + book.name + (book.version.empty() ? "" : " " + book.version);
        return text;
    }

    static std::string parameters(const Receipt& receipt) {
        auto sorted = receipt.parameters;
        std::sort(sorted.begin(), sorted.end());
        std::string text;
        for (const auto& [name, value] : sorted) text += (text.empty() ? "" : "、") + name + "=" + value;
        return text;
    }

    static std::string verdicts(const Receipt& receipt) {
        std::string text;
        for (int i = 0; i < 7; ++i)
            if (const auto verdict = static_cast<engine::Verdict>(i); receipt.verdicts.contains(verdict))
                text += (text.empty() ? "" : ",") + std::string(verdict_code(verdict));
        return text;
    }

    void output(const Receipt& recorded, const Receipt& now) {
        if (!recorded.output || !now.output) {
            if (recorded.output.has_value() != now.output.has_value())
                parts_.push_back({false,
                                  {"结果：回执没有结果的散列（输出在中途断了？）",
                                   "output: the receipt has no hash of it (was the output cut off?)"}});
            return;
        }
        if (recorded.output->cases != now.output->cases)
            parts_.push_back({false,
                              {"案件数：不同，回执为 " + std::to_string(recorded.output->cases) + "，现为 " +
                                   std::to_string(now.output->cases),
                               "cases: different, " + std::to_string(recorded.output->cases) + " in the receipt and " +
                                   std::to_string(now.output->cases) + " now"}});
        same(recorded.output->sha256 == now.output->sha256, "结果", "output");
    }

    std::vector<ReceiptPart> parts_;
};

}  // namespace

std::vector<ReceiptPart> compare_receipts(const Receipt& recorded, const Receipt& now) {
    return Comparison()(recorded, now);
}

}  // namespace fadu::findings
