"""How the report looks: on a screen, light or dark, and on paper."""

from annotator.domain.codebook import Colour
from annotator.formats.value_signs import INKS


def _inks(*, dark: bool) -> str:
    pairs = {
        slot: (one.dark_strong, one.dark_fill) if dark else (one.strong, one.fill)
        for slot, one in INKS.items()
    }
    return " ".join(
        f"--{slot.value}: {strong}; --{slot.value}-f: {fill};"
        for slot, (strong, fill) in pairs.items()
    )


def _slots() -> str:
    return "\n".join(
        f".f-{one.value} {{ background: var(--{one.value}-f);"
        f" border-block-end-color: var(--{one.value}); }}\n"
        f".s-{one.value} {{ --ink: var(--{one.value}); --fill: var(--{one.value}-f); }}"
        for one in Colour
    )


_LIGHT = "--text: #1a1e25; --soft: #565f6b; --line: #d6dbe1; --paper: #fdfdfc; --mixed: #e9e4da;"
_DARK = "--text: #e6e9ed; --soft: #a2abb6; --line: #3a424c; --paper: #15181c; --mixed: #45413a;"
_SERIF = (
    'Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", "Noto Naskh Arabic", Cambria,'
    " Georgia, serif"
)
_SANS = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif'

STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} {_inks(dark=False)} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} {_inks(dark=True)} }} }}
* {{ box-sizing: border-box; }}
html {{ -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }}
body {{ font: 1.0625rem/1.62 {_SERIF}; color: var(--text); background: var(--paper);
  max-width: 66rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }}
h1, h2, h3 {{ font-family: {_SERIF}; font-weight: 600; line-height: 1.22; text-wrap: balance;
  overflow-wrap: anywhere; }}
h1 {{ font-size: 2.35rem; letter-spacing: -.012em; margin: .2rem 0 .6rem; }}
h2 {{ font-size: 1.5rem; margin: 0 0 .35rem; }}
h3 {{ font-size: 1.0625rem; margin: 1.8rem 0 .3rem; }}
a {{ color: inherit; text-decoration-color: var(--line); text-underline-offset: .18em; }}
a:hover {{ text-decoration-color: currentColor; }}
:focus-visible {{ outline: 2px solid var(--blue); outline-offset: 2px; }}
.eyebrow, .soft, .margin, .legend, nav, table, .codes {{ font-family: {_SANS}; }}
.eyebrow {{ font-size: .78rem; letter-spacing: .09em; text-transform: uppercase;
  color: var(--soft); margin: 0; }}
.soft {{ font-size: .875rem; line-height: 1.5; color: var(--soft); margin: .15rem 0;
  overflow-wrap: anywhere; }}
.legend {{ display: flex; flex-wrap: wrap; gap: .35rem 1.4rem; list-style: none; padding: .8rem 0;
  margin: 1.6rem 0 0; border-block: 1px solid var(--line); font-size: .875rem; line-height: 1.5; }}
.legend .sign {{ color: var(--ink); }}
.legend .sign + span {{ background: var(--fill); border-block-end: 2px solid var(--ink);
  padding-inline: .2em; }}
nav {{ margin: 2rem 0 0; font-size: .9rem; }}
nav ol {{ columns: 2; column-gap: 4rem; padding-inline-start: 1.8rem; margin: .4rem 0 0; }}
nav li {{ break-inside: avoid; padding-block: .12rem; overflow-wrap: anywhere; }}
nav a {{ text-decoration: none; }}
nav .line {{ display: flex; justify-content: space-between; align-items: baseline; gap: 1.2rem; }}
nav .line > .soft {{ white-space: nowrap; font-variant-numeric: tabular-nums; }}
nav li::marker {{ color: var(--soft); }}
section {{ margin-top: 4.5rem; }}
section > header {{ border-block-start: 2px solid var(--text); padding-block: .7rem .9rem; }}
.text {{ padding-right: 19.9rem; display: flow-root; }}
.t {{ margin: 0 0 .8rem; white-space: pre-wrap; overflow-wrap: anywhere; hyphens: manual;
  unicode-bidi: plaintext; text-align: start; }}
.t:empty {{ display: none; }}
.head {{ font-size: 1.5rem; font-weight: 600; line-height: 1.22; }}
.t .zone {{ color: var(--soft); }}
.c {{ border-block-end: 2px solid; padding-block: .08em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }}
.f-mixed {{ background: var(--mixed); border-block-end: 3px double var(--text); }}
.source {{ text-decoration: underline dotted; }}
.cue {{ text-decoration: underline dashed; }}
.condition {{ text-decoration: underline wavy; }}
.source, .cue, .condition {{ text-decoration-color: var(--soft); text-decoration-thickness: 1px;
  text-underline-offset: .26em; text-decoration-skip-ink: none; }}
{_slots()}
.n {{ font: 600 .66rem/1 {_SANS}; color: var(--ink); text-decoration: none; vertical-align: .5em;
  margin-inline: .1em .25em; white-space: nowrap; unicode-bidi: isolate; user-select: none;
  -webkit-user-select: none; }}
.margin {{ float: right; clear: right; width: 17.5rem; list-style: none; padding: 0;
  margin: .3rem -19.9rem .1rem 0; font-size: .785rem; line-height: 1.45; }}
.margin li {{ display: flow-root; border-inline-start: 3px solid var(--ink); padding: 0 0 0 .7rem;
  margin-bottom: .65rem; overflow-wrap: anywhere; }}
.margin li:target {{ background: var(--fill); }}
.margin .no, .margin .value {{ color: var(--ink); font-weight: 600; }}
.margin .who {{ float: inline-end; color: var(--soft); padding-inline-start: .6em; }}
.margin .speaker {{ font-weight: 600; }}
.margin .rest, .margin .by {{ color: var(--soft); }}
.margin .note {{ font: italic .85rem/1.4 {_SERIF}; white-space: pre-line;
  unicode-bidi: plaintext; }}
table {{ border-collapse: collapse; font-size: .85rem; line-height: 1.4; margin: .4rem 0 1.4rem;
  font-variant-numeric: tabular-nums; }}
th, td {{ text-align: end; font-weight: 400; padding: .25rem .9rem; overflow-wrap: anywhere; }}
th:first-child {{ text-align: start; padding-inline-start: 0; min-width: 12rem; }}
thead th {{ color: var(--soft); border-block-end: 1px solid var(--text); vertical-align: bottom; }}
tbody tr {{ border-block-end: 1px solid var(--line); }}
.sign {{ color: var(--ink); }}
.wide {{ overflow-x: auto; }}
.codes {{ font-size: .9rem; line-height: 1.5; }}
.codes p, .codes dd {{ white-space: pre-line; max-width: 46rem; margin-block: .1rem .3rem;
  unicode-bidi: plaintext; }}
.codes dt {{ font-weight: 600; margin-top: .7rem; }}
.codes dd {{ margin-inline-start: 1.35rem; }}
.crowded {{ padding-right: 0; }}
.crowded .row {{ display: flex; flex-direction: column-reverse; }}
.crowded .margin {{ float: none; width: auto; display: grid; gap: .5rem 1.6rem; align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); margin: .1rem 0 1.6rem; }}
@media screen and (max-width: 52rem) {{
  body {{ padding: 1.5rem 1rem 3rem; font-size: 1rem; }}
  .text {{ padding-right: 0; }}
  .row {{ display: flex; flex-direction: column-reverse; }}
  nav ol {{ columns: 1; }}
  .margin {{ float: none; width: auto; margin: 0 0 1rem .6rem; }}
}}
@media print {{
  @page {{ size: A4; margin: 18mm 16mm 20mm; @bottom-center {{ content: counter(page);
    font: 8pt {_SANS}; color: #565f6b; }} }}
  :root {{ color-scheme: light; --paper: #fff; --text: #000; --soft: #444; --line: #bbb; }}
  body {{ max-width: none; margin: 0; padding: 0; font-size: 9.6pt; line-height: 1.5;
    orphans: 3; widows: 3; }}
  h1 {{ font-size: 22pt; }} h2 {{ font-size: 14pt; }} h3 {{ font-size: 10.5pt; }}
  .soft, nav, .legend, table, .codes {{ font-size: 8pt; }}
  .text {{ padding-right: 70mm; }}
  .margin {{ font-size: 7.4pt; line-height: 1.38; width: 64mm; margin: .1rem -70mm 0 0; }}
  .crowded {{ padding-right: 0; }}
  .crowded .margin {{ width: auto; margin: .1rem 0 .8rem;
    grid-template-columns: repeat(3, 1fr); }}
  .margin .note {{ font-size: 8pt; }}
  .n {{ font-size: 6pt; }}
  .margin li {{ margin-bottom: .4rem; }}
  .margin li, .wide, tr, dt, .legend li {{ break-inside: avoid; }}
  h2, h3, dt, section > header, thead {{ break-after: avoid; }}
  section {{ margin-top: 0; break-before: page; }}
  a {{ text-decoration: none; }}
  .c, .legend span, .margin li {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""
