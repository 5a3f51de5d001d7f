// Keyboard: Ctrl/Cmd+K, "/", "?", "g h" chords, "[" and "]". None fire inside inputs or the terminal.
import { showDialog } from "./dialogs";
import { preferences, toggleSide } from "./look";
import { openPalette } from "./palette";

const chordTime = 1200;
let chordUntil = 0;

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element &&
    target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], .xterm, [data-own-keys]") !== null;
}

function focusSearch(): boolean {
  const box = [...document.querySelectorAll<HTMLInputElement>("[data-search]")].find((input) => input.offsetParent !== null);
  box?.focus();
  box?.select();
  return box !== undefined;
}

function clearSearch(input: HTMLInputElement): void {
  if (input.value === "") {
    input.blur();
    return;
  }
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function stepTab(step: number): boolean {
  const tabs = [...document.querySelectorAll<HTMLElement>("[data-tabs] > .tab")];
  const at = tabs.findIndex((tab) => tab.hasAttribute("aria-current"));
  const next = at < 0 ? undefined : tabs[at + step];
  next?.click();
  return next !== undefined;
}

function chord(key: string): boolean {
  const link = document.querySelector<HTMLElement>(`[data-chord="${CSS.escape(key)}"]`);
  link?.click();
  return link !== null;
}

function plainKey(key: string): boolean {
  if (performance.now() < chordUntil) {
    chordUntil = 0;
    return chord(key);
  }
  switch (key) {
    case "g": chordUntil = performance.now() + chordTime; return true;
    case "/": return focusSearch();
    case "[": return stepTab(-1);
    case "]": return stepTab(1);
    case "?": {
      const help = document.getElementById("keys");
      if (help instanceof HTMLDialogElement) showDialog(help);
      return help !== null;
    }
    default: return false;
  }
}

function keydown(event: KeyboardEvent): void {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    // In a terminal Ctrl+K is the shell's own.
    if (event.ctrlKey && event.target instanceof Element && event.target.closest(".xterm")) return;
    event.preventDefault();
    openPalette();
    return;
  }
  if (command || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && event.target instanceof HTMLInputElement && event.target.matches("[data-search]")) {
    event.preventDefault();
    clearSearch(event.target);
    return;
  }
  if (isTyping(event.target) || document.querySelector("dialog:modal, [data-menu]:popover-open") || preferences().get("keys") === "off") return;
  if (plainKey(event.key)) event.preventDefault();
}

function click(event: MouseEvent): void {
  const target = event.target as Element;
  if (target.closest("[data-open-palette]")) openPalette();
  if (target.closest("[data-toggle-side]")) toggleSide();
  if (target.closest("[data-toggle-more]")) document.getElementById("side")?.classList.toggle("open");
  else if (target.closest("#side a, #side [data-leaves-side], .bottombar a")) document.getElementById("side")?.classList.remove("open");
  const clear = target.closest("[data-clear-search]")?.parentElement?.querySelector<HTMLInputElement>("[data-search]");
  if (clear) {
    clearSearch(clear);
    clear.focus();
  }
}

export function startKeys(): void {
  document.addEventListener("keydown", keydown);
  document.addEventListener("click", click);
}
