// fadu._core: the library as the Python layer sees it. The layer (bindings/python/fadu) is what users call.
#include "convert.hpp"

PYBIND11_MODULE(_core, module) {
    module.attr("__doc__") = "The C++ half of the package fadu.";
    module.def("version", [] { return std::string(fadu::version()); });
    fadu::python::add_time(module);
    fadu::python::add_findings(module);
    fadu::python::add_rules(module);
    fadu::python::add_examples(module);
}
