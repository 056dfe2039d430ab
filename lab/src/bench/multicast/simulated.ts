import { largeSubnet } from "../../multicast/large.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";

const COPIES_BAR = 1.02;
/** Ten times the devices may not make each of them say more. */
const FLAT = 1;

/** Subnets of virtual devices in virtual time: what many devices cost the origin and each other. */
export const simulated: Bench = async ({ quick }) => {
  const [few, many] = [50, quick ? 100 : 500].map(largeSubnet) as [
    ReturnType<typeof largeSubnet>,
    ReturnType<typeof largeSubnet>,
  ];
  const rows: BenchRow[] = [];
  for (const { devices, ms, copies, cast, unfinished } of [few, many]) {
    if (unfinished.length > 0) throw new Error(`not everybody is complete: ${unfinished.join("; ")}`);
    const at = `simulated, ${devices} devices, 2 % loss, 10 % late, two representatives killed`;
    rows.push(
      { name: `${at}: last device`, value: ms / 1000, unit: "virtual s", note: "all that are alive are complete" },
      judged({ name: `${at}: copies from the origin`, value: copies, unit: "x", bar: COPIES_BAR }, "lower"),
      { name: `${at}: cast`, value: cast, unit: "x", note: "with repairs, and again for those who were late" },
    );
  }
  rows.push(
    judged(
      {
        name: `simulated, ${many.devices} devices: control datagrams a device and minute`,
        value: many.controlPerDeviceAndMinute,
        unit: "",
        peer: few.controlPerDeviceAndMinute,
        bar: FLAT,
        barOf: "ratio",
        note: `peer: ${few.devices} devices`,
      },
      "lower",
    ),
  );
  return rows;
};
