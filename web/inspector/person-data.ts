import type { Person } from '../../src/person/person.ts'
import { get, post, withQuery } from '../api.ts'

/** What is known of people; every question to the server is journalled with its reason. */

export interface Subject {
  id: string
  kind: 'individual' | 'entity'
  name: string
  iin: string | null
  plates: string[]
  details: Partial<Person>
  /** Earlier incidents and protocols, where the server tells of them. */
  incidents?: number
  protocols?: number
}

export type Wanted = { iin: string } | { plate: string } | { name: string }

export const searchPeople = (wanted: Wanted, reason: string, incidentId: string) =>
  post<{ items: Subject[] }>('/api/people/search', { ...wanted, reason, incidentId })

export const openPerson = (id: string, reason: string, incidentId: string) =>
  get<Subject>(withQuery(`/api/people/${id}`, { reason, incidentId }))
