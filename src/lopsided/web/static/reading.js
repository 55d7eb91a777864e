// Follows a reading while it is under way, then shows what came of it.

const place = document.querySelector("[data-reading]");
const bar = place.querySelector("progress");

async function look() {
  const answer = await fetch(place.dataset.reading);
  if (!answer.ok) return location.reload();
  const { state, share } = (await answer.json()).contents;
  if (state === "done" || state === "failed") return location.reload();
  bar.value = share;
  setTimeout(look, 600);
}
setTimeout(look, 400);
