# Everything comes from Debian 12's packages; scripts/setup.sh names them.
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Microsoft.GSL REQUIRED)
include(FaduUtf8proc)
