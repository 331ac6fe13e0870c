// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/prepare.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Prepare)
};

bool matches(const QString &text, const char *pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern))).match(text).hasMatch();
}

void addMachineProblems(const std::vector<Machine> &machines, std::vector<Problem> &found)
{
    const QString field = QStringLiteral("machines");
    QSet<QString> names;
    for (const Machine &machine : machines) {
        if (machine.engine.kind != Endpoint::Kind::Ssh) {
            found.push_back({field, Text::tr("%1 is reached by %2; a machine is prepared over SSH.")
                                        .arg(machine.name, machine.engine.text())});
        }
        if (names.contains(machine.name)) {
            found.push_back({field, Text::tr("%1 is named twice.").arg(machine.name)});
        }
        names.insert(machine.name);
    }
    if (machines.empty()) {
        found.push_back({field, Text::tr("Name at least one machine.")});
    }
}

void addEngineProblems(const PrepareInputs &inputs, std::vector<Problem> &found)
{
    for (const QString &mirror : inputs.engine.mirrors) {
        const QUrl url(mirror, QUrl::StrictMode);
        const bool isWeb = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
        if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty()) {
            found.push_back({QStringLiteral("mirror"),
                             Text::tr("A mirror is written as https://host:port, without user and password.")});
        }
    }
    for (const QString &registry : inputs.engine.insecureRegistries) {
        if (!matches(registry, R"re([A-Za-z0-9.:\[\]-]+(/\d{1,3})?)re")) {
            found.push_back({QStringLiteral("insecure-registry"),
                             Text::tr("“%1” is neither host:port nor a network such as 10.0.0.0/8.").arg(registry)});
        }
    }
    for (const QString &image : inputs.images) {
        if (!matches(image, R"re([A-Za-z0-9][A-Za-z0-9._:/@-]*)re")) {
            found.push_back({QStringLiteral("image"), Text::tr("“%1” is no name of an image.").arg(image)});
        }
    }
}
} // namespace

QMap<QString, QString> usualKernelValues()
{
    return {{QStringLiteral("net.ipv4.tcp_keepalive_time"), QStringLiteral("600")},
            {QStringLiteral("net.ipv4.tcp_keepalive_intvl"), QStringLiteral("30")},
            {QStringLiteral("net.ipv4.tcp_keepalive_probes"), QStringLiteral("10")},
            {QStringLiteral("vm.swappiness"), QStringLiteral("1")}};
}

std::vector<Problem> problems(const PrepareInputs &inputs)
{
    std::vector<Problem> found;
    addMachineProblems(inputs.machines, found);
    addEngineProblems(inputs, found);
    if (!inputs.dockerUser.isEmpty() && !matches(inputs.dockerUser, "[a-z_][a-z0-9_.-]{0,31}")) {
        found.push_back({QStringLiteral("docker-user"), Text::tr("“%1” is no name of a user.").arg(inputs.dockerUser)});
    }
    if (!inputs.timezone.isEmpty() && !matches(inputs.timezone, R"re([A-Za-z][A-Za-z0-9_+/-]*)re")) {
        found.push_back({QStringLiteral("timezone"), Text::tr("A time zone is written as Europe/Berlin or Etc/UTC.")});
    }
    if (inputs.removesLoginKeys && !(inputs.cleansIdentity && inputs.powersOff)) {
        found.push_back({QStringLiteral("remove-login-keys"),
                         Text::tr("Without the login's keys nobody gets in again: they go only together with the "
                                  "identity, and before the machine is switched off.")});
    }
    return found;
}

} // namespace stormdeck::ops
