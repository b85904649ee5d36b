//! Expressions.

use oxc_ast::ast::{self, Expression as Tree};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{
    AssignmentOperator, BinaryOperator, LogicalOperator as TreeLogical, UnaryOperator as TreeUnary,
    UpdateOperator,
};

use super::Lowering;
use crate::script::ir::{
    Expression, ExpressionId, FunctionId, Key, List, LogicalOperator, Operator, Property, Statement,
    UnaryOperator,
};

impl Lowering<'_, '_> {
    pub(super) fn expression(&mut self, tree: &Tree<'_>) -> ExpressionId {
        let span = tree.span();
        let lowered = match tree {
            Tree::BooleanLiteral(literal) => Expression::Boolean(literal.value),
            Tree::NullLiteral(_) => Expression::Null,
            Tree::NumericLiteral(literal) => Expression::Number(literal.value),
            Tree::BigIntLiteral(literal) => Expression::Number(literal.value.parse().unwrap_or(f64::NAN)),
            Tree::RegExpLiteral(literal) => {
                let flags = self.name(&literal.regex.flags.to_string());
                Expression::RegularExpression(self.name(literal.regex.pattern.text.as_str()), flags)
            }
            Tree::StringLiteral(literal) => Expression::Text(self.name(literal.value.as_str())),
            Tree::TemplateLiteral(template) => Expression::Template(self.template(template)),
            Tree::Identifier(identifier) => self.identifier(identifier),
            Tree::Super(_) => Expression::Super,
            Tree::ThisExpression(_) => Expression::This,
            Tree::ImportMeta(_) => Expression::ImportMeta,
            Tree::NewTarget(_) => Expression::Undefined,
            Tree::ArrayExpression(array) => Expression::Array(self.elements(array)),
            Tree::ObjectExpression(object) => Expression::Object(self.properties(object)),
            Tree::ArrowFunctionExpression(arrow) => Expression::Function(self.arrow(arrow)),
            Tree::FunctionExpression(function) => Expression::Function(self.function_tree(function)),
            Tree::ClassExpression(class) => Expression::Class(self.class(class)),
            Tree::AssignmentExpression(assignment) => self.assignment(assignment),
            Tree::UpdateExpression(update) => self.update(update),
            Tree::AwaitExpression(inner) => Expression::Await(self.expression(&inner.argument)),
            Tree::YieldExpression(inner) => {
                let argument = match &inner.argument {
                    Some(tree) => self.expression(tree),
                    None => self.undefined(span),
                };
                Expression::Yield(argument)
            }
            Tree::BinaryExpression(binary) => {
                let left = self.expression(&binary.left);
                let right = self.expression(&binary.right);
                Expression::Binary(operator(binary.operator), left, right)
            }
            Tree::PrivateInExpression(inner) => {
                let right = self.expression(&inner.right);
                Expression::Unary(UnaryOperator::Not, right)
            }
            Tree::LogicalExpression(logical) => {
                let operator = match logical.operator {
                    TreeLogical::And => LogicalOperator::And,
                    TreeLogical::Or => LogicalOperator::Or,
                    TreeLogical::Coalesce => LogicalOperator::Nullish,
                };
                let left = self.expression(&logical.left);
                Expression::Logical(operator, left, self.expression(&logical.right))
            }
            Tree::ConditionalExpression(choice) => Expression::Conditional(
                self.expression(&choice.test),
                self.expression(&choice.consequent),
                self.expression(&choice.alternate),
            ),
            Tree::UnaryExpression(unary) => self.unary(unary),
            Tree::CallExpression(call) => self.call(call),
            Tree::NewExpression(call) => {
                let callee = self.expression(&call.callee);
                let arguments = self.arguments(&call.arguments);
                Expression::New(callee, arguments)
            }
            Tree::ImportExpression(import) => Expression::Import(self.expression(&import.source)),
            Tree::SequenceExpression(sequence) => {
                let items: Vec<_> = sequence.expressions.iter().map(|tree| self.expression(tree)).collect();
                Expression::Sequence(self.list(&items))
            }
            Tree::TaggedTemplateExpression(tagged) => {
                let tag = self.expression(&tagged.tag);
                Expression::Tagged(tag, self.template(&tagged.quasi))
            }
            Tree::ChainExpression(chain) => return self.chain(&chain.expression),
            Tree::ParenthesizedExpression(inner) => return self.expression(&inner.expression),
            Tree::TSAsExpression(inner) => return self.expression(&inner.expression),
            Tree::TSSatisfiesExpression(inner) => return self.expression(&inner.expression),
            Tree::TSTypeAssertion(inner) => return self.expression(&inner.expression),
            Tree::TSNonNullExpression(inner) => return self.expression(&inner.expression),
            Tree::TSInstantiationExpression(inner) => return self.expression(&inner.expression),
            Tree::V8IntrinsicExpression(call) => Expression::Array(self.arguments(&call.arguments)),
            Tree::JSXElement(element) => self.jsx_element(element),
            Tree::JSXFragment(fragment) => self.jsx_children(&fragment.children),
            Tree::StaticMemberExpression(member) => self.static_member(member),
            Tree::ComputedMemberExpression(member) => self.computed_member(member),
            Tree::PrivateFieldExpression(member) => self.private_field(member),
        };
        self.push(lowered, span)
    }

    fn identifier(&mut self, identifier: &ast::IdentifierReference<'_>) -> Expression {
        match (identifier.name.as_str(), self.reference(identifier)) {
            ("undefined", crate::script::ir::Variable::Global(_)) => Expression::Undefined,
            (_, variable) => Expression::Variable(variable),
        }
    }

    pub(super) fn static_member(&mut self, member: &ast::StaticMemberExpression<'_>) -> Expression {
        let object = self.expression(&member.object);
        Expression::Member(object, self.name(member.property.name.as_str()))
    }

    pub(super) fn computed_member(&mut self, member: &ast::ComputedMemberExpression<'_>) -> Expression {
        let object = self.expression(&member.object);
        match &member.expression {
            Tree::StringLiteral(key) => Expression::Member(object, self.name(key.value.as_str())),
            key => Expression::Index(object, self.expression(key)),
        }
    }

    pub(super) fn private_field(&mut self, member: &ast::PrivateFieldExpression<'_>) -> Expression {
        let object = self.expression(&member.object);
        let name = format!("#{}", member.field.name);
        Expression::Member(object, self.name(&name))
    }

    fn chain(&mut self, element: &ast::ChainElement<'_>) -> ExpressionId {
        let span = element.span();
        let lowered = match element {
            ast::ChainElement::CallExpression(call) => self.call(call),
            ast::ChainElement::TSNonNullExpression(inner) => return self.expression(&inner.expression),
            ast::ChainElement::StaticMemberExpression(member) => self.static_member(member),
            ast::ChainElement::ComputedMemberExpression(member) => self.computed_member(member),
            ast::ChainElement::PrivateFieldExpression(member) => self.private_field(member),
        };
        self.push(lowered, span)
    }

    fn call(&mut self, call: &ast::CallExpression<'_>) -> Expression {
        let callee = self.expression(&call.callee);
        Expression::Call(callee, self.arguments(&call.arguments))
    }

    fn arguments(&mut self, arguments: &[ast::Argument<'_>]) -> List {
        let items: Vec<_> = arguments
            .iter()
            .map(|argument| match argument {
                ast::Argument::SpreadElement(spread) => self.spread(spread),
                other => match other.as_expression() {
                    Some(tree) => self.expression(tree),
                    None => self.undefined(other.span()),
                },
            })
            .collect();
        self.list(&items)
    }

    fn spread(&mut self, spread: &ast::SpreadElement<'_>) -> ExpressionId {
        let inner = self.expression(&spread.argument);
        self.push(Expression::Spread(inner), spread.span)
    }

    fn elements(&mut self, array: &ast::ArrayExpression<'_>) -> List {
        let items: Vec<_> = array
            .elements
            .iter()
            .map(|element| match element {
                ast::ArrayExpressionElement::SpreadElement(spread) => self.spread(spread),
                other => match other.as_expression() {
                    Some(tree) => self.expression(tree),
                    None => self.undefined(other.span()),
                },
            })
            .collect();
        self.list(&items)
    }

    fn properties(&mut self, object: &ast::ObjectExpression<'_>) -> Box<[Property]> {
        object
            .properties
            .iter()
            .map(|property| match property {
                ast::ObjectPropertyKind::SpreadProperty(spread) => {
                    Property { key: Key::Spread, value: self.expression(&spread.argument), is_getter: false }
                }
                ast::ObjectPropertyKind::ObjectProperty(property) => {
                    let key = self.key(&property.key);
                    let value = self.expression(&property.value);
                    Property { key, value, is_getter: property.kind == ast::PropertyKind::Get }
                }
            })
            .collect()
    }

    pub(super) fn key(&mut self, key: &ast::PropertyKey<'_>) -> Key {
        match key {
            ast::PropertyKey::StaticIdentifier(identifier) => Key::Name(self.name(identifier.name.as_str())),
            ast::PropertyKey::PrivateIdentifier(identifier) => {
                let name = format!("#{}", identifier.name);
                Key::Name(self.name(&name))
            }
            ast::PropertyKey::StringLiteral(literal) => Key::Name(self.name(literal.value.as_str())),
            ast::PropertyKey::NumericLiteral(literal) => {
                let name = literal.value.to_string();
                Key::Name(self.name(&name))
            }
            other => match other.as_expression() {
                Some(tree) => Key::Computed(self.expression(tree)),
                None => Key::Name(self.name("")),
            },
        }
    }

    pub(super) fn template(&mut self, template: &ast::TemplateLiteral<'_>) -> List {
        let mut parts = Vec::with_capacity(template.quasis.len() * 2);
        for (index, quasi) in template.quasis.iter().enumerate() {
            let text = quasi.value.cooked.as_ref().unwrap_or(&quasi.value.raw);
            parts.push(self.text(text.as_str(), quasi.span));
            if let Some(tree) = template.expressions.get(index) {
                parts.push(self.expression(tree));
            }
        }
        self.list(&parts)
    }

    fn unary(&mut self, unary: &ast::UnaryExpression<'_>) -> Expression {
        let argument = self.expression(&unary.argument);
        let operator = match unary.operator {
            TreeUnary::LogicalNot => UnaryOperator::Not,
            TreeUnary::UnaryNegation => UnaryOperator::Minus,
            TreeUnary::UnaryPlus => UnaryOperator::Plus,
            TreeUnary::BitwiseNot => UnaryOperator::Complement,
            TreeUnary::Typeof => UnaryOperator::TypeOf,
            TreeUnary::Delete => UnaryOperator::Delete,
            TreeUnary::Void => {
                let nothing = self.undefined(unary.span);
                return Expression::Sequence(self.list(&[argument, nothing]));
            }
        };
        Expression::Unary(operator, argument)
    }

    fn assignment(&mut self, assignment: &ast::AssignmentExpression<'_>) -> Expression {
        let value = self.expression(&assignment.right);
        let target = self.assignment_target(&assignment.left);
        match assignment.operator {
            AssignmentOperator::Assign => Expression::Assign(target, None, value),
            AssignmentOperator::LogicalAnd => Expression::AssignLogical(LogicalOperator::And, target, value),
            AssignmentOperator::LogicalOr => Expression::AssignLogical(LogicalOperator::Or, target, value),
            AssignmentOperator::LogicalNullish => {
                Expression::AssignLogical(LogicalOperator::Nullish, target, value)
            }
            compound => {
                let binary = compound.to_binary_operator().map_or(Operator::Add, operator);
                Expression::Assign(target, Some(binary), value)
            }
        }
    }

    fn update(&mut self, update: &ast::UpdateExpression<'_>) -> Expression {
        let amount: i8 = if update.operator == UpdateOperator::Increment { 1 } else { -1 };
        if update.prefix {
            // `++x` is worth what `x` is afterwards, always a number.
            let less = self.push(Expression::Number(f64::from(-amount)), update.span);
            let target = self.simple_target(&update.argument);
            return Expression::Assign(target, Some(Operator::Subtract), less);
        }
        let read = self.simple_target_value(&update.argument);
        let target = self.simple_target(&update.argument);
        Expression::Update(target, read, amount)
    }

    /// A function whose name, parameters and body the tree gives.
    pub(super) fn function_tree(&mut self, tree: &ast::Function<'_>) -> FunctionId {
        self.function(tree.span, |lowering| {
            let is_expression = tree.is_expression();
            if let Some(identifier) = &tree.id {
                let name = lowering.name(identifier.name.as_str());
                let symbol = if is_expression { lowering.binding(identifier) } else { None };
                if let Some(function) = lowering.current() {
                    function.name = Some(name);
                    function.symbol = symbol;
                }
            }
            if let Some(function) = lowering.current() {
                function.is_async = tree.r#async;
            }
            lowering.parameters(&tree.params);
            tree.body.as_ref().map(|body| lowering.statements(&body.statements)).unwrap_or_default()
        })
    }

    fn arrow(&mut self, tree: &ast::ArrowFunctionExpression<'_>) -> FunctionId {
        self.function(tree.span, |lowering| {
            if let Some(function) = lowering.current() {
                function.is_arrow = true;
                function.is_async = tree.r#async;
            }
            lowering.parameters(&tree.params);
            match &tree.body {
                ast::ArrowFunctionBody::FunctionBody(body) => lowering.statements(&body.statements),
                other => match other.as_expression() {
                    Some(tree) => vec![Statement::Return(Some(lowering.expression(tree)))],
                    None => Vec::new(),
                },
            }
        })
    }

    fn jsx_element(&mut self, element: &ast::JSXElement<'_>) -> Expression {
        let mut parts = Vec::new();
        if let ast::JSXElementName::IdentifierReference(identifier) = &element.opening_element.name {
            let variable = self.reference(identifier);
            parts.push(self.variable_expression(variable, &**identifier));
        }
        for attribute in &element.opening_element.attributes {
            match attribute {
                ast::JSXAttributeItem::SpreadAttribute(spread) => {
                    parts.push(self.expression(&spread.argument))
                }
                ast::JSXAttributeItem::Attribute(attribute) => {
                    if let Some(ast::JSXAttributeValue::ExpressionContainer(container)) = &attribute.value {
                        parts.extend(container.expression.as_expression().map(|tree| self.expression(tree)));
                    }
                }
            }
        }
        let children = self.jsx_children(&element.children);
        parts.push(self.push(children, element.span));
        Expression::Array(self.list(&parts))
    }

    fn jsx_children(&mut self, children: &[ast::JSXChild<'_>]) -> Expression {
        let mut parts = Vec::new();
        for child in children {
            match child {
                ast::JSXChild::Text(_) => {}
                ast::JSXChild::Element(element) => {
                    let lowered = self.jsx_element(element);
                    parts.push(self.push(lowered, element.span));
                }
                ast::JSXChild::Fragment(fragment) => {
                    let lowered = self.jsx_children(&fragment.children);
                    parts.push(self.push(lowered, fragment.span));
                }
                ast::JSXChild::ExpressionContainer(container) => {
                    parts.extend(container.expression.as_expression().map(|tree| self.expression(tree)));
                }
                ast::JSXChild::Spread(spread) => parts.push(self.expression(&spread.expression)),
            }
        }
        Expression::Array(self.list(&parts))
    }

    /// The text of a string literal as an expression.
    pub(super) fn literal(&mut self, text: &str, span: Span) -> ExpressionId {
        self.text(text, span)
    }
}

fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Addition => Operator::Add,
        BinaryOperator::Subtraction => Operator::Subtract,
        BinaryOperator::Multiplication => Operator::Multiply,
        BinaryOperator::Division => Operator::Divide,
        BinaryOperator::Remainder => Operator::Remainder,
        BinaryOperator::Exponential => Operator::Power,
        BinaryOperator::BitwiseAnd => Operator::And,
        BinaryOperator::BitwiseOR => Operator::Or,
        BinaryOperator::BitwiseXOR => Operator::Xor,
        BinaryOperator::ShiftLeft => Operator::ShiftLeft,
        BinaryOperator::ShiftRight => Operator::ShiftRight,
        BinaryOperator::ShiftRightZeroFill => Operator::ShiftRightZero,
        BinaryOperator::Equality | BinaryOperator::StrictEquality => Operator::Equal,
        BinaryOperator::Inequality | BinaryOperator::StrictInequality => Operator::Different,
        BinaryOperator::LessThan => Operator::Less,
        BinaryOperator::LessEqualThan => Operator::LessOrEqual,
        BinaryOperator::GreaterThan => Operator::Greater,
        BinaryOperator::GreaterEqualThan => Operator::GreaterOrEqual,
        BinaryOperator::In => Operator::In,
        BinaryOperator::Instanceof => Operator::InstanceOf,
    }
}
