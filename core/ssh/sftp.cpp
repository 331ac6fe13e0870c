// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftp.h"

#include "ssh/wire.h"

namespace stormdeck::ssh::sftp {

namespace {
enum Type : quint8 {
    TypeInit = 1,
    TypeVersion = 2,
    TypeOpen = 3,
    TypeClose = 4,
    TypeWrite = 6,
    TypeSetState = 10,
    TypeRemove = 13,
    TypeRename = 18,
    TypeStatus = 101,
    TypeHandle = 102,
    TypeExtended = 200
};

constexpr quint32 version = 3;
constexpr quint32 forWritingNew = 0x02 | 0x08 | 0x20; // write, create, exclusively
constexpr quint32 hasPermissions = 0x04;
constexpr quint32 ownerOnly = 0600;
constexpr quint32 largestAnswer = 256 * 1024;

QByteArray packet(const WireWriter &content)
{
    WireWriter whole;
    whole.text(content.bytes());
    return whole.bytes();
}

WireWriter request(Type type, quint32 id)
{
    WireWriter writer;
    writer.byte(type);
    writer.number(id);
    return writer;
}

QByteArray withText(Type type, quint32 id, const QByteArray &text)
{
    WireWriter writer = request(type, id);
    writer.text(text);
    return packet(writer);
}

QByteArray withTwoPaths(WireWriter writer, const QByteArray &from, const QByteArray &to)
{
    writer.text(from);
    writer.text(to);
    return packet(writer);
}

Answer decode(QByteArrayView content)
{
    WireReader reader(content);
    Answer answer;
    const quint8 type = reader.byte();
    answer.id = reader.number(); // of a hello: its version
    if (type == TypeVersion) {
        answer.kind = Answer::Kind::Hello;
        while (reader.isGood() && !reader.atEnd()) {
            answer.extensions.insert(reader.text());
            reader.text();
        }
    } else if (type == TypeStatus) {
        answer.kind = Answer::Kind::Status;
        answer.status = reader.number();
        answer.text = reader.text();
    } else if (type == TypeHandle) {
        answer.kind = Answer::Kind::Handle;
        answer.text = reader.text();
    }
    return answer;
}
} // namespace

QByteArray hello()
{
    return packet(request(TypeInit, version));
}

QByteArray openNew(quint32 id, const QByteArray &path)
{
    WireWriter writer = request(TypeOpen, id);
    writer.text(path);
    writer.number(forWritingNew);
    writer.number(hasPermissions);
    writer.number(ownerOnly);
    return packet(writer);
}

QByteArray write(quint32 id, const QByteArray &handle, quint64 offset, QByteArrayView data)
{
    WireWriter writer = request(TypeWrite, id);
    writer.text(handle);
    writer.bigNumber(offset);
    writer.text(data);
    return packet(writer);
}

QByteArray setMode(quint32 id, const QByteArray &handle, quint32 mode)
{
    WireWriter writer = request(TypeSetState, id);
    writer.text(handle);
    writer.number(hasPermissions);
    writer.number(mode);
    return packet(writer);
}

QByteArray sync(quint32 id, const QByteArray &handle)
{
    WireWriter writer = request(TypeExtended, id);
    writer.text("fsync@openssh.com");
    writer.text(handle);
    return packet(writer);
}

QByteArray close(quint32 id, const QByteArray &handle)
{
    return withText(TypeClose, id, handle);
}

QByteArray remove(quint32 id, const QByteArray &path)
{
    return withText(TypeRemove, id, path);
}

QByteArray rename(quint32 id, const QByteArray &from, const QByteArray &to)
{
    return withTwoPaths(request(TypeRename, id), from, to);
}

QByteArray replace(quint32 id, const QByteArray &from, const QByteArray &to)
{
    WireWriter writer = request(TypeExtended, id);
    writer.text("posix-rename@openssh.com");
    return withTwoPaths(writer, from, to);
}

std::optional<Answer> Answers::next()
{
    if (m_bytes.size() < 4 || m_isBroken) {
        return std::nullopt;
    }
    const quint32 size = WireReader(m_bytes).number();
    if (size == 0 || size > largestAnswer) {
        m_isBroken = true;
        return std::nullopt;
    }
    if (m_bytes.size() - 4 < qsizetype(size)) {
        return std::nullopt;
    }
    const Answer answer = decode(QByteArrayView(m_bytes).sliced(4, size));
    m_bytes.remove(0, 4 + qsizetype(size));
    return answer;
}

} // namespace stormdeck::ssh::sftp
