/* One more, one fewer, and the name of a chosen file, without asking the server. Everything works without this too. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-quick-log]");
  if (!form) return;
  const people = form.elements.namedItem("people");

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=step]");
    if (!button) return;
    event.preventDefault();
    people.value = String(Math.max((Number.parseInt(people.value, 10) || 0) + Number(button.value), 0));
  });

  const label = form.querySelector("[data-counted]");
  const countsWhom = () => {
    const chosen = form.querySelector("input[name=activity]:checked");
    const words = chosen && chosen.closest("label").querySelector("[data-counts]");
    if (words && label) label.textContent = words.dataset.counts;
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "activity") {
      const other = form.elements.namedItem("other");
      if (other) other.value = "";
      countsWhom();
    }
    if (event.target.type !== "file") return;
    const said = form.querySelector(`[data-chosen="${event.target.name}"]`);
    if (said) said.textContent = event.target.files.length ? event.target.files[0].name : "";
    const shows = form.querySelector("[data-shows]");
    if (shows && event.target.name === "photo") shows.hidden = !event.target.files.length;
  });
  countsWhom();
  const shows = form.querySelector("[data-shows]");
  if (shows && !form.elements.namedItem("photo_shows").value) shows.hidden = true;
})();
