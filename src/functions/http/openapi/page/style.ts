/** Of the page of `GET /api/docs`. The only thing that its policy lets in, by its hash. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a4150); --soft: light-dark(#f4f6f9, #1c212b); --text: light-dark(#1b2230, #e4e8ef);
  --faint: light-dark(#56607a, #9aa5bb); --link: light-dark(#0b57b7, #8ab8ff); --page: light-dark(#ffffff, #12161e); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { margin: 0.5rem 0 0; } h1 small, dt, .who, summary span:last-child { color: var(--faint); } h1 small { font-size: 1rem; font-weight: normal; }
h2 { margin: 2.5rem 0 0; } h3 { margin: 1.5rem 0 0.25rem; } h4 { margin: 1rem 0 0.25rem; }
a { color: var(--link); } nav a { margin-right: 0.75rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem; overflow-x: auto; white-space: pre-wrap; }
pre.copy { user-select: all; }
details { border: 1px solid var(--line); border-radius: 6px; margin: 0.5rem 0; padding: 0 0.75rem; }
summary { cursor: pointer; padding: 0.6rem 0; overflow-wrap: anywhere; } details[open] { padding-bottom: 0.75rem; }
.method { display: inline-block; min-width: 4.2rem; text-align: center; border-radius: 4px; font: 700 0.75rem/1.7 ui-monospace, monospace; color: #fff; background: #4b5563; }
.method.get { background: #0b57b7; } .method.post { background: #147a3d; } .method.put { background: #9a5200; } .method.delete { background: #b3261e; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { border-top: 1px solid var(--line); padding: 0.35rem 0.6rem 0.35rem 0; text-align: left; vertical-align: top; } thead th { color: var(--faint); font-weight: 600; }
tbody th { font-weight: normal; } td ul { list-style: none; margin: 0; padding: 0; } p ul { display: inline; padding: 0; list-style: none; }
small { color: var(--faint); } .or { margin: 0.5rem 0; color: var(--faint); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 0.75rem; margin: 0; } dd { margin: 0; }
`;
