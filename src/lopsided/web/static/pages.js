// Comforts only: every page works without this file.

// A form that says data-at-once is sent as soon as something in it changes.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
