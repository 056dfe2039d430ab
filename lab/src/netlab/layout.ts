import type { NetlabShape } from "./shape.ts";

const HOST = /^s(\d+)\.h(\d+)$/;
const NAMESPACE = /^shoal-([\w-]+)-(?:srv|rtr|sw\d+|s\d+\.h\d+)$/;

/** The id of the lab that a namespace belongs to; undefined where it is none of a lab's. */
export function labOf(namespace: string): string | undefined {
  return NAMESPACE.exec(namespace)?.[1];
}

/**
 * Names and addresses of a network. All of them follow from its shape and id, so that nothing has to be stored anywhere. Labs
 * side by side differ by the names of their namespaces only: nothing leads out of these, so addresses may be the same.
 */
export class Layout {
  readonly shape: NetlabShape;
  readonly id: string;

  constructor(shape: NetlabShape, id: string) {
    if (labOf(`shoal-${id}-srv`) !== id) throw new Error(`not an id of a lab: ${id}`);
    this.shape = shape;
    this.id = id;
  }

  get subnets(): number[] {
    return Array.from({ length: this.shape.subnets }, (_, at) => at + 1);
  }

  hostsOf(subnet: number): string[] {
    return Array.from({ length: this.shape.hosts }, (_, at) => `s${subnet}.h${at + 1}`);
  }

  get hosts(): string[] {
    return this.subnets.flatMap((subnet) => this.hostsOf(subnet));
  }

  /** Those between first: an end of a wire that comes up finds the other one there. */
  get nodes(): string[] {
    return [...this.subnets.map((subnet) => `sw${subnet}`), "rtr", "srv", ...this.hosts];
  }

  /** @throws Error where there is no such node */
  namespaceOf(node: string): string {
    if (!this.nodes.includes(node)) throw new Error(`no such node: ${node}`);
    return `shoal-${this.id}-${node}`;
  }

  /** @param node `srv` or a host */
  addressOf(node: string): string {
    if (node === "srv") return `${this.#prefix(0)}1`;
    const [, subnet, host] = HOST.exec(node) ?? [];
    if (!this.hosts.includes(node)) throw new Error(`no such host: ${node}`);
    return `${this.#prefix(Number(subnet))}${10 + Number(host)}`;
  }

  /** The router's in a subnet; 0 is the server's. */
  gatewayOf(subnet: number): string {
    return this.shape.ipv6 ? `${this.#prefix(subnet)}fe` : `${this.#prefix(subnet)}254`;
  }

  get prefixBits(): number {
    return this.shape.ipv6 ? 64 : 24;
  }

  /** The port of a switch by which a host, or the router (`s1`), hangs on it. @throws Error where there is no such port */
  portOf(node: string): { switchNode: string; device: string } {
    const [, subnet, host] = /^s(\d+)(?:\.h(\d+))?$/.exec(node) ?? [];
    const switchNode = `sw${subnet}`;
    this.namespaceOf(host === undefined ? switchNode : node);
    return { switchNode, device: host === undefined ? "up0" : `h${host}` };
  }

  #prefix(subnet: number): string {
    if (this.shape.ipv6) return subnet === 0 ? "fd00:77::" : `fd00:77:${subnet}::`;
    return `10.77.${subnet}.`;
  }
}
