// Three things: hear that something changed, fetch the open page once more, and put its middle in
// place without losing the reader's place in it. All else is done by the server.

const said = document.getElementById("said");

async function renew(reading, words) {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok && answer.status !== 404) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id || document.activeElement?.getAttribute("href");
  const open = [...document.querySelectorAll("details[open][id]")].map((one) => one.id);
  const height = scrollY;
  document.title = page.title;
  for (const part of ["header", "main", "footer"]) {
    const before = document.querySelector(part), after = page.querySelector(part);
    if (before && after && !before.isEqualNode(after)) before.replaceWith(after);
    else if (!before && after) document.querySelector(".skip").after(after);
    else if (before && !after) before.remove();
  }
  document.body.dataset.reading = reading;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  scrollTo({ top: height, behavior: "instant" });
  if (focused && document.activeElement === document.body) {
    const again = document.getElementById(focused)
      ?? document.querySelector(`[href="${CSS.escape(focused)}"]`);
    (again ?? document.getElementById("main")).focus({ preventScroll: true });
  }
  said.textContent = words;
}

function listen() {
  const { events, reading } = document.body.dataset;
  const source = new EventSource(`${events}?reading=${reading}`);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    renew(told.reading, told.said);
  };
  source.onerror = () => {
    said.textContent = "The program in the terminal has ended, or does not answer. Start it again.";
    if (source.readyState === EventSource.CLOSED) return;
    source.close();
    setTimeout(listen, 2000);
  };
}

listen();
