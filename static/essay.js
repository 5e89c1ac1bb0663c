// What script adds to an essay: four parts that know nothing of each other. Without them there is
// nothing to miss.

// Reading paths: who came by one finds its steps at the top, and first at the end. What was read
// to the end stays in this browser, for path.js.
{
	const slug = new URLSearchParams(location.search).get("path");
	const nav = [...document.querySelectorAll("[data-path]")].find((n) => n.dataset.path === slug);
	if (nav) {
		document.querySelector(".opening").append(nav.firstElementChild.cloneNode(true));
		document.querySelector("article").after(nav);
		nav.classList.add("current");
		new IntersectionObserver(([end]) => {
			if (end.isIntersecting) localStorage["read:" + location.pathname] = 1;
		}).observe(nav);
	}
}

// Permalinks: a ¶ beside the paragraph under the pointer. A click copies the link to it, the next
// click the paragraph with its source. It is one link only, one stop of the Tab key, and the arrow
// keys move it.
{
	const words = document.currentScript.dataset;
	const spots = [...document.querySelectorAll(".text > :is(p, h2, h3, h4)[id]")];
	const box = document.createElement("span");
	const sign = document.createElement("a");
	const said = document.createElement("span");
	let spot, linked;

	const put = (next) => {
		spot = next;
		linked = said.textContent = "";
		sign.href = "#" + spot.id;
		spot.prepend(box);
	};

	const quotation = () => {
		const words = spot.cloneNode(true);
		const source = document.querySelector(".citation").cloneNode(true);
		for (const part of words.querySelectorAll(".pilcrow, sup")) part.remove();
		for (const part of source.querySelectorAll("[download]")) part.remove();
		return `${words.textContent.replace(/\s+/g, " ").trim()}\n\n${source.textContent.trim()}${sign.hash}`;
	};

	if (spots[0] && navigator.clipboard) {
		box.className = "pilcrow";
		sign.ariaLabel = sign.title = words.copy;
		said.role = "status";
		box.append(sign, said);
		put(spots.find((each) => encodeURI("#" + each.id) == location.hash) ?? spots[0]);

		document.addEventListener("pointerover", ({ target }) => {
			const next = target.closest(".text > *");
			if (next != spot && spots.includes(next) && !sign.matches(":focus-visible")) put(next);
		});
		sign.addEventListener("keydown", (event) => {
			const next = spots[spots.indexOf(spot) + { ArrowUp: -1, ArrowDown: 1 }[event.key]];
			if (!next) return;
			event.preventDefault();
			put(next);
			sign.focus();
		});
		sign.addEventListener("click", async (event) => {
			event.preventDefault();
			await navigator.clipboard.writeText(linked ? quotation() : sign.href);
			said.textContent = linked ? words.quote : words.link;
			linked = !linked;
		});
	}
}

// The key / opens search; on other pages a line in base.html does.
addEventListener("keydown", (event) => {
	const link = document.querySelector("[accesskey='/']");
	if (!link || event.key != "/" || event.altKey || event.ctrlKey || event.metaKey) return;
	if (event.target.matches(":read-write, select")) return;
	event.preventDefault();
	link.click();
});

// Popovers, shown by resting on a link.
if (matchMedia("(pointer:fine)").matches) {
	const box = document.createElement("aside");
	let over, timer;
	const show = async (link) => {
		const it = link.pathname == location.pathname ? document.querySelector(link.hash)
			: Document.parseHTMLUnsafe(await (await fetch(link)).text()).querySelector("article header");
		if (!it || over != link) return;
		box.innerHTML = it.innerHTML.replace(/(<\/?)h1/g, "$1p");
		for (const row of box.querySelectorAll(".themes"))
			row.textContent = [...row.children].filter((a) =>
				document.querySelector(`main [href="${a.pathname}"]`)).map((a) => a.text).join(", ");
		box.showPopover({ source: link });
	};
	document.body.append(box);
	box.popover = "auto";
	onmouseover = ({ target }) => {
		const it = target.closest("[popover], main a[href^='/']:not([href*='.']), [href^='#fn']");
		if (it == over) return;
		clearTimeout(timer);
		over = it;
		if (it != box) timer = setTimeout(() => it ? show(it) : box.hidePopover(), 400);
	};
}
