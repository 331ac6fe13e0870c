// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/savedsecretsdialog.h"

#include "dialogs/errorpanel.h"
#include "style/text.h"
#include "tables/cell.h"
#include "tables/table.h"
#include "wizards/pageparts.h"

#include <QAbstractTableModel>
#include <QEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;
using secrets::Place;
using secrets::SavedSecret;
using wizards::PageMargin;

namespace {
enum Column { For, Kind, Where, Since, Note, ColumnCount };

QString kindOf(const SavedSecret &secret)
{
    using Of = secrets::SecretName::Kind;
    switch (secret.name.kind) {
    case Of::Passphrase:
        return SavedSecretsDialog::tr("Passphrase");
    case Of::Password:
        return SavedSecretsDialog::tr("Password");
    case Of::Sudo:
        return SavedSecretsDialog::tr("Password for sudo");
    }
    return {};
}

QString whereOf(Place place)
{
    return place == Place::Keychain ? SavedSecretsDialog::tr("Keychain") : SavedSecretsDialog::tr("Memory");
}

tables::Cell cellOf(const SavedSecret &secret, int column)
{
    switch (column) {
    case For:
        return tables::textCell(secret.name.subject);
    case Kind:
        return tables::textCell(kindOf(secret));
    case Where:
        return tables::textCell(whereOf(secret.place));
    case Since:
        return tables::textCell(secret.since.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    case Note:
        return secret.note.isEmpty() ? tables::Cell() : tables::Cell{.text = secret.note, .tone = style::Tone::Warning};
    default:
        return {};
    }
}
} // namespace

class SavedSecretsDialog::Model : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing moves where nothing has changed.
    void setRows(std::vector<SavedSecret> rows)
    {
        if (rows != m_rows) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
        }
    }
    [[nodiscard]] const std::vector<SavedSecret> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const tables::Cell cell = cellOf(m_rows[size_t(index.row())], index.column());
        switch (role) {
        case Qt::DisplayRole:
            return cell.text;
        case Qt::ToolTipRole:
            return style::plainTip(cell.text);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(Qt::AlignLeading | Qt::AlignVCenter));
        case tables::CellRole:
            return QVariant::fromValue(cell);
        case tables::StrongRole:
            return index.column() == For;
        default:
            return {};
        }
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        const QStringList titles{tr("For"), tr("Kind"), tr("Kept in"), tr("Since"), tr("Note")};
        if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
            return QVariant::fromValue(Qt::Alignment(Qt::AlignLeading | Qt::AlignVCenter));
        }
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
    }

private:
    std::vector<SavedSecret> m_rows; ///< 512 at most: those of memory and of the index
};

SavedSecretsDialog::SavedSecretsDialog(Services services, QWidget *parent)
    : QDialog(parent), m_services(std::move(services)), m_model(new Model(this)),
      m_table(new tables::Table(tr("Saved secrets"))), m_error(new ErrorPanel), m_selected(new Label({}, Tone::Dim))
{
    setWindowTitle(tr("Saved secrets"));
    resize(860, 440);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_table->setModel(m_model);
    m_table->setStretchedColumn(Note);
    auto *body = new QWidget;
    auto *parts = new QVBoxLayout(body);
    parts->setContentsMargins(PageMargin, 10, PageMargin, 10);
    parts->addWidget(m_error);
    parts->addWidget(m_table, 1);
    parts->addWidget(m_selected);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeHeader());
    rows->addWidget(new style::Rule);
    rows->addWidget(body, 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SavedSecretsDialog::updateButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SavedSecretsDialog::updateButtons);
    auto *key = new QShortcut(QKeySequence(QKeySequence::Delete), m_table);
    connect(key, &QShortcut::activated, this, &SavedSecretsDialog::forgetSelected);
    updateButtons();
    m_table->setFocus();
    reload();
}

QWidget *SavedSecretsDialog::makeHeader()
{
    auto *header = new QWidget;
    auto *rows = new QVBoxLayout(header);
    rows->setContentsMargins(PageMargin, 14, PageMargin, 12);
    rows->setSpacing(4);
    rows->addWidget(new Label(tr("Saved secrets"), Tone::Plain, Label::Size::Title));
    rows->addWidget(new Label(
        tr("The passphrases and passwords that Stormdeck keeps: in the keychain those you wanted "
           "remembered there, the others in memory until Stormdeck ends. They are in no file of Stormdeck's."),
        Tone::Dim));
    return header;
}

QWidget *SavedSecretsDialog::makeFooter()
{
    m_note = new Label({}, Tone::Dim);
    m_forget = new QPushButton(tr("&Forget"));
    m_forgetAll = new QPushButton(tr("Forget &all…"));
    auto *close = new QPushButton(tr("&Close"));
    look::setDestructive(m_forgetAll);
    m_forget->setAutoDefault(false);
    look::setPrimary(close);
    connect(m_forget, &QPushButton::clicked, this, &SavedSecretsDialog::forgetSelected);
    connect(m_forgetAll, &QPushButton::clicked, this, &SavedSecretsDialog::askToForgetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return wizards::footer({m_note}, {m_forgetAll, m_forget, close});
}

/// The window is looked at again: a connection may have saved something meanwhile.
void SavedSecretsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        reload();
    }
}

void SavedSecretsDialog::reload()
{
    if (!m_reading.isPending()) {
        m_reading = m_services.background.run(
            this, m_services.list, [this](const secrets::SavedSecrets::Listing &listing) { showListing(listing); });
    }
}

void SavedSecretsDialog::showListing(const secrets::SavedSecrets::Listing &listing)
{
    const QModelIndex before = m_table->currentIndex();
    m_model->setRows(listing.secrets);
    m_table->setEmptyText(listing.trouble ? tr("What is in the keychain is not known.")
                                          : tr("Nothing is saved. What Stormdeck asks you for when it connects by SSH "
                                               "is listed here."));
    if (listing.trouble) {
        m_error->setError(*listing.trouble);
    } else if (m_showsTrouble) {
        m_error->clear();
    }
    m_showsTrouble = listing.trouble.has_value();
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->selectRow(std::clamp(before.row(), 0, m_model->rowCount() - 1));
    }
}

void SavedSecretsDialog::forgetSelected()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty()) {
        forget({m_model->rows()[size_t(rows.front().row())]});
    }
}

void SavedSecretsDialog::askToForgetAll()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Forget all"),
                                     tr("Forget all %n saved secret(s)?", nullptr, m_model->rowCount()),
                                     QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("Stormdeck asks for them again when it needs them."));
    QPushButton *keep = question->addButton(tr("&Keep them"), QMessageBox::RejectRole);
    QPushButton *all = question->addButton(tr("&Forget all"), QMessageBox::AcceptRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(all, &QPushButton::clicked, this, [this] { forget(m_model->rows()); });
    question->open();
}

/// All of them, though one fails; the first failure is shown.
void SavedSecretsDialog::forget(const std::vector<SavedSecret> &wanted)
{
    if (m_forgetting.isPending()) {
        return;
    }
    m_error->clear();
    m_forgetting = m_services.background.run(
        this,
        [forgetOne = m_services.forget, wanted](const std::stop_token &stop) {
            Result<void> all;
            for (const SavedSecret &secret : wanted) {
                const auto gone = forgetOne(secret, stop);
                all = all ? gone : all;
            }
            return all;
        },
        [this](const Result<void> &gone) {
            if (!gone) {
                m_error->setError(gone.error());
                m_showsTrouble = false;
            }
            m_reading.cancel(); // it may have been read before
            reload();
            updateButtons();
        });
    updateButtons();
}

void SavedSecretsDialog::updateButtons()
{
    const bool isBusy = m_forgetting.isPending();
    m_forget->setEnabled(!isBusy && m_table->selectionModel()->hasSelection());
    m_forgetAll->setEnabled(!isBusy && m_model->rowCount() > 0);
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(Note);
    m_selected->setText(rows.isEmpty() ? QString() : rows.front().data().toString()); // the cell may be cut
    m_selected->setVisible(!m_selected->text().isEmpty());
    m_note->setText(isBusy ? tr("Forgetting…") : QString());
}

} // namespace stormdeck::dialogs
