/* Numbers typed without signal wait on this phone and go out once: the key of the form makes a repeat harmless. */
(() => {
  "use strict";
  const MOST_TRIES = 3;
  const form = document.querySelector("form[data-waits]");
  const arrived = document.querySelector("[data-arrived]");
  const picked = (form ? [...form.querySelectorAll("input[type=file]")] : []);
  const nameOf = (path, person) => `waiting:${person}:${path}`;

  /* Photos and recordings are too large for words' place: they wait in a place of their own under the same name. */
  const files = (mode, act) => new Promise((done, failed) => {
    const opening = indexedDB.open("waiting", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const moving = opening.result.transaction("files", mode);
      const asked = act(moving.objectStore("files"));
      moving.oncomplete = () => { opening.result.close(); done(asked.result); };
      moving.onabort = () => failed(moving.error);
    };
  });
  const keepFiles = (name) => {
    const chosen = picked.filter((one) => one.files.length).map((one) => [one.name, one.files[0]]);
    return files("readwrite", (place) => (chosen.length ? place.put(chosen, name) : place.delete(name)));
  };
  const fillFiles = async (name) => {
    for (const [field, file] of (await files("readonly", (place) => place.get(name))) || []) {
      const control = form.elements.namedItem(field);
      if (!control || control.files.length) continue;
      const carrier = new DataTransfer();
      carrier.items.add(file);
      control.files = carrier.files;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const forgetFiles = (name) => files("readwrite", (place) => place.delete(name));

  if (arrived) {
    const name = nameOf(arrived.dataset.arrived, arrived.dataset.person);
    localStorage.removeItem(name);
    if (indexedDB.databases) indexedDB.databases().then((all) => all.some((one) => one.name === "waiting") && forgetFiles(name));
    return;
  }
  if (!form) return;
  const name = nameOf(form.dataset.waits, form.dataset.person);
  const banner = form.querySelector("[data-waiting]");
  const read = () => JSON.parse(localStorage.getItem(name) || "null");
  const keep = (entry) => localStorage.setItem(name, JSON.stringify(entry));

  if ("answered" in form.dataset) { // the server has it and asks something; a chosen file is chosen again
    localStorage.removeItem(name);
    if (picked.length) fillFiles(name);
  }

  const show = (isWaiting) => { banner.hidden = !isWaiting; };
  const wait = () => {
    show(true);
    banner.scrollIntoView({ block: "center" });
  };

  const fill = (values) => {
    for (const [field, value] of values) {
      const control = form.elements.namedItem(field);
      if (!control || field === "csrfmiddlewaretoken") continue;
      if (control.type === "checkbox") control.checked = true;
      else control.value = value;
    }
  };

  const send = async () => {
    const entry = read();
    if (!entry || !navigator.onLine) return show(Boolean(entry));
    if (entry.tries >= MOST_TRIES) return fill(entry.values); // somebody looks and sends it again
    keep({ ...entry, tries: entry.tries + 1 });
    fill(entry.values);
    if (picked.length) await fillFiles(name);
    go(entry.button);
  };
  const go = (button) => {
    if (button) {
      const pressed = document.createElement("input");
      [pressed.type, pressed.name, pressed.value] = ["hidden", button[0], button[1]];
      form.append(pressed);
    }
    form.submit();
  };

  /* Files first, then words, then the banner: what is said to wait is kept, and words do not go out without their photo. */
  const keepAll = async (values, button) => {
    const unkept = banner.querySelector("[data-unkept]");
    const isKept = await keepFiles(name).then(() => true, () => !picked.some((one) => one.files.length));
    if (unkept) unkept.hidden = isKept;
    keep({ values, button, tries: 0 });
    if (navigator.onLine) return go(button);
    wait();
  };

  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    const isWord = ([field, value]) => field !== "csrfmiddlewaretoken" && typeof value === "string";
    const values = [...new FormData(form)].filter(isWord);
    const button = pressed && pressed.name ? [pressed.name, pressed.value] : null;
    if (picked.length) {
      event.preventDefault();
      keepAll(values, button);
      return;
    }
    keep({ values, button, tries: 0 });
    if (navigator.onLine) return;
    event.preventDefault();
    wait();
  });
  /* A page that was kept on the phone has an old token: with signal it is fetched anew, and then sends. */
  window.addEventListener("online", () => { if (read()) location.assign(form.dataset.waits); });
  window.addEventListener("offline", () => show(Boolean(read())));
  send();

  /* Without a worker (an old browser, no HTTPS) the page must be open before the signal goes; all else is the same. */
  const keepPage = async () => {
    await navigator.serviceWorker.register(`${form.dataset.waits}worker.js`);
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map((part) => part.name);
    const here = parts.filter((name) => new URL(name).pathname.startsWith("/static/"));
    active.postMessage([form.dataset.waits, ...new Set(here)]);
  };
  if (navigator.serviceWorker && navigator.onLine) window.addEventListener("load", keepPage);
})();
