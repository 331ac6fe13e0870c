// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshfixture.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <future>

#include <sys/stat.h>

using namespace stormdeck;
using namespace stormdeck::ssh;

namespace {
class SshUpload : public test::SshTest
{
protected:
    SshUpload() { QDir().mkpath(server.path(QStringLiteral("there"))); }
    [[nodiscard]] QString there(const char *name) const
    {
        return server.path(QStringLiteral("there/") + QString::fromUtf8(name));
    }
    /// Also the hidden ones.
    [[nodiscard]] QStringList names() const
    {
        return QDir(server.path(QStringLiteral("there"))).entryList(QDir::Files | QDir::Hidden);
    }
    [[nodiscard]] bool becomesEmpty() const
    {
        const test::StopWatch watch;
        while (!names().isEmpty() && watch.milliseconds() < 5000) {
            pause(std::chrono::milliseconds(10), {});
        }
        return names().isEmpty();
    }
};
using test::soon;
using test::StopWatch;
using namespace std::chrono_literals;

quint32 modeOf(const QString &path)
{
    struct stat status
    {
    };
    stat(QFile::encodeName(path).constData(), &status);
    return status.st_mode & 07777;
}

/// Never ends.
Source endless()
{
    return [](qsizetype most) -> Result<QByteArray> { return QByteArray(most, 'x'); };
}
} // namespace

TEST_F(SshUpload, putsAFileWithItsModeWhateverTheUmask)
{
    for (const quint32 mode : {0644U, 0600U, 0755U, 0666U}) {
        const auto done =
            session->upload({.path = there("Größe 1.txt"), .mode = mode}, sourceOf("hello\n"), {}, soon(), {});
        ASSERT_TRUE(done) << qPrintable(sentence(done.error()));
        EXPECT_EQ(done->bytes, 6);
        EXPECT_TRUE(done->isAtomic);
        EXPECT_EQ(server.read(QStringLiteral("there/Größe 1.txt")), "hello\n");
        EXPECT_EQ(modeOf(there("Größe 1.txt")), mode);
    }
    EXPECT_EQ(names().size(), 1) << "nothing is left beside it";
}

TEST_F(SshUpload, putsAnEmptyFile)
{
    const auto done = session->upload({.path = there("empty")}, sourceOf({}), {}, soon(), {});
    ASSERT_TRUE(done);
    EXPECT_TRUE(QFileInfo::exists(there("empty")));
}

TEST_F(SshUpload, carriesTwentyMegabytesFromAFileAndTellsHowFarItIs)
{
    QByteArray content(20 * 1024 * 1024 + 13, Qt::Uninitialized);
    QRandomGenerator(3).generate(content.begin(), content.end());
    server.write(QStringLiteral("here"), content);
    const auto source = sourceOfFile(server.path(QStringLiteral("here")));
    ASSERT_TRUE(source);
    std::vector<qint64> steps;
    const StopWatch watch;
    const auto done =
        session->upload({.path = there("big")}, *source, [&](qint64 bytes) { steps.push_back(bytes); }, soon(), {});
    RecordProperty("megabytesPerSecond", std::to_string(20 / watch.milliseconds() * 1000));
    ASSERT_TRUE(done) << qPrintable(sentence(done.error()));
    EXPECT_TRUE(server.read(QStringLiteral("there/big")) == content);
    EXPECT_GT(steps.size(), 20U);
    EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
    EXPECT_EQ(steps.back(), content.size());
}

TEST_F(SshUpload, replacesAFileInOneStep)
{
    server.write(QStringLiteral("there/target"), QByteArray(1024 * 1024, 'a'));
    std::atomic<bool> isOver = false;
    auto looking = std::async(std::launch::async, [&] {
        bool isWhole = true;
        while (!isOver) {
            const QByteArray now = server.read(QStringLiteral("there/target"));
            isWhole = isWhole && now.size() == 1024 * 1024 && now.count(now.front()) == now.size();
        }
        return isWhole;
    });
    for (int i = 0; i < 10; ++i) {
        const QByteArray content(1024 * 1024, char('b' + i));
        ASSERT_TRUE(session->upload({.path = there("target")}, sourceOf(content), {}, soon(), {}));
    }
    isOver = true;
    EXPECT_TRUE(looking.get()) << "somebody saw half a file, or none";
}

TEST_F(SshUpload, leavesTheOldFileAndNothingElseWhenStopped)
{
    std::stop_source stop;
    auto running = std::async(std::launch::async, [&] {
        return session->upload({.path = there("target")}, endless(), {}, soon(), stop.get_token());
    });
    const StopWatch start;
    while (names().isEmpty() && start.milliseconds() < 5000) {
        pause(5ms, {});
    }
    ASSERT_TRUE(names().value(0).startsWith(QStringLiteral(".target.stormdeck-")));
    pause(100ms, {});
    const StopWatch watch;
    stop.request_stop();
    const auto done = running.get();
    EXPECT_LT(watch.milliseconds(), 50);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(becomesEmpty()) << qPrintable(names().join(u' '));
    EXPECT_TRUE(session->run(shell("true"), soon(), {})) << "the session goes on";
}

TEST_F(SshUpload, endsAtItsDeadlineAndCleansUp)
{
    const auto done = session->upload({.path = there("target")}, endless(), {}, Deadline::in(700ms), {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Deadline);
    EXPECT_TRUE(becomesEmpty());
}

TEST_F(SshUpload, givesTheErrorOfItsSourceAndCleansUp)
{
    int pieces = 0;
    const Source failing = [&](qsizetype most) -> Result<QByteArray> {
        if (++pieces == 10) {
            return failure({.kind = ErrorKind::Internal, .reason = QStringLiteral("the disk broke")});
        }
        return QByteArray(most, 'x');
    };
    const auto done = session->upload({.path = there("target")}, failing, {}, soon(), {});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().reason, QStringLiteral("the disk broke"));
    EXPECT_TRUE(becomesEmpty());
}

TEST_F(SshUpload, saysWhatStandsInTheWay)
{
    const auto noFolder = session->upload({.path = there("no/folder")}, sourceOf("x"), {}, soon(), {});
    ASSERT_FALSE(noFolder);
    EXPECT_EQ(codeOf(noFolder.error()), QStringLiteral("upload.no-folder"));

    QDir().mkpath(there("folder"));
    const auto onFolder = session->upload({.path = there("folder")}, sourceOf("x"), {}, soon(), {});
    ASSERT_FALSE(onFolder);
    EXPECT_EQ(onFolder.error().kind, ErrorKind::Rejected);
    EXPECT_TRUE(becomesEmpty());

    const auto full = session->upload({.path = QStringLiteral("/dev/full/x")}, sourceOf("x"), {}, soon(), {});
    EXPECT_FALSE(full);
}

TEST_F(SshUpload, saysThatTheServerHasNoSftp)
{
    test::SshServer bare("Subsystem sftp /bin/echo");
    bare.write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    const auto done = sessionTo(bare.host(key))->upload({.path = there("x")}, sourceOf("x"), {}, soon(), {});
    ASSERT_FALSE(done);
    EXPECT_EQ(codeOf(done.error()), QStringLiteral("upload.not-sftp")) << qPrintable(sentence(done.error()));
}

TEST_F(SshUpload, isUnreachableAndNotUnknownWhereTheServerDiesBeforeTheLastStep)
{
    auto running = std::async(std::launch::async,
                              [&] { return session->upload({.path = there("target")}, endless(), {}, soon(), {}); });
    const StopWatch watch;
    while (names().isEmpty() && watch.milliseconds() < 5000) {
        pause(5ms, {});
    }
    server.killAll();
    const auto done = running.get();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Unreachable) << qPrintable(sentence(done.error()));
    EXPECT_FALSE(QFileInfo::exists(there("target")));
}
