/** Give every citation a button that copies it, with the address written out in full. */
export function copies(within) {
  for (const text of within.querySelectorAll("[data-copy]")) {
    for (const address of text.querySelectorAll("[data-address]")) {
      address.textContent = location.origin + address.textContent;
    }
    if (!navigator.clipboard) continue;
    const words = text.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words);
      button.textContent = text.dataset.copied;
    });
    text.append(" ", button);
  }
}
