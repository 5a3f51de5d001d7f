// Runs before the first paint: puts the stored look on <html>. Kept tiny because it blocks.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    const match = /(?:^|; )portainer-ui=([^;]*)/.exec(document.cookie);
    return new URLSearchParams(match ? decodeURIComponent(match[1]) : "");
  };
  const put = (name, value) => {
    if (root.getAttribute(name) !== value) root.setAttribute(name, value);
  };
  const apply = () => {
    const look = stored();
    const theme = look.get("theme") ?? "system";
    put("data-theme", theme === "system" ? (dark.matches ? "dark" : "light") : theme);
    put("data-density", look.get("density") ?? "comfortable");
    put("data-side", look.get("side") ?? "open");
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("portainer:look", apply);
  // Enhanced navigation copies the server's <html> attributes over ours.
  new MutationObserver(apply).observe(root, { attributeFilter: ["data-theme", "data-density", "data-side"] });
})();
