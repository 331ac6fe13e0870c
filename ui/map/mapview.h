// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace stormdeck::map {

class CardDelegate;
class NodeModel;

/// The map: the model's cards in a grid as wide as the room. Arrow keys move, a click or the keyboard selects, Return
/// or a double click activates.
class MapView : public QListView
{
    Q_OBJECT

public:
    explicit MapView(NodeModel &model, QWidget *parent = nullptr);

    /// Repaints the ages of the visible cards and nothing else. The model must know the time already.
    void tick();
    void selectKey(const QString &key);
    [[nodiscard]] QString selectedKey() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Height at which everything is seen without scrolling.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    void nodeSelected(const QString &key);
    void nodeActivated(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void arrange();
    [[nodiscard]] int rowsHeight(int room) const;

    NodeModel &m_model;
    CardDelegate *m_delegate;
    bool m_arranging = false;
};

} // namespace stormdeck::map
