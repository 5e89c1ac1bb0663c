// Search as one types; fulltext.js adds whole texts.
const [form, found, all] = document.querySelectorAll("#search, #found, #all");
const { q, theme, author, year } = form.elements, say = form.dataset;
const { items } = await (await fetch(say.index)).json();
const nfd = (text) => `${text}`.normalize("NFD");
const make = (name, inside, className = "") => {
	const it = Object.assign(document.createElement(name), { className });
	it.append(inside);
	return it;
};
items.forEach((it, n) => {
	const of = it.themes.map((at) => items[at]);
	it.row = all.children[n];
	it.names = of.map((one) => one.title);
	it.texts = [[it.title, it.aliases], [it.names, of.map((one) => one.aliases)],
		it.headings, it.lead].map(nfd);
});

let whole;
function search() {
	const words = (nfd(q.value).replace(/\p{M}/gu, "").match(/[\p{L}\d]+/gu) ?? []).map(
		(word) => `${say.start || ""}${[...word].join("\\p{M}*")}\\p{M}*`);
	const tests = words.map((word) => RegExp(word, "iu"));
	const any = RegExp(`(${words.join("|") || "$^"})`, "iu");
	const fits = (it) => [[theme, it.names], [author, it.authors], [year, [it.year]]]
		.every(([{ value }, of]) => !value || of.includes(value));
	const asked = new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));

	const row = ({ it, jump = "" }) => {
		const row = it.row.cloneNode(true), texts = [];
		for (const [id, text] of it.headings) if (any.test(nfd(text)))
			row.append(make("p", Object.assign(make("a", text), { href: `${it.url}#${id}` }), "why"));
		row.append(make("p", it.names.join(", "), "themes"));
		for (let walk = document.createNodeIterator(row, 4), it; (it = walk.nextNode()); ) texts.push(it);
		for (const text of texts) text.replaceWith(
			...nfd(text.data).split(any).map((part) => part.normalize())
				.map((part, n) => (n % 2 ? make("mark", part) : part)));
		row.append(jump);
		return row;
	};
	const show = (hits) => {
		all.hidden = asked.size;
		found.replaceChildren(...(asked.size ? hits.slice(0, 100) : []).map(row));
		form.lastElementChild.textContent = asked.size
			? hits[0] ? say.some.replace("{}", hits.length) : say.none : "";
	};
	const hits = items.filter(fits).map((it) => ({ it, score: tests.reduce((sum, test) =>
		sum + [8, 4, 3, 1][it.texts.findIndex((text) => test.test(text))], it.themes[0] ? 1 : 2) }))
		.filter((hit) => hit.score).sort((a, b) => b.score - a.score);
	history.replaceState(0, "", "?" + asked);
	show(hits);
	whole?.(words[0] && q.value, items, hits, fits, show);
}

form.onsubmit = () => (found.querySelector("a")?.focus(), false);
form.oninput = search;
onkeydown = ({ key }) => {
	const stops = [0, q, ...found.querySelectorAll("a")];
	const at = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[key];
	if (at > 0) return stops[at]?.focus(), false;
	if (key == "Escape") search(q.focus(), (q.value = ""));
};
for (const [name, value] of new URLSearchParams(location.search))
	if (form[name]) form[name].value = value;
form.hidden = false;
if (say.full) import(say.full).then((it) => search((whole = it.default)));
search();
