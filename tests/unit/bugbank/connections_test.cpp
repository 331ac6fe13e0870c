// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What public reports of contexts, endpoints and certificates must make the console say.
#include "http/client.h"
#include "net/certificates.h"
#include "settings/dockercontexts.h"
#include "support/authority.h"
#include "support/fakeserver.h"
#include "support/fixtures.h"
#include "support/tlsdoor.h"
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

// moby/moby#8943: a certificate without a name that counts, or for another name than the one that is used.
TEST_F(BugBank_Connections, b113_aCertificateWithoutANameIsRefusedBeforeAnythingIsSent)
{
    Authority authority;
    FakeServer engine;
    const TlsDoor door(authority.issue(QStringLiteral("127.0.0.1")), engine.endpoint(), TlsDoor::Client::Anyone);
    http::Client client(door.endpoint(authority.withoutCertificate()), QStringLiteral("storm-1"));
    // The second question must not find a connection that the first one left.
    for (const http::Method method : {http::Method::Get, http::Method::Get, http::Method::Post}) {
        const auto answer =
            client.send({.method = method, .path = "/_ping"}, Deadline::in(std::chrono::seconds(5)), {});
        ASSERT_FALSE(answer);
        EXPECT_EQ(codeOf(answer.error()), QStringLiteral("tls.wrong-name"));
        EXPECT_EQ(answer.error().kind, ErrorKind::Denied);
        EXPECT_EQ(answer.error().reason,
                  QStringLiteral("its certificate names no host (subjectAltName), only the common name “127.0.0.1”, "
                                 "which does not count; it was asked for as IP:127.0.0.1"));
        EXPECT_EQ(answer.error().remedy,
                  QStringLiteral("Have its certificate made anew with subjectAltName=IP:127.0.0.1."));
    }
    const auto upgraded =
        client.upgrade({.method = http::Method::Post, .path = "/x"}, Deadline::in(std::chrono::seconds(5)), {});
    ASSERT_FALSE(upgraded);
    EXPECT_EQ(codeOf(upgraded.error()), QStringLiteral("tls.wrong-name"));
    EXPECT_TRUE(engine.requests().empty());
}

// docker/docs#16652
TEST_F(BugBank_Connections, b113_aCertificateForAnotherNameIsToldWithAllItsNames)
{
    Authority authority;
    FakeServer engine;
    const TlsDoor door(authority.issue(QStringLiteral("m1"), "DNS:m1,IP:10.10.0.5"), engine.endpoint(),
                       TlsDoor::Client::Anyone);
    http::Client client(door.endpoint(authority.withoutCertificate()), QStringLiteral("storm-1"));
    const auto answer = client.send({.path = "/_ping"}, Deadline::in(std::chrono::seconds(5)), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("tls.wrong-name"));
    EXPECT_EQ(answer.error().reason,
              QStringLiteral("its certificate is for DNS:m1, IP:10.10.0.5, but it was asked for as IP:127.0.0.1"));
    EXPECT_TRUE(answer.error().remedy.endsWith(QStringLiteral("subjectAltName=IP:127.0.0.1 as well.")));
    EXPECT_TRUE(engine.requests().empty());
}

TEST_F(BugBank_Connections, b113_aCertificateOfAnotherAuthorityIsNotCalledMisnamed)
{
    Authority authority;
    Authority another(QStringLiteral("Another"));
    Authority ofTheSameName; // made anew, as by a set-up that was run twice
    FakeServer engine;
    const TlsDoor door(authority.issue(QStringLiteral("m1"), "DNS:m1"), engine.endpoint(), TlsDoor::Client::Anyone);
    for (const QString &folder : {another.withoutCertificate(), ofTheSameName.withoutCertificate()}) {
        http::Client client(door.endpoint(folder), QStringLiteral("storm-1"));
        const auto answer = client.send({.path = "/_ping"}, Deadline::in(std::chrono::seconds(5)), {});
        ASSERT_FALSE(answer);
        EXPECT_EQ(codeOf(answer.error()), QStringLiteral("tls.untrusted")) << qPrintable(answer.error().reason);
        EXPECT_TRUE(answer.error().remedy.contains(folder)) << qPrintable(answer.error().remedy);
    }
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

TEST_F(BugBank_Connections, b124_aServersCertificateThatEndedIsNotBlamedOnTheClientsFiles)
{
    Authority authority;
    FakeServer engine;
    const QString ended = authority.issue(QStringLiteral("m1"), "IP:127.0.0.1", std::chrono::seconds(-60));
    const TlsDoor door(ended, engine.endpoint(), TlsDoor::Client::Anyone);
    http::Client client(door.endpoint(authority.withoutCertificate()), QStringLiteral("storm-1"));
    const auto answer = client.send({.path = "/_ping"}, Deadline::in(std::chrono::seconds(5)), {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(codeOf(answer.error()), QStringLiteral("tls.server-expired")) << qPrintable(answer.error().reason);
    EXPECT_TRUE(answer.error().remedy.startsWith(QStringLiteral("Renew the certificate on the machine itself")));
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
