// Output that grows: the end stays in sight until somebody scrolls up, and again once they are back at the end.
const near = 24;

export function followTail(element: HTMLElement): void {
  let follows = true;
  const toEnd = () => { if (follows) element.scrollTop = element.scrollHeight; };
  element.addEventListener("scroll", () => {
    follows = element.scrollHeight - element.scrollTop - element.clientHeight < near;
  }, { passive: true });
  new MutationObserver(toEnd).observe(element, { childList: true, characterData: true, subtree: true });
  // Nothing has a height while the box around it is closed.
  new ResizeObserver(toEnd).observe(element);
  toEnd();
}
