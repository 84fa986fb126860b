// An exception that is declared apart from what it excepts. Internal to exceptions.cpp and exception_targets.cpp.
#pragma once

#include "model/resolver.hpp"

namespace fadu::model::detail {

struct Resolver::ExceptionInfo {
    const tree::Exception* body = nullptr;
    Span span;
    std::vector<const ExceptionInfo*> excepted_by;  ///< 例外 对 例外 this one
    std::vector<Citation> citations;
    Authority own;  ///< 施行, 理由
    bool has_duty = false, has_value = false, prefers = false;
    bool complete = true;

    std::string name() const { return std::string(body->name.text); }
};

}  // namespace fadu::model::detail
