import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Source, source } from './base/sources.ts'
import { accountKinds } from './chat/account.ts'

/** The rules of ARCHITECTURE.md. Each rule is first tried on a small tree that breaks it, then on the real one. */

const root = fileURLToPath(new URL('../', import.meta.url))
const places = ['src', 'web', 'demo', 'training', 'bench', 'emulators']
const stages = [
  ...['base', 'chat', 'detection', 'incident', 'inspection', 'person', 'paper', 'protocol'],
  ...['remediation', 'reply', 'satisfaction', 'statistics', 'bot'],
]

/** Files of src that reach the world, and what for. Every other file is given what it needs. */
const reaching: Record<string, string> = {
  'base/browser.ts': 'disk processes process @sparticuz/chromium playwright-core',
  'base/database-types.ts': 'pg',
  'base/database.ts': 'pg process wait sql',
  'base/files.ts': 'disk clock chance',
  'base/http.ts':
    'fastify fastify-type-provider-zod @fastify/cookie @fastify/helmet @fastify/multipart @fastify/rate-limit @fastify/swagger',
  'base/ids.ts': 'clock chance',
  'base/journal.ts': 'sql',
  'base/keep-media.ts': 'sharp',
  'base/law-files.ts': 'disk',
  'base/listen.ts': 'pg sql wait',
  'base/live.ts': 'wait',
  'base/log.ts': 'pino',
  'base/media.ts': 'sharp file-type',
  'base/migrate.ts': 'disk pg sql graphile-worker',
  'base/people.ts': 'sql chance',
  'base/postgres-binaries.ts': 'disk processes process',
  'base/postgres-cluster.ts': 'disk processes process clock pg sql wait',
  'base/postgres-owner.ts': 'disk network process sql',
  'base/postgres.ts': 'disk process clock pg sql wait',
  'base/run-tests.ts': 'disk processes process clock console',
  'base/schema.ts': 'sql',
  'base/seal.ts': 'disk chance',
  'base/sources.ts': 'vite',
  'base/testing.ts': 'disk processes process clock pg sql wait',
  'base/worker.ts': 'graphile-worker wait',
  'chat/archive.ts': 'disk yauzl',
  'chat/battery-testing.ts': 'wait process',
  'chat/book.ts': 'clock',
  'chat/export-source.ts': 'disk',
  'chat/exports.ts': 'disk',
  'chat/hub.ts': 'wait clock',
  'chat/intake.ts': 'wait',
  'chat/kinds.ts': 'network',
  'chat/matrix.ts': 'network',
  'chat/max-testing.ts': 'network wait clock',
  'chat/max.ts': 'network',
  'chat/open-testing.ts': 'network clock',
  'chat/open.ts': 'network',
  'chat/polling.ts': 'wait',
  'chat/telegram-testing.ts': 'network wait clock',
  'chat/telegram.ts': 'network grammy',
  'chat/whatsapp-testing.ts': 'network wait clock',
  'chat/whatsapp.ts': 'network',
  'detection/model-file.ts': 'disk',
  'incident/queue.ts': 'sql',
  'incident/unsure.ts': 'sql',
  'paper/pdf.ts': 'disk',
  'paper/press.ts': 'disk @myriaddreamin/typst-ts-node-compiler',
  'paper/signature-cms.ts': 'asn1js pkijs',
  'reply/hold-store.ts': 'pg',
  'reply/outbox.ts': 'wait',
  'reply/testing.ts': 'wait clock',
  // Two answers take equally long, so that a guess learns nothing from the time.
  'satisfaction/routes.ts': 'wait',
  'statistics/reading-card-file.ts': 'disk',
  'statistics/scope.ts': 'sql',
  'aside.ts': 'processes process',
  'bot-testing.ts': 'clock wait sharp',
  'hostile-testing.ts': 'clock wait',
  'corrections.ts': 'disk process console',
  'detect.ts': 'disk process',
  'first.ts': 'sql',
  'import-chat.ts': 'wait clock',
  'import-upload.ts': 'disk',
  'import.ts': 'process console clock',
  'main.ts': 'process console clock wait',
  'papers-testing.ts': 'network clock sharp',
  'server.ts': 'disk @fastify/static',
  'staff-testing.ts': 'disk sql network',
  'telegram-testing.ts': 'clock',
  'web-build.ts': 'disk console vite',
}
/** Files of the open slot that are what it offers, not how it is spoken to: its words, their description, signature, mailbox. */
const openApi = ['chat/open-shapes.ts', 'chat/open-routes.ts', 'chat/open-signature.ts', 'chat/open-store.ts']
/** Files that join stores and pure files, though their name does not say so. */
const joining = [
  'base/config.ts',
  'base/law-book.ts',
  'base/send-file.ts',
  'bot/bot.ts',
  'bot/day-terms.ts',
  'bot/evidence.ts',
  'bot/onboard.ts',
  'bot/residents.ts',
  'bot/show-card.ts',
  'bot/staff-command.ts',
  'bot/staff-heard.ts',
  'bot/staff-place.ts',
  'bot/staff.ts',
  'bot/talk.ts',
  'chat/book.ts',
  'chat/hub-account.ts',
  'chat/said.ts',
  'chat/webchat.ts',
  'detection/ears.ts',
  'detection/keep.ts',
  'reply/deliver.ts',
  'reply/outbox.ts',
]
const isTest = (path: string) => path.includes('.test.')
const ofSrc = (path: string) => path.replace(/^src\//, '')
const stageOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? null
const isTop = (path: string) => /^src\/[^/]+\.ts$/.test(path)
const isStore = (path: string) => /[/-]store\.ts$/.test(path)
const isRoutes = (path: string) => /(\/routes|-routes?)\.ts$/.test(path)
const isStep = (path: string) => path.endsWith('/step.ts')
const isHelpOfTests = (path: string) =>
  /^src\/(.*\/)?(([a-z]+-)?testing|[a-z]+-contract|browser|sources)\.ts$/.test(path)

/** A pure file takes data and gives data. */
function isPure(path: string): boolean {
  if (!path.startsWith('src/') || isTest(path) || isTop(path)) return false
  const name = ofSrc(path)
  return !(
    name in reaching ||
    joining.includes(name) ||
    isStore(path) ||
    isStep(path) ||
    isRoutes(path) ||
    isHelpOfTests(path)
  )
}

const each = (sources: Source[], wrong: (one: Source, to: Source['imports'][number]) => boolean) =>
  sources.flatMap((one) => one.imports.filter((to) => wrong(one, to)).map(({ to }) => `${one.path} imports ${to}`))
const files = (sources: Source[], wrong: (one: Source) => unknown) =>
  sources.filter((one) => wrong(one)).map(({ path }) => path)

const rules: { says: string; broken(sources: Source[]): string[]; bad: Record<string, string>[] }[] = [
  {
    says: 'a stage takes values only from itself and the stages before it',
    broken: (sources) =>
      each(sources, ({ path }, { to, value }) => {
        const [from, target] = [stageOf(path), stageOf(to)]
        return (
          value && !isTest(path) && from !== null && target !== null && stages.indexOf(target) > stages.indexOf(from)
        )
      }),
    bad: [
      { 'src/chat/a.ts': "import { life } from '../incident/life.ts'" },
      { 'src/base/a.ts': "await import('../chat/a.ts')" },
    ],
  },
  {
    says: 'a folder of src is a stage of the list, with no folder in it but fixtures',
    broken: (sources) =>
      files(
        sources,
        ({ path }) =>
          !/^src\/([^/]+|[^/]+\/([^/]+|fixtures\/.*))$/.test(path) ||
          (stageOf(path) && !stages.includes(`${stageOf(path)}`)),
      ).filter((path) => path.startsWith('src/')),
    bad: [{ 'src/chat/deep/a.ts': '' }, { 'src/misc/a.ts': '' }],
  },
  {
    says: 'only the files listed reach the world, each only for what is listed',
    broken: (sources) =>
      sources
        .filter(({ path }) => path.startsWith('src/') && !isTest(path))
        .flatMap(({ path, reach }) => {
          const allowed = new Set(
            `${reaching[ofSrc(path)] ?? ''} ${isStore(path) ? 'sql' : ''} ${isHelpOfTests(path) ? 'sql node:test' : ''} any`.split(
              ' ',
            ),
          )
          return [...reach].filter((kind) => !allowed.has(kind)).map((kind) => `${path} reaches for ${kind}`)
        }),
    bad: [
      { 'src/incident/life.ts': 'export const now = () => new Date()' },
      { 'src/incident/life.ts': 'export const now = () => performance.now()' },
      { 'src/incident/life.ts': 'export const now = () => Date.now()' },
      { 'src/incident/life.ts': 'export const dice = () => Math.random()' },
      { 'src/incident/life.ts': "import { randomUUID } from 'node:crypto'" },
      { 'src/incident/life.ts': "import { readFile } from 'node:fs/promises'" },
      { 'src/incident/step.ts': 'export const ask = (db) => query(db, `select 1 as one`)' },
      { 'src/incident/routes.ts': "import { maybeOne } from '../base/database.ts'" },
      { 'src/person/plate.ts': "await fetch('http://127.0.0.1')" },
      { 'src/person/plate.ts': 'console.log(process.env.HOME)' },
      { 'src/protocol/protocol.ts': "import sharp from 'sharp'" },
    ],
  },
  {
    says: 'a pure file takes values only from pure files',
    broken: (sources) =>
      each(sources, ({ path }, { to, value }) => isPure(path) && value && to.startsWith('src/') && !isPure(to)),
    bad: [{ 'src/incident/life.ts': "import { findIncident } from './store.ts'" }],
  },
  {
    says: 'a store knows no step and no routes, a step no routes, and only routes speak HTTP',
    broken: (sources) =>
      each(sources, ({ path }, { to, value }) => {
        if (!value || !path.startsWith('src/') || isTest(path) || isTop(path)) return false
        if (to === 'src/base/http.ts')
          return !isRoutes(path) && !['base/send-file.ts', 'chat/said.ts'].includes(ofSrc(path))
        return isRoutes(to) ? !isRoutes(path) : isStep(to)
      }),
    bad: [
      { 'src/chat/store.ts': "import { acknowledge } from './step.ts'" },
      { 'src/chat/step.ts': "import { HttpError } from '../base/http.ts'" },
      { 'src/chat/step.ts': "import { roomRoutes } from './room-routes.ts'" },
    ],
  },
  {
    says: 'nothing imports the files on top of src but they themselves, tests, and the programs beside src',
    broken: (sources) =>
      each(sources, ({ path }, { to, value }) => value && isTop(to) && stageOf(path) !== null && !isTest(path)),
    bad: [{ 'src/incident/step.ts': "import { way } from '../way.ts'" }],
  },
  {
    says: 'what helps tests is imported by tests alone',
    broken: (sources) =>
      each(
        sources,
        ({ path }, { to }) => isHelpOfTests(to) && path.startsWith('src/') && !isTest(path) && !isHelpOfTests(path),
      ),
    bad: [{ 'src/chat/store.ts': "import { testDatabase } from '../base/testing.ts'" }],
  },
  {
    says: 'src and web never import the demo, the training, the bench or the emulators; main.ts may ask the demo for its people',
    broken: (sources) =>
      each(
        sources,
        ({ path }, { to, dynamic }) =>
          /^(src|web)\//.test(path) &&
          !isTest(path) &&
          !isHelpOfTests(path) &&
          /^(demo|training|bench|emulators)\//.test(to) &&
          !(path === 'src/main.ts' && dynamic && to === 'demo/people.ts'),
      ),
    bad: [
      { 'src/main.ts': "import { demoPeople } from '../demo/people.ts'" },
      { 'src/chat/a.ts': "await import('../../demo/people.ts')" },
    ],
  },
  {
    says: 'the web takes values only from pure files of src',
    broken: (sources) =>
      each(
        sources,
        ({ path }, { to, value }) =>
          path.startsWith('web/') && !isTest(path) && value && to.startsWith('src/') && !isPure(to),
      ),
    bad: [{ 'web/a.tsx': "import { findIncident } from '../src/incident/store.ts'" }],
  },
  {
    says: 'every import of a file ends in its extension',
    broken: (sources) =>
      each(
        sources,
        (_, { to }) => places.some((place) => to.startsWith(`${place}/`)) && !/\.(tsx?|css|json)(\?\w+)?$/.test(to),
      ),
    bad: [{ 'src/chat/a.ts': "import { b } from './b'" }],
  },
  {
    says: 'files are kebab-case and none is an index or a drawer of odds and ends',
    broken: (sources) =>
      files(sources, ({ path }) => {
        const parts = path.split('/')
        return (
          !/^[a-z0-9]+(-[a-z0-9]+)*(\.browser)?(\.test|\.d|\.config)?\.tsx?$/.test(parts.at(-1) ?? '') ||
          parts.some((part) => /^(index|utils?|helpers?|common|misc|services?|managers?)(\.|$)/.test(part))
        )
      }),
    bad: [
      { 'src/chat/index.ts': '' },
      { 'src/chat/roomStore.ts': '' },
      { 'web/utils/a.ts': '' },
      { 'src/chat/helpers.ts': '' },
    ],
  },
  {
    says: 'a file has 300 lines at most; a test, which tells one story, and a table of texts 500',
    broken: (sources) =>
      files(
        sources,
        ({ path, text }) =>
          text.split('\n').length - 1 > (isTest(path) || /(-texts|\/words)\.ts$/.test(path) ? 500 : 300),
      ),
    bad: [{ 'src/chat/a.ts': '\n'.repeat(301) }, { 'src/chat/a.test.ts': '\n'.repeat(501) }],
  },
  {
    says: 'a channel has 300 lines at most, all its files together; what it offers to strangers stands beside it',
    broken: (sources) => {
      const own = sources.filter(({ path }) => !isTest(path) && !isHelpOfTests(path) && !openApi.includes(ofSrc(path)))
      return accountKinds.filter((kind) => {
        const files = own.filter(({ path }) => new RegExp(`^src/chat/${kind}(-[a-z-]+)?\\.ts$`).test(path))
        return files.reduce((lines, { text }) => lines + text.split('\n').length - 1, 0) > 300
      })
    },
    bad: [{ 'src/chat/matrix.ts': '\n'.repeat(200), 'src/chat/matrix-event.ts': '\n'.repeat(101) }],
  },
  {
    says: 'the compiler is not silenced and nothing is left for later',
    broken: (sources) =>
      files(
        sources,
        ({ path, text, reach }) =>
          (reach.has('any') && path !== 'web/texts.ts') ||
          (!isTest(path) && text.includes('@ts-expect-error')) ||
          (path !== 'src/architecture.test.ts' && /@ts-(ignore|nocheck)|\b(TODO|FIXME|XXX)\b/.test(text)),
      ),
    bad: [
      { 'src/a.ts': 'let a: any' },
      { 'src/a.ts': '// @ts-ignore' },
      { 'src/a.ts': '// @ts-expect-error' },
      { 'src/a.ts': '// TODO: later' },
    ],
  },
  {
    says: 'no default export but where a tool demands it',
    broken: (sources) =>
      files(sources, ({ path, text }) => !path.endsWith('.config.ts') && /^export default\b/m.test(text)),
    bad: [{ 'src/chat/a.ts': 'export default 1' }],
  },
]

/** The files under a folder, with what no person wrote left out. */
function listed(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /^(node_modules|dist|data|\.git)$/.test(entry.name) ? [] : listed(path)
    return [path]
  })
}

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const tree = places
  .filter((place) => existsSync(join(root, place)))
  .flatMap(listed)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => source(path, read(path)))

for (const { says, broken, bad } of rules) {
  test(says, () => {
    for (const sample of bad) {
      const sources = Object.entries(sample).map(([path, text]) => source(path, text))
      assert.notDeepEqual(broken(sources), [], `the rule does not see ${JSON.stringify(sample)}`)
    }
    assert.deepEqual(broken(tree), [])
  })
}

test('the lists above name only files that are there', () => {
  const there = new Set(tree.map(({ path }) => ofSrc(path)))
  assert.deepEqual(
    [...Object.keys(reaching), ...joining, ...openApi].filter((name) => !there.has(name)),
    [],
  )
})

test('ARCHITECTURE.md names every stage in the order of imports, every file on top of src and every file of base', () => {
  const page = read('ARCHITECTURE.md')
  const lines = stages.map((stage) => page.indexOf(`\`src/${stage}/\``))
  assert.ok(!lines.includes(-1), 'a stage is missing')
  assert.deepEqual(
    lines,
    lines.toSorted((a, b) => a - b),
  )
  const ours = tree.filter(
    ({ path }) => !isTest(path) && ((isTop(path) && !isHelpOfTests(path)) || stageOf(path) === 'base'),
  )
  const missing = ours.map(({ path }) => path.split('/').at(-1)?.replace('.ts', '') ?? '')
  assert.deepEqual(
    missing.filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(page)),
    [],
    'base is a closed list: what is new there is a decision; else put it into its stage',
  )
})

test('what our pages point to is there', () => {
  const pages = ['.', 'docs', 'docs/decisions', 'demo', 'law'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  )
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, to = '']) => ({ page, to })),
  )
  const local = links.filter(({ to }) => !/^[a-z]+:/.test(to) && !to.includes('docs/pictures/'))
  assert.ok(local.length > 5)
  assert.deepEqual(
    local.filter(({ page, to }) => !existsSync(join(root, dirname(page), to))),
    [],
  )
})

test('packages come from wherever the reader gets them: no registry is named', () => {
  const lock = read('package-lock.json')
  assert.ok(!lock.includes('"resolved"'))
  const texts = listed('.').filter((path) => /\.(md|ts|tsx|mjs|json|ya?ml|html|css|typ|sql)$|^\.ci\/|npmrc$/.test(path))
  assert.ok(texts.length > 100)
  const host =
    /\b(registry|npm|nexus|artifactory|verdaccio)[\w-]*\.[a-z][\w.-]*\.(org|com|net|io|local|internal)\b|npmjs[.]|^\s*registry\s*=/m
  assert.match('registry' + '.example.org', host)
  assert.deepEqual(
    texts.filter((path) => host.test(read(path))),
    [],
  )
})

test('every dependency is used, and has its line in the decision about dependencies', () => {
  const declared = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const names = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(declared[kind] ?? {}),
  )
  assert.ok(names.length > 20)
  const decision = read('docs/decisions/0012-dependencies.md')
  const runs = /^(@types\/|@biomejs\/|typescript$)/
  const texts = [...tree.map(({ text }) => text), read('start.mjs')].join('\n')
  assert.deepEqual(
    names.filter((name) => !runs.test(name) && !new RegExp(`['"\`/]${name}['"\`/]`).test(texts)),
    [],
    'declared in package.json and used nowhere',
  )
  const written = (name: string) => decision.includes(name.replace(/^@(fastify|mantine|tanstack)\//, ''))
  assert.deepEqual(
    names.filter((name) => !name.startsWith('@types/') && !written(name)),
    [],
  )
})
