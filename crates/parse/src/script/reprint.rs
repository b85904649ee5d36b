//! Scripts printed with other names and no white space, for tests that no spelling matters.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;

/// `text` with every variable of its own renamed and all that need not be there left out; nothing when it does
/// not parse.
#[must_use]
pub fn reprinted(text: &str, path: &str) -> Option<String> {
    let allocator = Allocator::default();
    let dialect = if path.ends_with(".mjs") { SourceType::mjs() } else { SourceType::unambiguous() };
    let parsed = Parser::new(&allocator, text, dialect).with_options(super::options()).parse();
    if parsed.panicked {
        return None;
    }
    let mut scoping = SemanticBuilder::new().build(&parsed.program).semantic.into_scoping();
    let symbols: Vec<_> = scoping.symbol_ids().collect();
    for (number, symbol) in symbols.into_iter().enumerate() {
        let name = allocator.alloc_str(&format!("q{number}x"));
        scoping.set_symbol_name(symbol, name.into());
    }
    let options = CodegenOptions { minify: true, ..CodegenOptions::default() };
    Some(Codegen::new().with_options(options).with_scoping(Some(scoping)).build(&parsed.program).code)
}
