/** Suggest what the words typed so far may mean, from the search's own JSON. */
export function suggestions(input) {
  if (!input) return;
  const list = document.createElement("datalist");
  list.id = "suggestions";
  input.after(list);
  input.setAttribute("list", list.id);
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(input, list), 150);
  });
}

async function ask(input, list) {
  const words = input.value.trim();
  if (words.length < 2) return;
  const answer = await fetch(`/find.json?${new URLSearchParams({ q: words })}`);
  if (!answer.ok || input.value.trim() !== words) return;
  const { contents } = await answer.json();
  list.replaceChildren(...contents.matches.slice(0, 8).map((match) => new Option(match.label, match.label)));
}
