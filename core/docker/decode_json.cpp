// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/elements.h"
#include "docker/json.h"
#include "docker/texts.h"

#include <QCoreApplication>

#include <simdjson.h>

namespace stormdeck::docker {

namespace sj = simdjson;
namespace od = simdjson::ondemand;

namespace {
/// What all places of one text share.
struct Reading
{
    sj::error_code broken = sj::SUCCESS; ///< what is wrong with the text, once it is known
    Texts texts;
};
} // namespace

/// A value inside the text, or the whole text where that is a bare string, number or null.
struct Json::Place
{
    od::value *value = nullptr;
    od::document *whole = nullptr;
    Reading *reading = nullptr;

    /// Whether the value has the type asked for; notes what is wrong with the text itself.
    [[nodiscard]] bool has(sj::error_code code) const
    {
        const bool isOfOtherType =
            code == sj::INCORRECT_TYPE || code == sj::NUMBER_ERROR || code == sj::NUMBER_OUT_OF_RANGE;
        if (code != sj::SUCCESS && !isOfOtherType && reading->broken == sj::SUCCESS) {
            reading->broken = code;
        }
        return code == sj::SUCCESS && reading->broken == sj::SUCCESS;
    }
    [[nodiscard]] bool isOfType(od::json_type wanted) const
    {
        od::json_type type{};
        return has((value ? value->type() : whole->type()).get(type)) && type == wanted;
    }
};

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DockerAnswer)
};

constexpr qsizetype sampleSize = 4096;

tl::unexpected<Error> undecodable(const QByteArray &text, const QString &reason)
{
    return failure({.kind = ErrorKind::Undecodable,
                    .layer = Layer::Docker,
                    .reason = reason,
                    .remedy = Text::tr("Check that a Docker engine answers at this address."),
                    .raw = text.left(sampleSize)});
}

/// What came of reading a text.
Result<void> readAs(const QByteArray &text, sj::error_code broken, const QString &complaint)
{
    if (broken != sj::SUCCESS) {
        return undecodable(text, Text::tr("its answer is not the JSON of a Docker engine (%1)")
                                     .arg(QString::fromLatin1(sj::error_message(broken))));
    }
    return complaint.isEmpty() ? Result<void>() : undecodable(text, complaint);
}

QString readRoot(od::document &document, Reading &reading, const std::function<QString(Json)> &reader)
{
    Json::Place place{.whole = &document, .reading = &reading};
    od::value root;
    if (place.isOfType(od::json_type::object) || place.isOfType(od::json_type::array)) {
        if (place.has(document.get_value().get(root))) {
            place.value = &root;
        }
    }
    return reading.broken == sj::SUCCESS ? reader(Json(&place)) : QString();
}

/// The parser reads a little beyond the end, so the text is copied where its buffer ends too soon.
class Padded
{
public:
    explicit Padded(const QByteArray &text)
    {
        const auto size = static_cast<size_t>(text.size());
        const auto capacity = static_cast<size_t>(text.capacity());
        if (capacity >= size + sj::SIMDJSON_PADDING) {
            m_view = sj::padded_string_view(text.constData(), size, capacity);
        } else {
            m_copy = sj::padded_string(text.constData(), size);
            m_view = m_copy;
        }
    }
    [[nodiscard]] sj::padded_string_view view() const { return m_view; }

private:
    sj::padded_string m_copy;
    sj::padded_string_view m_view;
};
} // namespace

Result<void> Json::parse(const QByteArray &text, const std::function<QString(Json)> &reader)
{
    const Padded padded(text);
    od::parser parser;
    od::document document;
    Reading reading{.broken = parser.iterate(padded.view()).get(document)};
    const QString complaint = reading.broken == sj::SUCCESS ? readRoot(document, reading, reader) : QString();
    return readAs(text, reading.broken, complaint);
}

Result<void> Json::parseEach(const QByteArray &text, const std::function<QString(Json)> &visit,
                             const std::function<QString(Json)> &otherwise)
{
    if (!Elements::areIn({text.constData(), static_cast<size_t>(text.size())})) {
        return parse(text, otherwise);
    }
    const Padded padded(text);
    const std::string_view all = padded.view();
    Elements elements(all);
    od::parser parser;
    Reading reading;
    QString complaint;
    while (reading.broken == sj::SUCCESS && complaint.isEmpty()) {
        const auto element = elements.next();
        if (!element) {
            break;
        }
        const auto before = static_cast<size_t>(element->data() - all.data());
        od::document document;
        const sj::padded_string_view one(*element, padded.view().capacity() - before);
        reading.broken = parser.iterate(one).get(document);
        complaint = reading.broken == sj::SUCCESS ? readRoot(document, reading, visit) : QString();
    }
    const bool isWhole = reading.broken != sj::SUCCESS || elements.areSound();
    return readAs(text, isWhole ? reading.broken : sj::INCOMPLETE_ARRAY_OR_OBJECT, complaint);
}

QString Json::text() const
{
    std::string_view result;
    const auto code =
        m_place->value ? m_place->value->get_string().get(result) : m_place->whole->get_string().get(result);
    return m_place->has(code) ? shared(result) : QString();
}

QString Json::shared(std::string_view key) const
{
    return m_place->reading->texts.of(key);
}

std::optional<qint64> Json::integer() const
{
    int64_t result = 0;
    const auto code =
        m_place->value ? m_place->value->get_int64().get(result) : m_place->whole->get_int64().get(result);
    return m_place->has(code) ? std::optional<qint64>(result) : std::nullopt;
}

bool Json::flag() const
{
    bool result = false;
    const auto code = m_place->value ? m_place->value->get_bool().get(result) : m_place->whole->get_bool().get(result);
    return m_place->has(code) && result;
}

bool Json::isNull() const
{
    return m_place->isOfType(od::json_type::null);
}

bool Json::isObject() const
{
    return m_place->isOfType(od::json_type::object);
}

bool Json::isArray() const
{
    return m_place->isOfType(od::json_type::array);
}

void Json::visitMembers(void *to, void (*visit)(void *, std::string_view, Json)) const
{
    od::object object;
    if (!m_place->value || !m_place->has(m_place->value->get_object().get(object))) {
        return;
    }
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (!m_place->has(field.unescaped_key().get(key)) || !m_place->has(field.value().get(value))) {
            return;
        }
        Place place{.value = &value, .reading = m_place->reading};
        visit(to, key, Json(&place));
        if (m_place->reading->broken != sj::SUCCESS) {
            return;
        }
    }
}

void Json::visitElements(void *to, void (*visit)(void *, Json)) const
{
    od::array array;
    if (!m_place->value || !m_place->has(m_place->value->get_array().get(array))) {
        return;
    }
    for (auto element : array) {
        od::value value;
        if (!m_place->has(element.get(value))) {
            return;
        }
        Place place{.value = &value, .reading = m_place->reading};
        visit(to, Json(&place));
        if (m_place->reading->broken != sj::SUCCESS) {
            return;
        }
    }
}

} // namespace stormdeck::docker
