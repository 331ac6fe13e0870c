// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizards/look.h"

#include <QVBoxLayout>

class QToolButton;

/// Pieces that the pages of inputs are made of.
namespace stormdeck::wizards {

/// Rows of a label above or beside its field, an explanation and a place for problems below.
class Form : public QWidget
{
    Q_OBJECT

public:
    explicit Form(QWidget *parent = nullptr);
    /// `label` may carry a mnemonic, which goes to `field`. Empty texts and nullptr are left out.
    void add(const QString &label, QWidget *field, const QString &explanation = {}, QWidget *problem = nullptr);

private:
    QGridLayout *m_grid;
};

/// A heading that opens and closes what is below it.
class Disclosure : public QWidget
{
    Q_OBJECT

public:
    /// Takes the content.
    Disclosure(const QString &title, QWidget *content, QWidget *parent = nullptr);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;

private:
    /// Scrolls the page so that what was just opened can be seen.
    void reveal();

    QToolButton *m_toggle;
    QWidget *m_content;
};

/// The layout of a page of inputs: its margins and the room between its parts.
[[nodiscard]] QVBoxLayout *pageLayout(QWidget *page);
[[nodiscard]] look::Label *sectionHeading(const QString &text);

} // namespace stormdeck::wizards
