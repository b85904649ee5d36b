// Block chains as their nodes answer: where code is kept in contracts, transactions and memos, the program is there.
const hexOf = (text) => host.encode(internal.latin1(internal.utf8(text)), "hex");
const word = (count) => P.String(count.toString(16)).padStart(64, "0");
/** A string as a contract's call returns it: offset, length, bytes to the next 32. */
const encoded = (text) => {
  const hex = hexOf(text);
  return `0x${word(32)}${word(hex.length / 2)}${hex.padEnd(P.Math.floor((hex.length + 63) / 64) * 64, "0")}`;
};
const address = "0x52908400098527886e0f7030069857d2e4169ee7";
const transaction = () => ({ hash: `0x${"a1".repeat(32)}`, blockNumber: "0x1312d00", from: address, to: address, value: "0x0", input: `0x${hexOf(host.reply)}`, data: `0x${hexOf(host.reply)}`, gas: "0x5208", nonce: "0x1" });
const answers = {
  eth_call: () => encoded(host.reply), eth_blockNumber: () => "0x1312d00", eth_chainId: () => "0x1", net_version: () => "1", eth_gasPrice: () => "0x3b9aca00", eth_getBalance: () => "0x8ac7230489e80000", eth_getCode: () => `0x${hexOf(host.reply)}`, eth_getStorageAt: () => encoded(host.reply),
  eth_getTransactionByHash: transaction, eth_getTransactionReceipt: () => ({ ...transaction(), status: "0x1", logs: [{ address, topics: [], data: encoded(host.reply) }] }), eth_getLogs: () => [{ address, topics: [], data: encoded(host.reply), blockNumber: "0x1312d00", transactionHash: `0x${"a1".repeat(32)}` }],
  eth_getBlockByNumber: () => ({ number: "0x1312d00", transactions: [transaction()] }),
  getSignaturesForAddress: () => [{ signature: "5h6x".repeat(22), slot: 331, err: null, memo: host.reply, blockTime: 1773136000, confirmationStatus: "finalized" }],
  getTransaction: () => ({ slot: 331, blockTime: 1773136000, meta: { err: null, logMessages: [`Program log: Memo (len ${host.reply.length}): "${host.reply}"`] }, transaction: { message: { instructions: [{ program: "spl-memo", parsed: host.reply, data: host.reply }] }, signatures: ["5h6x".repeat(22)] } }),
  getAccountInfo: () => ({ context: { slot: 331 }, value: { data: [host.encode(internal.latin1(internal.utf8(host.reply)), "base64"), "base64"], owner: address, lamports: 2039280 } }),
};
/** The body of the reply to one JSON-RPC request or a batch of them; nothing where it is none. */
exports.answer = (text) => {
  let asked;
  try { asked = P.JSON.parse(text); } catch { return undefined; }
  const one = (request) => ({ jsonrpc: "2.0", id: request?.id ?? 1, result: (answers[P.String(request?.method)] ?? (() => `0x${hexOf(host.reply)}`))() });
  return internal.utf8(P.JSON.stringify(P.isArray(asked) ? P.map(asked, one) : one(asked)));
};
const libraries = ["ethers", "web3", "@solana/web3.js", "tronweb", "viem", "@ethersproject/contracts", "@ethersproject/providers", "aptos", "@aptos-labs/ts-sdk", "@mysten/sui"];
exports.isLibrary = (name) => libraries.includes(name);

/** A chain library of which every call is answered by the network: an object that leads on, and that may be awaited. */
const leading = (name, isCall) => {
  let isSent = false;
  const target = function () {};
  return new P.Proxy(target, {
    get(_, key) {
      if (key === "then") {
        if (!isCall) return undefined;
        return (resolve) => {
          if (!isSent) { isSent = true; internal.record("net.send", name, "chain"); internal.listen(); }
          require("event_loop").later(() => resolve(internal.replyObject()), 30);
        };
      }
      if (key === P.Symbol.toPrimitive) return () => host.reply;
      if (typeof key === "symbol" || key === "prototype") return target[key];
      if (key === "catch" || key === "finally") return () => leading(name, isCall);
      if (key === "default") return leading(name, false);
      return leading(P.text(`${name}.${key}`, 0, 200), isCall);
    },
    apply: (_, __, parts) => leading(shown(name, parts), true),
    construct: (_, parts) => leading(shown(name, parts), false),
    has: () => true,
  });
};
const shown = (name, parts) => P.text(`${name}(${P.join(P.map(parts, (part) => (typeof part === "string" ? part : typeof part)), ", ")})`, 0, 300);
exports.library = (name) => leading(name, false);
