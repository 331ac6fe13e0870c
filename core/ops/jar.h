// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

namespace stormdeck::ops {

/// What a topology jar says of itself. Reads at most 200,000 entries.
struct JarInfo {
    QByteArray sha256;
    qint64 sizeBytes = 0;
    QString manifestMainClass;     ///< empty where the manifest names none
    QStringList mainClasses;       ///< classes with a `public static void main(String[])`, the manifest's first
    bool bundlesStorm = false;     ///< holds a defaults.yaml of Storm's own: the submission would fail
    int javaMajor = 0;             ///< highest class file version in it: 61 is Java 17
};
/// Reads a jar on this computer. Blocks for the time of reading the file; Rejected where it is not a jar.
[[nodiscard]] Result<JarInfo> inspectJar(const QString &path);

} // namespace stormdeck::ops
