// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/jar.h"

#include "ops/classfile.h"
#include "ops/refusal.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <quazip.h>
#include <quazipfile.h>

namespace stormdeck::ops {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Jar) };

constexpr int mostEntries = 200'000;
constexpr qint64 largestEntry = 8 * 1024 * 1024;
constexpr int mostMainClasses = 500;

Error notAJar(const QString &path, const QString &reason)
{
    Error error = refusal(Text::tr("read the jar"), reason, Text::tr("Choose a jar as your build makes it."),
                          QStringLiteral("jar.invalid"));
    error.target = path;
    return error;
}

QByteArray contentOf(QuaZip &zip)
{
    QuaZipFile entry(&zip);
    return entry.open(QIODevice::ReadOnly) ? entry.read(largestEntry) : QByteArray();
}

QString mainClassOf(const QByteArray &manifest)
{
    // A long value goes on in the next line, which then begins with a space.
    QByteArray joined = manifest;
    joined.replace("\r\n", "\n").replace("\n ", "");
    for (const QByteArray &line : joined.split('\n')) {
        if (line.startsWith("Main-Class:")) {
            return QString::fromUtf8(line.mid(11).trimmed());
        }
    }
    return {};
}

void takeClass(const QByteArray &bytes, JarInfo &info)
{
    const auto facts = readClass(bytes);
    if (!facts) {
        return;
    }
    info.javaMajor = std::max(info.javaMajor, facts->major);
    if (facts->hasMain && info.mainClasses.size() < mostMainClasses) {
        info.mainClasses << facts->name;
    }
}

void takeEntry(QuaZip &zip, JarInfo &info)
{
    const QString name = zip.getCurrentFileName();
    if (name == QStringLiteral("META-INF/MANIFEST.MF")) {
        info.manifestMainClass = mainClassOf(contentOf(zip));
    } else if (name == QStringLiteral("defaults.yaml")) {
        info.bundlesStorm = true;
    } else if (name.endsWith(QStringLiteral(".class")) && !name.startsWith(QStringLiteral("META-INF/"))
               && !name.endsWith(QStringLiteral("module-info.class"))) {
        takeClass(contentOf(zip), info);
    }
}

Result<QByteArray> hashOf(const QString &path, qint64 &size)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        return failure(notAJar(path, file.errorString()));
    }
    size = file.size();
    return hash.result();
}
} // namespace

Result<JarInfo> inspectJar(const QString &path)
{
    JarInfo info;
    auto hash = hashOf(path, info.sizeBytes);
    if (!hash) {
        return failure(hash.error());
    }
    info.sha256 = *hash;
    QuaZip zip(path);
    if (!zip.open(QuaZip::mdUnzip)) {
        return failure(notAJar(path, Text::tr("it is not a jar (zip) file")));
    }
    int entries = 0;
    for (bool more = zip.goToFirstFile(); more && entries < mostEntries; more = zip.goToNextFile(), ++entries) {
        takeEntry(zip, info);
    }
    if (zip.getZipError() != UNZ_OK) {
        return failure(notAJar(path, Text::tr("it is damaged")));
    }
    info.mainClasses.sort();
    if (!info.manifestMainClass.isEmpty()) {
        info.mainClasses.removeAll(info.manifestMainClass);
        info.mainClasses.prepend(info.manifestMainClass);
    }
    return info;
}

} // namespace stormdeck::ops
