"use strict";
(() => {
  const form = document.getElementById("form");
  const state = document.getElementById("state");
  const answerOf = (name) => {
    const inputs = [...form.elements].filter((one) => one.name === name);
    const first = inputs[0];
    if (first.type === "checkbox") return first.checked;
    if (first.type === "radio") {
      const chosen = inputs.find((one) => one.checked);
      return chosen ? chosen.value : null;
    }
    return first.value.trim() === "" ? null : first.value;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const names = [...new Set([...form.elements].map((one) => one.name).filter(Boolean))];
    const saved = {
      format: 1,
      form: form.dataset.form,
      version: form.dataset.version,
      hash: form.dataset.hash,
      answers: Object.fromEntries(names.map((name) => [name, answerOf(name)])),
    };
    const file = new Blob([JSON.stringify(saved, null, 2)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = form.dataset.file;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    state.textContent = state.dataset.saved;
  });
})();
