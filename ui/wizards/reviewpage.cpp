// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/reviewpage.h"

#include "dialogs/errorpanel.h"
#include "util/files.h"
#include "wizards/operationtext.h"
#include "wizards/pageparts.h"
#include "wizards/planoverview.h"
#include "wizards/stagelist.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace stormdeck::wizards {

using look::Label;
using look::Tone;

ReviewPage::ReviewPage(Background &background, QWidget *parent)
    : QWidget(parent), m_background(background), m_list(new StageList(this))
{
    m_list->setModel(&m_model);
    setFocusProxy(m_list);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(twoPanes(m_list, scrolled(makeDetail())), 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    connect(m_list, &StageList::stageSelected, this, &ReviewPage::showStage);
}

QWidget *ReviewPage::makeDetail()
{
    auto *detail = new QWidget;
    m_title = new Label({}, Tone::Plain, Label::Size::Strong);
    m_explanation = new Label({}, Tone::Dim);
    m_commands = new look::CodeBox;
    m_commands->setAccessibleName(tr("Equivalent commands of this step"));
    m_overview = new PlanOverview;
    m_error = new dialogs::ErrorPanel;
    auto *rows = new QVBoxLayout(detail);
    rows->setContentsMargins(PageMargin, 16, PageMargin, 16);
    rows->setSpacing(8);
    for (QWidget *row : std::initializer_list<QWidget *>{m_title, m_explanation, m_commands, m_overview, m_error}) {
        rows->addWidget(row);
    }
    rows->addStretch(1);
    return detail;
}

QWidget *ReviewPage::makeFooter()
{
    m_summary = new Label({}, Tone::Dim);
    m_confirmHint = new Label({}, Tone::Plain);
    m_confirm = new QLineEdit;
    m_again = new QPushButton(tr("Check a&gain"));
    m_copy = new QPushButton(tr("&Copy commands"));
    m_save = new QPushButton(tr("Sa&ve script…"));
    m_back = new QPushButton(tr("&Back"));
    m_start = new QPushButton;
    m_confirm->setFixedWidth(200);
    m_confirmHint->setWordWrap(false);
    m_confirmHint->setBuddy(m_confirm);
    for (QPushButton *button : {m_again, m_copy, m_save, m_back}) {
        button->setAutoDefault(false);
    }
    connect(m_confirm, &QLineEdit::textChanged, this, &ReviewPage::updateFooter);
    connect(m_again, &QPushButton::clicked, this, &ReviewPage::check);
    connect(m_copy, &QPushButton::clicked, this, &ReviewPage::copyCommands);
    connect(m_save, &QPushButton::clicked, this, &ReviewPage::saveScript);
    connect(m_back, &QPushButton::clicked, this, &ReviewPage::backRequested);
    connect(m_start, &QPushButton::clicked, this, &ReviewPage::confirmed);
    auto *rows = new QVBoxLayout;
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeConfirmation());
    rows->addWidget(footer({m_summary}, {m_again, m_copy, m_save, m_back, m_start}));
    auto *whole = new QWidget;
    whole->setLayout(rows);
    return whole;
}

QWidget *ReviewPage::makeConfirmation()
{
    m_confirmRow = new QWidget;
    auto *columns = new QHBoxLayout(m_confirmRow);
    columns->setContentsMargins(PageMargin, 12, PageMargin, 0);
    columns->setSpacing(8);
    columns->addStretch(1);
    columns->addWidget(m_confirmHint);
    columns->addWidget(m_confirm);
    return m_confirmRow;
}

void ReviewPage::setPlan(const plan::Plan &plan, const plan::ActorFactory &factory, bool canGoBack)
{
    m_plan = plan;
    m_factory = factory;
    m_words = {};
    m_obstacle.clear();
    m_preview.clear();
    m_model.setPlan(plan);
    m_overview->setPlan(plan);
    m_back->setVisible(canGoBack);
    m_start->setText(startLabel(plan));
    takeDefault();
    const QString toType = confirmation(plan);
    m_confirm->clear();
    m_confirmRow->setVisible(!toType.isEmpty());
    m_confirmHint->setText(tr("Type %1 to confirm").arg(toType));
    m_confirm->setAccessibleName(m_confirmHint->text());
    m_describe.cancel();
    m_describe = m_background.run(
        this,
        [plan, factory](const std::stop_token &) {
            Words words;
            const auto actor = factory();
            for (const plan::Stage &stage : plan.stages) {
                for (const plan::Step &step : stage.steps) {
                    words.commands[step.id] = actor->commands(step.action);
                    words.reversible[step.id] = actor->isReversible(step.action);
                }
            }
            return words;
        },
        [this](Words words) { takeWords(std::move(words)); });
    check();
}

void ReviewPage::takeDefault()
{
    destroys(m_plan) ? look::setDestructive(m_start) : look::setPrimary(m_start);
}

void ReviewPage::setObstacle(const QString &obstacle)
{
    m_obstacle = obstacle;
    updateFooter();
}

void ReviewPage::check()
{
    m_check.cancel();
    m_checks.assign(m_plan.stages.size(), {});
    m_model.setChecks(m_checks);
    m_error->clear();
    m_check = m_background.run(
        this,
        [plan = m_plan, factory = m_factory](const std::stop_token &stop) { return plan::preview(plan, factory, stop); },
        [this](std::vector<plan::PreviewedStep> preview) { takePreview(std::move(preview)); });
    m_list->select(0);
    showStage(m_list->selected());
    updateFooter();
}

void ReviewPage::takeWords(Words words)
{
    m_words = std::move(words);
    showStage(m_list->selected());
    updateFooter();
}

void ReviewPage::takePreview(std::vector<plan::PreviewedStep> preview)
{
    m_preview = std::move(preview);
    m_checks = stageChecks(m_plan, m_preview);
    m_model.setChecks(m_checks);
    const auto failed = std::find_if(m_preview.begin(), m_preview.end(),
                                     [](const plan::PreviewedStep &step) { return !step.observation; });
    if (failed != m_preview.end()) {
        m_error->setError(failed->observation.error());
    }
    const auto conflict = std::find_if(m_checks.begin(), m_checks.end(), [](const StageCheck &check) {
        return check.state == StageCheck::State::Conflict;
    });
    if (conflict != m_checks.end()) {
        m_list->select(int(conflict - m_checks.begin())); // what stands in the way is what has to be read
    }
    showStage(m_list->selected());
    updateFooter();
    Q_EMIT checked();
}

void ReviewPage::showStage(int at)
{
    if (at < 0 || at >= int(m_plan.stages.size())) {
        return;
    }
    const plan::Stage &stage = m_plan.stages[size_t(at)];
    m_title->setText(tr("Step %1: %2").arg(at + 1).arg(stage.title));
    m_explanation->setText(explanation(stage));
    m_explanation->setVisible(!m_explanation->text().isEmpty());
    QStringList lines;
    for (const plan::Step &step : stage.steps) {
        const auto found = m_words.commands.find(step.id);
        lines += found == m_words.commands.end() ? QStringList() : found->second;
    }
    m_commands->setVisible(!lines.isEmpty());
    m_commands->setCode(lines.join(u'\n'));
}

QString ReviewPage::explanation(const plan::Stage &stage) const
{
    QStringList sentences;
    bool canUndo = true;
    for (const plan::Step &step : stage.steps) {
        const auto seen = std::find_if(m_preview.begin(), m_preview.end(),
                                       [&step](const plan::PreviewedStep &one) { return one.step == step.id; });
        const bool isSeen = seen != m_preview.end() && seen->observation && !seen->observation->sentence.isEmpty();
        const QString observed = isSeen ? seen->observation->sentence : QString();
        if (isSeen) {
            sentences.append(stage.steps.size() > 1 ? tr("%1: %2").arg(step.title, observed) : observed);
        }
        const auto reversible = m_words.reversible.find(step.id);
        canUndo = canUndo && reversible != m_words.reversible.end() && reversible->second;
    }
    if (m_plan.reversible && canUndo) {
        sentences.append(tr("Undo takes this back."));
    }
    return sentences.join(u'\n');
}

void ReviewPage::updateFooter()
{
    const auto count = [this](StageCheck::State state) {
        return int(std::count_if(m_checks.begin(), m_checks.end(),
                                 [state](const StageCheck &check) { return check.state == state; }));
    };
    const bool isChecking = m_check.isPending();
    const int done = count(StageCheck::State::AlreadyDone);
    const int conflicts = count(StageCheck::State::Conflict);
    const int unknown = count(StageCheck::State::Unknown);
    QString text = sizeText(m_plan);
    if (!m_checks.empty() && done == int(m_checks.size())) {
        text = tr("All steps are done already: nothing is left to do.");
    } else if (isChecking) {
        text += tr(". Checking what is there already…");
    } else if (conflicts > 0) {
        text += tr(", %1 in conflict: it cannot start").arg(conflicts);
    } else if (unknown > 0) {
        text += tr(", %1 could not be checked").arg(unknown);
    } else if (done > 0) {
        text += tr(", %1 already done").arg(done);
    }
    const bool isHeldUp = !isChecking && conflicts == 0 && !m_obstacle.isEmpty();
    m_summary->setText(isHeldUp ? tr("%1. %2").arg(text, m_obstacle) : text);
    m_summary->setTone(conflicts > 0 ? Tone::Bad : unknown > 0 ? Tone::Busy : isHeldUp ? Tone::Plain : Tone::Dim);
    m_again->setVisible(!isChecking && (conflicts > 0 || unknown > 0));
    const bool isTyped = m_confirm->text().trimmed() == confirmation(m_plan);
    m_start->setEnabled(!isChecking && conflicts == 0 && isTyped && m_obstacle.isEmpty());
    m_start->setToolTip(m_obstacle);
    m_start->setAccessibleDescription(m_obstacle);
    m_copy->setEnabled(!m_words.commands.empty());
    m_save->setEnabled(!m_words.commands.empty());
}

void ReviewPage::copyCommands()
{
    QStringList lines;
    for (const plan::Stage &stage : m_plan.stages) {
        for (const plan::Step &step : stage.steps) {
            lines += m_words.commands[step.id];
        }
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_summary->setText(tr("The commands of all steps are in the clipboard."));
}

void ReviewPage::saveScript()
{
    auto *dialog = new QFileDialog(this, tr("Save script"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("sh"));
    dialog->selectFile(m_plan.cluster + u'-' + m_plan.kind + QStringLiteral(".sh"));
    connect(dialog, &QFileDialog::fileSelected, this, &ReviewPage::writeScript);
    dialog->open();
}

void ReviewPage::writeScript(const QString &path)
{
    m_background.run(
        this,
        [path, script = scriptText(m_plan, m_words.commands).toUtf8()](const std::stop_token &) {
            return writePrivateFile(path, script);
        },
        [this, path](const Result<void> &written) {
            if (!written) {
                m_error->setError(written.error());
                return;
            }
            m_summary->setText(tr("Saved as %1.").arg(path));
        });
}

} // namespace stormdeck::wizards
