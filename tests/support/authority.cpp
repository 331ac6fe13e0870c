// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/authority.h"

#include <QDir>
#include <QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace stormdeck::test {

namespace {
constexpr long oneDay = 24 * 3600;

struct Pair
{
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), &X509_free};

    Pair(const QString &commonName, int serial)
    {
        const QByteArray name = commonName.toUtf8();
        X509_set_version(certificate.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), oneDay);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0);
    }

    void extend(int kind, const QByteArray &value) const
    {
        X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.constData());
        if (extension == nullptr) {
            qFatal("No extension %s", value.constData());
        }
        X509_add_ext(certificate.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }

    void sign(const Pair &issuer) const
    {
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.certificate.get()));
        X509_sign(certificate.get(), issuer.key.get(), EVP_sha256());
    }
};

template <typename Write>
void save(const QString &path, Write write)
{
    BIO *file = BIO_new_file(QFile::encodeName(path).constData(), "w");
    if (file == nullptr || write(file) != 1) {
        qFatal("No file %s", qPrintable(path));
    }
    BIO_free(file);
}

void saveCertificate(const QString &path, const Pair &pair)
{
    save(path, [&](BIO *file) { return PEM_write_bio_X509(file, pair.certificate.get()); });
}
} // namespace

struct Authority::Impl
{
    Pair own;
};

Authority::Authority(const QString &name) : m_impl(new Impl{Pair(name, 1)})
{
    m_impl->own.extend(NID_basic_constraints, "critical,CA:TRUE");
    m_impl->own.sign(m_impl->own);
}

Authority::~Authority() = default;

QString Authority::newFolder()
{
    const QString folder = m_folder.filePath(QString::number(++m_issued));
    QDir().mkpath(folder);
    saveCertificate(folder + QStringLiteral("/ca.pem"), m_impl->own);
    return folder;
}

QString Authority::withoutCertificate()
{
    return newFolder();
}

QString Authority::issue(const QString &commonName, const QByteArray &alternatives, std::chrono::seconds left)
{
    const QString folder = newFolder();
    const Pair made(commonName, m_issued + 1);
    X509_gmtime_adj(X509_getm_notAfter(made.certificate.get()), static_cast<long>(left.count()));
    if (!alternatives.isEmpty()) {
        made.extend(NID_subject_alt_name, alternatives);
    }
    made.sign(m_impl->own);
    saveCertificate(folder + QStringLiteral("/cert.pem"), made);
    save(folder + QStringLiteral("/key.pem"), [&](BIO *file) {
        return PEM_write_bio_PrivateKey(file, made.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return folder;
}

} // namespace stormdeck::test
