# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries the language level, the warnings and the Qt strictness of every target here.
option(STORMDECK_WERROR "Treat warnings as errors" OFF)
set(STORMDECK_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)

find_program(CCACHE ccache)
if(CCACHE)
    # What one clone has compiled serves another in another place.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        ${CCACHE})
endif()

add_library(stormdeck_options INTERFACE)
target_compile_options(stormdeck_options INTERFACE
    -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<BOOL:${STORMDECK_WERROR}>:-Werror>)
target_compile_definitions(stormdeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(STORMDECK_SANITIZE)
    # g++ 12 sees uninitialised values inside tl::expected only when instrumented; they are not there.
    target_compile_options(stormdeck_options INTERFACE
        -fsanitize=${STORMDECK_SANITIZE} -fno-omit-frame-pointer -Wno-maybe-uninitialized)
    target_link_options(stormdeck_options INTERFACE -fsanitize=${STORMDECK_SANITIZE})
endif()
