// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/reference.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::docker {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ImageReference)
};

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isRepository(const QString &text)
{
    static const QString component = QStringLiteral("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    static const QString host = QStringLiteral("(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?");
    return text.size() <= 255 && matches(text, QStringLiteral("(?:%1/)?%2(?:/%2)*").arg(host, component));
}

bool isTag(const QString &text)
{
    return matches(text, QStringLiteral("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}"));
}

bool isDigest(const QString &text)
{
    return matches(text, QStringLiteral("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}"));
}

tl::unexpected<Error> notAnImage(const QString &text, const QString &reason)
{
    return failure({.kind = ErrorKind::Rejected,
                    .layer = Layer::Local,
                    .attempted = Text::tr("read the image name \"%1\"").arg(text),
                    .reason = reason,
                    .remedy = Text::tr("Write it as registry:5000/name:tag or name:tag."),
                    .code = QStringLiteral("docker.bad-image-name")});
}
} // namespace

QString ImageReference::text() const
{
    const QString named = tag.isEmpty() ? repository : repository + u':' + tag;
    return digest.isEmpty() ? named : named + u'@' + digest;
}

ImageReference ImageReference::withDigest(const QString &newDigest) const
{
    return {repository, tag, newDigest};
}

QString ImageReference::version() const
{
    if (!digest.isEmpty()) {
        return digest;
    }
    return tag.isEmpty() ? QStringLiteral("latest") : tag;
}

Result<ImageReference> parseReference(const QString &text)
{
    ImageReference result;
    const qsizetype at = text.indexOf(u'@');
    const QString named = text.left(at < 0 ? text.size() : at);
    // A colon before the last '/' belongs to the port of the registry.
    const qsizetype colon = named.indexOf(u':', named.lastIndexOf(u'/') + 1);
    result.repository = named.left(colon < 0 ? named.size() : colon);
    if (!isRepository(result.repository)) {
        return notAnImage(text, Text::tr("\"%1\" is not the name of a repository").arg(result.repository));
    }
    if (colon >= 0) {
        result.tag = named.mid(colon + 1);
        if (!isTag(result.tag)) {
            return notAnImage(text, Text::tr("\"%1\" is not a tag").arg(result.tag));
        }
    }
    if (at >= 0) {
        result.digest = text.mid(at + 1);
        if (!isDigest(result.digest)) {
            return notAnImage(text, Text::tr("\"%1\" is not a digest").arg(result.digest));
        }
    }
    return result;
}

} // namespace stormdeck::docker
