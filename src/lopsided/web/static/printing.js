/** Fetch the drawings for paper once the page has its own: a browser that prints waits for no picture. */
export function printing() {
  const kept = []; // an image that nobody holds may be dropped again
  const fetched = async () => {
    for (const source of document.querySelectorAll("picture source[media^='print']")) {
      const drawing = new Image();
      drawing.fetchPriority = "low";
      drawing.src = source.srcset;
      kept.push(drawing);
      await drawing.decode().catch(() => {}); // one that fails leaves the drawing of the page
    }
  };
  // A phone has them already.
  if (!matchMedia("(max-width: 40rem)").matches) addEventListener("load", () => setTimeout(fetched, 1500));
}
