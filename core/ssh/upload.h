// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace stormdeck::ssh {

/// A file to be put on the other side. A plain value.
struct Upload
{
    QString path;        ///< where it is to be; absolute, its folder exists
    quint32 mode = 0644; ///< permission bits, whatever the umask there
};

/// What came of it.
struct Uploaded
{
    qint64 bytes = 0;
    bool isAtomic = true; ///< false: the server cannot replace a file in one step, so the old one was removed first
};

/// Told how many bytes the other side has acknowledged. Called on the thread of the call.
using UploadProgress = std::function<void(qint64 bytes)>;

} // namespace stormdeck::ssh
