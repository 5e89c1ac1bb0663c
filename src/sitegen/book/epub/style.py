"""The style sheet of an EPUB: no colours and no fonts, so that readers choose their own."""

STYLE = """\
body { margin: 0 5%; line-height: 1.5; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { font-weight: normal; line-height: 1.2; hyphens: none; text-align: start;
  break-after: avoid; break-inside: avoid; }
h1 { font-size: 1.7em; margin: 2em 0 0.4em; }
h2 { font-size: 1.25em; margin: 2em 0 0.6em; }
h3, h4, h5, h6 { font-size: 1em; font-style: italic; margin: 1.5em 0 0.5em; }
p { margin: 0; orphans: 2; widows: 2; }
p + p { text-indent: 1.4em; }
a { color: inherit; }
em, i, cite, dfn { font-style: italic; }
blockquote, figure, pre, table, ul, ol, dl, aside, .math, .table { margin: 1em 0; }
blockquote { margin-inline: 1.4em; }
ul, ol { padding-inline-start: 1.4em; }
li > p + p { text-indent: 0; margin-top: 0.4em; }
dt { font-weight: bold; } dd { margin-inline-start: 1.4em; }
img { max-width: 100%; height: auto; }
figure { text-align: center; break-inside: avoid; }
figcaption { font-size: 0.9em; margin-top: 0.4em; }
table { border-collapse: collapse; font-size: 0.9em; }
th, td { padding: 0.25em 0.9em 0.25em 0; text-align: start; vertical-align: top; }
thead th { border-bottom: 1px solid currentColor; font-weight: bold; }
.right { text-align: end; } .center { text-align: center; }
code, pre, kbd, samp { font-family: monospace; font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding-inline-start: 1em; }
sup, sub { line-height: 0; font-size: 0.75em; }
hr { border: 0; margin: 1.5em 0; text-align: center; } hr::before { content: "\\2042"; }
aside { padding-inline-start: 1em; border-inline-start: 2px solid currentColor; }
.verse { white-space: pre-line; }
.byline, .series, .imprint { font-size: 0.9em; text-indent: 0; }
h1 + p, .byline + p, .lead + p, .onward + p { text-indent: 0; }
.lead { font-style: italic; margin: 0.8em 0 1.6em; text-indent: 0; }
.byline + .lead { margin-top: 0.8em; }
.onward { font-style: italic; font-size: 0.95em; margin: 2em 0 0; text-indent: 0; }
.onward + h1 { margin-top: 0.8em; }
.titlepage, .part { text-align: center; }
.titlepage h1, .part h1 { font-size: 2.2em; margin-top: 3em; text-align: center; }
.part > p:not(.lead) { text-align: start; }
.titlepage .author { margin-top: 3em; text-indent: 0; }
.cover { margin: 0; text-align: center; break-after: page; } .cover img { max-height: 95vh; }
.notes { margin-top: 2.5em; font-size: 0.9em; }
.notes aside { margin: 0.4em 0; padding: 0; border: 0; }
.index ul, .themes ul { list-style: none; padding: 0; }
.index li ul, .themes li ul { padding-inline-start: 1.4em; margin: 0; }
.index li { padding-inline-start: 1.4em; text-indent: -1.4em; }
.index li li { text-indent: -1.4em; }
.themes li > p { font-weight: bold; margin-top: 0.8em; }
.imprint { margin-top: 2em; }
nav ol { list-style: none; padding-inline-start: 0; }
nav ol ol { padding-inline-start: 1.4em; margin: 0.2em 0 0.8em; }
nav a { text-decoration: none; }
"""
