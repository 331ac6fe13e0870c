// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/room.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::cluster {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Room)
};

constexpr qint64 kibi = 1024;
constexpr qsizetype sampleSize = 4096;

std::optional<Room> sensible(qint64 total, qint64 free)
{
    return total > 0 && free <= total ? std::optional(Room{total * kibi, std::max<qint64>(free, 0) * kibi})
                                      : std::nullopt;
}

/// The columns after the name of the file system, which may stand on a line of its own. What is left is below zero
/// where only root may still write.
std::optional<Room> diskIn(const QString &text)
{
    static const QRegularExpression root(QStringLiteral(R"(\s(\d+)\s+\d+\s+(-?\d+)\s+\d+%\s+/(?:\s|$))"));
    const auto found = root.match(text);
    return found.hasMatch() ? sensible(found.captured(1).toLongLong(), found.captured(2).toLongLong()) : std::nullopt;
}

std::optional<qint64> kibibytesOf(const QString &text, const QString &name)
{
    const QRegularExpression line(QStringLiteral(R"(^%1:\s+(\d+) kB)").arg(name), QRegularExpression::MultilineOption);
    const auto found = line.match(text);
    return found.hasMatch() ? std::optional(found.captured(1).toLongLong()) : std::nullopt;
}

/// Kernels before 3.14 do not tell what is available, and it cannot be reckoned from the rest.
std::optional<Room> memoryIn(const QString &text)
{
    const auto total = kibibytesOf(text, QStringLiteral("MemTotal"));
    const auto available = kibibytesOf(text, QStringLiteral("MemAvailable"));
    return total && available ? sensible(*total, *available) : std::nullopt;
}
} // namespace

double freeShare(const Room &room)
{
    return room.total > 0 ? static_cast<double>(room.free) / static_cast<double>(room.total) : 0;
}

QStringList roomCommand()
{
    return {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("df -Pk /; cat /proc/meminfo")};
}

Result<RoomFacts> decodeRoom(const QByteArray &output)
{
    const QString text = QString::fromUtf8(output);
    RoomFacts facts{.disk = diskIn(text), .memory = memoryIn(text)};
    if (!facts.disk && !facts.memory) {
        return failure(Error{.kind = ErrorKind::Undecodable,
                             .layer = Layer::Docker,
                             .attempted = Text::tr("see how much disk and memory are left"),
                             .reason = Text::tr("neither “df” nor /proc/meminfo told it in its container"),
                             .remedy = Text::tr("Look at the machine itself; its image may have no “df”."),
                             .code = QStringLiteral("room.unreadable"),
                             .raw = output.left(sampleSize)});
    }
    return facts;
}

} // namespace stormdeck::cluster
