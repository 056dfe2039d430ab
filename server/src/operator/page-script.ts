/** Runs in the browser; everything that it does is the API's. Names and texts go in as text, never as markup. */
export const PAGE_SCRIPT = `
const $ = (id) => document.getElementById(id);
const say = (text) => { $("said").textContent = text; };
const secret = location.hash.slice(1);
if (secret !== "") history.replaceState(null, "", location.pathname);

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const data = text === "" ? undefined : JSON.parse(text);
  if (!answer.ok) throw new Error([data?.title, data?.detail, data?.hint].filter(Boolean).join(" · "));
  return data;
}

function on(id, event, act) {
  $(id)?.addEventListener(event, async (happened) => {
    happened.preventDefault();
    say("");
    try {
      await act(happened.target.tagName === "FORM" ? Object.fromEntries(new FormData(happened.target)) : {});
    } catch (error) {
      say(error.message);
    }
  });
}

const goOn = () => location.assign("/account");

on("setup", "submit", async (account) => {
  await ask("POST", "/api/v1/setup", { secret, account });
  goOn();
});
on("invitation", "submit", async ({ password }) => {
  await ask("POST", "/api/v1/invitations/accept", { secret, password });
  goOn();
});
on("sign-in", "submit", async (given) => {
  const { state } = await ask("POST", "/api/v1/session", given);
  if (state === "signed-in") return goOn();
  $("sign-in").hidden = true;
  $("second-factor").hidden = false;
});
on("second-factor", "submit", async ({ code }) => {
  const bare = code.replaceAll(" ", "");
  await ask("POST", "/api/v1/session/second-factor", /^[0-9]{6}$/.test(bare) ? { code: bare } : { recoveryCode: bare });
  goOn();
});
on("passkey", "click", async () => {
  const { id, options } = await ask("POST", "/api/v1/session/passkey/options", {});
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await ask("POST", "/api/v1/session/passkey", { id, response: credential.toJSON() });
  goOn();
});
on("totp", "submit", async ({ password }) => {
  const { uri, recoveryCodes } = await ask("POST", "/api/v1/me/totp", { password });
  $("uri").textContent = uri;
  $("codes").textContent = recoveryCodes.join(" ");
  $("totp-confirm").hidden = false;
});
on("totp-confirm", "submit", async ({ code }) => {
  await ask("POST", "/api/v1/me/totp/confirm", { code });
  say("From now on, signing in asks for a code.");
});
const proofIn = (form) => {
  const { password } = Object.fromEntries(new FormData($(form)));
  return password === "" ? {} : { password };
};
on("add-passkey", "submit", async () => {
  const { id, options } = await ask("POST", "/api/v1/me/passkeys/options", proofIn("add-passkey"));
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await ask("POST", "/api/v1/me/passkeys", { id, name: "passkey", response: credential.toJSON() });
  await show();
  say("The passkey is yours now.");
});
on("sign-out", "click", async () => {
  await ask("DELETE", "/api/v1/session");
  location.assign("/sign-in");
});
on("sign-out-everywhere", "submit", async () => {
  await ask("DELETE", "/api/v1/me/sessions", proofIn("sign-out-everywhere"));
  location.assign("/sign-in");
});

/** A row that says what it is, with a button that takes it away by the password of a form. */
function row(texts, word, path, form) {
  const item = document.createElement("li");
  item.textContent = texts.filter(Boolean).join(" · ") + " ";
  if (word !== undefined) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", async () => {
      say("");
      try {
        await ask("DELETE", path, proofIn(form));
        await show();
      } catch (error) {
        say(error.message);
      }
    });
    item.append(button);
  }
  return item;
}
const at = (ms) => new Date(ms).toISOString();
async function show() {
  const passkeys = (await ask("GET", "/api/v1/me/passkeys")).items;
  $("passkeys").replaceChildren(...passkeys.map(({ id, name, createdMs }) =>
    row([name, at(createdMs)], "Remove", "/api/v1/me/passkeys/" + encodeURIComponent(id), "add-passkey")));
  const sessions = (await ask("GET", "/api/v1/me/sessions")).items;
  $("sessions").replaceChildren(...sessions.map(({ id, current, createdMs, from, with: agent }) =>
    row([current ? "this one" : "", at(createdMs), from, agent], current ? undefined : "Close", "/api/v1/me/sessions/" + id, "sign-out-everywhere")));
}

if (document.body.dataset.page === "account") {
  try {
    $("actor").textContent = (await ask("GET", "/api/v1/me")).actor;
    await show();
  } catch {
    location.assign("/sign-in");
  }
}
`;

export const PAGE_STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; background: #f4f6f8; color: #16202a; }
main { max-width: 26rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
label { display: block; margin: 1rem 0; }
input { display: block; width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
button { padding: .5rem 1rem; font: inherit; cursor: pointer; }
code { overflow-wrap: anywhere; }
#said { min-height: 1.5em; color: #a3241b; }
[hidden] { display: none; }
`;
