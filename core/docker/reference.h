// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

namespace stormdeck::docker {

/// Name of an image: "host:5000/name:tag@sha256:…". Registry and path stay as written; no default is added.
struct ImageReference
{
    QString repository; ///< with the registry, without tag and digest
    QString tag;        ///< empty where none is named
    QString digest;     ///< "sha256:…"; empty where none is named

    [[nodiscard]] QString text() const;
    /// The same image pinned to a digest; keeps the tag, which swarm shows beside it.
    [[nodiscard]] ImageReference withDigest(const QString &newDigest) const;
    /// What a pull asks for: the digest, else the tag, else "latest". Without any an engine pulls every tag.
    [[nodiscard]] QString version() const;
    bool operator==(const ImageReference &) const = default;
};

/// Rejected with a sentence about the text where it is not the name of an image.
[[nodiscard]] Result<ImageReference> parseReference(const QString &text);

} // namespace stormdeck::docker
