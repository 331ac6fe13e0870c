// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/refusal.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::storm {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storm)
};

constexpr qsizetype longestReason = 300;

/// "org.apache.storm.generated.NotAliveException" and "NotAliveException(msg:words-1-2)" alike, at the start.
const QRegularExpression &classPattern()
{
    static const QRegularExpression pattern(QStringLiteral(R"(^(?:[\w$]+\.)*([\w$]*(?:Exception|Error))\b)"));
    return pattern;
}

/// The message behind the class names that Java puts in front of it.
QString withoutClasses(QString line)
{
    static const QRegularExpression wrapped(QStringLiteral(R"(^\w+\((?:\w+:)?(.*)\)$)"));
    while (true) {
        const auto match = classPattern().match(line);
        if (!match.hasMatch()) {
            return line;
        }
        const QString rest = line.mid(match.capturedEnd());
        if (rest.startsWith(QStringLiteral(": "))) {
            line = rest.mid(2);
        } else if (const auto inner = wrapped.match(line); inner.hasMatch()) {
            return inner.captured(1);
        } else {
            return rest.isEmpty() ? QString() : line;
        }
    }
}

struct Known
{
    const char *mark; ///< in the first line
    ErrorKind kind;
    const char *code;
    QString reason;
    QString remedy;
};

QList<Known> known()
{
    return {
        {"NimbusLeaderNotFound", ErrorKind::Rejected, "storm.no-leader", Text::tr("Storm has no leading Nimbus"),
         Text::tr("Look whether Nimbus runs and reaches ZooKeeper; it takes a while to lead after a start.")},
        {"Could not find leader nimbus", ErrorKind::Rejected, "storm.no-leader",
         Text::tr("Storm has no leading Nimbus"),
         Text::tr("Look whether Nimbus runs and reaches ZooKeeper; it takes a while to lead after a start.")},
        {"NotAliveException", ErrorKind::Rejected, "storm.no-such-topology", Text::tr("the topology is not alive"), {}},
        {"Unable to fetch topo conf",
         ErrorKind::Rejected,
         "storm.no-such-topology",
         Text::tr("the topology is not alive"),
         {}},
        {"getComponentPageInfo",
         ErrorKind::Rejected,
         "storm.no-such-component",
         Text::tr("Storm cannot tell about it; the topology may have no such spout or bolt any more"),
         {}},
        {"AuthorizationException",
         ErrorKind::Denied,
         "storm.denied",
         Text::tr("Storm does not allow it to this user"),
         {}},
        {"AlreadyAliveException", ErrorKind::Rejected, "storm.name-taken",
         Text::tr("a topology of that name is alive already"),
         Text::tr("Wait until it is gone, or take another name.")},
        {"TTransportException", ErrorKind::Rejected, "storm.nimbus-lost",
         Text::tr("the Storm UI lost its connection to Nimbus"), Text::tr("Look whether Nimbus runs.")},
    };
}

Error refused(int httpStatus, const QString &line)
{
    const QString message = withoutClasses(line).left(longestReason);
    const bool isDenied = httpStatus == 401 || httpStatus == 403;
    Error error{.kind = isDenied ? ErrorKind::Denied : ErrorKind::Rejected,
                .layer = Layer::Storm,
                .reason = message,
                .code = isDenied ? QStringLiteral("storm.denied") : QStringLiteral("storm.refused")};
    if (isDenied && message.isEmpty()) {
        error.reason = Text::tr("the Storm UI does not allow it to this user");
    } else if (message.isEmpty()) {
        const QString type = classPattern().match(line).captured(1);
        error.reason = type.isEmpty() ? Text::tr("the Storm UI answered with status %1").arg(httpStatus)
                                      : Text::tr("the Storm UI failed inside (%1)").arg(type);
    }
    return error;
}
} // namespace

Error refusalOf(int httpStatus, const QString &errorMessage)
{
    const QString line = errorMessage.section(u'\n', 0, 0).trimmed();
    for (const Known &one : known()) {
        if (line.contains(QString::fromLatin1(one.mark))) {
            return {.kind = one.kind,
                    .layer = Layer::Storm,
                    .reason = one.reason,
                    .remedy = one.remedy,
                    .code = QString::fromLatin1(one.code)};
        }
    }
    return refused(httpStatus, line);
}

} // namespace stormdeck::storm
