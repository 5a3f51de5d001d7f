// Pages scroll inside <main>, which the browser does not restore by itself when the user goes back.
const key = "portainer-scroll";
const scrollers = () => [...document.querySelectorAll<HTMLElement>("#main, #main .dt-scroll")];

const read = (): Record<string, number[]> => JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, number[]>;

function save(): void {
  const all = read();
  all[location.href] = scrollers().map((element) => element.scrollTop);
  const entries = Object.entries(all).slice(-30);
  sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)));
}

function restore(): void {
  const tops = read()[location.href];
  if (!tops?.some((top) => top > 0)) return;
  let tries = 20;
  const attempt = () => {
    const ready = scrollers().every((element, index) => {
      element.scrollTop = tops[index] ?? 0;
      return Math.abs(element.scrollTop - (tops[index] ?? 0)) < 2;
    });
    if (!ready && tries-- > 0) setTimeout(attempt, 50);
  };
  setTimeout(attempt);
}

export function startScroll(): void {
  let timer = 0;
  document.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 200);
  }, { capture: true, passive: true });
  addEventListener("popstate", restore);
}
