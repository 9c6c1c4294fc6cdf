import assert from 'node:assert/strict'
import test from 'node:test'
import { readConfig } from './config.ts'

test('an empty environment gives settings that start on this machine alone', () => {
  const config = readConfig({})
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 8080)
  assert.equal(config.dataDir, './data')
  assert.equal(config.databaseUrl, null)
  assert.equal(config.trustProxy, false)
  assert.equal(config.photoLimit, 25 * 1024 * 1024)
})

test('a blank variable is a variable that is not set', () => {
  assert.deepEqual(readConfig({ PORT: '', PUBLIC_URL: ' ', DATABASE_URL: '', LOG_LEVEL: '' }), readConfig({}))
})

test('values are read into their types', () => {
  const config = readConfig({
    PORT: '0',
    PUBLIC_URL: 'https://uchastok.example.kz/',
    TRUST_PROXY: '10.0.0.0/8',
    VIDEO_LIMIT_MB: '7',
  })
  assert.equal(config.port, 0)
  assert.equal(config.publicUrl, 'https://uchastok.example.kz')
  assert.equal(config.trustProxy, '10.0.0.0/8')
  assert.equal(config.videoLimit, 7 * 1024 * 1024)
})

test('one error names every wrong variable and what was expected', () => {
  const wrong = { PORT: '80800', LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x', PHOTO_LIMIT_MB: 'big', HOST: 'a b' }
  assert.throws(
    () => readConfig(wrong),
    ({ message }: Error) =>
      Object.keys(wrong).every((name) => message.includes(`${name}: expected`)) && message.includes('0 to 65535'),
  )
})

test('the password in a wrong address of the database is not shown', () => {
  assert.throws(
    () => readConfig({ DATABASE_URL: 'mysql://root:hunter2@host/db' }),
    ({ message }: Error) => message.includes('DATABASE_URL') && !message.includes('hunter2'),
  )
})
