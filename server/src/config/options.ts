import type { Logger } from "pino";
import type { SignOnOptions } from "../operator/sign-on.ts";

/** How a server is started; everything has a default that works on one machine. */
export interface ServerOptions {
  /** Folder of the database, the blobs and the keys; made where it is missing. */
  dataDir: string;
  /** Address to listen on. Default: 127.0.0.1. */
  host?: string;
  /** Default: 7070; 0 takes a free one. */
  port?: number;
  /** What operators reach this server at, where that is not host and port. */
  publicUrl?: string;
  /** Address on which agents are listened to. Default: that of `host`. */
  agentHost?: string;
  /** Default: 7071; 0 takes a free one, which is the default where `port` is 0. */
  agentPort?: number;
  /** What agents reach this server at, where that is not their host and port: `https://shoal.example:7071`. */
  agentUrl?: string;
  logLevel?: string;
  logger?: Logger;
  /** `/metrics` only with an operator's token. */
  closedMetrics?: boolean;
  /** Where nginx serves the blob folder internally, for X-Accel-Redirect; see docs/how-to/nginx-in-front.md. */
  accelRedirect?: string;
  /** Transfers that are pushed at the same time. Default 8. */
  pushConcurrent?: number;
  /** Ceiling over all pushes, bytes a second; 0 is none. */
  pushRateBytesPerSecond?: number;
  /** Ceiling of each push, bytes a second; 0 is none. */
  pushDeviceRateBytesPerSecond?: number;
  /** Addresses and prefixes that are not public and that webhooks may send to. Default: none. */
  webhookAllow?: string[];
  /** Hosts that may be reached, and no others: `hooks.example.com`, `*.example.com`, an address, a prefix. Default: whichever operators name. */
  outgoingAllow?: string[];
  /** Webhooks may send without TLS. */
  insecureWebhooks?: boolean;
  /** Feeds of log systems may go beyond this machine without TLS. */
  insecureLogFeeds?: boolean;
  /** Proxies on other machines may speak to this server without TLS. */
  insecureProxy?: boolean;
  /** Files of a certificate with its chain, and of its key, in PEM: operators then come by TLS. */
  tlsCert?: string;
  tlsKey?: string;
  /** `optional`: an account may do what its roles allow with a password alone. Default: `required`. */
  secondFactor?: "required" | "optional";
  /** Secrets that no key in the folder opens are deleted at the start, and not a reason to refuse it. */
  forgetSecrets?: boolean;
  /** A provider that operators may sign on with. */
  signOn?: SignOnOptions;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustProxy?: string[];
  /**
   * The first start makes a token of the role admin and gives it to the caller, in place of a setup link: for programs that have
   * the server inside them, such as tests. The command line has no such option.
   */
  firstToken?: boolean;
  /** The clock; tests bring their own. */
  now?: () => number;
  /** By which certificates are issued and judged. Default: the system's clock, since TLS itself goes by that. */
  certificateClock?: () => number;
  /** By which requests are limited, milliseconds since whenever. Default: the process's own. */
  monotonicMs?: () => number;
}

export const DEFAULT_PORT = 7070;
export const DEFAULT_AGENT_PORT = 7071;
