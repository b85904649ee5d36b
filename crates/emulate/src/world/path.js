// `path`: both flavours, as Node's.
const isSeparator = { posix: (c) => c === "/", win32: (c) => c === "/" || c === "\\" };
const normalParts = (text, allowsUp, flavour) => {
  const out = [];
  for (const part of flavour === "win32" ? text.split(/[\\/]+/) : text.split(/\/+/)) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (out.length && out[out.length - 1] !== "..") out.pop();
      else if (allowsUp) out.push("..");
    } else out.push(part);
  }
  return out;
};
const need = (value, name = "path") => internal.needString(value, name);
/** The root of a Windows path: `C:\`, `C:`, `\\host\share\`, `\`. */
const rootOf = (text) => /^(?:[\\/]{2}[^\\/]+[\\/]+[^\\/]+[\\/]?|[a-zA-Z]:[\\/]?|[\\/])/.exec(text)?.[0] ?? "";

const make = (flavour) => {
  const isWindows = flavour === "win32";
  const sep = isWindows ? "\\" : "/";
  const separator = isSeparator[flavour];
  const api = {
    sep, delimiter: isWindows ? ";" : ":",
    isAbsolute(text) {
      need(text);
      return isWindows ? /^([\\/]|[a-zA-Z]:[\\/])/.test(text) : text.startsWith("/");
    },
    normalize(text) {
      need(text);
      if (text === "") return ".";
      const root = isWindows ? rootOf(text) : text.startsWith("/") ? "/" : "";
      const isRooted = api.isAbsolute(text);
      const ends = separator(text[text.length - 1]);
      let tail = normalParts(text.slice(root.length), !isRooted, flavour).join(sep);
      if (tail === "" && !isRooted) tail = ".";
      if (tail !== "" && ends) tail += sep;
      return root.replace(/\//g, sep) + tail;
    },
    join(...parts) {
      for (const part of parts) need(part);
      const joined = parts.filter((part) => part !== "").join(sep);
      return joined === "" ? "." : api.normalize(joined);
    },
    resolve(...parts) {
      let resolved = "";
      let device = "";
      let isDone = false;
      for (let at = parts.length - 1; at >= -1 && !isDone; at--) {
        let part = at >= 0 ? parts[at] : internal.folder();
        need(part, `paths[${at}]`);
        if (part === "") continue;
        if (isWindows) {
          if (at < 0) part = part.replace(/\//g, "\\");
          const root = rootOf(part);
          const own = root.replace(/[\\/]+$/, "");
          if (own && device && own.toLowerCase() !== device.toLowerCase()) continue;
          if (own && !device) device = own;
          resolved = `${part.slice(own.length)}\\${resolved}`;
          isDone = api.isAbsolute(part) && (device !== "" || at < 0);
          if (/^[\\/]/.test(part.slice(own.length)) && own === "") { device ||= "C:"; isDone = true; }
        } else {
          resolved = `${part}/${resolved}`;
          isDone = part.startsWith("/");
        }
      }
      const tail = normalParts(resolved, false, flavour).join(sep);
      return isWindows ? `${device}\\${tail}` : `/${tail}`;
    },
    relative(from, to) {
      need(from, "from");
      need(to, "to");
      if (from === to) return "";
      const fold = (text) => (isWindows ? text.toLowerCase() : text);
      const [one, other] = [api.resolve(from), api.resolve(to)];
      if (fold(one) === fold(other)) return "";
      if (isWindows && fold(rootOf(one)) !== fold(rootOf(other))) return other;
      const left = one.split(sep).filter(Boolean);
      const right = other.split(sep).filter(Boolean);
      let same = 0;
      while (same < left.length && same < right.length && fold(left[same]) === fold(right[same])) same++;
      return [...left.slice(same).map(() => ".."), ...right.slice(same)].join(sep);
    },
    dirname(text) {
      need(text);
      if (text === "") return ".";
      const root = isWindows ? rootOf(text) : text.startsWith("/") ? "/" : "";
      let end = text.length;
      while (end > root.length && separator(text[end - 1])) end--;
      while (end > root.length && !separator(text[end - 1])) end--;
      while (end > root.length && separator(text[end - 1])) end--;
      return end === 0 ? root || "." : end <= root.length ? root || "." : text.slice(0, end);
    },
    basename(text, suffix) {
      if (suffix !== undefined) need(suffix, "suffix");
      need(text);
      let end = text.length;
      const from = isWindows && /^[a-zA-Z]:/.test(text) ? 2 : 0;
      while (end > from && separator(text[end - 1])) end--;
      let start = end;
      while (start > from && !separator(text[start - 1])) start--;
      const base = text.slice(start, end);
      if (suffix === text) return "";
      return suffix && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
    },
    extname(text) {
      const base = api.basename(text);
      const dot = base.lastIndexOf(".");
      return dot <= 0 || base === ".." ? "" : base.slice(dot);
    },
    parse(text) {
      need(text);
      const root = isWindows ? rootOf(text) : text.startsWith("/") ? "/" : "";
      const base = text.length > root.length ? api.basename(text) : "";
      const ext = base ? api.extname(base) : "";
      let dir = api.dirname(text);
      if (dir === "." && !/^\.[\\/]/.test(text)) dir = "";
      return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    format(parts) {
      if (parts === null || typeof parts !== "object") throw internal.argumentType("pathObject", "of type object", parts);
      const dir = parts.dir || parts.root;
      const ext = parts.ext ? `${parts.ext.startsWith(".") ? "" : "."}${parts.ext}` : "";
      const base = parts.base || `${parts.name || ""}${ext}`;
      return !dir ? base : dir === parts.root ? `${dir}${base}` : `${dir}${sep}${base}`;
    },
    toNamespacedPath(text) { return text; },
    matchesGlob() { return false; },
    _makeLong(text) { return text; },
  };
  return api;
};
const posix = make("posix");
const win32 = make("win32");
posix.posix = win32.posix = posix;
posix.win32 = win32.win32 = win32;
module.exports = host.platform === "win32" ? win32 : posix;
