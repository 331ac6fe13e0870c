// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sudo.h"

#include "ssh/quoting.h"

#include <QCoreApplication>

#include <array>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshSudo)
};

constexpr qsizetype longestRefusal = 4096; // sudo's first lecture fits

enum class Refusal { None, PasswordNeeded, PasswordRefused, NotAllowed, NeedsTerminal, Missing };

/// In the words (C locale) of sudo, old and new, and of sudo-rs, which Ubuntu has from 25.10.
Refusal refusalIn(const CommandEnd &end, const QByteArray &errors)
{
    static const std::array<std::pair<const char *, Refusal>, 14> words{
        std::pair{"sudo: a password is required", Refusal::PasswordNeeded},
        std::pair{"sudo: no tty present and no askpass program", Refusal::PasswordNeeded},
        std::pair{"sudo: interactive authentication is required", Refusal::PasswordNeeded},
        std::pair{"sudo: a terminal is required to read the password", Refusal::PasswordNeeded},
        std::pair{"you must have a tty to run sudo", Refusal::NeedsTerminal},
        std::pair{"incorrect password attempt", Refusal::PasswordRefused},
        std::pair{"incorrect authentication attempt", Refusal::PasswordRefused},
        std::pair{"sudo: no password was provided", Refusal::PasswordRefused},
        std::pair{"is not in the sudoers file", Refusal::NotAllowed},
        std::pair{"I'm afraid I can't do that", Refusal::NotAllowed},
        std::pair{"sudo: Sorry, user ", Refusal::NotAllowed},
        std::pair{"is not allowed to execute", Refusal::NotAllowed},
        std::pair{"is not allowed to run sudo", Refusal::NotAllowed},
        std::pair{"may not run sudo", Refusal::NotAllowed}};
    if (end.exitCode == 127 && errors.startsWith("env: ") && errors.contains("sudo")) {
        return Refusal::Missing;
    }
    if (end.exitCode == 1) {
        for (const auto &[text, refusal] : words) {
            if (errors.contains(text)) {
                return refusal;
            }
        }
    }
    return Refusal::None;
}

Error refused(const QString &target, const QString &code, const QString &reason, const QString &remedy)
{
    return {.kind = ErrorKind::Denied,
            .layer = Layer::Login,
            .attempted = Text::tr("run a command as root"),
            .target = target,
            .reason = reason,
            .remedy = remedy,
            .code = code};
}

Error errorOf(Refusal refusal, const QString &target)
{
    switch (refusal) {
    case Refusal::PasswordRefused:
        return refused(target, QStringLiteral("sudo.password-refused"), Text::tr("the sudo password was refused"),
                       Text::tr("Give the password of this user again."));
    case Refusal::NotAllowed:
        return refused(target, QStringLiteral("sudo.not-allowed"), Text::tr("this user may not do that by sudo"),
                       Text::tr("Add the user to the sudo group there, or use another user."));
    case Refusal::NeedsTerminal:
        return refused(target, QStringLiteral("sudo.needs-terminal"), Text::tr("sudo there wants a terminal"),
                       Text::tr("Remove “requiretty” from the sudo configuration there."));
    case Refusal::Missing:
        return refused(target, QStringLiteral("sudo.missing"), Text::tr("there is no sudo"),
                       Text::tr("Log in as root, or install sudo there."));
    case Refusal::PasswordNeeded:
    case Refusal::None:
        break;
    }
    return refused(target, QStringLiteral("sudo.password-needed"), Text::tr("sudo wants a password"),
                   Text::tr("Give the password of this user, or allow it without one (NOPASSWD)."));
}

/// Holds the first error output back, which may be sudo's refusal, until it is known.
class Gate
{
public:
    explicit Gate(const Sink &sink) : m_sink(sink) {}
    bool take(Output which, const QByteArray &piece)
    {
        const bool isEarly = !m_isOpen && which == Output::Errors && m_held.size() + piece.size() <= longestRefusal;
        if (isEarly) {
            m_held += piece;
            return true;
        }
        return open() && (!m_sink || m_sink(which, piece));
    }
    /// Lets through what was held; false where the sink has enough.
    bool open()
    {
        const bool isFirst = !std::exchange(m_isOpen, true);
        return !isFirst || m_held.isEmpty() || !m_sink || m_sink(Output::Errors, m_held);
    }
    [[nodiscard]] const QByteArray &held() const { return m_held; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

private:
    const Sink &m_sink;
    QByteArray m_held;
    bool m_isOpen = false;
};

struct Tried
{
    Result<CommandEnd> end;
    Refusal refusal = Refusal::None;
};

Tried attempt(const Command &command, const Sink &sink, const PlainRun &run)
{
    Gate gate(sink);
    Tried tried{run(command, [&gate](Output which, const QByteArray &piece) { return gate.take(which, piece); })};
    if (tried.end && !gate.isOpen()) {
        tried.refusal = refusalIn(*tried.end, gate.held());
    }
    if (tried.refusal == Refusal::None) {
        gate.open();
    }
    return tried;
}

Command bySudo(const Command &command, const QStringList &options, const QByteArray &input)
{
    const QStringList sudo{QStringLiteral("env"), QStringLiteral("LC_ALL=C"), QStringLiteral("sudo")};
    return {.words = sudo + options + command.words, .input = input, .changesNothing = command.changesNothing};
}

const QStringList &withPassword()
{
    static const QStringList options{QStringLiteral("-k"), QStringLiteral("-S"), QStringLiteral("-p"), QString()};
    return options;
}

Result<CommandEnd> resultOf(const Tried &tried, const QString &target)
{
    return tried.refusal == Refusal::None ? tried.end : failure(errorOf(tried.refusal, target));
}

Tried tryAsRoot(const Command &command, const Sink &sink, const PlainRun &run)
{
    const QStringList noQuestion{QStringLiteral("-n"), QStringLiteral("--")};
    Tried without = attempt(bySudo(command, noQuestion, command.input), sink, run);
    if (without.refusal != Refusal::PasswordNeeded || !command.sudoPassword) {
        return without;
    }
    const QByteArray password = command.sudoPassword->expose().toUtf8() + '\n';
    const Command nothing{.changesNothing = true};
    Tried verified = attempt(bySudo(nothing, withPassword() + QStringList{QStringLiteral("-v")}, password), {}, run);
    if (verified.end && verified.refusal == Refusal::None && !verified.end->succeeded()) {
        verified.refusal = Refusal::PasswordRefused;
    }
    if (!verified.end || verified.refusal != Refusal::None) {
        return verified;
    }
    const QStringList options = withPassword() + QStringList{QStringLiteral("--")};
    return attempt(bySudo(command, options, password + command.input), sink, run);
}

// The terminal is there to be opened and for nothing else: input, output and errors go past it, so that a password is
// not echoed, an end of input is one, and lines end as they did.
constexpr auto terminalScript = R"sh(command -v script > /dev/null || {
    echo 'sudo: you must have a tty to run sudo, and there is no script to make one' >&2
    exit 1
}
exec env SHELL=/bin/sh script -qec "$1" /dev/null 3<&0 4>&1 5>&2 < /dev/null > /dev/null
)sh";

Command inTerminal(Command command)
{
    const QString inside =
        QStringLiteral("exec %1 <&3 >&4 2>&5 3<&- 4>&- 5>&-").arg(QString::fromUtf8(remoteCommandLine(command.words)));
    command.words = {QStringLiteral("sh"), QStringLiteral("-c"), QLatin1String(terminalScript), QStringLiteral("sh"),
                     inside};
    return command;
}
} // namespace

Result<CommandEnd> runAsRoot(const Command &command, const Sink &sink, const QString &target, const PlainRun &run)
{
    const Tried tried = tryAsRoot(command, sink, run);
    if (tried.refusal != Refusal::NeedsTerminal) {
        return resultOf(tried, target);
    }
    const PlainRun withTerminal = [&run](const Command &plain, const Sink &taker) {
        return run(inTerminal(plain), taker);
    };
    return resultOf(tryAsRoot(command, sink, withTerminal), target);
}

} // namespace stormdeck::ssh
