//! The virtual file system, as the world's `fs` asks for it. An error is answered as its code, a text.

use std::rc::Rc;

use rquickjs::{Array, Ctx, Function, IntoJs as _, Object, Result, TypedArray, Value};

use super::bytes::of_text;
use crate::machine::Shared;
use crate::machine::files::{Kind, normal};

pub(super) fn add<'js>(ctx: &Ctx<'js>, host: &Object<'js>, machine: &Shared) -> Result<()> {
    let files = Object::new(ctx.clone())?;
    reading(ctx, &files, machine)?;
    changing(ctx, &files, machine)?;
    host.set("files", files)
}

fn reading<'js>(ctx: &Ctx<'js>, files: &Object<'js>, machine: &Shared) -> Result<()> {
    let shared = Rc::clone(machine);
    let read = move |ctx: Ctx<'js>, path: String| -> Result<Value<'js>> {
        match shared.files.borrow().read(&normal(&path)) {
            Ok(bytes) => TypedArray::<u8>::new_copy(ctx, bytes.as_ref()).map(TypedArray::into_value),
            Err(code) => code.into_js(&ctx),
        }
    };
    files.set("read", Function::new(ctx.clone(), read)?)?;
    let shared = Rc::clone(machine);
    let text = move |path: String| {
        shared
            .files
            .borrow()
            .read(&normal(&path))
            .ok()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    files.set("text", Function::new(ctx.clone(), text)?)?;
    let shared = Rc::clone(machine);
    let stat = move |ctx: Ctx<'js>, path: String, follow: bool| -> Result<Value<'js>> {
        let files = shared.files.borrow();
        let node = match files.node(&normal(&path), follow) {
            Ok(node) => node,
            Err(code) => return code.into_js(&ctx),
        };
        let (kind, size) = match &node.kind {
            Kind::File(bytes) => (0.0, bytes.len() as f64),
            Kind::Folder => (1.0, 4_096.0),
            Kind::Link(target) => (2.0, target.len() as f64),
        };
        let answer = Array::new(ctx.clone())?;
        let released = if node.is_released { 1.0 } else { 0.0 };
        for (at, value) in
            [kind, size, f64::from(node.mode), node.modified_ms, f64::from(node.inode), released]
                .iter()
                .enumerate()
        {
            answer.set(at, *value)?;
        }
        answer.into_js(&ctx)
    };
    files.set("stat", Function::new(ctx.clone(), stat)?)?;
    let shared = Rc::clone(machine);
    let list = move |ctx: Ctx<'js>, path: String| match shared.files.borrow().list(&normal(&path)) {
        Ok(names) => names.into_js(&ctx),
        Err(code) => code.into_js(&ctx),
    };
    files.set("list", Function::new(ctx.clone(), list)?)?;
    let shared = Rc::clone(machine);
    let real = move |path: String| shared.files.borrow().resolve(&normal(&path), true).unwrap_or_default();
    files.set("real", Function::new(ctx.clone(), real)?)?;
    let shared = Rc::clone(machine);
    let target =
        move |path: String| match shared.files.borrow().node(&normal(&path), false).map(|node| &node.kind) {
            Ok(Kind::Link(target)) => Some(target.clone()),
            _ => None,
        };
    files.set("target", Function::new(ctx.clone(), target)?)
}

fn changing<'js>(ctx: &Ctx<'js>, files: &Object<'js>, machine: &Shared) -> Result<()> {
    let shared = Rc::clone(machine);
    let write = move |path: String, bytes: String, is_appended: bool| {
        let now = shared.clock_ms.get();
        shared.files.borrow_mut().write(&normal(&path), &of_text(&bytes), is_appended, now).err()
    };
    files.set("write", Function::new(ctx.clone(), write)?)?;
    let shared = Rc::clone(machine);
    let folder = move |path: String, with_parents: bool| {
        let now = shared.clock_ms.get();
        shared.files.borrow_mut().make_folder(&normal(&path), with_parents, now).err()
    };
    files.set("makeFolder", Function::new(ctx.clone(), folder)?)?;
    let shared = Rc::clone(machine);
    let remove = move |path: String, with_contents: bool| {
        shared.files.borrow_mut().remove(&normal(&path), with_contents).err()
    };
    files.set("remove", Function::new(ctx.clone(), remove)?)?;
    let shared = Rc::clone(machine);
    let rename =
        move |from: String, to: String| shared.files.borrow_mut().rename(&normal(&from), &normal(&to)).err();
    files.set("rename", Function::new(ctx.clone(), rename)?)?;
    let shared = Rc::clone(machine);
    let link = move |target: String, path: String| {
        let now = shared.clock_ms.get();
        shared.files.borrow_mut().link(&target, &normal(&path), now).err()
    };
    files.set("link", Function::new(ctx.clone(), link)?)?;
    let shared = Rc::clone(machine);
    let mode =
        move |path: String, mode: u32| shared.files.borrow_mut().change_mode(&normal(&path), mode).err();
    files.set("changeMode", Function::new(ctx.clone(), mode)?)
}
