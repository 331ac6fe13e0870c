// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/servernames.h"

#include <curl/curl.h>

#include <arpa/inet.h>

namespace stormdeck::http {

namespace {
/// "m1" of "O = Lab; CN = m1".
QString commonNameIn(const QString &subject)
{
    for (const QString &part : subject.split(u';')) {
        const QString name = part.section(u'=', 1).trimmed();
        if (part.section(u'=', 0, 0).trimmed() == u"CN") {
            return name;
        }
    }
    return {};
}

void takeLine(const QString &line, ServerNames &names)
{
    const QString alternatives = QStringLiteral("X509v3 Subject Alternative Name:");
    if (line.startsWith(QStringLiteral("Subject:"))) {
        names.common = commonNameIn(line.section(u':', 1));
    } else if (line.startsWith(alternatives)) {
        for (QString name : line.mid(alternatives.size()).split(u',')) {
            names.alternatives << name.trimmed().replace(QStringLiteral("IP Address:"), QStringLiteral("IP:"));
        }
    }
}
} // namespace

std::optional<ServerNames> serverNames(void *easy)
{
    curl_certinfo *chain = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr || chain->num_of_certs < 1) {
        return std::nullopt;
    }
    ServerNames names;
    for (const curl_slist *line = chain->certinfo[0]; line != nullptr; line = line->next) {
        takeLine(QString::fromUtf8(line->data), names);
    }
    return names;
}

QString nameFor(const QString &host)
{
    in6_addr address{};
    const QByteArray text = host.section(u'%', 0, 0).toLatin1();
    const bool isAddress =
        inet_pton(AF_INET, text.constData(), &address) == 1 || inet_pton(AF_INET6, text.constData(), &address) == 1;
    return (isAddress ? QStringLiteral("IP:") : QStringLiteral("DNS:")) + host;
}

} // namespace stormdeck::http
