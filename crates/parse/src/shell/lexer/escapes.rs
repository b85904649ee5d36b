//! C escapes.

/// The text of `$'…'`: C escapes resolved.
pub(in super::super) fn ansi_c(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut characters = body.chars().peekable();
    while let Some(next) = characters.next() {
        if next != '\\' {
            out.push(next);
            continue;
        }
        let Some(kind) = characters.next() else { break };
        let (radix, most) = match kind {
            'x' => (16, 2),
            'u' => (16, 4),
            'U' => (16, 8),
            '0'..='7' => (8, 3),
            _ => {
                out.push(match kind {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'e' | 'E' => '\u{1b}',
                    'a' => '\u{7}',
                    other => other,
                });
                continue;
            }
        };
        let mut digits = String::new();
        if radix == 8 {
            digits.push(kind);
        }
        while digits.len() < most {
            let Some(digit) = characters.next_if(|digit| digit.is_digit(radix)) else { break };
            digits.push(digit);
        }
        out.extend(u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32));
    }
    out
}
