"""Articles taken out of files: text, HTML, JSON lines, feeds, WARC, compressed or not."""
