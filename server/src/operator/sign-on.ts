import type { RoleGiven } from "@shoal/protocol/api/account";
import * as oidc from "openid-client";
import type { Outgoing } from "../config/outgoing.ts";

/** One provider of sign-on, as the server's options have it. */
export interface SignOnOptions {
  /** As the provider calls itself: https://id.example.com. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that says what somebody may do: a text or a list of them. Default: `groups`. */
  roleClaim?: string;
  /** Which value of the claim gives which role, over all devices or over groups. */
  roles: Record<string, string | RoleGiven>;
}

/** Who signed on, by what the provider vouches for. */
export interface SignedOn {
  issuer: string;
  subject: string;
  /** Only one that the provider has verified. */
  email?: string;
  name?: string;
  /** Roles that the claim gives. */
  roles: RoleGiven[];
  /** The provider asked for more than one factor, as far as it says so (RFC 8176). */
}

/** What has to come back from the provider to the same browser. */
export interface Started {
  url: string;
  state: string;
  nonce: string;
  verifier: string;
}

export class SignOn {
  readonly #options: SignOnOptions;
  readonly #outgoing: Outgoing;
  #found: Promise<oidc.Configuration> | undefined;

  /** @throws Error where the server may not reach the provider */
  constructor(options: SignOnOptions, outgoing: Outgoing) {
    this.#options = options;
    this.#outgoing = outgoing;
    this.#refuse(options.issuer);
  }

  get issuer(): string {
    return this.#options.issuer;
  }

  /** @param callback where the provider sends the browser back to */
  async start(callback: string): Promise<Started> {
    const config = await this.#config();
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: "openid email profile",
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...{ state, nonce },
    });
    return { url: url.href, state, nonce, verifier };
  }

  /**
   * @param came the whole address that the browser came back with
   * @throws Error where anything of it is not what was started
   */
  async finish(came: URL, { state, nonce, verifier }: Omit<Started, "url">): Promise<SignedOn> {
    const config = await this.#config();
    const tokens = await oidc.authorizationCodeGrant(config, came, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const roleClaim = this.#options.roleClaim ?? "groups";
    // Some providers put the claim into the ID token, others answer it only when asked.
    const more =
      claims[roleClaim] === undefined ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
    const all = { ...more, ...claims } as Record<string, unknown>;
    const values = [all[roleClaim]].flat().filter((value) => typeof value === "string");
    const email =
      all["email_verified"] === true && typeof all["email"] === "string" ? all["email"].toLowerCase() : undefined;
    const name = typeof all["preferred_username"] === "string" ? all["preferred_username"] : email?.split("@")[0];
    return {
      ...{ issuer: claims.iss, subject: claims.sub },
      roles: values
        .flatMap((value) => (Object.hasOwn(this.#options.roles, value) ? [this.#options.roles[value]!] : []))
        .map((given) => (typeof given === "string" ? { role: given } : given)),
      ...(email === undefined ? {} : { email }),
      ...(name === undefined ? {} : { name }),
    };
  }

  #refuse(url: string): void {
    const why = this.#outgoing.whyNotHost(new URL(url).hostname);
    if (why) throw new Error(`the provider of sign-on cannot be asked: ${why}`);
  }

  /** Read when it is first needed, and again where that failed: a provider that is away keeps no server from starting. */
  async #config(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const insecure = new URL(issuer).protocol === "http:" ? { execute: [oidc.allowInsecureRequests] } : {};
    this.#found ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      ...insecure,
      // What the provider says of itself may name other hosts.
      [oidc.customFetch]: async (url, init) => {
        this.#refuse(url);
        return await fetch(url, init as RequestInit);
      },
    });
    try {
      return await this.#found;
    } catch (error) {
      this.#found = undefined;
      throw error;
    }
  }
}
