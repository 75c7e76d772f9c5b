"""With what `hilum` exits, besides 0: scripts tell by it what became of a call."""

SOME_FAILED = DRIFTED = 1
WRONG_CALL = 2
INTERRUPTED = 130
"""130 is the shell's own word for Ctrl+C, and stands for a request to terminate as well: either
way the run was stopped, and scripts ask one question."""
