import type { Locale } from '../../src/base/access.ts'
import { setLocale, type Texts } from '../texts.ts'
import type { words as myRu } from './my-ru.ts'
import type { words as roomRu } from './room-ru.ts'

/** The words of these pages. A cheap phone loads those of one language only. */

export type RoomWords = Texts<typeof roomRu>
export type MyWords = Texts<typeof myRu>

export const roomTexts = {} as RoomWords
export const myTexts = {} as MyWords

const room = {
  ru: () => import('./room-ru.ts'),
  kk: () => import('./room-kk.ts'),
  en: () => import('./room-en.ts'),
}
const my = {
  ru: () => import('./my-ru.ts'),
  kk: () => import('./my-kk.ts'),
  en: () => import('./my-en.ts'),
}

/** Loads the words of a language, then speaks it. Rejects when they cannot be had; the language then stays. */
export async function speak(locale: Locale): Promise<void> {
  const forMy = location.pathname.startsWith('/r/')
  const [ofRoom, ofMy] = await Promise.all([room[locale](), forMy ? my[locale]() : null])
  Object.assign(roomTexts, { [locale]: ofRoom.words })
  if (ofMy) Object.assign(myTexts, { [locale]: ofMy.words })
  setLocale(locale)
}
