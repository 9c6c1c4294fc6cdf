import type { AccountState } from '../../src/chat/account.ts'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import type { IconName } from '../parts/icon.tsx'
import type { channelsTexts } from './channels-texts.ts'

type Words = (typeof channelsTexts)['ru']

export const stateLook: Record<AccountState, { icon: IconName; tone: 'good' | 'quiet' | 'warn' | 'danger' }> = {
  starting: { icon: 'clock', tone: 'quiet' },
  working: { icon: 'check', tone: 'good' },
  unreachable: { icon: 'offline', tone: 'warn' },
  revoked: { icon: 'key', tone: 'danger' },
  misconfigured: { icon: 'warning', tone: 'danger' },
  paused: { icon: 'hidden', tone: 'quiet' },
}

type Shown = Pick<ChannelView, 'state' | 'problem' | 'secrets' | 'chats'>

/** What is wrong with a channel and what to do, in words; what the messenger said is added where we have no words for it. */
export function troubles({ state, problem, secrets, chats }: Shown, t: Words): string[] {
  const told: string[] = []
  const known = secrets.some(({ shown }) => shown === null) || /^This was sealed with the key/.test(problem)
  if (known) told.push(t.problems.sealed)
  else if (state === 'revoked') told.push(t.problems.revoked)
  else if (/terminated by other getUpdates|webhook is active|\b409\b/i.test(problem)) told.push(t.problems.twoPollers)
  else if (/PUBLIC_URL/.test(problem)) told.push(t.problems.noPublicUrl)
  else if (state === 'unreachable' || state === 'misconfigured') {
    told.push(t.problems[state])
    if (problem) told.push(t.said(problem))
  }
  const count = (words: RegExp) => words.exec(problem)?.[1]
  const forged = count(/wrong secret refused: (\d+)/)
  const unknown = count(/unknown kinds skipped: (\d+)/)
  if (forged) told.push(t.problems.forged(forged))
  if (unknown) told.push(t.problems.unknown(unknown))
  if (chats.deaf > 0) told.push(t.problems.deaf(chats.deaf))
  if (chats.mute > 0) told.push(t.problems.mute(chats.mute))
  return told
}
