/** How a run of characters looks. Colours are palette numbers 0-255 or `#rrggbb`. */
export interface Style {
  fg?: number | string;
  bg?: number | string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
  strike?: boolean;
}

export interface Run {
  text: string;
  style?: Style;
}

// CSI sequences, OSC sequences up to BEL or ST, and two-character escapes.
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_]|[ -/][0-~])/g;
const controls = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g;

export function stripAnsi(text: string): string {
  const visible = text.includes("\x1b") ? text.replace(escapes, "") : text;
  return visible.replace(controls, "");
}

/** Splits a line into runs of one look; sequences other than colours and styles vanish. */
export function parseAnsi(text: string): Run[] {
  if (!text.includes("\x1b")) return [{ text: text.replace(controls, "") }];
  const runs: Run[] = [];
  let style: Style | undefined;
  let from = 0;
  const push = (piece: string): void => {
    const clean = piece.replace(controls, "");
    if (clean) runs.push({ text: clean, style });
  };
  for (const match of text.matchAll(escapes)) {
    push(text.substring(from, match.index));
    from = match.index + match[0].length;
    if (match[0].startsWith("\x1b[") && match[0].endsWith("m")) style = applySgr(style, match[0].slice(2, -1));
  }
  push(text.substring(from));
  return runs.length > 0 ? runs : [{ text: "" }];
}

const switches: Record<number, Partial<Style>> = {
  1: { bold: true }, 2: { dim: true }, 3: { italic: true }, 4: { underline: true }, 7: { inverse: true }, 9: { strike: true },
  22: { bold: false, dim: false }, 23: { italic: false }, 24: { underline: false }, 27: { inverse: false }, 29: { strike: false },
  39: { fg: undefined }, 49: { bg: undefined },
};

function applySgr(before: Style | undefined, parameters: string): Style | undefined {
  const codes = parameters.split(/[;:]/).map(Number);
  let style: Style = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) style = {};
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes, i + 1);
      style = { ...style, [code === 38 ? "fg" : "bg"]: colour };
      i += used;
    } else style = { ...style, ...(switches[code] ?? basic(code)) };
  }
  return Object.values(style).some(value => value !== undefined && value !== false) ? style : undefined;
}

function basic(code: number): Partial<Style> {
  if (code >= 30 && code <= 37) return { fg: code - 30 };
  if (code >= 90 && code <= 97) return { fg: code - 82 };
  if (code >= 40 && code <= 47) return { bg: code - 40 };
  if (code >= 100 && code <= 107) return { bg: code - 92 };
  return {};
}

function extended(codes: number[], at: number): [number | string | undefined, number] {
  if (codes[at] === 5) return [within(codes[at + 1]), 2];
  if (codes[at] !== 2) return [undefined, 0];
  const [r, g, b] = [codes[at + 1], codes[at + 2], codes[at + 3]].map(value => within(value) ?? 0);
  return ["#" + [r, g, b].map(value => (value ?? 0).toString(16).padStart(2, "0")).join(""), 4];
}

function within(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 && value <= 255 ? value : undefined;
}

/** The CSS colour of a palette number above 15; the first sixteen are the theme's. */
export function paletteColour(index: number): string {
  if (index < 16) return `var(--ansi-${index})`;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey},${grey},${grey})`;
  }
  const cube = index - 16;
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}
