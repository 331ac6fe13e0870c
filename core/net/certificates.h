// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/certificate.h"

#include <vector>

namespace stormdeck::net {

/// What ca.pem and cert.pem in an endpoint's folder say of themselves, and which of the files is missing or unreadable.
/// cert.pem and key.pem may both be missing, where no client is asked for them. Reads at most 1 MiB a file and eight
/// certificates of each; of key.pem only that it is there. Blocks for the time that takes; any thread.
[[nodiscard]] std::vector<Certificate> inspectCertificates(const QString &folder);

} // namespace stormdeck::net
