/** The page's one style sheet, for screens light and dark, wide and narrow, and for paper. */
export const style = `
:root {
  --ink: #1b2430; --soft: #55606e; --paper: #fff; --tint: #f4f6f8; --rule: #d5dbe1; --link: #0b57a4; --mark: #fdecc8;
  --critical: #a1131d; --high: #b3470b; --medium: #7d5a00; --low: #43607d; --pass: #17653a;
  color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #dfe5eb; --soft: #9eabb8; --paper: #14191f; --tint: #1d242c; --rule: #37424d; --link: #82b8f2; --mark: #55441c;
    --critical: #ff8a8a; --high: #f5a267; --medium: #dcb858; --low: #a3bcd6; --pass: #7bcf9c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 0 1.25rem 3rem; max-width: 84rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, .place { overflow-wrap: anywhere; }
code { font: .87em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
code, td, dd, li { unicode-bidi: isolate; }
p, ul, dl { margin: .35rem 0; }
ul { padding-left: 1.1rem; }
h1, h2, h3, h4 { line-height: 1.3; margin: 0; font-weight: 650; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.3rem; margin-top: 2.5rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.12rem; margin-top: 2rem; }
h4 { font-size: 1rem; }
.meta { color: var(--soft); font-size: .87rem; }
.skip { position: absolute; left: -99rem; background: var(--paper); padding: .5rem; }
.skip:focus { left: 1rem; top: 1rem; }
header { padding: 1.75rem 0 1rem; border-bottom: 1px solid var(--rule); }
header h1 span { color: var(--critical); }
header.pass h1 span { color: var(--pass); }
dl { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .3rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
dd ul { margin: 0; }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2.5rem; }
.side { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1.5rem .25rem; font-size: .9rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { padding: .12rem 0; }
nav ul ul { padding-left: 1rem; }
nav a:not(:hover) { text-decoration: none; }
form { display: grid; gap: .5rem; margin-bottom: 1.25rem; }
form[hidden] { display: none; }
label { display: grid; gap: .1rem; color: var(--soft); }
input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 3px; padding: .3rem .4rem; width: 100%; }
button { background: var(--tint); cursor: pointer; }
output { min-height: 1.5em; }
article { margin: 1rem 0; padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--low); }
article.critical { border-color: var(--critical); }
article.high { border-color: var(--high); }
article.medium { border-color: var(--medium); }
.severity { font-size: .78rem; letter-spacing: .04em; text-transform: uppercase; color: var(--low); }
.critical .severity { color: var(--critical); }
.high .severity { color: var(--high); }
.medium .severity { color: var(--medium); }
article:target, tr:target { background: var(--tint); }
.place { margin: .1rem 0 .3rem; color: var(--soft); font-size: .92em; }
.place code { margin-left: .5rem; color: var(--ink); background: var(--tint); padding: .1rem .3rem; border-radius: 2px; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--link); width: fit-content; }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; }
thead th { color: var(--soft); font-size: .82rem; vertical-align: bottom; }
thead th, td.number { white-space: nowrap; }
td.number { font-variant-numeric: tabular-nums; }
.none { color: var(--soft); opacity: .75; }
th.group { padding-top: 1rem; }
.dense { columns: 24rem; column-gap: 2rem; font-size: .9rem; padding: 0; list-style: none; }
.dense > li { break-inside: avoid; padding: .3rem 0; border-bottom: 1px solid var(--rule); }
.dense div { font-size: .92em; }
svg { display: block; width: 100%; overflow: visible; fill: var(--soft); }
.defs { position: absolute; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: .87rem; }
.legend svg { display: inline-block; vertical-align: middle; }
figure { margin: .6rem 0; }
.swatch { width: 28px; }
svg text { font: 11px system-ui, sans-serif; }
td.time, th:has(> .axis) { min-width: 15rem; width: 40%; vertical-align: middle; }
.tick { stroke: var(--rule); }
.change { stroke: var(--soft); stroke-dasharray: 1 3; }
.change.loosened, .change.both { stroke: var(--high); }
.marks .loosened, .marks .both { fill: var(--high); }
.marks .tightened { fill: var(--pass); }
.marks a:focus-visible { outline-offset: -2px; }
.lane .live, .lane .open { fill: var(--low); stroke: var(--low); }
.lane .unknown { fill: var(--paper); stroke: var(--low); }
.lane .waived { fill: none; stroke: var(--soft); }
.critical .lane .live, .critical .lane .open { fill: var(--critical); stroke: var(--critical); }
.high .lane .live, .high .lane .open { fill: var(--high); stroke: var(--high); }
.medium .lane .live, .medium .lane .open { fill: var(--medium); stroke: var(--medium); }
.critical .lane .unknown { stroke: var(--critical); }
.high .lane .unknown { stroke: var(--high); }
.medium .lane .unknown { stroke: var(--medium); }
.levels:not(.swatch) { border-bottom: 1px solid var(--soft); }
.levels .live { fill: var(--critical); }
.levels .open { fill: color-mix(in srgb, var(--high) 65%, var(--paper)); }
.levels .unknown { fill: color-mix(in srgb, var(--medium) 40%, var(--paper)); }
.levels .waived { fill: color-mix(in srgb, var(--low) 25%, var(--paper)); }
.filtered .rest { display: none; }
footer { margin-top: 3rem; color: var(--soft); font-size: .87rem; }
@media screen {
  .deployment { content-visibility: auto; contain-intrinsic-size: auto 60rem; }
}
@media screen and (max-width: 60rem) {
  .columns { display: block; }
  .side { position: static; max-height: none; }
  dl { display: block; }
  dd { margin-bottom: .4rem; }
  .scroll table { min-width: 34rem; }
  form { grid-template-columns: 1fr 1fr; }
}
@media print {
  @page { margin: 16mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.35; }
  header { padding-top: 0; }
  table, .dense, .meta { font-size: 8pt; }
  .columns { display: block; }
  .skip, nav, form label, form button { display: none; }
  .side { position: static; max-height: none; overflow: visible; padding: 0; }
  details::details-content { content-visibility: visible; display: block; }
  a, summary { color: inherit; text-decoration: none; list-style: none; }
  h2, h3, h4, summary, .group { break-after: avoid; }
  dt, tr, .place, .meta, dd > ul > li, .dense > li { break-inside: avoid; }
  .meta { break-after: avoid; }
  /* Rows of a grid are not broken across pages. */
  dl { display: block; orphans: 1; widows: 1; }
  dt { float: left; clear: left; }
  dd { margin: 0 0 .3rem 9rem; }
  .dense { columns: 2; column-gap: 6mm; }
  .scroll { overflow: visible; }
  td.time, th:has(> .axis) { min-width: 0; width: 35%; }
  .place code, mark { print-color-adjust: exact; }
}
`;
