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
    slider.addEventListener("input", () => { number.value = slider.value; });
    slider.addEventListener("change", () => number.dispatchEvent(new Event("change", { bubbles: true })));
    number.addEventListener("input", () => { slider.value = number.value; });
    const both = document.createElement("div");
    both.className = "slid";
    const label = number.closest("label");
    label.replaceWith(both);
    both.append(label, slider);
  }
}
