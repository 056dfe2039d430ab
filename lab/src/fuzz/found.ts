/** A header of ustar with its checksum right, and a size in a form that there is not (its first bit is set). */
const SIZELESS = ((fields: [number, string][]) => {
  const bytes = Buffer.alloc(1536);
  for (const [at, text] of fields) bytes.write(text, at, "latin1");
  return bytes;
})([
  [0, "file"],
  [100, "0000644"],
  [108, "0000000"],
  [116, "0000000"],
  [124, "\xc3".repeat(12)],
  [136, "00000000000"],
  [148, "012221\0 "],
  [156, "0"],
  [257, "ustar\x0000"],
]);

/** Inputs that a decoder once failed at, as base64: each is fed again with every test. */
export const FOUND: readonly { target: string; input: string; was: string }[] = [
  { target: "cbor", input: "Yf8=", was: "text that is no UTF-8 was read as other text" },
  {
    target: "output of programs",
    input: Buffer.from("a lic\0ence key").toString("base64"),
    was: "a secret with a zero byte in it was shown without that",
  },
  { target: "cbor", input: Buffer.alloc(20_000, 0x81).toString("base64"), was: "lists in lists filled the stack" },
  {
    target: "tar",
    input: Buffer.from(SIZELESS).toString("base64"),
    was: "an entry whose size is no number was waited for without end",
  },
  {
    target: "package file",
    input: Buffer.from(`  ${": ".repeat(8000)}\n: x`).toString("base64"),
    was: "maps in maps filled the stack",
  },
  {
    target: "fleet file",
    input: Buffer.from(`  ${": ".repeat(8000)}\n: x`).toString("base64"),
    was: "maps in maps filled the stack",
  },
];
