"use strict";
// Which row of the table runs now, what comes next, and how late it is. Without this script the
// table says all of it but the last. Nothing is kept: a page that is loaded again goes by the clock.
(() => {
  const panel = document.getElementById("clock");
  const said = panel.dataset;
  const items = [];
  for (const row of document.querySelectorAll("main tbody tr")) {
    const [clock, , what, ready, late] = [...row.cells].map((cell) => cell.textContent.trim());
    const time = /^(\d+):(\d\d)$/.exec(clock);
    const words = { what, ready, late };
    if (time) items.push({ at: (60 * time[1] + +time[2]) * 60, clock, row, parts: [words] });
    else if (items.length) items[items.length - 1].parts.push(words);
  }
  const end = items.length - 1;
  if (end < 1) return;
  const [state, left, over, next, ready, late] = panel.querySelectorAll("p");
  const [back, on, planned] = panel.querySelectorAll("button");
  const now = () => {
    const time = new Date();
    return (time.getHours() * 60 + time.getMinutes()) * 60 + time.getSeconds();
  };
  // Where somebody said which item runs: its number and since when. Else the plan says.
  let held = null;
  const minutes = (seconds) => Math.round(seconds / 60);
  const show = () => {
    const time = now();
    const running = held
      ? held.item
      : Math.max(0, items.findLastIndex((one) => one.at <= time));
    const item = items[running];
    const following = items[running + 1];
    const since = held ? held.since : item.at;
    const behind = minutes(since - item.at);
    for (const one of items) one.row.classList.toggle("now", one === item);
    panel.hidden = false;
    const begun = held || time >= items[0].at;
    state.textContent = begun ? item.parts[0].what : `${said.begins} ${items[0].clock}`;
    const rest = following && begun ? following.at - item.at - (time - since) : 0;
    const size = Math.abs(rest);
    const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    left.textContent = following && begun ? (rest < 0 ? `+${clock}` : clock) : "";
    left.classList.toggle("past", rest < 0);
    over.textContent =
      behind > 0 ? said.late.replace("{minutes}", behind) : held && behind < 0
        ? said.early.replace("{minutes}", -behind) : "";
    next.textContent = following
      ? `${said.next}, ${following.clock}: ${following.parts[0].what}` : "";
    const of = (key) => item.parts.map((one) => one[key]).filter(Boolean).join("; ");
    ready.textContent = of("ready") ? `${said.ready} ${of("ready")}` : "";
    const shorter = items.slice(running, end).filter((one) => one.parts[0].late)[0];
    late.textContent = behind > 0 && shorter
      ? `${said.shorter} ${shorter.clock} ${shorter.parts[0].what}: ${shorter.parts[0].late}` : "";
    back.disabled = running === 0;
    on.disabled = running === end;
    planned.disabled = !held;
    return running;
  };
  const go = (step) => {
    held = { item: Math.min(end, Math.max(0, show() + step)), since: now() };
    show();
  };
  back.addEventListener("click", () => go(-1));
  on.addEventListener("click", () => go(1));
  planned.addEventListener("click", () => { held = null; show(); });
  show();
  setInterval(show, 1000);
})();
