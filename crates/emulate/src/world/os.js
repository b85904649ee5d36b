// `os`: each answer about the host is recorded.
const isWindows = host.platform === "win32";
const isMac = host.platform === "darwin";
const ask = (name, value) => { internal.record("host.ask", `os.${name}`); return value; };
const native = (text) => (isWindows ? text.replace(/\//g, "\\") : text);
const processor = { model: isMac ? "Apple M2 Pro" : isWindows ? "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz" : "AMD EPYC 7763 64-Core Processor", speed: isMac ? 2400 : 2800, times: { user: 252020, nice: 0, sys: 30340, idle: 1070356870, irq: 0 } };
const count = host.processors ?? (isMac ? 10 : isWindows ? 8 : 4);
const signals = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGWINCH: 28, SIGIO: 29, SIGSYS: 31 };
const card = (address, family, mac, isInternal, netmask) => ({ address, netmask, family, mac, internal: isInternal, cidr: `${address}/${family === "IPv4" ? (isInternal ? 8 : 20) : 64}` });
module.exports = {
  EOL: isWindows ? "\r\n" : "\n", devNull: isWindows ? "\\\\.\\nul" : "/dev/null",
  platform: () => host.platform, type: () => (isMac ? "Darwin" : isWindows ? "Windows_NT" : "Linux"), arch: () => host.architecture ?? (isMac ? "arm64" : "x64"), machine: () => (isMac ? "arm64" : "x86_64"), endianness: () => "LE",
  release: () => ask("release", isMac ? "23.5.0" : isWindows ? "10.0.22631" : "6.8.0-1021-azure"), version: () => (isWindows ? "Windows 11 Pro" : isMac ? "Darwin Kernel Version 23.5.0" : "#25~22.04.1-Ubuntu SMP"),
  hostname: () => ask("hostname", host.hostname), homedir: () => native(internal.program.environment.HOME ?? host.home), tmpdir: () => (isWindows ? native(`${host.home}/AppData/Local/Temp`) : (internal.program.environment.TMPDIR ?? "/tmp").replace(/(.)\/$/, "$1")),
  userInfo: () => ask("userInfo", { uid: isWindows ? -1 : 1001, gid: isWindows ? -1 : 127, username: host.user, homedir: native(host.home), shell: isWindows ? null : isMac ? "/bin/zsh" : "/bin/bash" }),
  cpus: () => ask("cpus", Array.from({ length: count }, () => ({ ...processor, times: { ...processor.times } }))), availableParallelism: () => ask("cpus", count),
  totalmem: () => ask("totalmem", host.memory ?? (isMac ? 17179869184 : 16767574016)), freemem: () => ask("freemem", 9342173184), loadavg: () => (isWindows ? [0, 0, 0] : [0.31, 0.22, 0.18]), uptime: () => ask("uptime", 81244.37 + P.Math.floor(host.now() / 1000)),
  networkInterfaces: () => ask("networkInterfaces", { [isWindows ? "Loopback Pseudo-Interface 1" : isMac ? "lo0" : "lo"]: [card("127.0.0.1", "IPv4", "00:00:00:00:00:00", true, "255.0.0.0")], [isWindows ? "Wi-Fi" : isMac ? "en0" : "eth0"]: [card("10.1.0.14", "IPv4", "60:45:bd:a1:7c:02", false, "255.255.240.0"), card("fe80::6245:bdff:fea1:7c02", "IPv6", "60:45:bd:a1:7c:02", false, "ffff:ffff:ffff:ffff::")] }),
  getPriority: () => 0, setPriority() {}, constants: { UV_UDP_REUSEADDR: 4, dlopen: { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0 }, errno: { ENOENT: 2, EACCES: 13, EEXIST: 17 }, signals, priority: { PRIORITY_LOW: 19, PRIORITY_NORMAL: 0, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 } },
};
