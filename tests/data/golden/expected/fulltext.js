// Whole texts for search.js, through pagefind: each hit leads to its paragraph and marks the words.
const site = new URL(".", import.meta.url), folder = new URL("search/full/", site);
const pagefind = await import(new URL("pagefind.js", folder));
await pagefind.options({ noWorker: true });
const urls = await (await fetch(new URL("essays.json", folder))).json();
const MOST = 30; // texts that are fetched for one query
let turn = 0;

export default async function search(query, items, near, fits, show) {
	const mine = ++turn;
	if (!query) return;
	const { results } = await pagefind.search(query);
	if (mine != turn) return;
	const byUrl = new Map(items.map((it) => [it.url, it]));
	const hits = results.map((result) => ({ result, it: byUrl.get(urls[result.id]) }))
		.filter(({ it }) => it && fits(it));
	await Promise.all(hits.slice(0, MOST).map(async (hit) => {
		hit.jump = jump(hit.it, items, await hit.result.data());
	}));
	if (mine != turn) return;
	// What is found in titles and themes stays first, now with its paragraph.
	const jumps = new Map(hits.map((hit) => [hit.it, hit]));
	const named = new Set(near.map((hit) => hit.it));
	show([...near.map((hit) => ({ ...hit, ...jumps.get(hit.it) })), ...hits.filter((hit) => !named.has(hit.it))]);
}

// The paragraph that says most of what was asked, quoted, with the theme it is marked with.
function jump(it, items, text) {
	const anchors = text.anchors.filter((one) => one.id && one.element != "sup")
		.sort((a, b) => a.location - b.location);
	const parts = anchors.map((one, n) => {
		const to = anchors[n + 1]?.location ?? Infinity;
		const inside = text.weighted_locations.filter(({ location: at }) => at >= one.location && at < to);
		return { ...one, to, at: inside.map((hit) => hit.location), weight: sum(inside) };
	});
	const best = parts.reduce((a, b) => (b.weight > a.weight ? b : a), { weight: 0 });
	if (!best.weight) return "";
	const words = text.content.split(/\s+/);
	const from = Math.max(best.location, best.at[0] - 8), to = Math.min(best.to, from + 36);
	const link = make("a", "", ...words.slice(from, to).flatMap((word, n) =>
		[best.at.includes(from + n) ? make("mark", "", word) : word, " "]));
	link.href = `${it.url}#${encodeURIComponent(best.id)}:~:${fragment(words, best)}`;
	const theme = it.passages.find(([id]) => id == best.id)?.[1];
	const label = theme === undefined ? [] : [make("span", "label", items[theme].title), " "];
	const [before, after] = [from > best.location ? "… " : "", to < Math.min(best.to, words.length) ? "…" : ""];
	link.prepend(before);
	link.append(after);
	return make("p", "jump", ...label, link);
}

const sum = (hits) => hits.reduce((total, hit) => total + hit.balanced_score, 0);

// Names up to three words by the two before them, so that the browser marks these and no others.
function fragment(words, { location, at }) {
	return at.slice(0, 3).map((n) => {
		const word = words[n].match(/[\p{L}\p{N}].*[\p{L}\p{N}]|[\p{L}\p{N}]/u)[0];
		const before = words[n].startsWith(word) && words.slice(Math.max(location, n - 2), n).join(" ");
		return `text=${before ? `${encoded(before)}-,` : ""}${encoded(word)}`;
	}).join("&");
}

const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

function make(name, className, ...inside) {
	const it = Object.assign(document.createElement(name), { className });
	it.append(...inside);
	return it;
}
