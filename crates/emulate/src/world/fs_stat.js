// What `fs` tells of a file.
const constants = { UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, O_SYNC: 1052672, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, COPYFILE_FICLONE_FORCE: 4 };
const kinds = [constants.S_IFREG, constants.S_IFDIR, constants.S_IFLNK];
class Kind {
  isFile() { return this.kind === 0; }
  isDirectory() { return this.kind === 1; }
  isSymbolicLink() { return this.kind === 2; }
  isFIFO() { return false; }
  isSocket() { return false; }
  isBlockDevice() { return false; }
  isCharacterDevice() { return false; }
}
class Stats extends Kind {}
const statsOf = ([kind, size, mode, modified, inode], isBig) => {
  const at = host.startMs + modified;
  const made = new Stats();
  P.defineProperty(made, "kind", { value: kind, enumerable: false });
  const uid = host.platform === "win32" ? 0 : 1001;
  P.Object.assign(made, { dev: 2049, mode: kinds[kind] | mode, nlink: kind === 1 ? 2 : 1, uid, gid: uid ? 127 : 0, rdev: 0, blksize: 4096, ino: inode, size, blocks: P.Math.floor((size + 4095) / 4096) * 8, atimeMs: at, mtimeMs: at, ctimeMs: at, birthtimeMs: at });
  if (isBig) for (const name of P.Object.keys(made)) made[name] = BigInt(P.Math.floor(made[name]));
  for (const name of ["atime", "mtime", "ctime", "birthtime"]) made[name] = new globalThis.Date(at);
  return made;
};
class Dirent extends Kind {
  constructor(name, parentPath, kind) { super(); this.name = name; this.parentPath = this.path = parentPath; P.defineProperty(this, "kind", { value: kind, enumerable: false }); }
}
module.exports = { constants, Stats, Dirent, statsOf };
