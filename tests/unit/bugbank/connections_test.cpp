// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of contexts, endpoints and certificates must make the console say.
#include "net/certificates.h"
#include "settings/dockercontexts.h"
#include "support/fixtures.h"
#include "unit/bugbank/judged.h"

#include <gtest/gtest.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace stormdeck;
using namespace stormdeck::cluster;
using namespace stormdeck::test;

namespace {
class BugBank_Connections : public testing::Test
{
protected:
    void write(const QString &path, const QByteArray &content)
    {
        const QString whole = m_folder.filePath(path);
        QDir().mkpath(QFileInfo(whole).path());
        QFile file(whole);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    /// As docker names a context's folders.
    static QString folderOf(const QString &name)
    {
        return QString::fromLatin1(QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
    }

    void addContext(const QString &name)
    {
        write(
            QStringLiteral("contexts/meta/%1/meta.json").arg(folderOf(name)),
            R"({"Name":")" + name.toUtf8() +
                R"(","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://m1.example.test:2376","SkipTLSVerify":false}}})");
    }

    Result<Endpoint> imported(const QString &name)
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("DOCKER_CONFIG"), m_folder.path());
        for (const settings::KnownEngine &engine : settings::knownEngines(environment)) {
            if (engine.name == name) {
                return engine.endpoint;
            }
        }
        return failure(Error{.reason = QStringLiteral("not there")});
    }

    QTemporaryDir m_folder;
};

QString refusal(const char *text)
{
    const auto endpoint = parseEndpoint(QLatin1String(text));
    return endpoint ? endpoint->text() : endpoint.error().reason;
}

/// A cluster whose machines are reached with this certificate.
Judged withCertificate(const Certificate &certificate)
{
    Judged scene;
    scene.planes.certificates.lookedAt = sceneTime();
    scene.planes.certificates.machines = {{QStringLiteral("storm-1"), {certificate}},
                                          {QStringLiteral("storm-2"), {certificate}}};
    return scene;
}

Certificate certificate(const char *file, int fromDays, int untilDays)
{
    return {.file = QStringLiteral("/home/me/.docker/") + QLatin1String(file),
            .subject = QStringLiteral("me"),
            .from = sceneTime().addDays(fromDays),
            .until = sceneTime().addDays(untilDays)};
}
} // namespace

// docker-java/docker-java#2130
TEST_F(BugBank_Connections, b106_aContextIsReadFromWhereDockerKeepsIt)
{
    const QString prod = QStringLiteral("prod");
    const QString odd = QStringLiteral("Zähler zwei");
    for (const QString &name : {prod, odd}) {
        addContext(name);
        write(QStringLiteral("contexts/tls/%1/docker/ca.pem").arg(folderOf(name)),
              fixture(QStringLiteral("tls/ca.pem")));
    }
    write(QStringLiteral("contexts/tls/%1/docker/cert.pem").arg(folderOf(odd)), fixture(QStringLiteral("tls/ca.pem")));
    write(QStringLiteral("contexts/meta/broken/meta.json"), "{");
    for (const QString &name : {prod, odd}) {
        const auto endpoint = imported(name);
        ASSERT_TRUE(endpoint) << qPrintable(name);
        EXPECT_EQ(endpoint->text(), QStringLiteral("tcp://m1.example.test:2376"));
        EXPECT_EQ(endpoint->certificates,
                  m_folder.filePath(QStringLiteral("contexts/tls/%1/docker").arg(folderOf(name))));
    }
    EXPECT_EQ(net::inspectCertificates(imported(prod)->certificates).size(), 1U);
    const auto half = net::inspectCertificates(imported(odd)->certificates);
    ASSERT_EQ(half.size(), 3U);
    EXPECT_TRUE(half[2].file.endsWith(QStringLiteral("/key.pem")));
    EXPECT_EQ(half[2].problem, QStringLiteral("it is missing"));
    EXPECT_EQ(withCertificate(half[2]).of("tls.certificate-unusable").headline,
              QStringLiteral("A certificate file cannot be used: key.pem."));
}

// moby/moby#18879
TEST_F(BugBank_Connections, b111_addressesOfIPv6KeepTheirBrackets)
{
    const auto bracketed = parseEndpoint(QStringLiteral("tcp://[fd12::82d1]:2375"));
    ASSERT_TRUE(bracketed);
    EXPECT_EQ(bracketed->host, QStringLiteral("fd12::82d1"));
    EXPECT_EQ(bracketed->text(), QStringLiteral("tcp://[fd12::82d1]:2375"));
    EXPECT_EQ(parseEndpoint(QStringLiteral("tcp://[fd12::82d1]"), tlsEnginePort)->port, 2376);
    EXPECT_EQ(parseEndpoint(QStringLiteral("[2001:db8::5]:2376"))->text(), QStringLiteral("tcp://[2001:db8::5]:2376"));
    EXPECT_EQ(refusal("tcp://fd12::82d1:2375"),
              QStringLiteral("an IPv6 address stands in brackets, as in tcp://[fd12::82d1]:2375"));
}

// docker/docker-py#1143
TEST_F(BugBank_Connections, b112_oddHostsAreReadOrRefusedWithTheReason)
{
    EXPECT_EQ(refusal(" tcp://h:2376 "), QStringLiteral("tcp://h:2376"));
    EXPECT_EQ(refusal("tcp://h:2375/"), QStringLiteral("tcp://h:2375"));
    EXPECT_EQ(refusal("unix:///run/user/1000/docker.sock"), QStringLiteral("unix:///run/user/1000/docker.sock"));
    EXPECT_EQ(refusal("unix://run/docker.sock"), QStringLiteral("the path of the socket must be absolute"));
    EXPECT_EQ(refusal("npipe:////./pipe/docker_engine"), QStringLiteral("named pipes exist on Windows only"));
    EXPECT_EQ(refusal("fd://"), QStringLiteral("fd:// is for the engine's own use and no address"));
    EXPECT_EQ(refusal("tcp://"), QStringLiteral("the host or the port is not readable"));
    EXPECT_EQ(refusal("12.234.45.127:2375/docker/engine"), QStringLiteral("only a host and a port belong here"));
}

// docker.machine#4397: after three years the certificate, or the authority itself, has ended, and no file is named.
TEST_F(BugBank_Connections, b124_certificatesAreReadFromTheFolderOfTheEndpoint)
{
    write(QStringLiteral("ca.pem"), fixture(QStringLiteral("tls/ca.pem")));
    write(QStringLiteral("cert.pem"), "no certificate");
    write(QStringLiteral("key.pem"), "never read");
    const auto found = net::inspectCertificates(m_folder.path());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].subject, QStringLiteral("An authority of the tests"));
    EXPECT_EQ(found[0].until, QDateTime(QDate(2126, 11, 1), QTime(14, 27, 3), Qt::UTC));
    EXPECT_EQ(found[1].problem, QStringLiteral("it holds no certificate"));
}

TEST_F(BugBank_Connections, b124_aCertificateThatEndedIsNamedByFileSubjectAndDay)
{
    const Judged scene = withCertificate(certificate("cert.pem", -1095, -1));
    ASSERT_EQ(scene.count("tls.certificate-expired"), 1) << "one file, whatever the number of machines";
    const Finding expired = scene.of("tls.certificate-expired");
    EXPECT_EQ(expired.headline, QStringLiteral("This computer's certificate “me” has expired."));
    EXPECT_EQ(expired.evidence,
              QStringLiteral("It ended on 2026-11-24. The file is /home/me/.docker/cert.pem, for storm-1 "
                             "and storm-2."));
    EXPECT_TRUE(expired.nextMove.endsWith(QStringLiteral("the engine's own is another.")));
    const Finding authority = withCertificate(certificate("ca.pem", -1095, -1)).of("tls.certificate-expired");
    EXPECT_EQ(authority.headline, QStringLiteral("The certificate of the authority “me” has expired."));
    EXPECT_TRUE(authority.nextMove.startsWith(QStringLiteral("Renew the authority")));
}

TEST_F(BugBank_Connections, b124_anEndWithinThirtyDaysIsAWarningAndABeginningTomorrowPointsAtTheClock)
{
    EXPECT_FALSE(withCertificate(certificate("cert.pem", -10, 30)).has("tls.certificate-ends"));
    const Finding ends = withCertificate(certificate("cert.pem", -10, 29)).of("tls.certificate-ends");
    EXPECT_EQ(ends.severity, Severity::Warning);
    EXPECT_TRUE(ends.evidence.startsWith(QStringLiteral("It ends on 2026-12-24, in 29 days.")))
        << qPrintable(ends.evidence);
    Judged silent = withCertificate(certificate("cert.pem", 1, 30));
    for (SourceAge *age : {&silent.freshness.swarm, &silent.freshness.ensemble, &silent.freshness.storm}) {
        *age = {};
    }
    for (SourceAge &age : silent.freshness.engines) {
        age = {};
    }
    const Finding early = silent.of("tls.certificate-not-yet");
    EXPECT_TRUE(early.evidence.contains(QStringLiteral("begins on 2026-11-26; now is 2026-11-25")));
    EXPECT_TRUE(early.nextMove.contains(QStringLiteral("clocks")));
}
