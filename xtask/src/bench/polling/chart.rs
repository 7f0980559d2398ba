//! The chart: questions per job against mean delay, both on logarithmic scales.

use std::fmt::Write;

use super::cases::{Estimate, FIXED, Measured};
use super::log_normal::{Effort, LogNormal};

/// Draws the case that Plantain is made for as an SVG that is readable on light and dark pages.
pub fn draw(cases: &[Measured]) -> String {
    let least = |polls: f64| Effort { polls, delay: TIMES.least_polls(1.0) / polls };
    let most = TIMES.fixed(INTERVALS.0);
    let mut svg = String::from(HEAD);
    axes(&mut svg);
    line(&mut svg, "bound", [least(POLLS.0 * 1.15), least(TIMES.least_polls(DELAYS.0))]);
    line(&mut svg, "fixed", intervals().map(|interval| TIMES.fixed(interval)));
    label(&mut svg, "bound", place(least(13.0)), (-10.0, 24.0), "end", "the least that is possible");
    label(&mut svg, "fixed", place(most), (30.0, -50.0), "end", "fixed interval");
    for interval in FIXED {
        let effort = TIMES.fixed(interval);
        dot(&mut svg, "fixed", effort);
        label(&mut svg, "fixed", place(effort), (11.0, -7.0), "start", &format!("{interval} s"));
    }
    let ours: Vec<&Measured> = [Estimate::TwiceAsLong, Estimate::Right, Estimate::HalfAsLong]
        .into_iter()
        .filter_map(|estimate| {
            cases.iter().find(|measured| measured.case.times == TIMES && measured.case.estimate == estimate)
        })
        .collect();
    line(&mut svg, "plantain", ours.iter().map(|measured| measured.effort));
    for measured in ours {
        dot(&mut svg, "plantain", measured.effort);
        let text = match measured.case.estimate {
            Estimate::Absent | Estimate::Right => "Plantain: estimate right or absent",
            Estimate::HalfAsLong => "Plantain: estimate 2× too short",
            Estimate::TwiceAsLong => "Plantain: estimate 2× too long",
        };
        let offset = match measured.case.estimate {
            Estimate::TwiceAsLong => (30.0, -22.0),
            _ => (48.0, -34.0),
        };
        callout(&mut svg, place(measured.effort), offset, text);
    }
    svg.push_str("</svg>\n");
    svg
}

fn axes(svg: &mut String) {
    for polls in [5.0, 10.0, 20.0, 40.0, 80.0] {
        let x = across(polls);
        let _ = writeln!(svg, r#"<path class="grid" d="M{x:.1} {TOP}V{BOTTOM}"/>"#);
        let _ =
            writeln!(svg, r#"<text x="{x:.1}" y="{:.1}" text-anchor="middle">{polls}</text>"#, BOTTOM + 20.0);
    }
    for delay in [0.25, 0.5, 1.0, 2.0, 4.0] {
        let y = down(delay);
        let _ = writeln!(svg, r#"<path class="grid" d="M{LEFT} {y:.1}H{RIGHT}"/>"#);
        let _ = writeln!(
            svg,
            r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{delay} s</text>"#,
            LEFT - 8.0,
            y + 4.5
        );
    }
}

fn line(svg: &mut String, class: &str, efforts: impl IntoIterator<Item = Effort>) {
    let points: Vec<String> = efforts.into_iter().map(place).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = writeln!(svg, r#"<polyline class="{class}" points="{}"/>"#, points.join(" "));
}

fn dot(svg: &mut String, class: &str, effort: Effort) {
    let (x, y) = place(effort);
    let _ = writeln!(svg, r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="5"/>"#);
}

fn label(svg: &mut String, class: &str, at: (f64, f64), offset: (f64, f64), anchor: &str, text: &str) {
    let (x, y) = (at.0 + offset.0, at.1 + offset.1);
    let _ =
        writeln!(svg, r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
}

/// Writes a label away from its point, with a thin line to it.
fn callout(svg: &mut String, at: (f64, f64), offset: (f64, f64), text: &str) {
    let (x, y) = (at.0 + offset.0, at.1 + offset.1);
    let _ = writeln!(svg, r#"<path class="lead" d="M{:.1} {:.1}L{x:.1} {y:.1}"/>"#, at.0, at.1);
    label(svg, "plantain", (x, y), (4.0, 0.0), "start", text);
}

/// Gives intervals from the shortest to the longest, close enough for a smooth line.
fn intervals() -> impl Iterator<Item = f64> {
    let steps = 40;
    (0..=steps)
        .map(move |step| INTERVALS.0 * (INTERVALS.1 / INTERVALS.0).powf(f64::from(step) / f64::from(steps)))
}

fn place(effort: Effort) -> (f64, f64) {
    (across(effort.polls), down(effort.delay))
}

fn across(polls: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * (polls / POLLS.0).ln() / (POLLS.1 / POLLS.0).ln()
}

fn down(delay: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * (delay / DELAYS.0).ln() / (DELAYS.1 / DELAYS.0).ln()
}

/// What the chart is about.
const TIMES: LogNormal = LogNormal { median: 30.0, spread: 0.4 };
/// The shortest and the longest fixed interval that is drawn, in seconds.
const INTERVALS: (f64, f64) = (0.45, 7.0);
/// The ends of the scales: questions per job, and seconds.
const POLLS: (f64, f64) = (4.0, 80.0);
const DELAYS: (f64, f64) = (0.2, 4.0);
const LEFT: f64 = 64.0;
const RIGHT: f64 = 736.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 400.0;

const HEAD: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 460" role="img" aria-labelledby="title description">
<title id="title">Questions per job against mean delay</title>
<desc id="description">Jobs that take 30 seconds in the median, log-normal with a sigma of 0.4. With the estimate right, twice too long and twice too short, Plantain's mean delay between done and known lies between that of a fixed interval and the least that is possible.</desc>
<style>
text { font: 14px system-ui, sans-serif; fill: #3b434b }
.heading { font-weight: 600; fill: #1f2328 }
.sheet { fill: #ffffff }
.grid { stroke: #d5dae0 }
.lead { stroke: #1a7f37; stroke-opacity: 0.5; fill: none }
polyline { fill: none; stroke-width: 2 }
polyline.bound { stroke: #57606a; stroke-dasharray: 6 5 }
polyline.fixed { stroke: #b35900 }
polyline.plantain { stroke: #1a7f37 }
circle.fixed { fill: #b35900 }
circle.plantain { fill: #1a7f37 }
text.bound { fill: #57606a }
text.fixed { fill: #9a4b00 }
text.plantain { fill: #116329; font-weight: 600 }
@media (prefers-color-scheme: dark) {
text { fill: #b6bfc9 }
.heading { fill: #e6edf3 }
.sheet { fill: #0d1117 }
.grid { stroke: #2b323a }
.lead { stroke: #4fc26b }
polyline.bound { stroke: #9aa4af }
polyline.fixed { stroke: #f0964a }
polyline.plantain { stroke: #4fc26b }
circle.fixed { fill: #f0964a }
circle.plantain { fill: #4fc26b }
text.bound { fill: #b6bfc9 }
text.fixed { fill: #f5ab6c }
text.plantain { fill: #6fd98a }
}
</style>
<rect class="sheet" width="760" height="460" rx="8"/>
<text class="heading" x="24" y="30">Mean delay between done and known, by questions per job</text>
<text x="24" y="50">Jobs of 30 s in the median, log-normal, σ 0.4</text>
<text x="400" y="444" text-anchor="middle">questions per job</text>
"##;
