// The frame's browser side: look, keyboard, menus, dialogs, copy, ticking times, reconnect.
import { startCopy } from "./shell/copy";
import { startDialogs } from "./shell/dialogs";
import { startKeys } from "./shell/keys";
import { startMenus } from "./shell/menus";
import { startReconnect } from "./shell/reconnect";
import { startScroll } from "./shell/scroll";
import { startTimes } from "./shell/times";
import { startTabs } from "./shell/upload";

export { copyText } from "./shell/copy";
export { closeDialog, showDialog } from "./shell/dialogs";
export { setPreference } from "./shell/look";
export { openMenuAt } from "./shell/menus";
export { followTail } from "./shell/tail";
export { sendFile } from "./shell/upload";
export { closePalette, registerPalette, remember, unregisterPalette } from "./shell/palette";

startTimes();
startCopy();
startMenus();
startDialogs();
startKeys();
startScroll();
startReconnect();
startTabs();
