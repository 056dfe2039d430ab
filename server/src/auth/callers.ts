import type { OperatorCaller } from "../operator/credentials.ts";

/** Who asks: operators by a token, devices by the certificate of their connection. */
export type Caller = OperatorCaller | { kind: "device"; deviceId: string };
