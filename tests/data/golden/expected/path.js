// The page of a reading path: what this browser saw read to the end, and where to continue.
{
	const way = document.querySelector(".way");
	let begun, next;
	for (const a of way.querySelectorAll(".title a")) {
		if (!localStorage["read:" + a.pathname]) next ??= a;
		else a.parentNode.nextElementSibling.append("\xa0· ", (begun = way.dataset.read));
	}
	if (begun && next) {
		const [start, end] = way.dataset.continue.split("{}");
		const p = document.createElement("p");
		p.append(start, next.cloneNode(true), end);
		way.before(p);
	}
}
