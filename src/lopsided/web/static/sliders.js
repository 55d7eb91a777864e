/** Set a slider under every number that asks for one; the number stays what is sent. */
export function sliders(within) {
  for (const number of within.querySelectorAll("input[type=number][data-slider]")) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = number.min;
    slider.max = number.max;
    slider.step = number.step || "1";
    slider.value = number.value;
    slider.setAttribute("aria-label", number.closest("label")?.textContent.trim() ?? number.name);
    slider.addEventListener("input", () => { number.value = slider.value; pushed(number); });
    slider.addEventListener("change", () => number.dispatchEvent(new Event("change", { bubbles: true })));
    number.addEventListener("input", () => { slider.value = number.value; });
    number.addEventListener("pushed", () => { slider.value = number.value; });
    const both = document.createElement("div");
    both.className = "slid";
    const label = number.closest("label");
    label.replaceWith(both);
    both.append(label, slider);
  }
}

/** Take the other end of a range along: the first year never comes after the last. */
function pushed(number) {
  const since = number.name === "since";
  if (!since && number.name !== "until") return;
  const other = number.form?.elements.namedItem(since ? "until" : "since");
  if (!other || (since ? other.valueAsNumber >= number.valueAsNumber : other.valueAsNumber <= number.valueAsNumber)) return;
  other.value = number.value;
  other.dispatchEvent(new Event("pushed"));
}
