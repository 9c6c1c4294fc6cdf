import type { Me } from '../api.ts'

/** The page a person begins with: what their role is there for. */
export const homeOf = (me: Me): '/incidents' | '/people' =>
  me.permissions.includes('seeIncidents') ? '/incidents' : '/people'
