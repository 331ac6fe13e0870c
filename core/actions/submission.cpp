// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/submission.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

constexpr qsizetype rawSample = 4096;
constexpr qsizetype longestLine = 64 * 1024;
constexpr qsizetype keptText = 256 * 1024;

struct Cause
{
    QLatin1String marker;
    const char *reason;
    const char *remedy;
    QLatin1String code;
};

// What Storm's client says, by version 1.0 to 3.x. The first match wins.
const std::array causes{
    Cause{QLatin1String("already exists on"), QT_TRANSLATE_NOOP("Actions", "a topology of this name exists"),
          QT_TRANSLATE_NOOP("Actions", "Choose another name, or kill the running one and wait until it is gone."),
          QLatin1String("submit.name-taken")},
    Cause{QLatin1String("Could not find leader nimbus"), QT_TRANSLATE_NOOP("Actions", "Nimbus has no leader"),
          QT_TRANSLATE_NOOP("Actions", "Look at Nimbus and at the ensemble, then submit again."),
          QLatin1String("storm.no-leader")},
    Cause{QLatin1String("Could not find or load main class"),
          QT_TRANSLATE_NOOP("Actions", "the main class is not in the jar"),
          QT_TRANSLATE_NOOP("Actions", "Choose a class that the jar contains."), QLatin1String("submit.no-class")},
    Cause{QLatin1String("UnsupportedClassVersionError"),
          QT_TRANSLATE_NOOP("Actions", "the jar was compiled for a newer Java than the cluster's image has"),
          QT_TRANSLATE_NOOP("Actions", "Compile it for the image's Java."), QLatin1String("submit.java-too-new")},
    Cause{QLatin1String("multiple defaults.yaml"), QT_TRANSLATE_NOOP("Actions", "the jar bundles Storm itself"),
          QT_TRANSLATE_NOOP("Actions", "Build it with Storm's libraries as provided."),
          QLatin1String("submit.bundles-storm")},
    Cause{QLatin1String("InvalidTopologyException"), QT_TRANSLATE_NOOP("Actions", "Nimbus finds the topology invalid"),
          QT_TRANSLATE_NOOP("Actions", "Read the output for what it refuses."), QLatin1String("submit.invalid")},
    Cause{QLatin1String("AuthorizationException"), QT_TRANSLATE_NOOP("Actions", "Nimbus does not allow it"),
          QT_TRANSLATE_NOOP("Actions", "Ask the owner of the cluster for the right to submit."),
          QLatin1String("submit.denied")},
};
} // namespace

QString withoutCredentials(const QString &line)
{
    static const QRegularExpression secret(
        QStringLiteral("(storm\\.zookeeper\\.(?:topology\\.|super)[a-zA-Z.]*[\"']?\\s*[=:]\\s*)[^\\s,}\\]]+"));
    static const QRegularExpression digest(QStringLiteral("(MD5-digest:\\s*)\\S+"));
    QString safe = line;
    safe.replace(secret, QStringLiteral("\\1***"));
    return safe.replace(digest, QStringLiteral("\\1***"));
}

void ClientOutput::take(const QByteArray &piece, const Sink &sink)
{
    qsizetype begin = 0;
    for (qsizetype end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', begin)) {
        append(QByteArrayView(piece).sliced(begin, end - begin));
        begin = end + 1;
        const QString whole = line();
        m_line.clear();
        m_isCut = false;
        m_lines = (m_lines + whole + u'\n').right(keptText);
        sink(whole);
    }
    append(QByteArrayView(piece).sliced(begin));
}

QString ClientOutput::text() const
{
    return m_lines + line();
}

QString ClientOutput::line() const
{
    return withoutCredentials(QString::fromUtf8(m_line)) + (m_isCut ? QStringLiteral(" …") : QString());
}

void ClientOutput::append(QByteArrayView part)
{
    const qsizetype room = longestLine - m_line.size();
    m_isCut = m_isCut || part.size() > room;
    m_line.append(part.first(std::min(part.size(), room)));
}

bool tellsOfFailure(const QString &output)
{
    return output.contains(QStringLiteral("Failed to submit topology")) ||
           output.contains(QStringLiteral("already exists on")) || output.contains(QStringLiteral("NotAliveException"));
}

/// Thrift names the size where a topology does not fit; both ends have a limit of their own.
QString neededBytes(const QString &output)
{
    static const QRegularExpression size(
        QStringLiteral("frame size of (\\d+), which is bigger|Frame size \\((\\d+)\\) larger than max"));
    const auto match = size.match(output);
    return match.captured(1) + match.captured(2);
}

Error submissionError(const QString &topology, int exitCode, const QString &output)
{
    Error error{.kind = ErrorKind::Rejected,
                .layer = Layer::Storm,
                .attempted = Text::tr("submit %1").arg(topology),
                .reason = Text::tr("the storm client ended with code %1").arg(exitCode),
                .remedy = Text::tr("Read its output above."),
                .code = QStringLiteral("submit.failed"),
                .raw = output.right(rawSample).toUtf8()};
    for (const Cause &cause : causes) {
        if (output.contains(cause.marker)) {
            error.reason = Text::tr(cause.reason);
            error.remedy = Text::tr(cause.remedy);
            error.code = cause.code;
            break;
        }
    }
    if (const QString bytes = neededBytes(output); !bytes.isEmpty()) {
        error.reason =
            Text::tr("the topology is larger than nimbus.thrift.max_buffer_size: it needs %1 bytes").arg(bytes);
        error.remedy = Text::tr("Set nimbus.thrift.max_buffer_size to more, the same for Nimbus and for this client.");
        error.code = QStringLiteral("submit.too-large");
    }
    return error;
}

} // namespace stormdeck::actions
