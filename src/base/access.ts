/** Who may do what: staff roles and what each may reach. */

export const roles = ['inspector', 'chief', 'administrator'] as const
export type Role = (typeof roles)[number]

export const locales = ['ru', 'kk', 'en'] as const
export type Locale = (typeof locales)[number]

/** The person behind a request, as the session says. */
export interface Account {
  id: string
  departmentId: string
  login: string
  name: string
  position: string
  role: Role
  locale: Locale
}

/** What staff may do, beside the acts on an incident (`incident/life`). */
export const permissions = {
  seeIncidents: ['inspector', 'chief'],
  seeAllPrecincts: ['chief'],
  decideUnsure: ['inspector', 'chief'],
  lookUpPerson: ['inspector', 'chief'],
  drawUpProtocol: ['inspector', 'chief'],
  noteDecision: ['inspector', 'chief'],
  seeLaw: ['inspector', 'chief', 'administrator'],
  manageLaw: ['administrator'],
  loadRegisters: ['administrator', 'chief'],
  setPapers: ['chief', 'administrator'],
  seeCampaign: ['inspector', 'chief'],
  seeLooks: ['chief', 'administrator'],
  managePeople: ['administrator'],
  managePrecincts: ['administrator'],
  manageChats: ['administrator'],
  blockAuthors: ['inspector', 'chief', 'administrator'],
  manageReplies: ['inspector', 'chief', 'administrator'],
  manageDuty: ['chief', 'administrator'],
  importChats: ['administrator', 'chief'],
  allowLearning: ['administrator', 'chief'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether this role has the permission. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}
