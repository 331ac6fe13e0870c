// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/handles.h"

#include <libssh/libssh.h>

namespace stormdeck::ssh {

void Free::operator()(ssh_session_struct *session) const
{
    ssh_free(session);
}

void Free::operator()(ssh_channel_struct *channel) const
{
    ssh_channel_free(channel);
}

void Free::operator()(ssh_event_struct *event) const
{
    ssh_event_free(event);
}

void Free::operator()(ssh_key_struct *key) const
{
    ssh_key_free(key);
}

void Free::operator()(char *text) const
{
    ssh_string_free_char(text);
}

} // namespace stormdeck::ssh
