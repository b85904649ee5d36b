//! Conditions that are more than comparisons.

/// Something in an expression that no honest condition has. gyp evaluates conditions as Python with empty
/// builtins, which a walk over class attributes escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionOddity {
    /// A call.
    Call,
    /// An attribute of a value.
    Attribute,
    /// An item of a value.
    Subscript,
    /// A name with double underscores.
    DunderName,
    /// `lambda`, `for`, `import` and other words of programs.
    Keyword,
    /// An assignment in an expression.
    Assignment,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A string or a closing bracket.
    Text,
    Value,
    Name,
    Other,
}

/// The oddities of `text`, sorted, each once. Strings and comments are passed over.
pub(super) fn oddities(text: &str) -> Vec<ConditionOddity> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = Before::Other;
    while let Some(next) = rest.chars().next() {
        let mut length = next.len_utf8();
        match next {
            '\'' | '"' => {
                length = string_length(rest, next);
                before = Before::Text;
            }
            '#' => length = rest.find('\n').unwrap_or(rest.len()),
            '.' if before != Before::Other => {
                let is_split = before == Before::Text && rest.starts_with(".split()");
                length = if is_split { ".split()".len() } else { 1 };
                if !is_split {
                    found.push(ConditionOddity::Attribute);
                }
                before = Before::Value;
            }
            '(' if before != Before::Other => found.push(ConditionOddity::Call),
            '[' if before != Before::Other => found.push(ConditionOddity::Subscript),
            ':' if rest.starts_with(":=") => found.push(ConditionOddity::Assignment),
            ')' | ']' | '}' => before = Before::Value,
            _ if next.is_whitespace() => {}
            _ if next.is_alphanumeric() || next == '_' => {
                length = rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len());
                before = name(rest.get(..length).unwrap_or_default(), before, &mut found);
                if rest.get(length..).is_some_and(|rest| rest.starts_with(['\'', '"'])) {
                    before = Before::Other;
                }
            }
            _ => before = Before::Other,
        }
        if matches!(next, '(' | '[' | '{') {
            before = Before::Other;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn name(word: &str, before: Before, found: &mut Vec<ConditionOddity>) -> Before {
    if word.contains("__") {
        found.push(ConditionOddity::DunderName);
    }
    match word {
        "and" | "or" | "not" | "in" | "is" => Before::Other,
        "lambda" | "for" | "import" | "yield" | "await" | "exec" | "eval" | "def" | "class" | "if"
        | "else" => {
            found.push(ConditionOddity::Keyword);
            Before::Other
        }
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => match before {
            // The fraction of a number.
            Before::Value => Before::Value,
            _ => Before::Other,
        },
        _ => Before::Name,
    }
}

/// The bytes of the string that `rest` starts with.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, next) in rest.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if next == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
