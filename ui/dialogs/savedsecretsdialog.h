// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/savedsecrets.h"
#include "wizards/background.h"

#include <QDialog>

class QPushButton;

namespace stormdeck::look {
class Label;
}

namespace stormdeck::tables {
class Table;
}

namespace stormdeck::dialogs {

class ErrorPanel;

/// What is saved where, one row each, with ways to forget one or all. Reads the list when it opens, when it is looked
/// at again, and after each change.
class SavedSecretsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both functions wait, so they are called on threads of the pool.
    struct Services
    {
        wizards::Background &background;
        std::function<secrets::SavedSecrets::Listing(const std::stop_token &)> list;
        std::function<Result<void>(const secrets::SavedSecret &, const std::stop_token &)> forget;
    };
    explicit SavedSecretsDialog(Services services, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Model;
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeFooter();
    void reload();
    void showListing(const secrets::SavedSecrets::Listing &listing);
    void forgetSelected();
    void askToForgetAll();
    void forget(const std::vector<secrets::SavedSecret> &wanted);
    void updateButtons();

    Services m_services;
    Model *m_model;
    tables::Table *m_table;
    ErrorPanel *m_error;
    look::Label *m_selected; ///< the note of the selected one
    look::Label *m_note;
    QPushButton *m_forget;
    QPushButton *m_forgetAll;
    bool m_showsTrouble = false; ///< what the list lacks, rather than why something was not forgotten
    wizards::Background::Call m_reading;
    wizards::Background::Call m_forgetting;
};

} // namespace stormdeck::dialogs
