// Comforts for those whose browser runs scripts. Every page works without this file.
const titles = () => [...document.querySelectorAll(".story h3 .title, .report h2 .title, .card h2 a, .source h3 a")];
let at = -1;

function move(step) {
  const all = titles();
  if (all.length === 0) return;
  const focused = all.indexOf(document.activeElement);
  if (focused >= 0) at = focused;
  at = Math.min(Math.max(at + step, 0), all.length - 1);
  const title = all[at];
  if (!title.hasAttribute("href")) title.tabIndex = -1;
  title.focus({ preventScroll: true });
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  title.closest("article").scrollIntoView({ block: "nearest", behavior: reduced ? "auto" : "smooth" });
}

// Days and hours in a search are those of the reader's clock.
const base = new URL(import.meta.url).pathname.split("/assets/")[0];
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `feedhub-zone=${zone}; path=${base || "/"}; max-age=31536000; samesite=lax`;

const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => titles()[at]?.click(),
  "/": () => document.querySelector("input[type=search]")?.focus(),
};

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    document.querySelectorAll("details.facet[open]").forEach(facet => (facet.open = false));
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

// Beside a mistake stands its line: select it where the brief is written.
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-line]");
  const field = link && document.querySelector("textarea#text");
  if (!field) return;
  event.preventDefault();
  const lines = field.value.split("\n");
  const above = Math.min(Number(link.dataset.line), lines.length) - 1;
  const from = lines.slice(0, above).reduce((sum, line) => sum + line.length + 1, 0);
  field.focus();
  field.setSelectionRange(from, from + lines[above].length);
  // A guess, since lines wrap: the part above the line takes as much of the field as of the text.
  field.scrollTop = (field.scrollHeight * from) / Math.max(field.value.length, 1) - field.clientHeight / 2;
});

document.addEventListener("click", event => {
  for (const facet of document.querySelectorAll("details.facet[open]")) {
    if (!facet.contains(event.target)) facet.open = false;
  }
});

// Beside a feed's address, a button that copies it. Only a script can copy, so only a script makes the button.
for (const address of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the address of ${address.dataset.copy}`);
  const said = document.createElement("span");
  said.className = "copied";
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  address.after(" ", button, " ", said);
  button.addEventListener("click", async () => {
    document.querySelectorAll(".copied").forEach(other => (other.textContent = ""));
    try {
      await navigator.clipboard.writeText(address.textContent);
      said.textContent = "Copied";
    } catch {
      // A browser has no clipboard for pages without TLS, and a reader may refuse it.
      getSelection().selectAllChildren(address);
      said.textContent = "Selected: copy it with the keyboard or the menu of your browser";
    }
  });
}
