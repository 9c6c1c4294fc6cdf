import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NCALayerClient } from 'ncalayer-js-client'
import { WebSocket as SecureSocket, WebSocketServer } from 'ws'
import { type Play, startNcalayer } from '../../emulators/ncalayer.ts'
import { bytesOfBase64 } from '../../src/paper/signature.ts'
import { verifyCms } from '../../src/paper/signature-cms.ts'
import { type SignOptions, signByNcalayer } from './ncalayer.ts'

const program = await startNcalayer({ secure: false })
after(() => program.close())

const document = new TextEncoder().encode('%PDF-1.7 хаттама')

function sign(play: Play, options: SignOptions = {}) {
  program.play = play
  program.asked.length = 0
  return signByNcalayer(document, { url: program.url, ...options })
}

function check(signed: Awaited<ReturnType<typeof sign>>) {
  assert.ok('cms' in signed, JSON.stringify(signed))
  const cms = bytesOfBase64(signed.cms)
  assert.ok(cms)
  return verifyCms(cms, document, new Date())
}

test('NCALayer is asked for a detached CMS of the document with a stamp of time, and its signature is valid', async () => {
  const checked = check(await sign('signs', { locale: 'kk' }))
  assert.equal(checked.state, 'valid')
  assert.equal(checked.detached, true)
  assert.deepEqual(program.asked, [
    {
      module: 'kz.gov.pki.knca.basics',
      method: 'sign',
      args: {
        ...{ allowedStorages: null, format: 'cms', data: Buffer.from(document).toString('base64') },
        signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: {} },
        ...{ signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4'] }, locale: 'kk' },
      },
    },
  ])
})

test('without the internet no stamp is asked for', async () => {
  check(await sign('signs', { stamped: false }))
  const args = program.asked[0]?.args as { signingParams: object } | undefined
  assert.deepEqual(args?.signingParams, { decode: true, encapsulate: false, digested: false })
})

test('signs of life between and an answer given twice change nothing', async () => {
  assert.equal(check(await sign('keepsAlive')).state, 'valid')
  assert.equal(check(await sign('twice')).state, 'valid')
})

test('a program of before 2022 is asked by its older module', async () => {
  assert.equal(check(await sign('oldProgram')).state, 'valid')
  assert.deepEqual(
    program.asked.map(({ method }) => method),
    ['sign', 'createCMSSignatureFromBase64'],
  )
})

test('a signature of another document is a mismatch', async () => {
  assert.equal(check(await sign('signsOther')).state, 'mismatch')
})

test('whatever goes wrong is a value that says what', async () => {
  const quick = { connectWithin: 300, signWithin: 300 }
  assert.deepEqual(await sign('cancels'), { fault: 'cancelled' })
  assert.deepEqual(await sign('wrongPassword'), { fault: 'wrongKey', said: 'SIGNING_FAILURE: WRONG_PASSWORD ()' })
  assert.deepEqual(await sign('noStorage'), { fault: 'wrongKey', said: 'GENERAL_ERROR: storage.empty ()' })
  assert.deepEqual(await sign('silent', quick), { fault: 'timeout' })
  assert.deepEqual(await sign('noHello', quick), { fault: 'timeout' })
  assert.deepEqual(await sign('closes'), { fault: 'broken' })
  assert.deepEqual(await sign('garbage'), { fault: 'broken' })
  assert.deepEqual(await sign('notCms'), { fault: 'broken' })
})

test('a window cancelled in the older module is cancelled too', async () => {
  const client = new NCALayerClient(program.url, false)
  program.play = 'cancels'
  await client.connect()
  await assert.rejects(client.createCMSSignatureFromBase64('PKCS12', 'AAAA'), /500: action\.canceled/)
  ;(client.wsConnection as unknown as WebSocket).close()
})

test('a person may stop waiting', async () => {
  const stop = new AbortController()
  const waiting = sign('silent', { signal: stop.signal })
  setTimeout(() => stop.abort(), 100)
  assert.deepEqual(await waiting, { fault: 'cancelled' })
  assert.deepEqual(await sign('signs', { signal: AbortSignal.abort() }), { fault: 'cancelled' })
})

test('where nothing listens it is not installed', async () => {
  const gone = await startNcalayer({ secure: false })
  await gone.close()
  assert.deepEqual(await signByNcalayer(document, { url: gone.url }), { fault: 'notInstalled' })
})

test('answers of every other shape end in a value', async () => {
  const answers = [
    'null',
    '[]',
    '7',
    '{"status":true}',
    '{"status":true,"body":null}',
    '{"status":true,"body":{"result":[]}}',
  ]
  const shapes = [...answers, '{"code":"200"}', '{"status":true,"body":{"result":{"a":1}}}', '{"status":false}']
  for (const shape of shapes) {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    server.on('connection', (socket) => {
      socket.send('{"result":{"version":"1.4"}}')
      socket.on('message', () => socket.send(shape))
    })
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const signed = await signByNcalayer(document, { url: `ws://127.0.0.1:${port}`, signWithin: 2000 })
    assert.ok('fault' in signed && /^(broken|wrongKey)$/.test(signed.fault), `${shape}: ${JSON.stringify(signed)}`)
    for (const socket of server.clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
  }
})

test('the client itself meets the stand-in as it would NCALayer: it connects, learns the version, signs', async () => {
  program.play = 'signs'
  const client = new NCALayerClient(program.url, false)
  assert.equal(await client.connect(), '1.4')
  const { basicsStorageAll, basicsCMSParamsDetached, basicsSignerSignAny } = NCALayerClient
  const pem = await client.basicsSignCMS(basicsStorageAll, 'AAAA', basicsCMSParamsDetached, basicsSignerSignAny)
  assert.match(String(pem), /^-----BEGIN CMS-----\n/)
  ;(client.wsConnection as unknown as WebSocket).close()
})

test('as the real program it listens with TLS', async () => {
  const secure = await startNcalayer({ kind: 'ecdsa' })
  assert.match(secure.url, /^wss:\/\/127\.0\.0\.1:\d+$/)
  const socket = new SecureSocket(secure.url, { rejectUnauthorized: false })
  const hello = await new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(String(data)))
    socket.once('error', reject)
  })
  assert.equal(hello, '{"result":{"version":"1.4"}}')
  socket.terminate()
  await secure.close()
})
