// Search in a large collection: search/words.txt has the first word of each part of the index,
// and search/words-N.txt is a part (src/sitegen/render/wordlist.py).
export default (list, get, listed) => {
	const firsts = list.split("\n")[1].match(/\S+/g) ?? [], parts = [];
	const has = (n, start) => firsts[n] <= start + "\uffff" && !(firsts[n + 1] <= start);
	return async (starts) => {
		const known = starts.map((it) => it.split(".")[0]); // letters before one that a slip changed
		const near = [...firsts.keys()].filter((n) => known.some((start) => has(n, start)));
		const some = await Promise.all(near.map((n) => (parts[n] ??= get(`search/words-${n}.txt`).then(listed, () => () => []))));
		return some.flatMap((find) => find(starts));
	};
};
