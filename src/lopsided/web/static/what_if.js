// Comforts of the what-if page: it works without them, and loads anew with every answer.
import { copies } from "./copies.js";

const told = document.getElementById("told");
/** What the form sends as it comes: none of it need stand in an address. */
const PLAIN = { ways: "both", how: "stop", much: "0", leak: "0", closure: "transfers", elasticities: "uniform-5", economy: "", range: "2:8.28", sectors: "", who: "", whom: "" };
const INDUSTRIES = ["2022", "2019"];
let newest = 0;

function form() {
  return document.querySelector("form.what-if");
}

/** Buttons that add a coalition to a field, and fields that are asked for only where they mean something. */
function enhance() {
  for (const chips of form().querySelectorAll("[data-adds-to]")) {
    chips.hidden = false;
    chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) add(document.getElementById(chips.dataset.addsTo), button.value);
    });
  }
  const fields = form().elements;
  const parts = [...form().querySelectorAll("[data-part]")].map((part) => part.dataset.part);
  const fit = () => {
    for (const k of parts) fields[`much${k}`].disabled = fields[`how${k}`].value === "stop";
    fields.leak.disabled = parts.every((k) => ["cost", "tariff"].includes(fields[`how${k}`].value));
  };
  form().addEventListener("change", fit);
  fit();
  form().addEventListener("submit", (event) => {
    event.preventDefault();
    answer(address(event.submitter)).catch(() => location.assign(address(event.submitter)));
  });
}

function add(field, name) {
  const names = field.value.split(",").map((one) => one.trim()).filter(Boolean);
  if (!names.includes(name)) names.push(name);
  field.value = names.join(", ");
  field.focus();
}

/** The address of what the form asks, with nothing that is taken anyway. */
function address(button) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form())) {
    if (PLAIN[name.replace(/\d+$/, "")] !== value.trim()) asked.append(name, value.trim());
  }
  if (button?.name) asked.append(button.name, button.value);
  return `${form().getAttribute("action")}?${asked}`;
}

/** Whether an answer comes at once, and its range a moment later. */
function takesLonger(at) {
  const asked = new URL(at, location.href).searchParams;
  const sectors = [...asked].some(([name, value]) => /^sectors\d*$/.test(name) && value);
  return asked.get("range") !== "none" && (INDUSTRIES.includes(asked.get("economy")) || (sectors && !asked.get("economy")));
}

/** Put an answer in place of the last one: first without its range, if that takes longer. */
async function answer(at) {
  const turn = ++newest;
  told.textContent = form().dataset.solving;
  form().setAttribute("aria-busy", "true");
  if (takesLonger(at)) {
    const first = new URL(at, location.href);
    first.searchParams.set("range", "none");
    const found = await page(first);
    if (turn !== newest) return;
    if (found.results) {
      results(found);
      told.textContent = form().dataset.ranging;
    }
  }
  const found = await page(at);
  // An answer that was overtaken by a later question is not shown.
  if (turn !== newest) return;
  history.pushState(null, "", found.at);
  show(found);
}

async function page(at) {
  const reply = await fetch(at);
  const made = new DOMParser().parseFromString(await reply.text(), "text/html");
  // Whatever is no what-if page, such as a refusal at the door, is shown as it is.
  if (!made.querySelector("form.what-if")) throw new Error(reply.statusText);
  return { at: reply.url, made, results: made.getElementById("h-result") };
}

/** Take one part of the page over, or away. */
function take(part, made) {
  const [old, fresh] = [document.querySelector(part), made.querySelector(part)];
  if (old && fresh) old.replaceWith(fresh);
  else if (old) old.remove();
  else if (fresh) document.querySelector("main").append(fresh);
}

function results({ made }) {
  take("main > h1", made);
  take("#results", made);
  document.title = made.title;
  copies(document.getElementById("results"));
}

/** Take over results, form and twins; the reader stays where they are, or is led to what they must mend. */
function show(found) {
  const { made } = found;
  const focused = document.activeElement;
  const [id, button, value] = [focused?.id, focused?.name, focused?.value];
  const open = form().querySelector("details").open;
  results(found);
  take("form.what-if", made);
  take(".as-data", made);
  document.querySelector("details.start").open = false;
  const back = document.querySelector("input[name=back]");
  if (back) back.value = location.pathname + location.search;
  if (open) form().querySelector("details").open = true;
  enhance();
  told.textContent = found.results ? form().dataset.solved : "";
  const wrong = form().querySelector("[aria-invalid]");
  const last = [...form().querySelectorAll("[data-part]")].at(-1).querySelector("input");
  const same = (id && document.getElementById(id)) || form().querySelector("button.run");
  (wrong || (button === "cuts" || button === "without" ? last : same)).focus({ preventScroll: !wrong });
}

enhance();
if (document.getElementById("h-result")) told.textContent = form().dataset.solved;
