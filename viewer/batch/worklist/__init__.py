"""The worklist of a batch: its rows, the file that keeps them, and ways to list them."""
