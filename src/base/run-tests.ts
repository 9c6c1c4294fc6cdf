import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { silent } from './log.ts'
import { startPostgres } from './postgres.ts'
import { isAlive, processesOn, readOwner } from './postgres-owner.ts'

interface Step {
  name: string
  command: string[]
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const places = ['src', 'web', 'demo', 'bench', 'training', 'emulators']
const parts = ['check', 'pure', 'store', 'way', 'browser'] as const
type Part = (typeof parts)[number]

/**
 * Runs the whole check, as CI does, or the parts and files named; every step is run even if one before it failed.
 * Returns 1 if any failed. One PostgreSQL serves all test files and ends with the run.
 */
export async function run(args: string[]): Promise<number> {
  const asked = args.filter((arg) => !arg.startsWith('-'))
  const unknown = asked.find((arg) => !isPart(arg) && !existsSync(join(root, arg)))
  if (unknown) {
    console.error(
      `There is neither a part nor a file ${unknown}. Parts: ${parts.join(', ')}; or name test files or folders.`,
    )
    return 2
  }
  const steps = stepsFor(asked)
  sweep()
  const data = mkdtempSync(join(tmpdir(), 'uchastok-run-'))
  const needsPostgres = steps.some(({ command }) => command.includes('--test'))
  const postgres = needsPostgres ? await startPostgres({ dataDir: data, log: silent, durable: false }) : null
  const end = async () => {
    await postgres?.stop()
    rmSync(data, { recursive: true, force: true })
  }
  const results: string[] = []
  let failed = false
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort()).once('SIGTERM', () => interrupted.abort())
  try {
    for (const { name, command } of steps) {
      if (interrupted.signal.aborted) break
      console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`)
      const began = Date.now()
      const code = await call(command, data, interrupted.signal)
      failed ||= code !== 0
      results.push(`${code === 0 ? 'passed' : 'FAILED'}  ${name}  ${((Date.now() - began) / 1000).toFixed(1)} s`)
    }
  } finally {
    await end()
  }
  console.log(`\n${results.join('\n')}`)
  return failed || interrupted.signal.aborted ? 1 : 0
}

/** Ends and removes what a run that was killed left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith('uchastok-run-'))) {
    const folder = join(tmpdir(), name)
    const owner = readOwner(folder)
    const young = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 60_000
    if (owner ? isAlive(owner) : young) continue
    for (const pid of processesOn(join(folder, 'postgres'))) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

function stepsFor(asked: string[]): Step[] {
  const files = testFiles()
  const paths = asked.filter((arg) => !isPart(arg))
  if (paths.length > 0) {
    const chosen = files.filter(({ path }) =>
      paths.some((asked) => path === clean(asked) || path.startsWith(`${clean(asked)}/`)),
    )
    return [
      testStep(
        'tests chosen',
        chosen.map(({ path }) => path),
      ),
    ]
  }
  const wanted = (part: Part) => asked.length === 0 || asked.includes(part)
  const steps: Step[] = []
  if (wanted('check')) {
    steps.push({ name: 'lint and format', command: [bin('biome'), 'check', '--diagnostic-level=warn'] })
    steps.push({ name: 'types', command: [bin('tsc')] })
  }
  const titles = {
    pure: 'pure tests',
    store: 'stores and routes',
    way: 'the way of a message',
    browser: 'browser',
  } as const
  for (const part of ['pure', 'store', 'way', 'browser'] as const) {
    const chosen = files.filter((file) => file.part === part).map(({ path }) => path)
    if (wanted(part) && chosen.length > 0) steps.push(testStep(titles[part], chosen))
  }
  return steps
}

function testStep(name: string, files: string[]): Step {
  const command = [process.execPath, '--test', '--test-concurrency=2', '--test-reporter=spec', ...files]
  return { name: `${name}: ${files.length} files`, command }
}

/** Every test file with the part it belongs to: what it imports tells what it needs. */
function testFiles(): { path: string; part: Part }[] {
  return places
    .filter((place) => existsSync(join(root, place)))
    .flatMap((place) =>
      readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)),
    )
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules'))
    .sort()
    .map((path) => ({ path, part: partOf(path) }))
}

function partOf(path: string): Part {
  if (path.endsWith('.browser.test.ts')) return 'browser'
  if (path === join('src', 'way.test.ts')) return 'way'
  return /from '[./a-z-]*\/(testing|postgres|browser)\.ts'/.test(readFileSync(join(root, path), 'utf8'))
    ? 'store'
    : 'pure'
}

function call([program = '', ...args]: string[], data: string, signal: AbortSignal): Promise<number> {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`
  const env = { ...process.env, PATH: path, UCHASTOK_TEST_DATA: data, NODE_ENV: 'test' }
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env })
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`)
      done(1)
    })
    child.once('exit', (code) => done(code ?? 1))
  })
}

function bin(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

function clean(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '')
}

function isPart(text: string): text is Part {
  return (parts as readonly string[]).includes(text)
}
