//! ES modules: the engine asks, the world's own loader (JavaScript, like CommonJS's) answers.

use rquickjs::loader::{ImportAttributes, Loader, Resolver};
use rquickjs::module::Declared;
use rquickjs::{Ctx, Error, Module, Object, Result};

use crate::natives::Loading;

/// Names modules.
pub(super) struct ModuleResolver(pub(super) Loading);

/// Gives their text.
pub(super) struct ModuleLoader(pub(super) Loading);

impl Resolver for ModuleResolver {
    fn resolve<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        base: &str,
        name: &str,
        attributes: Option<ImportAttributes<'js>>,
    ) -> Result<String> {
        let kind = attributes.and_then(|attributes| attributes.get_type().ok().flatten());
        let resolve = self.0.resolve(ctx)?.ok_or_else(|| Error::new_resolving(base, name))?;
        resolve.call((name, base, kind))
    }
}

impl Loader for ModuleLoader {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _attributes: Option<ImportAttributes<'js>>,
    ) -> Result<Module<'js, Declared>> {
        let load = self.0.load(ctx)?.ok_or_else(|| Error::new_loading(name))?;
        let text: String = load.call((name,))?;
        let module = Module::declare(ctx.clone(), name, text.replace('\0', "\\x00"))?;
        let meta: Object<'js> = module.meta()?;
        if let Some(fill) = self.0.fill(ctx)? {
            fill.call::<_, ()>((meta, name))?;
        }
        Ok(module)
    }
}
