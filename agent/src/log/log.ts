/** The agent's own log: few lines, each for a person. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
}

/** Lines with a time on stderr, for a service manager to keep. */
export const stderrLog: Log = {
  info: (text) => void process.stderr.write(`${new Date().toISOString()} ${text}\n`),
  warn: (text) => void process.stderr.write(`${new Date().toISOString()} warning: ${text}\n`),
};

export const silentLog: Log = { info: () => {}, warn: () => {} };
