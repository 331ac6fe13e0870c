// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/config.h"

#include "ssh/configreader.h"
#include "ssh/configtokens.h"
#include "ssh/knownhosts.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshConfig)
};

constexpr int mostJumps = 8;

/// "ssh -W %h:%p bastion" and its variants, the way of old to write ProxyJump; empty for all other commands.
QString jumpInCommand(const QString &command)
{
    static const QRegularExpression form(QStringLiteral(
        "^(?:exec )?\\s*(?:/usr/bin/)?ssh(?: -q)?(?: -W \\[?%h\\]?:%p ([^\\s-][^\\s]*)| ([^\\s-][^\\s]*) -W "
        "\\[?%h\\]?:%p)(?: -q)?$"));
    const auto match = form.match(command.simplified());
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

Result<std::vector<Target>> jumpsOf(const ConfigLine &line, const QString &list)
{
    std::vector<Target> jumps;
    const auto parts = list.split(u',', Qt::SkipEmptyParts);
    if (parts.size() > mostJumps) {
        return failure(badLine(line, Text::tr("there are more than %1 hosts to jump over").arg(mostJumps)));
    }
    for (const QString &part : parts) {
        const auto jump = parseTarget(part);
        if (!jump) {
            return failure(badLine(line, jump.error().reason));
        }
        jumps.push_back(*jump);
    }
    return jumps;
}

Result<std::vector<Target>> jumpsIn(const ConfigValues &values, const ConfigTokens &tokens)
{
    const ConfigLine *line = values.first(QStringLiteral("proxy"));
    if (line == nullptr || line->words.value(0).toLower() == QStringLiteral("none")) {
        return std::vector<Target>();
    }
    if (line->keyword == QStringLiteral("proxyjump")) {
        return jumpsOf(*line, tokens.jumps(line->words.join(QString())));
    }
    const QString jump = jumpInCommand(line->words.join(u' '));
    if (jump.isEmpty()) {
        Error error = badLine(*line, Text::tr("it wants a program to be run to reach the host (ProxyCommand), and "
                                              "Stormdeck starts none"));
        error.remedy = Text::tr("Write ProxyJump in %1 where the program is ssh.").arg(line->place());
        error.code = QStringLiteral("ssh.proxy-command");
        return failure(std::move(error));
    }
    return jumpsOf(*line, tokens.jumps(jump));
}

Result<int> numberIn(const ConfigLine &line, int most)
{
    bool isNumber = false;
    const int number = line.words.value(0).toInt(&isNumber);
    if (!isNumber || number < 1 || number > most) {
        return failure(badLine(line, Text::tr("“%1” is not a number from 1 to %2").arg(line.words.value(0)).arg(most)));
    }
    return number;
}

Result<void> applyNumbers(HostConfig &host, const Target &target, const ConfigValues &values)
{
    host.port = target.port != 0 ? target.port : quint16(22);
    if (const auto *line = values.first(QStringLiteral("port")); line != nullptr && target.port == 0) {
        const auto port = numberIn(*line, 65535);
        if (!port) {
            return failure(port.error());
        }
        host.port = static_cast<quint16>(*port);
    }
    if (const auto *line = values.first(QStringLiteral("connecttimeout"));
        line != nullptr && line->words.value(0) != QStringLiteral("none")) {
        const auto seconds = numberIn(*line, 3600);
        if (!seconds) {
            return failure(seconds.error());
        }
        host.connectTimeout = std::chrono::seconds(*seconds);
    }
    return {};
}

UnknownHosts unknownHostsIn(const ConfigValues &values)
{
    const QString word = values.word(QStringLiteral("stricthostkeychecking")).toLower();
    if (word == QStringLiteral("yes") || word == QStringLiteral("true")) {
        return UnknownHosts::Refuse;
    }
    return word == QStringLiteral("accept-new") ? UnknownHosts::AcceptNew : UnknownHosts::Ask;
}

bool isYes(const QString &word)
{
    return word.compare(QStringLiteral("yes"), Qt::CaseInsensitive) == 0 ||
           word.compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0;
}

/// Paths of a list, "none" for no file at all.
QStringList pathsIn(const ConfigLine *line, const QStringList &usual, const ConfigTokens &tokens)
{
    const QStringList words = line != nullptr ? line->words : usual;
    if (words.value(0).toLower() == QStringLiteral("none")) {
        return {};
    }
    QStringList paths;
    for (const QString &word : words) {
        paths << tokens.path(word);
    }
    return paths;
}

void applyIdentities(HostConfig &host, const ConfigValues &values, const ConfigFiles &files, const ConfigTokens &tokens)
{
    static const QStringList usual{QStringLiteral("~/.ssh/id_rsa"), QStringLiteral("~/.ssh/id_ecdsa"),
                                   QStringLiteral("~/.ssh/id_ed25519")};
    for (const ConfigLine *line : values.all(QStringLiteral("identityfile"))) {
        host.identitiesGiven = true;
        host.identityFiles << pathsIn(line, {}, tokens);
    }
    if (!host.identitiesGiven) {
        host.identityFiles = pathsIn(nullptr, usual, tokens);
    }
    host.identityFiles.removeDuplicates();
    host.identitiesOnly = isYes(values.word(QStringLiteral("identitiesonly")));
    const QString agent = values.word(QStringLiteral("identityagent"));
    if (agent.isEmpty() || agent == QStringLiteral("SSH_AUTH_SOCK")) {
        host.agentSocket = files.agentSocket;
    } else if (agent.toLower() != QStringLiteral("none")) {
        host.agentSocket =
            agent.startsWith(u'$') ? qEnvironmentVariable(agent.mid(1).toLatin1().constData()) : tokens.path(agent);
    }
}

void applyHostKeys(HostConfig &host, const ConfigValues &values, const ConfigTokens &tokens)
{
    static const QStringList users{QStringLiteral("~/.ssh/known_hosts"), QStringLiteral("~/.ssh/known_hosts2")};
    static const QStringList system{QStringLiteral("/etc/ssh/ssh_known_hosts"),
                                    QStringLiteral("/etc/ssh/ssh_known_hosts2")};
    host.knownHostsFiles = pathsIn(values.first(QStringLiteral("userknownhostsfile")), users, tokens);
    host.globalKnownHostsFiles = pathsIn(values.first(QStringLiteral("globalknownhostsfile")), system, tokens);
    host.hostKeyAlias = values.word(QStringLiteral("hostkeyalias"));
    host.hashKnownHosts = isYes(values.word(QStringLiteral("hashknownhosts")));
    host.unknownHosts = unknownHostsIn(values);
}
} // namespace

QString HostConfig::text() const
{
    return Target{user, label, port == 22 ? quint16(0) : port}.text();
}

QString HostConfig::knownName() const
{
    return hostKeyAlias.isEmpty() ? knownHostName(hostName, port) : hostKeyAlias.toLower();
}

ConfigFiles ConfigFiles::ofThisUser()
{
    const QString home = QDir::homePath();
    return {home + QStringLiteral("/.ssh/config"), QStringLiteral("/etc/ssh/ssh_config"), home,
            qEnvironmentVariable("SSH_AUTH_SOCK")};
}

Result<HostConfig> readConfig(const Target &target, const ConfigFiles &files, const std::vector<Target> &through)
{
    const auto values = readConfigValues(target, files);
    if (!values) {
        return failure(values.error());
    }
    HostConfig host;
    host.label = target.host;
    host.notes = values->notes();
    const QString name = values->word(QStringLiteral("hostname"));
    host.hostName = name.isEmpty() ? target.host : QString(name).replace(QStringLiteral("%h"), target.host);
    host.user = !target.user.isEmpty() ? target.user : values->word(QStringLiteral("user"));
    if (host.user.isEmpty()) {
        host.user = localUser();
    }
    if (const auto applied = applyNumbers(host, target, *values); !applied) {
        return failure(applied.error());
    }
    const ConfigTokens tokens{files.home, target.host, host.hostName, host.port, host.user};
    applyIdentities(host, *values, files, tokens);
    applyHostKeys(host, *values, tokens);
    auto jumps = through.empty() ? jumpsIn(*values, tokens) : Result<std::vector<Target>>(through);
    if (!jumps) {
        return failure(jumps.error());
    }
    host.jumps = std::move(*jumps);
    return host;
}

} // namespace stormdeck::ssh
