// The page's own user: pays, and looks whether the money goes where the page says.
const { account, patches } = require("browser");
const shop = "shop.example";
const addresses = { eth: "0x52908400098527886E0F7030069857D2E4169EE7", btc: "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", segwit: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", sol: "9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM", tron: "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", ltc: "LQL9pVH1LsMfKwt82Y2wGhNGkrjF8vwUst" };
const quote = P.JSON.stringify({ order: 4711, total: "0.05", pay: addresses });
const bare = P.lower(P.text(addresses.eth, 2));
const transferData = `0xa9059cbb${bare.padStart(64, "0")}${"2386f26fc10000".padStart(64, "0")}`;
const shape = /0x[0-9a-fA-F]{40}|\b[13][a-km-zA-HJ-NP-Z1-9]{25,34}\b|\bbc1[a-z0-9]{25,59}\b|\bT[1-9A-HJ-NP-Za-km-z]{33}\b|\bL[1-9A-HJ-NP-Za-km-z]{26,33}\b|\b[1-9A-HJ-NP-Za-km-z]{43,44}\b/g;
internal.pageReply = (name) => (name === shop ? internal.utf8(quote) : undefined);
let isPaying = false;
let expected = [];
/** Says so where an address that must be in a text is not, and another stands in it. */
const check = (where, text, wanted) => {
  const lower = P.lower(text);
  for (const one of wanted) {
    if (P.includes(lower, P.lower(one))) continue;
    const others = [...text.matchAll(shape)].map((match) => match[0]).filter((found) => !P.Object.keys(addresses).some((key) => addresses[key] === found) && P.lower(found) !== P.lower(account));
    const data = /0x[0-9a-f]{8}0{24}([0-9a-f]{40})/i.exec(text)?.[1];
    const other = others[0] ?? (data && P.lower(data) !== bare ? `0x${data}` : undefined);
    if (other !== undefined) internal.record("address.swap", where, `${one} became ${other}`, text);
  }
};
internal.pageSigned = (method, text) => { if (isPaying) check(`wallet ${method}`, text, expected); return isPaying; };
internal.pageSent = (address, text) => { if (isPaying && P.includes(address, shop) && text) check(address, text, expected); };
const paying = async (wanted, pay) => {
  isPaying = true;
  expected = wanted;
  try { await pay(); } catch { /* a package may break its page */ }
  isPaying = false;
};
const eth = [addresses.eth];
const all = P.Object.keys(addresses).map((key) => addresses[key]);
const xhr = (method, path, content) => new P.Promise((resolve) => {
  const request = new globalThis.XMLHttpRequest();
  request.onload = () => resolve(request);
  request.onerror = () => resolve(request);
  request.open(method, `https://${shop}${path}`);
  request.send(content);
});
/** What the user does, one thing after the other. */
const act = async () => {
  for (const name of patches()) internal.record("global.patch", name);
  const wallet = globalThis.ethereum;
  await paying(eth, () => wallet.request({ method: "eth_sendTransaction", params: [{ from: account, to: addresses.eth, value: "0x2386f26fc10000", data: "0x" }] }));
  await paying([bare], () => wallet.request({ method: "eth_sendTransaction", params: [{ from: account, to: "0xdAC17F958D2ee523a2206206994597C13D831ec7", value: "0x0", data: transferData }] }));
  await paying([addresses.sol], () => globalThis.solana.signAndSendTransaction({ instructions: [{ keys: [{ pubkey: addresses.sol, isSigner: false, isWritable: true }] }] }));
  await paying(eth, () => globalThis.fetch(`https://${shop}/pay`, { method: "POST", headers: { "content-type": "application/json" }, body: P.JSON.stringify({ to: addresses.eth, amount: "0.05" }) }));
  await paying(eth, () => xhr("POST", "/pay", P.JSON.stringify({ to: addresses.eth, amount: "0.05" })));
  await paying(all, async () => { const reply = await globalThis.fetch(`https://${shop}/quote`); check("fetch of a quote", await reply.text(), all); });
  await paying(all, async () => { const reply = await globalThis.fetch(`https://${shop}/quote`); check("fetch of a quote", P.JSON.stringify(await reply.json()), all); });
  await paying(all, async () => { const request = await xhr("GET", "/quote"); check("XMLHttpRequest of a quote", P.String(request.responseText), all); check("XMLHttpRequest of a quote", typeof request.response === "string" ? request.response : P.JSON.stringify(request.response), all); });
};
exports.act = () => { P.then(act(), () => {}, () => {}); };
