// Whole texts for search.js, by the beginnings of words that search/words.txt lists for each essay
// (src/sitegen/render/wordlist.py). The essay itself shows whether it has the words, and where.
const answer = await fetch(new URL("search/words.txt", import.meta.url));
if (!answer.ok) throw Error(answer.status);
const [heads, steps] = (await answer.text()).split("\n");
const LENGTH = +heads[0]; // letters of a beginning
const LINE_END = "\u2063"; // no part of a text fragment may cross it
const { apart } = document.querySelector("#search").dataset;
const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, pre, blockquote, figcaption, summary";

let before = [];
const keys = [...heads.slice(1).matchAll(/([A-J])([^A-J]*)/gu)].map(([, shared, rest]) =>
	(before = [...before.slice(0, shared.charCodeAt() - 65), ...rest]).join(""));
const lists = steps.split(" ");
const numbers = (list, n = -1) => [...list].flatMap((step) => {
	n += step.charCodeAt() - 33 || 93;
	return step == "!" ? [] : n;
});

// A word as lists of letters: itself, or all that one slip could have made of it.
function spellings(term, slip) {
	const word = [...term], all = [word], L = "\\p{L}";
	if (slip && word.length > 4) word.forEach((letter, n) => {
		const start = word.slice(0, n), rest = word.slice(n + 1);
		all.push([...start, L, ...rest], [...start, L, letter, ...rest], [...start, ...rest],
			[...start, rest[0] ?? "", letter, ...rest.slice(1)]);
	});
	return all;
}

// The numbers of the essays that may have a word.
function essays(term, slip) {
	const parts = term.match(RegExp(`${apart}|(?:(?!${apart}).)+`, "gu"));
	return parts.map((part) => {
		const heads = spellings(part, slip).map((word) => word.slice(0, LENGTH).join(""));
		const key = RegExp(`^(?:${heads.join("|")})`, "u");
		return new Set(keys.flatMap((it, n) => (key.test(it) ? numbers(lists[n]) : [])));
	}).reduce((one, other) => one.intersection?.(other) ?? new Set([...one].filter((n) => other.has(n))));
}

const pages = {};
const page = (url) => (pages[url] ??= read(url).catch(() => []));

// An essay as blocks that each have the id of an element and a text.
async function read(url) {
	const html = await (await fetch(url)).text();
	const all = [], of = new Map();
	for (const root of new DOMParser().parseFromString(html, "text/html").querySelectorAll(".text, .notes")) {
		for (let walk = document.createNodeIterator(root, 5), it; (it = walk.nextNode()); ) {
			const at = it.data == null ? it : it.parentElement, home = at.closest(BLOCKS);
			if (!home || !root.contains(home) || at.closest("[role=doc-backlink]")) continue;
			if (!of.has(home)) {
				of.set(home, { id: home.closest("[id]")?.id ?? "", text: "" });
				all.push(of.get(home));
			}
			const block = of.get(home);
			if (at.closest("[role=doc-noteref]") || at.localName == "br" || at != home && at.matches(BLOCKS)) block.text += LINE_END;
			else if (it.data) block.text += home.localName == "pre" ? it.data.replace(/\n/g, LINE_END + " ") : it.data.replace(/\s+/g, " ");
		}
	}
	return all.filter((block) => block.text.trim());
}

const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

// Names a word by up to two before it in its line, so that the browser marks this one alone.
function part(text, [from, to]) {
	const line = text.slice(text.lastIndexOf(LINE_END, from - 1) + 1, from);
	const near = RegExp(`${apart}{1,2}$`, "u").exec(line)?.[0] ?? /(?:\S+\s+){0,2}\S*$/.exec(line)[0].trim();
	return `text=${near && `${encoded(near)}-,`}${encoded(text.slice(from, to))}`;
}

export default async function ({ terms, items, near, fits, show, say, spots, marked, make }) {
	const end = `(?:(?!${apart})[\\p{L}\\p{N}])*`;
	for (const slip of [false, true]) {
		const words = terms.map((term) => `${say.start}(?:${spellings(term, slip).map((word) => word.join("")).join("|")})`
			+ (slip && term.length > 4 ? "(?:e?[sn])?(?![\\p{L}])" : end));
		const tests = words.map((word) => RegExp(word, "gu")), any = RegExp(words.join("|"), "gu");
		const maybe = terms.map((term) => essays(term, slip));
		const named = (it, test) => it.texts.some((text) => text.search(test) >= 0);

		// The paragraph with most of the words, if the essay has them all.
		const look = async (it) => {
			let best, most = 0;
			const missing = new Set(tests.filter((test) => !named(it, test)));
			for (const block of await page(it.url)) {
				const has = tests.filter((test) => spots(block.text, test)[0]);
				for (const test of has) missing.delete(test);
				if (has.length > most) [best, most] = [block, has.length];
			}
			return best && !missing.size ? quoted(it, best) : "";
		};
		const quoted = (it, { id, text }) => {
			const hits = spots(text, any), [[first]] = hits;
			const ends = [...text.matchAll(/[.!?…]["'”’»)\u2063]*\s+|[。！？]["”’」』]*/g)].map((it) => it.index + it[0].length);
			const start = Math.max(ends.findLast((n) => n <= first) ?? 0, text.lastIndexOf(" ", Math.max(0, first - 160)) + 1);
			const stop = Math.min(ends.find((n) => n > first) ?? text.length, first + 240);
			const link = make("a", marked(text.slice(start, stop).replaceAll(LINE_END, ""), any));
			link.href = `${it.url}#${encodeURIComponent(id)}:~:${hits.slice(0, 3).map((hit) => part(text, hit)).join("&")}`;
			const theme = it.passages.find(([at]) => at == id)?.[1];
			return make("p", [theme == null ? "" : make("span", items[theme].title, "label"), " ", link], "jump");
		};

		const scores = new Map(near.map((hit) => [hit.it, hit.score]));
		const score = (it) => scores.get(it) ?? +tests.every((test) => named(it, test));
		const hits = items.map((it, n) => ({ it, n, score: score(it), look: it.essay ? () => look(it) : undefined }))
			.filter(({ it, n, score }) => fits(it) && (score || it.essay
				&& tests.every((test, at) => maybe[at].has(n) || named(it, test))))
			.sort((a, b) => b.score - a.score);
		if (!(await show(hits, say.some, slip ? say.none : say.wait))) return;
	}
}
