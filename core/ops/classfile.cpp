// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/classfile.h"

#include <QDataStream>

#include <vector>

namespace stormdeck::ops {

namespace {
constexpr quint32 magic = 0xCAFEBABE;
constexpr quint16 publicStatic = 0x0001 | 0x0008;

enum Tag : quint8 {
    Utf8 = 1, Integer = 3, Float = 4, Long = 5, Double = 6, Class = 7, String = 8, FieldRef = 9, MethodRef = 10,
    InterfaceMethodRef = 11, NameAndType = 12, MethodHandle = 15, MethodType = 16, Dynamic = 17, InvokeDynamic = 18,
    Module = 19, Package = 20
};

struct Constants {
    std::vector<QByteArray> texts;    ///< Utf8 entries by index
    std::vector<quint16> classNames; ///< Class entries: index of their name
};

/// Bytes that follow the tag of a constant with a fixed size; -1 for an unknown tag.
int fixedSize(quint8 tag)
{
    switch (tag) {
    case Class: case String: case MethodType: case Module: case Package: return 2;
    case MethodHandle: return 3;
    case Integer: case Float: case FieldRef: case MethodRef: case InterfaceMethodRef: case NameAndType: case Dynamic:
    case InvokeDynamic: return 4;
    case Long: case Double: return 8;
    default: return -1;
    }
}

bool readConstants(QDataStream &in, Constants &constants)
{
    quint16 count = 0;
    in >> count;
    constants.texts.resize(count);
    constants.classNames.resize(count);
    for (int i = 1; i < count && in.status() == QDataStream::Ok; ++i) {
        quint8 tag = 0;
        in >> tag;
        if (tag == Utf8) {
            quint16 length = 0;
            in >> length;
            QByteArray text(length, '\0');
            in.readRawData(text.data(), length);
            constants.texts[static_cast<size_t>(i)] = text;
        } else if (tag == Class) {
            in >> constants.classNames[static_cast<size_t>(i)];
        } else if (const int size = fixedSize(tag); size < 0 || in.skipRawData(size) != size) {
            return false;
        }
        i += tag == Long || tag == Double ? 1 : 0; // these take two entries
    }
    return in.status() == QDataStream::Ok;
}

QByteArray textAt(const Constants &constants, quint16 index)
{
    return index < constants.texts.size() ? constants.texts[index] : QByteArray();
}

struct Member {
    quint16 access = 0;
    quint16 name = 0;
    quint16 descriptor = 0;
};

Member readMember(QDataStream &in)
{
    Member member;
    quint16 attributes = 0;
    in >> member.access >> member.name >> member.descriptor >> attributes;
    for (int i = 0; i < attributes && in.status() == QDataStream::Ok; ++i) {
        quint16 name = 0;
        quint32 length = 0;
        in >> name >> length;
        in.skipRawData(static_cast<int>(length));
    }
    return member;
}

void skipFields(QDataStream &in)
{
    quint16 count = 0;
    in >> count;
    for (int i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        readMember(in);
    }
}

bool hasMain(QDataStream &in, const Constants &constants)
{
    quint16 count = 0;
    in >> count;
    for (int i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        const Member method = readMember(in);
        if ((method.access & publicStatic) == publicStatic && textAt(constants, method.name) == "main"
            && textAt(constants, method.descriptor) == "([Ljava/lang/String;)V") {
            return true;
        }
    }
    return false;
}
} // namespace

std::optional<ClassFacts> readClass(const QByteArray &bytes)
{
    QDataStream in(bytes);
    quint32 first = 0;
    quint16 minor = 0;
    quint16 major = 0;
    Constants constants;
    in >> first >> minor >> major;
    if (first != magic || !readConstants(in, constants)) {
        return std::nullopt;
    }
    quint16 access = 0;
    quint16 self = 0;
    quint16 parent = 0;
    quint16 interfaces = 0;
    in >> access >> self >> parent >> interfaces;
    in.skipRawData(interfaces * 2);
    skipFields(in);
    const bool found = hasMain(in, constants);
    if (in.status() != QDataStream::Ok || self >= constants.classNames.size()) {
        return std::nullopt;
    }
    QByteArray name = textAt(constants, constants.classNames[self]);
    name.replace('/', '.');
    return ClassFacts{.name = QString::fromUtf8(name), .major = major, .hasMain = found};
}

} // namespace stormdeck::ops
