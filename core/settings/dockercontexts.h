// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/endpoint.h"

#include <QProcessEnvironment>

#include <vector>

namespace stormdeck::settings {

/// An engine that the docker command line of this user knows already.
struct KnownEngine
{
    enum class Origin { Environment, Context, LocalSocket };
    QString name; ///< of the context; else the variable or the socket
    Origin origin = Origin::Context;
    bool isCurrent = false;    ///< what `docker` would talk to now
    Result<Endpoint> endpoint; ///< an error where it cannot be used here, with the reason
};

/// What `docker context ls` would list, read from the files it reads: the engine of DOCKER_HOST (with
/// DOCKER_TLS_VERIFY and DOCKER_CERT_PATH), the contexts in DOCKER_CONFIG or ~/.docker, and the usual socket. The
/// current one first, then by name. A context whose TLS is not to be verified is not usable (Denied). Reads files of at
/// most 1 MiB and at most 200 contexts; what cannot be read is listed with its error.
[[nodiscard]] std::vector<KnownEngine> knownEngines(const QProcessEnvironment &environment);

} // namespace stormdeck::settings
