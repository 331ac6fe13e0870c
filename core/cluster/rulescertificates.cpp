// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/limits.h"
#include "cluster/rules.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Health)
};

/// One certificate, and the machines that are reached with it: several may name one folder.
struct InUse
{
    Certificate certificate;
    QStringList machines;
};

std::vector<InUse> certificatesInUse(const CertificateFacts &facts)
{
    QMap<QString, InUse> byFile;
    for (auto machine = facts.machines.begin(); machine != facts.machines.end(); ++machine) {
        for (const Certificate &one : *machine) {
            InUse &inUse = byFile[one.file + one.subject + one.until.toString(Qt::ISODate)];
            inUse.certificate = one;
            inUse.machines << machine.key();
        }
    }
    return {byFile.begin(), byFile.end()};
}

QString day(const QDateTime &time)
{
    return time.toString(QStringLiteral("yyyy-MM-dd"));
}

bool isAuthority(const Certificate &certificate)
{
    return certificate.file.endsWith(u"/ca.pem");
}

/// The cards of machines; those that have none are left out.
std::vector<Subject> cardsOf(const Snapshot &snapshot, const QStringList &machines)
{
    const QSet<QString> wanted(machines.begin(), machines.end());
    std::vector<Subject> cards;
    for (const NodeView &node : snapshot.nodes) {
        if (wanted.contains(node.machine)) {
            cards.push_back(subjectOf(node));
        }
    }
    return cards;
}

Finding findingOf(const Known &known, const InUse &inUse, const char *code, Severity severity)
{
    return {.code = QLatin1String(code),
            .severity = severity,
            .subject =
                inUse.machines.size() == 1 ? subjectOfMachine(known, inUse.machines.first()) : QStringLiteral("swarm")};
}

QString where(const InUse &inUse)
{
    return Text::tr("The file is %1, for %2.").arg(inUse.certificate.file, listed(inUse.machines));
}

QString renewal(const Certificate &certificate)
{
    return isAuthority(certificate)
               ? Text::tr("Renew the authority, and with it all certificates that it signed; put its new ca.pem here.")
               : Text::tr("Have its authority issue a new one for this computer, and put it here; the engine's own is "
                          "another.");
}

QString called(const Certificate &certificate)
{
    return isAuthority(certificate) ? Text::tr("The certificate of the authority “%1”").arg(certificate.subject)
                                    : Text::tr("This computer's certificate “%1”").arg(certificate.subject);
}

Finding unusable(const Known &known, const InUse &inUse)
{
    Finding finding = findingOf(known, inUse, "tls.certificate-unusable", Severity::Warning);
    finding.headline = Text::tr("A certificate file cannot be used: %1.").arg(inUse.certificate.file.section(u'/', -1));
    finding.evidence = sentences({Text::tr("About it: %1.").arg(inUse.certificate.problem), where(inUse)});
    finding.nextMove = Text::tr("Put ca.pem, and cert.pem with its key.pem, into that folder.");
    return finding;
}

Finding notYet(const Known &known, const InUse &inUse, const QDateTime &at)
{
    Finding finding = findingOf(known, inUse, "tls.certificate-not-yet", Severity::Warning);
    finding.headline = Text::tr("%1 is not valid yet.").arg(called(inUse.certificate));
    finding.evidence =
        sentences({Text::tr("It begins on %1; now is %2.").arg(day(inUse.certificate.from), day(at)), where(inUse)});
    finding.nextMove = Text::tr("Check the clocks of this computer and of the machine that made it.");
    return finding;
}

Finding ended(const Known &known, const InUse &inUse)
{
    Finding finding = findingOf(known, inUse, "tls.certificate-expired", Severity::Failure);
    finding.headline = Text::tr("%1 has expired.").arg(called(inUse.certificate));
    finding.evidence = sentences({Text::tr("It ended on %1.").arg(day(inUse.certificate.until)), where(inUse)});
    finding.nextMove = renewal(inUse.certificate);
    return finding;
}

Finding ending(const Known &known, const InUse &inUse, qint64 days)
{
    Finding finding = findingOf(known, inUse, "tls.certificate-ends", Severity::Warning);
    finding.headline = Text::tr("%1 ends soon.").arg(called(inUse.certificate));
    finding.evidence =
        sentences({Text::tr("It ends on %1, in %2 days.").arg(day(inUse.certificate.until)).arg(days), where(inUse)});
    finding.nextMove = renewal(inUse.certificate);
    return finding;
}

std::optional<Finding> judged(const Known &known, const InUse &inUse, const QDateTime &at)
{
    const Certificate &one = inUse.certificate;
    if (!one.problem.isEmpty()) {
        return unusable(known, inUse);
    }
    if (at < one.from) {
        return notYet(known, inUse, at);
    }
    if (at >= one.until) {
        return ended(known, inUse);
    }
    const qint64 days = at.daysTo(one.until);
    return days < limits::certificateDays ? std::optional(ending(known, inUse, days)) : std::nullopt;
}
} // namespace

void judgeCertificates(const Known &known, Findings &findings)
{
    const CertificateFacts &facts = known.snapshot.certificates;
    // An engine that does not answer tells no time; its certificates are what may be to blame.
    const QDateTime at = known.wall.isValid() ? known.wall : facts.lookedAt;
    for (const InUse &inUse : certificatesInUse(facts)) {
        if (auto finding = judged(known, inUse, at)) {
            finding->about = cardsOf(known.snapshot, inUse.machines);
            findings.push_back(std::move(*finding));
        }
    }
}

} // namespace stormdeck::cluster
