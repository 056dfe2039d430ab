/** `shoal-agent enrol | run | probe | status | check | now`: the daemon, and what a person asks of it. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ActionRecord } from "@shoal/core/action/record";
import { FORM_FACTORS } from "@shoal/protocol/device/kinds";
import type { FormFactor } from "@shoal/protocol/device/platform";
import type { AgentStatus } from "./agent.ts";
import type { Host } from "./host/host.ts";
import { VERSION } from "./version.ts";

const USAGE = `Usage: shoal-agent COMMAND [options]

  enrol   --server URL --token TOKEN [--name NAME] [--force]   make this device known to a server
  run                                                         the agent itself, until it is told to stop
  probe                                                       what this machine is, and how that was found out
  status                                                      what the agent is doing and has done
  check                                                       let the running agent ask its server for work now
  now                                                         begin what waits for those who are signed in

  --state FOLDER       where the agent keeps its journal and cache (default: ${defaultState()})
  --form-factor KIND   say what this machine is, where the probe cannot know (probe, run, enrol)
  --json               for programs (probe, status, check, now)
  --version
`;

function defaultState(): string {
  if (process.platform === "win32") return "C:\\ProgramData\\Shoal";
  return process.platform === "darwin" ? "/Library/Application Support/Shoal" : "/var/lib/shoal";
}

function options() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const parsed = parseArgs({
    allowPositionals: true,
    options: {
      server: text,
      token: text,
      name: text,
      state: { ...text, default: defaultState() },
      "form-factor": text,
      force: flag,
      json: flag,
      version: flag,
      help: flag,
    },
  });
  // Installers run in folders of their own: what is relative to this one would be somewhere else there.
  parsed.values.state = resolve(parsed.values.state);
  return parsed;
}
type Values = ReturnType<typeof options>["values"];

const COMMANDS: Record<string, (values: Values) => Promise<void>> = { enrol, run, probe, status, check, now };

async function enrol(values: Values): Promise<void> {
  if (!values.server || !values.token) throw usage("enrol needs --server and --token");
  const [{ enrol }, host] = await Promise.all([import("./enrol/enrol.ts"), thisMachine(values)]);
  const { deviceId } = await enrol({
    server: values.server,
    token: values.token,
    host,
    stateDir: values.state,
    ...(values.name ? { name: values.name } : {}),
    ...(values.force ? { force: true } : {}),
  });
  print(`enrolled at ${values.server} as ${deviceId}; start the agent: shoal-agent run --state ${values.state}`);
}

async function run(values: Values): Promise<void> {
  const [{ createAgent }, { stderrLog }, { serveControl }, host] = await Promise.all([
    import("./agent.ts"),
    import("./log/log.ts"),
    import("./control/serve.ts"),
    thisMachine(values),
  ]);
  const agent = await createAgent({
    stateDir: values.state,
    host,
    log: stderrLog,
    wire: async () => (await import("./multicast/wire.ts")).realWire,
    ...(values.server ? { server: values.server } : {}),
  });
  const closeControl = await serveControl(values.state, agent).catch((error: Error) => {
    stderrLog.warn(`"status" and "check" will not reach this agent: ${error.message}`);
    return async () => {};
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stderrLog.info(`${signal}: stopping; an installer that runs is let finish`);
      void Promise.all([agent.stop(), closeControl()]).then(() => process.exit(0));
    });
  await agent.start();
  stderrLog.info(`agent ${VERSION} runs as ${agent.deviceId}`);
}

async function probe(values: Values): Promise<void> {
  const [{ probe }, { formatProbe }] = await Promise.all([import("./probe/inventory.ts"), import("./probe/format.ts")]);
  const formFactor = formFactorOf(values);
  const found = await probe({ agentVersion: VERSION, ...(formFactor ? { overrides: { formFactor } } : {}) });
  if (values.json) print(JSON.stringify({ inventory: found.inventory, absent: found.absent }, null, 2));
  else process.stdout.write(formatProbe(found.inventory, found.absent));
}

async function status(values: Values): Promise<void> {
  const { readStatus, formatStatus } = await import("./control/status.ts");
  const found = await readStatus(values.state);
  print(values.json ? JSON.stringify(found, null, 2) : formatStatus(found));
}

async function check(values: Values): Promise<void> {
  const found = await ask(values.state, "check");
  if (found.checkInFailed) throw new Error(`the server could not be asked: ${found.checkInFailed}`);
  if (values.json) return print(JSON.stringify(found, null, 2));
  print(`${found.server} was asked; ${found.open.length} actions are under way`);
}

async function now(values: Values): Promise<void> {
  const before = await ask(values.state, "status");
  const putOff = before.open.filter(isPutOff).length;
  const found = await ask(values.state, "now");
  if (values.json) return print(JSON.stringify(found, null, 2));
  print(
    putOff === 0
      ? "nothing waits for those who are signed in"
      : `${putOff === 1 ? "one action" : `${putOff} actions`} will not wait for those who are signed in any longer`,
  );
}

function isPutOff({ state, deferredSinceMs }: ActionRecord): boolean {
  return deferredSinceMs !== undefined && (state === "waiting" || state === "rebooting");
}

async function ask(stateDir: string, question: "status" | "check" | "now"): Promise<AgentStatus> {
  const { askAgent } = await import("./control/ask.ts");
  const found = await askAgent(stateDir, { ask: question });
  if (!found) throw new Error(`no agent runs on ${stateDir}; start it: shoal-agent run --state ${stateDir}`);
  return found;
}

async function thisMachine(values: Values): Promise<Host> {
  const { createRealHost } = await import("./host/real.ts");
  const formFactor = formFactorOf(values);
  return createRealHost({ agentVersion: VERSION, ...(formFactor ? { formFactor } : {}) });
}

function formFactorOf(values: Values): FormFactor | undefined {
  const word = values["form-factor"];
  if (word === undefined) return undefined;
  const known = FORM_FACTORS.find((each) => each === word);
  if (!known) throw usage(`--form-factor is one of ${FORM_FACTORS.join(", ")}`);
  return known;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Wrong words, told from what went wrong: the usage is shown, and the exit code is 2. */
function usage(message: string): Error & { code: string } {
  return Object.assign(new Error(message), { code: "ERR_PARSE_ARGS_USAGE" });
}

async function main(): Promise<void> {
  const { values, positionals } = options();
  if (values.version) return print(VERSION);
  if (values.help) return void process.stdout.write(USAGE);
  const [word = "", ...rest] = positionals;
  if (word === "" || rest.length > 0) throw usage("say one command");
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (!command) throw usage(`there is no command "${word}"`);
  await command(values);
}

main().catch((error: Error & { code?: string }) => {
  const wrongWords = error.code?.startsWith("ERR_PARSE_ARGS") ?? false;
  process.stderr.write(`shoal-agent: ${error.message}\n${wrongWords ? `\n${USAGE}` : ""}`);
  process.exit(wrongWords ? 2 : 1);
});
