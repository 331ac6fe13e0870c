// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/proxy.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace stormdeck::preflight {

namespace {
/// "10.0.0.1:2377" and "[::1]:2377" without the port; an IPv6 address without brackets has none.
QString hostOf(const QString &text)
{
    if (text.startsWith(u'[')) {
        return text.mid(1, text.indexOf(u']') - 1);
    }
    return text.count(u':') == 1 ? text.section(u':', 0, 0) : text;
}

/// Whether this entry of NO_PROXY holds for the host.
bool covers(const QString &entry, const QString &host)
{
    if (entry == u"*") {
        return true;
    }
    const QHostAddress address(host);
    if (address.isNull()) {
        const QString name = hostOf(entry);
        const QString domain = name.startsWith(u'.') ? name : u'.' + name;
        return !name.isEmpty() &&
               (host.compare(name, Qt::CaseInsensitive) == 0 || host.endsWith(domain, Qt::CaseInsensitive));
    }
    return entry.contains(u'/') ? address.isInSubnet(QHostAddress::parseSubnet(entry))
                                : address == QHostAddress(hostOf(entry));
}
} // namespace

QString proxyOf(const docker::EngineInfo &engine)
{
    const QString &said = engine.httpsProxy.isEmpty() ? engine.httpProxy : engine.httpsProxy;
    const QUrl url(said);
    return url.host().isEmpty() ? said.section(u'@', -1) : url.toString(QUrl::RemoveUserInfo);
}

QStringList throughProxy(const docker::EngineInfo &engine, const QStringList &addresses)
{
    QStringList through;
    if (proxyOf(engine).isEmpty()) {
        return through;
    }
    const QStringList entries = engine.noProxy.split(u',', Qt::SkipEmptyParts);
    for (const QString &address : addresses) {
        const QString host = hostOf(address);
        if (std::none_of(entries.begin(), entries.end(),
                         [&](const QString &entry) { return covers(entry.trimmed(), host); })) {
            through << host;
        }
    }
    return through;
}

} // namespace stormdeck::preflight
