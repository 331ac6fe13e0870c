// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/performer.h"
#include "planners.h"
#include "support/fakeserver.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/planwindow.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

using test::becomes;

const QByteArray workerToken = "SWMTKN-1-mark-worker";
const QByteArray managerToken = "SWMTKN-1-mark-manager";
const QByteArray environment = "mark-environment";
const QByteArray configured = "mark-config";

void tellVersion(test::FakeServer &engine, const QByteArray &info)
{
    const QByteArray version = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
    engine.answer("GET /_ping", {.body = "OK", .headers = {"Api-Version: 1.41"}});
    engine.answer("GET /version", {.body = version});
    engine.answer("GET /v1.41/version", {.body = version});
    engine.answer("GET /info", {.body = info});
    engine.answer("GET /v1.41/info", {.body = info});
}

/// A swarm of one, whose answers have secrets in them, and a machine that is to join it.
class SavedScript : public testing::Test
{
protected:
    SavedScript()
    {
        qputenv("XDG_CONFIG_HOME", bench.folder.path().toUtf8());
        tellVersion(manager, R"({"ID":"E1","Name":"storm-1",)"
                             R"("Swarm":{"NodeID":"n1","LocalNodeState":"active","ControlAvailable":true}})");
        tellVersion(worker, R"({"ID":"E2","Name":"storm-2","Swarm":{"LocalNodeState":"inactive"}})");
        manager.answer("GET /v1.41/swarm", {.body = R"({"ID":"s1","JoinTokens":{"Worker":")" + workerToken +
                                                    R"(","Manager":")" + managerToken + R"("}})"});
        manager.answer("GET /v1.41/nodes", {.body = R"([{"ID":"n1","Description":{"Hostname":"storm-1"}}])"});
        manager.answer("GET /v1.41/services",
                       {.body = R"([{"ID":"v1","Spec":{"Name":"other","TaskTemplate":{"ContainerSpec":)"
                                R"({"Image":"db","Env":["DATABASE_PASSWORD=)" +
                                environment + R"("]}}}}])"});
        manager.answer("GET /v1.41/configs",
                       {.body = R"([{"ID":"c1","Spec":{"Name":"other","Data":")" + configured.toBase64() + R"("}}])"});
        for (const char *list : {"tasks", "networks"}) {
            manager.answer("GET /v1.41/" + QByteArray(list), {.body = "[]"});
        }
    }
    [[nodiscard]] ops::ClusterInputs inputs() const
    {
        return {.name = QStringLiteral("lab"),
                .machines = {{QStringLiteral("storm-1"), manager.endpoint(), QStringLiteral("10.0.0.1"), true},
                             {QStringLiteral("storm-2"), worker.endpoint(), QStringLiteral("10.0.0.2")}}};
    }
    [[nodiscard]] wizards::PlanServices services()
    {
        wizards::PlanServices all = bench.services();
        all.actors = [](const plan::Plan &plan) { return actions::performers(plan.machines, false); };
        return all;
    }
    static bool saveAs(const wizards::PlanWindow &window, const QString &path)
    {
        QFileDialog *dialog = nullptr;
        const auto isOpen = [&] { return (dialog = window.findChild<QFileDialog *>()) != nullptr; };
        if (!test::press(&window, QStringLiteral("Save script…")) || !becomes(isOpen)) {
            return false;
        }
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        return becomes([&] { return QFile::exists(path); });
    }
    static void hasNone(const QByteArray &text)
    {
        for (const QByteArray &secret : {workerToken, managerToken, environment, configured}) {
            EXPECT_FALSE(text.contains(secret)) << secret.constData();
            EXPECT_FALSE(text.contains(secret.toBase64().chopped(4))) << secret.constData() << " in base64";
        }
    }

    test::Bench bench;
    test::FakeServer manager;
    test::FakeServer worker;
};

TEST_F(SavedScript, hasNoSecretOfTheClusterAndIsForThisUserOnly)
{
    const auto plan = planApply(inputs(), nullptr, {});
    ASSERT_TRUE(plan) << qPrintable(sentence(plan.error()));
    for (const char *told : {"GET /v1.41/swarm", "GET /v1.41/services", "GET /v1.41/configs"}) {
        ASSERT_GT(manager.count(told), 0) << told << ": the program has heard what is secret";
    }
    wizards::PlanWindow window(services(), *plan);
    window.show();
    ASSERT_TRUE(becomes([&] { return test::canPress(&window, QStringLiteral("Save script…")); }));
    const QString path = bench.folder.filePath(QStringLiteral("lab-apply.sh"));
    ASSERT_TRUE(saveAs(window, path));
    EXPECT_FALSE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray script = file.readAll();
    ASSERT_TRUE(script.startsWith("#!/bin/sh\n")) << script.constData();
    ASSERT_TRUE(script.contains("swarm join --token $WORKER_TOKEN")) << script.constData();
    hasNone(script);

    ASSERT_TRUE(test::press(&window, QStringLiteral("Copy commands")));
    const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
    ASSERT_TRUE(copied.contains("$WORKER_TOKEN")) << copied.constData();
    hasNone(copied);
}

} // namespace
} // namespace stormdeck::app
