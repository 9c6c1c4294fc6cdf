import type { Lang } from '../detection/categories.ts'

/** A shared chat that the program listens to. */
export interface Chat {
  id: string
  departmentId: string
  channel: string
  externalId: string
  title: string
  slug: string | null
  precinctId: string | null
  lang: Lang
  paused: boolean
}
