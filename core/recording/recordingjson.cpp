// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingjson.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
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

constexpr int indexVersion = 1;  ///< of one index
constexpr int newestVersion = 2; ///< of lines
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

/// All but the bodies.
QJsonObject encodeTold(const Answer &answer, Instant from)
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
    return json;
}

QJsonValue encodeText(const QByteArray &text)
{
    const QString read = QString::fromUtf8(text);
    return read.toUtf8() == text ? QJsonValue(read)
                                 : QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(text.toBase64())}};
}

QByteArray decodeText(const QJsonValue &json)
{
    return json.isString() ? json.toString().toUtf8()
                           : QByteArray::fromBase64(json[QStringLiteral("base64")].toString().toLatin1());
}

QJsonArray encodeDifference(const Difference &difference)
{
    QJsonArray json;
    for (const Piece &piece : difference) {
        json.append(piece.text.isEmpty() ? QJsonValue(QJsonArray{piece.offset, piece.length}) : encodeText(piece.text));
    }
    return json;
}

Difference decodeDifference(const QJsonArray &json)
{
    Difference difference;
    for (const QJsonValue &one : json) {
        const QJsonArray place = one.toArray();
        difference.push_back(
            one.isArray() ? Piece{.offset = place.at(0).toInteger(-1), .length = place.at(1).toInteger(-1), .text = {}}
                          : Piece{.text = decodeText(one)});
    }
    return difference;
}

bool isSame(const KeptBodies &a, const KeptBodies &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const KeptBody &one, const KeptBody &other) {
        return one.name == other.name && one.body == other.body;
    });
}

/// `before`: of the same name, in the same lines; nullptr where there was none.
QJsonArray encodeBody(const KeptBody &one, const BodyPtr &before)
{
    QJsonArray json{QString::fromUtf8(one.name)};
    if (one.body != before) {
        const bool isOnIt = before && one.body->before() == before;
        const QByteArray text = isOnIt ? QByteArray() : one.body->text();
        json.append(isOnIt           ? encodeDifference(one.body->difference())
                    : text.isEmpty() ? QJsonArray()
                                     : QJsonArray{encodeText(text)});
    }
    return json;
}

/// nullptr where it refers to what is not there.
BodyPtr decodeBody(const QJsonArray &json, const BodyPtr &before)
{
    if (json.size() < 2) {
        return before;
    }
    const Difference difference = decodeDifference(json.at(1).toArray());
    const bool isNew =
        std::none_of(difference.begin(), difference.end(), [](const Piece &piece) { return piece.text.isEmpty(); });
    if (isNew) {
        return Body::whole(applied({}, difference));
    }
    const bool fitsIt = before && fits(difference, before->size()) && sizeOf(difference) <= LineReader::largest;
    return fitsIt ? Body::after(before, difference) : nullptr;
}

/// The bodies of a line after what its source told before; nullopt where it refers to what is not there.
std::optional<KeptBodies> decodeBodies(const QJsonObject &json, const Told &told)
{
    if (const QJsonValue same = json.value(QStringLiteral("same_as")); !same.isUndefined()) {
        return !told.bodies.empty() && same.toInteger() == told.at ? std::optional(told.bodies) : std::nullopt;
    }
    KeptBodies bodies;
    for (const QJsonValue &one : json.value(QStringLiteral("bodies")).toArray()) {
        const QByteArray name = one[0].toString().toUtf8();
        bodies.push_back({name, decodeBody(one.toArray(), keptNamed(told.bodies, name))});
        if (!bodies.back().body) {
            return std::nullopt;
        }
    }
    return bodies;
}

/// Cuts bodies out of all; those of one place share their memory.
class BodyReader
{
public:
    explicit BodyReader(const QByteArray &all) : m_all(all) {}

    /// nullptr where there is no such place.
    BodyPtr at(qint64 offset, qint64 length)
    {
        if (offset < 0 || length < 0 || offset > m_all.size() || length > m_all.size() - offset) {
            return nullptr;
        }
        BodyPtr &body = m_cut[{offset, length}];
        if (!body) {
            body = Body::whole(m_all.mid(offset, length));
        }
        return body;
    }

private:
    const QByteArray &m_all;
    QHash<std::pair<qint64, qint64>, BodyPtr> m_cut;
};

std::optional<KeptBodies> cutBodies(const QJsonArray &json, BodyReader &bodies)
{
    KeptBodies read;
    for (const QJsonValue &one : json) {
        BodyPtr body = bodies.at(one[1].toInteger(-1), one[2].toInteger(-1));
        if (!body) {
            return std::nullopt;
        }
        read.push_back({one[0].toString().toUtf8(), std::move(body)});
    }
    return read;
}

/// All but the bodies.
tl::expected<Answer, QString> decodeTold(const QJsonObject &json, const QDateTime &begun)
{
    const auto plane = planeOf(json.value(QStringLiteral("plane")).toString());
    const milliseconds at{json.value(QStringLiteral("at")).toInteger()};
    if (!plane) {
        return tl::unexpected(Text::tr("it has answers of a kind that this version does not know"));
    }
    Answer answer{.plane = *plane,
                  .machine = json.value(QStringLiteral("machine")).toString(),
                  .route = decodeRoute(json.value(QStringLiteral("route")).toArray()),
                  .at = readFrom + at,
                  .wall = begun.addMSecs(at.count()),
                  .nothingToAsk = json.value(QStringLiteral("nothing_to_ask")).toBool()};
    if (const QJsonValue error = json.value(QStringLiteral("error")); error.isObject()) {
        answer.error = decodeError(error.toObject());
    }
    return answer;
}

QString missingBodies()
{
    return Text::tr("it names bodies that it does not have");
}

/// Of which cluster it is, once it is known to be of a version that can be read.
tl::expected<Recording, QString> decodeHead(const QJsonObject &json, int itsVersion)
{
    const int version = json.value(QStringLiteral("version")).toInt();
    if (version != itsVersion) {
        return tl::unexpected(version > newestVersion ? Text::tr("a newer version of Stormdeck made it")
                                                      : Text::tr("it does not say what it is of"));
    }
    Recording recording{.cluster = json.value(QStringLiteral("cluster")).toString(),
                        .from = readFrom,
                        .begun =
                            QDateTime::fromString(json.value(QStringLiteral("begun")).toString(), Qt::ISODateWithMs)};
    for (const QJsonValue &machine : json.value(QStringLiteral("machines")).toArray()) {
        recording.machines.push_back(decodeMachine(machine.toObject()));
    }
    return recording;
}

QByteArray lineOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}
} // namespace

QByteArray encodeHead(const QString &cluster, const std::vector<Machine> &machines, const QDateTime &begun)
{
    QJsonArray all;
    for (const Machine &machine : machines) {
        all.append(encodeMachine(machine));
    }
    return lineOf({{QStringLiteral("version"), newestVersion},
                   {QStringLiteral("cluster"), cluster},
                   {QStringLiteral("begun"), begun.toString(Qt::ISODateWithMs)},
                   {QStringLiteral("machines"), all}});
}

QByteArray encodeAnswer(const Kept &kept, Instant from, Told &told)
{
    QJsonObject json = encodeTold(kept.answer, from);
    if (kept.bodies.empty()) {
        return lineOf(json);
    }
    if (isSame(kept.bodies, told.bodies)) {
        json.insert(QStringLiteral("same_as"), told.at);
        return lineOf(json);
    }
    QJsonArray bodies;
    for (const KeptBody &one : kept.bodies) {
        bodies.append(encodeBody(one, keptNamed(told.bodies, one.name)));
    }
    json.insert(QStringLiteral("bodies"), bodies);
    told = {sinceStart(kept.answer.at, from), kept.bodies};
    return lineOf(json);
}

QByteArray encodeEnd(milliseconds length)
{
    return lineOf({{QStringLiteral("end"), qint64(length.count())}});
}

tl::expected<bool, QString> LineReader::take(const QByteArray &line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    if (!m_hasHead) {
        auto head = decodeHead(json, newestVersion);
        m_hasHead = head.has_value();
        return std::move(head).map([this](Recording &&read) {
            m_recording = std::move(read);
            return true;
        });
    }
    if (json.isEmpty() || m_hasEnd) {
        return false;
    }
    if (const QJsonValue end = json.value(QStringLiteral("end")); !end.isUndefined()) {
        m_length = milliseconds(end.toInteger());
        m_hasEnd = true;
        return true;
    }
    auto answer = decodeTold(json, m_recording.begun);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    Told &told = m_told[{answer->plane, answer->machine}];
    auto bodies = decodeBodies(json, told);
    if (!bodies) {
        return tl::unexpected(missingBodies());
    }
    keep({.answer = std::move(*answer), .bodies = std::move(*bodies)}, told);
    return m_weight > largest ? tl::expected<bool, QString>(tl::unexpected(Text::tr("it is too large"))) : true;
}

void LineReader::keep(Kept kept, Told &told)
{
    const milliseconds at = std::chrono::floor<milliseconds>(kept.answer.at - readFrom);
    kept.weight = Kept::leastWeight;
    for (const KeptBody &one : kept.bodies) {
        kept.weight += weightAfter(keptNamed(told.bodies, one.name), one.body);
    }
    if (!kept.bodies.empty() && !isSame(kept.bodies, told.bodies)) {
        told = {at.count(), kept.bodies};
    }
    m_weight += kept.weight;
    m_length = std::max(m_length, at);
    m_recording.answers.push_back(std::move(kept));
}

Recording LineReader::recording() &&
{
    std::stable_sort(m_recording.answers.begin(), m_recording.answers.end(), isEarlier); // sources wrote side by side
    m_recording.to = m_recording.from + m_length;
    m_recording.isCutShort = !m_hasEnd;
    return std::move(m_recording);
}

tl::expected<Recording, QString> decodeIndex(const QByteArray &json, const QByteArray &bodies)
{
    const QJsonObject index = QJsonDocument::fromJson(json).object();
    auto recording = decodeHead(index, indexVersion);
    if (!recording) {
        return recording;
    }
    recording->to = recording->from + milliseconds(index.value(QStringLiteral("length")).toInteger());
    BodyReader reader(bodies);
    for (const QJsonValue &one : index.value(QStringLiteral("answers")).toArray()) {
        auto answer = decodeTold(one.toObject(), recording->begun);
        auto its = cutBodies(one[QStringLiteral("bodies")].toArray(), reader);
        if (!answer || !its) {
            return tl::unexpected(answer ? missingBodies() : answer.error());
        }
        recording->answers.push_back({.answer = std::move(*answer), .bodies = std::move(*its)});
    }
    return recording;
}

} // namespace stormdeck::recording
