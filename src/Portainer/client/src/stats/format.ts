const binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const decimalUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

function scaled(value: number, step: number, units: string[]): string {
  let unit = 0;
  while (value >= step && unit < units.length - 1) {
    value /= step;
    unit++;
  }
  return `${Number(value.toPrecision(4))} ${units[unit]}`;
}

/** Memory, as the CLI writes it: powers of 1024, four digits. */
export function binary(bytes: number): string {
  return scaled(bytes, 1024, binaryUnits);
}

/** Traffic, as the CLI writes it: powers of 1000, four digits. */
export function decimal(bytes: number): string {
  return scaled(bytes, 1000, decimalUnits);
}

export function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}

/** One sample of one container, as the hub sends it. Sizes in bytes, counters since the container's start. */
export interface Sample {
  id: string;
  name: string;
  /** Milliseconds since 1970, by the engine's clock. */
  time: number;
  cpu: number;
  cpus: number;
  memory: number;
  limit: number;
  memoryPercent: number;
  received: number;
  sent: number;
  read: number;
  written: number;
  pids: number;
}
