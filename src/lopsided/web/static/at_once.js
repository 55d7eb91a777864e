/**
 * Have forms that say data-at-once answer as soon as something in them changes: the page is asked for as the form would
 * ask for it, and its content put in place of this one's, so that the reader stays where they are.
 */
export function atOnce(within, enhance) {
  for (const form of within.querySelectorAll("form[data-at-once]")) {
    form.addEventListener("change", () => form.requestSubmit());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const asked = new URL(form.action || location.href);
      asked.search = new URLSearchParams(new FormData(form)).toString();
      show(asked, document.activeElement, enhance).catch(() => form.submit());
    });
  }
}

let newest = 0;

async function show(address, focused, enhance) {
  const turn = ++newest;
  const main = document.querySelector("main");
  main.setAttribute("aria-busy", "true");
  const answer = await fetch(address);
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  // An answer that was overtaken by a later question is not shown.
  if (turn !== newest) return;
  const mark = focused?.name && `[name="${CSS.escape(focused.name)}"]`;
  const slid = focused?.type === "range" && focused.getAttribute("aria-label");
  document.title = found.title;
  main.replaceWith(found.querySelector("main"));
  history.pushState(null, "", answer.url);
  const back = document.querySelector("input[name=back]");
  if (back) back.value = location.pathname + location.search;
  const fresh = document.querySelector("main");
  enhance(fresh);
  const again = slid ? `[type=range][aria-label="${CSS.escape(slid)}"]` : mark;
  if (again) fresh.querySelector(again)?.focus({ preventScroll: true });
}

// Going back leads to another view of the same page: it is asked for anew.
addEventListener("popstate", (event) => { if (!location.hash || event.state) location.reload(); });
