// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/json.h"
#include "docker/words.h"

/// How a JSON value becomes one of the plain types that the values of docker/types.h are made of. A value that is
/// absent, null or of another type leaves what it is read into empty.
namespace stormdeck::docker {

void read(Json value, QString &target);
void read(Json value, bool &target);
void read(Json value, int &target);
void read(Json value, quint16 &target);
void read(Json value, qint64 &target);
void read(Json value, quint64 &target);
/// RFC 3339, or seconds since 1970 as lists give them. The zero time of engines (year 1) reads as no time.
void read(Json value, QDateTime &target);
void read(Json value, QStringList &target);
void read(Json value, Labels &target);
void read(Json value, ApiVersion &target);
void read(Json value, std::optional<int> &target);

template <typename Tag>
void read(Json value, Id<Tag> &target)
{
    target.value = value.text();
}

template <typename E>
void read(Json value, Named<E> &target)
{
    read(value.text(), target);
}

template <typename T>
void read(Json value, std::vector<T> &target)
{
    target.clear();
    value.elements([&](Json element) { read(element, target.emplace_back()); });
}

template <typename T>
void read(Json value, std::optional<T> &target)
{
    if (value.isObject()) {
        read(value, target.emplace());
    }
}

/// {"Index": 42}
void readVersion(Json value, quint64 &target);

/// A moment as engines write it, with any number of decimals; invalid where it is none or lies before 1970.
[[nodiscard]] QDateTime parseTime(const QString &text);

} // namespace stormdeck::docker
