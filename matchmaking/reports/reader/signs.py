"""Signs of the Wingdings and Symbol fonts, which stand at private code points."""

PRIVATE = {
    "\uf0fc": "✓",
    "\uf0fe": "☒",
    "\uf0fd": "☒",
    "\uf0a8": "☐",
    "\uf06f": "☐",
    "\uf071": "☐",
    "\uf078": "☒",
    "\uf0fb": "✗",
    "\uf052": "☑",
    "\uf054": "☒",
    "\uf053": "☒",
    "\uf0a3": "☐",
}
