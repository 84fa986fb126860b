// What the lexer has to complain of, in words.
#include "syntax/lexer_problems.hpp"

#include <array>
#include <string>

namespace fadu::syntax::lexer {

namespace {

/// @ stands for the subject.
struct Words {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view help_zh;
    std::string_view help_en;
};

constexpr std::array words{
    Words{"FD0001", "不是有效的 UTF-8 字节", "bytes that are not UTF-8", "将文件另存为 UTF-8 编码",
          "save the file in UTF-8"},
    Words{"FD0002", "文件超过@字节的上限，未读取", "the file exceeds the limit of @ bytes and was not read",
          "拆分为几个文件", "split it into several files"},
    Words{"FD0003", "此行超过@字节的上限，未读取", "this line exceeds the limit of @ bytes and was not read", "", ""},
    Words{"FD0004", "括号嵌套超过@层", "brackets are nested more than @ deep", "用“定义”分成几步",
          "use definitions to do it in steps"},
    Words{"FD0005", "文件的词超过@个的上限，其后未读取",
          "the file has more than the limit of @ tokens; the rest was not read", "拆分为几个文件",
          "split it into several files"},
    Words{"FD0006", "错误超过@个，其余未列出", "more than @ errors; the others are not listed", "", ""},
    Words{"FD0007", "此处不能有“@”", "unexpected “@”", "", ""},
    Words{"FD0008", "文字缺少收尾引号，文字不能跨行", "the text has no closing quote; a text cannot span lines", "",
          ""},
    Words{"FD0009", "名称缺少收尾的“」”", "the name has no closing “」”", "", ""},
    Words{"FD0010", "标题缺少收尾的“》”", "the title has no closing “》”", "", ""},
    Words{"FD0011", "没有“@”这一天", "there is no day “@”", "", ""},
    Words{"FD0012", "没有“@”这一时刻", "there is no moment “@”", "", ""},
    Words{"FD0013", "日期“@”的月、日应为两位数字", "month and day of the date “@” need two digits", "", ""},
    Words{"FD0014", "数字中不用分节号：“@”", "numbers have no group separators: “@”",
          "写作不分节的数字；并列的数字之间用“、”", "write the digits together; put a blank between two numbers"},
    Words{"FD0015", "名称为空", "the name is empty", "", ""},
    Words{"FD0016", "标题为空", "the title is empty", "", ""},
    Words{"FD0017", "文字中不能有控制字符", "a text cannot contain control characters", "", ""},
    Words{"FD0018", "名称超过@字节的上限", "the name exceeds the limit of @ bytes", "", ""},
};

std::string fill(std::string_view pattern, std::string_view subject) {
    std::string result(pattern);
    if (const auto at = result.find('@'); at != std::string::npos) result.replace(at, 1, subject);
    return result;
}

text::Diagnostic make_diagnostic(Problem problem, text::Span span, std::string_view subject) {
    const Words& entry = words[static_cast<std::size_t>(problem)];
    text::Diagnostic diagnostic;
    diagnostic.code = entry.code;
    diagnostic.span = span;
    diagnostic.message = {fill(entry.zh, subject), fill(entry.en, subject)};
    diagnostic.help = {std::string(entry.help_zh), std::string(entry.help_en)};
    return diagnostic;
}

}  // namespace

void Problems::report(Problem problem, text::Span span, std::string_view subject) {
    if (diagnostics_.size() < most_) {
        diagnostics_.push_back(make_diagnostic(problem, span, subject));
    } else if (!too_many_ || span < first_left_out_) {
        too_many_ = true;
        first_left_out_ = span;
    }
}

std::vector<text::Diagnostic> Problems::finish() {
    text::sort(diagnostics_);
    if (too_many_) {
        diagnostics_.push_back(make_diagnostic(Problem::too_many_errors, first_left_out_, std::to_string(most_)));
    }
    return std::move(diagnostics_);
}

}  // namespace fadu::syntax::lexer
