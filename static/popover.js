// Resting on a link shows the essay or note behind it.
const page = document, box = page.createElement("aside");
let over, timer;
async function show(link) {
	const from = link.hash.startsWith("#fn") ? page
		: Document.parseHTMLUnsafe(await (await fetch(link)).text());
	const it = from.querySelector(from == page ? link.hash : "article .opening");
	if (!it || over != link) return;
	box.innerHTML = it.innerHTML.replace(/(<\/?)h1/g, "$1p");
	for (const row of box.querySelectorAll(".themes"))
		row.replaceChildren(...[...row.children].filter(
			(own) => page.querySelector(`main [href="${own.pathname}"]`)));
	box.showPopover({ source: link });
}
if (matchMedia("(pointer:fine)").matches) {
	page.body.append(box);
	box.popover = "auto";
	onmouseover = ({ target }) => {
		const it = target.closest("[popover], main a[href^='/']:not([href*='.']), [href^='#fn']");
		if (it == over) return;
		clearTimeout(timer);
		over = it;
		if (it != box) timer = setTimeout(() => it ? show(it) : box.hidePopover(), 400);
	};
}
