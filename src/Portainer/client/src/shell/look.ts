// The chosen look lives in one cookie, so that the server's first answer already knows it.
const cookie = "portainer-ui";

export function preferences(): URLSearchParams {
  const match = new RegExp(`(?:^|; )${cookie}=([^;]*)`).exec(document.cookie);
  return new URLSearchParams(match ? decodeURIComponent(match[1] ?? "") : "");
}

/** Null forgets the choice. theme.js listens and repaints. */
export function setPreference(name: string, value: string | null): void {
  const all = preferences();
  if (value) all.set(name, value);
  else all.delete(name);
  const path = new URL(document.baseURI).pathname;
  document.cookie = `${cookie}=${encodeURIComponent(all.toString())}; path=${path}; max-age=31536000; samesite=lax`;
  dispatchEvent(new Event("portainer:look"));
}

export function toggleSide(): void {
  const slim = document.documentElement.dataset.side === "slim";
  setPreference("side", slim ? null : "slim");
}
