// How fast rule files are read: a generated file of ordinary rules, lexed, parsed and printed a few times over.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>

#include "fadu/syntax/parse.hpp"
#include "fadu/syntax/print.hpp"

namespace {

std::string ordinary_rules(std::size_t bytes) {
    std::string text;
    for (int i = 0; text.size() < bytes; ++i) {
        const std::string n = std::to_string(i);
        text += "规则 办案期限" + n +
                " 对 处罚案件 的 每次 处罚决定\n"
                "  当 适用普通程序 且 办案人员 中 执法证有效期 包含 本次 且 非 辅助人员 的 不少于 2人\n"
                "  应当 自 立案 之日起 90日内 处罚决定 其 罚款 不超过 10万元 或 不予处罚决定\n"
                "  但 涉及重大公共利益 且 本次 的 明示法律风险 的除外\n"
                "  经 延期批准 其 批准人 为 负责人 可以延长 30日\n"
                "  不计入期限 中止、听证、公告、检测、检验、检疫、鉴定\n"
                "  依据 《市场监督管理行政处罚程序规定》（2022）第六十四条、第六十五条第一款\n"
                "  违者 轻微 “超过办案期限【逾期日数】日作出处理决定”\n"
                "  建议 “尽快作出处理决定”\n\n";
    }
    return text;
}

template <typename Work>
double best_seconds(int times, Work&& work) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        // Processor time: what others do on the machine does not count.
        const std::clock_t begin = std::clock();
        work();
        best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
}

}  // namespace

int main() {
    using namespace fadu;
    const std::string text = ordinary_rules(1u << 20);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::size_t tokens = 0;
    const double lexing = best_seconds(10, [&] {
        text::Sources sources;
        tokens = syntax::lex(sources.add("bench.fadu", text), sources).tokens.size();
    });
    std::size_t declarations = 0;
    const double parsing = best_seconds(10, [&] {
        text::Sources sources;
        declarations = syntax::parse(sources.add("bench.fadu", text), sources).file.declarations.size();
    });
    text::Sources sources;
    const syntax::Parsed parsed = syntax::parse(sources.add("bench.fadu", text), sources);
    std::size_t printed = 0;
    const double printing = best_seconds(5, [&] { printed = syntax::print(parsed.file, sources).size(); });
    std::printf("%.2f MB, %zu tokens, %zu declarations, %zu diagnostics, %zu bytes printed\n", megabytes, tokens,
                declarations, parsed.diagnostics.size(), printed);
    std::printf("lex   %7.1f MB/s\nparse %7.1f MB/s (lexing included)\nprint %7.1f MB/s\n", megabytes / lexing,
                megabytes / parsing, megabytes / printing);
    return 0;
}
