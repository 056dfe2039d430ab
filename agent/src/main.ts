/** `shoal-agent enrol | run | probe | status`: the daemon, and what a person asks of it. */
import { parseArgs } from "node:util";
import { readIdentity } from "./state/identity.ts";
import { VERSION } from "./version.ts";

const USAGE = `Usage: shoal-agent COMMAND [options]

  enrol   --server URL --token TOKEN [--name NAME] [--force]   make this device known to a server
  run                                                         the agent itself, until it is told to stop
  probe                                                       what this machine is, and how that was found out
  status                                                      what this agent is doing (while another one runs)

  --state FOLDER       where the agent keeps its journal and cache (default: ${defaultState()})
  --form-factor KIND   say what this machine is, where the probe cannot know (probe, run, enrol)
  --json               for programs (probe, status)
  --version
`;

function defaultState(): string {
  if (process.platform === "win32") return "C:\\ProgramData\\Shoal";
  return process.platform === "darwin" ? "/Library/Application Support/Shoal" : "/var/lib/shoal";
}

function fail(message: string, code: number): never {
  process.stderr.write(`shoal-agent: ${message}\n`);
  process.exit(code);
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values, positionals } = parseArgs({
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
  const [command, ...rest] = positionals;
  if (values.version) return void process.stdout.write(`${VERSION}\n`);
  if (values.help) return void process.stdout.write(USAGE);
  if (!command || rest.length > 0) fail(`say one command\n\n${USAGE}`, 2);
  const stateDir = values.state;
  const { createRealHost } = await import("./host/real.ts");
  const host = createRealHost({
    agentVersion: VERSION,
    ...(values["form-factor"] ? { formFactor: values["form-factor"] as never } : {}),
  });

  switch (command) {
    case "enrol": {
      if (!values.server || !values.token) fail("enrol needs --server and --token", 2);
      const { enrol } = await import("./enrol/enrol.ts");
      const { deviceId } = await enrol({
        server: values.server,
        token: values.token,
        host,
        stateDir,
        ...(values.name ? { name: values.name } : {}),
        ...(values.force ? { force: true } : {}),
      });
      process.stdout.write(
        `enrolled at ${values.server} as ${deviceId}; start the agent: shoal-agent run --state ${stateDir}\n`,
      );
      return;
    }
    case "run": {
      const [{ createAgent }, { stderrLog }] = await Promise.all([import("./agent.ts"), import("./log/log.ts")]);
      const agent = await createAgent({
        stateDir,
        host,
        log: stderrLog,
        ...(values.server ? { server: values.server } : {}),
      });
      await agent.start();
      stderrLog.info(`agent ${VERSION} runs as ${agent.deviceId}`);
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.once(signal, () => void agent.stop().then(() => process.exit(0)));
      return;
    }
    case "probe": {
      const [{ probe }, { formatProbe }] = await Promise.all([
        import("./probe/inventory.ts"),
        import("./probe/format.ts"),
      ]);
      const { inventory, absent } = await probe({
        agentVersion: VERSION,
        ...(values["form-factor"] ? { overrides: { formFactor: values["form-factor"] } as never } : {}),
      });
      process.stdout.write(
        values.json ? `${JSON.stringify({ inventory, absent }, null, 2)}\n` : formatProbe(inventory, absent),
      );
      return;
    }
    case "status": {
      const identity = readIdentity(stateDir);
      if (!identity) fail(`no device is enrolled in ${stateDir}`, 1);
      const { Journal } = await import("./journal/journal.ts");
      const journal = new Journal(stateDir);
      const actions = journal.recent(20).map(({ assignment, state, reason, step }) => ({
        action: assignment.actionId,
        what: `${assignment.kind} ${assignment.package} ${assignment.version}`,
        state,
        step,
        ...(reason ? { reason } : {}),
      }));
      const status = {
        deviceId: identity.deviceId,
        name: identity.name,
        server: identity.server,
        reportsWaiting: journal.reportsWaiting,
        actions,
      };
      journal.close();
      if (values.json) return void process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
      process.stdout.write(
        `${status.name} (${status.deviceId}) at ${status.server}; ${status.reportsWaiting} reports wait to be sent\n`,
      );
      for (const each of actions)
        process.stdout.write(
          `  ${each.action}  ${each.what}  ${each.state}${each.reason ? `  ${each.reason.code}${each.reason.detail ? `: ${each.reason.detail}` : ""}` : ""}\n`,
        );
      return;
    }
    default:
      fail(`there is no command "${command}"\n\n${USAGE}`, 2);
  }
}

main().catch((error: Error & { code?: string }) =>
  fail(
    error.code?.startsWith("ERR_PARSE_ARGS") ? `${error.message}\n\n${USAGE}` : error.message,
    error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1,
  ),
);
