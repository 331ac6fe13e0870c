// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/execwork.h"

#include "ssh/failures.h"
#include "ssh/link.h"
#include "ssh/sessionopening.h"

#include <QCoreApplication>

#include <array>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshCommand)
};

constexpr qsizetype pieceSize = 32 * 1024;
constexpr int mostPieces = 8; // of one channel before the others get their turn
} // namespace

ExecWork::ExecWork(std::shared_ptr<Conversation> conversation, QByteArray line, QString target)
    : m_conversation(std::move(conversation)), m_line(std::move(line)), m_target(std::move(target))
{
}

bool ExecWork::step(Link &link)
{
    if (m_conversation->isAbandoned()) {
        giveUp();
        return true;
    }
    switch (m_state) {
    case State::Opening:
        return open(link);
    case State::Requesting:
        return request();
    case State::Running:
        return run(link);
    case State::Done:
        break;
    }
    return false;
}

bool ExecWork::open(Link &link)
{
    const auto progress = openSession(m_channel, link, m_target);
    if (!progress && isShortage(progress.error())) {
        m_channel.reset();
        m_shortage = progress.error();
    } else if (!progress) {
        end(failure(progress.error()));
    } else if (*progress == Progress::Done) {
        m_state = State::Requesting;
    }
    return progress != Progress::Waiting;
}

bool ExecWork::request()
{
    m_isSent = true;
    const Progress progress = m_channel->requestExec(m_line);
    if (progress == Progress::Failed) {
        end(failure(channelRefused(m_target, Text::tr("run a command"), 0, m_channel->words())));
    } else if (progress == Progress::Done) {
        m_state = State::Running;
    }
    return progress != Progress::Waiting;
}

bool ExecWork::readOutput(Output which)
{
    bool moved = false;
    for (int i = 0; i < mostPieces && m_conversation->hasRoom(); ++i) {
        QByteArray piece(pieceSize, Qt::Uninitialized);
        const auto got = m_channel->read(which, piece.data(), piece.size());
        if (got <= 0) {
            break;
        }
        piece.truncate(got);
        m_conversation->give(which, std::move(piece));
        moved = true;
    }
    return moved;
}

bool ExecWork::writeInput(Link &link)
{
    if (m_isEndSent || !link.takesMore()) {
        return false;
    }
    if (m_unsent.isEmpty()) {
        m_unsent = m_conversation->takeInput(2 * pieceSize);
    }
    if (m_unsent.isEmpty()) {
        if (m_conversation->isInputAtEnd()) {
            m_channel->sendEnd();
            m_isEndSent = true;
        }
        return m_isEndSent;
    }
    const auto written = m_channel->write(m_unsent.constData(), m_unsent.size());
    if (written < 0) { // the command does not read any more; its end is still to come
        m_isEndSent = true;
        return true;
    }
    m_unsent.remove(0, written);
    return written > 0;
}

bool ExecWork::run(Link &link)
{
    const bool isClosed = m_channel->isClosed(); // asked first: all output came before it
    const bool hasRead = readOutput(Output::Standard) | readOutput(Output::Errors);
    if (isClosed && !hasRead && m_conversation->hasRoom()) {
        // Not at the end of output: the exit status may come after that.
        m_exitCode = m_channel->exitStatus();
        m_signal = m_channel->signal();
        end({});
        return true;
    }
    return isClosed ? hasRead : writeInput(link) | hasRead;
}

void ExecWork::giveUp()
{
    if (m_state == State::Running) {
        m_channel->sendSignal("TERM");
    }
    m_channel.reset();
    m_state = State::Done;
}

void ExecWork::end(Result<void> result)
{
    m_channel.reset();
    m_state = State::Done;
    m_conversation->finish(std::move(result));
}

bool ExecWork::lose(const Error &reason)
{
    if (m_isSent || !isWanted()) {
        end(failure(reason));
        return false;
    }
    m_channel.reset();
    m_state = State::Opening;
    return true;
}

void ExecWork::fail(const Error &reason)
{
    end(failure(reason));
}

} // namespace stormdeck::ssh
