// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplereport.h"

namespace stormdeck::test {

using namespace preflight;

namespace {
CheckResult passed(const QString &subject, const char *code, const char *title, const char *sentence)
{
    return {.code = QString::fromLatin1(code),
            .subject = subject,
            .title = QString::fromLatin1(title),
            .sentence = QString::fromLatin1(sentence)};
}

void addMachine(Report &report, const QString &name)
{
    report.machines << name;
    report.results.push_back(passed(name, "machine.access", "Access to the machine", "Logged in by SSH as root."));
    report.results.push_back(
        passed(name, "system.release", "Operating system", "Debian GNU/Linux 12 (bookworm) is supported."));
    report.results.push_back(passed(name, "disk.space", "Disk space", "There is room for images and data: 12.4 GiB."));
    report.results.push_back(passed(name, "names", "Names of the other machines", "It knows the others by name."));
    report.results.push_back(
        passed(name, "reach.swarm", "Ports of the swarm, from the others", "All get through (8 tries)."));
}

void connectAll(Report &report)
{
    for (const QString &from : report.machines) {
        for (const QString &to : report.machines) {
            for (const quint16 port : {2377, 7946, 2181, 6700}) {
                if (from != to) {
                    report.crossings.push_back({from, to, PortProtocol::Tcp, port, Reach::Answered, 1, {}});
                }
            }
            if (from != to) {
                report.crossings.push_back({from, to, PortProtocol::Udp, 4789, Reach::Answered, 1, {}});
            }
        }
    }
}

Report reportOf(const QStringList &machines)
{
    Report report;
    report.cluster = QStringLiteral("production");
    report.made = QDateTime(QDate(2026, 11, 28), QTime(14, 2, 11));
    report.anyMachineAnswered = true;
    for (const QString &machine : machines) {
        addMachine(report, machine);
    }
    report.results.push_back(passed({}, "clocks", "Clocks", "All clocks agree within 0.1 s."));
    report.results.push_back(passed({}, "identity.engine", "Engine ids", "No two machines share one."));
    connectAll(report);
    report.hostLines = {QStringLiteral("10.77.0.11 storm-1"), QStringLiteral("10.77.0.12 storm-2"),
                        QStringLiteral("10.77.0.13 storm-3")};
    return report;
}

void spoil(Report &report)
{
    const QString second = report.machines[1];
    for (CheckResult &result : report.results) {
        if (result.code == QStringLiteral("reach.swarm") && result.subject == second) {
            result.verdict = Verdict::Error;
            result.sentence =
                QStringLiteral("4789/udp cannot be reached from %1, %2.").arg(report.machines[0], report.machines[2]);
            result.evidence = QStringLiteral("4789/udp from %1: no answer; 4789/udp from %2: no answer")
                                  .arg(report.machines[0], report.machines[2]);
            result.remedy =
                QStringLiteral("Let the other machines through: in the firewall of %1, by these lines, and in the "
                               "security group where it is a cloud's.")
                    .arg(second);
            result.lines = {QStringLiteral("sudo ufw allow proto udp from 10.77.0.11 to any port 4789"),
                            QStringLiteral("sudo ufw allow proto udp from 10.77.0.13 to any port 4789")};
        } else if (result.code == QStringLiteral("names") && result.subject == second) {
            result.verdict = Verdict::Warning;
            result.sentence = QStringLiteral("It does not know %1.").arg(report.machines[2]);
            result.remedy =
                QStringLiteral("Put these lines into /etc/hosts of every machine, or the same names into your DNS.");
            result.lines = report.hostLines;
        } else if (result.code == QStringLiteral("disk.space") && result.subject == report.machines[0]) {
            result.verdict = Verdict::NotObserved;
            result.sentence = QStringLiteral("The machine does not tell how full its disk is.");
        }
    }
    for (Crossing &crossing : report.crossings) {
        if (crossing.to == second && crossing.protocol == PortProtocol::Udp) {
            crossing.reach = Reach::Silent;
        } else if (crossing.to == report.machines[2] && crossing.port == 7946) {
            crossing.reach = Reach::NotObserved;
            crossing.note = QStringLiteral("held by dockerd, which does not wait for others");
        }
    }
}
} // namespace

Report cleanReport()
{
    return reportOf({QStringLiteral("storm-1"), QStringLiteral("storm-2"), QStringLiteral("storm-3")});
}

Report troubledReport()
{
    Report report = cleanReport();
    spoil(report);
    return report;
}

Report warningReport()
{
    Report report = troubledReport();
    for (CheckResult &result : report.results) {
        if (result.verdict == Verdict::Error) {
            result = passed(result.subject, "reach.swarm", "Ports of the swarm, from the others",
                            "All get through (8 tries).");
        }
    }
    CheckResult boot =
        passed(report.machines[1], "docker.boot", "Docker after a restart", "Docker does not start with the machine.");
    boot.verdict = Verdict::Warning;
    boot.evidence = QStringLiteral("docker.service is disabled, docker.socket is enabled.");
    boot.remedy = QStringLiteral("Enable it, or the node stays away after a restart.");
    boot.lines = {QStringLiteral("sudo systemctl enable docker")};
    report.results.insert(report.results.begin(), boot);
    return report;
}

Report unseenReport()
{
    Report report = cleanReport();
    for (CheckResult &result : report.results) {
        if (result.code != QStringLiteral("system.release")) {
            result.verdict = Verdict::NotObserved;
        }
    }
    return report;
}

Report oddReport()
{
    Report report = reportOf({QStringLiteral("ip-10-77-0-11.eu-central-1.compute.internal.example.org"),
                              QStringLiteral("שלום-עולם & <b>co</b>"), QStringLiteral("x")});
    spoil(report);
    return report;
}

} // namespace stormdeck::test
