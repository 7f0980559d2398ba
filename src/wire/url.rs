//! Addresses that come from outside: which of them may be passed on, shown or sent to.

use crate::wire::text::{self, hexadecimal};

/// Tells whether this is an `https:` address that a server can be asked for.
pub fn is_https(address: &str) -> bool {
    host(address, "https://").is_some()
}

/// Tells whether this is an `https:` address, or an `http:` one of this machine.
pub fn is_https_or_loopback(address: &str) -> bool {
    is_https(address) || host(address, "http://").is_some_and(is_loopback)
}

/// Writes a value as it stands in a query or as one part of a path: all but letters, digits and `._~-` by their bytes in hexadecimal.
pub fn encoded(value: &str) -> String {
    let mut encoded = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"._~-".contains(&byte) {
            encoded.push(byte.into());
        } else {
            for part in ["%", hexadecimal(byte >> 4), hexadecimal(byte)] {
                encoded.push_str(part);
            }
        }
    }
    encoded
}

/// Tells whether a path or an address can only mean itself: nothing that a browser would rewrite.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| character.is_whitespace() || character.is_control() || character == '\\')
}

/// Gives the host and port of an address with this scheme and without user information.
fn host<'a>(address: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = address.split_at_checked(scheme.len())?;
    let host = text::before(rest, b"/?#");
    (start.eq_ignore_ascii_case(scheme) && is_plain(address) && !host.is_empty() && !host.contains('@'))
        .then_some(host)
}

fn is_loopback(host: &str) -> bool {
    match host.strip_prefix('[') {
        Some(rest) => text::cut(rest, b"]").is_some_and(|(name, _)| name == "::1"),
        None => {
            let name = text::before(host, b":");
            name == "localhost" || is_ipv4_loopback(name)
        }
    }
}

/// By hand: `Ipv4Addr::from_str` brings a parser that every visitor would download.
fn is_ipv4_loopback(name: &str) -> bool {
    let byte = |part: &str| part.len() <= 3 && part.parse::<u8>().is_ok();
    let mut rest = name;
    for place in 0..3 {
        let Some((part, after)) = text::cut(rest, b".") else { return false };
        if !byte(part) || place == 0 && part != "127" {
            return false;
        }
        rest = after;
    }
    byte(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_passed_on() {
        assert!(is_https("https://example.com/image.jpg?size=1#top"));
        assert!(is_https("HTTPS://example.com"));
        for address in [
            "",
            "https:",
            "https://",
            "https:///a",
            "http://example.com",
            "javascript:alert(1)",
            "https://a@b.example/",
            "https://exa mple.com",
            "https:\\\\example.com",
            "https://example.com/\n",
            "/path",
            "éhttps://",
        ] {
            assert!(!is_https(address), "{address}");
        }
    }

    #[test]
    fn a_value_stays_one_value_in_a_query() {
        assert_eq!(encoded("job_1~a.b-C"), "job_1~a.b-C");
        assert_eq!(encoded("a=&b/+ é#"), "a%3d%26b%2f%2b%20%c3%a9%23");
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for address in
            ["http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:80/a", "http://127.9.9.9"]
        {
            assert!(is_https_or_loopback(address), "{address}");
        }
        for address in [
            "http://127.0.0.1.example.com/",
            "http://127.0.0.256/",
            "http://127.0.0/",
            "http://127.0.0.0.1/",
            "http://127.0..1/",
            "http://localhost.example.com/",
            "http://10.0.0.1/",
            "http://[::2]/",
            "http://[::1/@x",
        ] {
            assert!(!is_https_or_loopback(address), "{address}");
        }
    }
}
