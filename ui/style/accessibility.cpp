// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/accessibility.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace stormdeck::style {

namespace {
QAccessibleInterface *interfaceOf(const QString &className, QObject *object)
{
    const bool isPlainArea = className == QStringLiteral("QScrollArea") ||
                             className == QStringLiteral("QAbstractScrollArea");
    auto *widget = isPlainArea ? qobject_cast<QWidget *>(object) : nullptr;
    return widget ? new QAccessibleWidget(widget, QAccessible::Client) : nullptr;
}
} // namespace

void installAccessibility()
{
    QAccessible::installFactory(interfaceOf);
}

} // namespace stormdeck::style
