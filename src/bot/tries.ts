/** Wrong codes are counted: who has used up the tries waits until the oldest is an hour old. Times in milliseconds. */
export interface Tries {
  mayTry(keys: readonly string[], now: number): boolean
  wrong(keys: readonly string[], now: number): void
}

const most = 5
const hour = 3_600_000

/** Begins with nothing tried; remembers so many at most, those tried longest ago are forgotten. */
export function openTries(remembers = 20_000): Tries {
  const tried = new Map<string, number[]>()
  const recent = (key: string, now: number) => (tried.get(key) ?? []).filter((at) => at > now - hour)
  return {
    mayTry: (keys, now) => keys.every((key) => recent(key, now).length < most),
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
