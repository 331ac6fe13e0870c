// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizards/hands.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace stormdeck::test {

QPushButton *button(const QWidget *window, const QString &label)
{
    for (QPushButton *one : window->findChildren<QPushButton *>()) {
        if (one->isVisible() && one->text().remove(u'&') == label) {
            return one;
        }
    }
    return nullptr;
}

bool canPress(const QWidget *window, const QString &label)
{
    const QPushButton *found = button(window, label);
    return found && found->isEnabled();
}

bool press(const QWidget *window, const QString &label)
{
    if (!canPress(window, label)) {
        return false;
    }
    QTest::mouseClick(button(window, label), Qt::LeftButton);
    return true;
}

QLineEdit *field(const QWidget *window, const QString &name)
{
    for (QLineEdit *one : window->findChildren<QLineEdit *>()) {
        if (one->isVisible() && one->accessibleName() == name) {
            return one;
        }
    }
    return nullptr;
}

void type(QLineEdit *field, const QString &text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

bool tick(const QWidget *window, const QString &label)
{
    for (QCheckBox *box : window->findChildren<QCheckBox *>()) {
        if (box->isVisible() && box->isEnabled() && box->text().remove(u'&') == label) {
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Space);
            return true;
        }
    }
    return false;
}

QString saidIn(const QWidget *window)
{
    QStringList said;
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (label->isVisible()) {
            said.append(label->text());
        }
    }
    return said.join(u'\n');
}

} // namespace stormdeck::test
