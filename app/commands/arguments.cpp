// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/arguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Arguments)
};

struct Command
{
    const char *name;
    const char *subject; ///< nullptr: takes none; "[…]": may be left out
    const char *purpose;
};

constexpr std::array commands{
    Command{"status", nullptr, QT_TRANSLATE_NOOP("Arguments", "show the cluster's health once")},
    Command{"plan", "FILE", QT_TRANSLATE_NOOP("Arguments", "show what apply would do, change nothing")},
    Command{"apply", "FILE", QT_TRANSLATE_NOOP("Arguments", "set up what a cluster file describes")},
    Command{"resume", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "go on with an interrupted operation")},
    Command{"undo", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "take an interrupted operation back")},
    Command{"leave", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "close an interrupted operation as it is")},
    Command{"submit", "JAR", QT_TRANSLATE_NOOP("Arguments", "submit a topology; its arguments follow --")},
    Command{"kill", "TOPOLOGY", QT_TRANSLATE_NOOP("Arguments", "kill a topology and wait until it is gone")},
    Command{"teardown", nullptr, QT_TRANSLATE_NOOP("Arguments", "remove the cluster and its data")},
    Command{"record", "FILE", QT_TRANSLATE_NOOP("Arguments", "record what the cluster answers until Ctrl+C")},
};

const Command *commandNamed(const QString &name)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command &one) { return name == QLatin1String(one.name); });
    return found == commands.end() ? nullptr : &*found;
}

QString helpText()
{
    QString text = Text::tr("Usage: stormdeck                     open the window\n"
                            "       stormdeck COMMAND [OPTIONS]\n\nCommands:\n");
    for (const Command &command : commands) {
        const QString head = QLatin1String(command.name) + u' ' + QLatin1String(command.subject ? command.subject : "");
        text += QStringLiteral("  %1 %2\n").arg(head, -22).arg(Text::tr(command.purpose));
    }
    return text + Text::tr("\nOptions:\n"
                           "  --profile NAME|FILE    the cluster: a saved profile or a cluster file\n"
                           "                         (default: $STORMDECK_PROFILE, else the only saved one)\n"
                           "  --json                 status: as JSON\n"
                           "  --yes                  do not ask before a change\n"
                           "  --remember             save passphrases and passwords that are typed in the keychain\n"
                           "  --class CLASS          submit: main class (default: what the jar names)\n"
                           "  --name NAME            submit: name of the topology (default: its first argument)\n"
                           "  --wait SECONDS         kill: time for tuples under way\n"
                           "                         (default: the topology's message timeout)\n"
                           "  --for SECONDS          record: end by itself\n"
                           "  --recording FILE       open the window on a recording\n"
                           "  --demo                 open the window on a recording that comes with it\n"
                           "  --keep-swarm           teardown: leave the swarm itself\n"
                           "  --help, --version\n\n"
                           "Exit codes: 0 healthy or done, 1 findings or failed, 2 unreachable, 3 bad input.\n");
}

/// It comes with the program, as a resource.
QString demoRecording()
{
    return QStringLiteral(":/demo.stormrec");
}

Error badInput(const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .reason = reason,
            .remedy = Text::tr("stormdeck --help lists what there is."),
            .code = QStringLiteral("arguments.invalid")};
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({{QStringLiteral("profile"), {}, QStringLiteral("profile")},
                       {QStringLiteral("json"), {}},
                       {QStringLiteral("yes"), {}},
                       {QStringLiteral("remember"), {}},
                       {QStringLiteral("class"), {}, QStringLiteral("class")},
                       {QStringLiteral("name"), {}, QStringLiteral("name")},
                       {QStringLiteral("wait"), {}, QStringLiteral("seconds")},
                       {QStringLiteral("for"), {}, QStringLiteral("seconds")},
                       {QStringLiteral("recording"), {}, QStringLiteral("file")},
                       {QStringLiteral("demo"), {}},
                       {QStringLiteral("keep-swarm"), {}},
                       {{QStringLiteral("h"), QStringLiteral("help")}, {}},
                       {QStringLiteral("version"), {}}});
}

/// Whether the option is not there or a number.
bool readSeconds(const QCommandLineParser &parser, const QString &option, std::optional<int> &seconds)
{
    if (!parser.isSet(option)) {
        return true;
    }
    bool isNumber = false;
    seconds = parser.value(option).toInt(&isNumber);
    return isNumber && *seconds >= 0;
}

Result<Arguments> withSubject(Arguments arguments, const Command &command, QStringList rest)
{
    if (command.subject && !rest.isEmpty()) {
        arguments.subject = rest.takeFirst();
    } else if (command.subject && command.subject[0] != '[') {
        return failure(badInput(Text::tr("%1 needs a %2").arg(arguments.command, QLatin1String(command.subject))));
    }
    if (!rest.isEmpty()) {
        return failure(badInput(Text::tr("“%1” is one word too many").arg(rest.first())));
    }
    return arguments;
}
} // namespace

Result<Arguments> readArguments(const QStringList &words)
{
    const qsizetype separator = words.indexOf(QStringLiteral("--"));
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(separator < 0 ? words : words.first(separator))) {
        return failure(badInput(parser.errorText()));
    }
    Arguments arguments{.profile = parser.value(QStringLiteral("profile")),
                        .recording = parser.isSet(QStringLiteral("demo")) ? demoRecording()
                                                                          : parser.value(QStringLiteral("recording")),
                        .mainClass = parser.value(QStringLiteral("class")),
                        .name = parser.value(QStringLiteral("name")),
                        .topologyArguments = separator < 0 ? QStringList() : words.mid(separator + 1),
                        .json = parser.isSet(QStringLiteral("json")),
                        .yes = parser.isSet(QStringLiteral("yes")),
                        .remember = parser.isSet(QStringLiteral("remember")),
                        .keepSwarm = parser.isSet(QStringLiteral("keep-swarm"))};
    if (parser.isSet(QStringLiteral("help"))) {
        return Arguments{.command = QStringLiteral("help"), .help = helpText()};
    }
    if (parser.isSet(QStringLiteral("version"))) {
        return Arguments{.command = QStringLiteral("version"),
                         .help = QStringLiteral("stormdeck " STORMDECK_VERSION "\n")};
    }
    for (const auto &[option, seconds] : {std::pair(QStringLiteral("wait"), &arguments.waitSeconds),
                                          std::pair(QStringLiteral("for"), &arguments.seconds)}) {
        if (!readSeconds(parser, option, *seconds)) {
            return failure(badInput(Text::tr("--%1 takes a number of seconds").arg(option)));
        }
    }
    QStringList rest = parser.positionalArguments();
    if (rest.isEmpty()) {
        return arguments;
    }
    arguments.command = rest.takeFirst();
    const Command *command = commandNamed(arguments.command);
    return command ? withSubject(std::move(arguments), *command, rest)
                   : failure(badInput(Text::tr("there is no command “%1”").arg(arguments.command)));
}

} // namespace stormdeck::app
