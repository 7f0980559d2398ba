//! Points in time. The caller passes them in; nothing here reads a clock.

use std::time::Duration;

/// A point in time: whole milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(u64);

impl Timestamp {
    /// A time in milliseconds since 1970, as JavaScript's `Date.now()` returns it. Anything else becomes 1970.
    pub fn from_millis(millis: f64) -> Self {
        Self(millis as u64)
    }

    /// Returns the milliseconds since 1970, exact up to the year 287396.
    pub fn as_millis(self) -> f64 {
        self.0 as f64
    }

    /// Returns the milliseconds since `earlier`, or zero if this is not later.
    pub fn millis_since(self, earlier: Self) -> f64 {
        self.0.saturating_sub(earlier.0) as f64
    }

    /// Returns the time `duration` later, saturating.
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    /// Returns the time `duration` earlier, but not before 1970.
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }

    /// Returns the time since `earlier`, or zero if this is not later, as after a clock was set back.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// Parses an ISO 8601 time with `Z` or an offset, at any precision.
    ///
    /// Replies have both `2026-02-18T15:30:00Z` and `2026-09-21T08:23:12.657134+00:00`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', ' '])?;
        let [year, month, day] = numbers(date, '-')?;
        let (clock, offset_minutes) = split_offset(time)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        // Seconds may be left out.
        let [hour, minute, second] = numbers(clock, ':').or_else(|| numbers(&format!("{clock}:0"), ':'))?;
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

fn millis(duration: Duration) -> u64 {
    duration.as_millis().try_into().unwrap_or(u64::MAX)
}

/// Splits a time of day into the time and its offset to UTC in minutes.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let (clock, offset) = time.split_once(['+', '-'])?;
    let sign = if time.contains('-') { -1 } else { 1 };
    let (hours, minutes) = offset.split_once(':').or_else(|| offset.split_at_checked(2))?;
    Some((clock, sign * (number(hours)? * 60 + number(minutes)?)))
}

/// Parses three numbers with a separator between them.
fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let (first, rest) = text.split_once(separator)?;
    let (second, third) = rest.split_once(separator)?;
    Some([number(first)?, number(second)?, number(third)?])
}

/// Parses at most nine digits, without a sign.
fn number(text: &str) -> Option<i64> {
    let is_number = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn digit(byte: &u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// Counts days in the civil calendar. Years begin in March, so the leap day comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_times_are_read_in_every_spelling_that_providers_use() {
        let read = |text| Timestamp::parse_iso(text).map(Timestamp::as_millis);
        assert_eq!(read("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(read("2026-02-18T15:30:00Z"), Some(1_771_428_600_000.0));
        assert_eq!(read("2025-09-21T00:00:00.000Z"), Some(1_758_412_800_000.0));
        assert_eq!(read("2026-09-21T08:23:12.657134+00:00"), Some(1_789_978_992_657.0));
        assert_eq!(read("2026-09-21T10:23:12.65+02:00"), Some(1_789_978_992_650.0));
        assert_eq!(read("2024-02-29T12:00:00-0330"), Some(1_709_220_600_000.0));
    }

    #[test]
    fn other_texts_are_not_times() {
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
