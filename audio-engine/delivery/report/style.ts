/** The look of a report: ink on paper, the program's warm greys, figures in even widths. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #1d1b19; --soft: #5b554e; --faint: #8d867d; --hair: #e4dfd8; --accent: #2f62c4; }
* { box-sizing: border-box; }
body { margin: 0; background: #f6f3ee; color: var(--ink); font: 12px/1.45 Inter, 'Segoe UI', system-ui, sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 800px; margin: 24px auto; padding: 36px 40px; background: #fff; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; }
h2 { margin: 0 0 4px; font-size: 13px; font-weight: 600; }
p { margin: 0; }
.who { font-size: 15px; color: var(--soft); }
.subject, .note, footer { color: var(--soft); font-size: 11px; overflow-wrap: anywhere; }
.subject { margin-top: 6px; }
.note { margin-bottom: 6px; }
section { margin-top: 22px; break-inside: avoid; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; }
.figures { display: grid; grid-template-columns: repeat(5, 1fr); gap: 12px 16px; margin: 20px 0 0; padding: 14px 0;
  border: solid var(--hair); border-width: 1px 0; }
.figures dt { color: var(--soft); font-size: 11px; }
.figures dd { margin: 0; font-size: 16px; font-weight: 500; white-space: nowrap; }
.figures div:last-child:nth-child(5n + 1) { grid-column: 1 / -1; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 9px Inter, 'Segoe UI', system-ui, sans-serif; fill: var(--faint); }
.end { text-anchor: end; }
.mid { text-anchor: middle; }
svg .named { fill: var(--accent); font-weight: 600; paint-order: stroke; stroke: #fff; stroke-width: 3; }
.hair { stroke: var(--hair); stroke-width: 1; fill: none; }
.line { fill: none; stroke: var(--ink); stroke-width: 1.4; stroke-linejoin: round; }
.thin { stroke: var(--faint); stroke-width: 0.6; }
.dashed { stroke: var(--accent); stroke-dasharray: 4 3; }
.area { fill: #efebe4; }
.level { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 2 2; fill: none; }
table { width: 100%; border-collapse: collapse; font-size: 11px; }
th, td { padding: 4px 8px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--hair); font-weight: 400; }
thead th { color: var(--soft); }
tbody th { font-weight: 600; white-space: nowrap; }
td:nth-child(2), td:nth-child(3), td:nth-child(4), td:nth-child(5) { white-space: nowrap; }
td:last-child { color: var(--soft); }
.whole { white-space: nowrap; }
b { font-weight: 600; }
td b { color: #b3261e; }
ul, ol { margin: 6px 0 0; padding-left: 18px; }
li span { color: var(--soft); }
footer { margin-top: 26px; padding-top: 10px; border-top: 1px solid var(--hair); }
@media (max-width: 640px) { main { padding: 20px; } .pair { grid-template-columns: 1fr; } .figures { grid-template-columns: 1fr 1fr; } }
@media print { body { background: none; } main { margin: 0; padding: 0; max-width: none; } @page { size: A4; margin: 14mm; } }
`;
