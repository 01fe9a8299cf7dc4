"""How the discussion list looks: on a screen, light or dark, and on paper."""

STYLE = """
:root { color-scheme: light dark; --text: #1c2026; --soft: #59616c; --line: #d5d9df;
  --paper: #ffffff; --mark: #fff0b8; --note: #eef4fb; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8eb; --soft: #a4abb5; --line: #3b424c; --paper: #16191d;
    --mark: #5a4a12; --note: #1d2733; --accent: #8db8ff; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--accent); }
.soft { color: var(--soft); margin: .25rem 0; }
article { border-top: 1px solid var(--line); margin-top: 1rem; padding: 1rem 0 .5rem; }
blockquote { margin: .75rem 0; padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--line); }
blockquote, .note, p, dd { white-space: pre-line; overflow-wrap: anywhere;
  unicode-bidi: plaintext; text-align: start; }
mark { background: var(--mark); color: inherit; text-decoration: underline;
  text-decoration-thickness: 1px; text-underline-offset: .2em; }
.note { background: var(--note); border-radius: 4px; padding: .5rem .75rem; margin: .75rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start;
  vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 7rem; unicode-bidi: plaintext; }
th[scope=row] { width: 9rem; font-weight: 400; }
tr.differs th { font-weight: 700; }
.outcome { display: none; }
dt { font-weight: 600; margin-top: .6rem; }
@media print {
  @page { margin: 16mm; }
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #999; --paper: #fff;
    --mark: #fff0b8; --note: #f1f1f1; --accent: #000; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; line-height: 1.35; }
  article, tr, dt, dd { break-inside: avoid; }
  h2, h3, dt, h2 + .soft, h3 + .soft { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  a { color: inherit; text-decoration: none; }
  mark, .note { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .outcome { display: block; margin: .75rem 0 0; height: 1.6rem;
    border-bottom: 1px solid var(--line); color: var(--soft); }
  .rules { break-before: page; }
}
"""
