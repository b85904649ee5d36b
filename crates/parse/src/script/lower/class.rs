//! Classes.

use oxc_ast::ast;

use super::Lowering;
use crate::script::ir::{Class, ClassId, Expression, FunctionId, Property};

impl Lowering<'_, '_> {
    pub(super) fn class(&mut self, tree: &ast::Class<'_>) -> ClassId {
        let mut class = Class {
            base: tree.heritage_expression().map(|base| self.expression(base)),
            constructor: None,
            members: Vec::new(),
            statics: Vec::new(),
            blocks: Vec::new(),
            symbol: tree.id.as_ref().and_then(|identifier| self.binding(identifier)),
        };
        for element in &tree.body.body {
            match element {
                ast::ClassElement::StaticBlock(block) => {
                    class.blocks.push(self.function(block.span, |lowering| lowering.statements(&block.body)));
                }
                ast::ClassElement::MethodDefinition(method) => self.method(method, &mut class),
                ast::ClassElement::PropertyDefinition(property) => {
                    self.field(&property.key, property.value.as_ref(), property.r#static, &mut class);
                }
                ast::ClassElement::AccessorProperty(property) => {
                    self.field(&property.key, property.value.as_ref(), property.r#static, &mut class);
                }
                ast::ClassElement::TSIndexSignature(_) => {}
            }
        }
        let id = ClassId(u32::try_from(self.script.classes.len()).unwrap_or(u32::MAX));
        self.script.classes.push(class);
        id
    }

    fn method(&mut self, method: &ast::MethodDefinition<'_>, class: &mut Class) {
        let key = self.key(&method.key);
        let function: FunctionId = self.function_tree(&method.value);
        if method.kind == ast::MethodDefinitionKind::Constructor {
            class.constructor = Some(function);
            return;
        }
        let value = self.push(Expression::Function(function), method.span);
        let property = Property { key, value, is_getter: method.kind == ast::MethodDefinitionKind::Get };
        if method.r#static { class.statics.push(property) } else { class.members.push(property) }
    }

    fn field(
        &mut self,
        key: &ast::PropertyKey<'_>,
        value: Option<&ast::Expression<'_>>,
        is_static: bool,
        class: &mut Class,
    ) {
        let key = self.key(key);
        if let Some(value) = value {
            let property = Property { key, value: self.expression(value), is_getter: false };
            if is_static { class.statics.push(property) } else { class.members.push(property) }
        }
    }
}
