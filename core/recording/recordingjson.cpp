// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingjson.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace stormdeck::recording {

using std::chrono::milliseconds;
using watch::Answer;
using watch::Plane;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

constexpr int newestVersion = 1;
/// Instants of a recording that was read count from here, so that answers before its start have one as well.
constexpr Instant readFrom{std::chrono::hours(24 * 365)};
const std::array planes{
    std::pair(Plane::Engine, QStringLiteral("engine")), std::pair(Plane::Swarm, QStringLiteral("swarm")),
    std::pair(Plane::Ensemble, QStringLiteral("ensemble")), std::pair(Plane::Storm, QStringLiteral("storm")),
    std::pair(Plane::Room, QStringLiteral("room"))};

QString wordOf(Plane plane)
{
    return planes[static_cast<size_t>(plane)].second;
}

std::optional<Plane> planeOf(const QString &word)
{
    for (const auto &[plane, its] : planes) {
        if (its == word) {
            return plane;
        }
    }
    return std::nullopt;
}

/// The enumerator whose stable word it is; the first one where nobody knows the word.
template <typename Enum>
Enum enumOf(const QString &itsWord, Enum last)
{
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (word(static_cast<Enum>(i)) == itsWord) {
            return static_cast<Enum>(i);
        }
    }
    return Enum{};
}

QJsonObject encodeError(const Error &error)
{
    return {{QStringLiteral("kind"), word(error.kind)},
            {QStringLiteral("layer"), word(error.layer)},
            {QStringLiteral("attempted"), error.attempted},
            {QStringLiteral("target"), error.target},
            {QStringLiteral("reason"), error.reason},
            {QStringLiteral("remedy"), error.remedy},
            {QStringLiteral("code"), error.code}};
}

Error decodeError(const QJsonObject &json)
{
    const auto text = [&](const char *name) { return json.value(QLatin1StringView(name)).toString(); };
    return {.kind = enumOf(text("kind"), ErrorKind::Internal),
            .layer = enumOf(text("layer"), Layer::Storm),
            .attempted = text("attempted"),
            .target = text("target"),
            .reason = text("reason"),
            .remedy = text("remedy"),
            .code = text("code")};
}

Route decodeRoute(const QJsonArray &json)
{
    return {enumOf(json.at(0).toString(), Route::Kind::Relay), json.at(1).toString()};
}

QJsonObject encodeMachine(const Machine &machine)
{
    return {{QStringLiteral("name"), machine.name},
            {QStringLiteral("address"), machine.address},
            {QStringLiteral("endpoint"), machine.engine.text()},
            {QStringLiteral("encrypted"), machine.engine.isEncrypted()},
            {QStringLiteral("manager"), machine.manager}};
}

/// Where its certificates lay is told of the other computer and stays there; that there were some is kept.
Endpoint decodeEndpoint(const QJsonObject &json)
{
    Endpoint endpoint = parseEndpoint(json.value(QStringLiteral("endpoint")).toString()).value_or(Endpoint{});
    if (json.value(QStringLiteral("encrypted")).toBool()) {
        endpoint.certificates = QStringLiteral("recorded");
    }
    return endpoint;
}

Machine decodeMachine(const QJsonObject &json)
{
    return {.name = json.value(QStringLiteral("name")).toString(),
            .engine = decodeEndpoint(json),
            .address = json.value(QStringLiteral("address")).toString(),
            .manager = json.value(QStringLiteral("manager")).toBool()};
}

qint64 sinceStart(Instant at, Instant from)
{
    return std::chrono::floor<milliseconds>(at - from).count();
}

QJsonObject encodeAnswer(const Answer &answer, Instant from, const std::function<BodyPlace(const QByteArray &)> &place)
{
    QJsonObject json{{QStringLiteral("at"), sinceStart(answer.at, from)},
                     {QStringLiteral("plane"), wordOf(answer.plane)}};
    if (!answer.machine.isEmpty()) {
        json.insert(QStringLiteral("machine"), answer.machine);
    }
    if (answer.route.kind != Route::Kind::None) {
        json.insert(QStringLiteral("route"), QJsonArray{word(answer.route.kind), answer.route.text});
    }
    if (answer.nothingToAsk) {
        json.insert(QStringLiteral("nothing_to_ask"), true);
    }
    if (answer.error) {
        json.insert(QStringLiteral("error"), encodeError(*answer.error));
    }
    QJsonArray bodies;
    for (const RawAnswer &one : answer.bodies) {
        const BodyPlace where = place(one.body);
        bodies.append(QJsonArray{QString::fromUtf8(one.name), where.offset, where.length});
    }
    if (!bodies.isEmpty()) {
        json.insert(QStringLiteral("bodies"), bodies);
    }
    return json;
}

/// Cuts bodies out of all; those of one place share their memory.
class BodyReader
{
public:
    explicit BodyReader(const QByteArray &all) : m_all(all) {}

    std::optional<QByteArray> at(qint64 offset, qint64 length)
    {
        if (offset < 0 || length < 0 || offset > m_all.size() || length > m_all.size() - offset) {
            return std::nullopt;
        }
        QByteArray &body = m_cut[{offset, length}];
        if (body.size() != length) {
            body = m_all.mid(offset, length);
        }
        return body;
    }

private:
    const QByteArray &m_all;
    QHash<std::pair<qint64, qint64>, QByteArray> m_cut;
};

std::optional<RawAnswers> decodeBodies(const QJsonArray &json, BodyReader &bodies)
{
    RawAnswers read;
    for (const QJsonValue &one : json) {
        const QJsonArray place = one.toArray();
        auto body = bodies.at(place.at(1).toInteger(-1), place.at(2).toInteger(-1));
        if (!body) {
            return std::nullopt;
        }
        read.push_back({place.at(0).toString().toUtf8(), std::move(*body)});
    }
    return read;
}

tl::expected<Answer, QString> decodeAnswer(const QJsonObject &json, const QDateTime &begun, BodyReader &bodies)
{
    const auto plane = planeOf(json.value(QStringLiteral("plane")).toString());
    const milliseconds at{json.value(QStringLiteral("at")).toInteger()};
    auto its = decodeBodies(json.value(QStringLiteral("bodies")).toArray(), bodies);
    if (!plane) {
        return tl::unexpected(Text::tr("it has answers of a kind that this version does not know"));
    }
    if (!its) {
        return tl::unexpected(Text::tr("it names bodies that it does not have"));
    }
    Answer answer{.plane = *plane,
                  .machine = json.value(QStringLiteral("machine")).toString(),
                  .route = decodeRoute(json.value(QStringLiteral("route")).toArray()),
                  .at = readFrom + at,
                  .wall = begun.addMSecs(at.count()),
                  .bodies = std::move(*its),
                  .nothingToAsk = json.value(QStringLiteral("nothing_to_ask")).toBool()};
    if (const QJsonValue error = json.value(QStringLiteral("error")); error.isObject()) {
        answer.error = decodeError(error.toObject());
    }
    return answer;
}
} // namespace

QByteArray encodeIndex(const Recording &recording, const std::function<BodyPlace(const QByteArray &)> &place)
{
    QJsonArray machines;
    for (const Machine &machine : recording.machines) {
        machines.append(encodeMachine(machine));
    }
    QJsonArray answers;
    for (const Answer &answer : recording.answers) {
        answers.append(encodeAnswer(answer, recording.from, place));
    }
    const QJsonObject index{{QStringLiteral("version"), newestVersion},
                            {QStringLiteral("cluster"), recording.cluster},
                            {QStringLiteral("begun"), recording.begun.toString(Qt::ISODateWithMs)},
                            {QStringLiteral("length"), sinceStart(recording.to, recording.from)},
                            {QStringLiteral("machines"), machines},
                            {QStringLiteral("answers"), answers}};
    return QJsonDocument(index).toJson(QJsonDocument::Compact);
}

tl::expected<Recording, QString> decodeIndex(const QByteArray &json, const QByteArray &bodies)
{
    const QJsonObject index = QJsonDocument::fromJson(json).object();
    const int version = index.value(QStringLiteral("version")).toInt();
    if (version < 1 || version > newestVersion) {
        return tl::unexpected(version < 1 ? Text::tr("it has no list of answers")
                                          : Text::tr("a newer version of Stormdeck made it"));
    }
    Recording recording{.cluster = index.value(QStringLiteral("cluster")).toString(),
                        .from = readFrom,
                        .to = readFrom + milliseconds(index.value(QStringLiteral("length")).toInteger())};
    recording.begun = QDateTime::fromString(index.value(QStringLiteral("begun")).toString(), Qt::ISODateWithMs);
    for (const QJsonValue &machine : index.value(QStringLiteral("machines")).toArray()) {
        recording.machines.push_back(decodeMachine(machine.toObject()));
    }
    BodyReader reader(bodies);
    for (const QJsonValue &one : index.value(QStringLiteral("answers")).toArray()) {
        auto answer = decodeAnswer(one.toObject(), recording.begun, reader);
        if (!answer) {
            return tl::unexpected(answer.error());
        }
        recording.answers.push_back(std::move(*answer));
    }
    return recording;
}

} // namespace stormdeck::recording
