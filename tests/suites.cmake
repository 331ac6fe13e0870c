# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Registers each suite of a GoogleTest program as one test: a process a suite, not a process a test, which would spend
# half of the time on loading libraries. The suites are asked of the built program when ctest starts, so none is missed.

# add_suites(program label [environment...])
function(add_suites program label)
    set(script ${CMAKE_CURRENT_BINARY_DIR}/${program}_suites.cmake)
    file(GENERATE OUTPUT ${script} CONTENT "set(program [[$<TARGET_FILE:${program}>]])
set(label ${label})
set(environment [[${ARGN}]])
include(${PROJECT_SOURCE_DIR}/tests/list_suites.cmake)
")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${script})
endfunction()
