// Reading paths. What was read stays in this browser.
{
  const $ = (name) => document.querySelector(name);
  const slug = new URLSearchParams(location.search).get("path");
  const nav = [...document.querySelectorAll("[data-path]")].find((n) => n.dataset.path === slug);
  if (nav) {
    $(".opening").append(nav.firstElementChild.cloneNode(true));
    $("article").after(nav);
    nav.classList.add("current");
    new IntersectionObserver(([end]) => {
      if (end.isIntersecting) localStorage["read:" + location.pathname] = 1;
    }).observe(nav);
  }
  const way = $(".way");
  let begun, next;
  for (const a of document.querySelectorAll(".way .title a")) {
    if (!localStorage["read:" + a.pathname]) next ??= a;
    else a.parentNode.nextElementSibling.append(" · ", (begun = way.dataset.read));
  }
  if (begun && next) {
    const [start, end] = way.dataset.continue.split("{}");
    const p = document.createElement("p");
    p.append(start, next.cloneNode(true), end);
    way.before(p);
  }
}
