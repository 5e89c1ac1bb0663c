// Search as one types: docs/templates.md.
const [form, found, all] = document.querySelectorAll("#search, #found, #all");
const { q } = form, { apart, ...say } = form.dataset;
const more = all.previousElementSibling, status = form.lastElementChild;
const MOST = 20; // at a time
const LINE_END = "\u2063"; // no part of a fragment may cross it
const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, pre, blockquote, figcaption, summary";
const SPELLED = { ł: "l", ß: "ss", œ: "oe", æ: "ae", ø: "o", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

const get = (url) => fetch(new URL(url, new URL(say.index, location))).then((it) => it.ok ? it.text() : Promise.reject());
const make = (name, values, ...inside) => {
	const it = Object.assign(document.createElement(name), values);
	it.append(...inside);
	return it;
};
const texts = (root) => {
	const all = [], walk = document.createNodeIterator(root, 4);
	while (walk.nextNode()) all.push(walk.referenceNode);
	return all;
};
const parted = (granularity, text) => new Intl.Segmenter([], { granularity }).segment(text);
const plain = (text) => `${text}`.toLowerCase().replace(/\P{ASCII}/gu, (it) => SPELLED[it] ?? it)
	.normalize("NFD").replace(/\p{M}/gu, "");
const has = (text, words) => text.search(words) >= 0;
const named = (it, words) => it.texts.some((text) => has(text, words));

// Where a text has words: first letter and end.
function spots(text, words) {
	const at = [];
	let folded = "", n = 0;
	for (const letter of text) {
		folded += plain(letter);
		while (at.length < folded.length) at.push(n);
		n += letter.length;
	}
	return [...folded.matchAll(words)].map(({ 0: hit, index }) => [at[index], at[index + hit.length] ?? n]);
}

function marked(text, words) {
	let end = 0;
	const parts = spots(text, words).flatMap(([from, to]) =>
		[text.slice(end, from), make("mark", {}, text.slice(from, end = to))]);
	return [...parts, text.slice(end)];
}

// A word and its slips.
function spellings(word, slip) {
	const all = [word];
	for (let n = 0; slip && word[4] && word[n]; n++) {
		const start = word.slice(0, n), letter = word[n], rest = word.slice(n + 1);
		all.push(start + "." + rest, start + "." + letter + rest, start + rest,
			start + rest.slice(0, 1) + letter + rest.slice(1));
	}
	return all;
}

// Finds essays by beginnings of words (src/sitegen/render/wordlist.py).
function listed(text) {
	const [heads, steps] = text.split("\n");
	let before = "";
	const keys = [...heads.slice(1).matchAll(/([A-J])([^A-J]*)/gu)].map(([, shared, rest]) =>
		(before = before.slice(0, shared.charCodeAt() - 65) + rest));
	const lists = steps.split(" ").map((list) => {
		let n = -1;
		return list && [...list].flatMap((step) => (n += step.charCodeAt() - 33 || 93, step == "!" ? [] : n));
	});
	return (starts) => {
		const key = RegExp(`^(?:${starts.join("|")})`, "u");
		return keys.flatMap((it, n) => (has(it, key) ? lists[n] : []));
	};
}

async function wordlist() {
	const list = await get("search/words.txt");
	const find = say.parts ? (await import(say.parts)).default(list, get, listed) : listed(list);
	return async ({ terms, slip, ...asked }) => {
		const sets = await Promise.all(terms.map((term) => Promise.all(
			term.match(RegExp(`${apart}|(?:(?!${apart}).)+`, "gu")).map(async (word) =>
				new Set(await find(spellings(word, slip).map((it) => it.slice(0, list[0]))))))));
		return items.filter((it, n) => n < say.essays && asked.tests.every((test, at) =>
			named(it, test) || sets[at].every((set) => set.has("") || set.has(n)))).map((it) => [it, () => look(it, asked)]);
	};
}

// An essay as blocks.
async function read(url) {
	const html = new DOMParser().parseFromString(await get(url), "text/html"), blocks = [];
	for (const it of html.querySelectorAll("br, [role=doc-noteref], [role=doc-backlink]")) it.replaceWith(LINE_END);
	let home;
	for (const root of html.querySelectorAll(".text, .notes")) for (const it of texts(root)) {
		const at = it.parentNode.closest(BLOCKS) ?? root;
		if (at != home) blocks.push({ id: at.closest("[id]").id, text: "" });
		home = at;
		blocks.at(-1).text += (at.localName == "pre" ? it.data.replace(/\n/g, LINE_END + " ") : it.data).replace(/\s+/g, " ");
	}
	return blocks;
}

// The block with most words, if all are there.
async function look(it, { tests, any }) {
	const blocks = await (it.blocks ??= read(it.url).catch(() => []));
	const of = blocks.map(({ text }) => tests.filter((test) => has(plain(text), test)));
	const most = of.reduce((a, b) => (b.length > a.length ? b : a), []);
	return most[0] && tests.every((test) => named(it, test) || of.some((has) => has.includes(test)))
		&& quoted(it, blocks[of.indexOf(most)], any);
}

// The sentence with the first word, linked to three.
function quoted(it, { id, text }, words) {
	const hits = spots(text, words), [[first]] = hits;
	const { index, segment } = parted("sentence", text).containing(first);
	const sentence = text.slice(
		Math.max(index, text.lastIndexOf(" ", first - 160)),
		Math.min(index + segment.length, first + 240));
	const theme = items[it.passages.find(([at]) => at == id)?.[1]];
	return make("p", { className: "jump" }, theme ? make("span", { className: "label" }, theme.title) : "", " ",
		make("a", { href: `${it.url}#${encodeURIComponent(id)}:~:${hits.slice(0, 3).map((hit) => part(text, ...hit)).join("&")}` },
			...marked(sentence.replaceAll(LINE_END, ""), words)));
}

// Names words by two before them in the line.
function part(text, from, to) {
	const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
	const words = parted("word", text), { index, segment } = words.containing(to - 1);
	from = words.containing(from).index;
	const line = text.slice(text.lastIndexOf(LINE_END, from - 1) + 1, from);
	const [near] = [...parted("word", line)].filter((it) => it.isWordLike).slice(-2);
	return "text=" + (near ? encoded(line.slice(near.index).trim()) + "-," : "") + encoded(text.slice(from, index + segment.length));
}

let items, ready, whole, turn = 0;

async function load() {
	({ items } = JSON.parse(await get(say.index)));
	items.forEach((it, n) => {
		const of = it.themes.map((at) => items[at]), theme = of.map((one) => one.title);
		it.of = { theme, author: it.authors, year: it.year };
		it.row = all.children[n] ?? make("li", {}, make("p", { className: "title" }, make("a", { href: it.url }, it.title)), make("p", { className: "byline" }, say.entry));
		it.texts = [[it.title, it.aliases], [theme, of.map((one) => one.aliases)], it.headings, it.lead].map(plain);
	});
}

async function search(slip) {
	const mine = ++turn;
	const asked = new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));
	const terms = plain(q.value).match(/[\p{L}\p{N}]+/gu) ?? [];
	const words = terms.map((term) => `${say.start}(?:${spellings(term, slip).join("|")})`
		+ (slip && term[4] ? "(?:e?[sn])?(?!\\p{L})" : `(?:(?!${apart})[\\p{L}\\p{N}])*`));
	const tests = words.map((word) => RegExp(word, "gu")), any = RegExp(words.join("|") || "$^", "gu");

	const row = ({ it, jump = "" }) => {
		const row = it.row.cloneNode(true);
		for (const [id, text] of it.headings) if (has(plain(text), any))
			row.append(make("p", { className: "why" }, make("a", { href: `${it.url}#${id}` }, text)));
		row.append(make("p", { className: "themes" }, it.of.theme.join(", ")));
		for (const text of texts(row)) text.replaceWith(...marked(text.data, any));
		row.append(jump);
		return row;
	};
	// `look` finds the block of a hit, or none.
	const show = async (hits, some, none) => {
		let shown = 0;
		const next = more.onclick = async () => {
			for (let part; (part = hits.slice(0, shown + MOST).filter((hit) => hit.look))[0]; ) {
				await Promise.all(part.map(async (hit) => (hit.jump = await hit.look() || "", hit.look = 0)));
				hits = hits.filter((hit) => hit.score || hit.jump || hit.look);
			}
			if (mine != turn) return;
			const rows = hits.slice(shown, shown + MOST).map(row), left = hits.length - shown - MOST;
			if (shown) found.append(...rows), rows[0]?.querySelector("a").focus();
			else found.replaceChildren(...rows);
			shown += MOST;
			more.hidden = left <= 0;
			more.textContent = more.value.replace("{}", left);
			status.textContent = hits[0] ? some.replace("{}", hits.length) : none;
		};
		await next();
		return hits[0];
	};

	history.replaceState(0, "", "?" + asked);
	all.hidden = asked.size;
	if (!asked.size) return show([], "", "");
	status.textContent = say.wait;
	whole ??= wordlist().catch(() => {});
	await (ready ??= load());
	const fits = (it) => [...asked].every(([name, value]) => it.of[name]?.includes(value) ?? true);
	const hits = (looks) => [...new Set([...looks.keys(), ...items])].filter(fits).map((it) => ({
		it, look: looks.get(it), score: tests.reduce((sum, test) =>
			sum + [8, 4, 3, 1][it.texts.findIndex((text) => has(text, test))], it.themes[0] ? 1 : 2) || 0,
	})).filter((hit) => hit.score || hit.look).sort((a, b) => b.score - a.score);
	if (!terms[0]) return show(hits(new Map()), say.some, say.none);
	show(hits(new Map()), say.wait, say.wait);
	const looks = new Map(await (await whole)?.({ terms, tests, any, slip }));
	if (!(await show(hits(looks), say.some, slip ? say.none : say.wait)) && !slip && mine == turn) search(true);
}

form.onsubmit = () => (found.querySelector("a")?.focus(), false);
form.oninput = () => search();
onkeydown = ({ key }) => {
	const stops = [0, q, ...found.querySelectorAll("a")];
	const at = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[key];
	if (at > 0) return stops[at]?.focus(), false;
	if (key == "Escape") q.value = "", q.focus(), search();
};
for (const field of form) field.value = new URLSearchParams(location.search).get(field.name) ?? "";
form.hidden = false;
if (location.hash) q.focus();
search();
