"""How the readings of a batch lie, and how they agree with labels."""
