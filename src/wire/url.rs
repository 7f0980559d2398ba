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

/// Returns an address in a reply as a browser reads it: without blanks around it and line breaks in it, with what no
/// URL has percent-encoded, and complete. `base` is the address of the server that replied, without a path.
///
/// `None` unless it is then an `https:` URL, or an `http:` one of this machine.
pub fn read(address: &str, base: &str) -> Option<String> {
    let is_around = |character: char| character <= ' ';
    let trimmed: String =
        address.trim_matches(is_around).chars().filter(|character| !"\t\n\r".contains(*character)).collect();
    let path_end = trimmed.find(['?', '#']).unwrap_or(trimmed.len());
    let (path, rest) = trimmed.split_at_checked(path_end)?;
    let slashed = path.replace('\\', "/");
    let scheme = base.split_once("//").map_or("https:", |(scheme, _)| scheme);
    let whole = match slashed.split_once(':') {
        Some((scheme, rest)) if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => {
            format!("{}://{}", scheme.to_ascii_lowercase(), rest.trim_start_matches('/'))
        }
        // `images/12:30.png` has no scheme, for a scheme has no slash.
        Some((scheme, _)) if !scheme.contains('/') => return None,
        // A word is not a path: replies have words where others have an address.
        _ if !slashed.contains('/') => return None,
        _ if slashed.starts_with("//") => format!("{scheme}{slashed}"),
        _ => format!("{base}/{}", slashed.trim_start_matches('/')),
    };
    let encoded: String = format!("{whole}{rest}").chars().map(encode_character).collect();
    is_https_or_loopback(&encoded).then_some(encoded)
}

/// Percent-encodes a character that no URL has.
fn encode_character(character: char) -> String {
    if character <= ' ' || "\"<>\\^`{|}\u{7f}".contains(character) || !character.is_ascii() {
        let mut bytes = [0; 4];
        return character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect();
    }
    character.to_string()
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
    fn an_address_in_a_reply_is_read_as_a_browser_reads_it() {
        for (address, read_as) in [
            ("https://a.example/a red hat.png", "https://a.example/a%20red%20hat.png"),
            (" https://a.example/a.png\n", "https://a.example/a.png"),
            ("https://a.example/a\n.png?x=1\r\n&y=2", "https://a.example/a.png?x=1&y=2"),
            ("HTTPS:\\\\a.example\\b.png?c=\\d", "https://a.example/b.png?c=%5Cd"),
            ("https:a.example/b.png", "https://a.example/b.png"),
            ("https:////a.example/b.png", "https://a.example/b.png"),
            ("//cdn.example/b.png", "https://cdn.example/b.png"),
            ("/b.png?sig=a%20b", "https://api.example/b.png?sig=a%20b"),
            ("files/12:30.png", "https://api.example/files/12:30.png"),
            ("https://a.example/hüt.png", "https://a.example/h%C3%BCt.png"),
            ("http://127.0.0.1:9/a b.png", "http://127.0.0.1:9/a%20b.png"),
        ] {
            assert_eq!(read(address, "https://api.example").as_deref(), Some(read_as), "{address}");
        }
        for address in [
            "",
            " ",
            "processing",
            "a.png",
            "http://a.example/a.png",
            "https://user@a.example/",
            "https://",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "blob:https://a/b",
            "ftp://a.example/a.png",
        ] {
            assert_eq!(read(address, "https://api.example"), None, "{address}");
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
