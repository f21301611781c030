"""What the pages of measurement show, ready in words: frozen views made from readings."""
