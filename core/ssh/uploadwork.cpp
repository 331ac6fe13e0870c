// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/uploadwork.h"

#include "ssh/failures.h"
#include "ssh/link.h"
#include "ssh/sessionopening.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <array>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshUpload)
};

constexpr qsizetype pieceSize = 32 * 1024;
constexpr int mostUnderWay = 64;
constexpr qsizetype mostOutgoing = 256 * 1024;
constexpr qsizetype mostAtOnce = 64 * 1024;

/// In the same folder, as a rename does not leave its file system; hidden, and nobody else's.
QByteArray partName(const QByteArray &path)
{
    const auto slash = path.lastIndexOf('/') + 1;
    const auto random = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    return path.left(slash) + '.' + path.mid(slash) + ".stormdeck-" + random;
}
} // namespace

UploadWork::UploadWork(std::shared_ptr<Conversation> conversation, const Upload &upload, QString target)
    : m_conversation(std::move(conversation)), m_path(upload.path.toUtf8()), m_part(partName(m_path)),
      m_mode(upload.mode), m_target(std::move(target))
{
}

bool UploadWork::step(Link &link)
{
    if (m_conversation->isAbandoned() && !m_failure && !m_isRenameSent) {
        cleanUp({}); // nobody will see that error
    }
    switch (m_phase) {
    case Phase::Opening:
        return open(link);
    case Phase::Subsystem:
        return request();
    case Phase::Done:
        return false;
    default:
        break;
    }
    const bool hasRead = take();
    if (m_phase == Phase::Data) {
        sendData();
    }
    return m_phase == Phase::Done || send(link) || hasRead;
}

bool UploadWork::open(Link &link)
{
    const auto progress = openSession(m_channel, link, m_target);
    if (!progress && isShortage(progress.error())) {
        m_channel.reset();
        m_shortage = progress.error();
    } else if (!progress) {
        end(failure(progress.error()));
    } else if (*progress == Progress::Done) {
        m_phase = Phase::Subsystem;
    }
    return progress != Progress::Waiting;
}

bool UploadWork::request()
{
    m_isBegun = true;
    const Progress progress = m_channel->requestSubsystem("sftp");
    if (progress == Progress::Failed) {
        Error error = channelRefused(m_target, Text::tr("upload a file"), 0, m_channel->words());
        error.reason = Text::tr("the SSH server does not offer SFTP");
        error.remedy = Text::tr("Add “Subsystem sftp internal-sftp” to sshd_config there.");
        error.code = QStringLiteral("upload.no-sftp");
        end(failure(std::move(error)));
    } else if (progress == Progress::Done) {
        m_outgoing = sftp::hello();
        m_phase = Phase::Hello;
    }
    return progress != Progress::Waiting;
}

bool UploadWork::take()
{
    std::array<char, 16 * 1024> buffer{};
    qsizetype got = 0;
    bool moved = false;
    while ((got = m_channel->read(Output::Standard, buffer.data(), buffer.size())) > 0) {
        m_answers.add({buffer.data(), got});
        moved = true;
    }
    while (m_phase != Phase::Done) {
        const auto answer = m_answers.next();
        if (!answer) {
            break;
        }
        answered(*answer);
    }
    if (m_phase != Phase::Done && (m_answers.isBroken() || got < 0)) {
        end(failure(m_failure.value_or(broken())));
    }
    return moved;
}

bool UploadWork::send(Link &link)
{
    if (m_outgoing.isEmpty() || !link.takesMore()) {
        return false;
    }
    const auto sent = m_channel->write(m_outgoing.constData(), std::min(m_outgoing.size(), mostAtOnce));
    if (sent > 0) {
        m_outgoing.remove(0, sent);
    }
    return sent > 0; // a broken channel shows when reading
}

void UploadWork::sendData()
{
    while (m_underWay < mostUnderWay && m_outgoing.size() < mostOutgoing) {
        const QByteArray piece = m_conversation->takeInput(pieceSize);
        if (piece.isEmpty()) {
            break;
        }
        m_outgoing += sftp::write(++m_lastId, m_handle, m_offset, piece);
        m_offset += static_cast<quint64>(piece.size());
        ++m_underWay;
    }
    if (m_underWay == 0 && m_conversation->isInputAtEnd()) {
        m_acknowledged = static_cast<qint64>(m_offset);
        ask(Phase::Mode, sftp::setMode(m_lastId + 1, m_handle, m_mode));
    }
}

void UploadWork::ask(Phase phase, const QByteArray &bytes)
{
    m_phase = phase;
    m_awaited = ++m_lastId;
    m_outgoing += bytes;
}

void UploadWork::answered(const sftp::Answer &answer)
{
    if (m_phase == Phase::Hello) {
        greeted(answer);
    } else if (answer.id == m_awaited) {
        advance(answer);
    } else {
        acknowledge(answer);
    }
}

void UploadWork::greeted(const sftp::Answer &answer)
{
    if (answer.kind != sftp::Answer::Kind::Hello) {
        end(failure(broken()));
        return;
    }
    m_extensions = answer.extensions;
    ask(Phase::Open, sftp::openNew(m_lastId + 1, m_part));
}

/// Of a piece of data; while it is cleaned up these still come in.
void UploadWork::acknowledge(const sftp::Answer &answer)
{
    --m_underWay;
    m_acknowledged = std::max<qint64>(m_acknowledged, static_cast<qint64>(m_offset) - m_underWay * pieceSize);
    if (answer.status != sftp::Ok && !m_failure) {
        cleanUp(refused(answer));
    }
}

void UploadWork::advance(const sftp::Answer &answer)
{
    const bool isGood = answer.kind == sftp::Answer::Kind::Handle || answer.status == sftp::Ok;
    if (m_phase == Phase::ClosePart) {
        ask(Phase::RemovePart, sftp::remove(m_lastId + 1, m_part));
    } else if (m_phase == Phase::RemovePart) {
        end(failure(*m_failure));
    } else if (m_phase >= Phase::Rename) {
        renamed(answer);
    } else if (!isGood) {
        cleanUp(refused(answer));
    } else if (m_phase == Phase::Open) {
        m_handle = answer.text;
        m_phase = Phase::Data;
    } else if (m_phase == Phase::Mode && m_extensions.contains("fsync@openssh.com")) {
        ask(Phase::Sync, sftp::sync(m_lastId + 1, m_handle));
    } else if (m_phase == Phase::Mode || m_phase == Phase::Sync) {
        ask(Phase::Close, sftp::close(m_lastId + 1, m_handle));
        m_handle.clear();
    } else {
        m_isRenameSent = true;
        ask(Phase::Rename, m_extensions.contains("posix-rename@openssh.com")
                               ? sftp::replace(m_lastId + 1, m_part, m_path)
                               : sftp::rename(m_lastId + 1, m_part, m_path));
    }
}

/// Where the server cannot replace a file in one step, the old one goes first.
void UploadWork::renamed(const sftp::Answer &answer)
{
    if (answer.status == sftp::Ok && m_phase != Phase::RemoveOld) {
        end({});
    } else if (m_phase == Phase::Rename && !m_extensions.contains("posix-rename@openssh.com")) {
        m_isAtomic = false;
        ask(Phase::RemoveOld, sftp::remove(m_lastId + 1, m_path));
    } else if (m_phase == Phase::RemoveOld && answer.status == sftp::Ok) {
        ask(Phase::RenameAgain, sftp::rename(m_lastId + 1, m_part, m_path));
    } else if (m_phase == Phase::RenameAgain) { // the old file is gone, so the new one must not go too
        Error error = refused(answer);
        error.remedy =
            Text::tr("The old file is gone; the new one is whole and is called %1.").arg(QString::fromUtf8(m_part));
        error.code = QStringLiteral("upload.left-beside");
        end(failure(std::move(error)));
    } else {
        cleanUp(refused(answer));
    }
}

/// Closes and removes the part, as far as there is one, then ends with that reason.
void UploadWork::cleanUp(const Error &reason)
{
    m_failure = reason;
    if (m_phase < Phase::Open || (m_phase == Phase::Open && !m_conversation->isAbandoned())) {
        end(failure(reason)); // there is none, or the server did not make it
    } else if (!m_handle.isEmpty()) {
        ask(Phase::ClosePart, sftp::close(m_lastId + 1, m_handle));
    } else {
        ask(Phase::RemovePart, sftp::remove(m_lastId + 1, m_part));
    }
}

void UploadWork::end(Result<void> result)
{
    m_channel.reset();
    m_phase = Phase::Done;
    m_conversation->finish(std::move(result));
}

bool UploadWork::lose(const Error &reason)
{
    if (m_phase == Phase::Opening && isWanted()) {
        m_channel.reset();
        return true;
    }
    fail(reason);
    return false;
}

void UploadWork::fail(const Error &reason)
{
    end(failure(m_failure.value_or(reason)));
}

Error UploadWork::refused(const sftp::Answer &answer) const
{
    Error error{.kind = ErrorKind::Rejected,
                .layer = Layer::Channel,
                .attempted = Text::tr("upload %1").arg(QString::fromUtf8(m_path)),
                .target = m_target,
                .reason = QString::fromUtf8(answer.text).simplified().left(300),
                .remedy =
                    Text::tr("Check that the disk there is not full and that nothing of that name is in the way."),
                .code = QStringLiteral("upload.refused")};
    if (answer.status == sftp::PermissionDenied) {
        error.kind = ErrorKind::Denied;
        error.code = QStringLiteral("upload.denied");
        error.reason = Text::tr("this user may not write there");
        error.remedy = Text::tr("Choose another folder, or another user.");
    } else if (answer.status == sftp::NoSuchFile) {
        error.code = QStringLiteral("upload.no-folder");
        error.reason = Text::tr("the folder does not exist");
        error.remedy = Text::tr("Create the folder first.");
    }
    return error;
}

Error UploadWork::broken() const
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Channel,
            .attempted = Text::tr("upload %1").arg(QString::fromUtf8(m_path)),
            .target = m_target,
            .reason = Text::tr("what answers there does not speak SFTP, or ended early"),
            .remedy = Text::tr("Check that no start file of the shell there (.bashrc) writes anything."),
            .code = QStringLiteral("upload.not-sftp"),
            .raw = m_answers.rest().left(4096)};
}

} // namespace stormdeck::ssh
