// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"

#include <memory>

struct ssh_session_struct;
struct ssh_channel_struct;
struct ssh_event_struct;
struct ssh_key_struct;

namespace stormdeck::ssh {

/// Frees what libssh gave. None of these leaves the thread of its session; channels go before their session.
struct Free
{
    void operator()(ssh_session_struct *session) const;
    void operator()(ssh_channel_struct *channel) const;
    void operator()(ssh_event_struct *event) const;
    void operator()(ssh_key_struct *key) const;
    void operator()(char *text) const;
};

using SessionHandle = std::unique_ptr<ssh_session_struct, Free>;
using ChannelHandle = std::unique_ptr<ssh_channel_struct, Free>;
using EventHandle = std::unique_ptr<ssh_event_struct, Free>;
using KeyHandle = std::unique_ptr<ssh_key_struct, Free>;
using TextHandle = std::unique_ptr<char, Free>;

using net::Descriptor;

} // namespace stormdeck::ssh
