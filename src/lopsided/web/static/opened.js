/** Open what a link leads to: a record's details, what was read from a sentence, and whatever is folded over it. */
export function opened() {
  addEventListener("hashchange", () => open(location.hash));
  // The same link once more changes nothing in the address.
  addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) open(link.hash);
  });
  open(location.hash);
}

function open(hash) {
  const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  for (const own of target.querySelectorAll(":scope > details[data-opens]")) own.open = true;
  if (target.matches(".sentence")) openRead(target);
  let folded = false;
  for (let over = target.parentElement?.closest("details"); over; over = over.parentElement?.closest("details")) {
    folded ||= !over.open;
    over.open = true;
  }
  if (folded) target.scrollIntoView();
}

// Beside a wide text the records have a list of their own, which goes to the first of the sentence's.
function openRead(sentence) {
  const links = document.querySelectorAll(`.record > blockquote a[href="#${CSS.escape(sentence.id)}"]`);
  const records = [...links].map((link) => link.closest(".record"));
  for (const record of records) record.querySelector(":scope > details[data-opens]").open = true;
  const list = records[0]?.closest(".records");
  if (list) list.scrollTop += records[0].getBoundingClientRect().top - list.getBoundingClientRect().top;
}
