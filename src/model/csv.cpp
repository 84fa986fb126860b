// Lists kept in a CSV file (载于 “x.csv”).
#include "model/lists.hpp"

namespace fadu::model::detail {

std::optional<tree::List> Resolver::list_from_file(const tree::List& body) {
    const auto file = read_file_ ? read_file_(body.file.span.file, body.file.text) : std::nullopt;
    if (!file) {
        error("FD0410", body.file.span, fmt::format("找不到清单的文件“{}”", body.file.text), fmt::format("the list's file “{}” is not there", body.file.text))
            .help = {"路径从规则文件所在的文件夹算起", "the path starts from the folder of the rule file"};
        return std::nullopt;
    }
    error("FD0410", body.file.span, "还不能读清单文件", "lists from files cannot be read yet");
    return std::nullopt;
}

}  // namespace fadu::model::detail
