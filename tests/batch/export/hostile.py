"""Texts that a file or a header may bring, and that no export may stumble over."""

HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "two\nlines\r\nand\u2028more",
    "<script>alert(1)</script>",
    "<r>markup</r>",
    "\"quotes\" & 'others', and; separators",
    "_x0041_",
    "\x00\x07\x1b",
    "\ufffe\uffff",
    "odd \udce9 byte",
    "\u202egnp.rtl \u0639\u0628\u062f",
    "https://example.org/",
    "{{ 7 * 7 }}{% raw %}",
)
