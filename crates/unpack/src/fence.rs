//! Fences of a page: where examples stand, whoever reads them.

/// A fenced block of a Markdown page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// The `##` heading above it, without its marks; empty where there is none.
    pub heading: String,
    /// The prose between it and what stands above it, its lines joined by spaces.
    pub prose: String,
    /// What follows its opening marks: `package`, `js`.
    pub info: String,
    /// The lines inside it, each with its line end.
    pub text: String,
}

/// All fences of `page`, in order. One that is not closed ends with the page.
#[must_use]
pub fn fences(page: &str) -> Vec<Fence> {
    let (mut fences, mut next) = (Vec::new(), Fence::default());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let text = inside.map(|line| format!("{line}\n")).collect();
            let heading = next.heading.clone();
            let fence = std::mem::replace(&mut next, Fence { heading, ..Fence::default() });
            fences.push(Fence { info: info.to_owned(), text, ..fence });
        } else if let Some(heading) = line.strip_prefix("## ") {
            next = Fence { heading: heading.to_owned(), ..Fence::default() };
        } else if !line.trim().is_empty() {
            let space = if next.prose.is_empty() { "" } else { " " };
            next.prose = format!("{}{space}{}", next.prose, line.trim());
        }
    }
    fences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_has_its_heading_its_prose_and_its_text() {
        let page =
            "# T\n\n## one\n\nSaid\nof it.\n\n```js\na\n\nb\n```\n\n```package x\nc\n```\n\n## two\n```js\n";
        let told = fences(page);
        assert_eq!((told[0].heading.as_str(), told[0].prose.as_str()), ("one", "Said of it."));
        assert_eq!((told[0].info.as_str(), told[0].text.as_str()), ("js", "a\n\nb\n"));
        assert_eq!((told[1].heading.as_str(), told[1].prose.as_str()), ("one", ""));
        assert_eq!(told[1].info, "package x");
        assert_eq!((told[2].heading.as_str(), told[2].text.as_str()), ("two", ""));
        assert_eq!(told.len(), 3);
    }
}
