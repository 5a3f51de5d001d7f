// What we use of Blazor's browser side.
export interface DotNetObject {
  invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T>;
}

interface BlazorGlobal {
  navigateTo(uri: string, options?: { forceLoad?: boolean; replaceHistoryEntry?: boolean }): void;
}

/** Goes to a page inside the app, or by a plain load when the circuit is not there. */
export function navigate(href: string): void {
  const blazor = (globalThis as { Blazor?: BlazorGlobal }).Blazor;
  if (blazor) blazor.navigateTo(href);
  else location.assign(href);
}

/** Calls into a circuit that may already be gone; then there is nothing to tell it. */
export async function tell(host: DotNetObject, method: string, ...args: unknown[]): Promise<void> {
  try {
    await host.invokeMethodAsync(method, ...args);
  } catch (error) {
    console.debug(method, error);
  }
}
