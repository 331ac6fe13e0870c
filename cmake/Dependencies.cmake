# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Qt6 6.4 REQUIRED COMPONENTS Core DBus Gui Widgets Network Svg)
find_package(CURL 7.88 REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(QuaZip-Qt6 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(Threads REQUIRED)
if(BUILD_TESTING)
    find_package(GTest REQUIRED)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
