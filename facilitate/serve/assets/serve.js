// Four things: send a change, hear that something changed, fetch the open page once more, and put its middle in
// place without losing the reader's place in it, unless a line was edited that stands on it: then that comes into
// view. All else is done by the server.

const said = document.getElementById("said");

async function renew(reading, words, lines) {
  if (document.querySelector("[data-still]")) { // the answer to a question: it stays as it was
    said.textContent = words;
    return;
  }
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok && answer.status !== 404) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id || document.activeElement?.getAttribute("href");
  const open = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  const height = scrollY;
  document.title = page.title;
  for (const part of ["header", "aside", "main", "footer"]) {
    const before = document.querySelector(part), after = page.querySelector(part);
    if (before && after && !before.isEqualNode(after)) before.replaceWith(after);
    else if (!before && after) document.querySelector("main").before(after);
    else if (before && !after) before.remove();
  }
  document.body.dataset.reading = reading;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (follow) {
    document.getElementById(follow.part)?.setAttribute("open", "");
    (document.getElementById(follow.button) ?? document.querySelector(`#${follow.part} button`))?.focus();
    follow = null;
  }
  scrollTo({ top: height, behavior: "instant" });
  const edited = lines.flatMap((line) => [...document.querySelectorAll(`[data-at="${CSS.escape(line)}"]`)]);
  for (const one of edited) one.classList.add("changed");
  edited[0]?.scrollIntoView({ block: "center" });
  if (focused && document.activeElement === document.body) {
    const again = document.getElementById(focused)
      ?? document.querySelector(`[href="${CSS.escape(focused)}"]`);
    (again ?? document.getElementById("main")).focus({ preventScroll: true });
  }
  said.textContent = words;
}

// A change is sent without leaving the page; what it did comes as news of a new reading. A part
// that moved has another place in the list: the button under the finger follows it.
let follow = null;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-live]")) return;
  event.preventDefault();
  const fields = new FormData(form);
  const steps = Number(fields.get("steps") ?? 0), item = fields.get("item");
  const moved = item?.replace(/\d+$/, (number) => Number(number) + steps);
  follow = steps ? { button: event.submitter.id.replace(item, moved), part: `change-${moved}` } : null;
  const answer = await fetch(form.action, {
    method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" },
  });
  if (!answer.ok) {
    follow = null;
    const { refused, stale } = await answer.json().catch(() => ({ refused: "That did not work." }));
    if (stale) form.submit(); // a page of its own, with the ways out
    else said.textContent = refused;
  }
});

document.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "earlier", ArrowDown: "later" }[event.key];
  const part = event.target.closest?.(".part");
  if (!event.altKey || !way || !part) return;
  event.preventDefault();
  part.querySelector(`[id^="move-${way}"]`)?.click();
});

function listen() {
  const { events, reading } = document.body.dataset;
  const source = new EventSource(`${events}?reading=${reading}`);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    renew(told.reading, told.said, told.lines);
  };
  source.onerror = () => {
    said.textContent = "The program in the terminal has ended, or does not answer. Start it again.";
    if (source.readyState === EventSource.CLOSED) return;
    source.close();
    setTimeout(listen, 2000);
  };
}

listen();
