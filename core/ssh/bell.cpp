// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/bell.h"

#include <sys/eventfd.h>

namespace stormdeck::ssh {

Bell::Bell() : m_descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void Bell::ring() const
{
    eventfd_write(descriptor(), 1);
}

void Bell::quieten() const
{
    eventfd_t count = 0;
    eventfd_read(descriptor(), &count);
}

} // namespace stormdeck::ssh
