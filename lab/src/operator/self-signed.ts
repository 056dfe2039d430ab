import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Why no certificate can be made here; false: it can. */
export function whyNoCertificate(): string | false {
  return spawnSync("openssl", ["version"]).error ? "the openssl program is not installed" : false;
}

/**
 * A certificate that vouches for itself, for two days. @param altName as OpenSSL writes it: `DNS:localhost`
 * @returns the files of both, in PEM
 */
export function selfSigned(folder: string, altName: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const { status, stderr } = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", `subjectAltName=${altName}`, "-keyout", key, "-out", cert],
  ]);
  if (status !== 0) throw new Error(stderr.toString());
  return { cert, key };
}
