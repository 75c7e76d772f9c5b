"""A run becomes one page that a person can read, keep and print."""
