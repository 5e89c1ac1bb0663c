// Search as one types; words.js or fulltext.js adds whole texts.
const [form, found, all] = document.querySelectorAll("#search, #found, #all");
const { q, theme, author, year } = form.elements, say = form.dataset, more = all.previousElementSibling;
const { items } = await (await fetch(say.index)).json();
const MOST = 20; // results at a time

const SPELLED = { ł: "l", ß: "ss", œ: "oe", æ: "ae", ø: "o", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
const plain = (text) => `${text}`.toLowerCase().replace(/[łßœæøđðþıς]/g, (it) => SPELLED[it])
	.normalize("NFD").replace(/\p{M}/gu, "");
const make = (name, inside, className = "") => {
	const it = Object.assign(document.createElement(name), { className });
	it.append(...[inside].flat());
	return it;
};

// Where a text has words, whatever their accents: pairs of first letter and end.
function spots(text, words) {
	const at = [];
	let folded = "", n = 0;
	for (const letter of text) {
		const it = plain(letter);
		folded += it;
		for (const _ of it.split("")) at.push(n);
		n += letter.length;
	}
	at.push(n);
	return [...folded.matchAll(words)].map((hit) => [at[hit.index], at[hit.index + hit[0].length]]);
}

function marked(text, words) {
	let end = 0;
	const parts = spots(text, words).flatMap(([from, to]) =>
		[text.slice(end, from), make("mark", text.slice(from, end = to))]);
	return [...parts, text.slice(end)];
}

items.forEach((it, n) => {
	it.essay = n < say.essays;
	const of = it.themes.map((at) => items[at]);
	it.row = all.children[n] ?? make("li", [
		make("p", Object.assign(make("a", it.title), { href: it.url }), "title"), make("p", say.entry, "byline")]);
	it.names = of.map((one) => one.title);
	it.texts = [[it.title, it.aliases], [it.names, of.map((one) => one.aliases)],
		it.headings, it.lead].map(plain);
});

let turn = 0, whole;

async function search() {
	const terms = plain(q.value).match(/[\p{L}\p{N}]+/gu) ?? [];
	const words = (terms) => RegExp(terms.map((term) => say.start + term).join("|") || "$^", "gu");
	const tests = terms.map((term) => words([term])), any = words(terms);
	const fits = (it) => [[theme, it.names], [author, it.authors], [year, [it.year]]]
		.every(([field, of]) => !field?.value || of.includes(field.value));
	const asked = new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));

	const row = ({ it, jump }) => {
		const row = it.row.cloneNode(true), texts = [];
		for (const [id, text] of it.headings) if (plain(text).search(any) >= 0)
			row.append(make("p", Object.assign(make("a", text), { href: `${it.url}#${id}` }), "why"));
		row.append(make("p", it.names.join(", "), "themes"));
		for (let walk = document.createNodeIterator(row, 4), it; (it = walk.nextNode()); ) texts.push(it);
		for (const text of texts) text.replaceWith(...marked(text.data, any));
		row.append(jump ?? "");
		return row;
	};
	// Shows hits, 20 at a time; `look` finds the paragraph of a hit, or that there is none.
	const show = async (hits, some, none) => {
		const mine = ++turn;
		let at = 0, gone = 0, begun;
		const next = async () => {
			const rows = [];
			for (let part; rows.length < MOST && (part = hits.slice(at, at += MOST))[0]; ) {
				await Promise.all(part.map(async (hit) => (hit.jump ??= await hit.look?.())));
				const kept = part.filter((hit) => hit.score || hit.jump);
				gone += part.length - kept.length;
				rows.push(...kept.map(row));
			}
			if (mine != turn) return;
			if (!begun) found.replaceChildren(), (begun = true);
			found.append(...rows);
			const left = Math.max(0, hits.length - at), count = hits.length - gone;
			more.hidden = !left;
			more.textContent = more.value.replace("{}", left);
			form.lastElementChild.textContent = count ? some.replace("{}", count) : none;
			return rows[0];
		};
		all.hidden = true;
		more.onclick = async () => (await next())?.querySelector("a").focus();
		await next();
		return mine == turn && !found.firstChild;
	};

	const hits = items.filter(fits).map((it) => ({ it, score: tests.reduce((sum, test) =>
		sum + [8, 4, 3, 1][it.texts.findIndex((text) => text.search(test) >= 0)], it.themes[0] ? 1 : 2) }))
		.filter((hit) => hit.score).sort((a, b) => b.score - a.score);
	history.replaceState(0, "", "?" + asked);
	all.hidden = asked.size;
	if (!asked.size) return found.replaceChildren(), more.hidden = true, form.lastElementChild.textContent = "";
	if (!terms[0] || !say.full) return show(hits, say.some, say.none);
	show(hits, say.wait, say.wait);
	const last = turn;
	whole ??= import(say.full).then((it) => it.default, () => 0);
	const find = await whole;
	if (last != turn) return;
	if (!find) return show(hits, say.some, say.none);
	find({ query: q.value, terms, items, near: hits, fits, show, say, spots, marked, make });
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
if (!location.hash) q.focus();
search();
