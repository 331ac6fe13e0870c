// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyfile.h"

#include "ssh/wire.h"
#include "util/files.h"

#include <QFile>
#include <QFileInfo>

#include <libssh/libssh.h>

namespace stormdeck::ssh {

namespace {
constexpr qint64 largestKey = 1024 * 1024;

/// libssh asks for the passphrase only where there is one; this notes that it did and gives none.
int noteQuestion(const char *, char *, size_t, int, int, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

KeyHandle import(const QByteArray &name, const char *passphrase, bool *wasAsked)
{
    ssh_key key = nullptr;
    ssh_pki_import_privkey_file(name.constData(), passphrase, noteQuestion, wasAsked, &key);
    return KeyHandle(key);
}

/// The blob that stands unencrypted at the head of an OpenSSH private key.
QByteArray clearPart(const QByteArray &pem)
{
    static const QByteArray magic("openssh-key-v1\0", 15);
    const auto begin = pem.indexOf("-----BEGIN OPENSSH PRIVATE KEY-----");
    const auto end = pem.indexOf("-----END OPENSSH PRIVATE KEY-----");
    if (begin < 0 || end < begin) {
        return {};
    }
    const QByteArray body = QByteArray::fromBase64(pem.mid(begin + 35, end - begin - 35));
    if (!body.startsWith(magic)) {
        return {};
    }
    WireReader reader(QByteArrayView(body).sliced(magic.size()));
    for (int i = 0; i < 3; ++i) { // cipher, key derivation, its options
        reader.text();
    }
    return reader.number() == 1 ? reader.text() : QByteArray();
}

KeyHandle fromBlob(const QByteArray &blob)
{
    const QByteArray type = WireReader(blob).text();
    ssh_key key = nullptr;
    ssh_pki_import_pubkey_base64(blob.toBase64().constData(), ssh_key_type_from_name(type.constData()), &key);
    return KeyHandle(key);
}
} // namespace

OpenedKey openKey(const QString &file, const Secret *passphrase)
{
    using State = OpenedKey::State;
    if (!QFileInfo::exists(file)) {
        return {};
    }
    bool wasAsked = false;
    const QByteArray words = passphrase == nullptr ? QByteArray() : passphrase->expose().toUtf8();
    KeyHandle key = import(QFile::encodeName(file), passphrase == nullptr ? nullptr : words.constData(), &wasAsked);
    if (key) {
        return {State::Good, std::move(key)};
    }
    if (passphrase != nullptr) {
        return {State::WrongPassphrase, nullptr};
    }
    return {wasAsked ? State::Locked : State::Unreadable, nullptr};
}

KeyHandle publicHalf(const QString &file)
{
    ssh_key key = nullptr;
    const QString besides = file + QStringLiteral(".pub");
    if (QFileInfo::exists(besides)) {
        ssh_pki_import_pubkey_file(QFile::encodeName(besides).constData(), &key);
    }
    if (key != nullptr) {
        return KeyHandle(key);
    }
    if (const auto content = readFile(file, largestKey); content && !clearPart(*content).isEmpty()) {
        return fromBlob(clearPart(*content));
    }
    const OpenedKey opened = openKey(file, nullptr);
    if (opened.key) {
        ssh_pki_export_privkey_to_pubkey(opened.key.get(), &key);
    }
    return KeyHandle(key);
}

QByteArray blobOf(const KeyHandle &key)
{
    char *text = nullptr;
    if (!key || ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK) {
        return {};
    }
    return QByteArray::fromBase64(TextHandle(text).get());
}

} // namespace stormdeck::ssh
