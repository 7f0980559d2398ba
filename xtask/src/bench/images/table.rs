//! The table of docs/benchmarks.md: the figures of each way.

use std::fmt::Write;

use super::Report;
use super::checks::SOME;
use super::figures::MIB;

/// Returns the figures of the size that the claims are about, one line per way.
pub fn markdown(report: &Report) -> String {
    let mut text = format!(
        "| {} photos of {} MiB | server has the last byte | page stands still | page's process | all processes |\n",
        SOME.count, SOME.mebibytes
    );
    text.push_str("|---|---|---|---|---|\n");
    for figures in report.figures.iter().filter(|figures| figures.size == SOME) {
        let name = figures.title();
        let _ = match &figures.error {
            Some(error) => {
                let kind = error.split(':').next().unwrap_or_default();
                writeln!(text, "| {name} | fails: `{kind}` | | | |")
            }
            None => writeln!(
                text,
                "| {name} | {:.0} ms | {:.0} ms | {:.0} MiB | {:.0} MiB |",
                figures.ms,
                figures.block,
                figures.grown.renderer / MIB,
                figures.grown.tree / MIB
            ),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::figures::tests::lines;
    use super::super::{SECTION, chart};
    use super::*;
    use crate::files;
    use crate::project::Project;

    /// The figures of the columns that the chart shows too, column by column.
    fn in_table(table: &str) -> Vec<&str> {
        let rows: Vec<Vec<&str>> =
            table.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
        [2, 3, 5]
            .iter()
            .flat_map(|column| rows.iter().filter_map(|row| row.get(*column).copied()))
            .filter(|cell| is_figure(cell))
            .collect()
    }

    fn in_chart(svg: &str) -> Vec<&str> {
        svg.split(['<', '>']).filter(|text| is_figure(text)).collect()
    }

    fn is_figure(text: &str) -> bool {
        let number = text.strip_suffix(" ms").or(text.strip_suffix(" MiB"));
        number.is_some_and(|number| number.parse::<f64>().is_ok())
    }

    #[test]
    fn the_table_and_the_chart_of_a_run_have_the_same_figures() {
        let measured = [("plantain", 100.0), ("file-reader", 400.0)];
        let lines = measured.map(|(way, ms)| lines(way, SOME, [ms, 10.0, 7.0 * MIB, 9.0 * MIB]));
        let mut lines: Vec<_> = lines.into_iter().flatten().collect();
        let failed = r#"{"count":5,"mebibytes":8,"way":"replicate","checked":true,"error":"RangeError: no"}"#;
        lines.push(serde_json::from_str(failed).unwrap());
        let report = Report::of(3, lines);
        let table = markdown(&report);
        assert!(
            table.contains("| Plantain, cleaned on the way | 100 ms | 10 ms | 7 MiB | 9 MiB |\n"),
            "{table}"
        );
        assert!(table.contains("| that of `replicate` | fails: `RangeError` | | | |\n"), "{table}");
        assert_eq!(in_table(&table), in_chart(&chart::draw(&report)));
        assert_eq!(in_table(&table), ["100 ms", "400 ms", "10 ms", "10 ms", "9 MiB", "9 MiB"]);
    }

    #[test]
    fn the_benchmarks_page_has_the_figures_of_the_chart() {
        let root = Project::find().unwrap().root;
        let page = files::read(&root.join("docs").join("benchmarks.md")).unwrap();
        let (_, rest) = page.split_once(SECTION.0).unwrap();
        let (table, _) = rest.split_once(SECTION.1).unwrap();
        let chart = files::read(&root.join("docs").join("images.svg")).unwrap();
        assert!(in_table(table).len() > 10, "{table}");
        assert_eq!(in_table(table), in_chart(&chart), "cargo xtask bench images writes both");
    }
}
