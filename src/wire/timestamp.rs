//! Points in time, always given by the caller.

use std::time::Duration;

use crate::wire::text::cut;

/// A point in time: whole milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(u64);

impl Timestamp {
    /// Takes what JavaScript's `Date.now()` gives; what is no such number becomes 1970.
    pub fn from_millis(millis: f64) -> Self {
        Self(millis as u64)
    }

    /// Gives milliseconds since 1970, exact up to the year 287396.
    pub fn as_millis(self) -> f64 {
        self.0 as f64
    }

    /// Gives how many milliseconds this is later than `earlier`, for show.
    pub fn millis_since(self, earlier: Self) -> f64 {
        self.0.saturating_sub(earlier.0) as f64
    }

    /// Adds a duration, up to the end of time.
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    /// Takes a duration off, down to 1970.
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }

    /// Gives how much later this is than `earlier`; nothing if it is not later, as after a clock was set
    /// back.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// Reads an ISO 8601 time with `Z` or an offset, at whatever precision.
    ///
    /// `2026-02-18T15:30:00Z` and `2026-09-21T08:23:12.657134+00:00` are both seen in replies.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (date, time) = cut(text, b"T ")?;
        let [year, month, day] = numbers(date, b"-")?;
        let (clock, offset_minutes) = split_offset(time)?;
        let (clock, fraction) = cut(clock, b".").unwrap_or((clock, ""));
        // Seconds may be left out.
        let [hour, minute, second] =
            numbers(clock, b":").or_else(|| numbers(&[clock, ":0"].concat(), b":"))?;
        let exists = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        if !exists || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let mut thousandths = 0;
        for place in 0..3 {
            thousandths = thousandths * 10 + fraction.as_bytes().get(place).map_or(Some(0), digit)?;
        }
        let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset_minutes;
        let millis = (minutes * 60 + second) * 1000 + thousandths;
        u64::try_from(millis).ok().map(Self)
    }
}

/// By hand: the standard library counts them in 128 bits.
fn millis(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1000).saturating_add(duration.subsec_millis().into())
}

/// Splits a time of day from its offset to UTC in minutes.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix("Z").or_else(|| time.strip_suffix("z")) {
        return Some((clock, 0));
    }
    let (clock, offset) = cut(time, b"+-")?;
    let sign = if time.as_bytes().get(clock.len()) == Some(&b'-') { -1 } else { 1 };
    let (hours, minutes) = cut(offset, b":").or_else(|| offset.split_at_checked(2))?;
    Some((clock, sign * (number(hours)? * 60 + number(minutes)?)))
}

/// Reads three numbers with something between them.
fn numbers(text: &str, between: &[u8]) -> Option<[i64; 3]> {
    let (first, rest) = cut(text, between)?;
    let (second, third) = cut(rest, between)?;
    Some([number(first)?, number(second)?, number(third)?])
}

/// Reads at most nine digits.
fn number(text: &str) -> Option<i64> {
    if !(1..=9).contains(&text.len()) {
        return None;
    }
    let mut number = 0;
    for byte in text.as_bytes() {
        number = number * 10 + digit(byte)?;
    }
    Some(number)
}

fn digit(byte: &u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// Counts days by the civil calendar, years beginning in March so that the leap day is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_times_are_read_in_every_spelling_that_vendors_use() {
        let read = |text| Timestamp::parse_iso(text).map(Timestamp::as_millis);
        assert_eq!(read("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(read("2026-02-18T15:30:00Z"), Some(1_771_428_600_000.0));
        assert_eq!(read("2025-09-21T00:00:00.000Z"), Some(1_758_412_800_000.0));
        assert_eq!(read("2026-09-21T08:23:12.657134+00:00"), Some(1_789_978_992_657.0));
        assert_eq!(read("2026-09-21T10:23:12.65+02:00"), Some(1_789_978_992_650.0));
        assert_eq!(read("2024-02-29T12:00:00-0330"), Some(1_709_220_600_000.0));
    }

    #[test]
    fn what_is_no_time_is_no_time() {
        for text in [
            "",
            "soon",
            "2026-02-18",
            "2026-13-18T15:30:00Z",
            "2026-02-18T25:30:00Z",
            "2026-02-18T15:30:00",
            "T",
            "-T-",
            "9-9-9TZ",
            "2026-02-18T15:30:00é",
        ] {
            assert_eq!(Timestamp::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_set_back_counts_as_no_time() {
        assert_eq!(Timestamp(5).since(Timestamp(9)), Duration::ZERO);
    }
}
