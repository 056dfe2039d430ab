/** Inputs that a decoder once failed at, as base64: each is fed again with every test. */
export const FOUND: readonly { target: string; input: string; was: string }[] = [
  { target: "cbor", input: "Yf8=", was: "text that is no UTF-8 was read as other text" },
  {
    target: "output of programs",
    input: Buffer.from("a lic\0ence key").toString("base64"),
    was: "a secret with a zero byte in it was shown without that",
  },
  { target: "cbor", input: Buffer.alloc(20_000, 0x81).toString("base64"), was: "lists in lists filled the stack" },
];
