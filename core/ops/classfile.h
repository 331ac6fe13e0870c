// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace stormdeck::ops {

/// What a Java class file says that matters for choosing a main class (JVM specification, chapter 4).
struct ClassFacts {
    QString name;        ///< with dots
    int major = 0;       ///< 61 is Java 17
    bool hasMain = false; ///< public static void main(String[])
    bool operator==(const ClassFacts &) const = default;
};
/// nullopt where the bytes are no class file or end early.
[[nodiscard]] std::optional<ClassFacts> readClass(const QByteArray &bytes);

} // namespace stormdeck::ops
