// Shows a page of `passage serve --watch` as it is after the last build, and what is wrong since.
// Nothing is said while nothing is wrong, and nothing is touched that is not ours.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.build;
  let source, region;

  function tell(problems) {
    const told = problems.join("\n");
    if (region && region.textContent === told) return;
    if (region) region.remove();
    region = undefined;
    if (!told) return;
    region = document.createElement("div");
    region.id = "passage-problems";
    region.lang = "en";
    region.dir = "ltr";
    region.setAttribute("role", "alert");
    region.style.cssText =
      "white-space:pre-wrap;overflow-wrap:anywhere;font:1rem/1.5 monospace;padding:1rem;" +
      "margin:0;border:.25rem solid #b00020;background:#fff;color:#000";
    document.body.prepend(region);
    // An alert is heard when words come into it, not when it comes with them.
    requestAnimationFrame(() => { if (region) region.textContent = told; });
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/_passage/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.build !== shown) location.reload();
      else tell(news.problems);
    };
  }

  // A browser has few connections to one server: pages that nobody sees leave them to others.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    if (source) source.close();
    source = undefined;
  });
  addEventListener("pagehide", () => { if (source) source.close(); source = undefined; });
  addEventListener("pageshow", listen);
  listen();
})();
