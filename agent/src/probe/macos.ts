import type { FormFactor } from "@shoal/protocol/device/platform";
import { architectureNamed } from "./architecture.ts";
import { type ProbedSystem, systemOf } from "./facts.ts";
import { clue, decideFormFactor, isVirtualName } from "./form-factor.ts";
import type { ProbeReader } from "./reader.ts";
import { absent, firstOf, known, mapped, type Reading } from "./reading.ts";

/** Reads a Mac with the programs that every macOS has. */
export async function probeMacos(reader: ProbeReader): Promise<ProbedSystem> {
  const [name, version, build, arm, translated, identifier, profile, battery] = await Promise.all([
    answerOf(reader, "sw_vers", "-productName"),
    answerOf(reader, "sw_vers", "-productVersion"),
    answerOf(reader, "sw_vers", "-buildVersion"),
    answerOf(reader, "sysctl", "-in", "hw.optional.arm64"),
    answerOf(reader, "sysctl", "-in", "sysctl.proc_translated"),
    answerOf(reader, "sysctl", "-n", "hw.model"),
    readHardwareProfile(reader),
    answerOf(reader, "pmset", "-g", "batt"),
  ]);
  const hasBattery = mapped(battery, (text) => text.includes("InternalBattery"));
  const virtual = mapped(identifier, isVirtualName);
  return systemOf(
    {
      os: known("macos", "the agent's own build"),
      osVersion: version,
      distribution: known("", "only Linux has distributions"),
      // 1 on Apple Silicon, also for a program for Intel that is being translated; Intel Macs do not know the name.
      arch: firstOf(
        mapped(arm, (value) => (value === "1" ? "arm64" : undefined)),
        mapped(known(reader.machine, "uname -m"), architectureNamed),
        mapped(known(reader.processArch, "the agent's own build"), architectureNamed),
      ),
      bitness: known(64, "macOS has been 64-bit since 10.7"),
      formFactor: decideFormFactor(
        clue(profile("machine_name"), formFactorOfMac),
        clue(identifier, formFactorOfMac),
        // Every Mac that is carried about has a battery, and every other has a desktop, virtual ones too.
        clue(hasBattery, (present) => (present ? "laptop" : "desktop")),
      ),
    },
    { os: "macos", osVersion: "", distribution: "", arch: "x64", bitness: 64, formFactor: "unknown" },
    {
      "os.name": name,
      "os.build": build,
      "hardware.vendor": known("Apple", "macOS runs on Apple's machines"),
      "hardware.model": firstOf(profile("machine_name"), identifier),
      "hardware.identifier": identifier,
      "hardware.serial": profile("serial_number"),
      "hardware.virtual": virtual,
      "battery.present": hasBattery,
      "id.machine": profile("platform_UUID"),
      "process.arch": known(reader.processArch, "the agent's own build"),
      "process.translated": mapped(translated, (value) => value === "1"),
    },
  );
}

function formFactorOfMac(name: string): FormFactor | undefined {
  if (/^MacBook/.test(name)) return "laptop";
  if (/^(?:iMac|Mac mini|Macmini|Mac Studio|Mac ?Pro)/.test(name)) return "desktop";
  return /^Xserve/.test(name) ? "server" : undefined;
}

async function answerOf(reader: ProbeReader, ...argv: [string, ...string[]]): Promise<Reading<string>> {
  const answer = await reader.run(argv);
  if (!answer.ok) return absent(`${argv[0]}: ${answer.why}`);
  const text = answer.stdout.trim();
  return text === "" ? absent(`${argv.join(" ")} answered nothing`) : known(text, argv.join(" "));
}

/** Names of models ("MacBook Air") are told by no other program; identifiers (Mac14,2) no longer say what they are. */
async function readHardwareProfile(reader: ProbeReader): Promise<(field: string) => Reading<string>> {
  const source = "system_profiler SPHardwareDataType";
  const answer = await answerOf(reader, "system_profiler", "-json", "SPHardwareDataType");
  if (!answer.known) return () => answer;
  let fields: Record<string, unknown> = {};
  try {
    fields =
      (JSON.parse(answer.value) as { SPHardwareDataType: Record<string, unknown>[] }).SPHardwareDataType[0] ?? {};
  } catch {
    return () => absent(`${source} could not be read`);
  }
  return (field) =>
    typeof fields[field] === "string"
      ? known(fields[field], `${source} ${field}`)
      : absent(`${source} has no ${field}`);
}
