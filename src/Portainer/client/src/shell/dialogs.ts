export function showDialog(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal();
}

export function closeDialog(dialog: HTMLDialogElement): void {
  if (dialog.open) dialog.close();
}

export function startDialogs(): void {
  // A press that starts and ends on the backdrop closes; selecting text out of a field does not.
  let pressed: EventTarget | null = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; });
  document.addEventListener("click", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement) || pressed !== dialog || dialog.dataset.lightDismiss === "false") return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-open-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.openDialog ?? "");
    if (dialog instanceof HTMLDialogElement) showDialog(dialog);
    const closer = (event.target as Element).closest("[data-close-dialog]");
    closer?.closest("dialog")?.close();
  });
}
