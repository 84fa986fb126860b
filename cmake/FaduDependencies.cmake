# Everything comes from Debian 12's packages; README.md names them.
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_path(FADU_GSL_INCLUDE gsl/gsl REQUIRED)
find_path(FADU_UTF8PROC_INCLUDE utf8proc.h REQUIRED)
find_library(FADU_UTF8PROC_LIBRARY utf8proc REQUIRED)
