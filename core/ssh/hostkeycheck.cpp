// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeycheck.h"

#include "net/failures.h"
#include "ssh/failures.h"
#include "ssh/handles.h"
#include "ssh/keyfile.h"
#include "ssh/knownhosts.h"
#include "ssh/wire.h"

#include <QCoreApplication>

#include <libssh/libssh.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshHostKey)
};

HostKey shownBy(ssh_session session)
{
    ssh_key key = nullptr;
    ssh_get_server_publickey(session, &key);
    const QByteArray blob = blobOf(KeyHandle(key));
    return {WireReader(blob).text(), blob};
}

Result<std::vector<KnownHost>> knownOf(const HostConfig &host)
{
    return knownHosts(host.knownHostsFiles + host.globalKnownHostsFiles, host.knownName());
}

Result<void> remember(const HostConfig &host, const HostKey &key, const std::stop_token &stop)
{
    if (host.knownHostsFiles.isEmpty()) {
        return {};
    }
    return addKnownHost(host.knownHostsFiles.first(), host.knownName(), key, host.hashKnownHosts, stop);
}

HostKeyQuestion questionOf(const HostConfig &host, const HostKey &key, const KeyVerdict &verdict)
{
    HostKeyQuestion question{.host = host.text(),
                             .name = host.knownName(),
                             .keyType = typeName(key.type),
                             .fingerprint = key.fingerprint(),
                             .file = host.knownHostsFiles.value(0)};
    if (verdict.kind == KeyVerdict::Kind::NewType) {
        question.knownType = typeName(verdict.entry.key.type);
        question.knownPlace = Text::tr("%1, line %2").arg(verdict.entry.file).arg(verdict.entry.line);
    }
    return question;
}

Result<void> askAbout(const HostConfig &host, const HostKey &key, const KeyVerdict &verdict, Asker &asker,
                      const std::stop_token &stop)
{
    if (host.unknownHosts == UnknownHosts::Refuse) {
        return failure(keyNotAccepted(host.text(), key,
                                      Text::tr("it is not in known_hosts, and the SSH configuration "
                                               "says not to ask (StrictHostKeyChecking yes)")));
    }
    const bool isTaken = host.unknownHosts == UnknownHosts::AcceptNew && verdict.kind == KeyVerdict::Kind::Unknown;
    if (!isTaken && !asker.acceptsHostKey(questionOf(host, key, verdict), stop)) {
        const QString absence = asker.absence();
        return failure(
            stop.stop_requested()
                ? net::stopped(host.text())
                : keyNotAccepted(host.text(), key, absence.isEmpty() ? Text::tr("it was not confirmed") : absence));
    }
    return remember(host, key, stop);
}
} // namespace

Result<QByteArray> hostKeyAlgorithms(const HostConfig &host)
{
    const auto known = knownOf(host);
    if (!known) {
        return failure(known.error());
    }
    QList<QByteArray> algorithms{"ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                 "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256"};
    const auto isKnown = [&known](const QByteArray &algorithm) {
        const QByteArray type = algorithm.startsWith("rsa-") ? QByteArray("ssh-rsa") : algorithm;
        return std::any_of(known->begin(), known->end(),
                           [&type](const KnownHost &one) { return one.key.type == type && !one.isRevoked; });
    };
    std::stable_partition(algorithms.begin(), algorithms.end(), isKnown);
    return algorithms.join(',');
}

Result<void> checkHostKey(ssh_session_struct *session, const HostConfig &host, Asker &asker,
                          const std::stop_token &stop)
{
    const HostKey key = shownBy(session);
    if (key.blob.isEmpty()) {
        return failure(keyUnreadable(host.text()));
    }
    const auto known = knownOf(host);
    if (!known) {
        return failure(known.error());
    }
    const KeyVerdict verdict = judge(*known, key);
    switch (verdict.kind) {
    case KeyVerdict::Kind::Known:
        return {};
    case KeyVerdict::Kind::Changed:
        return failure(keyChanged(host.text(), verdict.entry, key));
    case KeyVerdict::Kind::Revoked:
        return failure(keyRevoked(host.text(), verdict.entry, key));
    case KeyVerdict::Kind::Unknown:
    case KeyVerdict::Kind::NewType:
        break;
    }
    return askAbout(host, key, verdict, asker, stop);
}

} // namespace stormdeck::ssh
