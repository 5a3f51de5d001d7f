type Child = Node | string | undefined;

/** Makes an element; `on…` properties become listeners, the rest properties or attributes. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, properties: Record<string, unknown> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.substring(2), value as EventListener);
    else if (name in element && !name.includes("-")) (element as unknown as Record<string, unknown>)[name] = value;
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined));
  return element;
}

export function select(label: string, options: Array<[string, string]>, value: string, changed: (value: string) => void): HTMLSelectElement {
  const element = el("select", { className: "select", "aria-label": label, title: label, onchange: () => changed(element.value) },
    ...options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)));
  return element;
}

export function toggleButton(text: string, title: string, pressed: boolean, changed: (pressed: boolean) => void): HTMLButtonElement {
  const button = el("button", {
    type: "button", title, "aria-pressed": String(pressed), className: "button quiet small",
    onclick: () => {
      const next = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(next));
      changed(next);
    },
  }, text);
  return button;
}

/** Copies text, also on plain HTTP, where browsers withhold the clipboard API. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused by the browser: the older way below still works inside a click.
  }
  const area = el("textarea", { value: text, readOnly: true, className: "off-screen-copy" });
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
