import { setTimeout as sleep } from 'node:timers/promises'
import { figure, percentile } from './machine.ts'
import { texts } from './texts.ts'
import { openTown } from './town.ts'

/** From a message posted in a room to its event on the inspector's open page, at fifty messages a second. */
export async function benchScreen(scale: number): Promise<void> {
  const town = await openTown({ precincts: 1, chats: 40, channel: 'webchat' })
  const { address } = town.running
  const ending = new AbortController()
  try {
    const headers = await town.signIn('chief')
    const seen = new Map<string, number>()
    const page = await fetch(`${address}/api/live`, { headers, signal: ending.signal })
    void (async () => {
      let rest = ''
      const decoder = new TextDecoder()
      for await (const part of page.body ?? []) {
        rest += decoder.decode(part, { stream: true })
        const events = rest.split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) {
          const id = /"id":"([0-9a-f-]{36})"/.exec(event)?.[1]
          if (id && event.startsWith('event: incident') && !seen.has(id)) seen.set(id, performance.now())
        }
      }
    })().catch(() => {})
    const visitors: { room: string; cookie: string; address: string }[] = []
    for (let n = 0; n < 40; n++) {
      for (let one = 0; one < 3; one++) {
        // Each resident has an address of their own, as behind a proxy: the limits are counted by address.
        const from = `10.1.${n}.${one + 1}`
        const answer = await fetch(`${address}/api/rooms/chat-${n}/enter`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-uchastok': '1', 'x-forwarded-for': from },
          body: JSON.stringify({ nickname: `Resident ${one}`, consent: true }),
        })
        visitors.push({
          address: from,
          room: `chat-${n}`,
          cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
        })
      }
    }
    const { chatter, reports } = texts()
    const posted = new Map<string, number>()
    const post = async (n: number) => {
      const visitor = visitors[(n * 37) % visitors.length]
      const isReport = n % 10 === 0
      const text = (isReport ? reports[(n * 13) % reports.length]?.text : chatter[n % chatter.length]) ?? ''
      const at = performance.now()
      const answer = await fetch(`${address}/api/rooms/${visitor?.room}/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-uchastok': '1',
          cookie: visitor?.cookie ?? '',
          'x-forwarded-for': visitor?.address ?? '',
        },
        body: JSON.stringify({ text }),
      })
      if (!answer.ok) throw new Error(`A message was answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
      const { id } = (await answer.json()) as { id?: string }
      if (isReport && id) posted.set(id, at)
    }
    const total = Math.round(1000 * scale)
    const waiting: Promise<void>[] = []
    const began = performance.now()
    for (let n = 0; n < total; n++) {
      const due = began + n * 20
      const early = due - performance.now()
      if (early > 1) await sleep(early)
      waiting.push(post(n))
    }
    await Promise.all(waiting)
    const rate = total / ((performance.now() - began) / 1000)
    await sleep(2000)
    const rows = await town.running.deps.db.pool.query<{ message: string; incident: string }>(
      `select distinct on (incident_id) external_id as message, incident_id as incident from report where incident_id is not null order by incident_id, at`,
    )
    const delays = rows.rows.flatMap(({ message, incident }) => {
      const [from, to] = [posted.get(message), seen.get(incident)]
      return from !== undefined && to !== undefined ? [to - from] : []
    })
    figure(
      'from a posted message to the open page: p50',
      percentile(delays, 0.5),
      'ms',
      `${delays.length} incidents at ${rate.toFixed(0)} messages/s over HTTP`,
    )
    figure('from a posted message to the open page: p95', percentile(delays, 0.95), 'ms')
  } finally {
    ending.abort()
    await town.close()
  }
}
