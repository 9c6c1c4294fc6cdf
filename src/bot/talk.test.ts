import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOf, readCode, shownCode } from './code.ts'
import { accountLink } from './link.ts'
import { lackOf, plainTitle } from './rights.ts'
import * as texts from './talk-texts.ts'
import { openTries } from './tries.ts'

test('a code is eight letters, and is read again however it is typed', () => {
  const code = codeOf(Buffer.from([0, 31, 128, 255, 7]).toString('base64url'))
  assert.match(code, /^[A-Z]{8}$/)
  assert.equal(shownCode(code).length, 9)
  for (const typed of [code, code.toLowerCase(), shownCode(code), ` ${code.slice(0, 3)} ${code.slice(3)}. `])
    assert.equal(readCode(typed), code)
  assert.equal(readCode('авсе-нкмр'), 'ABCEHKMP')
  for (const wrong of ['', 'ABC', `${code}A`, 'ABCDEFGI', 'АБВГДЕЖЗ', '12345678']) assert.equal(readCode(wrong), null)
})

test('every byte gives another pair of letters', () => {
  const pairs = Array.from({ length: 256 }, (_, byte) => codeOf(Buffer.from([byte, 0, 0, 0]).toString('base64url')))
  assert.equal(new Set(pairs).size, 256)
})

test('five wrong codes are too many, for the chat and for the person, until an hour has passed', () => {
  const tries = openTries()
  for (let at = 0; at < 5; at += 1) {
    assert.equal(tries.mayTry(['chat', 'person'], at), true)
    tries.wrong(['chat', 'person'], at)
  }
  assert.equal(tries.mayTry(['chat'], 10), false)
  assert.equal(tries.mayTry(['another chat', 'person'], 10), false)
  assert.equal(tries.mayTry(['another chat'], 10), true)
  assert.equal(tries.mayTry(['chat'], 3_600_000), true)
})

test('a link stands only where the messenger has one', () => {
  assert.equal(accountLink('telegram', '@yard_bot', { group: 'ABCEFHKM' }), 'https://t.me/yard_bot?startgroup=ABCEFHKM')
  assert.equal(accountLink('telegram', '@yard_bot', { start: 'ABCEFHKM' }), 'https://t.me/yard_bot?start=ABCEFHKM')
  assert.equal(accountLink('telegram', 'javascript:alert(1)'), null)
  assert.equal(accountLink('whatsapp', '+7 700 000 00 00'), 'https://wa.me/77000000000')
  assert.equal(accountLink('whatsapp', '+7 700 000 00 00', { group: 'ABCEFHKM' }), null)
  assert.equal(accountLink('matrix', '@yard:example.org'), 'https://matrix.to/#/@yard:example.org')
  assert.equal(accountLink('open', ''), null)
})

test('what the bot lacks: a voice first, then ears', () => {
  assert.equal(lackOf(null), null)
  assert.equal(lackOf({ readsAll: true, posts: false, admin: false }), 'no-posting')
  assert.equal(lackOf({ readsAll: false, posts: true, admin: false }), 'no-reading')
  assert.equal(lackOf({ readsAll: false, posts: true, admin: true }), null)
  assert.equal(lackOf({ readsAll: true, posts: true, admin: false }), null)
})

test('a name made of nothing that can be seen is empty, any other is one line', () => {
  assert.equal(plainTitle('\u200b\u2060\u3164\ufeff'), '')
  assert.equal(plainTitle('Теректі 14\n\u202eподъезд'), 'Теректі 14 подъезд')
  assert.equal([...plainTitle('я'.repeat(500))].length, 120)
})

test('the first words fit into one message, in both languages, and say all that must be said', () => {
  const words = texts.inLang('mixed', texts.introduction)
  assert.ok(words.length < 1200, 'both languages fit on the screen of a phone or little more')
  assert.ok(texts.inLang('mixed', texts.aboutText).length < 1600)
  for (const lang of ['ru', 'kk'] as const) {
    for (const command of ['/about', '/leave', '/bind']) assert.ok(texts.introduction[lang].includes(command))
    for (const command of ['/private', '/my', '/stop', '/start']) assert.ok(texts.aboutText[lang].includes(command))
  }
  assert.match(texts.introduction.kk, /[әіңғүұқөһ]/)
})
