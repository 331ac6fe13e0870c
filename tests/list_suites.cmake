# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by ctest, for add_suites: one test for each suite that `program` lists.
if(NOT EXISTS ${program})
    add_test(${label}.not-built ${program})
    return()
endif()
execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "(^|\n)[A-Za-z0-9_/]+\\." suites "${listed}")
foreach(suite IN LISTS suites)
    string(STRIP "${suite}" suite)
    string(REGEX REPLACE "\\.$" "" name "${label}.${suite}")
    add_test(${name} ${program} --gtest_filter=${suite}* --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 120 ENVIRONMENT "${environment}")
    if(suite MATCHES "^(Host|Machine|Ssh|Tunnel)") # most of these start a real sshd, and take longest: they begin
        set_tests_properties(${name} PROPERTIES COST 100 LABELS "${label};ssh")
    endif()
endforeach()
