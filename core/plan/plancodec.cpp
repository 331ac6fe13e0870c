// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/json.h"
#include "plan/plan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Plan)
};

constexpr int currentVersion = 1;

template <typename T, typename F>
QJsonArray array(const std::vector<T> &values, F encode)
{
    QJsonArray encoded;
    for (const T &value : values) {
        encoded.append(encode(value));
    }
    return encoded;
}

QJsonObject encodeSsh(const Endpoint &engine)
{
    QJsonObject object{{QStringLiteral("ssh"), engine.host},
                       {QStringLiteral("user"), engine.user},
                       {QStringLiteral("port"), engine.port},
                       {QStringLiteral("path"), engine.path}};
    if (!engine.hops.isEmpty()) {
        object.insert(QStringLiteral("hops"), QJsonArray::fromStringList(engine.hops));
    }
    return object;
}

QJsonObject encodeEngine(const Endpoint &engine)
{
    switch (engine.kind) {
    case Endpoint::Kind::Unix:
        return {{QStringLiteral("unix"), engine.path}};
    case Endpoint::Kind::Ssh:
        return encodeSsh(engine);
    case Endpoint::Kind::Tcp:
        break;
    }
    return {{QStringLiteral("host"), engine.host},
            {QStringLiteral("port"), engine.port},
            {QStringLiteral("certificates"), engine.certificates}};
}

QJsonObject encodeMachine(const Machine &machine)
{
    QJsonObject object{{QStringLiteral("name"), machine.name},
                       {QStringLiteral("engine"), encodeEngine(machine.engine)},
                       {QStringLiteral("address"), machine.address},
                       {QStringLiteral("manager"), machine.manager}};
    if (!machine.through.isEmpty()) {
        object.insert(QStringLiteral("through"), machine.through);
    }
    return object;
}

QJsonObject encodeStep(const Step &step)
{
    return {{QStringLiteral("id"), step.id.value},
            {QStringLiteral("title"), step.title},
            {QStringLiteral("action"), step.action.kind},
            {QStringLiteral("inputs"), embedded(step.action.inputs)},
            {QStringLiteral("weight"), step.weight}};
}

QJsonObject encodeStage(const Stage &stage)
{
    return {{QStringLiteral("id"), stage.id.value},
            {QStringLiteral("group"), stage.group},
            {QStringLiteral("title"), stage.title},
            {QStringLiteral("detail"), stage.detail},
            {QStringLiteral("steps"), array(stage.steps, encodeStep)}};
}

QJsonObject encodePlacement(const Placement &placement)
{
    return {{QStringLiteral("machine"), placement.machine},
            {QStringLiteral("before"), QJsonArray::fromStringList(placement.before)},
            {QStringLiteral("after"), QJsonArray::fromStringList(placement.after)},
            {QStringLiteral("note"), placement.note}};
}

Error unreadable(const QString &reason)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Local,
            .attempted = Text::tr("read the plan"),
            .reason = reason,
            .code = QStringLiteral("plan.undecodable")};
}

Error writtenByNewer(int version)
{
    Error error = unreadable(Text::tr("it was written in form %1, and this version of Stormdeck reads form %2")
                                 .arg(version)
                                 .arg(currentVersion));
    error.remedy = Text::tr("Use the version of Stormdeck that wrote it, or a newer one.");
    error.code = QStringLiteral("plan.newer-version");
    return error;
}

QStringList decodeTexts(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray()) {
        texts << text.toString();
    }
    return texts;
}

Endpoint decodeEngine(const QJsonObject &engine)
{
    const auto port = static_cast<quint16>(engine.value(u"port").toInt());
    if (engine.contains(u"unix")) {
        return Endpoint::unixSocket(engine.value(u"unix").toString());
    }
    if (engine.contains(u"ssh")) {
        Endpoint ssh = Endpoint::ssh(engine.value(u"user").toString(), engine.value(u"ssh").toString(), port,
                                     engine.value(u"path").toString());
        ssh.hops = decodeTexts(engine.value(u"hops"));
        return ssh;
    }
    return Endpoint::tls(engine.value(u"host").toString(), port, engine.value(u"certificates").toString());
}

Machine decodeMachine(const QJsonObject &object)
{
    return {.name = object.value(u"name").toString(),
            .engine = decodeEngine(object.value(u"engine").toObject()),
            .address = object.value(u"address").toString(),
            .manager = object.value(u"manager").toBool(),
            .through = object.value(u"through").toString()};
}

Step decodeStep(const QJsonObject &object)
{
    return {.id = {object.value(u"id").toString()},
            .title = object.value(u"title").toString(),
            .action = {.kind = object.value(u"action").toString(), .inputs = extracted(object.value(u"inputs"))},
            .weight = object.value(u"weight").toInt(1)};
}

Stage decodeStage(const QJsonObject &object)
{
    Stage stage{.id = {object.value(u"id").toString()},
                .group = object.value(u"group").toString(),
                .title = object.value(u"title").toString(),
                .detail = object.value(u"detail").toString(),
                .steps = {}};
    for (const QJsonValue &step : object.value(u"steps").toArray()) {
        stage.steps.push_back(decodeStep(step.toObject()));
    }
    return stage;
}

Placement decodePlacement(const QJsonObject &object)
{
    return {.machine = object.value(u"machine").toString(),
            .before = decodeTexts(object.value(u"before")),
            .after = decodeTexts(object.value(u"after")),
            .note = object.value(u"note").toString()};
}

Plan decodeHead(const QJsonObject &object)
{
    return {.operation = {object.value(u"operation").toString()},
            .kind = object.value(u"kind").toString(),
            .cluster = object.value(u"cluster").toString(),
            .title = object.value(u"title").toString(),
            .made = QDateTime::fromString(object.value(u"made").toString(), Qt::ISODateWithMs).toLocalTime(),
            .reversible = object.value(u"reversible").toBool(true),
            .machines = {},
            .stages = {},
            .placement = {},
            .notes = decodeTexts(object.value(u"notes")),
            .stays = decodeTexts(object.value(u"stays"))};
}

/// What a journal and a runner rely on: every step has its own id and says what it does.
Result<void> check(const Plan &plan)
{
    if (plan.operation.isEmpty()) {
        return failure(unreadable(Text::tr("it names no operation")));
    }
    QSet<StepId> seen;
    for (const Stage &stage : plan.stages) {
        for (const Step &step : stage.steps) {
            if (step.id.isEmpty() || step.action.kind.isEmpty()) {
                return failure(
                    unreadable(Text::tr("a step of the stage “%1” has no id or no action").arg(stage.title)));
            }
            if (seen.contains(step.id)) {
                return failure(unreadable(Text::tr("the step “%1” is there twice").arg(step.id.value)));
            }
            seen.insert(step.id);
        }
    }
    return {};
}
} // namespace

QByteArray encodePlan(const Plan &plan)
{
    return compact({{QStringLiteral("version"), currentVersion},
                    {QStringLiteral("operation"), plan.operation.value},
                    {QStringLiteral("kind"), plan.kind},
                    {QStringLiteral("cluster"), plan.cluster},
                    {QStringLiteral("title"), plan.title},
                    {QStringLiteral("made"), plan.made.toUTC().toString(Qt::ISODateWithMs)},
                    {QStringLiteral("reversible"), plan.reversible},
                    {QStringLiteral("machines"), array(plan.machines, encodeMachine)},
                    {QStringLiteral("stages"), array(plan.stages, encodeStage)},
                    {QStringLiteral("placement"), array(plan.placement, encodePlacement)},
                    {QStringLiteral("notes"), QJsonArray::fromStringList(plan.notes)},
                    {QStringLiteral("stays"), QJsonArray::fromStringList(plan.stays)}});
}

Result<Plan> decodePlan(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const int version = object.value(u"version").toInt();
    if (version > currentVersion) {
        return failure(writtenByNewer(version));
    }
    if (version < 1 || !object.value(u"stages").isArray()) {
        return failure(unreadable(Text::tr("it does not have the form of a plan")));
    }
    Plan plan = decodeHead(object);
    for (const QJsonValue &machine : object.value(u"machines").toArray()) {
        plan.machines.push_back(decodeMachine(machine.toObject()));
    }
    for (const QJsonValue &stage : object.value(u"stages").toArray()) {
        plan.stages.push_back(decodeStage(stage.toObject()));
    }
    for (const QJsonValue &placement : object.value(u"placement").toArray()) {
        plan.placement.push_back(decodePlacement(placement.toObject()));
    }
    const Result<void> checked = check(plan);
    return checked ? Result<Plan>(std::move(plan)) : failure(checked.error());
}

} // namespace stormdeck::plan
