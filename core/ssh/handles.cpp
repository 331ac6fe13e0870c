// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/handles.h"

#include <utility>

#include <libssh/libssh.h>
#include <unistd.h>

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

Descriptor::Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor()
{
    if (m_number >= 0) {
        close(m_number);
    }
}

int Descriptor::release()
{
    return std::exchange(m_number, -1);
}

} // namespace stormdeck::ssh
