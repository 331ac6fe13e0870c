// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/conversation.h"
#include "ssh/sftp.h"
#include "ssh/upload.h"
#include "ssh/work.h"

#include <atomic>

namespace stormdeck::ssh {

/// An upload: to a new file beside its place, 64 pieces of 32 KiB on their way at a time, then mode, sync, close, and
/// the rename that makes it visible. Whatever ends it before, the new file is removed again as far as the connection
/// lasts, after the call has returned too.
class UploadWork final : public Work
{
public:
    UploadWork(std::shared_ptr<Conversation> conversation, const Upload &upload, QString target);

    [[nodiscard]] ChannelKind kind() const override { return ChannelKind::Session; }
    bool step(Link &link) override;
    [[nodiscard]] bool isDone() const override { return m_phase == Phase::Done; }
    [[nodiscard]] bool isWanted() const override { return !m_conversation->isAbandoned(); }
    bool lose(const Error &reason) override;
    [[nodiscard]] std::optional<Error> takeShortage() override { return std::exchange(m_shortage, std::nullopt); }
    void fail(const Error &reason) override;

    // From any thread.
    [[nodiscard]] qint64 acknowledged() const { return m_acknowledged; }
    /// Whether the other side has been asked for anything.
    [[nodiscard]] bool isBegun() const { return m_isBegun; }
    /// Whether the file may have been replaced.
    [[nodiscard]] bool isRenameSent() const { return m_isRenameSent; }
    /// After the conversation has finished.
    [[nodiscard]] bool isAtomic() const { return m_isAtomic; }

private:
    enum class Phase {
        Opening,
        Subsystem,
        Hello,
        Open,
        Data,
        Mode,
        Sync,
        Close,
        Rename,
        RemoveOld,
        RenameAgain,
        ClosePart,  ///< cleaning up
        RemovePart, ///< cleaning up
        Done
    };
    bool open(Link &link);
    bool request();
    bool take();
    bool send(Link &link);
    void sendData();
    void answered(const sftp::Answer &answer);
    void acknowledge(const sftp::Answer &answer);
    void advance(const sftp::Answer &answer);
    void greeted(const sftp::Answer &answer);
    void renamed(const sftp::Answer &answer);
    void ask(Phase phase, const QByteArray &bytes);
    void cleanUp(const Error &reason);
    void end(Result<void> result);
    [[nodiscard]] Error refused(const sftp::Answer &answer) const;
    [[nodiscard]] Error broken() const;

    std::shared_ptr<Conversation> m_conversation;
    QByteArray m_path;
    QByteArray m_part; ///< the new file beside it
    quint32 m_mode;
    QString m_target;
    Phase m_phase = Phase::Opening;
    std::unique_ptr<Channel> m_channel;
    std::optional<Error> m_shortage;
    sftp::Answers m_answers;
    QSet<QByteArray> m_extensions;
    QByteArray m_outgoing;
    QByteArray m_handle;
    quint32 m_lastId = 0;
    quint32 m_awaited = 0; ///< the request whose answer leads on
    int m_underWay = 0;    ///< pieces of data without an answer
    quint64 m_offset = 0;
    std::atomic<qint64> m_acknowledged = 0;
    std::atomic<bool> m_isBegun = false;
    std::atomic<bool> m_isRenameSent = false;
    bool m_isAtomic = true;
    std::optional<Error> m_failure; ///< why it is cleaned up
};

} // namespace stormdeck::ssh
