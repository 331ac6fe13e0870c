// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <memory>

namespace stormdeck::test {

/// A TLS port of this machine before a server that knows no TLS: bytes are passed on both ways until either side ends.
class TlsDoor
{
public:
    enum class Client {
        Anyone,   ///< no certificate is asked for
        Certified ///< only who shows a certificate of the same authority
    };

    /// `folder`: cert.pem and key.pem of the door, ca.pem of those it lets in. `behind`: a unix socket or TCP port; the
    /// whole greeting is taken before anything is connected there.
    TlsDoor(const QString &folder, Endpoint behind, Client client = Client::Certified);
    ~TlsDoor();
    TlsDoor(const TlsDoor &) = delete;
    TlsDoor &operator=(const TlsDoor &) = delete;

    [[nodiscard]] quint16 port() const;
    /// For a client whose files are in that folder.
    [[nodiscard]] Endpoint endpoint(const QString &folder) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace stormdeck::test
