//! URLs from callers, stores and replies: which of them may be shown or sent to.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use base64_simd::forgiving_decode_to_vec;
use percent_encoding::percent_decode_str;

/// Returns `true` for a data URI.
pub fn is_data(address: &str) -> bool {
    let mut characters = address.trim_start_matches(is_blank).chars().filter(|one| !is_line_break(*one));
    "data:".chars().all(|one| characters.next().is_some_and(|other| other.eq_ignore_ascii_case(&one)))
}

/// Returns the bytes of a data URI as `fetch` reads it: with parameters, white space and percent-encoded bytes, and with
/// base64 that may lack its padding. The media type is ignored.
///
/// `None` if it has no comma, or base64 that is damaged.
pub fn decode_data(address: &str) -> Option<Vec<u8>> {
    let address = address.split_once('#').map_or(address, |(address, _)| address);
    let (head, data) = address.split_once(',')?;
    let encoding = head.rsplit_once(';').map_or("", |(_, encoding)| encoding);
    if trim(encoding).trim().eq_ignore_ascii_case("base64") {
        let base64: Cow<[u8]> = percent_decode_str(data).into();
        return forgiving_decode_to_vec(&base64).ok();
    }
    Some(percent_decode_str(&trim(data)).collect())
}

/// Returns `true` for an `https:` URL without user information.
pub fn is_https(address: &str) -> bool {
    host(address, "https://").is_some()
}

/// Returns `true` for an `https:` URL, and for an `http:` one of this machine: a key may be sent to it.
///
/// `pkg/client/options.js` and `pkg/relay/address.js` have the same rule; `tests/addresses.json` has the addresses that
/// all three are tested with.
pub fn is_https_or_loopback(address: &str) -> bool {
    is_https(address) || host(address, "http://").is_some_and(is_loopback)
}

/// Resolves an address in a reply as a browser does, and percent-encodes the characters that no URL has. `base` is the
/// address of the server that replied, without a path.
///
/// `None` unless the result is an `https:` URL, or an `http:` one of this machine, that a browser can parse.
pub fn resolve(address: &str, base: &str) -> Option<String> {
    let trimmed = trim(address);
    let (path, rest) = split_before(&trimmed, &['?', '#']);
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
        _ if slashed.starts_with("//") => format!("{scheme}//{}", slashed.trim_start_matches('/')),
        _ => format!("{base}/{}", slashed.trim_start_matches('/')),
    };
    let (scheme, rest_of_whole) = whole.split_once("//")?;
    let (authority, path) = split_before(rest_of_whole, &['/']);
    let (query, fragment) = split_before(rest, &['#']);
    let start = format!("{scheme}//{}", encode_characters(authority, ""));
    if !is_authority(authority) || !is_https_or_loopback(&start) {
        return None;
    }
    let path = encode_characters(path, "\"<>`{}");
    Some(format!("{start}{path}{}{}", encode_characters(query, "\"<>"), encode_characters(fragment, "\"<>`")))
}

/// Returns a URL without the characters that a browser removes before it parses it.
pub fn trim(address: &str) -> String {
    address.trim_matches(is_blank).chars().filter(|character| !is_line_break(*character)).collect()
}

/// Returns `true` for a character that a browser removes at both ends of a URL.
fn is_blank(character: char) -> bool {
    character <= ' '
}

/// Returns `true` for a character that a browser removes everywhere in a URL.
fn is_line_break(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r')
}

fn split_before<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    text.split_at_checked(text.find(marks).unwrap_or(text.len())).unwrap_or((text, ""))
}

/// Returns `true` if a browser can parse this as host and port. User information is not accepted.
fn is_authority(authority: &str) -> bool {
    let is_port = |port: &str| port.is_empty() || port.parse::<u16>().is_ok() && !port.starts_with('+');
    if let Some(rest) = authority.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let port = if port.is_empty() { Some("") } else { port.strip_prefix(':') };
        return is_ipv6(address) && port.is_some_and(is_port);
    }
    let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
    let is_forbidden = |character: char| character <= ' ' || "%<>@[\\]^|:\u{7f}".contains(character);
    // A name that ends in a number is an IPv4 address.
    let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    !name.is_empty()
        && !name.contains(is_forbidden)
        && is_port(port)
        && (!is_number || name.parse::<Ipv4Addr>().is_ok())
}

/// Returns `true` for eight groups of hexadecimal digits; `::` stands for those that are left out.
///
/// `std`'s parser would add kilobytes to the module. An IPv4 address at the end is not accepted.
fn is_ipv6(address: &str) -> bool {
    let is_group = |group: &str| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let groups = |part: &str| {
        if part.is_empty() {
            Some(0)
        } else {
            part.split(':').all(|group| !group.is_empty() && is_group(group)).then(|| part.split(':').count())
        }
    };
    match address.split_once("::") {
        Some((before, after)) => {
            groups(before).zip(groups(after)).is_some_and(|(before, after)| before + after < 8)
        }
        None => groups(address) == Some(8),
    }
}

/// Percent-encodes the characters that no URL has, and `others`.
fn encode_characters(text: &str, others: &str) -> String {
    let encode = |character: char| {
        let is_kept = (' '..='~').contains(&character) && character != ' ' && !others.contains(character);
        let mut bytes = [0; 4];
        match character.encode_utf8(&mut bytes) {
            text if is_kept => text.to_owned(),
            text => text.bytes().map(|byte| format!("%{byte:02X}")).collect(),
        }
    };
    text.chars().map(encode).collect()
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

/// Returns `true` for a URL without characters that a browser would rewrite.
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
            ("HTTPS:\\\\a.example\\b.png?c=\\d", "https://a.example/b.png?c=\\d"),
            ("https:a.example/b.png", "https://a.example/b.png"),
            ("https:////a.example/b.png", "https://a.example/b.png"),
            ("//cdn.example/b.png", "https://cdn.example/b.png"),
            ("/b.png?sig=a%20b", "https://api.example/b.png?sig=a%20b"),
            ("files/12:30.png", "https://api.example/files/12:30.png"),
            ("https://a.example/hüt.png", "https://a.example/h%C3%BCt.png"),
            ("http://127.0.0.1:9/a b.png", "http://127.0.0.1:9/a%20b.png"),
            ("https://a.example:8443/a?sig=a|b{c}^`d'#e f", "https://a.example:8443/a?sig=a|b{c}^`d'#e%20f"),
            ("https://a.example/{a}|b<c>?d<e>", "https://a.example/%7Ba%7D|b%3Cc%3E?d%3Ce%3E"),
            ("https://[2001:db8::1]:9/a", "https://[2001:db8::1]:9/a"),
            ("///cdn.example/b.png", "https://cdn.example/b.png"),
            ("\u{1}https://a.example/a%20b.png?x=%2F\u{0}", "https://a.example/a%20b.png?x=%2F"),
            ("https://hüt.example/b", "https://h%C3%BCt.example/b"),
        ] {
            assert_eq!(resolve(address, "https://api.example").as_deref(), Some(read_as), "{address}");
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
            "https://exa mple.com/a.png",
            "https://a|b.example/a.png",
            "https://a%20b.example/a.png",
            "https://a.example:99999/a.png",
            "https://a.example:port/a.png",
            "https://a.example:1:2/a.png",
            "https://[::g]/a.png",
            "https://[1::2::3]/a.png",
            "https://[1:2:3]/a.png",
            "https://[1:2:3:4:5:6:7:8:9]/a.png",
            "https://1.2.3.456/a.png",
            "//user@a.example/a.png",
            "https:// /a.png",
            "http://127.0.0.1.a.example/b",
        ] {
            assert_eq!(resolve(address, "https://api.example"), None, "{address}");
        }
    }

    #[test]
    fn a_data_uri_is_read_as_fetch_reads_it() {
        for uri in [
            "data:image/png;charset=utf-8;base64,iVBORw0KGgo=",
            "data:image/png;name=a.png;base64,iVBORw0KGgo=",
            " DATA:image/png; BASE64 ,iVBORw0KGgo=\n",
            "da\tta:;bas\ne64,iVBO\r\n Rw0K%0CGgo",
            "data:image/png;base64,iVBORw0KGgo%3D#fragment",
            "data:image/png,%89PNG%0D%0A%1a%0A",
            "data:,%89P\nNG%0d%0a%1A%0a ",
        ] {
            assert!(is_data(uri), "{uri}");
            assert_eq!(decode_data(uri).as_deref(), Some(b"\x89PNG\r\n\x1A\n".as_slice()), "{uri}");
        }
        for uri in [
            "data:image/png;base64",
            "data:;base64,!",
            "data:;base64,AAAAA",
            "data:;base64,AA=",
            "data:;base64,-_8=",
        ] {
            assert_eq!(decode_data(uri), None, "{uri}");
        }
        assert_eq!(decode_data("data:image/png;base64;x,AAAA").as_deref(), Some(b"AAAA".as_slice()));
        for address in ["", "data", "dat:,", "https://data:,", "éata:,"] {
            assert!(!is_data(address), "{address}");
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
