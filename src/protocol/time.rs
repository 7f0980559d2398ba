//! Points in time, always given by the caller.

use std::time::Duration;

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
        let (date, time) = text.split_once(['T', ' '])?;
        let mut date = date.split('-').map(number);
        let (year, month, day) = (date.next()??, date.next()??, date.next()??);
        if date.next().is_some()
            || !(1970..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
        {
            return None;
        }
        let (clock, offset_minutes) = split_offset(time)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let mut clock = clock.split(':').map(number);
        let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next().unwrap_or(Some(0))?);
        if clock.next().is_some()
            || !(0..24).contains(&hour)
            || !(0..60).contains(&minute)
            || !(0..=60).contains(&second)
        {
            return None;
        }
        let mut thousandths = 0;
        for place in 0..3 {
            thousandths =
                thousandths * 10 + fraction.chars().nth(place).map_or(Some(0), |digit| digit.to_digit(10))?;
        }
        let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset_minutes;
        let millis = (minutes * 60 + second) * 1000 + i64::from(thousandths);
        u64::try_from(millis).ok().map(Self)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Splits a time of day from its offset to UTC in minutes.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, offset) = time.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let offset = offset.get(1..)?;
    let (hours, minutes) = offset.split_once(':').or_else(|| offset.split_at_checked(2))?;
    Some((clock, sign * (number(hours)? * 60 + number(minutes)?)))
}

/// Reads at most nine digits.
fn number(text: &str) -> Option<i64> {
    let digits = (1..=9).contains(&text.len()).then_some(text)?;
    digits.chars().try_fold(0, |number, digit| Some(number * 10 + i64::from(digit.to_digit(10)?)))
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
