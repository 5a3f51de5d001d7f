import { el } from "../dom";
import type { VisibleLines } from "./filter";

export interface ViewSource {
  visible(): VisibleLines;
  /** The element of a line; called once per line until `invalidate`. */
  build(line: number): HTMLElement;
  /** The reader scrolled away from, or back to, the newest line. */
  followChanged(following: boolean): void;
}

const overscan = 12;

/**
 * A list of which only the rows on screen exist. Rows may have any height: the truth is an anchor
 * (a line and where its top stands), small scrolls move it by exact pixels, large jumps go by
 * proportion, and the native scroll bar is brought back in step when scrolling pauses.
 */
export class LogView {
  readonly scroller: HTMLElement;
  private readonly sizer = el("div", { className: "log-sizer" });
  private readonly layer = el("div", { className: "log-layer" });
  private readonly rows = new Map<number, HTMLElement>();
  private readonly resize: ResizeObserver;
  private anchorLine = 0;
  private anchorTop = 0;
  private lastTop = 0;
  private average = 18;
  private idle = 0;
  following = true;

  constructor(host: HTMLElement, private readonly source: ViewSource) {
    this.sizer.append(this.layer);
    this.scroller = el("div", { className: "log-scroller", tabIndex: 0, role: "log", "aria-label": "Log lines", "aria-live": "off" }, this.sizer);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", event => this.key(event));
    host.append(this.scroller);
    this.resize = new ResizeObserver(() => this.render());
    this.resize.observe(this.scroller);
  }

  dispose(): void {
    this.resize.disconnect();
    clearTimeout(this.idle);
  }

  /** Forgets drawn rows, because they would look different now. */
  invalidate(): void {
    this.rows.clear();
    this.layer.replaceChildren();
  }

  follow(): void {
    this.setFollowing(true);
    this.render();
  }

  goTo(line: number): void {
    this.setFollowing(false);
    this.anchorLine = line;
    this.anchorTop = this.scroller.clientHeight / 3;
    this.render();
    this.sync();
  }

  /** Lines drawn inside the viewport, first to last. */
  onScreen(): number[] {
    const bounds = this.scroller.getBoundingClientRect();
    return [...this.rows].filter(([, row]) => {
      const box = row.getBoundingClientRect();
      return box.bottom > bounds.top && box.top < bounds.bottom;
    }).map(([line]) => line).sort((a, b) => a - b);
  }

  render(): void {
    if (this.following && this.selecting()) this.setFollowing(false);
    const visible = this.source.visible();
    const height = this.scroller.clientHeight;
    if (height === 0) return;
    const fit = Math.ceil(height / 16) + overscan;
    if (this.following) this.draw(visible, visible.count - fit, visible.count);
    else {
      const position = Math.min(visible.positionOf(this.anchorLine), Math.max(0, visible.count - 1));
      const line = visible.at(position);
      if (line !== this.anchorLine) [this.anchorLine, this.anchorTop] = [line, Math.min(this.anchorTop, 0)];
      const above = overscan + Math.ceil(Math.max(0, this.anchorTop) / 16);
      this.draw(visible, position - above, position + fit);
    }
    this.measure(visible.count);
    this.place(visible, height);
  }

  private draw(visible: VisibleLines, from: number, to: number): void {
    const wanted: number[] = [];
    for (let position = Math.max(0, from); position < Math.min(to, visible.count); position++) wanted.push(visible.at(position));
    const keep = new Set(wanted);
    for (const [line, row] of this.rows) {
      if (keep.has(line)) continue;
      row.remove();
      this.rows.delete(line);
    }
    let next: ChildNode | null = this.layer.firstChild;
    for (const line of wanted) {
      const existing = this.rows.get(line);
      if (existing) {
        next = existing.nextSibling;
        continue;
      }
      const row = this.source.build(line);
      this.rows.set(line, row);
      this.layer.insertBefore(row, next);
    }
  }

  private measure(count: number): void {
    if (this.rows.size > 0) {
      const now = this.layer.offsetHeight / this.rows.size;
      this.average = this.average === 18 ? now : this.average * 0.9 + now * 0.1;
      if (Math.abs(this.average - now) < 0.5) this.average = now;
    }
    this.sizer.style.height = `${Math.max(count * this.average, this.scroller.clientHeight)}px`;
    const width = this.layer.scrollWidth;
    if (width > this.sizer.offsetWidth) this.sizer.style.width = `${width}px`;
  }

  private place(visible: VisibleLines, height: number): void {
    if (this.following) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.lastTop = this.scroller.scrollTop;
      this.moveLayer(Math.min(0, height - this.layer.offsetHeight));
      this.takeAnchor();
      return;
    }
    const anchor = this.rows.get(this.anchorLine);
    if (!anchor) return this.moveLayer(0);
    let top = this.anchorTop - anchor.offsetTop;
    const bottom = top + this.layer.offsetHeight;
    if (this.rows.has(visible.at(visible.count - 1)) && bottom < height) top += height - bottom;
    if (this.rows.has(visible.at(0)) && top > 0) top = 0;
    this.anchorTop = top + anchor.offsetTop;
    this.moveLayer(top);
  }

  private moveLayer(top: number): void {
    this.layer.style.transform = `translateY(${Math.round(this.scroller.scrollTop + top)}px)`;
  }

  /** Makes the first row on screen the anchor. */
  private takeAnchor(): void {
    const top = this.scroller.getBoundingClientRect().top;
    for (const row of this.layer.children) {
      const box = row.getBoundingClientRect();
      if (box.bottom <= top) continue;
      this.anchorLine = Number((row as HTMLElement).dataset.line);
      this.anchorTop = box.top - top;
      return;
    }
  }

  private scrolled(): void {
    const delta = this.scroller.scrollTop - this.lastTop;
    if (Math.abs(delta) < 1) return;
    this.lastTop = this.scroller.scrollTop;
    const visible = this.source.visible();
    const height = this.scroller.clientHeight;
    if (delta < 0) this.setFollowing(false);
    if (Math.abs(delta) > 3 * height) this.jump(visible);
    else this.anchorTop -= delta;
    this.render();
    this.takeAnchor();
    if (delta > 0 && this.atEnd(visible)) this.setFollowing(true);
    clearTimeout(this.idle);
    this.idle = window.setTimeout(() => this.sync(), 150);
  }

  private jump(visible: VisibleLines): void {
    const range = this.scroller.scrollHeight - this.scroller.clientHeight;
    const exact = (range > 0 ? this.scroller.scrollTop / range : 0) * visible.count;
    const position = Math.min(Math.floor(exact), visible.count - 1);
    this.anchorLine = visible.at(position);
    this.anchorTop = (this.scroller.scrollTop / Math.max(1, range)) * this.scroller.clientHeight;
  }

  private atEnd(visible: VisibleLines): boolean {
    const last = this.rows.get(visible.at(visible.count - 1));
    return last !== undefined && last.getBoundingClientRect().bottom <= this.scroller.getBoundingClientRect().bottom + 4;
  }

  /** Puts the scroll bar where the anchor says it should be. */
  private sync(): void {
    if (this.following) return;
    const position = this.source.visible().positionOf(this.anchorLine);
    const wanted = Math.max(0, position * this.average - this.anchorTop);
    if (Math.abs(wanted - this.scroller.scrollTop) < 2) return;
    this.scroller.scrollTop = wanted;
    this.lastTop = this.scroller.scrollTop;
    this.render();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "End") this.follow();
    else if (event.key === "Home") {
      this.setFollowing(false);
      this.anchorLine = this.source.visible().at(0);
      this.anchorTop = 0;
      this.render();
      this.sync();
    } else return;
    event.preventDefault();
  }

  private selecting(): boolean {
    const selection = document.getSelection();
    return selection !== null && !selection.isCollapsed && this.layer.contains(selection.anchorNode);
  }

  private setFollowing(following: boolean): void {
    if (this.following === following) return;
    this.following = following;
    this.source.followChanged(following);
  }
}
