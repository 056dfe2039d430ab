/** Nothing but what this server sends itself, and nothing inline: what was smuggled into a page does not run. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

const TITLES = {
  setup: "Set up Shoal",
  invitation: "Your invitation",
  "sign-in": "Sign in",
  account: "Your account",
} as const;
export type PageName = keyof typeof TITLES;

/** @param signOn there is a provider to sign on with */
export function pageHtml(page: PageName, signOn: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${TITLES[page]} · Shoal</title>
<link rel="stylesheet" href="/sign-in/page.css">
<script type="module" src="/sign-in/page.js"></script>
</head>
<body data-page="${page}">
<main>
<h1>${TITLES[page]}</h1>
${FORMS[page](signOn)}
<p id="said" role="status"></p>
<noscript><p>This page needs JavaScript. The command line does not: <code>shoal login</code>.</p></noscript>
</main>
</body>
</html>
`;
}

const password = (label: string, autocomplete: string, name = "password") =>
  `<label>${label}<input name="${name}" type="password" autocomplete="${autocomplete}" required></label>`;

/** Who signs on at a provider has none, and has signed in a moment ago instead. */
const passwordIfAny = `<label>Password, if you have one<input name="password" type="password" autocomplete="current-password"></label>`;

const FORMS: Record<PageName, (signOn: boolean) => string> = {
  setup: () => `<p>Nobody can sign in to this server yet. You are its first operator, and may do everything.</p>
<form id="setup">
<label>Name, as the audit trail calls you<input name="name" autocomplete="username" pattern="[a-z0-9][a-z0-9._\\-]{0,63}" required></label>
<label>E-mail<input name="email" type="email" autocomplete="email" required></label>
${password("Password, 12 characters or more", "new-password")}
<button>Begin</button>
</form>`,
  invitation: () => `<form id="invitation">
${password("Choose a password, 12 characters or more", "new-password")}
<button>Accept</button>
</form>`,
  "sign-in": (signOn) => `<form id="sign-in">
<label>E-mail<input name="email" type="email" autocomplete="username webauthn" required></label>
${password("Password", "current-password")}
<button>Sign in</button>
</form>
<form id="second-factor" hidden>
<label>Code of your authenticator, or a recovery code<input name="code" autocomplete="one-time-code" required></label>
<button>Go on</button>
</form>
<p><button id="passkey" type="button">Sign in with a passkey</button></p>
${signOn ? '<p><a href="/sign-in/provider">Sign in with your organisation</a></p>' : ""}`,
  account: () => `<p>You are <b id="actor"></b>. <button id="sign-out" type="button">Sign out</button></p>
<h2>Authenticator</h2>
<form id="totp">
${password("Password", "current-password")}
<button>Set up</button>
</form>
<form id="totp-confirm" hidden>
<p>Enter this in your authenticator: <code id="uri"></code></p>
<p>Keep these recovery codes where you keep keys; each works once, and they are shown once: <code id="codes"></code></p>
<label>Its code<input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required></label>
<button>Confirm</button>
</form>
<h2>Passkeys</h2>
<form id="add-passkey">
${passwordIfAny}
<button>Add a passkey</button>
</form>
<ul id="passkeys"></ul>
<h2>Sessions</h2>
<form id="sign-out-everywhere">
${passwordIfAny}
<button>Sign out everywhere</button>
</form>
<ul id="sessions"></ul>`,
};
