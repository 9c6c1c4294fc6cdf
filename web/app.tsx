import { createRouter } from '@tanstack/react-router'
import { administrationNav, administrationRoutes } from './administration/routes.tsx'
import { departmentNav, departmentRoutes } from './department/routes.tsx'
import { inspectorNav, inspectorRoutes } from './inspector/routes.tsx'
import { lawNav, lawRoutes } from './law/routes.tsx'
import { personRoutes } from './person/routes.tsx'
import { type NavItem, rootRoute, staffRoute } from './roots.tsx'
import { signInRoutes } from './sign-in/routes.tsx'

/** The tree of pages. An area exports `xxxRoutes` (its parent is `staffRoute` of roots.tsx) and `xxxNav`, and is added here. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  staffRoute.addChildren([
    ...inspectorRoutes,
    ...personRoutes,
    ...departmentRoutes,
    ...lawRoutes,
    ...administrationRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { nav: [...inspectorNav, ...departmentNav, ...lawNav, ...administrationNav].sort(seldomLast) },
  defaultPreload: 'intent',
  scrollRestoration: true,
})

function seldomLast(one: NavItem, other: NavItem): number {
  return Number(one.seldom ?? false) - Number(other.seldom ?? false)
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
