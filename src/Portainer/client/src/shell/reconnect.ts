// Blazor tries to reach its circuit again and says so by classes on this element. When it gives up, or the server
// no longer knows the circuit, the page is loaded anew as soon as the server answers; the address keeps the view.
const alive = "healthz";
let waiting = false;

async function reloadWhenAlive(): Promise<void> {
  if (waiting) return;
  waiting = true;
  for (let delay = 500; ; delay = Math.min(delay * 1.6, 10000)) {
    try {
      const answer = await fetch(new URL(alive, document.baseURI), { cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // Still away.
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

export function startReconnect(): void {
  const notice = document.getElementById("components-reconnect-modal");
  if (!notice) return;
  new MutationObserver(() => {
    const lost = notice.classList.contains("components-reconnect-failed") || notice.classList.contains("components-reconnect-rejected");
    if (lost) void reloadWhenAlive();
  }).observe(notice, { attributeFilter: ["class"] });
}
