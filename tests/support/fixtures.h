// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stormdeck::test {

/// Content of a file below tests/fixtures; aborts the test program where it is missing, so that no test passes on
/// an empty answer.
[[nodiscard]] QByteArray fixture(const QString &path);

} // namespace stormdeck::test
