import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Locale, Permission } from '../src/base/access.ts'
import { meQuery, queries } from './api.ts'
import { Lost, Trouble } from './parts/trouble.tsx'
import { Shell } from './shell.tsx'

/** The two roots on which each area hangs its routes: everybody's, and that of people who have signed in. */

/** A line of the navigation; each area says its own. */
export interface NavItem {
  to: string
  label: Record<Locale, string>
  icon: ReactNode
  permission?: Permission
  /** A number beside the label. */
  Count?: () => ReactNode
  /** Not among the tabs at the bottom of a phone, but behind "more". */
  seldom?: boolean
}

export interface RouterContext {
  nav: NavItem[]
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: Lost,
  errorComponent: Trouble,
})

export const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery)
    if (!me) throw redirect({ to: '/sign-in', search: { back: location.href } })
    return { me }
  },
  errorComponent: Trouble,
})
