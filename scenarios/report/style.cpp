#include "scenarios/report/style.h"

namespace mwendo {

// Sequential colours follow viridis, differences run purple - grey - green; both keep their order
// for people who cannot tell red from green. In the dark the scales turn round, so that what
// matters stays the brightest.
const char* report_style() {
  return R"css(
:root { --ink:#1c2330; --soft:#5b6575; --line:#dfe3e8; --paper:#ffffff; --panel:#f5f6f8;
  --base:#7a8699; --alt:#0b7285; --alt2:#5f3dc4; --good:#1b7837; --bad:#762a83; --street:#d5d9df;
  --accent:#0b7285; --warn:#8a5a00; --warnbg:#fff6e0;
  --v0:#440154; --v1:#46327e; --v2:#365c8d; --v3:#277f8e; --v4:#1fa187; --v5:#6ccd5a; --v6:#d8c81a;
  --w0:#d8c81a; --w1:#7fd157; --w2:#2bb07f; --w3:#26818e; --w4:#3a528b; --w5:#472f7d; --w6:#440154;
  --d0:#762a83; --d1:#a06fb4; --d2:#cdb3da; --d3:#c9ced6; --d4:#a6d5a0; --d5:#5aae61; --d6:#1b7837; }
@media (prefers-color-scheme: dark) { :root { --ink:#e8ebf0; --soft:#9aa5b5; --line:#2d3542;
  --paper:#14181f; --panel:#1c222c; --base:#8b97aa; --alt:#3bc9db; --alt2:#b197fc; --good:#7fd18c;
  --bad:#cf9fdd; --street:#333c4a; --accent:#3bc9db; --warn:#ffd37a; --warnbg:#33290f;
  --v0:#fde725; --v1:#a0da39; --v2:#4ac16d; --v3:#1fa187; --v4:#277f8e; --v5:#365c8d; --v6:#46437f;
  --w0:#46437f; --w1:#365c8d; --w2:#277f8e; --w3:#1fa187; --w4:#4ac16d; --w5:#a0da39; --w6:#fde725;
  --d0:#d68fe6; --d1:#a86fb8; --d2:#6d5378; --d3:#414b5b; --d4:#4a7050; --d5:#5fae68; --d6:#8fe39a; } }
* { box-sizing:border-box; }
html { -webkit-text-size-adjust:100%; }
body { margin:0; background:var(--paper); color:var(--ink); line-height:1.5; font-size:16px;
  font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif; }
main,header .in,footer .in { max-width:1180px; margin:0 auto; padding:0 28px; }
header { border-bottom:1px solid var(--line); padding:40px 0 26px; }
.eyebrow { margin:0 0 6px; color:var(--accent); font-size:13px; font-weight:600;
  letter-spacing:.08em; text-transform:uppercase; }
h1 { margin:0; font-size:36px; line-height:1.15; letter-spacing:-.015em; font-weight:700;
  text-wrap:balance; }
.lead { max-width:780px; margin:14px 0 0; font-size:18px; color:var(--soft); }
.facts { display:flex; flex-wrap:wrap; gap:6px 28px; margin:20px 0 0; padding:0; list-style:none;
  font-size:14px; color:var(--soft); }
.facts b { color:var(--ink); font-weight:600; }
section { padding:34px 0 6px; }
h2 { margin:0 0 6px; font-size:23px; letter-spacing:-.01em; line-height:1.25; }
h3 { margin:26px 0 6px; font-size:16px; }
.note { max-width:780px; margin:0 0 16px; color:var(--soft); font-size:15px; }
.cards { display:grid; grid-template-columns:repeat(auto-fill,minmax(262px,1fr)); gap:14px;
  margin:18px 0 8px; }
.card { padding:16px 18px 14px; border:1px solid var(--line); border-radius:10px;
  background:var(--panel); break-inside:avoid; }
.card .name { font-size:14px; font-weight:600; color:var(--soft); }
.card .big { margin:2px 0 4px; font-size:31px; font-weight:700; letter-spacing:-.02em;
  font-variant-numeric:tabular-nums; line-height:1.2; }
.card .big small { font-size:15px; font-weight:600; letter-spacing:0; color:var(--soft); }
.card .from { font-size:14px; font-variant-numeric:tabular-nums; }
.card .range { font-size:13px; color:var(--soft); font-variant-numeric:tabular-nums; }
.good { color:var(--good); } .bad { color:var(--bad); }
.warning { max-width:880px; margin:18px 0 0; padding:12px 16px; border-radius:8px; color:var(--ink);
  background:var(--warnbg); border-left:4px solid var(--warn); font-size:15px; }
table { width:100%; border-collapse:collapse; font-size:14.5px; }
caption { text-align:left; color:var(--soft); font-size:14px; padding:0 0 8px; }
th { text-align:left; font-weight:600; color:var(--soft); font-size:13px; padding:7px 10px;
  border-bottom:2px solid var(--line); vertical-align:bottom; }
td { padding:7px 10px; border-bottom:1px solid var(--line); vertical-align:top; }
th.n,td.n { text-align:right; font-variant-numeric:tabular-nums; white-space:nowrap; }
tr.group td { padding-top:20px; font-weight:700; border-bottom:2px solid var(--line); }
td .unit { color:var(--soft); font-size:13px; }
.wide { overflow-x:auto; }
.maps { display:grid; grid-template-columns:repeat(3,1fr); gap:14px; margin:8px 0; }
.maps.one { grid-template-columns:repeat(2,1fr); }
figure { margin:0; break-inside:avoid; }
figcaption { font-size:14px; font-weight:600; padding:0 0 6px; }
figcaption small { font-weight:400; color:var(--soft); }
svg { display:block; width:100%; height:auto; font-family:inherit; }
svg.map { background:var(--panel); border:1px solid var(--line); border-radius:10px; }
svg.map path { fill:none; stroke-linecap:round; stroke-linejoin:round; }
svg.map .main { stroke-width:5; } svg.map .minor { stroke-width:2.4; }
svg.map .none { stroke:var(--street); } svg.map .none.minor { stroke-width:1.4; }
svg.map .none.main { stroke-width:2.2; }
svg.map .station { fill:var(--paper); stroke:var(--ink); stroke-width:3; }
svg.map .scalebar { stroke:var(--ink); stroke-width:2.5; stroke-linecap:butt; }
svg.map .scaletext { fill:var(--ink); font-size:27px; paint-order:stroke; stroke:var(--panel); stroke-width:8; }
.speed .c0 { stroke:var(--v0); background:var(--v0); } .speed .c1 { stroke:var(--v1); background:var(--v1); }
.speed .c2 { stroke:var(--v2); background:var(--v2); } .speed .c3 { stroke:var(--v3); background:var(--v3); }
.speed .c4 { stroke:var(--v4); background:var(--v4); } .speed .c5 { stroke:var(--v5); background:var(--v5); }
.speed .c6 { stroke:var(--v6); background:var(--v6); }
.co2e .c0 { stroke:var(--w0); background:var(--w0); } .co2e .c1 { stroke:var(--w1); background:var(--w1); }
.co2e .c2 { stroke:var(--w2); background:var(--w2); } .co2e .c3 { stroke:var(--w3); background:var(--w3); }
.co2e .c4 { stroke:var(--w4); background:var(--w4); } .co2e .c5 { stroke:var(--w5); background:var(--w5); }
.co2e .c6 { stroke:var(--w6); background:var(--w6); }
.up .c0,.down .c6 { stroke:var(--d0); background:var(--d0); }
.up .c1,.down .c5 { stroke:var(--d1); background:var(--d1); }
.up .c2,.down .c4 { stroke:var(--d2); background:var(--d2); }
.up .c3,.down .c3 { stroke:var(--d3); background:var(--d3); }
.up .c4,.down .c2 { stroke:var(--d4); background:var(--d4); }
.up .c5,.down .c1 { stroke:var(--d5); background:var(--d5); }
.up .c6,.down .c0 { stroke:var(--d6); background:var(--d6); }
.legend { display:flex; flex-wrap:wrap; gap:4px 16px; font-size:13px; color:var(--soft);
  margin:2px 0 4px; font-variant-numeric:tabular-nums; }
.legend i { display:inline-block; width:22px; height:8px; border-radius:3px; margin-right:6px;
  vertical-align:1px; }
.legend .unit { font-weight:600; }
.key i { display:inline-block; width:14px; height:14px; border-radius:3px; margin-right:6px;
  vertical-align:-2px; }
.key { display:flex; flex-wrap:wrap; gap:4px 20px; font-size:14px; color:var(--soft); margin:0 0 8px; }
.key .base { background:var(--base); } .key .alt { background:var(--alt); }
.key .alt2 { background:var(--alt2); }
.key .tick { width:3px; height:16px; background:var(--ink); margin-left:6px; }
.key .dash { width:22px; height:0; border-top:3px dashed var(--ink); border-radius:0; vertical-align:4px; }
svg.chart { max-width:760px; } figure svg.chart { max-width:none; }
.chart text { font-size:13px; fill:var(--soft); } .chart .label { fill:var(--ink); font-size:14px; }
.chart .value { fill:var(--ink); font-size:12.5px; font-variant-numeric:tabular-nums; }
.chart .grid { stroke:var(--line); stroke-width:1; } .chart .axis { stroke:var(--ink); stroke-width:1.2; }
.chart .bar.base,.chart .area.base { fill:var(--base); } .chart .bar.alt { fill:var(--alt); }
.chart .area.alt { fill:var(--alt); opacity:.75; } .chart .area.alt2 { fill:var(--alt2); opacity:.7; }
.chart .observed { stroke:var(--ink); stroke-width:3; }
.chart .line { fill:none; stroke-width:2.4; stroke-linejoin:round; }
.chart .line.base { stroke:var(--base); } .chart .line.alt { stroke:var(--alt); }
.chart .line.alt2 { stroke:var(--alt2); }
.chart .course { fill:none; stroke:var(--alt); stroke-width:1.6; stroke-linejoin:round; opacity:.85; }
.chart .dot { stroke:var(--paper); stroke-width:1; opacity:.9; }
.chart .dot.base { fill:var(--base); } .chart .dot.alt { fill:var(--alt); }
.chart .equal { stroke:var(--ink); stroke-width:1.4; stroke-dasharray:5 4; }
.key .base.dot,.key .alt.dot { width:11px; height:11px; border-radius:50%; vertical-align:0; }
.chart .capacity { fill:none; stroke:var(--ink); stroke-width:2; stroke-dasharray:6 4; }
.two { display:grid; grid-template-columns:1fr 1fr; gap:8px 36px; }
details { margin:14px 0; } summary { cursor:pointer; font-weight:600; color:var(--accent); }
ul.plain { margin:6px 0; padding-left:20px; }
footer { border-top:1px solid var(--line); margin-top:40px; padding:20px 0 50px; font-size:13.5px;
  color:var(--soft); }
@media (max-width:820px) { .maps,.maps.one,.two { grid-template-columns:1fr; } h1 { font-size:28px; } }
@media print { @page { size:A4; margin:14mm; } body { font-size:11pt; } header { padding-top:0; }
  section { break-inside:auto; padding-top:18px; } h2,h3 { break-after:avoid; }
  main,header .in,footer .in { padding:0; max-width:none; } .card { background:none; } }
)css";
}

}  // namespace mwendo
