/** Sends the chosen file as it is. Returns at once: the job that takes it tells how it goes. */
export function sendFile(input: HTMLInputElement, path: string): void {
  const file = input.files?.[0];
  if (!file) return;
  const request = new XMLHttpRequest();
  const stay = (event: BeforeUnloadEvent) => event.preventDefault();
  // Leaving the site would break the upload off; moving within it does not.
  window.addEventListener("beforeunload", stay);
  request.addEventListener("loadend", () => window.removeEventListener("beforeunload", stay));
  request.open("POST", new URL(path, document.baseURI));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
}

/** In a field that asks for it Tab inserts a tab; after Escape it leaves the field as ever. */
export function startTabs(): void {
  let leaves = false;
  document.addEventListener("keydown", (event) => {
    const field = event.target as HTMLTextAreaElement;
    if (!field.matches?.("textarea[data-tab-inserts]")) return;
    if (event.key === "Tab" && !event.shiftKey && !leaves) {
      event.preventDefault();
      field.setRangeText("\t", field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    leaves = event.key === "Escape";
  });
}
