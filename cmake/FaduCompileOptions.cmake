# Warnings, sanitizers and coverage: for our own targets only, never for those who link us.
add_library(fadu_options INTERFACE)
target_compile_options(fadu_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion)
# Before version 13 GCC warns falsely at "text" + string (GCC bug 105651).
target_compile_options(fadu_options INTERFACE
                       $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
if(FADU_SANITIZE)
  target_compile_options(fadu_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(fadu_options INTERFACE -fsanitize=address,undefined)
endif()
if(FADU_COVERAGE)
  target_compile_options(fadu_options INTERFACE --coverage)
  target_link_options(fadu_options INTERFACE --coverage)
endif()

# The host's choices are the host's: only where we are the project being built.
if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
  endif()
  find_program(FADU_CCACHE ccache)
  mark_as_advanced(FADU_CCACHE)
  if(FADU_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${FADU_CCACHE})
  endif()
endif()
