// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace stormdeck::test {

/// A certificate authority of one test, good for a day. Its files are in a folder that goes with it.
class Authority
{
public:
    explicit Authority(const QString &name = QStringLiteral("An authority of one test"));
    ~Authority();
    Authority(const Authority &) = delete;
    Authority &operator=(const Authority &) = delete;

    /// A folder with ca.pem, cert.pem and key.pem, as an endpoint has one; the certificate is made out to that common
    /// name, and to `alternatives` as OpenSSL writes them ("IP:127.0.0.1,DNS:m1"); empty: it has none.
    /// `left`: until it ends; below zero it has.
    [[nodiscard]] QString issue(const QString &commonName, const QByteArray &alternatives = {},
                                std::chrono::seconds left = std::chrono::hours(24));
    /// A folder with ca.pem alone.
    [[nodiscard]] QString withoutCertificate();

private:
    [[nodiscard]] QString newFolder();
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    QTemporaryDir m_folder;
    int m_issued = 0;
};

} // namespace stormdeck::test
