/** What a route answers: its sentence when it did not work. */
export interface Answer {
  ok: boolean;
  status: number;
  text: string;
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { credentials: "same-origin", cache: "no-store", ...init });
    const text = await response.text();
    return { ok: response.ok, status: response.status, text: response.ok ? text : sentence(response.status, text) };
  } catch {
    return { ok: false, status: 0, text: "The console could not be reached. Try again when the connection is back." };
  }
}

/** Our routes answer in sentences; what stands in front of them (a proxy, a session that ended) answers otherwise. */
export function sentence(status: number, text: string): string {
  if (status === 401) return "Your session has ended. Load the page again to sign in.";
  if (status === 413) return "Something between this browser and the console refuses files of this size.";
  const trimmed = text.trim();
  return trimmed.length > 0 && trimmed.length < 2000 && !trimmed.startsWith("<") && !trimmed.startsWith("{")
    ? trimmed
    : `The console answered with status ${status}. Try again.`;
}
