//! Writes a text across the foot of an image, in the 8 × 8 pixel letters of `font8x8`.

use font8x8::{BASIC_FONTS, BLOCK_FONTS, BOX_FONTS, GREEK_FONTS, HIRAGANA_FONTS, LATIN_FONTS, UnicodeFonts};
use image::{Rgb, RgbImage};

/// Writes the text on a dark band, in at most four lines. What the font lacks becomes `?`.
pub fn write(image: &mut RgbImage, text: &str) {
    let (width, height) = image.dimensions();
    let scale = (width / (COLUMNS * 8)).max(1);
    let columns = usize::try_from((width / (8 * scale)).saturating_sub(2)).unwrap_or(0).max(1);
    let lines = wrap(text, columns);
    let line_height = 10 * scale;
    let band = line_height * u32::try_from(lines.len()).unwrap_or(0) + 4 * scale;
    let top = height.saturating_sub(band);
    for row in top..height {
        for column in 0..width {
            if let Some(Rgb(pixel)) = image.get_pixel_mut_checked(column, row) {
                *pixel = pixel.map(|value| value / 4);
            }
        }
    }
    for (line, number) in lines.iter().zip(0..) {
        for (letter, place) in line.chars().zip(1..) {
            stamp(image, letter, place * 8 * scale, top + 3 * scale + number * line_height, scale);
        }
    }
}

fn stamp(image: &mut RgbImage, letter: char, left: u32, top: u32, scale: u32) {
    let rows = BASIC_FONTS
        .get(letter)
        .or_else(|| LATIN_FONTS.get(letter))
        .or_else(|| GREEK_FONTS.get(letter))
        .or_else(|| HIRAGANA_FONTS.get(letter))
        .or_else(|| BOX_FONTS.get(letter))
        .or_else(|| BLOCK_FONTS.get(letter))
        .or_else(|| BASIC_FONTS.get('?'))
        .unwrap_or_default();
    for (bits, y) in rows.iter().zip(0..) {
        for x in (0..8).filter(|x| bits >> x & 1 == 1) {
            for row in 0..scale {
                for column in 0..scale {
                    let (column, row) = (left + x * scale + column, top + y * scale + row);
                    if let Some(pixel) = image.get_pixel_mut_checked(column, row) {
                        *pixel = Rgb([255, 255, 255]);
                    }
                }
            }
        }
    }
}

fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let room = lines.last().map_or(0, |line| line.chars().count());
        if room > 0 && room + 1 + word.chars().count() > columns {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.extend(word.chars().take(columns));
        }
    }
    lines.truncate(MOST_LINES);
    lines
}

/// How many letters a line of a wide image has.
const COLUMNS: u32 = 40;
const MOST_LINES: usize = 4;
