//! Statements.

use oxc_ast::ast::{self, Statement as Tree};

use super::Lowering;
use crate::script::ir::{Block, Iteration, Loop, PatternId, Statement};

impl Lowering<'_, '_> {
    pub(super) fn statements(&mut self, trees: &[Tree<'_>]) -> Vec<Statement> {
        let mut statements = Vec::with_capacity(trees.len());
        for tree in trees {
            self.statement(tree, &mut statements);
        }
        statements
    }

    fn block(&mut self, tree: &Tree<'_>) -> Block {
        let mut statements = Vec::new();
        match tree {
            Tree::BlockStatement(block) => statements = self.statements(&block.body),
            other => self.statement(other, &mut statements),
        }
        statements.into()
    }

    pub(super) fn statement(&mut self, tree: &Tree<'_>, out: &mut Vec<Statement>) {
        match tree {
            Tree::BlockStatement(block) => out.push(Statement::Block(self.statements(&block.body).into())),
            Tree::BreakStatement(_) => out.push(Statement::Break),
            Tree::ContinueStatement(_) => out.push(Statement::Continue),
            Tree::DebuggerStatement(_) => out.push(Statement::Debugger),
            Tree::EmptyStatement(_) => {}
            Tree::ExpressionStatement(inner) => {
                out.push(Statement::Expression(self.expression(&inner.expression)));
            }
            Tree::IfStatement(inner) => {
                let test = self.expression(&inner.test);
                let yes = self.block(&inner.consequent);
                let no = inner.alternate.as_ref().map(|no| self.block(no)).unwrap_or_default();
                out.push(Statement::If(test, yes, no));
            }
            Tree::DoWhileStatement(_)
            | Tree::WhileStatement(_)
            | Tree::ForStatement(_)
            | Tree::ForInStatement(_)
            | Tree::ForOfStatement(_) => {
                let lowered = self.loop_statement(tree);
                out.push(Statement::Loop(Box::new(lowered)));
            }
            Tree::LabeledStatement(inner) => self.statement(&inner.body, out),
            Tree::ReturnStatement(inner) => {
                out.push(Statement::Return(inner.argument.as_ref().map(|value| self.expression(value))));
            }
            Tree::SwitchStatement(inner) => out.push(self.switch(inner)),
            Tree::ThrowStatement(inner) => out.push(Statement::Throw(self.expression(&inner.argument))),
            Tree::TryStatement(inner) => out.push(self.try_statement(inner)),
            Tree::WithStatement(inner) => {
                out.push(Statement::Expression(self.expression(&inner.object)));
                self.statement(&inner.body, out);
            }
            other => self.declaration_or_module(other, out),
        }
    }

    fn loop_statement(&mut self, tree: &Tree<'_>) -> Loop {
        let mut lowered = Loop {
            before: Block::default(),
            test: None,
            update: None,
            over: None,
            body: Block::default(),
            runs_before_test: false,
        };
        match tree {
            Tree::DoWhileStatement(inner) => {
                lowered.body = self.block(&inner.body);
                lowered.test = Some(self.expression(&inner.test));
                lowered.runs_before_test = true;
            }
            Tree::WhileStatement(inner) => {
                lowered.test = Some(self.expression(&inner.test));
                lowered.body = self.block(&inner.body);
            }
            Tree::ForStatement(inner) => {
                lowered.before = self.loop_start(inner.init.as_ref());
                lowered.test = inner.test.as_ref().map(|test| self.expression(test));
                lowered.body = self.block(&inner.body);
                lowered.update = inner.update.as_ref().map(|update| self.expression(update));
            }
            Tree::ForInStatement(inner) => {
                let subject = self.expression(&inner.right);
                let target = self.loop_target(&inner.left);
                lowered.over = Some(Iteration { target, subject, is_over_keys: true });
                lowered.body = self.block(&inner.body);
            }
            Tree::ForOfStatement(inner) => {
                let subject = self.expression(&inner.right);
                let target = self.loop_target(&inner.left);
                lowered.over = Some(Iteration { target, subject, is_over_keys: false });
                lowered.body = self.block(&inner.body);
            }
            _ => {}
        }
        lowered
    }

    fn loop_start(&mut self, init: Option<&ast::ForStatementInit<'_>>) -> Block {
        let mut statements = Vec::new();
        match init {
            Some(ast::ForStatementInit::VariableDeclaration(declaration)) => {
                self.variables(declaration, &mut statements);
            }
            Some(other) => {
                let value = other.as_expression().map(|tree| self.expression(tree));
                statements.extend(value.map(Statement::Expression));
            }
            None => {}
        }
        statements.into()
    }

    fn loop_target(&mut self, left: &ast::ForStatementLeft<'_>) -> PatternId {
        let nothing = crate::script::ir::Pattern::Array(Box::default(), None);
        match left {
            ast::ForStatementLeft::VariableDeclaration(declaration) => match declaration.declarations.first()
            {
                Some(first) => self.binding_pattern(&first.id),
                None => self.pattern(nothing),
            },
            other => match other.as_assignment_target() {
                Some(target) => self.assignment_target(target),
                None => self.pattern(nothing),
            },
        }
    }

    fn switch(&mut self, inner: &ast::SwitchStatement<'_>) -> Statement {
        let subject = self.expression(&inner.discriminant);
        let cases: Vec<_> = inner
            .cases
            .iter()
            .map(|case| {
                let test = case.test.as_ref().map(|test| self.expression(test));
                (test, Block::from(self.statements(&case.consequent)))
            })
            .collect();
        Statement::Switch(subject, cases.into())
    }

    fn try_statement(&mut self, inner: &ast::TryStatement<'_>) -> Statement {
        let block = self.statements(&inner.block.body);
        let (caught, handler) = match &inner.handler {
            Some(clause) => {
                let caught = clause.param.as_ref().map(|param| self.binding_pattern(&param.pattern));
                (caught, self.statements(&clause.body.body))
            }
            None => (None, Vec::new()),
        };
        let last = inner.finalizer.as_ref().map(|last| self.statements(&last.body)).unwrap_or_default();
        Statement::Try(block.into(), caught, handler.into(), last.into())
    }

    pub(super) fn variables(&mut self, declaration: &ast::VariableDeclaration<'_>, out: &mut Vec<Statement>) {
        for declarator in &declaration.declarations {
            let value = declarator.init.as_ref().map(|value| self.expression(value));
            let target = self.binding_pattern(&declarator.id);
            out.extend(value.map(|value| Statement::Declare(target, value)));
        }
    }
}
