import type { AccountState } from '../../src/chat/account.ts'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import type { IconName } from '../parts/icon.tsx'
import type { channelsTexts } from './channels-texts.ts'

type Words = (typeof channelsTexts)['ru']

export const stateLook: Record<
  AccountState | 'unsigned',
  { icon: IconName; tone: 'good' | 'quiet' | 'warn' | 'danger' }
> = {
  starting: { icon: 'clock', tone: 'quiet' },
  working: { icon: 'check', tone: 'good' },
  unreachable: { icon: 'offline', tone: 'warn' },
  revoked: { icon: 'key', tone: 'danger' },
  misconfigured: { icon: 'warning', tone: 'danger' },
  paused: { icon: 'hidden', tone: 'quiet' },
  unsigned: { icon: 'key', tone: 'danger' },
}

type Shown = Pick<ChannelView, 'kind' | 'settings' | 'hookUrl' | 'state' | 'problem' | 'secrets' | 'chats'>

/** What is wrong with a channel and what to do, in words; what the messenger said is added where we have no words for it. */
export function troubles(channel: Shown, t: Words): string[] {
  const { kind, state, problem, secrets, chats } = channel
  const told: string[] = []
  const unreached = /cannot reach our address: (.*)\. Updates that wait: (\d+)/.exec(problem)
  const known = secrets.some(({ shown }) => shown === null) || /^This was sealed with the key/.test(problem)
  if (known) told.push(t.problems.sealed)
  else if (state === 'revoked') told.push(kind === 'open' ? t.problems.unsigned : t.problems.revoked)
  else if (/terminated by other getUpdates|webhook is active|\b409\b/i.test(problem)) told.push(t.problems.twoPollers)
  else if (kind === 'whatsapp' && isUnreached(channel)) told.push(t.problems.noCalls)
  else if (/PUBLIC_URL/.test(problem) || isUnreached(channel)) told.push(t.problems.noPublicUrl)
  else if (/calls another address/.test(problem)) told.push(t.problems.elsewhere)
  else if (unreached) told.push(t.problems.notReached(unreached[1] ?? '', unreached[2] ?? ''))
  else if (state === 'unreachable' || state === 'misconfigured') {
    told.push(t.problems[state])
    if (problem) told.push(t.said(problem))
  }
  const count = (words: RegExp) => words.exec(problem)?.[1]
  const forged = count(/wrong secret refused: (\d+)/)
  const unknown = count(/unknown kinds skipped: (\d+)/)
  if (forged) told.push(kind === 'whatsapp' ? t.problems.forgedSigned(forged) : t.problems.forged(forged))
  if (unknown) told.push(t.problems.unknown(unknown))
  const late = count(/not taken within [\d.]+ s: (\d+)/)
  const leftOut = count(/left out after \d+ tries: (\d+)/)
  const encrypted = count(/because they are encrypted: (\d+)/)
  if (late) told.push(t.problems.late(late))
  if (leftOut) told.push(t.problems.leftOut(leftOut))
  if (encrypted) told.push(t.problems.encrypted(encrypted))
  if (chats.deaf > 0) told.push(t.problems.deaf(chats.deaf))
  if (chats.mute > 0) told.push(t.problems.mute(chats.mute))
  return told
}

/** It is to be called by the messenger, and has no address to be called at. */
const isUnreached = ({ kind, settings, hookUrl }: Shown): boolean =>
  hookUrl === null && (kind === 'whatsapp' || settings.mode === 'webhook')

/** How it is shown: as working only where something can arrive. */
export function shownState(channel: Shown): AccountState | 'unsigned' {
  if (channel.state === 'working' && isUnreached(channel)) return 'misconfigured'
  return channel.state === 'revoked' && channel.kind === 'open' ? 'unsigned' : channel.state
}

/** What the administrator does next with a channel that works and of which nobody has heard yet; null: nothing. */
export function nextStep(channel: ChannelView, t: Words): string | null {
  if (channel.state !== 'working' || isUnreached(channel)) return null
  if (channel.kind === 'whatsapp') return channel.lastUpdateAt === null ? t.nextWhatsapp : null
  if (channel.chats.bound > 0) return null
  return channel.kind === 'open' ? t.nextOpen : t.next(channel.address)
}
