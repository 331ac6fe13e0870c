// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/terminalasker.h"

#include "net/wake.h"
#include "ssh/handles.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TerminalAsker)
};

constexpr qsizetype longestAnswer = 4096;
constexpr int mostTries = 3;

/// The terminal, open for one question.
class Terminal
{
public:
    explicit Terminal(const QString &path)
        : m_file(open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
    }

    [[nodiscard]] bool isThere() const { return m_file.number() >= 0 && isatty(m_file.number()) == 1; }

    void write(const QString &text) const
    {
        const QByteArray bytes = text.toLocal8Bit();
        for (qsizetype at = 0; at < bytes.size();) {
            const auto now = ::write(m_file.number(), bytes.constData() + at, size_t(bytes.size() - at));
            if (now <= 0 && errno != EINTR) {
                return;
            }
            at += std::max<qsizetype>(now, 0);
        }
    }

    /// A line without its end; nothing where the terminal was closed or the stop came.
    [[nodiscard]] std::optional<QString> readLine(const std::stop_token &stop) const
    {
        const net::Wake wake(stop);
        QByteArray line;
        while (!line.endsWith('\n') && line.size() < longestAnswer) {
            std::array<pollfd, 2> polled{pollfd{m_file.number(), POLLIN, 0}, pollfd{wake.descriptor(), POLLIN, 0}};
            if (poll(polled.data(), polled.size(), -1) < 0 && errno == EINTR) {
                continue;
            }
            char sign = 0;
            if (wake.isStopped() || read(m_file.number(), &sign, 1) != 1) {
                return std::nullopt;
            }
            line += sign;
        }
        QString text = QString::fromLocal8Bit(line.constData(), line.size() - (line.endsWith('\n') ? 1 : 0));
        line.fill('\0'); // it may be a secret
        return text;
    }

    /// The same without showing what is typed.
    [[nodiscard]] std::optional<QString> readHidden(const std::stop_token &stop) const
    {
        termios shown{};
        if (tcgetattr(m_file.number(), &shown) != 0) {
            return std::nullopt; // it cannot be hidden, so it is not asked
        }
        termios hidden = shown;
        hidden.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(m_file.number(), TCSAFLUSH, &hidden);
        auto line = readLine(stop);
        tcsetattr(m_file.number(), TCSANOW, &shown);
        write(QStringLiteral("\n"));
        return line;
    }

private:
    ssh::Descriptor m_file;
};

QString wordsOf(const ssh::HostKeyQuestion &question)
{
    QStringList lines{Text::tr("The machine %1 is not known yet.").arg(question.host),
                      Text::tr("Its %1 host key has the fingerprint %2.").arg(question.keyType, question.fingerprint)};
    if (!question.knownType.isEmpty()) {
        lines[0] = Text::tr("Careful: %1 shows another kind of host key than before.").arg(question.host);
        lines << Text::tr("It is known by its %1 key (%2).").arg(question.knownType, question.knownPlace);
    }
    lines << Text::tr("Compare it with that of the machine: ssh-keygen -l -f /etc/ssh/ssh_host_…_key.pub there.");
    if (!question.file.isEmpty()) {
        lines << Text::tr("If you trust it, it is remembered in %1.").arg(question.file);
    }
    return lines.join(u'\n') + u'\n';
}

QString promptOf(const ssh::SecretQuestion &question)
{
    switch (question.what) {
    case ssh::SecretQuestion::What::Passphrase:
        return Text::tr("Passphrase of the key %1 (for %2): ").arg(question.file, question.host);
    case ssh::SecretQuestion::What::Password:
        return Text::tr("Password of %1: ").arg(question.host);
    case ssh::SecretQuestion::What::SudoPassword:
        return Text::tr("Password of %1 for sudo: ").arg(question.host);
    case ssh::SecretQuestion::What::Answer:
        break;
    }
    return Text::tr("%1 asks: “%2” ").arg(question.host, question.prompt);
}

QString wordsOf(const ssh::SecretQuestion &question)
{
    QStringList lines;
    if (!question.note.isEmpty()) {
        lines << question.note;
    }
    if (!question.whyNot.isEmpty()) {
        lines << Text::tr("It cannot be saved, because %1.").arg(question.whyNot);
    }
    lines << promptOf(question);
    return lines.join(u'\n');
}

/// The line of a step that runs may stand where the question begins.
const QString newLine = QStringLiteral("\r\033[K");
} // namespace

/// One question has the terminal at a time.
class TerminalAsker::Turn
{
public:
    Turn(TerminalAsker &asker, const std::stop_token &stop) : m_asker(asker)
    {
        std::unique_lock lock(m_asker.m_mutex);
        m_isOurs = m_asker.m_isFree.wait(lock, stop, [this] { return !m_asker.m_isAsking; });
        m_asker.m_isAsking = m_asker.m_isAsking || m_isOurs;
    }
    ~Turn()
    {
        if (m_isOurs) {
            const std::scoped_lock lock(m_asker.m_mutex);
            m_asker.m_isAsking = false;
            m_asker.m_isFree.notify_one();
        }
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;
    [[nodiscard]] bool isOurs() const { return m_isOurs; }

private:
    TerminalAsker &m_asker;
    bool m_isOurs = false;
};

bool TerminalAsker::acceptsHostKey(const ssh::HostKeyQuestion &question, const std::stop_token &stop)
{
    const Turn turn(*this, stop);
    const Terminal terminal(m_terminal);
    if (!turn.isOurs() || !terminal.isThere()) {
        return false;
    }
    terminal.write(newLine + wordsOf(question) + Text::tr("Trust it? [yes/no] "));
    for (int i = 0; i < mostTries; ++i) {
        const auto line = terminal.readLine(stop);
        if (!line) {
            return false;
        }
        const QString word = line->trimmed().toLower();
        if (word == Text::tr("yes") || word == Text::tr("no")) {
            return word == Text::tr("yes");
        }
        terminal.write(Text::tr("Please type yes or no: "));
    }
    return false;
}

std::optional<ssh::GivenSecret> TerminalAsker::secret(const ssh::SecretQuestion &question, const std::stop_token &stop)
{
    const Turn turn(*this, stop);
    const Terminal terminal(m_terminal);
    if (!turn.isOurs() || !terminal.isThere()) {
        return std::nullopt;
    }
    terminal.write(newLine + wordsOf(question));
    auto line = question.isHidden ? terminal.readHidden(stop) : terminal.readLine(stop);
    return line ? std::optional(ssh::GivenSecret{Secret(std::move(*line)), question.canRemember}) : std::nullopt;
}

void TerminalAsker::tell(const QString &sentence)
{
    Terminal(m_terminal).write(newLine + sentence + u'\n');
}

QString TerminalAsker::absence() const
{
    return Terminal(m_terminal).isThere() ? QString() : Text::tr("there is no terminal to ask on");
}

std::shared_ptr<access::Ways> terminalWays(const Arguments &arguments)
{
    return std::make_shared<access::Ways>(std::make_shared<TerminalAsker>(arguments.remember),
                                          secrets::SavedSecrets::ofThisUser());
}

} // namespace stormdeck::app
