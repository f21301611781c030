"""Letters: to whom, in which words, and how to stop them."""
