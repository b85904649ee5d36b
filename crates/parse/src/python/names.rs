//! What the functions of Python's libraries do.

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Fetches from an address, and sends what it is given.
    Request,
    /// Fetches an address to a file.
    Save,
    /// Returns the environment, or a variable of it.
    Environment,
    /// Opens a file.
    Open,
    /// Returns a fact of the machine.
    HostFact,
    /// Decodes a text.
    Decode,
    /// Makes code of its first argument.
    Evaluate,
    /// Starts a program.
    Process,
    /// Makes a connection.
    Socket,
    /// Joins a connection to a program, or starts one on a terminal.
    Join,
    /// Deletes a folder.
    DeleteTree,
    /// Copies a file.
    Copy,
    /// Gives a path that is made up where the program runs.
    Place,
    /// Acts by machine code, or by code that is not text.
    Opaque,
}

/// Canonical names, or their starts where they end in a dot.
const TABLE: &[(&str, Effect)] = &[
    ("urllib.request.urlopen", Effect::Request),
    ("urllib.urlopen", Effect::Request),
    ("urllib2.urlopen", Effect::Request),
    ("urllib.request.Request", Effect::Request),
    ("urllib.request.urlretrieve", Effect::Save),
    ("urllib.urlretrieve", Effect::Save),
    ("wget.download", Effect::Save),
    ("requests.", Effect::Request),
    ("httpx.", Effect::Request),
    ("aiohttp.", Effect::Request),
    ("http.client.HTTPConnection", Effect::Request),
    ("http.client.HTTPSConnection", Effect::Request),
    ("smtplib.SMTP", Effect::Request),
    ("ftplib.FTP", Effect::Request),
    ("os.environ", Effect::Environment),
    ("os.getenv", Effect::Environment),
    ("os.environb", Effect::Environment),
    ("open", Effect::Open),
    ("io.open", Effect::Open),
    ("codecs.open", Effect::Open),
    ("pathlib.Path", Effect::Open),
    ("sqlite3.connect", Effect::Open),
    ("platform.", Effect::HostFact),
    ("socket.gethostname", Effect::HostFact),
    ("socket.getfqdn", Effect::HostFact),
    ("getpass.getuser", Effect::HostFact),
    ("os.getlogin", Effect::HostFact),
    ("os.uname", Effect::HostFact),
    ("uuid.getnode", Effect::HostFact),
    ("base64.", Effect::Decode),
    ("binascii.unhexlify", Effect::Decode),
    ("binascii.a2b_base64", Effect::Decode),
    ("bytes.fromhex", Effect::Decode),
    ("bytearray.fromhex", Effect::Decode),
    ("zlib.decompress", Effect::Decode),
    ("lzma.decompress", Effect::Decode),
    ("bz2.decompress", Effect::Decode),
    ("gzip.decompress", Effect::Decode),
    ("codecs.decode", Effect::Decode),
    ("exec", Effect::Evaluate),
    ("eval", Effect::Evaluate),
    ("compile", Effect::Evaluate),
    ("builtins.exec", Effect::Evaluate),
    ("__builtins__.exec", Effect::Evaluate),
    ("runpy.run_path", Effect::Process),
    ("os.system", Effect::Process),
    ("os.popen", Effect::Process),
    ("os.startfile", Effect::Process),
    ("os.exec", Effect::Process),
    ("os.execl", Effect::Process),
    ("os.execv", Effect::Process),
    ("os.execvp", Effect::Process),
    ("os.spawnl", Effect::Process),
    ("subprocess.", Effect::Process),
    ("socket.socket", Effect::Socket),
    ("socket.create_connection", Effect::Socket),
    ("os.dup2", Effect::Join),
    ("pty.spawn", Effect::Join),
    ("shutil.rmtree", Effect::DeleteTree),
    ("os.path.join", Effect::Place),
    ("tempfile.", Effect::Place),
    ("shutil.copy", Effect::Copy),
    ("shutil.copyfile", Effect::Copy),
    ("shutil.copytree", Effect::Copy),
    ("marshal.loads", Effect::Opaque),
    ("pickle.loads", Effect::Opaque),
    ("ctypes.", Effect::Opaque),
    ("__import__", Effect::Opaque),
    ("getattr", Effect::Opaque),
];

/// What the function with this canonical name does.
pub(super) fn effect(name: &str) -> Option<Effect> {
    let is = |known: &&(&str, Effect)| known.0 == name || known.0.ends_with('.') && name.starts_with(known.0);
    TABLE.iter().find(is).map(|(_, effect)| *effect)
}
