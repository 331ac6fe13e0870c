// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/knownengines.h"
#include "dialogs/machinerows.h"
#include "settings/profile.h"

#include <QDialog>

class QCheckBox;

namespace stormdeck::dialogs {

class ErrorPanel;

/// Writes a profile. Waits; called on a thread of the pool.
using ProfileSaver = std::function<Result<void>(const settings::Profile &)>;

/// A connection by hand, at the first start or later: a name and the endpoints of one or more engines, each of which
/// can be tested. Emits saved() and closes once the profile is written.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    struct Services
    {
        wizards::Background &background;
        EngineCheck check;
        ProfileSaver save;
        EngineLister knownEngines;
    };
    explicit ConnectDialog(Services services, QWidget *parent = nullptr);

    /// Edits an existing one; what the dialog does not show is kept.
    void setProfile(const settings::Profile &profile);
    /// Tests each of its engines that can be asked.
    void testAll();
    [[nodiscard]] settings::Profile profile() const;

    void accept() override;

Q_SIGNALS:
    void saved(const stormdeck::settings::Profile &profile);

private:
    QWidget *makeHeader();
    QWidget *makeBody();
    QWidget *makeFooter();
    void addEngine(const QString &name, const Endpoint &endpoint);
    void setSaving(bool saving);

    Services m_services;
    settings::Profile m_edited;
    wizards::Background::Call m_saving;
    QLineEdit *m_name;
    look::Label *m_nameProblem;
    QCheckBox *m_readOnly;
    QCheckBox *m_production;
    look::Label *m_title;
    MachineRows *m_machines;
    ErrorPanel *m_error;
    look::Label *m_note;
    QPushButton *m_save;
};

} // namespace stormdeck::dialogs
