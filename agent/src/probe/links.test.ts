import assert from "node:assert/strict";
import { test } from "node:test";
import { Link } from "@shoal/protocol/device/link";
import { checkSchema } from "@shoal/protocol/schema/check";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import fc from "fast-check";
import { type RecordedMachine, recordedReader } from "./fixture-reader.ts";
import { probeLinks } from "./links.ts";
import { BATTERY_COMMAND, readMains } from "./mains.ts";
import { LINKS_COMMAND } from "./windows-links.ts";

const machine = (os: RecordedMachine["os"], parts: Partial<RecordedMachine>): RecordedMachine => ({
  os,
  processArch: "x64",
  machine: "x86_64",
  release: "1",
  hostname: "h",
  memoryBytes: 1,
  cpuCount: 1,
  env: {},
  files: {},
  folders: {},
  commands: {},
  ...parts,
});
const linksOf = (recorded: RecordedMachine) => probeLinks(recordedReader(recorded));
const sys = (name: string, type: string, entries: string[], uevent = "") => ({
  files: { [`/sys/class/net/${name}/type`]: `${type}\n`, [`/sys/class/net/${name}/uevent`]: `${uevent}\n` },
  folders: { [`/sys/class/net/${name}`]: entries },
});

/** A workstation: a card, radio, a modem, a VPN, containers, guests on a bridge of their own. */
const parts = [
  sys("eno1", "1", ["device", "speed"]),
  sys("wlp3s0", "1", ["device", "phy80211", "wireless"], "DEVTYPE=wlan"),
  sys("wwan0", "1", ["device"], "DEVTYPE=wwan"),
  sys("wg0", "65534", [], "DEVTYPE=wireguard"),
  sys("tun3", "65534", ["tun_flags"]),
  sys("ppp0", "512", []),
  sys("docker0", "1", ["bridge"], "DEVTYPE=bridge"),
  sys("br0", "1", ["bridge"], "DEVTYPE=bridge"),
  sys("vlan7", "1", ["lower_bond0"], "DEVTYPE=vlan"),
  sys("bond0", "1", ["lower_eno1"], "DEVTYPE=bond"),
  sys("guests", "1", ["bridge"], "DEVTYPE=bridge"),
  sys("tap9", "1", ["tun_flags"]),
];
const WORKSTATION = machine("linux", {
  interfaces: {
    lo: ["127.0.0.1/8", "::1/128"],
    docker0: ["172.17.0.1/16"],
    guests: ["192.168.122.1/24"],
    wg0: ["10.9.0.2/24"],
    tun3: ["10.8.0.2/24"],
    ppp0: ["10.7.0.2/32"],
    wwan0: ["100.64.0.9/29"],
    wlp3s0: ["10.1.0.7/24"],
    eno1: ["10.1.0.5/24", "fd00:7::5/64"],
    br0: ["10.2.0.5/24"],
    vlan7: ["10.3.0.5/24"],
  },
  files: {
    ...Object.assign({}, ...parts.map(({ files }) => files)),
    "/sys/class/net/eno1/speed": "2500\n",
    "/sys/class/net/br0/speed": "-1\n",
    "/etc/resolv.conf": "nameserver 127.0.0.53\nsearch Berlin.Example.COM. example.com\n",
    "/proc/net/route": [
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
      "wlp3s0\t00000000\tFE00010A\t0003\t0\t0\t600\t00000000\t0\t0\t0",
      "eno1\t00000000\t0100010A\t0003\t0\t0\t100\t00000000\t0\t0\t0",
      "tun3\t00000000\t0100080A\t0003\t0\t0\t50\t00000080\t0\t0\t0",
      "eno1\t0000010A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0",
    ].join("\n"),
    "/proc/net/ipv6_route": [
      `${"0".repeat(32)} 00 ${"0".repeat(32)} 00 fe800000000000000000000000000001 00000400 00000003 00000000 00000003     eno1`,
      `${"0".repeat(32)} 00 ${"0".repeat(32)} 00 ${"0".repeat(32)} ffffffff 00000001 00000000 00200200       lo`,
    ].join("\n"),
  },
  folders: {
    ...Object.assign({}, ...parts.map(({ folders }) => folders)),
    "/sys/class/net/br0/brif": ["eno1", "tap9"],
    "/sys/class/net/guests/brif": ["tap9"],
  },
  commands: {},
});

const MAC = machine("macos", {
  interfaces: {
    lo0: ["127.0.0.1/8"],
    en0: ["192.168.1.7/24", "fe80::1/64"],
    en7: ["10.4.0.9/23"],
    utun4: ["10.9.0.2/24"],
    bridge100: ["192.168.64.1/24"],
    en9: ["172.20.10.2/28"],
  },
  commands: {
    "networksetup -listallhardwareports":
      "\nHardware Port: USB 10/100/1000 LAN\nDevice: en7\nEthernet Address: 0:1\n\nHardware Port: Wi-Fi\nDevice: en0\nEthernet Address: 0:2\n\nHardware Port: iPhone USB\nDevice: en9\nEthernet Address: N/A\n",
    "ifconfig -a":
      "lo0: flags=8049<UP>\n\tinet 127.0.0.1\nen0: flags=8863<UP>\n\tmedia: autoselect\n\tstatus: active\nen7: flags=8863<UP>\n\tmedia: autoselect (1000baseT <full-duplex>)\n\tstatus: active\n",
    "netstat -rn":
      "Routing tables\n\nInternet:\nDestination Gateway Flags Netif Expire\ndefault            10.4.0.1           UGScg                 en7\ndefault            192.168.1.1        UGScIg                en0\ndefault            link#15            UCSIg             bridge100\n10.4/23            link#9             UCS                   en7\n\nInternet6:\ndefault                                 fe80::2%en0                             UGcIg                 en0\n",
    "scutil --dns":
      "DNS configuration\n\nresolver #1\n  search domain[0] : example.com\n  nameserver[0] : 10.4.0.1\n\nDNS configuration (for scoped queries)\n\nresolver #1\n  search domain[0] : office.example.com\n  nameserver[0] : 10.4.0.1\n  if_index : 15 (en7)\n  flags    : Scoped\n",
  },
});

const WINDOWS = machine("windows", {
  interfaces: {
    "Ethernet 2": ["10.5.0.9/24"],
    WLAN: ["10.6.0.9/24"],
    "vEthernet (WSL)": ["172.22.0.1/20"],
    "Local Area Connection": ["10.9.0.6/24"],
    Mobilfunk: ["100.64.3.1/30"],
    "Loopback Pseudo-Interface 1": ["127.0.0.1/8"],
  },
  commands: {
    [LINKS_COMMAND.join(" ")]: JSON.stringify([
      {
        name: "Ethernet 2",
        description: "Intel(R) Ethernet Connection (16) I219-LM",
        physical: true,
        speed: "1000000000",
        medium: 14,
        hardware: true,
        gateways: ["10.5.0.1"],
        suffix: "corp.example.com",
      },
      {
        name: "WLAN",
        description: "Intel(R) Wi-Fi 6E AX211",
        speed: 866700000,
        medium: 9,
        hardware: true,
        gateways: [],
      },
      {
        name: "vEthernet (WSL)",
        description: "Hyper-V Virtual Ethernet Adapter",
        physical: false,
        medium: 0,
        gateways: [],
      },
      {
        name: "Local Area Connection",
        description: "TAP-Windows Adapter V9",
        medium: 14,
        hardware: false,
        gateways: [],
      },
      { name: "Mobilfunk", description: "Generic Mobile Adapter", medium: 8, hardware: true, gateways: [] },
    ]),
  },
});

test("Linux: cards, radio, modems, tunnels, guests, and what is built upon others", async () => {
  const links = await linksOf(WORKSTATION);
  assert.deepEqual(Object.fromEntries(links.map(({ name, kind }) => [name, kind])), {
    br0: "wired",
    eno1: "wired",
    vlan7: "wired",
    wlp3s0: "wireless",
    wwan0: "mobile",
    ppp0: "vpn",
    tun3: "vpn",
    wg0: "vpn",
    docker0: "virtual",
    guests: "virtual",
  });
  assert.deepEqual(
    links.find(({ name }) => name === "eno1"),
    {
      name: "eno1",
      kind: "wired",
      speedMbps: 2500,
      addresses: ["10.1.0.5/24", "fd00:7::5/64"],
      gateways: ["10.1.0.1", "fe80::1"],
      nameSuffix: "berlin.example.com",
    },
  );
  assert.deepEqual(links.find(({ name }) => name === "wlp3s0")?.gateways, ["10.1.0.254"]);
  assert.equal(links.find(({ name }) => name === "br0")?.speedMbps, undefined);
});

test("macOS: ports by their names, speed, gateways of each link, and its own search domain", async () => {
  assert.deepEqual(await linksOf(MAC), [
    {
      name: "en7",
      kind: "wired",
      speedMbps: 1000,
      addresses: ["10.4.0.9/23"],
      gateways: ["10.4.0.1"],
      nameSuffix: "office.example.com",
    },
    {
      name: "en0",
      kind: "wireless",
      addresses: ["192.168.1.7/24", "fe80::1/64"],
      gateways: ["192.168.1.1", "fe80::2"],
    },
    { name: "en9", kind: "mobile", addresses: ["172.20.10.2/28"], gateways: [] },
    { name: "utun4", kind: "vpn", addresses: ["10.9.0.2/24"], gateways: [] },
    { name: "bridge100", kind: "virtual", addresses: ["192.168.64.1/24"], gateways: [] },
  ]);
});

test("Windows: by the physical medium, in whatever language the names are", async () => {
  assert.deepEqual(await linksOf(WINDOWS), [
    {
      name: "Ethernet 2",
      kind: "wired",
      speedMbps: 1000,
      addresses: ["10.5.0.9/24"],
      gateways: ["10.5.0.1"],
      nameSuffix: "corp.example.com",
    },
    { name: "WLAN", kind: "wireless", speedMbps: 866.7, addresses: ["10.6.0.9/24"], gateways: [] },
    { name: "Mobilfunk", kind: "mobile", addresses: ["100.64.3.1/30"], gateways: [] },
    { name: "Local Area Connection", kind: "vpn", addresses: ["10.9.0.6/24"], gateways: [] },
    { name: "vEthernet (WSL)", kind: "virtual", addresses: ["172.22.0.1/20"], gateways: [] },
  ]);
});

test("without PowerShell names have to do", async () => {
  const links = await linksOf({ ...WINDOWS, commands: {} });
  assert.deepEqual(
    links.map(({ name, kind }) => `${name}: ${kind}`),
    [
      "Ethernet 2: wired",
      "WLAN: wireless",
      "Local Area Connection: unknown",
      "Mobilfunk: unknown",
      "vEthernet (WSL): virtual",
    ],
  );
});

test("whatever a system answers, links fit their schema, and are as many as have an address", async () => {
  const garbage = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.constantFrom(
      "[{}]",
      "[null]",
      '[{"name":"WLAN","speed":{},"gateways":7,"suffix":3}]',
      "default\n default x",
      "\t\t\t",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(WORKSTATION, MAC, WINDOWS), garbage, fc.nat(), async (from, text, at) => {
      const broken = structuredClone(from);
      const keys = [
        ...Object.keys(broken.files).map((key) => ["files", key] as const),
        ...Object.keys(broken.commands).map((key) => ["commands", key] as const),
      ];
      const [part, key] = keys[at % keys.length]!;
      broken[part][key] = text;
      const links = await linksOf(broken);
      for (const link of links) assert.deepEqual(checkSchema(Link as unknown as JsonSchema, link), []);
      assert.equal(links.length, Object.keys(broken.interfaces!).length - 1);
    }),
    { numRuns: 500 },
  );
});

test("mains power: a battery that is used, one that is charged, and none", async () => {
  const supply = (type: string, more: Record<string, string> = {}) => ({ type, ...more });
  const linux = (supplies: Record<string, Record<string, string>>) =>
    readMains(
      recordedReader(
        machine("linux", {
          folders: { "/sys/class/power_supply": Object.keys(supplies) },
          files: Object.fromEntries(
            Object.entries(supplies).flatMap(([name, each]) =>
              Object.entries(each).map(([key, value]) => [`/sys/class/power_supply/${name}/${key}`, `${value}\n`]),
            ),
          ),
        }),
      ),
    );
  assert.equal(await linux({}), true);
  assert.equal(await linux({ BAT0: supply("Battery"), AC: supply("Mains", { online: "0" }) }), false);
  assert.equal(await linux({ BAT0: supply("Battery"), AC: supply("Mains", { online: "1" }) }), true);
  assert.equal(await linux({ BAT0: supply("Battery"), ucsi: supply("USB", { online: "1" }) }), true);
  assert.equal(await linux({ mouse: supply("Battery", { scope: "Device" }) }), true);
  const asked = (os: "macos" | "windows", command: string, answer: string) =>
    readMains(recordedReader(machine(os, { commands: { [command]: answer } })));
  assert.equal(await asked("macos", "pmset -g batt", "Now drawing from 'Battery Power'\n"), false);
  assert.equal(await asked("macos", "pmset -g batt", "Now drawing from 'AC Power'\n"), true);
  assert.equal(await asked("windows", BATTERY_COMMAND.join(" "), "1\r\n"), false);
  assert.equal(await asked("windows", BATTERY_COMMAND.join(" "), "2\r\n"), true);
  assert.equal(await asked("windows", BATTERY_COMMAND.join(" "), ""), true);
});
