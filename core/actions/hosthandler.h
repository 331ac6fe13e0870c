// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions/handler.h"

namespace stormdeck::actions {

/// What handlers of actions on a machine itself have in common: commands over SSH, as root, in the C locale. Each is an
/// argument vector; scripts are constants whose inputs are their arguments.
class HostHandler : public Handler
{
protected:
    explicit HostHandler(QString machine) : m_machine(std::move(machine)) {}

    [[nodiscard]] const QString &machine() const { return m_machine; }
    [[nodiscard]] Layer layer() const override { return Layer::Channel; }

    /// Runs what changes nothing, as root; any exit code is an answer.
    [[nodiscard]] Result<ssh::CommandEnd> look(Context &context, const QStringList &words) const;
    /// Runs what changes something, as root; an exit code but 0 is an error (Rejected, "host.command-failed"), which
    /// says that `attempted` could not be done and quotes the command's last words.
    [[nodiscard]] Result<ssh::CommandEnd> act(Context &context, const QString &attempted, const QStringList &words,
                                              const QByteArray &input = {},
                                              std::chrono::seconds patience = std::chrono::seconds(60)) const;
    /// Replaces a file in one step; its owner, its permissions and a link to it stay. A new one is root's and readable
    /// by all; its folder is made. Nothing is replaced where the content does not arrive whole.
    [[nodiscard]] Result<void> write(Context &context, const QString &path, const QByteArray &content) const;
    /// Whether a systemd unit is active; nothing else is asked of it.
    [[nodiscard]] Result<bool> isActive(Context &context, const QString &unit) const;
    /// Puts a file aside as `path.stormdeck-<operation>`, so that restore() can bring it back. Once an operation: the
    /// first copy stays. Where there is no file, that is noted in the same way.
    [[nodiscard]] Result<void> keep(Context &context, const QString &path) const;
    [[nodiscard]] Result<void> restore(Context &context, const QString &path) const;

    /// What a person would type: ssh to the machine, and there by sudo.
    [[nodiscard]] QString line(const access::Access &access, const QStringList &words) const;
    /// The same for a line of the shell, without sudo: in the home of who logs in.
    [[nodiscard]] QString ownLine(const access::Access &access, const QString &shellLine) const;

private:
    [[nodiscard]] QString target(const access::Access &access) const;
    /// "ssh" and who is logged in to, over the hosts on the way.
    [[nodiscard]] QStringList login(const access::Access &access) const;

    QString m_machine;
};

/// A constant script with its arguments, for `sh`.
[[nodiscard]] QStringList scripted(const char *script, const QStringList &arguments = {});
/// The error of a command that failed.
[[nodiscard]] Error commandFailed(const QString &target, const QString &attempted, const ssh::CommandEnd &end);

} // namespace stormdeck::actions
