// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/failures.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshFailure)
};

Error failed(ErrorKind kind, Layer layer, const QString &target, const QString &code)
{
    return {.kind = kind, .layer = layer, .attempted = Text::tr("connect by SSH"), .target = target, .code = code};
}

/// libssh's own words where it is none of the known cases, without its line breaks.
QString said(const QString &words)
{
    return words.isEmpty() ? Text::tr("no reason was given") : words.simplified().left(300);
}

/// Nothing where what stood in the way says enough.
QStringList refusedOffers(const LoginAttempts &attempts)
{
    if (!attempts.offered.isEmpty()) {
        return {Text::tr("it did not accept %1").arg(attempts.offered.join(QStringLiteral(", ")))};
    }
    return attempts.notes.isEmpty() ? QStringList{Text::tr("there was nothing to offer")} : QStringList{};
}

QString loginRemedy(const LoginAttempts &attempts)
{
    if (!attempts.remedy.isEmpty()) {
        return attempts.remedy;
    }
    return attempts.offered.isEmpty()
               ? Text::tr("Name a key file for this host (IdentityFile), or load a key into the agent (ssh-add).")
               : Text::tr("Put your public key into ~/.ssh/authorized_keys of that user, or choose another key.");
}

bool isTimeout(const QString &words)
{
    return words.contains(QStringLiteral("imeout")) || words.contains(QStringLiteral("timed out"));
}
} // namespace

QString typeName(const QByteArray &type)
{
    if (type.startsWith("ecdsa-")) {
        return QStringLiteral("ECDSA");
    }
    if (type == "ssh-ed25519") {
        return QStringLiteral("ED25519");
    }
    return type == "ssh-rsa" ? QStringLiteral("RSA") : QString::fromLatin1(type);
}

Error lost(const QString &target, const QString &words)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Ssh, target, QStringLiteral("ssh.connection-lost"));
    error.attempted = Text::tr("keep the SSH connection");
    error.reason = isTimeout(words) ? Text::tr("it has not answered for too long")
                                    : Text::tr("the connection broke (%1)").arg(said(words));
    error.remedy = Text::tr("Check that the machine is on and the network between here and there.");
    return error;
}

Error noHandshake(const QString &target, const QString &words)
{
    Error error = failed(ErrorKind::Unreachable, Layer::Ssh, target, QStringLiteral("ssh.no-handshake"));
    if (words.contains(QStringLiteral("host key algo: server [ssh-rsa]"))) {
        error.kind = ErrorKind::Rejected;
        error.code = QStringLiteral("ssh.sha1-only");
        error.reason = Text::tr("it proves who it is by SHA-1 only (ssh-rsa), which can be forged");
        error.remedy = Text::tr("Update the SSH server there, or give it an ED25519 host key (ssh-keygen -A).");
    } else if (words.contains(QStringLiteral("no match for method"))) {
        error.kind = ErrorKind::Rejected;
        error.code = QStringLiteral("ssh.no-common-method");
        error.reason = Text::tr("both sides have no encryption method in common (%1)").arg(said(words));
        error.remedy = Text::tr("Update the SSH server there, or allow a current method in its configuration.");
    } else if (isTimeout(words)) {
        error.kind = ErrorKind::Deadline;
        error.code = QStringLiteral("ssh.no-answer");
        error.reason = Text::tr("the port is open, and no SSH server answered in time");
        error.remedy = Text::tr("Check the port, and whether the machine is overloaded.");
    } else if (words.contains(QStringLiteral("banner"))) {
        error.reason = Text::tr("what answers there is not an SSH server, or it hung up at once (%1)").arg(said(words));
        error.remedy =
            Text::tr("Check the port. A busy server hangs up on new connections (MaxStartups): wait a while.");
    } else {
        error.reason = Text::tr("the connection was closed during the greeting (%1)").arg(said(words));
        error.remedy =
            Text::tr("A busy server hangs up on new connections (MaxStartups): wait a while, or look into the "
                     "log of the SSH server there.");
    }
    return error;
}

Error wayOutdated(Error error)
{
    error.remedy = Text::tr("The hosts to jump over have changed in the SSH configuration (ProxyJump): close this "
                            "connection to the cluster and open it again.");
    return error;
}

Error keyUnreadable(const QString &target)
{
    Error error = failed(ErrorKind::Undecodable, Layer::HostKey, target, QStringLiteral("host-key.unreadable"));
    error.reason = Text::tr("the host key that it shows cannot be read");
    error.remedy = Text::tr("Check the host keys of the SSH server there (sshd -T, ssh-keygen -l).");
    return error;
}

Error keyChanged(const QString &target, const KnownHost &entry, const HostKey &shown)
{
    Error error = failed(ErrorKind::Conflict, Layer::HostKey, target, QStringLiteral("host-key.changed"));
    error.reason =
        Text::tr("its %1 host key is %2, and the key known for it is %3: it is another machine, was installed "
                 "anew, or somebody stands in between")
            .arg(typeName(shown.type), shown.fingerprint(), entry.key.fingerprint());
    error.remedy = Text::tr("Ask whoever runs that machine. Only if the new key is right, remove line %1 of %2.")
                       .arg(entry.line)
                       .arg(entry.file);
    return error;
}

Error keyRevoked(const QString &target, const KnownHost &entry, const HostKey &shown)
{
    Error error = failed(ErrorKind::Denied, Layer::HostKey, target, QStringLiteral("host-key.revoked"));
    error.reason = Text::tr("its %1 host key %2 is marked as revoked").arg(typeName(shown.type), shown.fingerprint());
    error.remedy = Text::tr("Do not connect; the mark stands in line %1 of %2.").arg(entry.line).arg(entry.file);
    return error;
}

Error keyNotAccepted(const QString &target, const HostKey &shown, const QString &reason)
{
    Error error = failed(ErrorKind::Denied, Layer::HostKey, target, QStringLiteral("host-key.not-accepted"));
    error.reason =
        Text::tr("its %1 host key %2 is not trusted: %3").arg(typeName(shown.type), shown.fingerprint(), reason);
    error.remedy = Text::tr("Compare the fingerprint with that of the machine (ssh-keygen -l -f "
                            "/etc/ssh/ssh_host_…_key.pub there), then connect again.");
    return error;
}

Error notLoggedIn(const QString &target, const LoginAttempts &attempts, const QString &words)
{
    Error error = failed(ErrorKind::Denied, Layer::Login, target, QStringLiteral("login.denied"));
    error.attempted = Text::tr("log in");
    QStringList parts;
    if (words.contains(QStringLiteral("Too many authentication failures"))) {
        error.code = QStringLiteral("login.too-many");
        parts << Text::tr("the server hung up after too many attempts (%n key(s) offered)", nullptr, attempts.keys);
        error.remedy = Text::tr("Choose one key for this host (IdentityFile with IdentitiesOnly yes).");
    } else {
        parts << refusedOffers(attempts);
        error.remedy = loginRemedy(attempts);
    }
    parts << attempts.notes;
    if (!attempts.methods.isEmpty()) {
        parts << Text::tr("it takes %1").arg(attempts.methods.join(QStringLiteral(", ")));
    }
    error.reason = parts.join(QStringLiteral("; "));
    return error;
}

Error channelRefused(const QString &target, const QString &what, int refusal, const QString &words)
{
    Error error = failed(ErrorKind::Rejected, Layer::Channel, target, QStringLiteral("channel.refused"));
    error.attempted = what;
    switch (refusal) {
    case 1:
        error.kind = ErrorKind::Denied;
        error.code = QStringLiteral("channel.forbidden");
        error.reason = Text::tr("the SSH server does not allow it");
        error.remedy = Text::tr("Allow it there: AllowTcpForwarding and AllowStreamLocalForwarding in sshd_config.");
        break;
    case 2:
        error.kind = ErrorKind::Unreachable;
        error.code = QStringLiteral("channel.not-connected");
        error.reason = Text::tr("the SSH server could not open it (%1)").arg(said(words.section(u')', 1)));
        error.remedy =
            Text::tr("Check there that it exists, that a program listens, that this user may use it, and that "
                     "sshd_config allows it (AllowStreamLocalForwarding).");
        break;
    default:
        error.reason = Text::tr("the SSH server refused (%1)").arg(said(words));
        error.remedy = Text::tr("It may have too many sessions open (MaxSessions): wait a while.");
    }
    return error;
}

} // namespace stormdeck::ssh
