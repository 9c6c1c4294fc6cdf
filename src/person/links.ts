import { z } from 'zod'
import { categories } from '../detection/categories.ts'
import { point, subjectLine } from '../incident/incident.ts'
import { statuses } from '../incident/life.ts'

/** What hangs together: a person or a vehicle, the incidents, and through them other people, vehicles and places. */

export const linkTypes = ['person', 'vehicle', 'incident'] as const
export type LinkType = (typeof linkTypes)[number]
export const linkRoles = [...subjectLine.shape.role.options, 'owner', 'seen', 'represents'] as const
export type LinkRole = (typeof linkRoles)[number]

const id = z.uuid()
const node = z.object({ type: z.enum(linkTypes), id })
export type LinkNode = z.infer<typeof node>

const hops = z.number().int()
export const linksView = z.object({
  centre: node,
  people: z.array(z.object({ id, kind: subjectLine.shape.kind, name: z.string(), hops })),
  vehicles: z.array(z.object({ id, plate: z.string(), name: z.string(), hops })),
  incidents: z.array(
    z.object({
      id,
      number: z.number().int(),
      category: z.enum(categories),
      status: z.enum(statuses),
      placeText: z.string(),
      point: point.nullable(),
      openedAt: z.iso.datetime({ offset: true }),
      /** Whether the person who asks may open it. */
      open: z.boolean(),
      hops,
    }),
  ),
  ties: z.array(z.object({ from: node, to: node, as: z.enum(linkRoles) })),
  /** There is more than is shown. */
  more: z.boolean(),
})
export type LinksView = z.infer<typeof linksView>

/** How far it is looked from the centre, and how many of a kind are shown. */
export const mostHops = 3
export const mostOfKind = 40

/** `person:…`: one thing's name among all. */
export const linkKey = ({ type, id: of }: LinkNode): string => `${type}:${of}`
