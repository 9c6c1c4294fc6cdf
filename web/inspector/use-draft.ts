import { useCallback, useEffect, useState } from 'react'

/** What is typed into a form stays on this device until it is sent: a lost connection or a closed page loses nothing. */
export function useDraft<T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void, () => void] {
  const place = `uchastok.draft.${key}`
  const [value, setValue] = useState<T>(() => ({ ...initial, ...kept<T>(place) }))
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    if (touched) localStorage.setItem(place, JSON.stringify(value))
  }, [touched, value, place])
  const change = useCallback((next: Partial<T>) => {
    setTouched(true)
    setValue((before) => ({ ...before, ...next }))
  }, [])
  const clear = useCallback(() => {
    setTouched(false)
    localStorage.removeItem(place)
  }, [place])
  return [value, change, clear]
}

/** Writes into a draft that its form will open with. */
export function putIntoDraft(key: string, change: object): void {
  const place = `uchastok.draft.${key}`
  localStorage.setItem(place, JSON.stringify({ ...kept<object>(place), ...change }))
}

function kept<T>(place: string): Partial<T> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<T>
  } catch {
    return {}
  }
}

/** Removes every draft, when somebody signs out. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('uchastok.draft.')) localStorage.removeItem(key)
}
