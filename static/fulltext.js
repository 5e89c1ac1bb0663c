// Whole texts for search.js, through pagefind: each hit leads to its paragraph and marks the words.
const site = new URL(".", import.meta.url), folder = new URL("search/full/", site);
const pagefind = await import(new URL("pagefind.js", folder));
await pagefind.options({ noWorker: true });
const urls = await (await fetch(new URL("essays.json", folder))).json();
const LINE_END = "\u2063"; // after the last word of each line

// In scripts without spaces each letter is a word of the index.
const { apart = "[]" } = document.querySelector("#search").dataset;
const letter = `(?=[\\p{L}\\p{N}])${apart}`;

// Returns each essay that has the words, with what quotes its paragraph, the best first.
export default async function search({ query, items, part }) {
	const runs = query.match(RegExp(`(?:${letter}\\p{M}*)+`, "gu")) ?? [];
	const others = runs.reduce((rest, run) => rest.replace(run, " "), query).trim();
	const asked = runs.map((run) => `"${run.match(/.\p{M}*/gu).join(" ")}"`);
	const found = [];
	for (const phrase of others ? [others, ...asked] : asked) found.push((await pagefind.search(phrase)).results);
	const byUrl = new Map(items.map((it) => [it.url, it]));
	const hits = (found[0] ?? []).map((one) => found.map((all) => all.find(({ id }) => id == one.id)))
		.filter((results) => results.every(Boolean));
	return hits.map((results) => [byUrl.get(urls[results[0].id]), results]).filter(([it]) => it)
		.map(([it, results]) => [it, async () => {
			const all = await Promise.all(results.map((result) => result.data()));
			return jump(it, items, all[0], all.flatMap((one) => one.weighted_locations), part);
		}]);
}

// The paragraph that says most of what was asked, quoted, with the theme it is marked with.
function jump(it, items, text, locations, part) {
	const anchors = text.anchors.filter((one) => one.id && one.element != "sup")
		.sort((a, b) => a.location - b.location);
	const parts = anchors.map((one, n) => {
		const to = anchors[n + 1]?.location ?? Infinity;
		const inside = locations.filter(({ location: at }) => at >= one.location && at < to);
		const at = [...new Set(inside.map((hit) => hit.location))].sort((a, b) => a - b);
		return { ...one, to, at, weight: sum(inside) };
	});
	const best = parts.reduce((a, b) => (b.weight > a.weight ? b : a), { weight: 0 });
	if (!best.weight) return "";
	const begin = RegExp(`^${letter}`, "u");
	const whole = text.content.split(/\s+/).map((word) => ({
		text: word.replaceAll(LINE_END, ""),
		ends: word.includes(LINE_END),
		apart: begin.test(word),
	}));
	const joined = (n) => whole[n].apart && whole[n - 1]?.apart && !whole[n - 1].ends;
	const from = Math.max(best.location, best.at[0] - 8), to = Math.min(best.to, from + 36);
	const link = make("a", "", ...whole.slice(from, to).flatMap(({ text }, n) =>
		[n && !joined(from + n) ? " " : "", best.at.includes(from + n) ? make("mark", "", text) : text]));
	link.href = `${it.url}#${encodeURIComponent(best.id)}:~:${fragment(whole, best, joined, part)}`;
	const theme = it.passages.find(([id]) => id == best.id)?.[1];
	const label = theme === undefined ? [] : [make("span", "label", items[theme].title), " "];
	const [before, after] = [from > best.location ? "… " : "", to < Math.min(best.to, whole.length) ? "…" : ""];
	link.prepend(before);
	link.append(after);
	return make("p", "jump", ...label, link);
}

const sum = (hits) => hits.reduce((total, hit) => total + hit.balanced_score, 0);

// Names up to three words within their lines. Characters of a script without spaces are one word
// together; whether the page has a space between two scripts is not known, so a line ends there.
function fragment(whole, { location, to, at }, joined, part) {
	const goesOn = (n) => !whole[n - 1].ends && whole[n - 1].apart == whole[n].apart;
	return at.filter((n) => !(at.includes(n - 1) && joined(n))).slice(0, 3).map((first) => {
		let start = first, last = first, end = first + 1, line = "", before;
		while (start > location && goesOn(start)) start--;
		while (at.includes(last + 1) && joined(last + 1)) last++;
		while (end < Math.min(to, whole.length) && goesOn(end)) end++;
		for (let n = start; n < end; n++) {
			line += n > start && !joined(n) ? " " : "";
			if (n == first) before = line;
			line += whole[n].text;
		}
		const words = whole.slice(first, last + 1).map((word) => word.text).join("");
		const word = /[\p{L}\p{N}].*[\p{L}\p{N}\p{M}]|[\p{L}\p{N}]/u.exec(words);
		const from = before.length + word.index;
		return part(line, from, from + word[0].length);
	}).join("&");
}

function make(name, className, ...inside) {
	const it = Object.assign(document.createElement(name), { className });
	it.append(...inside);
	return it;
}
