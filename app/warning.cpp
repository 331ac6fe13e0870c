// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "warning.h"

#include <QMessageBox>

namespace stormdeck::app {

void warn(QWidget &window, const QString &about, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Warning, about, text, QMessageBox::Ok, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

} // namespace stormdeck::app
