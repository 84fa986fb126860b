# What `cmake --install` puts where, so that find_package(fadu) gives fadu::fadu.
if(NOT FADU_INSTALL)
  return()
endif()
include(CMakePackageConfigHelpers)
set(FADU_PACKAGE_DIRECTORY ${CMAKE_INSTALL_LIBDIR}/cmake/fadu)

set(FADU_INSTALLED_TARGETS fadu)
if(TARGET fadu_command)
  list(APPEND FADU_INSTALLED_TARGETS fadu_command)
endif()
install(TARGETS ${FADU_INSTALLED_TARGETS} EXPORT faduTargets)
install(DIRECTORY include/fadu DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT faduTargets NAMESPACE fadu:: DESTINATION ${FADU_PACKAGE_DIRECTORY})

configure_package_config_file(cmake/faduConfig.cmake.in ${PROJECT_BINARY_DIR}/faduConfig.cmake
                              INSTALL_DESTINATION ${FADU_PACKAGE_DIRECTORY})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/faduConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/faduConfig.cmake ${PROJECT_BINARY_DIR}/faduConfigVersion.cmake cmake/FaduUtf8proc.cmake
        DESTINATION ${FADU_PACKAGE_DIRECTORY})
