// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sessionopening.h"

#include "ssh/failures.h"
#include "ssh/link.h"

#include <QCoreApplication>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshChannel)
};
} // namespace

Result<Progress> openSession(std::unique_ptr<Channel> &channel, const Link &link, const QString &target)
{
    if (!channel) {
        channel = std::make_unique<Channel>(link.session());
    }
    const Progress progress = channel->openSession();
    if (progress == Progress::Failed) {
        return failure(channelRefused(target, Text::tr("open a channel"), channel->refusal(), channel->words()));
    }
    return progress;
}

} // namespace stormdeck::ssh
