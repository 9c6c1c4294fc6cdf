import { createRouter } from '@tanstack/react-router'
import { departmentNav, departmentRoutes } from './department/routes.tsx'
import { inspectorNav, inspectorRoutes } from './inspector/routes.tsx'
import { rootRoute, staffRoute } from './roots.tsx'
import { signInRoutes } from './sign-in/routes.tsx'

/** The tree of pages. An area exports `xxxRoutes` (its parent is `staffRoute` of roots.tsx) and `xxxNav`, and is added here. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  staffRoute.addChildren([...inspectorRoutes, ...departmentRoutes]),
])

export const router = createRouter({
  routeTree,
  context: { nav: [...inspectorNav, ...departmentNav] },
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
