import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { isSealedNow, openSealKey, type SealKey, seal, unseal } from './seal.ts'

const key: SealKey = { current: randomBytes(32), old: [] }
const secret = '123456:AAE_token-of-a-bot'

test('what was sealed is opened again, is never the same twice, and does not show itself', () => {
  const [first, second] = [seal(key, secret), seal(key, secret)]
  assert.equal(unseal(key, first), secret)
  assert.notDeepEqual(first, second)
  assert.ok(!first.includes('token'))
  assert.equal(unseal(key, seal(key, '')), '')
  assert.equal(unseal(key, seal(key, 'кілт 🔑')), 'кілт 🔑')
})

test('a change of any byte is seen, and the error does not tell the secret', () => {
  const sealed = seal(key, secret)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    assert.throws(
      () => unseal(key, changed),
      (error: Error) => !error.message.includes('token'),
    )
  }
  for (const length of [0, 5, 20, sealed.length - 1]) assert.throws(() => unseal(key, sealed.subarray(0, length)))
})

test('after the key was changed, the old one opens what it sealed, and a stranger opens nothing', () => {
  const sealed = seal(key, secret)
  const turned = { current: randomBytes(32), old: [key.current] }
  assert.equal(unseal(turned, sealed), secret)
  assert.equal(isSealedNow(turned, sealed), false)
  assert.equal(isSealedNow(turned, seal(turned, secret)), true)
  assert.throws(() => unseal({ current: randomBytes(32), old: [] }, sealed), /UCHASTOK_OLD_KEYS/)
})

test('the key is made at the first start, for its owner alone, and is the same for two that start at once', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-seal-'))
  t.after(() => rm(dataDir, { recursive: true }))
  const config = { dataDir, sealKey: null, oldSealKeys: [] }
  const keys = await Promise.all(Array.from({ length: 8 }, () => openSealKey(config)))
  const again = await openSealKey(config)
  for (const one of keys) assert.deepEqual(one.current, again.current)
  assert.equal((await stat(join(dataDir, 'secret.key'))).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(dataDir), ['secret.key'])
  await writeFile(join(dataDir, 'secret.key'), 'c2hvcnQ=')
  await assert.rejects(openSealKey(config), /32 bytes/)
})

test('a key in the settings is taken instead, and a wrong one is refused without being shown', () => {
  const text = key.current.toString('base64')
  const config = readConfig({ UCHASTOK_KEY: text, UCHASTOK_OLD_KEYS: `${text}, ${text}` })
  assert.deepEqual(config.sealKey, key.current)
  assert.equal(config.oldSealKeys.length, 2)
  assert.throws(
    () => readConfig({ UCHASTOK_KEY: 'my-secret' }),
    (error: Error) => /UCHASTOK_KEY/.test(error.message) && !error.message.includes('my-secret'),
  )
})
