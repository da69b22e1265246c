// Runs before the page is drawn: what only works with scripts may show itself.
document.documentElement.classList.replace("no-js", "js");
