//! The chart: time, longest block and memory of each way as bars.

use std::fmt::Write;

use super::Report;
use super::checks::SOME;
use super::figures::{Figures, MIB, PLANTAIN};

/// Draws the size that the claims are about as an SVG that is readable on light and dark pages.
pub fn draw(report: &Report) -> String {
    let figures: Vec<&Figures> = report.figures.iter().filter(|figures| figures.size == SOME).collect();
    let height = TOP + ROW * figures.len() as f64 + 24.0;
    let mut svg = HEAD.replace("{height}", &height.to_string()).replace("{size}", &SOME.to_string());
    svg = svg.replace("{browser}", &report.browser).replace("{rounds}", &report.rounds.to_string());
    for (row, figures) in figures.iter().enumerate() {
        let y = TOP + ROW * row as f64;
        let class = if figures.way == PLANTAIN { "ours" } else { "other" };
        text(&mut svg, class, (NAMES, y), "end", figures.name());
        if let Some(error) = &figures.error {
            let kind = error.split(':').next().unwrap_or_default();
            text(&mut svg, "other", (PANELS[0].left, y), "start", &format!("fails: {kind}"));
        }
    }
    for panel in PANELS {
        text(&mut svg, "other", (panel.left, TOP - 26.0), "start", panel.name);
        let most = figures.iter().map(|figures| (panel.figure)(figures)).fold(0.0, f64::max);
        for (row, figures) in figures.iter().enumerate().filter(|(_, figures)| figures.error.is_none()) {
            let y = TOP + ROW * row as f64;
            let value = (panel.figure)(figures).max(0.0);
            let (width, class) =
                (WIDTH * value / most, if figures.way == PLANTAIN { "ours" } else { "other" });
            let _ = writeln!(
                svg,
                r#"<rect class="{class}" x="{}" y="{:.1}" width="{width:.1}" height="16"/>"#,
                panel.left,
                y - 12.5
            );
            text(
                &mut svg,
                class,
                (panel.left + width + 6.0, y),
                "start",
                &format!("{value:.0} {}", panel.unit),
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn text(svg: &mut String, class: &str, (x, y): (f64, f64), anchor: &str, text: &str) {
    let _ =
        writeln!(svg, r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
}

/// One figure of all ways.
struct Panel {
    name: &'static str,
    unit: &'static str,
    left: f64,
    figure: fn(&Figures) -> f64,
}

const PANELS: [Panel; 3] = [
    Panel {
        name: "until the server has the last byte",
        unit: "ms",
        left: 190.0,
        figure: |figures| figures.ms,
    },
    Panel { name: "page stands still at most", unit: "ms", left: 460.0, figure: |figures| figures.block },
    Panel {
        name: "memory of all processes",
        unit: "MiB",
        left: 730.0,
        figure: |figures| figures.grown.tree / MIB,
    },
];
const NAMES: f64 = 178.0;
const TOP: f64 = 106.0;
const ROW: f64 = 26.0;
const WIDTH: f64 = 180.0;

const HEAD: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 990 {height}" role="img" aria-labelledby="title description">
<title id="title">{size} of photos on their way, by the way they are sent</title>
<desc id="description">Bars of three figures for each way: milliseconds until the server has the last byte, milliseconds that the page stands still at most, and MiB that all processes of the browser hold more at most.</desc>
<style>
text { font: 14px system-ui, sans-serif; fill: #3b434b }
text.heading { font-weight: 600; fill: #1f2328 }
text.ours { fill: #116329; font-weight: 600 }
rect.sheet { fill: #ffffff }
rect.other { fill: #b35900 }
rect.ours { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
text { fill: #b6bfc9 }
text.heading { fill: #e6edf3 }
text.ours { fill: #6fd98a }
rect.sheet { fill: #0d1117 }
rect.other { fill: #f0964a }
rect.ours { fill: #4fc26b }
}
</style>
<rect class="sheet" width="990" height="{height}" rx="8"/>
<text class="heading" x="24" y="30">{size} of photos on their way to a provider that takes base64</text>
<text x="24" y="50">{browser}, medians of {rounds}, by turns: cargo xtask bench images</text>
"##;

#[cfg(test)]
mod tests {
    use super::super::figures::tests::lines;
    use super::*;

    #[test]
    fn the_longest_bar_is_as_wide_as_its_panel_and_the_others_are_in_proportion() {
        let measured = [("plantain", 100.0), ("file-reader", 400.0)];
        let lines = measured.map(|(way, ms)| lines(way, SOME, [ms, 10.0, MIB, MIB]));
        let chart = draw(&Report::of(3, lines.into_iter().flatten().collect()));
        assert!(chart.contains(r#"class="other" x="190" y="119.5" width="180.0""#), "{chart}");
        assert!(chart.contains(r#"class="ours" x="190" y="93.5" width="45.0""#), "{chart}");
        assert!(chart.contains(">400 ms<") && chart.contains("FileReader"), "{chart}");
    }
}
