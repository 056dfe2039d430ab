/** As C programs read it (CommandLineToArgvW): backslashes count double only in front of a quote. */
export function quoteForC(argument: string): string {
  if (argument !== "" && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replace(/(\\*)("|$)/g, (_, slashes: string, end: string) => `${slashes}${slashes}${end && '\\"'}`)}"`;
}

/** As `msiexec` reads it: a quote within a value is doubled, and backslashes are nothing special. */
export function msiProperty(name: string, value: string): string {
  return `${name}="${value.replaceAll('"', '""')}"`;
}

/** A path in quotes, which no Windows path can contain. */
export function quotedPath(path: string): string {
  return `"${path}"`;
}

/** Of `powershell`: nothing within single quotes means anything but the quote itself. */
export function quoteForPowershell(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}
