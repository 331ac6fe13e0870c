// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/fields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stormdeck::actions {

namespace {
struct Text { Q_DECLARE_TR_FUNCTIONS(Actions) };

// The name of each alternative in journals and JSON; never changed once released.
constexpr std::array<QLatin1String, std::variant_size_v<Action>> kinds{
    QLatin1String("swarm.init"),       QLatin1String("swarm.join"),     QLatin1String("lease.take"),       QLatin1String("lease.release"),   QLatin1String("image.pull"),     QLatin1String("network.create"),
    QLatin1String("config.create"),    QLatin1String("service.create"), QLatin1String("ensemble.wait"),    QLatin1String("storm.wait"),      QLatin1String("submitter.create"), QLatin1String("jar.upload"),
    QLatin1String("submitter.run"),    QLatin1String("topology.wait"),  QLatin1String("container.remove"), QLatin1String("topology.kill"),   QLatin1String("service.remove"), QLatin1String("network.remove"),
    QLatin1String("config.remove"),    QLatin1String("volume.remove"),  QLatin1String("swarm.leave"),
    QLatin1String("host.check"),       QLatin1String("packages.lock"),  QLatin1String("repository.add"),   QLatin1String("packages.install"),
    QLatin1String("engine.configure"), QLatin1String("group.add"),      QLatin1String("image.prepull"),    QLatin1String("kernel.configure"),
    QLatin1String("time.configure"),   QLatin1String("identity.clean"), QLatin1String("host.power-off")};

template <typename T>
QJsonValue toJson(const T &value);

struct Writer {
    QJsonObject object;
    template <typename T>
    void operator()(const char *name, const T &value)
    {
        object.insert(QLatin1String(name), toJson(value));
    }
};

QJsonValue toJsonLeaf(const QString &value) { return value; }
QJsonValue toJsonLeaf(bool value) { return value; }
QJsonValue toJsonLeaf(int value) { return value; }
QJsonValue toJsonLeaf(quint16 value) { return value; }
QJsonValue toJsonLeaf(qint64 value) { return value; }
QJsonValue toJsonLeaf(const QStringList &value) { return QJsonArray::fromStringList(value); }
QJsonValue toJsonLeaf(const QByteArray &value) { return QString::fromLatin1(value.toBase64()); }
QJsonValue toJsonLeaf(const Named<docker::PublishMode> &value) { return value.word; }

QJsonValue toJsonLeaf(const docker::Labels &value)
{
    QJsonObject object;
    for (auto it = value.begin(); it != value.end(); ++it) {
        object.insert(it.key(), it.value());
    }
    return object;
}

template <typename Tag>
QJsonValue toJsonLeaf(const Id<Tag> &value)
{
    return value.value;
}

template <typename T>
QJsonValue toJsonLeaf(const std::vector<T> &values)
{
    QJsonArray array;
    for (const T &value : values) {
        array.append(toJson(value));
    }
    return array;
}

template <typename T>
QJsonValue toJson(const T &value)
{
    if constexpr (requires(Writer writer) { describe(writer, value); }) {
        Writer writer;
        describe(writer, value);
        return writer.object;
    } else {
        return toJsonLeaf(value);
    }
}

template <typename T>
void fromJson(const QJsonValue &json, T &value);

struct Reader {
    QJsonObject object;
    template <typename T>
    void operator()(const char *name, T &value)
    {
        fromJson(object.value(QLatin1String(name)), value);
    }
};

void fromJsonLeaf(const QJsonValue &json, QString &value) { value = json.toString(); }
void fromJsonLeaf(const QJsonValue &json, bool &value) { value = json.toBool(); }
void fromJsonLeaf(const QJsonValue &json, int &value) { value = json.toInt(); }
void fromJsonLeaf(const QJsonValue &json, quint16 &value) { value = static_cast<quint16>(json.toInt()); }
void fromJsonLeaf(const QJsonValue &json, qint64 &value) { value = json.toInteger(); }

void fromJsonLeaf(const QJsonValue &json, QByteArray &value)
{
    value = QByteArray::fromBase64(json.toString().toLatin1());
}

void fromJsonLeaf(const QJsonValue &json, Named<docker::PublishMode> &value)
{
    value.word = json.toString();
    value.value = value.word == QStringLiteral("host")      ? docker::PublishMode::Host
                : value.word == QStringLiteral("ingress") ? docker::PublishMode::Ingress
                                                          : docker::PublishMode::Unknown;
}

void fromJsonLeaf(const QJsonValue &json, QStringList &value)
{
    for (const QJsonValue &one : json.toArray()) {
        value << one.toString();
    }
}

void fromJsonLeaf(const QJsonValue &json, docker::Labels &value)
{
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        value.insert(it.key(), it.value().toString());
    }
}

template <typename Tag>
void fromJsonLeaf(const QJsonValue &json, Id<Tag> &value)
{
    value.value = json.toString();
}

template <typename T>
void fromJsonLeaf(const QJsonValue &json, std::vector<T> &values)
{
    for (const QJsonValue &one : json.toArray()) {
        fromJson(one, values.emplace_back());
    }
}

template <typename T>
void fromJson(const QJsonValue &json, T &value)
{
    if constexpr (requires(Reader reader) { describe(reader, value); }) {
        Reader reader{json.toObject()};
        describe(reader, value);
    } else {
        fromJsonLeaf(json, value);
    }
}

template <size_t index = 0>
bool decodeAs(size_t wanted, const QJsonObject &inputs, Action &action)
{
    if constexpr (index < std::variant_size_v<Action>) {
        if (wanted != index) {
            return decodeAs<index + 1>(wanted, inputs, action);
        }
        fromJson(inputs, action.emplace<index>());
        return true;
    }
    return false;
}

Error unknownAction(const QString &kind)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Local,
            .attempted = Text::tr("read a step of the plan"),
            .reason = Text::tr("this version does not know the action “%1”").arg(kind),
            .remedy = Text::tr("Open it with the version of Stormdeck that wrote it."),
            .code = QStringLiteral("plan.unknown-action")};
}
} // namespace

plan::Action encode(const Action &action)
{
    const QJsonValue inputs = std::visit([](const auto &one) { return toJson(one); }, action);
    return {.kind = kinds.at(action.index()),
            .inputs = QJsonDocument(inputs.toObject()).toJson(QJsonDocument::Compact)};
}

Result<Action> decode(const plan::Action &action)
{
    const auto found = std::find(kinds.begin(), kinds.end(), QStringView(action.kind));
    const QJsonDocument inputs = QJsonDocument::fromJson(action.inputs);
    Action decoded;
    if (found == kinds.end() || !inputs.isObject()
        || !decodeAs(static_cast<size_t>(found - kinds.begin()), inputs.object(), decoded)) {
        return failure(unknownAction(action.kind));
    }
    return decoded;
}

} // namespace stormdeck::actions
