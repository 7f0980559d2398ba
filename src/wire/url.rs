//! URLs from callers, stores and replies: which of them may be shown or sent to.

use std::net::Ipv4Addr;

/// Returns `true` for an `https:` URL without user information.
pub fn is_https(address: &str) -> bool {
    host(address, "https://").is_some()
}

/// Returns `true` for an `https:` URL, and for an `http:` one of this machine.
pub fn is_https_or_loopback(address: &str) -> bool {
    is_https(address) || host(address, "http://").is_some_and(is_loopback)
}

/// Percent-encodes a value for a query or for one segment of a path.
///
/// All bytes but letters, digits and `._~-` are encoded.
pub fn encode(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'_' | b'~' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02x}"),
    };
    value.bytes().map(encode).collect()
}

/// Returns `true` if there is nothing in the URL that a browser would rewrite.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| character.is_whitespace() || character.is_control() || character == '\\')
}

/// Returns host and port of a URL that has this scheme and no user information.
fn host<'a>(address: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = address.split_at_checked(scheme.len())?;
    let host = rest.split(['/', '?', '#']).next()?;
    (start.eq_ignore_ascii_case(scheme) && is_plain(address) && !host.is_empty() && !host.contains('@'))
        .then_some(host)
}

fn is_loopback(host: &str) -> bool {
    match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').is_some_and(|(name, _)| name == "::1"),
        None => {
            let name = host.split_once(':').map_or(host, |(name, _)| name);
            name == "localhost" || name.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_accepted() {
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
        assert_eq!(encode("job_1~a.b-C"), "job_1~a.b-C");
        assert_eq!(encode("a=&b/+ é#"), "a%3d%26b%2f%2b%20%c3%a9%23");
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
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
