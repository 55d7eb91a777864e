// Comforts of the what-if page: it works without them, a click slower.

const form = document.querySelector("form.what-if");
const told = document.getElementById("told");

// Buttons that add a coalition to a field.
for (const chips of form.querySelectorAll("[data-adds-to]")) {
  chips.hidden = false;
  chips.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const field = document.getElementById(chips.dataset.addsTo);
    const names = field.value.split(",").map((name) => name.trim()).filter(Boolean);
    if (!names.includes(button.value)) names.push(button.value);
    field.value = names.join(", ");
    field.focus();
  });
}

// How much is asked only where it means something.
const how = form.elements.how;
function fit() {
  form.elements.much.disabled = how.value === "stop";
  form.elements.leak.disabled = how.value === "cost" || how.value === "tariff";
}
how.addEventListener("change", fit);
fit();

// The address holds only what differs from the form as it comes.
function address() {
  const plain = { ways: "both", how: "stop", much: "0", leak: "0", closure: "transfers", elasticities: "uniform-5", economy: "", range: "2:8.28", sectors: "" };
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (plain[name] !== value.trim()) asked.append(name, value.trim());
  }
  return `${form.getAttribute("action")}?${asked}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  told.textContent = form.dataset.solving;
  form.setAttribute("aria-busy", "true");
  window.location.assign(address());
});

// A page that comes back from the browser's memory is not solving any more.
window.addEventListener("pageshow", () => {
  told.textContent = document.getElementById("h-result") ? form.dataset.solved : "";
  form.removeAttribute("aria-busy");
});
