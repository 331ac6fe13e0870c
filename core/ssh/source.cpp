// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/source.h"

#include <QCoreApplication>
#include <QFile>

#include <memory>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshSource)
};

Error unreadable(const QFile &file)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = Text::tr("read"),
            .target = file.fileName(),
            .reason = file.errorString(),
            .remedy = Text::tr("Check that the file is there and that you may read it."),
            .code = QStringLiteral("file.failed")};
}
} // namespace

Source sourceOf(const QByteArray &text)
{
    return [text, at = qsizetype(0)](qsizetype most) mutable -> Result<QByteArray> {
        const QByteArray piece = text.mid(at, most);
        at += piece.size();
        return piece;
    };
}

Result<Source> sourceOfFile(const QString &path)
{
    const auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly)) {
        return failure(unreadable(*file));
    }
    return [file](qsizetype most) -> Result<QByteArray> {
        const QByteArray piece = file->read(most);
        if (piece.isEmpty() && file->error() != QFileDevice::NoError) {
            return failure(unreadable(*file));
        }
        return piece;
    };
}

} // namespace stormdeck::ssh
