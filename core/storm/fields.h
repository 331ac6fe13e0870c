// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

/// What the decoders of Storm's answers read with. Pure and thread-safe.
namespace stormdeck::storm {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storm)
};

/// One JSON object, asked by member. A member that is missing, null or of another kind is "not reported". A value that
/// keeps what it was read from.
class Fields
{
public:
    /// nullopt: the text is no JSON object. `why`, where given, gets the reason. Bare NaN counts as null.
    [[nodiscard]] static std::optional<Fields> parse(const QByteArray &json, QString *why = nullptr);

    [[nodiscard]] bool has(const char *name) const;
    [[nodiscard]] QString text(const char *name) const;
    /// A number, or a number as text with a point or a comma, as a JVM's locale writes it.
    [[nodiscard]] std::optional<double> number(const char *name) const;
    [[nodiscard]] std::optional<qint64> whole(const char *name) const;
    /// Of what cannot be less than zero.
    [[nodiscard]] std::optional<int> count(const char *name) const;
    /// 0: not reported.
    [[nodiscard]] quint16 port(const char *name) const;
    [[nodiscard]] bool flag(const char *name) const;
    [[nodiscard]] std::optional<Fields> object(const char *name) const;
    /// The objects of a list; nullopt where there is no list.
    [[nodiscard]] std::optional<std::vector<Fields>> list(const char *name) const;

private:
    struct Object;
    explicit Fields(std::shared_ptr<const Object> object) : m_object(std::move(object)) {}

    std::shared_ptr<const Object> m_object;
};

/// As much of a body as an error keeps.
[[nodiscard]] QByteArray sampleOf(const QByteArray &body);
[[nodiscard]] Error undecodable(const QByteArray &body, const QString &reason);
/// The body as one object. Errors as all of decode.h.
[[nodiscard]] Result<Fields> fieldsOf(const QByteArray &body);

/// Seconds as a number or, of old versions, as text: "1d 2h 3m 4s", where an empty text is zero seconds.
[[nodiscard]] std::optional<qint64> uptime(const Fields &fields, const char *seconds, const char *text);
/// Place of a window among the others; those nobody here has heard of come last.
[[nodiscard]] int placeOf(const QString &window);

/// Reads the body as one object and hands it to `read`, which gives a Result.
template <typename Read>
auto decoded(const QByteArray &body, Read read) -> decltype(read(std::declval<const Fields &>()))
{
    const Result<Fields> fields = fieldsOf(body);
    if (!fields) {
        return failure(fields.error());
    }
    auto result = read(*fields);
    if (!result && result.error().raw.isEmpty()) {
        result.error().raw = sampleOf(body);
    }
    return result;
}

/// Decodes each object of the list `name`, which has to be there.
template <typename Value>
Result<std::vector<Value>> eachOf(const Fields &fields, const char *name, Value (*read)(const Fields &))
{
    const auto list = fields.list(name);
    if (!list) {
        return failure(undecodable({}, Text::tr("the answer has no list of “%1”").arg(QString::fromLatin1(name))));
    }
    std::vector<Value> values;
    values.reserve(list->size());
    std::transform(list->begin(), list->end(), std::back_inserter(values), read);
    return values;
}

template <typename Value, typename Key>
void sortBy(std::vector<Value> &values, Key key)
{
    std::stable_sort(values.begin(), values.end(), [&key](const Value &a, const Value &b) { return key(a) < key(b); });
}

} // namespace stormdeck::storm
