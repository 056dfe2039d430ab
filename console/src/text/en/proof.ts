export const proofText = {
  proof: {
    title: "Proof",
    hint: "This browser reads the whole trail and computes each hash and each signature anew. The server's own verdict counts for nothing.",
    prove: "Prove the trail",
    running: "{{count, number}} lines read",
    kept: "Compare with checkpoints that you kept elsewhere",
    keptLines: "Checkpoints",
    keptHint: "One a line, as they were given. Each must stand in the trail.",
    keptWrong: "Line {{line}} is no checkpoint",
    checkpoint: "Sign a checkpoint",
    confirm: "Sign the trail as it is now?",
    checkpointHint:
      "Keep the line where the server cannot write: it vouches for all entries up to now, whoever has the server's keys later.",
    made: "Checkpoint of entry {{entry, number}}",
    unread: "The trail could not be read to its end",
    faulty: "The trail does not prove itself",
    faultyFrom: "The trail is not whole from entry {{entry}} on",
    faultyHint: "Keep the server's folder as it is, and compare with the last backup or export from before.",
    whole: "The trail is whole: entries {{from}} to {{to}}",
    hashes:
      "Each entry has the hash of what stands in it and of the entry before it; none is missing, and none comes twice.",
    signatures_one: "{{count, number}} signature over it holds, made with the key {{key}}.",
    signatures_other: "{{count, number}} signatures over it hold, made with the key {{key}}.",
    cut: "Entries 1 to {{to}} were removed by retention, up to a signed checkpoint.",
    holds: "It has all that your checkpoint of entry {{entry}} vouched for ({{at}}).",
    not: "This does not prove:",
    notKept:
      "that whoever has the server's keys has not written all of it anew. A checkpoint that you kept elsewhere would.",
    notKey:
      "that the key is the server's: the trail names it itself. Compare it with what you noted from shoal audit key.",
    notPage:
      "anything where the server's pages themselves were changed: this page is one. shoal audit verify on another machine does not depend on it.",
  },
};
