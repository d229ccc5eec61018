//! What does the comparison look like? Bars on a logarithmic scale, one a peer and family, and how much was found.
//!
//! The colours are stand-ins that become style classes, so that the reader's own setting, light or dark, chooses them.

use std::error::Error;
use std::fmt::Write;

use inkout_benches::Answer;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::peers::Peer;
use crate::table::{Outcome, digits, false_rate, share, speed};

const WIDTH: u32 = 980;
const ROW: u32 = 42;
/// Room for the names, and for what stands behind the longest bar.
const LEFT: u32 = 270;
const RIGHT: u32 = 240;

const INK: RGBColor = RGBColor(1, 0, 0);
const GRID: RGBColor = RGBColor(2, 0, 0);
/// The bars of inkout, and of the others; the second family is paler.
const OURS: [RGBColor; 2] = [RGBColor(3, 0, 0), RGBColor(4, 0, 0)];
const THEIRS: [RGBColor; 2] = [RGBColor(5, 0, 0), RGBColor(6, 0, 0)];

/// Class of each stand-in, and its colour in light and in dark.
const CLASSES: [(RGBColor, &str, &str, &str); 6] = [
    (INK, "ink", "#1f2328", "#e6edf3"),
    (GRID, "grid", "#d1d9e0", "#3d444d"),
    (OURS[0], "ours", "#0a7d5a", "#3fb68b"),
    (OURS[1], "ours-2", "#7cc4ab", "#276b53"),
    (THEIRS[0], "theirs", "#5a7fb8", "#7ea6e0"),
    (THEIRS[1], "theirs-2", "#b3c6e2", "#43587c"),
];

/// The plot as SVG: for each peer its outcome with each of two families.
///
/// # Errors
/// When it can't be drawn.
pub fn plot(families: [&str; 2], peers: &[Peer], outcomes: &[[&Outcome; 2]]) -> Result<String, Box<dyn Error>> {
    let mut svg = String::new();
    let height = ROW * u32::try_from(peers.len())? + 74;
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        let text = |size: u32| ("sans-serif", size).into_font().color(&INK);
        let right = text(17).pos(Pos::new(HPos::Right, VPos::Center));
        let left = text(15).pos(Pos::new(HPos::Left, VPos::Center));
        let heading = format!("MB/s (log scale); of each pair the upper is {}, the lower {}", families[0], families[1]);
        area.draw(&Text::new(heading, (i32::try_from(LEFT)?, 10), text(17)))?;
        let mut chart = ChartBuilder::on(&area)
            .margin_top(36)
            .margin_right(RIGHT)
            .x_label_area_size(30)
            .margin_left(LEFT)
            .build_cartesian_2d((0.01..10_000.0).log_scale(), peers.len() as f64..0.0)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID)
            .axis_style(GRID)
            .label_style(text(15))
            .x_label_formatter(&|speed| format!("{speed}"))
            .draw()?;
        for (row, (peer, outcomes)) in peers.iter().zip(outcomes).enumerate() {
            let middle = chart.backend_coord(&(0.01, row as f64 + 0.5));
            let name = format!("{} ({})", peer.name, peer.language);
            area.draw(&Text::new(name, (middle.0 - 10, middle.1), right.clone()))?;
            let colours = if peer.name == "inkout" { OURS } else { THEIRS };
            for (which, outcome) in outcomes.iter().enumerate() {
                let top = row as f64 + [0.12, 0.5][which];
                let (length, label) = match outcome {
                    Ok(answer) => (speed(answer), label(answer)),
                    Err(_) => (0.01, "not run".to_owned()),
                };
                let bar = [(0.01, top), (length, top + 0.36)];
                chart.draw_series([Rectangle::new(bar, colours[which].filled())])?;
                let end = chart.backend_coord(&(length, top + 0.18));
                area.draw(&Text::new(label, (end.0 + 6, end.1), left.clone()))?;
            }
        }
        area.present()?;
    }
    themed(svg).ok_or_else(|| "an SVG without its first tag".into())
}

/// Speed, share of the values that were found, and what was made up.
fn label(answer: &Answer) -> String {
    let found = share(answer.score.found, answer.planted).unwrap_or(0.0);
    format!("{}; {found:.0} % found, {} false a MiB", digits(speed(answer)), digits(false_rate(answer)))
}

/// With classes for stand-ins, and the style that colours them.
fn themed(svg: String) -> Option<String> {
    let (mut light, mut dark, mut svg) = (String::new(), String::new(), svg);
    for (RGBColor(r, g, b), class, by_day, by_night) in CLASSES {
        let stand_in = format!("#{r:02X}{g:02X}{b:02X}");
        svg = svg.replace(&format!("fill=\"{stand_in}\""), &format!("class=\"{class}\""));
        svg = svg.replace(&format!("stroke=\"{stand_in}\""), &format!("class=\"{class}-line\""));
        let _ = write!(light, ".{class}{{fill:{by_day}}}.{class}-line{{stroke:{by_day}}}");
        let _ = write!(dark, ".{class}{{fill:{by_night}}}.{class}-line{{stroke:{by_night}}}");
    }
    let style = format!("<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>\n");
    let first = svg.find('>')? + 1;
    svg.insert_str(first, &style);
    svg.push('\n');
    Some(svg)
}
