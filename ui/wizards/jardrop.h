// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/look.h"

class QPushButton;

namespace stormdeck::wizards {

/// Where a jar is dropped, or picked with a button.
class JarDrop : public QFrame
{
    Q_OBJECT

public:
    explicit JarDrop(QWidget *parent = nullptr);
    /// What is in it: a name and a line about it.
    void setContent(const QString &name, const QString &about);

Q_SIGNALS:
    void picked(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void browse();

    look::Label *m_name;
    look::Label *m_about;
    QPushButton *m_pick;
    bool m_isOver = false;
};

} // namespace stormdeck::wizards
