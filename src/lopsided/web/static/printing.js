/**
 * Fetch the drawings for paper when somebody prints: a browser that prints waits for no picture. The keys for printing
 * wait for them here; who prints from the menu has them from the second preview on.
 */
export function printing() {
  const kept = []; // an image that nobody holds may be dropped again
  const fetched = async () => {
    const sources = kept.length ? [] : document.querySelectorAll("picture source[media^='print']");
    for (const source of sources) {
      const drawing = new Image();
      drawing.src = source.srcset;
      kept.push(drawing);
    }
    // One that fails leaves the drawing of the page.
    await Promise.all(kept.map((drawing) => drawing.decode().catch(() => {})));
  };
  addEventListener("beforeprint", fetched);
  addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await fetched();
    print();
  });
}
