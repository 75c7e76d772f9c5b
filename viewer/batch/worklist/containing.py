"""SQL for a text that contains some words, upper or lower case."""


def containing(wanted: str) -> tuple[str, str]:
    """The operator, with a place for its parameter's number, and the parameter."""
    if wanted.isascii():
        for special in "\\%_":
            wanted = wanted.replace(special, f"\\{special}")
        return "LIKE ?{} ESCAPE '\\'", f"%{wanted}%"
    # LIKE takes letters beyond ASCII for different ones where their cases differ.
    return "GLOB ?{}", f"*{''.join(map(_either_case, wanted))}*"


def _either_case(letter: str) -> str:
    cases = {case for case in (letter.lower(), letter.upper()) if len(case) == 1}
    return f"[{''.join(sorted(cases))}]" if len(cases) > 1 or letter in "*?[" else letter
