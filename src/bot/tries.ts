/**
 * Wrong codes are counted: who has used up the tries waits until the oldest is an hour old. Times in milliseconds.
 *
 * In memory alone, for a restart gives a guesser nothing that counts. There are 16⁸ = 4,294,967,296 codes and one holds a
 * week: five tries an hour are 840 in its life, so while a hundred codes are open one person hits one of them with a
 * probability of 2 in 100,000. A restart forgives five tries: one a day makes 875 of the 840, one in every hour of the
 * week doubles them, to 4 in 100,000; several processes multiply them by their number. `tries.test.ts` counts it again.
 */
export interface Tries {
  mayTry(keys: readonly string[], now: number): boolean
  wrong(keys: readonly string[], now: number): void
}

export const mostWrong = 5
export const wrongCountsFor = 3_600_000

/** Begins with nothing tried; remembers so many at most, those tried longest ago are forgotten. */
export function openTries(remembers = 20_000): Tries {
  const tried = new Map<string, number[]>()
  const recent = (key: string, now: number) => (tried.get(key) ?? []).filter((at) => at > now - wrongCountsFor)
  return {
    mayTry: (keys, now) => keys.every((key) => recent(key, now).length < mostWrong),
    wrong(keys, now) {
      for (const key of keys) {
        const times = [...recent(key, now), now]
        tried.delete(key)
        tried.set(key, times)
        const oldest = tried.keys().next().value
        if (tried.size > remembers && oldest !== undefined) tried.delete(oldest)
      }
    },
  }
}
