// Comforts only: every page works without this file.
import { sliders } from "./sliders.js";
import { atOnce } from "./at_once.js";
import { copies } from "./copies.js";
import { suggestions } from "./suggestions.js";
import { opened } from "./opened.js";
import { printing } from "./printing.js";

/** Add the comforts to a page, or to what has just been put into it. */
export function enhance(within) {
  sliders(within);
  atOnce(within, enhance);
  copies(within);
}

enhance(document);
suggestions(document.getElementById("find"));
opened();
printing();
