import { fork } from 'node:child_process'
import { Agent, get } from 'node:http'

/** Asks a server from a process of its own, so that the one asking does not take the time of the one that answers. */

interface Asked {
  address: string
  headers: Record<string, string>
  paths: string[]
  clients: number
}

/** Milliseconds of each answer, four or so clients at once over kept connections; the first fifty answers only warm up. */
export async function askFromOutside(asked: Asked): Promise<number[]> {
  const child = fork(new URL(import.meta.url))
  try {
    return await new Promise<number[]>((resolve, reject) => {
      child.once('message', (answer: { times?: number[]; fault?: string }) =>
        answer.times ? resolve(answer.times) : reject(new Error(answer.fault)),
      )
      child.once('error', reject)
      child.send(asked)
    })
  } finally {
    child.kill()
  }
}

async function ask({ address, headers, paths, clients }: Asked): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const one = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now()
      get(`${address}${path}`, { agent, headers }, (answer) => {
        answer.resume()
        answer.once('end', () =>
          answer.statusCode === 200
            ? resolve(performance.now() - began)
            : reject(new Error(`${path} answered ${answer.statusCode}`)),
        )
      }).once('error', reject)
    })
  for (const path of paths.slice(0, 50)) await one(path)
  const times: number[] = []
  let next = 0
  const client = async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) times.push(await one(path))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return times
}

if (import.meta.main) {
  process.once('message', (asked: Asked) => {
    ask(asked).then(
      (times) => process.send?.({ times }),
      (error) => process.send?.({ fault: String(error) }),
    )
  })
}
