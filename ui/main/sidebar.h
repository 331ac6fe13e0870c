// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QButtonGroup;
class QVBoxLayout;

namespace stormdeck::ui {

/// An entry of the side navigation: icon, name, and how many there are.
class SideEntry : public QAbstractButton
{
    Q_OBJECT

public:
    SideEntry(const QString &icon, const QString &text, QWidget *parent = nullptr);
    void setCount(int count);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = -1;
};

/// The side navigation: one entry a page that exists.
class SideBar : public QWidget
{
    Q_OBJECT

public:
    explicit SideBar(QWidget *parent = nullptr);
    /// Returns the index that pageChosen() will give.
    int addPage(const QString &icon, const QString &text);
    void setCount(int page, int count);
    void setCurrent(int page);

Q_SIGNALS:
    void pageChosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
    QButtonGroup *m_group;
};

} // namespace stormdeck::ui
