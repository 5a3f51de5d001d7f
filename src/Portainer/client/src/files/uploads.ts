import { el } from "../dom";
import { sentence } from "./request";

interface UploadOptions {
  /** Route that takes one file; "&file=" and "&overwrite=" are added. */
  url: string;
  token: string;
  text: string;
  multiple: boolean;
  /** File types the picker offers; empty for all. */
  accept: string;
  page: { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> };
}

/** A button, a place to drop files on, and a line with a bar for each file. Files go one after the other: the disk behind them is one. */
export function mountUploads(host: HTMLElement | null, options: UploadOptions): { dispose(): void } {
  return host === null ? { dispose() { /* nothing was built: the page was left while this was on its way */ } } : build(host, options);
}

function build(host: HTMLElement, options: UploadOptions): { dispose(): void } {
  const running = new Set<XMLHttpRequest>();
  const picker = el("input", {
    type: "file", multiple: options.multiple, accept: options.accept, hidden: true, "data-testid": "upload-input",
    onchange: () => { void sendAll([...(picker.files ?? [])]); picker.value = ""; },
  });
  const list = el("ul", { className: "uploads", "aria-label": "Uploads" });
  const open = el("button", { type: "button", className: "button", onclick: () => picker.click() },
    el("i", { className: "icon", "data-icon": "upload", "aria-hidden": "true" }), options.text);
  host.append(picker, open, list);

  async function sendAll(files: File[]): Promise<void> {
    const lines = files.map((file) => ({ file, line: line(file) }));
    for (const { file, line: shown } of lines) await sendOne(file, shown, false);
  }

  function line(file: File) {
    const bar = el("i", {});
    const state = el("span", { className: "small muted" }, "waiting");
    const extra = el("span", {});
    const item = el("li", {}, el("span", { className: "clip grow", title: file.name }, file.name), el("span", { className: "meter" }, bar), state, extra);
    list.append(item);
    const close = el("button", { type: "button", className: "button quiet small icon-only", "aria-label": "Dismiss", onclick: () => item.remove() },
      el("i", { className: "icon", "data-icon": "x", "aria-hidden": "true" }));
    return {
      progress(part: number) {
        bar.style.setProperty("--value", String(Math.round(part * 100)));
        state.textContent = part < 1 ? `${Math.round(part * 100)} %` : "finishing";
      },
      fail(text: string, ...buttons: HTMLElement[]) {
        item.dataset.state = "failed";
        state.textContent = text;
        extra.replaceChildren(...buttons, close);
      },
      retry() {
        delete item.dataset.state;
        extra.replaceChildren();
      },
      remove() { item.remove(); },
    };
  }

  async function sendOne(file: File, shown: ReturnType<typeof line>, overwrite: boolean): Promise<void> {
    shown.retry();
    const { status, text } = await post(file, overwrite, shown.progress);
    if (status >= 200 && status < 300) {
      shown.remove();
      await options.page.invokeMethodAsync("UploadedAsync", file.name, text);
    } else if (status === 409) {
      shown.fail(text, el("button", { type: "button", className: "button small", onclick: () => void sendOne(file, shown, true) }, "Replace"));
    } else {
      shown.fail(text);
    }
  }

  function post(file: File, overwrite: boolean, progress: (part: number) => void): Promise<{ status: number; text: string }> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      running.add(request);
      request.open("POST", `${options.url}&file=${encodeURIComponent(file.name)}${overwrite ? "&overwrite=true" : ""}`);
      request.setRequestHeader("RequestVerificationToken", options.token);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 1);
      request.onloadend = () => {
        running.delete(request);
        const ok = request.status >= 200 && request.status < 300;
        resolve({ status: request.status, text: ok ? request.responseText : request.status === 0 ? "The upload broke off." : sentence(request.status, request.responseText) });
      };
      request.send(file);
    });
  }

  const over = (event: DragEvent) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); document.body.dataset.dropping = ""; } };
  const out = (event: DragEvent) => { if (event.relatedTarget === null) delete document.body.dataset.dropping; };
  const drop = (event: DragEvent) => {
    delete document.body.dataset.dropping;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    void sendAll(options.multiple ? files : files.slice(0, 1));
  };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", out);
  document.addEventListener("drop", drop);
  return {
    dispose() {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", out);
      document.removeEventListener("drop", drop);
      delete document.body.dataset.dropping;
      for (const request of running) request.abort();
      host.replaceChildren();
    },
  };
}
