import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A classifier that can be started here. */
export interface Known {
  peer: string
  /** With its version. */
  title: string
  learns: boolean
  /** Program and first arguments; `<peer> train|read|time <folder>` is added. */
  command: string[]
  /** Where its model lies when it is not made here. */
  model?: string
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const child = [process.execPath, at('child.ts')]
const packages = { fasttext: 'fasttext.wasm.js', nlpjs: '@nlpjs/nlp', natural: 'natural' }
const longestMs = 10 * 60_000

/** Ours and the peers that are installed; says in a line how to install those that are not. */
export function installed(): Known[] {
  const model = at('../../src/detection/model.json')
  const found: Known[] = [{ peer: 'ours', title: 'ours: readAlone', learns: false, command: child, model }]
  if (existsSync(at('node_modules'))) {
    for (const [peer, name] of Object.entries(packages)) {
      const { version }: { version: string } = createRequire(import.meta.url)(at(`node_modules/${name}/package.json`))
      found.push({ peer, title: `${name} ${version}`, learns: true, command: child })
    }
  } else console.log('Peers from npm are not installed: npm ci --ignore-scripts --prefix bench/peers')
  const python = withSklearn()
  if (python === null) console.log('Signalen’s kind of classifier is left out: apt-get install -y python3-sklearn')
  else {
    const command = [python.program, at('signalen.py')]
    found.push({
      peer: 'signalen',
      title: `Signalen’s settings, scikit-learn ${python.version}`,
      learns: true,
      command,
    })
    found.push({ peer: 'tfidf', title: `TF-IDF, L2, scikit-learn ${python.version}`, learns: true, command })
  }
  return found
}

function withSklearn(): { program: string; version: string } | null {
  for (const program of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(program, ['-c', 'import sklearn; print(sklearn.__version__)'], {
      encoding: 'utf8',
    })
    if (status === 0) return { program, version: stdout.trim() }
  }
  return null
}

/** Runs it on one core in the folder, where no package finds settings of ours, and gives what it left in `result.json`. */
export function runAlone({ peer, command }: Known, mode: 'train' | 'read' | 'time' | null, folder: string): unknown {
  const [program = '', ...args] = [...onOneCore, ...command, ...(mode === null ? [folder] : [peer, mode, folder])]
  const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const env = { ...process.env, ...oneThread }
  const { status, stderr, error } = spawnSync(program, args, {
    ...{ cwd: folder, env, timeout: longestMs, encoding: 'utf8', maxBuffer: 2 ** 26 },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(error?.message ?? /^\S*Error: .*/m.exec(stderr)?.[0] ?? `ended with ${status}`)
  return JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))
}

const onOneCore = pin()

/** How the children are held to one core. */
export function alone(): string {
  return onOneCore.length > 0 ? 'each alone on one core' : 'not held to one core (there is no taskset)'
}

function pin(): string[] {
  if (spawnSync('taskset', ['--version']).status !== 0) return []
  const allowed = /^Cpus_allowed_list:.*?(\d+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return ['taskset', '-c', allowed ?? String(availableParallelism() - 1)]
}
