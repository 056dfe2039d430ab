import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Agent, type AgentOptions, createAgent, enrol } from "@shoal/agent/agent";
import { followHere } from "@shoal/agent/trust/follow";
import type { DeviceModel } from "./model.ts";
import { SimHost } from "./sim-host.ts";

/** One simulated device: the real agent over a machine in memory. */
export interface FleetMember {
  name: string;
  host: SimHost;
  deviceId: string;
  agent: Agent;
}

/** Clocks and zone of all its devices; default: those of this process. */
export type FleetClocks = Pick<AgentOptions, "wallMs" | "monotonicMs" | "offsetMs" | "certificateClock">;

/** The links of a device, by its name; default: none. */
export type FleetWires = (name: string) => AgentOptions["wire"] | undefined;

/** Simulated devices that run in this process. */
export class Fleet {
  readonly members = new Map<string, FleetMember>();
  readonly server: string;
  readonly #clocks: FleetClocks;
  readonly #wireOf: FleetWires;
  /** Each device has its state in a folder of its name. */
  readonly folder: string;

  constructor(options: { server: string; folder: string; clocks?: FleetClocks; wireOf?: FleetWires }) {
    this.server = options.server;
    this.#clocks = options.clocks ?? {};
    this.#wireOf = options.wireOf ?? (() => undefined);
    this.folder = options.folder;
  }

  /** Enrols a device and starts its agent. */
  async add(model: DeviceModel, token: string): Promise<FleetMember> {
    const host = new SimHost(model);
    const wire = this.#wireOf(model.name);
    if (wire) host.links = async () => (await wire()).links();
    const stateDir = this.#stateDir(model.name);
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    const { deviceId } = await enrol({ server: this.server, token, name: model.name, host, stateDir });
    const member: FleetMember = { name: model.name, host, deviceId, agent: await this.#start(model.name, host) };
    this.members.set(model.name, member);
    return member;
  }

  /** What a restart of the machine is to the agent: it ends, the boot id changes, it begins again on the same folder. */
  async reboot(name: string): Promise<void> {
    const member = this.members.get(name);
    if (!member) throw new Error(`no device ${name} in this fleet`);
    await member.agent.stop();
    member.host.reboot();
    member.agent = await this.#start(name, member.host);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.members.values()].map((member) => member.agent.stop()));
  }

  async #start(name: string, host: SimHost): Promise<Agent> {
    const wire = this.#wireOf(name);
    const agent = await createAgent({
      stateDir: this.#stateDir(name),
      server: this.server,
      host,
      // Hundreds of agents in one process, whose memory nobody measures.
      follow: followHere,
      ...this.#clocks,
      ...(wire ? { wire } : {}),
    });
    await agent.start();
    return agent;
  }

  #stateDir(name: string): string {
    return join(this.folder, name);
  }
}
