/* Keeps one page on this phone, so that it opens without signal. It lives below that page and keeps nothing else. */
"use strict";
const KEPT = "{{ kept }}";
const PAGE = new URL(self.registration.scope).pathname;

const isPage = (request) => request.mode === "navigate" && new URL(request.url).pathname === PAGE;

const keep = async (addresses) => {
  const answers = await Promise.all(addresses.map((address) => fetch(address, { credentials: "same-origin" })));
  if (answers.some((answer) => answer.status !== 200 || answer.redirected)) return; // the sign-in page is not kept
  await caches.delete(KEPT); // what belonged to an older page, or to somebody else, goes with it
  const kept = await caches.open(KEPT);
  await Promise.all(addresses.map((address, at) => kept.put(address, answers[at])));
};

const fromTheServer = async (request) => {
  const answer = await fetch(request);
  if (isPage(request) && request.method === "GET") {
    if (answer.status === 200 && answer.type === "basic") await (await caches.open(KEPT)).put(PAGE, answer.clone());
    else await caches.delete(KEPT); // whoever may not see the page any more shall not find it here either
  }
  return answer;
};

const fromThePhone = async (request) => {
  const kept = await caches.open(KEPT);
  const found = await kept.match(isPage(request) ? PAGE : request.url, { ignoreVary: true });
  return found || Response.error();
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" && !isPage(request)) return;
  event.respondWith(fromTheServer(request).catch(() => fromThePhone(request)));
});
