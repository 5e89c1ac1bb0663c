// A ¶ beside the paragraph under the pointer: a click copies the link to it, the next click the
// paragraph with its source. It is one link only, one stop of the Tab key, and the arrow keys move
// it; without script, or where nothing may be copied, there is nothing to miss.
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
    source.querySelector("[download]").remove();
    return `${words.textContent.replace(/\s+/g, " ").trim()}\n\n${source.textContent.trim()}${sign.hash}`;
  };

  if (spots[0] && navigator.clipboard) {
    box.className = "pilcrow";
    sign.ariaLabel = sign.title = words.copy;
    said.role = "status";
    box.append(sign, said);
    put(spots.find((each) => "#" + each.id == decodeURI(location.hash)) ?? spots[0]);

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
