// The panel over the page, in a shadow root, so that neither affects the other.

import { Idiomorph } from "./idiomorph.js";

const SEVERITIES = ["error", "warning", "note"];

/** The notices in the corner and the dialog of problems; setting a property updates them. */
export class Panel {
  #host = make("sitegen-preview", { hidden: true });
  #aside = make("aside", { ariaLabel: "Preview" });
  #dialog = make("dialog");
  #problems = [];
  #held;
  #toast = null;
  #gone = "";
  #connected = true;
  #seen = new Set(); // errors that were shown: after closing, they do not open the dialog again
  #asked = false; // whether the reader opened the dialog

  constructor(held) {
    this.#held = held;
    this.#dialog.setAttribute("aria-labelledby", "title");
    const style = make("link", { rel: "stylesheet", href: "/__sitegen/overlay.css" });
    style.onload = () => (this.#host.hidden = false);
    const shadow = this.#host.attachShadow({ mode: "open" });
    shadow.append(style, this.#aside, this.#dialog);
    shadow.addEventListener("click", ({ target }) => this.#act(target.closest("button")?.value));
    document.documentElement.append(this.#host); // outside the body, which is patched
    this.#notices();
  }

  #act(what) {
    if (what === "close") this.#dialog.close();
    if (what === "open") this.#open(true);
    if (what === "dismiss") this.toast = null;
  }

  /** Why the essay would not be published today; empty if it would. */
  set held(sentence) {
    this.#held = sentence;
    this.#notices();
  }

  /** Another page that was edited: {url}; null for none. */
  set toast(edited) {
    this.#toast = edited;
    this.#notices();
  }

  /** Whether the server answers; the element has the attribute `connected` from its first message on. */
  set connected(connected) {
    this.#connected = connected;
    this.#host.toggleAttribute("connected", connected);
    this.#notices();
  }

  /** The address of a page that no longer exists; "" while it does. */
  set gone(address) {
    const news = address !== this.#gone && address !== "";
    this.#gone = address;
    this.#renew(news);
  }

  /** All current problems; a new error opens the dialog. */
  set problems(problems) {
    const rank = ({ severity }) => SEVERITIES.indexOf(severity);
    this.#problems = problems.toSorted((a, b) => rank(a) - rank(b));
    const errors = problems.filter(({ severity }) => severity === "error").map(nameOf);
    const unseen = errors.some((name) => !this.#seen.has(name));
    this.#seen = new Set(errors);
    this.#renew(unseen);
  }

  #renew(open) {
    this.#notices();
    fill(this.#dialog, this.#content());
    if (open && !this.#dialog.open) this.#open(false);
    if (this.#dialog.open && !this.#wanted()) this.#dialog.close();
  }

  #wanted() {
    const grave = this.#seen.size > 0 || this.#gone;
    return grave || (this.#asked && this.#problems.length > 0);
  }

  #open(asked) {
    this.#asked = asked;
    this.#dialog.showModal();
  }

  #notices() {
    const toast = this.#toast && link(this.#toast.url, decodeURI(this.#toast.url));
    const notices = [
      !this.#connected && make("p", { className: "late" }, "The preview server does not answer"),
      this.#held && make("p", {}, `Held back: ${this.#held}`),
      toast && make("p", {}, "Edited: ", toast, " ", button("dismiss", "Dismiss")),
      this.#problems.length > 0 &&
        make("p", { className: this.#problems[0].severity }, button("open", count(this.#problems))),
    ];
    fill(this.#aside, [make("div", { role: "status" }, ...notices.filter(Boolean))]);
  }

  #content() {
    const about = this.#gone
      ? `There is no page at ${this.#gone} any more. This is its last version.`
      : this.#seen.size > 0 && "The pages stay as they were until this is fixed.";
    const focused = { id: "title", tabIndex: -1, autofocus: true }; // so that no key presses a button
    const title = make("h2", focused, count(this.#problems) || "Gone");
    return [
      make("div", { className: "top" }, title, button("close", "Close")),
      about && make("p", { className: "soft" }, about),
      make("ol", {}, ...this.#problems.map(item)),
      make("p", { className: "soft" }, link("/__sitegen/", "The editor’s desk")),
    ].filter(Boolean);
  }
}

/** Return a name of an error that stays when typing above it moves its line. */
const nameOf = ({ code, path, message }) => [code, path, message].join("\n");

function count(problems) {
  const numbers = SEVERITIES.map((severity) => [
    problems.filter((problem) => problem.severity === severity).length,
    severity,
  ]);
  const words = numbers.filter(([n]) => n).map(([n, noun]) => `${n} ${noun}${n === 1 ? "" : "s"}`);
  return new Intl.ListFormat("en").format(words);
}

function item(problem) {
  const { severity, code, message, hint, excerpt, editor } = problem;
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  return make(
    "li",
    { className: severity },
    make("p", { className: "place" }, editor ? link(editor, place) : place),
    make("p", { className: "message" }, make("span", {}, `${severity} ${code}`), " ", message),
    ...(excerpt ? [make("pre", { tabIndex: 0 }, dedent(excerpt))] : []),
    ...(hint ? [make("p", { className: "hint" }, hint)] : []),
  );
}

function dedent(text) {
  const lines = text.split("\n");
  const indent = Math.min(...lines.map((line) => line.search(/\S|$/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}

const link = (href, text) => make("a", { href }, text);
const button = (value, text) => make("button", { value }, text);

/** Replace only the children that differ, so that focus and scroll position stay. */
function fill(element, children) {
  const fresh = make("div", {}, ...children);
  Idiomorph.morph(element, fresh.childNodes, { morphStyle: "innerHTML" });
}

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
