// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace stormdeck::dialogs {

/// A machine that shows a host key nobody has confirmed yet. A plain value.
struct ShownHostKey
{
    QString host;        ///< "ops@storm-1"
    QString keyType;     ///< "ED25519"
    QString fingerprint; ///< "SHA256:…"
    QString file;        ///< where it would be remembered; may be empty
    QString knownType;   ///< not empty: the machine is known by a key of this other type, in knownPlace
    QString knownPlace;  ///< "file, line 12"
};

/// Asks whether to trust a host key: accepted() is yes, all else is no. Enter does not say yes.
class HostKeyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HostKeyDialog(const ShownHostKey &key, QWidget *parent = nullptr);
};

} // namespace stormdeck::dialogs
