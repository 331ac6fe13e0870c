// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/widgets.h"

namespace stormdeck::ui {

/// An id that can be selected and copied as it is. An id has no place to wrap, so it is shown with places that nobody
/// sees, where it may break rather than widen what it stands in; they are in no copy.
class IdText : public style::Caption
{
    Q_OBJECT

public:
    explicit IdText(QWidget *parent = nullptr);

    void setId(const QString &id);
    /// What is selected of it.
    [[nodiscard]] QString selectedId() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString m_id;
};

} // namespace stormdeck::ui
