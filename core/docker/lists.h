// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "docker/read.h"

namespace stormdeck::docker {

/// What is said of an answer without the id or name of its `position`th thing, of one that is no object, no list.
[[nodiscard]] QString lacksIdentity(qsizetype position);
[[nodiscard]] QString isNoObject();
[[nodiscard]] QString isNoList();

/// A whole list; `identity` gives the id or name that each element must have. null is an empty list.
template <typename T, typename Identity>
[[nodiscard]] Result<std::vector<T>> decodeList(const QByteArray &body, Identity identity)
{
    std::vector<T> list;
    auto parsed = Json::parseEach(
        body,
        [&](Json element) {
            read(element, list.emplace_back());
            return identity(list.back()).isEmpty() ? lacksIdentity(static_cast<qsizetype>(list.size())) : QString();
        },
        [](Json root) { return root.isNull() ? QString() : isNoList(); });
    return parsed ? Result<std::vector<T>>(std::move(list)) : failure(parsed.error());
}

/// One object; `complaint` gives what is said of an answer that lacks something, or an empty text.
template <typename T, typename Complaint>
[[nodiscard]] Result<T> decodeObject(const QByteArray &body, Complaint complaint)
{
    T object;
    auto parsed = Json::parse(body, [&](Json root) {
        if (!root.isObject()) {
            return isNoObject();
        }
        read(root, object);
        return complaint(object);
    });
    return parsed ? Result<T>(std::move(object)) : failure(parsed.error());
}

} // namespace stormdeck::docker
