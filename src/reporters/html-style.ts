/** How pages look: wide, narrow, dark and on paper. Fonts are those of the reader's system. */
export const HTML_STYLE = `
:root {
  --ink: #17202b; --soft: #55606e; --line: #dfe4ea; --page: #f5f7f9; --card: #ffffff; --accent: #2f5bea;
  --pass: #147a4b; --pass-back: #e3f5ec; --fail: #b3261e; --fail-back: #fcebea;
  --open: #8a5a00; --open-back: #fdf2dc; --none: #5b6776; --none-back: #edf0f3; --ask: #c98a12;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ecf1; --soft: #a3afbd; --line: #2c3540; --page: #10151b; --card: #181f27; --accent: #8fabff;
    --pass: #5fd39a; --pass-back: #12352a; --fail: #ff9d94; --fail-back: #40191a;
    --open: #f1c067; --open-back: #3a2c10; --none: #a9b4c0; --none-back: #242c35; --ask: #e0a93b;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
main, header, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 3rem; }
footer { padding-top: 1rem; padding-bottom: 4rem; color: var(--soft); font-size: .875rem; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; margin: .25rem 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; letter-spacing: -.01em; margin: 3rem 0 1rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0; }
p { margin: 0 0 .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
code { font: .86em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.1rem; }
.kicker { color: var(--soft); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; margin: 0; }
.note, .soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.4rem; }
.card + .card { margin-top: .9rem; }
.hero { display: grid; grid-template-columns: auto 1fr; gap: 2rem; align-items: center; margin-top: 1.75rem; }
.ring { display: block; width: 9.5rem; height: 9.5rem; }
.ring-back { stroke: var(--none-back); }
.figures { display: flex; flex-wrap: wrap; gap: .5rem 2.25rem; margin: 0 0 1rem; }
.figures div { min-width: 5rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.7rem; font-weight: 650; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: .8rem; border-radius: .4rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: .6rem 0 0; font-size: .875rem; color: var(--soft); }
p.soft:last-child { margin: .75rem 0 0; }
.legend svg { width: .7rem; height: .7rem; margin-right: .4rem; }
.f-pass { fill: var(--pass); } .f-fail { fill: var(--fail); } .f-open { fill: var(--ask); } .f-none { fill: var(--line); }
.s-pass { stroke: var(--pass); } .s-fail { stroke: var(--fail); } .s-open { stroke: var(--ask); } .s-none { stroke: var(--line); }
.big { fill: var(--ink); font-size: 44px; font-weight: 680; letter-spacing: -.03em; }
.small { fill: var(--soft); font-size: 12px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.5rem; margin: 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.changed { color: var(--fail); font-weight: 600; }
.days { width: 100%; height: 9rem; display: block; }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .8rem; margin-top: .35rem; }
.item { margin: 0 0 .9rem; border-left-width: .35rem; break-inside: avoid; }
.item.is-pass { border-left-color: var(--pass); } .item.is-fail { border-left-color: var(--fail); }
.item.is-open { border-left-color: var(--ask); } .item.is-none { border-left-color: var(--none); }
.head { display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: baseline; }
.head h3 { flex: 1 1 18rem; }
.id { font-weight: 700; white-space: nowrap; }
.pill { display: inline-block; border-radius: 1rem; padding: .08rem .65rem; font-size: .78rem; font-weight: 650; white-space: nowrap; }
.pill.is-pass { color: var(--pass); background: var(--pass-back); } .pill.is-fail { color: var(--fail); background: var(--fail-back); }
.pill.is-open { color: var(--open); background: var(--open-back); } .pill.is-none { color: var(--none); background: var(--none-back); }
.rules { list-style: none; padding: 0; margin: .8rem 0 0; display: grid; gap: .7rem; }
.rules > li { border-top: 1px solid var(--line); padding-top: .7rem; break-inside: avoid; }
.rules p { margin: .15rem 0 0; font-size: .925rem; }
.rule-title { font-weight: 600; }
.says { font-variant-numeric: tabular-nums; }
.refs a { display: inline-block; margin: .15rem .35rem 0 0; padding: 0 .45rem; border: 1px solid var(--line); border-radius: .35rem; text-decoration: none; }
.next { border-left: .2rem solid var(--accent); padding-left: .6rem; }
.beyond { margin: .8rem 0 0; font-size: .925rem; color: var(--soft); }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: .15rem solid var(--accent); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { text-align: left; color: var(--soft); padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
tr:target, li:target { background: var(--open-back); }
.hash { font-size: .75rem; overflow-wrap: anywhere; min-width: 14rem; display: inline-block; }
.columns { columns: 20rem 2; column-gap: 2.5rem; list-style: none; padding: 0; }
.columns li { break-inside: avoid; margin-bottom: .45rem; font-size: .925rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; list-style: none; padding: 0; margin: 1.25rem 0 0; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
  main, header, footer { padding-left: 1rem; padding-right: 1rem; }
  header { padding-top: 1.75rem; }
  h1 { font-size: 1.5rem; }
  .hero { grid-template-columns: 1fr; gap: 1.25rem; }
  .card { padding: 1rem 1.05rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .6rem; }
  .figures dd { font-size: 1.45rem; }
  table { font-size: .8rem; }
}
@media print {
  :root {
    --ink: #111; --soft: #444; --line: #ccc; --page: #fff; --card: #fff; --accent: #1a3fb0;
    --pass: #0d5f39; --pass-back: #fff; --fail: #97150f; --fail-back: #fff; --open: #6b4600; --open-back: #fff;
    --none: #444; --none-back: #fff; --ask: #a8740f;
  }
  @page { size: A4; margin: 16mm 15mm 18mm; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  nav { display: none; }
  h2 { break-after: avoid; margin-top: 1.6rem; }
  .head { break-after: avoid; }
  .item { break-inside: auto; }
  .pill { border: 1px solid currentColor; }
  .card { border-radius: .3rem; padding: .7rem .9rem; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  .hash { min-width: 0; font-size: 6.5pt; }
  a { color: inherit; text-decoration: none; }
}
`;
