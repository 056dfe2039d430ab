/** `shoal-agent enrol | run | probe | status | …`: the daemon, and what a person asks of it. */
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { waitsForPeople } from "@shoal/core/action/put-off";
import { FORM_FACTORS } from "@shoal/protocol/device/kinds";
import type { FormFactor } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import type { Control, ControlRequest } from "./control/request.ts";
import type { Host } from "./host/host.ts";
import { settleEnvironment } from "./process/own-environment.ts";
import { VERSION } from "./version.ts";

const USAGE = `Usage: shoal-agent COMMAND [options]

  enrol   --server URL --token TOKEN [--name NAME] [--force]   make this device known to a server
  enrol   --server URL --pin PIN [--name NAME] [--force]       the same without a token: a person there lets it in
  key                                                         the fingerprint of this device's key, to announce or compare it
  run                                                         the agent itself, until it is told to stop
  probe                                                       what this machine is, and how that was found out
  status                                                      what the agent is doing and has done
  check                                                       let the running agent ask its server for work now
  now                                                         begin what waits for those who are signed in
  later [ACTION] [--until TIME]                               put it off; an action is named by its id or its package
  available                                                   what is on offer for this device
  install NAME[@VERSION]                                      ask for one of these
  portal                                                      open the pages of this device for its people, in your browser

  --until TIME         until when, within the rule: 90m, 2h, 1d, 18:30, 2026-11-30T08:00 (default: as long as is usual)
  --state FOLDER       where the agent keeps its journal and cache (default: ${defaultState()})
  --form-factor KIND   say what this machine is, where the probe cannot know (probe, run, enrol)
  --json               for programs (all but enrol and run)
  --version
`;

/** Made where it is needed: the tables of languages are 9 MB, which an agent that only runs does without. */
function formatWhen(ms: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" }).format(ms);
}

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
      pin: text,
      name: text,
      state: { ...text, default: defaultState() },
      "form-factor": text,
      until: text,
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

/** Commands, and whether they take a word of their own. */
const COMMANDS: Record<string, { run: (values: Values, word?: string) => Promise<void>; withWord?: true }> = {
  enrol: { run: enrol },
  key: { run: key },
  run: { run },
  probe: { run: probe },
  status: { run: status },
  check: { run: check },
  now: { run: now },
  later: { run: later, withWord: true },
  available: { run: available },
  install: { run: install, withWord: true },
  portal: { run: portal },
};

async function enrol(values: Values): Promise<void> {
  if (!values.server || !(values.token || values.pin)) throw usage("enrol needs --server and --token, or --pin");
  const [{ enrol }, host] = await Promise.all([import("./identity/enrol.ts"), thisMachine(values)]);
  const { deviceId } = await enrol({
    server: values.server,
    ...(values.token ? { token: values.token } : {}),
    ...(values.pin ? { pin: values.pin } : {}),
    waits: (fingerprint) => print(`waits until a person lets it in: shoal device requests; its key: ${fingerprint}`),
    host,
    stateDir: values.state,
    ...(values.name ? { name: values.name } : {}),
    ...(values.force ? { force: true } : {}),
  });
  print(`enrolled at ${values.server} as ${deviceId}; start the agent: shoal-agent run --state ${values.state}`);
}

async function key(values: Values): Promise<void> {
  const [{ fingerprintOf }, { privateFolder }] = await Promise.all([
    import("./identity/pending-key.ts"),
    import("./ownership/private-folder.ts"),
  ]);
  privateFolder(values.state);
  const fingerprint = fingerprintOf(values.state);
  print(values.json ? JSON.stringify({ fingerprint }) : fingerprint);
}

async function run(values: Values): Promise<void> {
  const [{ createAgent }, { stderrLog }, { serveControl }, { serveDoor }, host] = await Promise.all([
    import("./agent.ts"),
    import("./log/log.ts"),
    import("./control/serve.ts"),
    import("./portal/door.ts"),
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
  const closeDoor = await serveDoor(values.state, agent, stderrLog).catch((error: Error) => {
    stderrLog.warn(`the portal cannot be opened: ${error.message}`);
    return async () => {};
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stderrLog.info(`${signal}: stopping; an installer that runs is let finish`);
      void Promise.all([agent.stop(), closeControl(), closeDoor()]).then(() => process.exit(0));
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
  const found = await ask(values.state, { ask: "check" });
  if (found.checkInFailed) throw new Error(`the server could not be asked: ${found.checkInFailed}`);
  if (values.json) return print(JSON.stringify(found, null, 2));
  print(`${found.server} was asked; ${found.open.length} actions are under way`);
}

async function now(values: Values): Promise<void> {
  const before = await ask(values.state, { ask: "status" });
  const putOff = before.open.filter(waitsForPeople).length;
  const found = await ask(values.state, { ask: "now" });
  if (values.json) return print(JSON.stringify(found, null, 2));
  print(
    putOff === 0
      ? "nothing waits for those who are signed in"
      : `${putOff === 1 ? "one action" : `${putOff} actions`} will not wait for those who are signed in any longer`,
  );
}

async function later(values: Values, action?: string): Promise<void> {
  const { readUntil } = await import("./control/until.ts");
  const until = values.until === undefined ? undefined : readUntil(values.until, new Date());
  if (until?.ok === false) throw usage(until.why);
  const { putOff, refused } = await ask(values.state, {
    ask: "later",
    ...(action === undefined ? {} : { action }),
    ...(until === undefined ? {} : { forMs: until.forMs }),
  });
  if (values.json) print(JSON.stringify({ putOff, refused }, null, 2));
  else
    for (const { package: name, version, until, rule } of putOff)
      print(`${name} ${version} is put off until ${until}${rule ? ", which is as late as its rule allows" : ""}`);
  if (putOff.length > 0 || refused.length === 0) return;
  throw new Error(refused.map((each) => `${each.package} ${each.version}: ${each.why}`).join("; "));
}

async function available(values: Values): Promise<void> {
  const { items } = await ask(values.state, { ask: "available" });
  if (values.json) return print(JSON.stringify({ items }, null, 2));
  if (items.length === 0) return print("nothing is on offer for this device");
  for (const { package: name, version, publisher, description, deadlineMs } of items) {
    const by = deadlineMs === undefined ? "" : `; installed by itself from ${formatWhen(deadlineMs)} on`;
    print(`${name} ${version}  by ${publisher}${by}${description ? `\n    ${description}` : ""}`);
  }
  print("ask for one: shoal-agent install NAME");
}

async function install(values: Values, name?: string): Promise<void> {
  if (name === undefined) throw usage("install what? shoal-agent available lists what is on offer");
  const offer = await ask(values.state, { ask: "install", name, person: person() });
  if (values.json) return print(JSON.stringify(offer, null, 2));
  print(`${offer.package} ${offer.version} was asked for; shoal-agent status shows how it goes`);
}

async function portal(values: Values): Promise<void> {
  const [{ askForPortal }, { openInBrowser }] = await Promise.all([
    import("./portal/ask.ts"),
    import("./portal/open-in-browser.ts"),
  ]);
  const url = await askForPortal(values.state);
  if (values.json) return print(JSON.stringify({ url }));
  const why = await openInBrowser(url);
  print(why === undefined ? "the portal opens in your browser" : `${why}; open this within two minutes: ${url}`);
}

/** Who runs this command: the person, where it was run for them by sudo. */
function person(): string {
  return (process.env["SUDO_USER"] || userInfo().username).slice(0, LIMITS.personChars) || "unknown";
}

async function ask<Request extends ControlRequest>(
  stateDir: string,
  request: Request,
): Promise<Control[Request["ask"]]["answer"]> {
  const { askAgent } = await import("./control/ask.ts");
  const found = await askAgent(stateDir, request);
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
  settleEnvironment();
  const { values, positionals } = options();
  if (values.version) return print(VERSION);
  if (values.help) return void process.stdout.write(USAGE);
  const [word = "", ...rest] = positionals;
  if (word === "") throw usage("say one command");
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (!command) throw usage(`there is no command "${word}"`);
  if (rest.length > (command.withWord ? 1 : 0)) throw usage("say one command");
  if (values.until !== undefined && word !== "later") throw usage("--until is for later");
  await command.run(values, rest[0]);
}

main().catch((error: Error & { code?: string }) => {
  const wrongWords = error.code?.startsWith("ERR_PARSE_ARGS") ?? false;
  process.stderr.write(`shoal-agent: ${error.message}\n${wrongWords ? `\n${USAGE}` : ""}`);
  process.exit(wrongWords ? 2 : 1);
});
