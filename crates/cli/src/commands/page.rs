//! A rule's page for a terminal: headings stand out, examples are indented, the rest is as written.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// Writes the Markdown `page` of `rule` for a person.
pub(crate) fn write(page: &str, rule: &str, is_coloured: bool, output: &mut dyn Write) -> io::Result<()> {
    let paint = |style: Style| if is_coloured { style } else { Style::new() };
    let heading = paint(Style::new().bold());
    let marked = paint(AnsiColor::Red.on_default());
    let file = paint(AnsiColor::Cyan.on_default());
    let mut is_example = false;
    for line in page.trim_end().lines() {
        if line.trim_start().starts_with("```") {
            is_example = !is_example;
        } else if is_example && line.contains("//~") {
            writeln!(output, "    {marked}{line}{marked:#}")?;
        } else if is_example && line.starts_with("== ") {
            writeln!(output, "    {file}{}{file:#}", line.trim_start_matches("== "))?;
        } else if is_example {
            writeln!(output, "    {line}")?;
        } else if let Some(title) = line.strip_prefix("# ") {
            writeln!(output, "{heading}{title}{heading:#}  [{rule}]")?;
        } else if let Some(title) = line.strip_prefix("## ") {
            writeln!(output, "{heading}{title}{heading:#}")?;
        } else {
            writeln!(output, "{line}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Title\n\nText.\n\n## Bad\n\n```package\n== a.js\nevil() //~ here\n```\n";

    fn shown(is_coloured: bool) -> String {
        let mut shown = Vec::new();
        write(PAGE, "some-rule", is_coloured, &mut shown).unwrap();
        String::from_utf8(shown).unwrap()
    }

    #[test]
    fn fences_become_indentation() {
        assert_eq!(shown(false), "Title  [some-rule]\n\nText.\n\nBad\n\n    a.js\n    evil() //~ here\n");
    }

    #[test]
    fn colour_is_only_added() {
        let coloured = shown(true);
        assert!(coloured.contains("\u{1b}[1mTitle"));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), shown(false));
    }
}
