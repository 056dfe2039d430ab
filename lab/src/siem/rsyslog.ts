import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../contract/free-port.ts";
import { selfSigned, whyNoCertificate } from "../operator/self-signed.ts";

/** Why rsyslog cannot be tested against here; false: it can. */
export function whyNoRsyslog(): string | false {
  if (spawnSync("rsyslogd", ["-v"]).error)
    return "the rsyslogd program is not installed, and without root it cannot be";
  return whyNoCertificate();
}

/** What rsyslog has understood of a message. */
export interface Understood {
  by: string;
  facility: string;
  severity: string;
  time: string;
  host: string;
  app: string;
  pid: string;
  msgid: string;
  sd: string;
  msg: string;
}

/** A real rsyslog that listens on UDP, TCP and TLS, and writes what it understood as lines of JSON. */
export class Rsyslog {
  readonly folder: string;
  readonly ports: { udp: number; tcp: number; tls: number };
  #child: ChildProcess | undefined;

  private constructor(folder: string, ports: { udp: number; tcp: number; tls: number }) {
    this.folder = folder;
    this.ports = ports;
  }

  static async start(t: TestContext): Promise<Rsyslog> {
    const folder = mkdtempSync(join(tmpdir(), "shoal-rsyslog-"));
    const rsyslog = new Rsyslog(folder, { udp: await freePort(), tcp: await freePort(), tls: await freePort() });
    t.after(async () => {
      await rsyslog.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    selfSigned(folder, "DNS:localhost");
    writeFileSync(join(folder, "rsyslog.conf"), rsyslog.#config());
    await rsyslog.start();
    return rsyslog;
  }

  /** Of the certificate by which it is believed. */
  get caFile(): string {
    return join(this.folder, "cert.pem");
  }

  async start(): Promise<void> {
    const args = ["-n", "-f", join(this.folder, "rsyslog.conf"), "-i", join(this.folder, "pid")];
    const child = spawn("rsyslogd", args, { stdio: ["ignore", "inherit", "inherit"] });
    this.#child = child;
    for (let tries = 0; tries < 400 && !existsSync(join(this.folder, "pid")); tries++) {
      if (child.exitCode !== null) throw new Error(`rsyslogd ended with ${child.exitCode}`);
      await sleep(25);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  understood(): Understood[] {
    const file = join(this.folder, "understood.jsonl");
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.endsWith("}"))
      .map((line) => JSON.parse(line) as Understood);
  }

  #config(): string {
    const { folder, ports } = this;
    const fields = [
      ["facility", "syslogfacility"],
      ["severity", "syslogseverity"],
      ["time", 'timereported" dateFormat="rfc3339'],
      ["host", "hostname"],
      ["app", "app-name"],
      ["pid", "procid"],
      ["msgid", "msgid"],
      ["sd", "structured-data"],
      ["msg", "msg"],
    ];
    const list = fields
      .map(
        ([name, property]) =>
          `constant(value=", \\"${name}\\":\\"") property(name="${property}" format="json") constant(value="\\"")`,
      )
      .join("\n");
    return `
global(workDirectory="${folder}" maxMessageSize="8k"
  defaultNetstreamDriverCAFile="${this.caFile}" defaultNetstreamDriverCertFile="${this.caFile}"
  defaultNetstreamDriverKeyFile="${join(folder, "key.pem")}")
module(load="imudp")
module(load="imtcp")
template(name="understood" type="list") {
  constant(value="{\\"by\\":\\"") property(name="inputname" format="json") constant(value="\\"")
  ${list}
  constant(value="}\\n") }
ruleset(name="all") { action(type="omfile" file="${join(folder, "understood.jsonl")}" template="understood" asyncWriting="off") }
input(type="imudp" address="127.0.0.1" port="${ports.udp}" name="udp" ruleset="all")
input(type="imtcp" address="127.0.0.1" port="${ports.tcp}" name="tcp" ruleset="all")
input(type="imtcp" address="127.0.0.1" port="${ports.tls}" name="tls" ruleset="all"
  streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
`;
  }
}
