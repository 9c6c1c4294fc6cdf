import type { FoundSubject, SubjectRecord } from '../../src/person/view.ts'
import { get, post, withQuery } from '../api.ts'

/** What is known of people; every question to the server is journalled with its reason. */

export type Wanted = { iin: string } | { plate: string } | { name: string }

export const searchPeople = (wanted: Wanted, reason: string, incidentId: string) =>
  post<{ items: FoundSubject[] }>('/api/people/search', { ...wanted, reason, incidentId })

export const openPerson = (id: string, reason: string, incidentId: string) =>
  get<SubjectRecord>(withQuery(`/api/people/${id}`, { reason, incidentId }))
