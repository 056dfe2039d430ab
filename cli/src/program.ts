import { Command, CommanderError } from "commander";
import { accountCommand } from "./account/command.ts";
import { auditCommand } from "./audit/command.ts";
import { authorityCommand } from "./authority/command.ts";
import { besideCommand } from "./beside/command.ts";
import { BESIDE, type Beside } from "./beside/programs.ts";
import { runBeside } from "./beside/run.ts";
import { channelCommand } from "./channel/command.ts";
import type { Frame } from "./command/command.ts";
import type { Shell } from "./command/shell.ts";
import { usageError } from "./command/usage-error.ts";
import { completionCommand } from "./completion/command.ts";
import { contextCommand, loginCommand, logoutCommand } from "./context/command.ts";
import { deviceCommand } from "./device/command.ts";
import { withTagOptions } from "./device/tag-words.ts";
import { doctorCommand } from "./doctor/command.ts";
import { EXIT, type ExitCode } from "./exit/codes.ts";
import { failureFrom } from "./exit/from-error.ts";
import { printFailure } from "./exit/print-failure.ts";
import { applyCommand, diffCommand, fleetCommand } from "./fleet/command.ts";
import { groupCommand } from "./group/command.ts";
import { historyCommand } from "./history/command.ts";
import { keyCommand } from "./key/command.ts";
import { operatorCommand, roleCommand, tokenCommand } from "./operator/command.ts";
import { packageCommand } from "./package/command.ts";
import { proxyCommand } from "./proxy/command.ts";
import { releaseCommand } from "./release/command.ts";
import { rolloutCommand } from "./rollout/command.ts";
import { secretCommand } from "./secret/command.ts";
import { sessionCommand } from "./session/command.ts";
import { settingCommand } from "./settings/command.ts";
import { siemCommand } from "./siem/command.ts";
import { taskCommand } from "./task/command.ts";
import { styleFor } from "./terminal/style.ts";
import { Terminal } from "./terminal/terminal.ts";
import { trustCommand } from "./trust/command.ts";
import { VERSION } from "./version.ts";
import { webhookCommand } from "./webhook/command.ts";

const FIRST_STEPS = `
First steps:
  shoal server                                 start a server on this machine
  shoal key generate && shoal trust init       make keys; say whose releases devices trust
  shoal package publish examples/hello         publish a package
  shoal task create --package hello@1.0.0 --all --start --watch
  shoal doctor                                 when something does not work`;

/** Runs one command line to its end. @returns what the process shall end with; nothing is thrown */
export async function runShoal(shell: Shell): Promise<ExitCode> {
  const frame: Frame = { shell, exit: EXIT.done };
  const program = buildProgram(frame);
  try {
    const beside = Object.hasOwn(BESIDE, shell.argv[0] ?? "") ? BESIDE[shell.argv[0] as Beside] : undefined;
    if (beside) frame.exit = await runBeside(beside.title, beside.script, shell.argv.slice(1));
    else await program.parseAsync(withTagOptions(shell.argv), { from: "user" });
  } catch (error) {
    frame.exit = report(frame, error);
  }
  await (frame.terminal ?? plainTerminal(shell)).flush();
  return frame.exit;
}

function report({ shell, terminal }: Frame, error: unknown): ExitCode {
  // Commander has said by itself what is wrong; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const failure = failureFrom(error, shell.signal.aborted);
  printFailure(terminal ?? plainTerminal(shell), failure);
  return failure.exit;
}

/** For what is said outside of a command: the options are read off the line, which may not have been understood. */
function plainTerminal(shell: Shell): Terminal {
  const { stdout, stderr, env, argv } = shell;
  return new Terminal(stdout, stderr, env, {
    json: argv.includes("--json"),
    quiet: false,
    color: !argv.includes("--no-color"),
  });
}

export function buildProgram(frame: Frame): Command {
  const { shell } = frame;
  const program = new Command("shoal")
    .description("Publish software once; every device installs the build it needs, and proves it.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .option("--server <url>", "where the server is (SHOAL_SERVER)")
    .option("--token <token>", "who you are (SHOAL_TOKEN)")
    .option("--json", "answer in JSON")
    .option("-q, --quiet", "print the answer and errors, nothing else")
    .option("--no-color", "no colours (NO_COLOR)")
    .option("--override", "also change what files manage; shoal diff shows it then")
    .addHelpText("after", FIRST_STEPS);

  const groups: [string, Command[]][] = [
    [
      "Deploy:",
      [packageCommand(frame), channelCommand(frame), taskCommand(frame), rolloutCommand(frame), settingCommand(frame)],
    ],
    ["Files:", [applyCommand(frame), diffCommand(frame)]],
    ["Devices:", [deviceCommand(frame), groupCommand(frame), fleetCommand(frame)]],
    [
      "Look:",
      [
        secretCommand(frame),
        sessionCommand(frame),
        auditCommand(frame),
        historyCommand(frame),
        webhookCommand(frame),
        siemCommand(frame),
        doctorCommand(frame),
      ],
    ],
    ["People:", [operatorCommand(frame), roleCommand(frame), tokenCommand(frame), accountCommand(frame)]],
    [
      "Set up:",
      [
        besideCommand(frame, "server"),
        loginCommand(frame),
        logoutCommand(frame),
        contextCommand(frame),
        keyCommand(frame),
        trustCommand(frame),
        releaseCommand(frame),
        proxyCommand(frame),
        authorityCommand(frame),
        besideCommand(frame, "demo"),
        completionCommand(frame, program),
      ],
    ],
  ];
  for (const [heading, commands] of groups)
    for (const command of commands) program.addCommand(command.helpGroup(heading));
  everyCommand(program, (command) => dress(command, shell));
  return program;
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) everyCommand(child, visit);
}

function dress(command: Command, shell: Shell): void {
  const { stdout, stderr, env, argv } = shell;
  const coloured = (stream: { isTTY?: boolean }) =>
    styleFor(stream, env, !argv.includes("--no-color")).isColorSupported;
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption("-h, --help", "print this help")
    .configureHelp({ showGlobalOptions: command.parent !== null })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => Math.min(stdout.columns ?? 100, 120),
      getErrHelpWidth: () => Math.min(stderr.columns ?? 100, 120),
      getOutHasColors: () => coloured(stdout),
      getErrHasColors: () => coloured(stderr),
      outputError: (text) => printFailure(plainTerminal(shell), usageError(text, command)),
    });
}
