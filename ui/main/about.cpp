// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/about.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>

namespace stormdeck::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(About)
};

constexpr int iconSize = 64;
} // namespace

void openAbout(QWidget &window)
{
    const QString text =
        Text::tr("<b>Stormdeck %1</b><p>Builds, shows and runs an Apache Storm cluster on Docker Swarm.</p>"
                 "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(QApplication::applicationVersion());
    auto *box = new QMessageBox(QMessageBox::NoIcon, Text::tr("About Stormdeck"), text, QMessageBox::Ok, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(window.windowIcon().pixmap(iconSize));
    box->open();
}

} // namespace stormdeck::ui
