// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/certificates.h"

#include "util/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>

namespace stormdeck::net {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Certificates)
};

constexpr qint64 largestFile = 1024 * 1024;
constexpr qsizetype mostOfAFile = 8;

QString nameIn(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.isEmpty() ? certificate.subjectDisplayName() : names.first();
}

std::vector<Certificate> inFile(const QString &path)
{
    const auto content = readFile(path, largestFile);
    if (!content) {
        return {{.file = path, .problem = QFile::exists(path) ? content.error().reason : Text::tr("it is missing")}};
    }
    std::vector<Certificate> found;
    for (const QSslCertificate &certificate : QSslCertificate::fromData(*content, QSsl::Pem).mid(0, mostOfAFile)) {
        found.push_back({.file = path,
                         .subject = nameIn(certificate),
                         .from = certificate.effectiveDate().toUTC(),
                         .until = certificate.expiryDate().toUTC()});
    }
    return found.empty() ? std::vector<Certificate>{{.file = path, .problem = Text::tr("it holds no certificate")}}
                         : found;
}
} // namespace

std::vector<Certificate> inspectCertificates(const QString &folder)
{
    const QString certificate = folder + QStringLiteral("/cert.pem");
    const QString key = folder + QStringLiteral("/key.pem");
    std::vector<Certificate> found = inFile(folder + QStringLiteral("/ca.pem"));
    const bool hasKey = QFile::exists(key);
    if (!QFile::exists(certificate) && !hasKey) {
        return found;
    }
    for (Certificate &one : inFile(certificate)) {
        found.push_back(std::move(one));
    }
    if (!hasKey) {
        found.push_back({.file = key, .problem = Text::tr("it is missing")});
    }
    return found;
}

} // namespace stormdeck::net
