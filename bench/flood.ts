import { type Flooded, flood } from '../src/reply/flood-testing.ts'
import { figure } from './machine.ts'

/** What a messenger would see in ten minutes of a flood, and how long people would wait: on a clock that is only a number. */
export async function benchFlood(scale: number): Promise<void> {
  const ways = {
    'one call at a time': { posts: 1, messages: 5000 },
    'sixteen calls at once': { posts: 16, messages: 15_000 },
  }
  for (const [name, { posts, messages }] of Object.entries(ways)) {
    const of = { seed: 1, groups: 400, messages: Math.round(messages * scale), emergencies: 0.02, lasts: 600_000 }
    const came: Flooded = flood({ ...of, posts, call: posts === 1 ? [40, 160] : [40, 400] })
    console.log(`Flood of ${of.messages} messages to ${of.groups} groups within ten minutes, ${name}`)
    figure(
      '  said',
      came.said,
      'messages',
      `${came.left} left, the last after ${Math.round(came.endedAt / 60_000)} min`,
    )
    figure('  most within a second', came.worst.account, 'messages', 'at most 30')
    figure('  most within a second in one chat', came.worst.chat, 'messages', 'at most 1')
    figure('  most within a minute in one group', came.worst.group, 'messages', 'at most 20')
    figure(
      '  an emergency waits, p95',
      came.emergency.p95 / 1000,
      's',
      `${came.emergency.count} of them, p50 ${came.emergency.p50} ms, at most ${(came.emergency.most / 1000).toFixed(1)} s`,
    )
    figure(
      '  the others in groups that write little wait, p95',
      came.calm.p95 / 1000,
      's',
      `at most ${(came.calm.most / 1000).toFixed(1)} s`,
    )
    figure(
      '  the others in all groups wait, at most',
      came.other.most / 60_000,
      'min',
      `the longest queue at this pace takes ${(came.longest / 60_000).toFixed(1)} min`,
    )
  }
}
