//! Text expressions of PowerShell, computed where they are constant: joined, formatted, replaced and decoded
//! texts are how its commands hide their names.

/// Deepest nesting of brackets that is read.
const DEPTH: usize = 24;

/// Longest text that is made, in bytes.
const TEXT_BYTES: usize = 64 << 10;

/// The text that `expression` gives, if it is one constant text.
pub(super) fn text(expression: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut reader = Reader { rest: expression.trim(), variable, depth: 0 };
    let is_text = reader.rest.starts_with(['\'', '"', '[', '(', '$']);
    let list = reader.expression().filter(|_| is_text)?;
    reader.rest.trim().is_empty().then(|| list.concat())
}

struct Reader<'text> {
    rest: &'text str,
    variable: &'text dyn Fn(&str) -> Option<String>,
    depth: usize,
}

impl Reader<'_> {
    /// A list of texts; a single text is a list of one.
    fn expression(&mut self) -> Option<Vec<String>> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut list = self.operand()?;
        loop {
            self.blanks();
            if self.take("+") {
                let more = self.operand()?;
                list = vec![list.concat() + &more.concat()];
            } else if self.take(",") {
                list.extend(self.operand()?);
            } else if self.take_word("-join") {
                let mark = self.operand()?.concat();
                list = vec![list.join(&mark)];
            } else if self.take_word("-f") {
                let format = list.concat();
                let mut values = self.operand()?;
                while self.next_is(",") {
                    self.take(",");
                    values.extend(self.operand()?);
                }
                list = vec![formatted(&format, &values)];
            } else if self.take_word("-creplace") || self.take_word("-replace") {
                let old = self.operand()?.concat();
                let new = if self.next_is(",") && self.take(",") {
                    self.operand()?.concat()
                } else {
                    String::new()
                };
                list = vec![list.concat().replace(&old, &new)];
            } else {
                break;
            }
            if list.iter().map(String::len).sum::<usize>() > TEXT_BYTES {
                return None;
            }
        }
        self.depth -= 1;
        Some(list)
    }

    fn operand(&mut self) -> Option<Vec<String>> {
        self.blanks();
        let mut list = self.primary()?;
        while self.rest.starts_with('.') {
            let name: String = self.rest.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
            self.rest = self.rest.get(1 + name.len()..)?;
            let arguments = self.arguments()?;
            let text = list.concat();
            list = match (name.to_ascii_lowercase().as_str(), arguments.as_slice()) {
                ("replace", [old, new]) if !old.is_empty() => vec![text.replace(old.as_str(), new)],
                ("tolower", []) => vec![text.to_lowercase()],
                ("toupper", []) => vec![text.to_uppercase()],
                ("trim" | "tostring", []) => vec![text.trim().to_owned()],
                ("split", [mark]) if !mark.is_empty() => {
                    text.split(mark.as_str()).map(str::to_owned).collect()
                }
                _ => return None,
            };
        }
        Some(list)
    }

    fn primary(&mut self) -> Option<Vec<String>> {
        let first = self.rest.chars().next()?;
        match first {
            '\'' | '"' => {
                let (text, after) = self.rest.get(1..)?.split_once(first)?;
                if first == '"' && text.contains(['$', '`']) {
                    return None;
                }
                self.rest = after;
                Some(vec![text.to_owned()])
            }
            '(' => {
                self.rest = self.rest.get(1..)?;
                let list = self.expression()?;
                self.blanks();
                self.take(")").then_some(list)
            }
            '$' => {
                let name: String = self
                    .rest
                    .chars()
                    .skip(1)
                    .take_while(|next| next.is_alphanumeric() || *next == '_')
                    .collect();
                let value = (self.variable)(&name).filter(|_| !name.is_empty())?;
                self.rest = self.rest.get(1 + name.len()..)?;
                Some(vec![value])
            }
            '[' => self.typed(),
            '0'..='9' => self.number().map(|number| vec![number.to_string()]),
            _ => None,
        }
    }

    /// `[char]105`, `[string]::Join('', …)`, `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('…'))`.
    fn typed(&mut self) -> Option<Vec<String>> {
        let (name, after) = self.rest.get(1..)?.split_once(']')?;
        self.rest = after;
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("system.").unwrap_or(&name);
        match name {
            "char" => {
                self.blanks();
                let number = self.number()?;
                Some(vec![char::from_u32(number)?.to_string()])
            }
            "char[" => {
                self.take("]");
                let list = self.operand()?;
                let code = |text: &String| char::from_u32(text.parse().ok()?).map(|next| next.to_string());
                list.iter().map(code).collect()
            }
            "string" if self.take_word("::join") => {
                let arguments = self.arguments()?;
                let (mark, items) = arguments.split_first()?;
                Some(vec![items.join(mark)])
            }
            "string" => self.operand().map(|list| vec![list.concat()]),
            "convert" if self.take_word("::frombase64string") => {
                let text = self.arguments()?.concat();
                let bytes = super::nested::decode_base64(&text)?;
                Some(vec![bytes.into_iter().map(char::from).collect()])
            }
            "text.encoding" => {
                self.take("::");
                let encoding: String = self.rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                self.rest = self.rest.get(encoding.len()..)?;
                self.take_word(".getstring").then_some(())?;
                let bytes: Vec<u8> = self
                    .arguments()?
                    .concat()
                    .chars()
                    .map(|next| u8::try_from(u32::from(next)).unwrap_or(b'?'))
                    .collect();
                Some(vec![if encoding.eq_ignore_ascii_case("unicode") {
                    let (pairs, _) = bytes.as_chunks::<2>();
                    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
                    String::from_utf16_lossy(&units)
                } else {
                    String::from_utf8_lossy(&bytes).into_owned()
                }])
            }
            _ => None,
        }
    }

    /// The items in the brackets of a call.
    fn arguments(&mut self) -> Option<Vec<String>> {
        self.take("(").then_some(())?;
        self.blanks();
        if self.take(")") {
            return Some(Vec::new());
        }
        let list = self.expression()?;
        self.blanks();
        self.take(")").then_some(list)
    }

    fn number(&mut self) -> Option<u32> {
        let (radix, skipped) = if self.rest.starts_with("0x") { (16, 2) } else { (10, 0) };
        let digits: String =
            self.rest.get(skipped..)?.chars().take_while(|next| next.is_digit(radix)).take(8).collect();
        self.rest = self.rest.get(skipped + digits.len()..)?;
        u32::from_str_radix(&digits, radix).ok()
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn next_is(&mut self, text: &str) -> bool {
        self.blanks();
        self.rest.starts_with(text)
    }

    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_word = self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if is_word {
            self.rest = self.rest.get(word.len()..).unwrap_or_default();
        }
        is_word
    }
}

/// `"{1}{0}" -f 'a','b'`.
fn formatted(format: &str, values: &[String]) -> String {
    let mut text = format.to_owned();
    for (position, value) in values.iter().enumerate().take(100) {
        text = text.replace(&format!("{{{position}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_formatted_replaced_and_decoded() {
        let variable = |name: &str| (name == "a").then(|| "ie".to_owned());
        for (expression, value) in [
            ("'i'+'ex'", Some("iex")),
            ("$a + 'x'", Some("iex")),
            ("('i','e','x') -join ''", Some("iex")),
            ("'{1}{0}' -f 'x','ie'", Some("iex")),
            ("'iQex'.Replace('Q','')", Some("iex")),
            ("'iQex' -replace 'Q',''", Some("iex")),
            ("[char]105+[char]0x65+'x'", Some("iex")),
            ("-join [char[]](105,101,120)", None),
            ("[string]::Join('', ('i','ex'))", Some("iex")),
            ("[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aWV4'))", Some("iex")),
            (
                "[System.Text.Encoding]::Unicode.GetString([System.Convert]::FromBase64String('aQBlAHgA'))",
                Some("iex"),
            ),
            ("'a' 'b'", None),
            ("irm https://x.invalid", None),
            ("Get-Date", None),
            ("\"$env:X\"", None),
        ] {
            assert_eq!(text(expression, &variable).as_deref(), value, "{expression}");
        }
        let deep = format!("{}'a'{}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(text(&deep, &variable), None);
    }
}
