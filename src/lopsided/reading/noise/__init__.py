"""What is no article: navigation, captions, bylines, promotions, doubled paragraphs."""
