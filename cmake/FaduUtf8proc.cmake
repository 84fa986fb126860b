# utf8proc has no CMake package in Debian: the imported target fadu::utf8proc, for our build and for those who find us
# installed.
if(NOT TARGET fadu::utf8proc)
  find_path(FADU_UTF8PROC_INCLUDE utf8proc.h REQUIRED)
  find_library(FADU_UTF8PROC_LIBRARY utf8proc REQUIRED)
  mark_as_advanced(FADU_UTF8PROC_INCLUDE FADU_UTF8PROC_LIBRARY)
  add_library(fadu::utf8proc INTERFACE IMPORTED GLOBAL)
  target_include_directories(fadu::utf8proc INTERFACE ${FADU_UTF8PROC_INCLUDE})
  target_link_libraries(fadu::utf8proc INTERFACE ${FADU_UTF8PROC_LIBRARY})
endif()
