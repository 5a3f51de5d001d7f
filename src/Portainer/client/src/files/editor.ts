import { el } from "../dom";
import { ask } from "./request";

interface EditorOptions {
  /** Route that reads and saves the text. */
  url: string;
  token: string;
  name: string;
  readOnly: boolean;
}

/** Line ends of a file: a textarea knows only "\n", so they are put back when it is saved. */
export function lineEnd(text: string): "\n" | "\r\n" {
  const all = text.match(/\n/g)?.length ?? 0;
  const windows = text.match(/\r\n/g)?.length ?? 0;
  return all > 0 && windows === all ? "\r\n" : "\n";
}

/** Without a host the page was left while this was on its way. */
export function mountEditor(host: HTMLElement | null, options: EditorOptions): { dispose(): void } {
  return host === null ? { dispose() { /* nothing was built */ } } : build(host, options);
}

function build(host: HTMLElement, options: EditorOptions): { dispose(): void } {
  let stamp = "";
  let saved = "";
  let end: "\n" | "\r\n" = "\n";
  const area = el("textarea", {
    className: "textarea mono editor-text", spellcheck: false, readOnly: options.readOnly, wrap: "off",
    "aria-label": `Text of ${options.name}`, autocapitalize: "off", oninput: () => mark(),
  });
  const save = el("button", { type: "button", className: "button primary", disabled: true, onclick: () => void send(stamp) }, "Save");
  const state = el("span", { className: "muted small grow", role: "status" });
  const notice = el("div", { hidden: true });
  const actions = options.readOnly ? undefined : el("div", { className: "editor-bar" }, state, el("kbd", {}, "Ctrl S"), save);
  host.append(notice, area, ...(actions ? [actions] : []));

  const isChanged = () => area.value !== saved;
  const mark = (text = "") => {
    save.disabled = !isChanged();
    state.textContent = text || (isChanged() ? "Changed, not saved" : "");
  };
  const tell = (text: string, ...buttons: HTMLElement[]) => {
    notice.className = "banner";
    notice.dataset.tone = "danger";
    notice.setAttribute("role", "alert");
    notice.replaceChildren(el("span", { className: "grow" }, text), ...buttons);
    notice.hidden = false;
  };
  const button = (text: string, act: () => void) => el("button", { type: "button", className: "button small", onclick: act }, text);

  async function load(): Promise<void> {
    notice.hidden = true;
    const answer = await ask(options.url);
    if (!answer.ok) {
      area.hidden = true;
      if (actions) actions.hidden = true;
      tell(answer.text);
      return;
    }
    const read = JSON.parse(answer.text) as { text: string; stamp: string };
    end = lineEnd(read.text);
    stamp = read.stamp;
    area.value = read.text;
    saved = area.value;
    mark();
    host.dataset.state = "ready";
  }

  async function send(expected: string): Promise<void> {
    if (options.readOnly || !isChanged()) return;
    const text = area.value;
    save.classList.add("busy");
    notice.hidden = true;
    const answer = await ask(`${options.url}&stamp=${encodeURIComponent(expected)}`, {
      method: "POST", body: end === "\r\n" ? text.replaceAll("\n", "\r\n") : text,
      headers: { RequestVerificationToken: options.token, "Content-Type": "text/plain; charset=utf-8" },
    });
    save.classList.remove("busy");
    if (answer.ok) {
      stamp = (JSON.parse(answer.text) as { stamp: string }).stamp;
      saved = text;
      mark(isChanged() ? "" : "Saved");
    } else if (answer.status === 409) {
      tell(answer.text, button("Load again", () => void load()), button("Overwrite", () => void send("")));
    } else {
      tell(answer.text);
    }
  }

  const keys = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void send(stamp);
    } else if (event.key === "Tab" && !event.shiftKey && event.target === area && !options.readOnly) {
      event.preventDefault();
      area.setRangeText("\t", area.selectionStart, area.selectionEnd, "end");
      mark();
    }
    event.stopPropagation();
  };
  const leaving = (event: BeforeUnloadEvent) => { if (isChanged()) event.preventDefault(); };
  host.addEventListener("keydown", keys);
  window.addEventListener("beforeunload", leaving);
  void load();
  return {
    dispose() {
      host.removeEventListener("keydown", keys);
      window.removeEventListener("beforeunload", leaving);
      host.replaceChildren();
    },
  };
}
