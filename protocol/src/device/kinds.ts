export const OS_NAMES = ["windows", "macos", "linux"] as const;
export const ARCHITECTURES = ["x86", "x64", "arm64", "armv7"] as const;
export const FORM_FACTORS = ["desktop", "laptop", "tablet", "server", "pos", "iot", "unknown"] as const;
