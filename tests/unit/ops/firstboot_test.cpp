// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/firstboot.h"

#include "support/fakeserver.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <sys/stat.h>

namespace stormdeck::ops {
namespace {

struct Ended
{
    int code = -1;
    QByteArray errors;
};

Ended shell(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral("sh"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardError()};
}

FirstBoot boot(BootRole role, Cloud cloud)
{
    return {.role = role,
            .cloud = cloud,
            .manager = QStringLiteral("storm-1.example"),
            .addressPools = {QStringLiteral("10.210.0.0/16")}};
}

/// The script, taken out of what surrounds it as cloud-init does.
QByteArray scriptIn(const QByteArray &data)
{
    if (data.startsWith("#!")) {
        return data;
    }
    const YAML::Node document = YAML::Load(data.toStdString());
    const std::string path = document["write_files"][0]["path"].as<std::string>();
    EXPECT_EQ(document["runcmd"][0][0].as<std::string>(), path) << "what is written is run";
    EXPECT_EQ(document["write_files"][0]["permissions"].as<std::string>(), "0700");
    return QByteArray::fromStdString(document["write_files"][0]["content"].as<std::string>());
}

const std::vector<FirstBoot> &everyKind()
{
    static const std::vector<FirstBoot> all = [] {
        std::vector<FirstBoot> kinds;
        for (const BootRole role : {BootRole::FirstManager, BootRole::Manager, BootRole::Worker}) {
            for (const Cloud cloud : {Cloud::OpenStack, Cloud::Aws}) {
                kinds.push_back(boot(role, cloud));
            }
        }
        return kinds;
    }();
    return all;
}

TEST(FirstBoot, isAScriptThatAShellCanRead)
{
    constexpr qsizetype most = 16 * 1024; // both clouds take no more
    for (const FirstBoot &kind : everyKind()) {
        const auto data = userData(kind);
        ASSERT_TRUE(data) << qPrintable(sentence(data.error()));
        EXPECT_LT(data->size(), most);
        EXPECT_EQ(data->startsWith("#cloud-config\n"), kind.cloud == Cloud::Aws);
        const QByteArray script = scriptIn(*data);
        EXPECT_TRUE(script.startsWith("#!/bin/sh\n")) << script.left(40).constData();
        const Ended read = shell({QStringLiteral("-n")}, script);
        EXPECT_EQ(read.code, 0) << read.errors.constData() << script.constData();
        EXPECT_FALSE(QRegularExpression(QStringLiteral("@[A-Z]+@")).match(QString::fromUtf8(script)).hasMatch())
            << "a mark is left";
        EXPECT_FALSE(script.contains("2375"));
        EXPECT_FALSE(script.contains("tcp://"));
        EXPECT_TRUE(script.contains(bootLogFile));
        EXPECT_TRUE(script.contains("--rotate")) << "what to do about the token afterwards";
    }
}

TEST(FirstBoot, refusesWhatWouldNotBeAName)
{
    FirstBoot evil = boot(BootRole::Worker, Cloud::OpenStack);
    for (const char *name : {"", "$(reboot)", "a b", "a;b", "-x", "manager\n"}) {
        evil.manager = QLatin1String(name);
        EXPECT_FALSE(userData(evil)) << name;
    }
    FirstBoot pools = boot(BootRole::FirstManager, Cloud::OpenStack);
    for (const char *pool : {"10.0.0.0/8; reboot", "10.0.0.0/8\n"}) {
        pools.addressPools = {QLatin1String(pool)};
        EXPECT_FALSE(userData(pools)) << pool;
    }
}

/// Runs the script with stand-ins for the machine's programs; its files are below a folder.
class FirstBootRun : public testing::Test
{
protected:
    FirstBootRun()
    {
        program("systemctl", "exit 0");
        program("ip", "echo '192.0.2.1 via 10.0.0.1 dev ens3 src 10.0.0.7 uid 0'");
        program("sleep", "exit 0");
        program("getent", "echo '10.0.0.1        STREAM manager'");
        // The manager's port is reached; what talks to the engine is Perl's own, with the stand-in's socket.
        program("perl", "printf 'perl %s\\n' \"$*\" >>\"$D/calls\"\n"
                        "[ \"$1\" = - ] || exit 0\n"
                        "/usr/bin/perl \"$@\" && echo active >\"$D/swarm\"");
        engine.answer("POST /swarm/join", {.body = "\"\""});
        program("docker", "printf 'docker %s\\n' \"$*\" >>\"$D/calls\"\n"
                          "case \"$1 $2\" in 'swarm init') echo SWMTKN-1-secret; echo active >\"$D/swarm\" ;;\n"
                          "info*) cat \"$D/swarm\" 2>/dev/null || echo inactive ;; esac");
    }
    void program(const char *name, const QByteArray &script)
    {
        QDir(folder.path()).mkpath(QStringLiteral("bin"));
        const QString path = folder.filePath(QStringLiteral("bin/") + QLatin1String(name));
        write(path, "#!/bin/sh\nD=" + folder.path().toUtf8() + "\n" + script + "\n");
        chmod(path.toUtf8().constData(), 0755);
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    int run(BootRole role)
    {
        const auto data = userData(boot(role, Cloud::OpenStack));
        QByteArray script = *data;
        script.replace(bootTokenFile, folder.filePath(QStringLiteral("token")).toUtf8());
        script.replace(bootLogFile, folder.filePath(QStringLiteral("log")).toUtf8());
        script.replace("/var/run/docker.sock", engine.endpoint().path.toUtf8());
        script.replace("/etc/machine-id", folder.filePath(QStringLiteral("machine-id")).toUtf8());
        write(folder.filePath(QStringLiteral("machine-id")), "id");
        write(folder.filePath(QStringLiteral("script")),
              "PATH=" + folder.filePath(QStringLiteral("bin")).toUtf8() + ":$PATH\n" + script);
        return shell({folder.filePath(QStringLiteral("script"))}).code;
    }

    QTemporaryDir folder;
    test::FakeServer engine;
};

TEST_F(FirstBootRun, makesASwarmOnce)
{
    EXPECT_EQ(run(BootRole::FirstManager), 0) << read("log").constData();
    EXPECT_TRUE(read("calls").contains("swarm init --advertise-addr 10.0.0.7 --default-addr-pool 10.210.0.0/16\n"))
        << read("calls").constData();
    EXPECT_FALSE(read("log").contains("SWMTKN")) << "the log is no place for tokens";
    EXPECT_TRUE(read("log").contains("done: in the swarm"));
    EXPECT_EQ(run(BootRole::FirstManager), 0);
    EXPECT_EQ(read("calls").count("swarm init"), 1);
    EXPECT_TRUE(read("log").contains("nothing to do"));
}

TEST_F(FirstBootRun, joinsWithTheTokenOfTheFileAndRemovesIt)
{
    write(folder.filePath(QStringLiteral("token")), "SWMTKN-1-secret\n");
    EXPECT_EQ(run(BootRole::Worker), 0) << read("log").constData();
    ASSERT_EQ(engine.count("POST /swarm/join"), 1);
    const QJsonObject asked = QJsonDocument::fromJson(engine.requests().front().body).object();
    EXPECT_EQ(asked.value(u"JoinToken").toString(), QStringLiteral("SWMTKN-1-secret"));
    EXPECT_EQ(asked.value(u"AdvertiseAddr").toString(), QStringLiteral("10.0.0.7"));
    EXPECT_EQ(asked.value(u"ListenAddr").toString(), QStringLiteral("0.0.0.0:2377"));
    EXPECT_EQ(asked.value(u"RemoteAddrs").toArray().size(), 1);
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("token"))));
    EXPECT_FALSE(read("calls").contains("SWMTKN")) << "no command line has it";
    EXPECT_FALSE(read("log").contains("SWMTKN"));
    EXPECT_EQ(run(BootRole::Worker), 0);
    EXPECT_EQ(engine.count("POST /swarm/join"), 1) << "joined once";
}

TEST_F(FirstBootRun, saysWhatTheEngineSaysOfAJoinThatItRefuses)
{
    engine.answer("POST /swarm/join", {.status = 503, .body = "{\"message\":\"invalid join token\"}"});
    write(folder.filePath(QStringLiteral("token")), "SWMTKN-1-secret\n");
    EXPECT_EQ(run(BootRole::Worker), 1);
    EXPECT_TRUE(read("log").contains("invalid join token")) << read("log").constData();
    EXPECT_FALSE(read("log").contains("SWMTKN"));
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("token")))) << "it may be tried again";
}

TEST_F(FirstBootRun, givesNothingToTheEngineThatIsNoToken)
{
    write(folder.filePath(QStringLiteral("token")), "\",\"DataPathAddr\":\"\n");
    EXPECT_EQ(run(BootRole::Worker), 1);
    EXPECT_TRUE(read("log").contains("is no token")) << read("log").constData();
    EXPECT_TRUE(engine.requests().empty());
}

TEST_F(FirstBootRun, saysInItsLogWhyItGaveUp)
{
    EXPECT_EQ(run(BootRole::Worker), 1);
    EXPECT_TRUE(read("log").contains("FAILED: no token in")) << read("log").constData();
}

TEST(Surroundings, listNamesAndRulesOfThisCluster)
{
    ClusterInputs inputs{.name = QStringLiteral("lab")};
    for (const char *name : {"storm-1", "storm-2"}) {
        const QString host = QLatin1String(name);
        inputs.machines.push_back({host, Endpoint::ssh({}, host, 0, usualEngineSocket()),
                                   QStringLiteral("10.0.0.") + host.right(1), host == u"storm-1"});
    }
    const QString closed = surroundings(inputs);
    for (const char *part : {"| storm-2 | 10.0.0.2 |", "10.0.0.1 storm-1", "| 2377/tcp |", "| 7946/udp |",
                             "| 4789/udp |", "--remote-group lab-nodes", "--source-group $GROUP"}) {
        EXPECT_TRUE(closed.contains(QLatin1String(part))) << part << qPrintable(closed);
    }
    EXPECT_FALSE(closed.contains(QStringLiteral("8080"))) << "what is not published is not opened";
    EXPECT_FALSE(closed.contains(QStringLiteral("--dst-port 2375")));
    inputs.storm.uiPort = 8080;
    inputs.zookeeper.publishPort = 2181;
    EXPECT_TRUE(surroundings(inputs).contains(QStringLiteral("| 8080/tcp | your own address | storm-1 |")));
    EXPECT_TRUE(surroundings(inputs).contains(QStringLiteral("| 2181/tcp |")));
}

} // namespace
} // namespace stormdeck::ops
