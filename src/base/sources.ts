import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'vite'

/** What a source file imports, and what of the world it reaches for: read from its syntax, for the test of the architecture. */

/** What decides nothing by itself and may be used anywhere. */
const harmless =
  /^(node:(assert|buffer|crypto|events|module|os|path|stream|url|util|zlib)(\/.*)?|zod|point-in-polygon-hao)$/

export interface Source {
  path: string
  text: string
  imports: { to: string; value: boolean; names: string[]; dynamic: boolean }[]
  reach: Set<string>
}

type Node = Record<string, unknown> & { type: string }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const named = (value: unknown, name: string) => isNode(value) && value.type === 'Identifier' && value.name === name
const sqlStart =
  /^\s*(select|insert into|update \w+ set|delete from|with \w+ as|create|alter|drop|truncate|listen) [\w"(*.]/
const doors: Record<string, string> = { child_process: 'processes', timers: 'wait', net: 'network', http: 'network' }
const ofGlobal = new Map([
  ['process', 'process'],
  ['console', 'console'],
  ['fetch', 'network'],
  ['performance', 'clock'],
  ['setTimeout', 'wait'],
  ['setInterval', 'wait'],
])

/** Reads a file's syntax; throws when it has none. */
export function source(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const read: Source = { path, text, imports: [], reach: new Set() }
  walk(program as unknown as Node, null, '', read)
  return read
}

function walk(node: Node, parent: Node | null, key: string, read: Source): void {
  const asks = (object: string, property: string) => named(node.object, object) && named(node.property, property)
  if (/^(Import|Export\w+)(Declaration|Expression)$/.test(node.type) && isNode(node.source)) meet(node, read)
  if (node.type === 'NewExpression' && named(node.callee, 'Date') && (node.arguments as []).length === 0)
    read.reach.add('clock')
  if (node.type === 'MemberExpression' && asks('Date', 'now')) read.reach.add('clock')
  if (node.type === 'MemberExpression' && asks('Math', 'random')) read.reach.add('chance')
  if (node.type === 'TSAnyKeyword') read.reach.add('any')
  const words = node.type === 'TemplateElement' ? (node.value as { raw: string }).raw : node.value
  if (/^(Literal|TemplateElement)$/.test(node.type) && typeof words === 'string' && sqlStart.test(words))
    read.reach.add('sql')
  const isName = /^(property|key)$/.test(key) && parent?.computed !== true
  const global = node.type === 'Identifier' && !isName ? ofGlobal.get(`${node.name}`) : undefined
  if (global) read.reach.add(global)
  for (const [name, child] of Object.entries(node))
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) walk(one, node, name, read)
}

function meet(node: Node, read: Source): void {
  const asked = String((node.source as Node).value)
  const to = asked.startsWith('.') ? normalize(join(dirname(read.path), asked)) : asked
  const value = node.importKind !== 'type' && node.exportKind !== 'type'
  const names = ((node.specifiers ?? []) as Node[]).map((one) => `${(one.imported as Node | undefined)?.name}`)
  read.imports.push({ to, value, names, dynamic: node.type === 'ImportExpression' })
  if (!value) return
  const door = /^node:(\w+)/.exec(to)?.[1] ?? ''
  if (to === 'node:crypto' && names.some((name) => name.startsWith('random'))) read.reach.add('chance')
  if (to === 'src/base/database.ts' && names.some((name) => /^(query|one|maybeOne|run)$/.test(name)))
    read.reach.add('sql')
  if (!asked.startsWith('.') && !harmless.test(to)) read.reach.add(door === 'fs' ? 'disk' : (doors[door] ?? to))
}
