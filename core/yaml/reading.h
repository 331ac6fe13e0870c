// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QStringList>

#include <functional>
#include <map>
#include <vector>

namespace YAML {
class Node;
}

/// What the files of the operator have in common: values of YAML nodes, and refusals that name the line.
namespace stormdeck::yaml {

/// Where and why a document is not what it should be. Thrown by the readers below, caught by read().
struct Refusal
{
    int line; ///< from 0; negative: unknown
    QString reason;
};

[[nodiscard]] Refusal refusal(const YAML::Node &node, const QString &reason);

[[nodiscard]] QString textOf(const YAML::Node &node);
[[nodiscard]] bool boolOf(const YAML::Node &node);
[[nodiscard]] quint16 portOf(const YAML::Node &node);
[[nodiscard]] std::vector<quint16> portsOf(const YAML::Node &node);
[[nodiscard]] QStringList listOf(const YAML::Node &node);

using Reader = std::function<void(const YAML::Node &)>;
using Members = std::map<QString, Reader>;
enum class Unknown { Refused, Ignored };

/// Gives each member of a map to its reader. A member that has none is a typing error, unless others may own it.
void readMap(const YAML::Node &node, const Members &members, Unknown unknown = Unknown::Refused);

/// How a refusal is told: "Could not <attempted> on <origin>, line 3: …".
struct Telling
{
    QString attempted;
    QString origin;
    QString remedy;
    QString code;
};

/// Parses and hands the document to `reader`; Rejected with the line where either refuses.
[[nodiscard]] Result<void> read(const QByteArray &document, const Telling &telling, const Reader &reader);

} // namespace stormdeck::yaml
