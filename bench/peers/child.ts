/**
 * A classifier in a process of its own: `node child.ts <peer> train|read|time <folder>`.
 * Texts are read from the folder, the result is left there as `result.json`; what a package prints is nobody's business.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Labelled, Peer, Reader, Said } from './reader.ts'

const [name = '', mode = '', folder = ''] = process.argv.slice(2)
const warmUp = { texts: 10_000, ms: 3000 }
const longestRoundMs = 5000

const { peer }: { peer: Peer } = await import(`./${name}.ts`)
const began = performance.now()
if (mode === 'train') {
  await peer.train(texts('train'), folder)
  result({ trainSeconds: (performance.now() - began) / 1000 })
} else {
  const reader = await peer.load(folder)
  const loadMs = performance.now() - began
  if (mode === 'read') result({ loadMs, ...(await readAll(reader)) })
  else result({ loadMs, ...(await timed(reader)) })
}
process.exit()

/** All test texts, once, in a process that has done nothing else; the memory is taken before anything further is asked. */
async function readAll(reader: Reader): Promise<{ rssMiB: number; said: Said[] }> {
  const test = texts('test')
  const said: Said[] = []
  for (const { text } of test) said.push(await reader.read(text))
  const rssMiB = process.memoryUsage.rss() / 2 ** 20
  for (const [at, { text, report }] of test.entries())
    if (report) said[at] = { report: said[at]?.report ?? false, category: await reader.categoryOf(text) }
  return { rssMiB, said }
}

/** Single texts in a second of processor time, after others were read; what is slow reads for five seconds. */
async function timed(reader: Reader): Promise<{ perSecond: number; read: number }> {
  await pass(reader, texts('warm').slice(0, warmUp.texts), warmUp.ms)
  const round = texts('round')
  const { ms, read } = await pass(reader, round, longestRoundMs)
  return { perSecond: (1000 * read) / ms, read }
}

async function pass(reader: Reader, list: readonly Labelled[], longest: number): Promise<{ ms: number; read: number }> {
  const from = performance.now()
  const used = process.cpuUsage()
  let read = 0
  for (const { text } of list) {
    const said = reader.read(text)
    if (said instanceof Promise) await said
    read += 1
    if (read % 16 === 0 && performance.now() - from > longest) break
  }
  const { user, system } = process.cpuUsage(used)
  return { ms: (user + system) / 1000, read }
}

function texts(list: 'train' | 'test' | 'warm' | 'round'): Labelled[] {
  return JSON.parse(readFileSync(join(folder, `${list}.json`), 'utf8')) as Labelled[]
}

function result(value: object): void {
  writeFileSync(join(folder, 'result.json'), JSON.stringify(value))
}
