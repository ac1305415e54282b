// Six things: send a change, drag, copy a command, hear that something changed, fetch the open page once more, and put its middle
// in place without losing the reader's place in it, unless a line was edited: then that comes into view, with the
// page on which it stands. All else is done by the server.

const said = document.getElementById("said");

async function renew(reading, words, lines, moved = false) {
  if (document.querySelector("[data-still]")) { // the answer to a question: it stays as it was
    say(words);
    return;
  }
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok && answer.status !== 404) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement !== document.body && known(document.activeElement);
  const open = [...document.querySelectorAll("details[open][id]")].map(known);
  const typed = [...document.querySelectorAll("input:not([type=hidden]), select")]
    .filter((one) => one.value !== one.defaultValue && one.form !== sending).map(known);
  const height = scrollY;
  document.title = page.title;
  for (const part of ["header", "aside", "main", "footer"]) {
    const before = document.querySelector(part), after = page.querySelector(part);
    if (before && after && !before.isEqualNode(after)) before.replaceWith(after);
    else if (!before && after) document.querySelector("main").before(after);
    else if (before && !after) before.remove();
  }
  document.body.dataset.reading = reading;
  for (const one of open) again(one)?.setAttribute("open", "");
  for (const one of typed) Object.assign(again(one) ?? {}, { value: one.value });
  if (follow) {
    document.getElementById(follow.part)?.setAttribute("open", "");
    (document.getElementById(follow.button) ?? document.querySelector(`#${follow.part} button`))?.focus();
    follow = null;
  }
  scrollTo({ top: height, behavior: "instant" });
  const edited = lines.flatMap((line) => [...document.querySelectorAll(`[data-at="${CSS.escape(line)}"]`)]);
  for (const one of edited) one.classList.add("changed");
  edited[0]?.scrollIntoView({ block: "center" });
  const other = !moved && !edited.length && lines.length && await holding(lines);
  if (other) {
    history.pushState(null, "", other.way);
    shown = location.pathname;
    return renew(reading, `${words} Shown now: ${other.called}.`, lines, true);
  }
  if (focused && document.activeElement === document.body) {
    const beside = document.querySelector(`[id="${focused.panel}"] > summary`);
    (again(focused) ?? beside ?? document.getElementById("main")).focus({ preventScroll: true });
  }
  say(words);
}

// The same words once more are new to who listens: they are taken away, and said again.
let saying = 0;
function say(words) {
  said.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => { said.textContent = words; }, 100);
}

// What a reader was at is found again by what it is called: its place in the list may be another part's by now. Only
// in the part that has just been changed, and may be called otherwise now, is it the same place.
function known(one) {
  const words = one.matches("details") ? one.firstElementChild.textContent
    : one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.getAttribute("href") ?? one.textContent;
  return { tag: one.tagName, id: one.id, words, value: one.value, panel: one.closest("details")?.id };
}

function again({ tag, id, words, panel }) {
  const alike = [...document.querySelectorAll(tag)].filter((one) => known(one).words === words);
  const stays = sending?.elements.act?.value !== "remove" && panel && panel === sending?.closest("details")?.id;
  return alike.find((one) => one.id === id) ?? alike[0] ?? (stays ? document.getElementById(id) : null);
}

// Where what was edited stands on another page than the open one, that page is asked for.
async function holding(lines) {
  const open = document.querySelector("[data-holding]");
  const answer = open && await fetch(`${open.dataset.holding}?${new URLSearchParams(lines.map((line) => ["at", line]))}`);
  return answer?.status === 200 ? answer.json() : null;
}
let shown = location.pathname;
addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });

// A change is sent without leaving the page; what it did comes as news of a new reading. A part
// that moved has another place in the list: the button under the finger follows it.
let follow = null, sending = null;

async function send(action, fields, form = null) {
  document.querySelectorAll(".refused").forEach((one) => one.remove());
  for (const one of document.querySelectorAll("[aria-invalid]")) {
    for (const name of ["aria-invalid", "aria-describedby"]) one.removeAttribute(name);
  }
  const answer = await fetch(action, {
    method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" },
  });
  if (answer.ok) return true;
  const { refused, stale, field } = await answer.json().catch(() => ({ refused: "That did not work." }));
  if (stale) leaveWith(action, fields);
  else refuse(refused, form?.elements[field], form);
  return false;
}

// A refusal stands beside the field that it is about, under its name, and leads there; else beside the button.
function refuse(words, field, form) {
  const told = Object.assign(document.createElement("span"), { className: "refused" });
  if (!field?.labels?.length) {
    told.textContent = words;
    form?.append(told);
    say(words);
    return;
  }
  told.id = `${field.id}-refused`;
  told.textContent = `“${field.labels[0].textContent}”: ${words}`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", told.id);
  field.after(told);
  field.focus();
  say(told.textContent);
}

// What was refused because the plan is another by now is asked for once more as a page, with the ways out.
function leaveWith(action, fields) {
  const form = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
  for (const [name, value] of fields) form.append(Object.assign(document.createElement("input"), { name, value }));
  document.body.append(form);
  form.submit();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-live]")) return;
  event.preventDefault();
  const fields = new FormData(form);
  const steps = Number(fields.get("steps") ?? 0), item = fields.get("item");
  const moved = item?.replace(/\d+$/, (number) => Number(number) + steps);
  follow = steps ? { button: event.submitter.id.replace(item, moved), part: `change-${moved}` } : null;
  sending = form;
  if (!await send(form.action, fields, form)) follow = sending = null;
});

// Drag, by mouse, pen or finger, does what the buttons do: a part goes before or after the one under the
// pointer, or takes five minutes more or less for each step. Escape leaves all as it was.
document.addEventListener("pointerdown", (event) => {
  const part = event.target.closest?.(".drag, .stretch")?.closest(".part[data-path]");
  if (!part || event.button) return;
  event.preventDefault();
  const stretched = event.target.matches(".stretch"), minutes = Number(part.dataset.minutes);
  const clock = part.querySelector(".clock"), words = clock.textContent, start = event.pageY;
  const perMinute = part.offsetHeight / minutes;
  let over = null, side = "", wanted = minutes;
  const marks = ["goes-before", "goes-after"];
  const dragging = new AbortController(), { signal } = dragging;
  const end = () => {
    dragging.abort();
    over?.classList.remove(...marks);
    part.classList.remove("dragged");
    clock.textContent = words;
  };
  part.classList.add("dragged");
  addEventListener("pointermove", (move) => {
    if (move.clientY < 60) scrollBy(0, -12);
    else if (move.clientY > innerHeight - 60) scrollBy(0, 12);
    if (stretched) {
      wanted = Math.max(5, minutes + 5 * Math.round((move.pageY - start) / perMinute / 5));
      clock.textContent = `${wanted} min`;
      return;
    }
    over?.classList.remove(...marks);
    over = document.elementFromPoint(move.clientX, move.clientY)?.closest(".part[data-path]") ?? null;
    if (over === part || part.contains(over)) over = null;
    const box = over?.getBoundingClientRect();
    side = box && move.clientY > box.top + box.height / 2 ? "after" : "before";
    over?.classList.add(`goes-${side}`);
  }, { signal });
  addEventListener("pointerup", () => {
    const form = part.querySelector("form[data-live]"), fields = new FormData(form);
    const act = stretched ? { act: "minutes", minutes: wanted } : { act: "place", to: over?.dataset.path, side };
    const changes = stretched ? wanted !== minutes : over;
    end();
    for (const [name, value] of Object.entries(act)) fields.set(name, value);
    if (changes) send(form.action, fields);
  }, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener("keydown", (key) => { if (key.key === "Escape") end(); }, { signal });
});

document.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "earlier", ArrowDown: "later" }[event.key];
  const part = event.target.closest?.(".part");
  if (!event.altKey || !way || !part) return;
  event.preventDefault();
  part.querySelector(`[id^="move-${way}"]`)?.click();
});

document.addEventListener("click", async (event) => {
  const words = event.target.closest?.("[data-copy]")?.dataset.copy;
  if (!words) return;
  await navigator.clipboard.writeText(words);
  said.textContent = "Copied. Paste it in a terminal.";
});

function listen() {
  const { events, reading } = document.body.dataset;
  const source = new EventSource(`${events}?reading=${reading}`);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.drawn && !document.querySelector("[data-drawing]")) return; // slides of another page
    renew(told.reading, told.said, told.lines);
  };
  source.onerror = () => {
    say("The program in the terminal has ended, or does not answer. Start it again.");
    if (source.readyState === EventSource.CLOSED) return;
    source.close();
    setTimeout(listen, 2000);
  };
}

// What was done by the page before is said once this one is there to be heard.
if (said.textContent) {
  history.replaceState(null, "", location.href.replace("?done", ""));
  say(said.textContent);
}

listen();
