// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/journalfile.h"

#include "util/files.h"
#include "util/lock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stormdeck::plan {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

constexpr mode_t ownerOnly = 0600;

Error fileError(const QString &attempted, const QString &path, const QString &reason)
{
    return {.kind = ErrorKind::Internal,
            .layer = Layer::Local,
            .attempted = attempted,
            .target = path,
            .reason = reason,
            .remedy = Text::tr("Check that the folder exists, is yours, and that the disk is not full."),
            .code = QStringLiteral("journal.file")};
}

Error systemError(const QString &attempted, const QString &path, int number = errno)
{
    return fileError(attempted, path, QString::fromStdString(std::generic_category().message(number)));
}

Error inUse(const QString &path)
{
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Local,
            .attempted = Text::tr("open the journal"),
            .target = path,
            .reason = Text::tr("the operation is running in another window or another console"),
            .remedy = Text::tr("Wait until it has ended there, or stop it there."),
            .code = QStringLiteral("journal.in-use")};
}

Error nameTaken(const QString &path)
{
    return {.kind = ErrorKind::Conflict,
            .layer = Layer::Local,
            .attempted = Text::tr("create the journal"),
            .target = path,
            .reason = Text::tr("there is one of this operation already"),
            .code = QStringLiteral("journal.exists")};
}

template <typename F>
auto untilNotInterrupted(F call)
{
    decltype(call()) result = 0;
    do {
        result = call();
    } while (result == -1 && errno == EINTR);
    return result;
}

int openFile(const QString &path, int flags)
{
    const QByteArray name = QFile::encodeName(path);
    return untilNotInterrupted([&] { return ::open(name.constData(), flags | O_CLOEXEC | O_NOFOLLOW, ownerOnly); });
}

/// Whoever only looks whether a journal is in use holds it for a moment; that must not turn an owner away.
constexpr std::chrono::milliseconds lockPatience{20};

Result<void> syncFolder(const QString &path)
{
    const int descriptor = openFile(path, O_RDONLY | O_DIRECTORY);
    if (descriptor == -1) {
        return failure(systemError(Text::tr("open the folder"), path));
    }
    const int synced = untilNotInterrupted([&] { return ::fsync(descriptor); });
    const int number = errno;
    ::close(descriptor);
    return synced == 0 ? Result<void>() : failure(systemError(Text::tr("write the folder"), path, number));
}
} // namespace

JournalFile::JournalFile(QString path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}

JournalFile::JournalFile(JournalFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size),
      m_broken(other.m_broken)
{
}

JournalFile &JournalFile::operator=(JournalFile &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_broken, other.m_broken);
    return *this;
}

JournalFile::~JournalFile()
{
    if (m_descriptor != -1) {
        ::close(m_descriptor);
    }
}

Result<JournalFile> JournalFile::create(const QString &path, const QByteArray &firstLine)
{
    const QString folder = QFileInfo(path).absolutePath();
    const bool isNewFolder = !QFileInfo::exists(folder);
    if (const Result<void> made = makePrivateFolder(folder); !made) {
        return failure(made.error());
    }
    if (QFileInfo::exists(path)) {
        return failure(nameTaken(path));
    }
    const QString unfinished = path + QStringLiteral(".new");
    const int descriptor = openFile(unfinished, O_RDWR | O_CREAT | O_TRUNC);
    if (descriptor == -1) {
        return failure(systemError(Text::tr("create the journal"), path));
    }
    JournalFile file(path, descriptor);
    if (!lockSoon(descriptor, lockPatience)) {
        return failure(inUse(path));
    }
    Result<void> written = file.append(firstLine);
    if (written && ::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(path).constData()) != 0) {
        written = failure(systemError(Text::tr("create the journal"), path));
    }
    if (!written) {
        QFile::remove(unfinished);
        return failure(written.error());
    }
    Result<void> synced = syncFolder(folder);
    if (synced && isNewFolder) {
        synced = syncFolder(QFileInfo(folder).path());
    }
    if (!synced) {
        QFile::remove(path);
        return failure(synced.error());
    }
    return file;
}

Result<JournalFile> JournalFile::open(const QString &path)
{
    const int descriptor = openFile(path, O_RDWR);
    if (descriptor == -1) {
        return failure(systemError(Text::tr("open the journal"), path));
    }
    JournalFile file(path, descriptor);
    return lockSoon(descriptor, lockPatience) ? Result<JournalFile>(std::move(file)) : failure(inUse(path));
}

Result<bool> JournalFile::isInUse(const QString &path)
{
    const int descriptor = openFile(path, O_RDONLY);
    if (descriptor == -1) {
        return failure(systemError(Text::tr("open the journal"), path));
    }
    const bool locked = untilNotInterrupted([&] { return ::flock(descriptor, LOCK_SH | LOCK_NB); }) != 0;
    ::close(descriptor);
    return locked;
}

Result<QByteArray> JournalFile::wholeLines(const QString &path)
{
    // Reading sets aside as much memory as it may read.
    const qint64 limit = std::min(maxFile, QFileInfo(path).size() + maxLine);
    return readFile(path, limit).map([](const QByteArray &content) {
        return content.left(content.lastIndexOf('\n') + 1);
    });
}

Result<QByteArray> JournalFile::takeContent()
{
    Result<QByteArray> content = wholeLines(m_path);
    if (!content) {
        return content;
    }
    m_size = content->size();
    if (m_size < QFileInfo(m_path).size() && ::ftruncate(m_descriptor, m_size) != 0) {
        return failure(systemError(Text::tr("mend the end of the journal"), m_path));
    }
    return content;
}

Result<void> JournalFile::append(const QByteArray &line)
{
    const qint64 limit = m_size == 0 ? maxPlan : maxLine;
    if (m_broken || line.size() >= limit || m_size + line.size() >= maxFile) {
        return failure(fileError(Text::tr("write the journal"), m_path,
                                 m_broken ? Text::tr("an earlier write to it failed") : Text::tr("it grew too large")));
    }
    return write(line + '\n');
}

Result<void> JournalFile::write(const QByteArray &bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const auto written = untilNotInterrupted([&] {
            return ::pwrite(m_descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done),
                            m_size + done);
        });
        if (written < 0) {
            return takeBack(systemError(Text::tr("write the journal"), m_path));
        }
        done += written;
    }
    if (untilNotInterrupted([&] { return ::fsync(m_descriptor); }) != 0) {
        // What reached the disk is not known, and a second fsync would not tell.
        const Error error = systemError(Text::tr("write the journal to the disk"), m_path);
        m_broken = true;
        return failure(error);
    }
    m_size += done;
    return {};
}

Result<void> JournalFile::takeBack(Error error)
{
    m_broken = ::ftruncate(m_descriptor, m_size) != 0;
    return failure(std::move(error));
}

} // namespace stormdeck::plan
