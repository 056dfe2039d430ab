import { spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const PROGRAM = process.env["SHOAL_CHROMIUM"] ?? "/usr/bin/chromium";

/** Why no page can be opened in a real browser here; false: it can. `npm test` installs Debian's where it may. */
export function whyNoChromium(): string | false {
  const { error, status } = spawnSync(PROGRAM, ["--version"], { stdio: "ignore" });
  if (error || status !== 0)
    return `${PROGRAM} cannot be started (SHOAL_CHROMIUM names another), and without root it cannot be installed`;
  return false;
}

export interface ChromiumOptions {
  /** Names that lead to this machine: `shoal.test`. */
  names?: readonly string[];
  /** Certificates in PEM that are believed, besides those of the system. */
  trust?: readonly string[];
  /** The language of whoever sits before it: `de`. */
  locale?: string;
}

/**
 * A real Chromium with a profile of its own, gone with the test. What browsers only tell their console is kept: violations of a page's
 * policy, errors of scripts, answers that say no.
 */
export class Chromium {
  readonly context: BrowserContext;
  /** What any page has complained of since it was last asked. */
  #complaints: string[] = [];

  private constructor(context: BrowserContext) {
    this.context = context;
  }

  static async start(
    t: { after(end: () => Promise<void>): void },
    { names = [], trust = [], locale = "en" }: ChromiumOptions = {},
  ): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), "shoal-chromium-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: PROGRAM,
      locale,
      // What moves is looked at when it has arrived.
      reducedMotion: "reduce",
      args: [
        ...(names.length > 0
          ? [`--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(", ")}`]
          : []),
        ...(trust.length > 0 ? [`--ignore-certificate-errors-spki-list=${trust.map(spkiOf).join(",")}`] : []),
      ],
    });
    t.after(async () => {
      // Waits for the process that it started, by its id, and kills that where it does not end.
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    const browser = new Chromium(context);
    await browser.#listen();
    return browser;
  }

  /** A new tab. */
  async open(url: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** What was complained of since the last time. */
  complaints(): string[] {
    return this.#complaints.splice(0);
  }

  async #listen(): Promise<void> {
    const complain = (kind: string, what: string) => void this.#complaints.push(`${kind}: ${what}`);
    this.context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complain(`console ${message.type()}`, `${message.text()} (${message.location().url})`);
    });
    this.context.on("weberror", (error) => complain("script", error.error().message));
    // The console tells of most of these, but not of a policy that only reports.
    await this.context.exposeFunction("shoalViolation", (what: string) => complain("policy", what));
    await this.context.addInitScript(() => {
      const page = globalThis as unknown as EventTarget & { shoalViolation(what: string): void };
      page.addEventListener("securitypolicyviolation", (event) => {
        const { effectiveDirective, blockedURI } = event as Event & { effectiveDirective: string; blockedURI: string };
        page.shoalViolation(`${effectiveDirective} ${blockedURI}`);
      });
    });
  }
}

/** An authenticator inside of the page's browser (WebAuthn), with its owner's finger on it. */
export async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** By what Chromium knows a certificate that it is to believe. */
function spkiOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}
