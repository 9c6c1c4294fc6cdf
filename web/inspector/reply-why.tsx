import type { Locale } from '../../src/base/access.ts'
import { useTexts } from '../texts.ts'
import { repliesTexts } from './replies-texts.ts'

/** Why a message was not taken, in words; the messenger's own code where it tells more. */
export function whyOf(why: string, code: string, locale: Locale): string {
  const t = repliesTexts[locale]
  const known: string | undefined = (t.codes as Record<string, string>)[code] ?? (t.why as Record<string, string>)[why]
  return code ? `${known ?? why} (${t.code(code)})` : (known ?? why)
}

/** What a person may do about it; the words of a known code say so themselves. */
export function TodoWords({ why, code }: { why: string; code: string }) {
  const t = useTexts(repliesTexts)
  const todo: string | undefined = code in t.codes ? undefined : (t.todo as Record<string, string>)[why]
  return todo ? <span className="soft">{todo}</span> : null
}
