//! What values are stored into: bindings, parameters and assignment targets.

use oxc_ast::ast;

use super::Lowering;
use crate::script::ir::{Expression, ExpressionId, Key, Pattern, PatternId};

impl Lowering<'_, '_> {
    pub(super) fn binding_pattern(&mut self, tree: &ast::BindingPattern<'_>) -> PatternId {
        let pattern = match tree {
            ast::BindingPattern::BindingIdentifier(identifier) => {
                Pattern::Variable(self.binding_variable(identifier))
            }
            ast::BindingPattern::ObjectPattern(object) => {
                let properties: Vec<(Key, PatternId)> = object
                    .properties
                    .iter()
                    .map(|property| (self.key(&property.key), self.binding_pattern(&property.value)))
                    .collect();
                let rest = object.rest.as_ref().map(|rest| self.binding_pattern(&rest.argument));
                Pattern::Object(properties.into(), rest)
            }
            ast::BindingPattern::ArrayPattern(array) => {
                let items: Vec<Option<PatternId>> = array
                    .elements
                    .iter()
                    .map(|item| item.as_ref().map(|item| self.binding_pattern(item)))
                    .collect();
                let rest = array.rest.as_ref().map(|rest| self.binding_pattern(&rest.argument));
                Pattern::Array(items.into(), rest)
            }
            ast::BindingPattern::AssignmentPattern(assignment) => {
                let target = self.binding_pattern(&assignment.left);
                Pattern::Default(target, self.expression(&assignment.right))
            }
        };
        self.pattern(pattern)
    }

    pub(super) fn parameters(&mut self, parameters: &ast::FormalParameters<'_>) {
        for parameter in &parameters.items {
            let mut pattern = self.binding_pattern(&parameter.pattern);
            if let Some(fallback) = &parameter.initializer {
                let fallback = self.expression(fallback);
                pattern = self.pattern(Pattern::Default(pattern, fallback));
            }
            if let Some(function) = self.current() {
                function.parameters.push(pattern);
            }
        }
        if let Some(rest) = &parameters.rest {
            let pattern = self.binding_pattern(&rest.rest.argument);
            if let Some(function) = self.current() {
                function.rest = Some(pattern);
            }
        }
    }

    pub(super) fn assignment_target(&mut self, tree: &ast::AssignmentTarget<'_>) -> PatternId {
        let pattern = match tree {
            ast::AssignmentTarget::ArrayAssignmentTarget(array) => {
                let items: Vec<Option<PatternId>> = array
                    .elements
                    .iter()
                    .map(|item| item.as_ref().map(|item| self.target_with_default(item)))
                    .collect();
                let rest = array.rest.as_ref().map(|rest| self.assignment_target(&rest.target));
                Pattern::Array(items.into(), rest)
            }
            ast::AssignmentTarget::ObjectAssignmentTarget(object) => {
                let properties: Vec<(Key, PatternId)> =
                    object.properties.iter().map(|property| self.target_property(property)).collect();
                let rest = object.rest.as_ref().map(|rest| self.assignment_target(&rest.target));
                Pattern::Object(properties.into(), rest)
            }
            other => {
                return match other.as_simple_assignment_target() {
                    Some(simple) => self.simple_target(simple),
                    None => self.pattern(Pattern::Array(Box::default(), None)),
                };
            }
        };
        self.pattern(pattern)
    }

    fn target_with_default(&mut self, tree: &ast::AssignmentTargetMaybeDefault<'_>) -> PatternId {
        match tree {
            ast::AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(with_default) => {
                let target = self.assignment_target(&with_default.binding);
                let fallback = self.expression(&with_default.init);
                self.pattern(Pattern::Default(target, fallback))
            }
            other => match other.as_assignment_target() {
                Some(target) => self.assignment_target(target),
                None => self.pattern(Pattern::Array(Box::default(), None)),
            },
        }
    }

    fn target_property(&mut self, tree: &ast::AssignmentTargetProperty<'_>) -> (Key, PatternId) {
        match tree {
            ast::AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                let key = Key::Name(self.name(property.binding.name.as_str()));
                let variable = self.reference(&property.binding);
                let mut target = self.pattern(Pattern::Variable(variable));
                if let Some(fallback) = &property.init {
                    let fallback = self.expression(fallback);
                    target = self.pattern(Pattern::Default(target, fallback));
                }
                (key, target)
            }
            ast::AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                (self.key(&property.name), self.target_with_default(&property.binding))
            }
        }
    }

    pub(super) fn simple_target(&mut self, tree: &ast::SimpleAssignmentTarget<'_>) -> PatternId {
        if let ast::SimpleAssignmentTarget::AssignmentTargetIdentifier(identifier) = tree {
            let variable = self.reference(identifier);
            return self.pattern(Pattern::Variable(variable));
        }
        let property = self.simple_target_value(tree);
        self.pattern(Pattern::Property(property))
    }

    /// The present value of an assignment target.
    pub(super) fn simple_target_value(&mut self, tree: &ast::SimpleAssignmentTarget<'_>) -> ExpressionId {
        use ast::SimpleAssignmentTarget as Target;
        use oxc_span::GetSpan as _;
        let span = tree.span();
        let lowered = match tree {
            Target::AssignmentTargetIdentifier(identifier) => {
                Expression::Variable(self.reference(identifier))
            }
            Target::StaticMemberExpression(member) => self.static_member(member),
            Target::ComputedMemberExpression(member) => self.computed_member(member),
            Target::PrivateFieldExpression(member) => self.private_field(member),
            Target::TSAsExpression(inner) => return self.expression(&inner.expression),
            Target::TSSatisfiesExpression(inner) => return self.expression(&inner.expression),
            Target::TSNonNullExpression(inner) => return self.expression(&inner.expression),
            Target::TSTypeAssertion(inner) => return self.expression(&inner.expression),
        };
        self.push(lowered, span)
    }
}
