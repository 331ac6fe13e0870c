// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/widgets.h"

namespace stormdeck::style {

/// A text that can be selected and copied as it is, and never widens what it stands in: a long word, as an id or the
/// digest of an image, has places in it that nobody sees and where it may break; they are in no copy.
class BreakableText : public Caption
{
    Q_OBJECT

public:
    /// Words of more than `longestWord` letters may break.
    BreakableText(TextSize size, qsizetype longestWord, QWidget *parent = nullptr);

    void setWhole(const QString &text);
    [[nodiscard]] QString whole() const { return m_whole; }
    /// What is selected of it.
    [[nodiscard]] QString selectedWhole() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    qsizetype m_longestWord;
    QString m_whole;
};

} // namespace stormdeck::style
