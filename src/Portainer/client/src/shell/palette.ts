// The palette opens at once in the browser; the circuit only fills the list.
import { tell, type DotNetObject } from "../blazor";

const recentKey = "portainer-recent";
let host: DotNetObject | null = null;
let watcher: MutationObserver | null = null;
// Asked for before the circuit was up: it opens as soon as it is.
let isWanted = false;

const palette = () => document.getElementById("palette") as HTMLDialogElement | null;
const options = () => [...(palette()?.querySelectorAll<HTMLElement>(".palette-item") ?? [])];

function recent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(recentKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/** The latest choices come first the next time. */
export function remember(id: string): void {
  localStorage.setItem(recentKey, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, 12)));
}

function select(item: HTMLElement | undefined): void {
  for (const other of options()) other.setAttribute("aria-selected", String(other === item));
  item?.scrollIntoView({ block: "nearest" });
  const input = palette()?.querySelector("input");
  if (item?.id) input?.setAttribute("aria-activedescendant", item.id);
  else input?.removeAttribute("aria-activedescendant");
}

export function openPalette(): void {
  const dialog = palette();
  isWanted = host === null;
  if (!dialog || !host || dialog.open) return;
  dialog.showModal();
  const input = dialog.querySelector("input");
  input?.focus();
  if (input && input.value !== "") {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  void tell(host, "Opened", recent());
}

export function closePalette(): void {
  palette()?.close();
}

function keydown(event: KeyboardEvent): void {
  const all = options();
  const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const input = event.target as HTMLInputElement;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    select(all[(at + step + all.length) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    all[at]?.click();
  } else if (event.key === "Tab") {
    event.preventDefault();
    all[at]?.querySelector<HTMLElement>("[data-drill]")?.click();
  } else if (event.key === "Backspace" && input.value === "") {
    palette()?.querySelector<HTMLElement>("[data-drill-back]")?.click();
  }
}

export function registerPalette(reference: DotNetObject): void {
  host = reference;
  const dialog = palette();
  const list = dialog?.querySelector(".palette-list");
  if (!dialog || !list) return;
  dialog.querySelector("input")?.addEventListener("keydown", keydown);
  watcher = new MutationObserver(() => select(options()[0]));
  watcher.observe(list, { childList: true, subtree: true, characterData: true });
  if (isWanted) openPalette();
}

export function unregisterPalette(): void {
  watcher?.disconnect();
  host = null;
}
