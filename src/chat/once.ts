import { remember } from './bounded.ts'

/** What is under way or done under a key is not done again; what failed may be tried again. Remembers the last 5000. */
export function openOnce<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return async (key, work) => {
    const before = known.get(key)
    if (before) return before
    const now = work()
    void remember(known, key, now)
    try {
      return await now
    } catch (error) {
      known.delete(key)
      throw error
    }
  }
}

/** Does the steps of a work in order; when one fails, the next try goes on with that one. */
export function openSteps<T>(): (key: string, steps: (() => Promise<T>)[]) => Promise<T[]> {
  const known = new Map<string, T[]>()
  return async (key, steps) => {
    const done = known.get(key) ?? remember(known, key, [])
    for (const step of steps.slice(done.length)) done.push(await step())
    known.delete(key)
    return done
  }
}
