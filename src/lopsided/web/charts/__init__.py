"""Charts that only the pages have: contents as the brief's, made from what is asked of a page."""
