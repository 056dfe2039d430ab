import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KeyAndCertificate } from "@shoal/server/identity/issue";

export function hasNginx(): boolean {
  return spawnSync("nginx", ["-v"]).error === undefined;
}

export interface NginxProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * nginx as one process, so that its CPU is that of one pid.
 * @param server what stands inside of `server { … }`
 * @param tls what it shows to those who connect; without, it speaks plain HTTP
 */
export async function startNginx(server: string, http = "", tls?: KeyAndCertificate): Promise<NginxProcess> {
  const folder = mkdtempSync(join(tmpdir(), "shoal-nginx-"));
  const port = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (each) => `${each}_temp_path ${folder}/t;`,
  );
  if (tls) writeFileSync(join(folder, "tls.pem"), `${tls.key}${tls.certificate}`, { mode: 0o600 });
  const own = tls
    ? ` ssl; ssl_protocols TLSv1.3; ssl_certificate ${folder}/tls.pem; ssl_certificate_key ${folder}/tls.pem`
    : "";
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit; ${process.getuid?.() === 0 ? "user root;" : ""}
    events {} http { access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream;
    ${temporary.join(" ")} ${http} server { listen 127.0.0.1:${port}${own}; ${server} } }`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  await answers(port, child);
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const there = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (there) return;
    await sleep(25);
  }
  throw new Error("nginx does not answer");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
