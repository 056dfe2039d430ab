/** Puts the environment's values for %NAME% and ${NAME}; a name that is not set stays as it is written, and so is not found. */
export function expandVariables(text: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  return text.replace(
    /%([A-Za-z_][A-Za-z0-9_()]*)%|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g,
    (whole, percent?: string, dollar?: string) => lookUp(env, percent ?? dollar ?? "") ?? whole,
  );
}

/** Windows takes names without regard to case. */
function lookUp(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  if (env[name] !== undefined || process.platform !== "win32") return env[name];
  const key = Object.keys(env).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : env[key];
}
