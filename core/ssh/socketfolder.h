// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/handles.h"
#include "util/result.h"

namespace stormdeck::ssh {

/// A folder of its own (0700) for private sockets, below $XDG_RUNTIME_DIR/stormdeck, or below the temporary folder
/// where there is no such variable. Goes with this object; what a killed program left behind goes with the next one
/// that makes a folder there.
class SocketFolder
{
public:
    /// Errors: Internal, naming the path; Denied where the folder above is somebody else's.
    [[nodiscard]] static Result<SocketFolder> make();
    SocketFolder(SocketFolder &&) noexcept = default;
    SocketFolder &operator=(SocketFolder &&) noexcept = default;
    ~SocketFolder();

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    SocketFolder(QString path, Descriptor lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}
    QString m_path;
    Descriptor m_lock; ///< held as long as the folder is in use
};

} // namespace stormdeck::ssh
