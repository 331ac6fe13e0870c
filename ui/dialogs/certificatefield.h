// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <QWidget>

class QLineEdit;

namespace stormdeck::dialogs {

/// The folder of the certificates of an encrypted endpoint, typed or chosen. Nothing in it is read here.
class CertificateField : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateField(QWidget *parent = nullptr);

    void setFolder(const QString &folder);
    /// An absolute path; "~/" stands for the home folder. Rejected where it is empty or relative.
    [[nodiscard]] Result<QString> folder() const;

Q_SIGNALS:
    void edited();

private:
    void choose();

    QLineEdit *m_folder;
};

} // namespace stormdeck::dialogs
