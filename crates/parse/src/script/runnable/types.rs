//! Types taken out of TypeScript, and what they leave behind written as JavaScript.

use oxc_ast::ast::{
    Class, Declaration, ExportDeclaration, ExportNamedDeclaration, Expression, FormalParameter, Function,
    ImportDeclaration, ImportOrExportKind, MethodDefinition, MethodDefinitionKind, Program,
    PropertyDefinition, Statement, TSAsExpression, TSEnumDeclaration, TSEnumMemberName, TSExportAssignment,
    TSInterfaceDeclaration, TSNonNullExpression, TSSatisfiesExpression, TSThisParameter,
    TSTypeAliasDeclaration, TSTypeAnnotation, TSTypeAssertion, TSTypeParameterDeclaration,
    TSTypeParameterInstantiation,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan as _;
use oxc_syntax::scope::ScopeFlags;

use super::Edits;

/// Adds to `edits` what takes the types out of `program`, whose text is `text`.
pub(super) fn strip(program: &Program<'_>, text: &str, edits: &mut Edits) {
    Stripper { edits, text }.visit_program(program);
}

struct Stripper<'e, 't> {
    edits: &'e mut Edits,
    text: &'t str,
}

impl Stripper<'_, '_> {
    /// Blanks the words in front of a member or parameter that only types know.
    fn modifiers(&mut self, start: u32, end: u32) {
        let Some(head) = self.text.get(start as usize..end as usize) else { return };
        for word in ["public", "private", "protected", "readonly", "abstract", "override", "declare"] {
            let mut from = 0;
            while let Some(at) = head.get(from..).and_then(|rest| rest.find(word)) {
                let at = start + u32::try_from(from + at).unwrap_or(0);
                self.edits.blank(at, at + u32::try_from(word.len()).unwrap_or(0));
                from = (at - start) as usize + word.len();
            }
        }
    }

    /// Blanks a `?` or `!` between a name's end and its type.
    fn mark_after(&mut self, end: u32) {
        let rest = self.text.get(end as usize..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        if rest.trim_start().starts_with(['?', '!']) {
            let at = end + u32::try_from(blanks).unwrap_or(0);
            self.edits.blank(at, at + 1);
        }
    }
}

impl<'a> Visit<'a> for Stripper<'_, '_> {
    fn visit_ts_type_annotation(&mut self, it: &TSTypeAnnotation<'a>) {
        self.edits.blank(it.span.start, it.span.end);
        let before = self.text.get(..it.span.start as usize).unwrap_or_default().trim_end();
        if before.ends_with(['?', '!']) {
            let at = u32::try_from(before.len() - 1).unwrap_or(0);
            self.edits.blank(at, at + 1);
        }
    }

    fn visit_ts_type_parameter_declaration(&mut self, it: &TSTypeParameterDeclaration<'a>) {
        self.edits.blank(it.span.start, it.span.end);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, it: &TSTypeParameterInstantiation<'a>) {
        self.edits.blank(it.span.start, it.span.end);
    }

    fn visit_ts_interface_declaration(&mut self, it: &TSInterfaceDeclaration<'a>) {
        self.edits.blank(it.span.start, it.span.end);
    }

    fn visit_ts_type_alias_declaration(&mut self, it: &TSTypeAliasDeclaration<'a>) {
        self.edits.blank(it.span.start, it.span.end);
    }

    fn visit_ts_this_parameter(&mut self, it: &TSThisParameter<'a>) {
        let rest = self.text.get(it.span.end as usize..).unwrap_or_default();
        let comma =
            rest.trim_start().starts_with(',').then(|| rest.find(',')).flatten().map_or(0, |at| at + 1);
        self.edits.blank(it.span.start, it.span.end + u32::try_from(comma).unwrap_or(0));
    }

    fn visit_ts_as_expression(&mut self, it: &TSAsExpression<'a>) {
        self.edits.blank(it.expression.span().end, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_satisfies_expression(&mut self, it: &TSSatisfiesExpression<'a>) {
        self.edits.blank(it.expression.span().end, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_non_null_expression(&mut self, it: &TSNonNullExpression<'a>) {
        self.edits.blank(it.span.end - 1, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_type_assertion(&mut self, it: &TSTypeAssertion<'a>) {
        self.edits.blank(it.span.start, it.expression.span().start);
        self.visit_expression(&it.expression);
    }

    fn visit_import_declaration(&mut self, it: &ImportDeclaration<'a>) {
        if it.import_kind == ImportOrExportKind::Type {
            self.edits.blank(it.span.start, it.span.end);
        }
    }

    fn visit_export_declaration(&mut self, it: &ExportDeclaration<'a>) {
        match &it.declaration {
            Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_) => {
                self.edits.blank(it.span.start, it.span.end);
            }
            _ => walk::walk_export_declaration(self, it),
        }
    }

    fn visit_export_named_declaration(&mut self, it: &ExportNamedDeclaration<'a>) {
        if it.export_kind == ImportOrExportKind::Type {
            self.edits.blank(it.span.start, it.span.end);
        }
    }

    fn visit_ts_export_assignment(&mut self, it: &TSExportAssignment<'a>) {
        self.edits.replace(it.span.start, it.expression.span().start, "module.exports = ");
        self.visit_expression(&it.expression);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        if it.body.is_none() || it.declare {
            self.edits.blank(it.span.start, it.span.end);
            return;
        }
        walk::walk_function(self, it, flags);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        if it.declare {
            self.edits.blank(it.span.start, it.span.end);
            return;
        }
        if it.r#abstract {
            self.modifiers(it.span.start, it.span.start + 9);
        }
        if let (Some(first), Some(last)) = (it.implements.first(), it.implements.last()) {
            let before = self.text.get(..first.span.start as usize).and_then(|text| text.rfind("implements"));
            self.edits
                .blank(before.map_or(first.span.start, |at| u32::try_from(at).unwrap_or(0)), last.span.end);
        }
        walk::walk_class(self, it);
    }

    fn visit_ts_class_implements(&mut self, _: &oxc_ast::ast::TSClassImplements<'a>) {}

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        if it.value.body.is_none() {
            self.edits.blank(it.span.start, it.span.end);
            return;
        }
        self.modifiers(it.span.start, it.key.span().start);
        self.mark_after(it.key.span().end);
        if it.kind == MethodDefinitionKind::Constructor {
            self.parameter_properties(&it.value);
        }
        walk::walk_method_definition(self, it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        if it.declare || it.r#type.is_abstract() {
            self.edits.blank(it.span.start, it.span.end);
            return;
        }
        self.modifiers(it.span.start, it.key.span().start);
        self.mark_after(it.key.span().end);
        walk::walk_property_definition(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if it.accessibility.is_some() || it.readonly || it.r#override {
            self.modifiers(it.span.start, it.pattern.span().start);
        }
        if it.optional {
            self.mark_after(it.pattern.span().end);
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_ts_enum_declaration(&mut self, it: &TSEnumDeclaration<'a>) {
        if it.declare {
            self.edits.blank(it.span.start, it.span.end);
            return;
        }
        let name = it.id.name.as_str();
        let mut body = String::new();
        let mut next = "0".to_owned();
        for member in &it.body.members {
            let key = match &member.id {
                TSEnumMemberName::Identifier(key) => key.name.to_string(),
                TSEnumMemberName::String(key) | TSEnumMemberName::ComputedString(key) => {
                    key.value.to_string()
                }
                TSEnumMemberName::ComputedTemplateString(_) => continue,
            };
            let key = serde_json::to_string(&key).unwrap_or_default();
            let value = match &member.initializer {
                Some(value) => self
                    .text
                    .get(value.span().start as usize..value.span().end as usize)
                    .unwrap_or("0")
                    .to_owned(),
                None => next,
            };
            let is_text = matches!(
                &member.initializer,
                Some(Expression::StringLiteral(_) | Expression::TemplateLiteral(_))
            );
            body.push_str(&if is_text {
                format!("{name}[{key}]={value};")
            } else {
                format!("{name}[{name}[{key}]={value}]={key};")
            });
            next = value
                .parse::<i64>()
                .map_or_else(|_| format!("{name}[{key}]+1"), |value| (value + 1).to_string());
        }
        let lines = "\n".repeat(
            self.text
                .get(it.span.start as usize..it.span.end as usize)
                .map_or(0, |text| text.matches('\n').count()),
        );
        self.edits.replace(
            it.span.start,
            it.span.end,
            format!("var {name};(function({name}){{{body}}})({name}||({name}={{}}));{lines}"),
        );
    }
}

impl Stripper<'_, '_> {
    /// Assigns what a constructor's parameters declare as properties.
    fn parameter_properties(&mut self, constructor: &Function<'_>) {
        let Some(body) = &constructor.body else { return };
        let declared =
            constructor.params.items.iter().filter(|item| item.accessibility.is_some() || item.readonly);
        let names: Vec<String> = declared
            .filter_map(|item| item.pattern.get_identifier_name())
            .map(|name| format!("this.{name}={name};"))
            .collect();
        if names.is_empty() {
            return;
        }
        let is_super = |statement: &&Statement<'_>| {
            matches!(statement, Statement::ExpressionStatement(statement)
                if matches!(&statement.expression, Expression::CallExpression(call) if matches!(call.callee, Expression::Super(_))))
        };
        let at = body
            .statements
            .iter()
            .find(is_super)
            .map_or(body.span.start + 1, |statement| statement.span().end);
        self.edits.insert(at, names.concat());
    }
}
