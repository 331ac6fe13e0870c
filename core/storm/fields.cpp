// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storm/fields.h"

#include "storm/decode.h"

#include <QRegularExpression>
#include <QStringList>

#include <simdjson.h>

#include <cmath>
#include <limits>

namespace stormdeck::storm {

namespace dom = simdjson::dom;

struct Fields::Object
{
    std::shared_ptr<const dom::parser> parser; ///< has the text that `object` points into
    dom::object object;
};

namespace {
qsizetype endOfString(const QByteArray &json, qsizetype quote)
{
    qsizetype at = quote + 1;
    while (at < json.size() && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
    }
    return at;
}

/// The bare number that is no JSON at that place; empty where there is none.
QByteArrayView bareNumberAt(QByteArrayView json, qsizetype at)
{
    const bool mayBe = json[at] == 'N' || json[at] == 'I' || json[at] == '-';
    for (const QByteArrayView word : {QByteArrayView("-Infinity"), QByteArrayView("Infinity"), QByteArrayView("NaN")}) {
        if (mayBe && json.sliced(at).startsWith(word)) {
            return word;
        }
    }
    return {};
}

/// Storm from 2.6 writes bare NaN, which is not JSON. Such words outside strings become null.
QByteArray withoutBareNumbers(const QByteArray &json)
{
    if (!json.contains("NaN") && !json.contains("Infinity")) {
        return json;
    }
    QByteArray plain;
    plain.reserve(json.size() + json.size() / 8);
    qsizetype copied = 0;
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (json[at] == '"') {
            at = endOfString(json, at);
        } else if (const QByteArrayView word = bareNumberAt(json, at); !word.isEmpty()) {
            plain.append(json.constData() + copied, at - copied).append("null");
            copied = at + word.size();
            at = copied - 1;
        }
    }
    return plain.append(json.constData() + copied, json.size() - copied);
}

std::optional<qint64> secondsIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)? ?(?:(\d+)s)?$)"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const auto part = [&match](int index) { return match.captured(index).toLongLong(); };
    return ((part(1) * 24 + part(2)) * 60 + part(3)) * 60 + part(4);
}
} // namespace

std::optional<Fields> Fields::parse(const QByteArray &json, QString *why)
{
    const QByteArray plain = withoutBareNumbers(json);
    const simdjson::padded_string padded(plain.constData(), static_cast<size_t>(plain.size()));
    const auto parser = std::make_shared<dom::parser>();
    dom::object object;
    const simdjson::error_code code = parser->parse(padded).get(object);
    if (code == simdjson::SUCCESS) {
        return Fields(std::make_shared<const Object>(Object{parser, object}));
    }
    if (why) {
        *why = QString::fromUtf8(simdjson::error_message(code));
    }
    return std::nullopt;
}

bool Fields::has(const char *name) const
{
    return m_object->object[name].error() == simdjson::SUCCESS;
}

QString Fields::text(const char *name) const
{
    std::string_view view;
    return m_object->object[name].get(view) == simdjson::SUCCESS
               ? QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()))
               : QString();
}

std::optional<double> Fields::number(const char *name) const
{
    double value = 0;
    bool isNumber = m_object->object[name].get(value) == simdjson::SUCCESS;
    if (!isNumber) {
        value = text(name).replace(u',', u'.').toDouble(&isNumber);
    }
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<qint64> Fields::whole(const char *name) const
{
    int64_t value = 0;
    if (m_object->object[name].get(value) == simdjson::SUCCESS) {
        return value;
    }
    const std::optional<double> loose = number(name);
    constexpr double limit = 9e18;
    return loose && std::abs(*loose) < limit ? std::optional(static_cast<qint64>(*loose)) : std::nullopt;
}

std::optional<int> Fields::count(const char *name) const
{
    const std::optional<qint64> value = whole(name);
    return value && *value >= 0 && *value <= std::numeric_limits<int>::max() ? std::optional(static_cast<int>(*value))
                                                                             : std::nullopt;
}

quint16 Fields::port(const char *name) const
{
    const int value = count(name).value_or(0);
    return value <= std::numeric_limits<quint16>::max() ? static_cast<quint16>(value) : quint16(0);
}

bool Fields::flag(const char *name) const
{
    bool value = false;
    return m_object->object[name].get(value) == simdjson::SUCCESS && value;
}

std::optional<Fields> Fields::object(const char *name) const
{
    dom::object value;
    return m_object->object[name].get(value) == simdjson::SUCCESS
               ? std::optional(Fields(std::make_shared<const Object>(Object{m_object->parser, value})))
               : std::nullopt;
}

std::optional<std::vector<Fields>> Fields::list(const char *name) const
{
    dom::array array;
    if (m_object->object[name].get(array) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    std::vector<Fields> all;
    for (const dom::element element : array) {
        dom::object value;
        if (element.get(value) == simdjson::SUCCESS) {
            all.push_back(Fields(std::make_shared<const Object>(Object{m_object->parser, value})));
        }
    }
    return all;
}

QByteArray sampleOf(const QByteArray &body)
{
    constexpr qsizetype size = 4096;
    return body.left(size);
}

Error undecodable(const QByteArray &body, const QString &reason)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Storm,
            .reason = reason,
            .remedy = Text::tr("Check that this is the port of a Storm UI."),
            .code = QStringLiteral("storm.undecodable"),
            .raw = sampleOf(body)};
}

Result<Fields> fieldsOf(const QByteArray &body)
{
    const QByteArray trimmed = body.trimmed();
    if (trimmed.isEmpty()) {
        return failure(undecodable(body, Text::tr("the answer was empty")));
    }
    if (trimmed.startsWith('<')) {
        return failure(undecodable(body, Text::tr("a web page came back in place of data")));
    }
    QString why;
    const std::optional<Fields> fields = Fields::parse(trimmed, &why);
    if (!fields) {
        return failure(undecodable(body, Text::tr("the answer is not readable: %1").arg(why)));
    }
    if (fields->has("errorMessage")) {
        return failure(decodeRefusal(500, body));
    }
    return *fields;
}

std::optional<qint64> uptime(const Fields &fields, const char *seconds, const char *text)
{
    if (const auto value = fields.whole(seconds)) {
        return value;
    }
    return fields.has(text) ? secondsIn(fields.text(text)) : std::nullopt;
}

int placeOf(const QString &window)
{
    static const QStringList order{QStringLiteral("600"), QStringLiteral("10800"), QStringLiteral("86400"),
                                   QStringLiteral(":all-time")};
    const auto at = order.indexOf(window);
    return static_cast<int>(at < 0 ? order.size() : at);
}

} // namespace stormdeck::storm
