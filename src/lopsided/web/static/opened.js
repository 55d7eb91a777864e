/** Open what a link leads to: a record's details, and whatever is folded over it. */
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
  let folded = false;
  for (let over = target.parentElement?.closest("details"); over; over = over.parentElement?.closest("details")) {
    folded ||= !over.open;
    over.open = true;
  }
  if (folded) target.scrollIntoView();
}
