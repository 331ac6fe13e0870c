// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/submitpage.h"

#include "dialogs/errorpanel.h"
#include "wizards/formparts.h"
#include "wizards/jardrop.h"
#include "wizards/rowlist.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QLocale>

namespace stormdeck::wizards {

namespace {
constexpr int FirstJavaMajor = 44; ///< class file version of Java 0, so to speak
constexpr int NewestRunJava = 17;  ///< what the images of Storm 2.8 run
} // namespace

SubmitPage::SubmitPage(Background &background, QString cluster, JarInspector inspect, SubmitPlanner planner,
                       QWidget *parent)
    : InputsPage(parent), m_background(background), m_cluster(std::move(cluster)), m_inspect(std::move(inspect)),
      m_planner(std::move(planner)), m_drop(new JarDrop), m_jarError(new dialogs::ErrorPanel),
      m_warning(new look::Card(look::Card::Kind::Notice)), m_warningText(new look::Label({}))
{
    m_warning->rows()->addWidget(m_warningText);
    m_warning->hide();
    QVBoxLayout *rows = pageLayout(this);
    rows->addWidget(sectionHeading(tr("Topology jar")));
    rows->addWidget(m_drop);
    rows->addWidget(m_problems.place(QStringLiteral("jar"), m_drop));
    rows->addWidget(m_jarError);
    rows->addWidget(m_warning);
    rows->addSpacing(8);
    rows->addWidget(makeForm());
    rows->addWidget(m_problems.place(QString(), nullptr));
    rows->addStretch(1);
    setFocusProxy(m_drop);
    connect(m_drop, &JarDrop::picked, this, &SubmitPage::setJar);
}

QWidget *SubmitPage::makeForm()
{
    m_mainClass = new QComboBox;
    m_mainClass->setEditable(true);
    m_mainClass->setAccessibleName(tr("Main class"));
    m_mainClass->lineEdit()->setPlaceholderText(tr("found in the jar, or com.example.Topology"));
    m_topology = new QLineEdit;
    m_topology->setAccessibleName(tr("Name of the topology"));
    m_arguments = new RowList({tr("Argument")}, RowList::Order::Kept, tr("&Add argument"));
    auto *form = new Form;
    form->add(tr("&Main class"), m_mainClass, {}, m_problems.place(QStringLiteral("main"), m_mainClass));
    form->add(tr("&Name"), m_topology, tr("As Nimbus lists it. Watched for after the submission."),
              m_problems.place(QStringLiteral("topology"), m_topology));
    form->add(tr("Arguments"), m_arguments,
              tr("Given to the main class one by one, as they stand here. Many topologies take their name as the "
                 "first."),
              m_problems.place(QStringLiteral("arguments"), m_arguments));
    connect(m_mainClass, &QComboBox::editTextChanged, this, &SubmitPage::changed);
    connect(m_topology, &QLineEdit::textChanged, this, &SubmitPage::changed);
    connect(m_arguments, &RowList::changed, this, &SubmitPage::changed);
    return form;
}

void SubmitPage::setJar(const QString &path)
{
    m_path = path;
    m_info = {};
    m_jarError->clear();
    m_warning->hide();
    m_drop->setContent(QFileInfo(path).fileName(), tr("Reading it…"));
    m_reading.cancel();
    m_reading = m_background.run(
        this, [inspect = m_inspect, path](const std::stop_token &) { return inspect(path); },
        [this](const Result<ops::JarInfo> &info) { takeJar(info); });
}

void SubmitPage::takeJar(const Result<ops::JarInfo> &info)
{
    if (!info) {
        m_path.clear();
        m_drop->setContent(tr("Drop a topology jar here"), tr("The last one could not be used."));
        m_jarError->setError(info.error());
    } else {
        m_info = *info;
        m_drop->setContent(QFileInfo(m_path).fileName(),
                           tr("%1, %2").arg(QLocale().formattedDataSize(m_info.sizeBytes), m_path));
        m_mainClass->clear();
        m_mainClass->addItems(m_info.mainClasses);
        if (m_info.mainClasses.isEmpty()) {
            m_mainClass->setEditText(m_info.manifestMainClass);
        }
        showWarnings();
    }
    changed();
    Q_EMIT jarRead();
}

void SubmitPage::showWarnings()
{
    QStringList warnings;
    if (m_info.bundlesStorm) {
        warnings.append(tr("▲ This jar carries Storm itself. Storm refuses such a jar: build it with the Storm "
                           "libraries as “provided”."));
    }
    const int java = m_info.javaMajor - FirstJavaMajor;
    if (java > NewestRunJava) {
        warnings.append(tr("▲ Its classes need Java %1. The images of Storm usually run Java %2 or older, and the "
                           "Storm workers would not start.")
                            .arg(java)
                            .arg(NewestRunJava));
    }
    if (m_info.mainClasses.isEmpty() && m_info.manifestMainClass.isEmpty()) {
        warnings.append(tr("▲ No class with a main method was found in it. Type its name if you know it."));
    }
    m_warningText->setText(warnings.join(u'\n'));
    m_warning->setVisible(!warnings.isEmpty());
}

ops::SubmitInputs SubmitPage::inputs() const
{
    QStringList arguments;
    for (const QStringList &row : m_arguments->rows()) {
        arguments.append(row.front());
    }
    return {.cluster = m_cluster,
            .jar = m_path,
            .jarSha256 = m_info.sha256,
            .mainClass = m_mainClass->currentText().trimmed(),
            .topology = m_topology->text().trimmed(),
            .arguments = arguments};
}

void SubmitPage::changed()
{
    if (m_showsProblems) {
        m_problems.show(ops::problems(inputs()));
    }
}

QString SubmitPage::title() const
{
    return tr("Submit a topology");
}

QString SubmitPage::subtitle() const
{
    return tr("To the cluster %1. Nothing is changed before you have seen the plan.").arg(m_cluster);
}

PlanMaker SubmitPage::planMaker()
{
    if (isReading()) {
        return {}; // its end is a moment away, and says itself what is missing
    }
    m_showsProblems = true;
    if (!m_problems.accept(ops::problems(inputs()))) {
        return {};
    }
    return [planner = m_planner, entered = inputs()](const std::stop_token &stop) { return planner(entered, stop); };
}

} // namespace stormdeck::wizards
