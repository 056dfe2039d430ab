/** `node server/src/main.ts --data FOLDER`: one server, until it is told to stop. `backup` and `restore` come and go. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BACKUP_USAGE, runBackup, UsageError } from "./backup/command.ts";
import { DEFAULT_AGENT_PORT, DEFAULT_PORT } from "./config/options.ts";
import { readSignOn } from "./operator/read-sign-on.ts";
import { makeSetupLink } from "./operator/setup-link.ts";
import { createServer } from "./server.ts";

const USAGE = `Usage: shoal server [options]
       shoal server setup-link [--data FOLDER] [--public-url URL]   a new link that makes an admin, once
       shoal server backup --data FOLDER --to FILE --passphrase-file SECRET   or --to BACKUPS, a folder
       shoal server restore --from FILE --passphrase-file SECRET --data FOLDER

  --data FOLDER            database, blobs and keys (default: ./shoal-data)
  --host ADDRESS           address to listen on for operators (default: 127.0.0.1)
  --port PORT              (default: ${DEFAULT_PORT}; 0 takes a free one)
  --public-url URL         what operators reach this server at, behind a proxy
  --agent-host ADDRESS     address to listen on for agents, who speak TLS (default: that of --host)
  --agent-port PORT        (default: ${DEFAULT_AGENT_PORT}; 0 takes a free one)
  --agent-url URL          what agents reach this server at: https://shoal.example:${DEFAULT_AGENT_PORT}
  --tls-cert FILE          certificate and chain for operators, in PEM; with --tls-key
  --tls-key FILE           its key
  --second-factor RULE     required: a password alone opens nothing (default); optional
  --forget-secrets         delete secrets that no key here opens: after secret.key was lost for good
  --sign-on FILE           a provider to sign on with: docs/how-to/operators.md
  --trust-proxy ADDRESS    whose X-Forwarded-For is believed (may be repeated)
  --accel-redirect PATH    let nginx send the blobs: docs/how-to/nginx-in-front.md
  --push-concurrent N      transfers that are pushed at the same time (default: 8)
  --push-rate BYTES        ceiling over all pushes, bytes a second (default: none)
  --push-device-rate BYTES ceiling of each push, bytes a second (default: none)
  --webhook-allow PREFIX   private addresses that webhooks may send to: 10.20.0.0/16 (may be repeated; default: none)
  --outgoing-allow HOST    hosts that webhooks, log feeds and sign-on may reach, and no others (may be repeated; default: whichever operators name)
  --insecure-webhooks      webhooks may send without TLS
  --insecure-log-feeds     feeds of log systems may go beyond this machine without TLS
  --insecure-proxy         proxies on other machines may come without TLS
  --closed-metrics         /metrics only with an operator's token
  --log-level LEVEL        trace, debug, info, warn, error (default: info)
`;

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) fail(`--${name} needs a whole number, not "${text}"`, 2);
  return Number(text);
}

function secondFactorOf(text: string | undefined): string | undefined {
  if (text === undefined || text === "required" || text === "optional") return text;
  fail(`--second-factor is required or optional, not "${text}"`, 2);
}

function fail(message: string, code: number): never {
  process.stderr.write(`shoal server: ${message}\n`);
  process.exit(code);
}

async function main(): Promise<void> {
  const [verb, ...args] = process.argv.slice(2);
  if (verb === "backup" || verb === "restore")
    return void process.stdout.write(await runBackup(verb, args, Date.now()));
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { ...text, default: "./shoal-data" },
      host: text,
      port: text,
      "public-url": text,
      "agent-host": text,
      "agent-port": text,
      "agent-url": text,
      "tls-cert": text,
      "tls-key": text,
      "second-factor": text,
      "sign-on": text,
      "trust-proxy": { type: "string", multiple: true },
      "accel-redirect": text,
      "push-concurrent": text,
      "push-rate": text,
      "push-device-rate": text,
      "webhook-allow": { type: "string", multiple: true },
      "outgoing-allow": { type: "string", multiple: true },
      "insecure-webhooks": { type: "boolean" },
      "insecure-log-feeds": { type: "boolean" },
      "insecure-proxy": { type: "boolean" },
      "closed-metrics": { type: "boolean" },
      "forget-secrets": { type: "boolean" },
      "log-level": text,
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (positionals[0] === "setup-link" && positionals.length === 1) {
    if (!existsSync(join(values.data, "shoal.db")))
      fail(`no server has its data in ${values.data}; name its folder with --data`, 1);
    const url = values["public-url"] ?? `http://127.0.0.1:${values.port ?? DEFAULT_PORT}`;
    process.stdout.write(`${makeSetupLink(values.data, url, Date.now())}\n`);
    return;
  }
  if (positionals.length > 0) fail(`it does not know "${positionals.join(" ")}"; it knows setup-link\n\n${USAGE}`, 2);
  const given = {
    host: values.host,
    port: number("port", values.port),
    publicUrl: values["public-url"],
    agentHost: values["agent-host"],
    agentPort: number("agent-port", values["agent-port"]),
    agentUrl: values["agent-url"],
    tlsCert: values["tls-cert"],
    tlsKey: values["tls-key"],
    secondFactor: secondFactorOf(values["second-factor"]),
    signOn: values["sign-on"] === undefined ? undefined : readSignOn(values["sign-on"]),
    trustProxy: values["trust-proxy"],
    accelRedirect: values["accel-redirect"],
    pushConcurrent: number("push-concurrent", values["push-concurrent"]),
    pushRateBytesPerSecond: number("push-rate", values["push-rate"]),
    pushDeviceRateBytesPerSecond: number("push-device-rate", values["push-device-rate"]),
    webhookAllow: values["webhook-allow"],
    outgoingAllow: values["outgoing-allow"],
    insecureWebhooks: values["insecure-webhooks"],
    insecureLogFeeds: values["insecure-log-feeds"],
    insecureProxy: values["insecure-proxy"],
    closedMetrics: values["closed-metrics"],
    forgetSecrets: values["forget-secrets"],
    logLevel: values["log-level"],
  };
  const server = await createServer({
    dataDir: values.data,
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
  });
  process.stdout.write(`Shoal server at ${server.url}, for agents at ${server.agentUrl}, data in ${values.data}\n`);
  if (server.setupLink)
    process.stdout.write(
      `Nobody can sign in yet. Whoever uses this link first is the admin; it works once, for a day:\n  ${server.setupLink}\nshoal on this machine uses it by itself.\n`,
    );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      void server.close().then(() => process.exit(0));
    });
}

main().catch((error: Error & { code?: string }) => {
  if (error instanceof UsageError) fail(`${error.message}\n\n${BACKUP_USAGE}`, 2);
  if (error.code?.startsWith("ERR_PARSE_ARGS")) fail(`${error.message}\n\n${USAGE}`, 2);
  if (error.code === "EADDRINUSE")
    fail(`${error.message}; another program listens there: stop it, or choose another --port or --agent-port`, 1);
  fail(error.message, 1);
});
