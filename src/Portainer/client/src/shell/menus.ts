// Popover menus: placed beside what opened them, walked through with the arrow keys.
const gap = 4;

function place(menu: HTMLElement, anchor: DOMRect): void {
  const box = menu.getBoundingClientRect();
  const right = anchor.left + box.width > innerWidth - 8;
  const left = right ? Math.max(8, anchor.right - box.width) : anchor.left;
  const below = anchor.bottom + gap;
  const top = below + box.height > innerHeight - 8 ? Math.max(8, anchor.top - gap - box.height) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(".menu-item:not(:disabled), input, .button:not(:disabled)")];
}

/** Opens a menu that has no button of its own, beside an element or at a point. */
export function openMenuAt(menu: HTMLElement, anchor: Element | DOMRect | null): void {
  if (!menu.matches(":popover-open")) menu.showPopover();
  place(menu, anchor instanceof Element ? anchor.getBoundingClientRect() : anchor ?? new DOMRect(16, 16, 0, 0));
  items(menu)[0]?.focus({ preventScroll: true });
}

function opened(menu: HTMLElement): void {
  const button = document.querySelector<HTMLElement>(`[popovertarget="${menu.id}"]`);
  if (!menu.id || !button) return;
  button.setAttribute("aria-expanded", "true");
  place(menu, button.getBoundingClientRect());
  if (button.matches(":focus-visible")) items(menu)[0]?.focus();
}

function closed(menu: HTMLElement): void {
  if (menu.id) document.querySelector(`[popovertarget="${menu.id}"]`)?.setAttribute("aria-expanded", "false");
}

function walk(event: KeyboardEvent, menu: HTMLElement): void {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next: Record<string, number> = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 };
  const to = next[event.key];
  if (to !== undefined) {
    event.preventDefault();
    all[to]?.focus();
  } else if (event.key === "Tab") {
    menu.hidePopover();
  }
}

export function startMenus(): void {
  // "toggle" does not bubble; capturing still sees it.
  document.addEventListener("toggle", (event) => {
    const menu = event.target as HTMLElement;
    if (!menu.matches?.("[data-menu]")) return;
    if ((event as ToggleEvent).newState === "open") opened(menu);
    else closed(menu);
  }, true);
  document.addEventListener("keydown", (event) => {
    const menu = (event.target as Element).closest?.<HTMLElement>("[data-menu]:popover-open");
    if (menu) walk(event, menu);
  });
  document.addEventListener("click", (event) => {
    const item = (event.target as Element).closest(".menu-item");
    item?.closest<HTMLElement>("[data-menu]:popover-open")?.hidePopover();
  });
}
