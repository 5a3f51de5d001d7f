// The browser side of DataTable: says which rows are on screen, moves the focus, holds the order under the pointer.
import { navigate, tell, type DotNetObject } from "./blazor";
import { isTyping } from "./shell/keys";
import { openMenuAt } from "./shell/menus";

const overscan = 24;
const margin = 10;
const rest = 2500;

class Table {
  private readonly stop = new AbortController();
  private readonly watcher: MutationObserver;
  private readonly sizes: ResizeObserver;
  private frame = 0;
  private asked = "";
  private busy = false;
  private focusAt = -1;
  private wanted = -1;
  private holding = false;
  private holdTimer = 0;

  constructor(private readonly root: HTMLElement, private readonly host: DotNetObject) {
    const signal = this.stop.signal;
    document.addEventListener("scroll", () => this.schedule(), { capture: true, passive: true, signal });
    document.addEventListener("keydown", (event) => this.keydown(event), { signal });
    root.addEventListener("pointermove", (event) => this.pointer(event), { passive: true, signal });
    root.addEventListener("pointerleave", () => this.hold(false), { signal });
    root.addEventListener("contextmenu", (event) => this.contextMenu(event), { signal });
    root.addEventListener("focusin", (event) => this.focused(event), { signal });
    root.addEventListener("toggle", (event) => this.toggled(event), { capture: true, signal });
    this.watcher = new MutationObserver(() => this.rendered());
    this.watcher.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-first", "data-count", "data-total", "data-some"] });
    this.sizes = new ResizeObserver(() => this.schedule());
    this.sizes.observe(root);
    this.rendered();
  }

  detach(): void {
    this.stop.abort();
    this.watcher.disconnect();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.holdTimer);
  }

  openMenu(menu: HTMLElement, key: string): void {
    const row = this.rowByKey(key);
    openMenuAt(menu, row?.querySelector("[data-row-menu]") ?? row);
  }

  private get rows(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(".dt-rows[data-total]");
  }

  private rowByKey(key: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`.dt-rows > tr[data-key="${CSS.escape(key)}"]`);
  }

  private rowAt(index: number): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`.dt-rows > tr[data-i="${index}"]`);
  }

  private get scroller(): HTMLElement {
    const own = this.root.querySelector<HTMLElement>(".dt-scroll");
    const scrolls = own && getComputedStyle(own).overflowY !== "visible";
    return (scrolls ? own : this.root.closest<HTMLElement>("#main")) ?? document.documentElement;
  }

  private schedule(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.update();
    });
  }

  private rendered(): void {
    for (const box of this.root.querySelectorAll<HTMLInputElement>("th input[data-some]")) box.indeterminate = box.dataset.some === "true";
    if (this.wanted >= 0) this.focusRow(this.wanted);
    this.schedule();
  }

  // Rows are all alike in a table; on a phone the average card height stands in.
  private itemHeight(rows: HTMLElement, count: number): number {
    const height = count > 0 ? rows.getBoundingClientRect().height / count : 36;
    const table = rows.parentElement as HTMLElement;
    const known = parseFloat(table.style.getPropertyValue("--dt-item"));
    if (count > 0 && height > 0 && !(Math.abs(known - height) < 0.5)) table.style.setProperty("--dt-item", `${height}px`);
    return height || 36;
  }

  private update(): void {
    const rows = this.rows;
    if (!rows) return;
    const first = Number(rows.dataset.first);
    const count = Number(rows.dataset.count);
    const total = Number(rows.dataset.total);
    const height = this.itemHeight(rows, count);
    const view = this.scroller.getBoundingClientRect();
    const top = rows.getBoundingClientRect().top - first * height;
    const from = Math.max(0, Math.floor((view.top - top) / height));
    const shown = Math.ceil(view.height / height) + 1;
    const fits = (first === 0 || from - margin >= first) && (first + count >= total || from + shown + margin <= first + count);
    const bloated = count > shown + 4 * overscan + 60;
    if ((fits && !bloated) || view.height === 0) return;
    const start = Math.max(0, Math.min(from - overscan, total - shown));
    this.ask(start, Math.min(total - start, shown + 2 * overscan));
  }

  private ask(first: number, count: number): void {
    const question = `${first}+${count}`;
    if (this.busy || question === this.asked || count <= 0) return;
    this.asked = question;
    this.busy = true;
    void tell(this.host, "SetWindow", first, count).then(() => {
      this.busy = false;
      this.asked = "";
      this.schedule();
    });
  }

  private hold(on: boolean): void {
    clearTimeout(this.holdTimer);
    if (on) this.holdTimer = window.setTimeout(() => this.hold(false), rest);
    if (on === this.holding) return;
    this.holding = on;
    void tell(this.host, "Hold", on);
  }

  private pointer(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.target instanceof Element) this.hold(event.target.closest(".dt-rows") !== null);
  }

  private contextMenu(event: MouseEvent): void {
    const row = (event.target as Element).closest<HTMLElement>(".dt-rows > tr");
    const key = row?.dataset.key;
    if (!key || !this.verbs.includes("m") || (event.target as Element).closest("a, input") || getSelection()?.toString()) return;
    event.preventDefault();
    void tell(this.host, "Press", "m", key, false);
  }

  private toggled(event: Event): void {
    const closed = (event as ToggleEvent).newState === "closed";
    if (!closed || !(event.target as Element).matches("[data-row-popover]")) return;
    if (document.activeElement === document.body) this.focusRow(this.focusAt);
    void tell(this.host, "MenuClosed");
  }

  private focused(event: FocusEvent): void {
    const row = (event.target as Element).closest<HTMLElement>(".dt-rows > tr");
    if (row) this.focusAt = Number(row.dataset.i);
  }

  private get verbs(): string {
    return this.root.dataset.verbs ?? "";
  }

  // The table listens while the focus is in it, nowhere in particular, or (arrow down) in the filter box.
  private listens(event: KeyboardEvent): boolean {
    const target = event.target as Element;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
    if (document.querySelector("dialog:modal, [data-menu]:popover-open")) return false;
    if (target.matches("[data-search]")) return event.key === "ArrowDown";
    if (isTyping(target)) return false;
    return target.matches("body, #main, h1") || this.root.contains(target);
  }

  private keydown(event: KeyboardEvent): void {
    const total = Number(this.rows?.dataset.total ?? 0);
    if (total === 0 || !this.listens(event)) return;
    const row = (event.target as Element).closest<HTMLElement>(".dt-rows > tr");
    const at = row ? Number(row.dataset.i) : this.focusAt;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.itemHeight(this.rows as HTMLElement, Number(this.rows?.dataset.count))) - 2);
    const moves: Record<string, number> = {
      ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: total - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.focusRow(Math.max(0, Math.min(total - 1, to)));
    } else if (row && this.act(event, row)) {
      event.preventDefault();
    } else if (event.key === "Escape" && this.root.classList.contains("selecting")) {
      void tell(this.host, "Press", "Escape", "", false);
    }
  }

  private act(event: KeyboardEvent, row: HTMLElement): boolean {
    const onRow = event.target === row;
    const key = row.dataset.key ?? "";
    if (event.key === "Enter" && onRow && row.dataset.href) {
      navigate(row.dataset.href);
      return true;
    }
    const verb = event.key === " " ? onRow : this.verbs.includes(event.key) && event.key.length === 1;
    if (verb) void tell(this.host, "Press", event.key, key, event.shiftKey);
    return verb;
  }

  private focusRow(index: number): void {
    const row = this.rowAt(index);
    this.wanted = row ? -1 : index;
    if (index < 0) return;
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
      return;
    }
    const rows = this.rows;
    if (!rows) return;
    const height = this.itemHeight(rows, Number(rows.dataset.count));
    const top = rows.getBoundingClientRect().top - Number(rows.dataset.first) * height;
    const view = this.scroller.getBoundingClientRect();
    this.scroller.scrollTop += top + index * height - view.top - view.height / 2;
  }
}

export function attach(root: HTMLElement, host: DotNetObject): Table {
  return new Table(root, host);
}
