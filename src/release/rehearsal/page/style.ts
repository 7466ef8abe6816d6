import { raw } from './html.ts';

/** The page's style sheet. Texts keep a contrast of 4.5 : 1 against what they stand on, light and dark (WCAG 2.2, 1.4.3). */
export const style = raw(`
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f5f7fa; --line: #d5dae1; --text: #1b2430; --quiet: #566273;
  --good: #17713a; --warn: #8a5300; --bad: #b3261e; --off: #5d6776; --busy: #1d5fbf;
  --good-soft: #e5f4ea; --warn-soft: #fdf1dd; --bad-soft: #fdeae8; --off-soft: #f1f3f6; --busy-soft: #e6effb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --raised: #1a2029; --line: #353f4d; --text: #e6eaf0; --quiet: #9fabba;
    --good: #6fd08c; --warn: #f0b45b; --bad: #ff8f85; --off: #9aa5b3; --busy: #86b6ff;
    --good-soft: #16281d; --warn-soft: #2d2415; --bad-soft: #331c1b; --off-soft: #1d232c; --busy-soft: #1a2638;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; }
main, header { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 10px; }
h2 { font-size: 18px; margin: 34px 0 10px; padding-bottom: 5px; border-bottom: 1px solid var(--line); }
h3 { font-size: 15px; font-weight: 600; margin: 0; }
p { margin: 8px 0; }
code, pre { font: 12.5px/1.5 ui-monospace, 'Cascadia Mono', 'Liberation Mono', monospace; }
code { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; }
.hint { color: var(--quiet); font-size: 13.5px; }
.nowrap { white-space: nowrap; }
.number, .took { font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.result { display: inline-block; border-radius: 999px; padding: 2px 13px; font-weight: 600; border: 1px solid; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin: 12px 0 0; padding: 0; list-style: none; color: var(--quiet); }
.facts b { color: var(--text); font-weight: 600; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .off { color: var(--off); } .busy { color: var(--busy); }
.result.good { background: var(--good-soft); } .result.warn { background: var(--warn-soft); } .result.bad { background: var(--bad-soft); } .result.busy { background: var(--busy-soft); }
.sign { font-weight: 700; display: inline-block; width: 1.15em; text-align: center; }
.fault { color: var(--bad); }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; font-size: 13px; }
tbody th { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 18px; margin: 0 0 16px; font-size: 14px; }
dt { color: var(--quiet); } dd { margin: 0; }
.graph { display: block; width: 100%; min-width: 720px; margin: 14px 0 18px; }
.graph rect { stroke-width: 1.5; stroke: currentColor; fill: var(--off-soft); }
.graph .good rect { fill: var(--good-soft); } .graph .warn rect { fill: var(--warn-soft); } .graph .bad rect { fill: var(--bad-soft); } .graph .busy rect { fill: var(--busy-soft); }
.graph .off rect { stroke-dasharray: 5 4; }
.graph text { fill: currentColor; font-size: 13px; }
.graph .sign { font-size: 15px; font-weight: 700; }
.graph .title { fill: var(--text); font-weight: 600; font-size: 14px; }
.edges path { fill: none; stroke: var(--quiet); stroke-width: 1.5; stroke-linejoin: round; }
marker path { fill: var(--quiet); }
.timeline { font-size: 14px; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 42%) 84px; gap: 14px; align-items: center; padding: 3px 0; }
summary.row { cursor: pointer; list-style: none; border-radius: 4px; }
summary.row::-webkit-details-marker { display: none; }
summary.row:hover { background: var(--raised); }
summary.row:focus-visible { outline: 2px solid var(--busy); outline-offset: 2px; }
summary .name { text-decoration: underline; text-decoration-color: var(--quiet); text-decoration-thickness: 1px; text-underline-offset: 3px; }
.stage { border-top: 1px solid var(--line); padding: 6px 0; }
.stage:first-child { border-top: 0; }
.what { display: grid; grid-template-columns: 1.15em minmax(0, 1fr); gap: 7px; }
.check .what, .job .what { padding-left: 22px; } .step .what { padding-left: 44px; }
.stage h3 { display: inline; }
.note { color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.track { position: relative; height: 14px; background: var(--raised); border-radius: 4px; overflow: hidden; }
.bar { position: absolute; top: 2px; bottom: 2px; min-width: 3px; border-radius: 3px; background: currentColor; }
.bar.stage { top: 0; bottom: 0; opacity: .55; padding: 0; border: 0; }
.bar.check { background: repeating-linear-gradient(135deg, currentColor 0 3px, transparent 3px 7px); }
.took { text-align: right; color: var(--quiet); font-size: 13px; }
pre { margin: 4px 0 10px 44px; padding: 10px 12px; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; overflow: auto; max-height: 420px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre .error { color: var(--bad); font-weight: 600; } pre .warning { color: var(--warn); font-weight: 600; }
footer { max-width: 1180px; margin: 36px auto 28px; padding: 0 24px; color: var(--quiet); font-size: 13px; }
@media (max-width: 900px) { .row { grid-template-columns: minmax(0, 1fr) minmax(0, 28%) 78px; } }
@media print { pre { max-height: none; } }
`);
