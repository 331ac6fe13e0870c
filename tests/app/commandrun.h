// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/operations.h"

#include <gtest/gtest.h>

namespace stormdeck::test {

/// How a command of the command line ended, and what it said.
struct CommandRun
{
    int code = -1; ///< -1: the words are no command, which is a failure of the test too
    QString out;
    QString err;
};

/// Runs the command that the words after the program's name make.
inline CommandRun runWords(const QStringList &words)
{
    const auto arguments = app::readArguments(QStringList{QStringLiteral("stormdeck")} + words);
    EXPECT_TRUE(arguments) << qPrintable(arguments ? QString() : sentence(arguments.error()));
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    CommandRun done{.code = arguments ? app::runCommand(*arguments, {}) : -1};
    done.out = QString::fromStdString(testing::internal::GetCapturedStdout());
    done.err = QString::fromStdString(testing::internal::GetCapturedStderr());
    return done;
}

} // namespace stormdeck::test
