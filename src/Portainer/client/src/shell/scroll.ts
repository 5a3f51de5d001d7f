// Pages scroll inside <main>: the browser neither restores that when the user goes back nor starts a new page at its top.
const key = "portainer-scroll";
const settle = 1500;
let goingBackUntil = 0;

const scrollers = () => [...document.querySelectorAll<HTMLElement>("#main, #main .dt-scroll")];

const read = (): Record<string, number[]> => JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, number[]>;

function save(): void {
  if (performance.now() < goingBackUntil) return;
  const all = read();
  delete all[location.href];
  all[location.href] = scrollers().map((element) => element.scrollTop);
  sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-30))));
}

function restore(): void {
  const tops = read()[location.href];
  if (!tops?.some((top) => top > 0)) return;
  goingBackUntil = performance.now() + settle;
  const attempt = () => {
    const found = scrollers();
    if (found.length === tops.length) found.forEach((element, index) => { element.scrollTop = tops[index] ?? 0; });
    const there = found.length === tops.length && found.every((element, index) => Math.abs(element.scrollTop - (tops[index] ?? 0)) < 2);
    if (!there && performance.now() < goingBackUntil) setTimeout(attempt, 30);
  };
  setTimeout(attempt);
}

// On a phone the open tab may lie beyond the edge.
function showTab(): void {
  document.querySelector("[data-tabs] > [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
}

// Blazor focuses the heading once a new page is drawn.
function arrived(event: FocusEvent): void {
  if (!(event.target instanceof HTMLHeadingElement)) return;
  showTab();
  if (performance.now() < goingBackUntil) restore();
  else document.getElementById("main")?.scrollTo(0, 0);
}

export function startScroll(): void {
  showTab();
  let timer = 0;
  document.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 200);
  }, { capture: true, passive: true });
  document.addEventListener("focusin", arrived);
  addEventListener("popstate", restore);
}
