// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/dockercontexts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;
using settings::KnownEngine;
using settings::knownEngines;

class DockerContexts : public testing::Test
{
protected:
    DockerContexts() { m_environment.insert(QStringLiteral("DOCKER_CONFIG"), m_folder.path()); }

    void write(const QString &path, const QByteArray &content)
    {
        const QString whole = m_folder.filePath(path);
        QDir().mkpath(QFileInfo(whole).path());
        QFile file(whole);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void addContext(const QString &id, const QByteArray &name, const QByteArray &engine)
    {
        write(QStringLiteral("contexts/meta/%1/meta.json").arg(id),
              R"({"Name":")" + name + R"(","Metadata":{},"Endpoints":{"docker":)" + engine + "}}");
    }

    /// The one of that name; what was found is without the socket of the machine that runs the test.
    KnownEngine named(const QString &name)
    {
        for (const KnownEngine &engine : knownEngines(m_environment)) {
            if (engine.name == name) {
                return engine;
            }
        }
        return {.name = QStringLiteral("(none)"), .endpoint = failure(Error{})};
    }

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

TEST_F(DockerContexts, findsAContextWithItsCertificates)
{
    addContext(QStringLiteral("a1"), "lab", R"({"Host":"tcp://10.0.0.5","SkipTLSVerify":false})");
    write(QStringLiteral("contexts/tls/a1/docker/ca.pem"), "x");
    const KnownEngine engine = named(QStringLiteral("lab"));
    ASSERT_TRUE(engine.endpoint) << qPrintable(sentence(engine.endpoint.error()));
    EXPECT_EQ(*engine.endpoint, Endpoint::tls(QStringLiteral("10.0.0.5"), 2376,
                                              m_folder.filePath(QStringLiteral("contexts/tls/a1/docker"))));
}

TEST_F(DockerContexts, takesAContextWithoutCertificatesForPlain)
{
    addContext(QStringLiteral("a1"), "lab", R"({"Host":"tcp://10.0.0.5:2375"})");
    EXPECT_EQ(*named(QStringLiteral("lab")).endpoint, Endpoint::tcp(QStringLiteral("10.0.0.5"), 2375));
}

TEST_F(DockerContexts, refusesAContextThatDoesNotCheckWhoAnswers)
{
    addContext(QStringLiteral("a1"), "careless", R"({"Host":"tcp://10.0.0.5:2376","SkipTLSVerify":true})");
    const KnownEngine engine = named(QStringLiteral("careless"));
    ASSERT_FALSE(engine.endpoint);
    EXPECT_EQ(engine.endpoint.error().kind, ErrorKind::Denied);
}

TEST_F(DockerContexts, takesEnginesBehindSsh)
{
    addContext(QStringLiteral("a1"), "far", R"({"Host":"ssh://me@host"})");
    m_environment.insert(QStringLiteral("DOCKER_HOST"), QStringLiteral("ssh://box:2222/run/docker.sock"));
    m_environment.insert(QStringLiteral("DOCKER_TLS_VERIFY"), QStringLiteral("1"));
    EXPECT_EQ(*named(QStringLiteral("far")).endpoint,
              Endpoint::ssh(QStringLiteral("me"), QStringLiteral("host"), 0, usualEngineSocket()));
    EXPECT_EQ(*named(QStringLiteral("DOCKER_HOST")).endpoint,
              Endpoint::ssh({}, QStringLiteral("box"), 2222, QStringLiteral("/run/docker.sock")))
        << "SSH needs no certificates";
}

TEST_F(DockerContexts, keepsWhatCannotBeUsedWithItsReason)
{
    addContext(QStringLiteral("a1"), "far", R"({"Host":"npipe:////./pipe/docker_engine"})");
    write(QStringLiteral("contexts/meta/b2/meta.json"), "{ broken");
    EXPECT_FALSE(named(QStringLiteral("far")).endpoint);
    EXPECT_EQ(named(QStringLiteral("b2")).endpoint.error().kind, ErrorKind::Undecodable);
}

TEST_F(DockerContexts, putsTheCurrentOneFirst)
{
    addContext(QStringLiteral("a1"), "alpha", R"({"Host":"tcp://10.0.0.5:2375"})");
    addContext(QStringLiteral("b2"), "beta", R"({"Host":"tcp://10.0.0.6:2375"})");
    write(QStringLiteral("config.json"), R"({"currentContext":"beta"})");
    const auto engines = knownEngines(m_environment);
    ASSERT_GE(engines.size(), 2U);
    EXPECT_EQ(engines[0].name, QStringLiteral("beta"));
    EXPECT_TRUE(engines[0].isCurrent);
    EXPECT_FALSE(engines[1].isCurrent);
}

TEST_F(DockerContexts, followsTheEnvironmentBeforeAnyContext)
{
    addContext(QStringLiteral("b2"), "beta", R"({"Host":"tcp://10.0.0.6:2375"})");
    write(QStringLiteral("config.json"), R"({"currentContext":"beta"})");
    m_environment.insert(QStringLiteral("DOCKER_HOST"), QStringLiteral("tcp://10.0.0.7"));
    m_environment.insert(QStringLiteral("DOCKER_TLS_VERIFY"), QStringLiteral("1"));
    m_environment.insert(QStringLiteral("DOCKER_CERT_PATH"), QStringLiteral("/certificates"));
    const auto engines = knownEngines(m_environment);
    EXPECT_EQ(engines[0].origin, KnownEngine::Origin::Environment);
    EXPECT_EQ(*engines[0].endpoint, Endpoint::tls(QStringLiteral("10.0.0.7"), 2376, QStringLiteral("/certificates")));
    EXPECT_FALSE(named(QStringLiteral("beta")).isCurrent);
}

TEST_F(DockerContexts, findsNothingWhereThereIsNothing)
{
    for (const KnownEngine &engine : knownEngines(m_environment)) {
        EXPECT_EQ(engine.origin, KnownEngine::Origin::LocalSocket) << qPrintable(engine.name);
    }
}
} // namespace
