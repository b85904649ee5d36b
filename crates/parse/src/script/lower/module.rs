//! Declarations, imports and exports.

use oxc_ast::ast::{self, Statement as Tree};
use oxc_span::GetSpan;

use super::{Lowering, place};
use crate::script::ir::{Expression, Import, Key, Pattern, Property, Statement, Variable};

impl Lowering<'_, '_> {
    pub(super) fn declaration_or_module(&mut self, tree: &Tree<'_>, out: &mut Vec<Statement>) {
        if let Some(declaration) = tree.as_declaration() {
            self.declaration(declaration, out);
        } else if let Some(module) = tree.as_module_declaration() {
            self.script.is_module = true;
            self.module(module, out);
        }
    }

    fn declaration(&mut self, tree: &ast::Declaration<'_>, out: &mut Vec<Statement>) {
        match tree {
            ast::Declaration::VariableDeclaration(inner) => self.variables(inner, out),
            ast::Declaration::FunctionDeclaration(function) => self.hoist(function),
            ast::Declaration::ClassDeclaration(class) => {
                let symbol = class.id.as_ref().and_then(|identifier| self.binding(identifier));
                let id = self.class(class);
                out.extend(symbol.map(|symbol| Statement::Class(symbol, id)));
            }
            ast::Declaration::TSEnumDeclaration(inner) => self.enumeration(inner, out),
            ast::Declaration::TSImportEqualsDeclaration(inner) => self.import_equals(inner, out),
            ast::Declaration::TSNamespaceDeclaration(inner) => self.namespace(inner, out),
            _ => {}
        }
    }

    /// A function declaration: it exists before the body it stands in runs.
    fn hoist(&mut self, function: &ast::Function<'_>) {
        let symbol = function.id.as_ref().and_then(|identifier| self.binding(identifier));
        if function.body.is_none() {
            return;
        }
        let id = self.function_tree(function);
        if let (Some(symbol), Some(outer)) = (symbol, self.current()) {
            outer.hoisted.push((symbol, id));
        }
    }

    fn enumeration(&mut self, inner: &ast::TSEnumDeclaration<'_>, out: &mut Vec<Statement>) {
        let variable = self.binding_variable(&inner.id);
        let mut properties = Vec::new();
        for member in &inner.body.members {
            let name = self.name(member.id.static_name().as_str());
            let value = match &member.initializer {
                Some(value) => self.expression(value),
                None => self.undefined(member.span),
            };
            properties.push(Property { key: Key::Name(name), value, is_getter: false });
        }
        let value = self.push(Expression::Object(properties.into()), inner.span);
        let target = self.pattern(Pattern::Variable(variable));
        out.push(Statement::Declare(target, value));
    }

    fn import_equals(&mut self, inner: &ast::TSImportEqualsDeclaration<'_>, out: &mut Vec<Statement>) {
        let ast::TSModuleReference::ExternalModuleReference(reference) = &inner.module_reference else {
            return;
        };
        let variable = self.binding_variable(&inner.id);
        let require = self.global("require");
        let callee = self.push(Expression::Variable(require), inner.span);
        let argument = self.literal(reference.expression.value.as_str(), reference.expression.span);
        let arguments = self.list(&[argument]);
        let value = self.push(Expression::Call(callee, arguments), inner.span);
        let target = self.pattern(Pattern::Variable(variable));
        out.push(Statement::Declare(target, value));
    }

    /// A TypeScript namespace runs its body where it stands.
    fn namespace(&mut self, tree: &ast::TSNamespaceDeclaration<'_>, out: &mut Vec<Statement>) {
        self.binding(&tree.id);
        match &tree.body {
            ast::TSNamespaceDeclarationBody::TSModuleBlock(block) => {
                let statements = self.statements(&block.body);
                out.push(Statement::Block(statements.into()));
            }
            ast::TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => self.namespace(inner, out),
        }
    }

    fn module(&mut self, tree: &ast::ModuleDeclaration<'_>, out: &mut Vec<Statement>) {
        match tree {
            ast::ModuleDeclaration::ImportDeclaration(import) => self.import(import),
            ast::ModuleDeclaration::ExportAllDeclaration(export) => {
                let source = self.name(export.source.value.as_str());
                self.script.imports.push(Import {
                    source,
                    imported: None,
                    symbol: None,
                    span: place(export.span),
                });
                out.push(Statement::ExportAll(source));
            }
            ast::ModuleDeclaration::ExportDefaultDeclaration(export) => self.export_default(export, out),
            ast::ModuleDeclaration::ExportDeclaration(export) => self.export_declaration(export, out),
            ast::ModuleDeclaration::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    if let ast::ModuleExportName::IdentifierReference(local) = &specifier.local {
                        let variable = self.reference(local);
                        let value = self.variable_expression(variable, local);
                        let name = self.name(specifier.exported.name().as_str());
                        out.push(Statement::Export(name, value));
                    }
                }
            }
            ast::ModuleDeclaration::ExportFromDeclaration(export) => self.export_from(export, out),
            ast::ModuleDeclaration::TSExportAssignment(export) => {
                let value = self.expression(&export.expression);
                let name = self.name("default");
                out.push(Statement::Export(name, value));
            }
            ast::ModuleDeclaration::TSNamespaceExportDeclaration(_) => {}
        }
    }

    fn import(&mut self, import: &ast::ImportDeclaration<'_>) {
        if import.import_kind.is_type() {
            return;
        }
        let source = self.name(import.source.value.as_str());
        let span = place(import.span);
        let Some(specifiers) = &import.specifiers else {
            self.script.imports.push(Import { source, imported: None, symbol: None, span });
            return;
        };
        if specifiers.is_empty() {
            self.script.imports.push(Import { source, imported: None, symbol: None, span });
        }
        for specifier in specifiers {
            let imported = match specifier {
                ast::ImportDeclarationSpecifier::ImportSpecifier(inner) => {
                    Some(self.name(inner.imported.name().as_str()))
                }
                ast::ImportDeclarationSpecifier::ImportDefaultSpecifier(_) => Some(self.name("default")),
                ast::ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => None,
            };
            let symbol = self.binding(specifier.local());
            self.script.imports.push(Import { source, imported, symbol, span });
        }
    }

    fn export_from(&mut self, export: &ast::ExportFromDeclaration<'_>, out: &mut Vec<Statement>) {
        let source = self.name(export.source.value.as_str());
        let span = place(export.span);
        self.script.imports.push(Import { source, imported: None, symbol: None, span });
        for specifier in &export.specifiers {
            let require = self.global("require");
            let callee = self.push(Expression::Variable(require), export.span);
            let argument = self.literal(export.source.value.as_str(), export.source.span);
            let arguments = self.list(&[argument]);
            let module = self.push(Expression::Call(callee, arguments), export.span);
            let local = self.name(specifier.local.name().as_str());
            let value = self.push(Expression::Member(module, local), specifier.span);
            let name = self.name(specifier.exported.name().as_str());
            out.push(Statement::Export(name, value));
        }
    }

    fn export_default(&mut self, export: &ast::ExportDefaultDeclaration<'_>, out: &mut Vec<Statement>) {
        let span = export.span;
        let value = match &export.declaration {
            ast::ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                match function.id.as_ref().and_then(|identifier| identifier.symbol_id.get()) {
                    Some(symbol) => {
                        self.hoist(function);
                        self.push(Expression::Variable(Variable::Local(super::symbol_id(symbol))), span)
                    }
                    None => {
                        let id = self.function_tree(function);
                        self.push(Expression::Function(id), span)
                    }
                }
            }
            ast::ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                let symbol = class.id.as_ref().and_then(|identifier| self.binding(identifier));
                let id = self.class(class);
                out.extend(symbol.map(|symbol| Statement::Class(symbol, id)));
                self.push(Expression::Class(id), span)
            }
            ast::ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return,
            other => match other.as_expression() {
                Some(tree) => self.expression(tree),
                None => return,
            },
        };
        let name = self.name("default");
        out.push(Statement::Export(name, value));
    }

    fn export_declaration(&mut self, export: &ast::ExportDeclaration<'_>, out: &mut Vec<Statement>) {
        self.declaration(&export.declaration, out);
        let span = export.declaration.span();
        let mut exported = Vec::new();
        match &export.declaration {
            ast::Declaration::VariableDeclaration(inner) => {
                for declarator in &inner.declarations {
                    exported.extend(declarator.id.get_binding_identifiers());
                }
            }
            other => exported.extend(other.id()),
        }
        for identifier in exported {
            if let Some(symbol) = identifier.symbol_id.get() {
                let variable = Variable::Local(super::symbol_id(symbol));
                let value = self.push(Expression::Variable(variable), span);
                let name = self.name(identifier.name.as_str());
                out.push(Statement::Export(name, value));
            }
        }
    }
}
